"""Rows of one project -> what counts of them, in whatever order they come and whatever their files are called.

Source: docs/figures.md (rows of one project that differ).

- What moves with time (stage, paid-in, words, start and production, blocker, people): the row with the newest as-of
  that says it. On a tie, or without any: the lower paid-in, the earlier stage, the later day; words by the longer.
- What should not differ (both amounts, paper, signing day, fair, first unit, status): disputed, unless time explains
  it: the newer row's signing day (for the status its 状态日期) lies after the older's as-of; a paper that only goes on
  (协议 to 合同) is explained by the rows' as-of alone.
- What is disputed counts for the least: the lowest amount, the weakest paper, and a reading for each of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import BY_NAME, Amount, Project
from data.model import Basis, Paper, Stage
from data.rules.between_ledgers.contradictions import falling, said_text
from data.rules.calendar.stated_days import StatedDays
from data.rules.projects.projects import is_gone
from data.rules.units.names import UnitBook, real_id
from data.rules.which_fair.fairs import FairBook, yuan
from data.support.fast_dataclass import dataclass

DISPUTABLE = ("contracted", "total_investment", "paper", "signed_on", "fair", "unit", "status")
"""What of a project should not differ from row to row."""

_AMOUNTS = DISPUTABLE[:2]
_READ_APART = ("signed_on", "fair", "status")
"""What decides in which scopes a project counts."""

_STRENGTH = {Paper.INTENT: 0, Paper.FRAMEWORK: 1, Paper.CONTRACT: 2}
_STAGES = {stage: place for place, stage in enumerate(Stage)}
_COLUMNS = tuple(f.name for f in BY_NAME["projects"].fields)
_MOVING = tuple(name for name in _COLUMNS if name not in (*DISPUTABLE, "status_on", "stage_since", "id"))
_READ = attrgetter(*_MOVING)


@dataclass(frozen=False, slots=True)
class Told:
    """One row, its as-of, and what it says of DISPUTABLE in terms that can be compared (None: it does not say, or a
    newer row explains it away)."""

    row: Project
    as_of: date | None
    said: dict[str, Any]

    @property
    def content(self) -> tuple[str, ...]:
        """What it says, in words by which rows are put in order without their files: larger amounts first."""
        row, said = self.row, self.said
        paper = None if said["paper"] is None else _STRENGTH[said["paper"]]
        return falling(
            (row.contracted, row.total_investment, paper, said["signed_on"], said["fair"], said["unit"], said["status"])
        )

    @property
    def texts(self) -> dict[str, str]:
        """What it says, as texts that are equal where it means the same."""
        row, said = self.row, self.said
        amounts = {name: said_text(getattr(row, name)) for name in _AMOUNTS}
        return {**{name: said_text(value) for name, value in said.items()}, **amounts}


class Merged(msgspec.Struct, frozen=True):
    """What counts of some rows: the project, its units, the readings that differ, what is disputed, and the most.

    `readings` is empty where all rows count in the same scopes.
    """

    project: Project
    units: tuple[str, ...]
    rivals: tuple[str, ...]
    amount: Amount | None
    gone: bool
    readings: tuple[Project, ...] = ()
    disputed: tuple[str, ...] = ()
    at_most: Decimal | None = None


class Merging:
    """Merges rows of one project as they count on one date."""

    def __init__(self, book: UnitBook, fairs: FairBook, basis: Basis, as_of: date, days: StatedDays) -> None:
        self._book, self._fairs, self._basis, self._as_of, self._days = book, fairs, basis, as_of, days

    def told(self, rows: Iterable[Project]) -> list[Told]:
        """What each row says that should not differ, without what time explains."""
        found = [Told(row, self._days.of(row), self._said(row)) for row in rows]
        if any(one.said != found[0].said for one in found):
            _explain(found)
        return found

    def single(self, row: Project) -> Merged:
        """What counts of a row that stands alone: the row."""
        amount: Amount | None = getattr(row, self._basis.value)
        return Merged(row, self._book.split(row.unit), (), amount, is_gone(row, self._as_of))

    def merge(self, told: Sequence[Told], beaten: Collection[int] = ()) -> Merged:
        """What counts of these rows (as `told` gave them); `beaten` are the places of those that an officer decided
        against: they only say what no other says."""
        lost = [told[at] for at in beaten]
        hold = [one for at, one in enumerate(told) if at not in beaten]
        fields = {name: _pool(name, hold, lost) for name in DISPUTABLE}
        disputed = tuple(name for name in DISPUTABLE if len({one.said[name] for one in fields[name]}) > 1)
        values = _moving(hold, lost)
        values |= {name: _least_of([getattr(one.row, name) for one in fields[name]]) for name in _AMOUNTS}
        values["id"] = min((one.row.id for one in told if real_id(one.row.id)), default="")
        values["stage_since"] = _stage_since(values["stage"], hold, lost)
        values["paper"] = min((one.said["paper"] for one in fields["paper"]), key=_STRENGTH.__getitem__, default=None)
        values["signed_on"] = max((one.said["signed_on"] for one in fields["signed_on"]), default=None)
        values["fair"] = min((one.row.fair for one in fields["fair"]), default="")
        values |= self._status(fields["status"])
        firsts = sorted({one.said["unit"] for one in fields["unit"]})
        base = min(hold, key=lambda one: (one.said["unit"] != firsts[0], *_least(one, self._basis), one.row.place)).row
        values["unit"] = base.unit
        values["fields"] = tuple(dict.fromkeys(name for one in told for name in one.row.fields))
        project = msgspec.structs.replace(base, **values)
        return Merged(
            project=project,
            units=self._units(firsts[0], base, hold),
            rivals=tuple(firsts[1:]),
            amount=getattr(project, self._basis.value),
            gone=is_gone(project, self._as_of),
            readings=tuple(self._readings(project, hold, disputed)),
            disputed=disputed,
            at_most=self._at_most(fields[self._basis.value], project, disputed),
        )

    def _said(self, row: Project) -> dict[str, Any]:
        return {
            "contracted": _money(row.contracted),
            "total_investment": _money(row.total_investment),
            "paper": row.paper,
            "signed_on": row.signed_on,
            "fair": self._fairs.called(row.fair, row.signed_on) or None,
            "unit": self._book.split(row.unit)[0],
            "status": None if row.status is None else is_gone(row, self._as_of),
        }

    def _units(self, first: str, base: Project, hold: Sequence[Told]) -> tuple[str, ...]:
        """The units as the row has them; where rows name others too, all of them."""
        said = {self._book.split(one.row.unit) for one in hold if one.said["unit"] is not None}
        if len(said) == 1:
            return said.pop()
        return (first, *sorted({name for names in said for name in names} - {first}))

    def _status(self, said: Sequence[Told]) -> dict[str, Any]:
        """The status and its day: that which takes the project out, where any row says so."""
        gone = [one for one in said if one.said["status"]] or list(said)
        if not gone:
            return {"status": None, "status_on": None}
        newest = max((one.as_of or date.min) for one in gone)
        best = [one.row for one in gone if (one.as_of or date.min) == newest]
        status = min(row.status for row in best if row.status is not None)
        days = [row.status_on for row in best if row.status is status and row.status_on]
        days = days or [one.row.status_on for one in gone if one.row.status_on]
        return {"status": status, "status_on": min(days, default=None)}

    def _readings(self, project: Project, hold: Sequence[Told], disputed: Sequence[str]) -> Iterator[Project]:
        """The project with signing day, fair and status of each row, where these are disputed; each reading once."""
        apart = [name for name in _READ_APART if name in disputed]
        seen = set()
        for one in hold if apart else ():
            said = tuple(one.said[name] for name in _READ_APART)
            if said not in seen and any(one.said[name] is not None for name in apart):
                seen.add(said)
                names = [name for name in apart if one.said[name] is not None]
                values = {name: getattr(one.row, name) for name in names}
                if "status" in names:
                    values["status_on"] = one.row.status_on
                yield msgspec.structs.replace(project, **values, **one.row.place._asdict())

    def _at_most(self, said: Sequence[Told], project: Project, disputed: Sequence[str]) -> Decimal | None:
        """The highest amount that any row gives, where what is disputed could make the project count for more."""
        if not {self._basis.value, "paper", *_READ_APART}.intersection(disputed):
            return None
        sums = [value for one in said if (value := yuan(getattr(one.row, self._basis.value))) is not None]
        most = max(sums, default=None)
        more = {"paper", *_READ_APART}.intersection(disputed) or most != yuan(getattr(project, self._basis.value))
        return most if more else None


def differing(first: Told, other: Told) -> list[str]:
    """The fields of DISPUTABLE in which both rows say something, and not the same."""
    return [
        name
        for name in DISPUTABLE
        if None not in (first.said[name], other.said[name]) and first.said[name] != other.said[name]
    ]


# ------------------------------------------------------------ what time explains


def _explain(told: Sequence[Told]) -> None:
    """Take out of the older rows what the newer ones explain; rows without an as-of explain nothing."""
    dated = sorted((one for one in told if one.as_of is not None), key=lambda one: one.as_of or date.min, reverse=True)
    newer: dict[str, date] = {}
    paper = -1
    at = 0
    while at < len(dated):
        same = [one for one in dated[at:] if one.as_of == dated[at].as_of]
        said_now = [dict(one.said) for one in same]
        for one in same:
            for name, value in one.said.items():
                day = newer.get(name)
                goes_on = name == "paper" and value is not None and _STRENGTH[value] <= paper
                if value is not None and (goes_on or (day is not None and one.as_of and day > one.as_of)):
                    one.said[name] = None
        for one, said in zip(same, said_now, strict=True):
            for name, value in said.items():
                day = one.row.status_on if name == "status" else one.row.signed_on
                if value is not None and day is not None:
                    newer[name] = max(day, newer.get(name, day))
            paper = max(paper, _STRENGTH.get(said["paper"], -1))
        at += len(same)


# ------------------------------------------------------------ what counts of one field


def _pool(name: str, hold: Sequence[Told], lost: Sequence[Told]) -> list[Told]:
    """The rows that say this field, those that an officer decided against only where no other does."""
    for rows in (hold, lost):
        if pool := [one for one in rows if one.said[name] is not None]:
            return pool
    return []


def _moving(hold: Sequence[Told], lost: Sequence[Told]) -> dict[str, Any]:
    """What counts of the fields that move with time."""
    rows = (*hold, *lost)
    columns = zip(*(_READ(one.row) for one in rows), strict=True)
    return {name: _newest(name, values, rows, len(hold)) for name, values in zip(_MOVING, columns, strict=True)}


def _newest(name: str, values: Sequence[Any], rows: Sequence[Told], holding: int) -> Any:
    """What the newest row says; of rows at once those of which an officer has not decided against (the first ones)."""
    said = [at for at, value in enumerate(values) if value not in (None, "")]
    if not said:
        return values[0]
    if any(values[at] != values[said[0]] for at in said):
        days = [rows[at].as_of or date.min for at in said]
        said = [at for at, day in zip(said, days, strict=True) if day == max(days)]
        said = [at for at in said if at < holding] or said
        if any(values[at] != values[said[0]] for at in said):
            return _tied([values[at] for at in said])
    return values[said[0]]


def _tied(values: Sequence[Any]) -> Any:
    """Of values that no as-of puts in order, the one that counts for less."""
    first = values[0]
    if isinstance(first, Amount):
        return _least_of(values)
    if isinstance(first, Stage):
        return min(values, key=_STAGES.__getitem__)
    if isinstance(first, bool | date):
        return max(values)
    return min(values, key=lambda text: (-len(text), text))


def _least_of(amounts: Sequence[Amount]) -> Amount | None:
    """The lowest of several amounts; None of different currencies, which nobody can compare."""
    if len({amount.currency for amount in amounts}) != 1:
        return None
    return min(amounts, key=lambda amount: (amount.value, amount.high or amount.value, amount.approximate))


def _stage_since(stage: Stage | None, hold: Sequence[Told], lost: Sequence[Told]) -> date | None:
    """The day of the stage that counts: what a row says of another stage is no day of this one."""
    of_stage = [one for one in (*hold, *lost) if one.row.stage is stage and one.row.stage_since]
    newest = max((one.as_of or date.min for one in of_stage), default=date.min)
    days = [one.row.stage_since for one in of_stage if (one.as_of or date.min) == newest and one.row.stage_since]
    return max(days, default=None)


def _money(amount: Amount | None) -> tuple[Decimal, str] | None:
    return None if amount is None else (amount.value, amount.currency)


def _least(one: Told, basis: Basis) -> tuple[bool, Decimal, int]:
    """By what the row is found that stands for all: the lowest amount, then the newest."""
    amount: Amount | None = getattr(one.row, basis.value)
    return amount is None, amount.value if amount else Decimal(0), -(one.as_of or date.min).toordinal()
