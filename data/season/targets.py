"""Which target is in force for a unit: the latest that was issued by the board's date.

Source: docs/figures.md: "the latest `issued_on` by the board's date; two at once are a contradiction, shown, never
summed". A row without a date counts as issued before all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from data.model import Contradiction, Problem, Ruling
from data.records import Target
from data.season.contradictions import NONE, Rulings, contradiction
from data.season.fairs import CNY, SEASON_WORDS, FairBook, amount_text
from data.season.faults import fault
from data.season.names import UnitBook, item_key, squash

Owner = tuple[str | None, str]
"""The fair's name (None: the season) and the unit's."""


@dataclass(frozen=True, slots=True)
class TargetInForce:
    """What one unit owes by signing. `figures` are all that were issued at once where they contradict each other.

    `documents` name the papers that issued it (文号, 依据), `issued_on` their day.
    """

    amount: Decimal | None = None
    projects: int | None = None
    from_: date | None = None
    to_: date | None = None
    contradiction: bool = False
    figures: tuple[Decimal, ...] = ()
    documents: tuple[str, ...] = ()
    issued_on: date | None = None

    @property
    def metric(self) -> str:
        """ "projects" where only a number of projects is owed, else "amount"."""
        return "projects" if self.amount is None and self.projects is not None else "amount"

    @property
    def value(self) -> Decimal | None:
        """What completion is measured by; None for a contradiction."""
        if self.contradiction:
            return None
        return Decimal(self.projects) if self.metric == "projects" and self.projects is not None else self.amount


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets in force by fair and unit, the units that have any row at all, and what was wrong."""

    in_force: Mapping[Owner, TargetInForce]
    named: Mapping[str | None, tuple[str, ...]]
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def scopes(self) -> frozenset[str | None]:
        """Fairs (None: the season) for which at least one unit has a target in force."""
        return frozenset(fair for fair, _ in self.in_force)


def targets_in_force(rows: Iterable[Target], book: UnitBook, fairs: FairBook, rulings: Rulings = NONE) -> Targets:
    """Sort target rows by fair and unit and find which is in force on the date of `fairs`, and by which ruling."""
    work = _Sorting(book, fairs, rulings)
    for row in sorted(rows, key=lambda row: (row.file, row.sheet, row.row)):
        work.take(row)
    return work.done()


@dataclass
class _Sorting:
    book: UnitBook
    fairs: FairBook
    rulings: Rulings
    rows: dict[Owner, list[Target]] = field(default_factory=dict)
    named: dict[str | None, dict[str, None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)

    def take(self, row: Target) -> None:
        fair = self.fairs.find(row.fair)
        if fair is None and squash(row.fair) not in SEASON_WORDS:
            self.problems.append(fault("unknown_fair", row.place, row.fair))
            return
        owner = (fair.name if fair else None, self.book.resolve(row.unit))
        if row.amount is not None and row.amount.currency != CNY:
            self.problems.append(fault("target_currency", row.place, amount_text(row.amount)))
        self.named.setdefault(owner[0], {})[owner[1]] = None
        if (_amount(row) is not None or row.projects is not None) and _issued(row) <= self.fairs.as_of:
            self.rows.setdefault(owner, []).append(row)

    def done(self) -> Targets:
        named = {fair: tuple(units) for fair, units in self.named.items()}
        in_force = {owner: self._latest(owner, rows) for owner, rows in self.rows.items()}
        return Targets(in_force, named, tuple(self.problems), tuple(self.contradictions))

    def _latest(self, owner: Owner, rows: list[Target]) -> TargetInForce:
        latest = max(_issued(row) for row in rows)
        at_once = self._ruled(owner, [row for row in rows if _issued(row) == latest])
        amounts = _said(_amount(row) for row in at_once)
        projects = _said(row.projects for row in at_once)
        first_days, last_days = _said(row.from_ for row in at_once), _said(row.to_ for row in at_once)
        if any(len(values) > 1 for values in (amounts, projects, first_days, last_days)):
            return _contradicting(at_once, amounts or [Decimal(n) for n in projects])
        return TargetInForce(
            amount=next(iter(amounts), None),
            projects=next(iter(projects), None),
            from_=next(iter(first_days), None),
            to_=next(iter(last_days), None),
            documents=_documents(at_once),
            issued_on=at_once[0].issued_on,
        )

    def _ruled(self, owner: Owner, rows: list[Target]) -> list[Target]:
        """The rows that hold, once those are gone that an officer decided against."""
        first, *others = rows
        beaten: list[Target] = []
        for other in others:
            fields = [name for name in _OWES if _differ(getattr(first, name), getattr(other, name))]
            if fields:
                key = item_key("target", "", owner[1], owner[0] or "").partition("/")[2]
                found = contradiction("targets", key, owner[1], owner[1], first, other, fields, self.rulings)
                self.contradictions.append(found)
                beaten += (
                    [other] if found.decided == Ruling.FIRST else [first] if found.decided == Ruling.SECOND else []
                )
        return [row for row in rows if row not in beaten]


_OWES = ("amount", "projects", "from_", "to_")
"""What of a target decides completion."""


def _differ(ours: Any, theirs: Any) -> bool:
    return ours is not None and theirs is not None and ours != theirs


def _contradicting(rows: list[Target], figures: list[Decimal]) -> TargetInForce:
    return TargetInForce(
        contradiction=True, figures=tuple(figures), documents=_documents(rows), issued_on=rows[0].issued_on
    )


def _documents(rows: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source_doc for row in rows if row.source_doc))


def _amount(row: Target) -> Decimal | None:
    return row.amount.value if row.amount is not None and row.amount.currency == CNY else None


def _issued(row: Target) -> date:
    return row.issued_on or date.min


def _said(values: Iterable[Any]) -> list[Any]:
    """The different values that rows give, without the blanks."""
    return list(dict.fromkeys(value for value in values if value is not None))
