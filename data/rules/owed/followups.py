"""Something owed to somebody by a date (待办督办): which follow-ups are open, whose move it is, since when.

Source: docs/figures.md. Open until 销号, or until 办结 in a sheet without a 销号 column; settled and not closed waits
for our review; what waits for a superior office is never called overdue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from data.ledgers.kinds_and_columns import FollowUp
from data.model import OwedItem, OwedPhase, Problem
from data.rules.between_ledgers.contradictions import Rulings
from data.rules.calendar.followup_ladder import Ladders, reached
from data.rules.calendar.workdays import Workdays
from data.rules.owed.followup_pairs import MattersOnce, matters
from data.rules.rule_notes import fault, where
from data.rules.units.names import UnitBook, episode, followup_key
from data.settings import FollowUpRule
from data.support.spelling import squash

_KIND = "followup"
_LAST = {OwedPhase.OPEN: 0, OwedPhase.REVIEW: 2, OwedPhase.SUPERIOR: 3}


class FollowUps(NamedTuple):
    """The open follow-ups, problems of rows that share a key, and what two ledgers keep under two numbers."""

    items: tuple[OwedItem, ...]
    problems: tuple[Problem, ...]
    matters: MattersOnce


def owed(
    followups: Iterable[FollowUp], book: UnitBook, rule: FollowUpRule, workdays: Workdays, as_of: date, rulings: Rulings
) -> FollowUps:
    """The open follow-ups without their marks, problems of rows that share a key, and pairs.

    Order: the most overdue first, today's, those to come, those without a date, what waits for our review, and last
    what waits for a superior. Rows of two ledgers that agree are one item; where they do not, the row that leaves
    more owed stands and the problem names both. Two rows of one sheet with one key are both shown, not markable.
    """
    work = _Owing(book, Ladders(rule, workdays), as_of)
    groups: dict[str, list[FollowUp]] = {}
    for row in sorted(followups, key=lambda row: row.place):
        groups.setdefault(followup_key(row), []).append(row)
    for key, rows in groups.items():
        work.take(key, rows)
    found = matters(work.told, book, rulings)
    return FollowUps(tuple(sorted(_once(work.items, found), key=_order)), tuple(work.problems), found)


def _once(items: Sequence[OwedItem], found: MattersOnce) -> Iterable[OwedItem]:
    """Each matter once, by the row that leaves more owed, unless an officer ruled for another one."""
    stands = {other: key for key, others in found.aliases.items() for other in (key, *others)}
    groups: dict[str, list[OwedItem]] = {}
    for item in items:
        if item.key not in stands:
            yield item
        elif item.key not in found.beaten:
            groups.setdefault(stands[item.key], []).append(item)
    for key, same in groups.items():
        yield replace(min(same, key=_order), key=key)


def _order(item: OwedItem) -> tuple[int, int, str, str]:
    undated = item.phase is OwedPhase.OPEN and item.due is None
    over = item.days_over if item.days_over is not None else 0
    return (1 if undated else _LAST[item.phase], -over, item.owed_by, item.what)


class _Owing:
    def __init__(self, book: UnitBook, ladders: Ladders, as_of: date) -> None:
        self._book, self._ladders, self._as_of = book, ladders, as_of
        self.items: list[OwedItem] = []
        self.problems: list[Problem] = []
        self.told: dict[str, list[FollowUp]] = {}
        """The rows of each matter, by the key of its item."""

    def take(self, key: str, rows: list[FollowUp]) -> None:
        """Rows with one key: one matter, unless they share nothing but a number."""
        parts = self._parted(rows)
        if len(parts) == 1 and _one_a_sheet(rows):
            self._one(key, rows)
            return
        others = "; ".join(where(row.place) for row in rows[1:])
        self.problems.append(fault("ambiguous_key", rows[0].place, rows[0].what, other=others))
        keys = (key + (f"#{number}" if number > 1 else "") for number in count(1))
        for part in parts:
            for same in [part] if _one_a_sheet(part) else [[row] for row in part]:
                self._one(next(keys), same, markable=False)

    def _parted(self, rows: Iterable[FollowUp]) -> list[list[FollowUp]]:
        """The rows of one number by what they owe: the same matter, or the same units; the first by what they say."""
        parts: list[list[FollowUp]] = []
        for row in sorted(rows, key=lambda row: (squash(row.what), self._book.called(row.owed_by), *row.place)):
            same = [part for part in parts if any(self._is_one(row, other) for other in part)]
            parts = [part for part in parts if part not in same]
            parts.append([*(other for part in same for other in part), row])
        return parts

    def _is_one(self, row: FollowUp, other: FollowUp) -> bool:
        units = (frozenset(self._book.split(one.owed_by)) for one in (row, other))
        return squash(row.what) == squash(other.what) or len(set(units)) == 1

    def _one(self, key: str, rows: list[FollowUp], *, markable: bool = True) -> None:
        """Rows of one matter, in several ledgers: the one that leaves more owed stands."""
        self.told[key] = rows
        for other in rows[1:]:
            if _says(other) != _says(rows[0]):
                self.problems.append(
                    fault("followup_contradiction", rows[0].place, rows[0].what, other=where(other.place))
                )
        found = [item for row in rows if (item := self._item(key, row, markable=markable)) is not None]
        if found:
            self.items.append(min(found, key=_order))

    def _item(self, key: str, row: FollowUp, *, markable: bool = True) -> OwedItem | None:
        phase = self._phase(row)
        if phase is None:
            return None
        due, rule, rung = self._due(row)
        known = due is not None and phase is not OwedPhase.SUPERIOR
        contact, phone = self._book.contact(self._book.split(row.owed_by)[0])
        return OwedItem(
            key=key,
            episode=episode(_KIND, due, phase, None),
            kind=_KIND,
            what=row.what,
            project=row.project,
            unit=row.unit,
            owed_by=self._book.called(row.owed_by),
            grade=row.grade,
            due=due,
            days_over=(self._as_of - due).days if due is not None and known else None,
            due_rule=rule,
            rung=rung,
            phase=phase,
            source=row.source,
            contact=contact,
            phone=phone,
            place=row.place,
            markable=markable,
            ladder=tuple((s.name, s.due) for s in self._ladders.steps(row)) if rule == "ladder" else (),
            assigned=row.assigned,
        )

    def _phase(self, row: FollowUp) -> OwedPhase | None:
        """Whose move it is; None once it is closed."""
        settled = reached(row.settled, self._as_of)
        if reached(row.closed, self._as_of) or (settled and not has_closing(row)):
            return None
        if settled:
            return OwedPhase.REVIEW
        return OwedPhase.SUPERIOR if self._book.is_superior(row.owed_by) else OwedPhase.OPEN

    def _due(self, row: FollowUp) -> tuple[date | None, str, str]:
        """The day, what made it, and the rung where a ladder did."""
        if row.extended_to is not None:
            return row.extended_to, "extended", ""
        if row.due is not None:
            return row.due, "due", ""
        step = self._ladders.step(row, self._as_of)
        return (step.due, "ladder", step.name) if step else (None, "", "")


def _one_a_sheet(rows: Sequence[FollowUp]) -> bool:
    return len({(row.file, row.sheet) for row in rows}) == len(rows)


def has_closing(row: FollowUp) -> bool:
    """Whether the row's sheet has a 销号 column; a row that carries such a date has one."""
    return "closed" in row.fields or row.closed is not None


def _says(row: FollowUp) -> tuple[Any, ...]:
    """What of a row decides what is owed and when."""
    return (row.grade, row.assigned, row.arranged, row.due, row.replied, row.settled, row.closed, row.extended_to)
