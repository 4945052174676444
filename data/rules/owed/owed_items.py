"""How the rules of what is owed make their items: one builder for all kinds, and the split between desk and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.model import OwedItem, OwedPhase, Place, Trace, uncalled_over
from data.rules.projects.project_lookup import NamedProjects
from data.rules.projects.projects import Entry
from data.rules.units.names import UnitBook, episode
from data.settings import OwedRule

_LAST = {OwedPhase.OPEN: 0, OwedPhase.REVIEW: 2, OwedPhase.SUPERIOR: 3}

LEDGER_DATES = frozenset({"report-row", "blocker-due", "prep-due", "payout-due"})
"""The rules whose due date is the ledger's own."""


class Owing:
    """Makes items of one date; `named` finds the projects that other ledgers write of."""

    def __init__(self, book: UnitBook, named: NamedProjects, as_of: date) -> None:
        self.book, self.as_of = book, as_of
        self._named = named
        self._owers: dict[str, tuple[bool, str, str]] = {}

    def project(self, name: str) -> Entry | None:
        """The project that another ledger means by this number or name; None where it cannot be told."""
        return self._named.one(name)

    def key_of(self, project: str) -> str:
        """The key of the project that this names, "" where the ledgers do not tell it apart."""
        entry = self.project(project)
        return entry.key if entry is not None and entry.markable else ""

    def unit_of(self, project: str) -> str:
        """Whose project it is, "" where the project ledgers do not know it."""
        entry = self.project(project)
        return "、".join(entry.units) if entry else ""

    def whom(self, owed_by: str) -> tuple[object, ...]:
        """All that an item tells of who owes it."""
        return (*self._ower(owed_by), self.book.called(owed_by))

    def item(
        self,
        kind: str,
        key: str,
        what: str,
        due: date | None,
        *,
        place: Place,
        trace: Trace,
        unit: str = "",
        owed_by: str = "",
        project: str = "",
        project_key: str = "",
        grade: str = "",
        stage: str = "",
        next_period: date | None = None,
        opens: date | None = None,
    ) -> OwedItem:
        """One thing owed. Its episode is of rule, due date and stage; a superior office's is never overdue.

        `project_key` where the rule knows the project itself, and need not find it by its name.
        """
        above, contact, phone = self._ower(owed_by or ("" if kind == "payout" else unit))
        superior = above and bool(owed_by)
        return OwedItem(
            key=key,
            episode=episode(trace.rule, due, stage or None, None),
            kind=kind,
            what=what,
            project=project,
            unit=unit,
            owed_by=self.book.called(owed_by),
            grade=grade,
            due=due,
            days_over=(self.as_of - due).days if due is not None and not superior else None,
            due_rule="due" if trace.rule in LEDGER_DATES else "",
            rung="",
            phase=OwedPhase.SUPERIOR if superior else OwedPhase.OPEN,
            source="",
            contact=contact,
            phone=phone,
            place=place,
            next_period=next_period,
            opens=opens,
            trace=trace,
            project_key=project_key or self.key_of(project),
        )

    def _ower(self, whom: str) -> tuple[bool, str, str]:
        """Whether an office above ours owes it; who to call and on which number."""
        found = self._owers.get(whom)
        if found is None:
            contact = self.book.contact(self.book.split(whom)[0]) if whom else ("", "")
            found = self._owers[whom] = (bool(whom) and self.book.is_superior(whom), *contact)
        return found


def numbered(items: Iterable[OwedItem]) -> tuple[OwedItem, ...]:
    """The items; those that share a key are told apart by a number, and cannot be marked (docs/marks.md)."""
    items = tuple(items)
    if len({item.key for item in items}) == len(items):
        return items
    same: dict[str, list[OwedItem]] = {}
    for item in items:
        same.setdefault(item.key, []).append(item)
    return tuple(
        item if len(group) == 1 else replace(item, key=f"{key}#{n}" if n > 1 else key, markable=False)
        for key, group in same.items()
        for n, item in enumerate(group, 1)
    )


def order(item: OwedItem, uncalled: int) -> tuple[int, int, str, str]:
    """The most overdue first, today's, those to come, those without a date, ours to review, and a superior's last.

    A guest never called stands as if `uncalled` days late.
    """
    undated = item.phase is OwedPhase.OPEN and item.due is None and not item.uncalled
    over = uncalled if item.uncalled else item.days_over if item.days_over is not None else 0
    return (1 if undated else _LAST[item.phase], -over, item.owed_by, item.what)


def ordered(items: Iterable[OwedItem]) -> tuple[OwedItem, ...]:
    """In the order of the lists: see `order`; a guest who was never called comes before every other guest."""
    items = tuple(items)
    first = uncalled_over(items)
    return tuple(sorted(items, key=lambda item: order(item, first)))


def is_near(item: OwedItem, rule: OwedRule) -> bool:
    """Whether it stands on the duty screen: a follow-up always does, all else when it is due soon or late, or a guest
    whom nobody has called yet."""
    if item.kind == "followup":
        return True
    if item.kind not in rule.desk_kinds:
        return False
    return item.uncalled or (item.days_over is not None and item.days_over >= -rule.desk_days)
