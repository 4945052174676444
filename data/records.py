"""What rules read: one frozen struct per ledger kind that has rules, and where each was read.

Field names are those of `data.kinds` (`from` and `to` become `from_` and `to_`); a test holds the two together.
Structs decode straight from the index's JSON: `msgspec.json.decode(text, type=Project)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from data.model import Paper, Place, Stage, Status


class Amount(msgspec.Struct, frozen=True, array_like=True):
    """Money: `value` in 万元 of `currency` ("CNY" unless the cell says otherwise); `high` is a range's upper end."""

    value: Decimal
    currency: str = "CNY"
    approximate: bool = False
    high: Decimal | None = None


class Record(msgspec.Struct, frozen=True, gc=False):
    """One row as intake read it: `values` by field name, in JSON's plain types; `fields` are those its sheet has."""

    kind: str
    file: str
    sheet: str
    row: int
    values: dict[str, Any]
    fields: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


class _Row(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from", "to_": "to"}):
    file: str = ""
    sheet: str = ""
    row: int = 0
    fields: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it was read."""
        return Place(self.file, self.sheet, self.row)


class Fair(_Row, frozen=True, kw_only=True):
    """An event the season works toward."""

    name: str
    opens: date
    closes: date | None = None
    venue: str = ""
    from_: date | None = None
    target: Amount | None = None


class Unit(_Row, frozen=True, kw_only=True):
    """Who owes signing targets."""

    name: str
    kind: str = ""
    parent: str = ""
    head: str = ""
    contact: str = ""
    phone: str = ""
    aliases: str = ""


class Target(_Row, frozen=True, kw_only=True):
    """What a unit owes, for a fair or (without one) for the season."""

    unit: str
    kind: str = ""
    fair: str = ""
    amount: Amount | None = None
    projects: int | None = None
    paid_in: Amount | None = None
    trips: int | None = None
    starts: int | None = None
    from_: date | None = None
    to_: date | None = None
    issued_on: date | None = None
    source_doc: str = ""


class Project(_Row, frozen=True, kw_only=True):
    """One line of a project ledger. `unit` is the cell as written; joint projects are split by the rules."""

    name: str
    unit: str
    id: str = ""
    investor: str = ""
    origin: str = ""
    industry: str = ""
    channel: str = ""
    total_investment: Amount | None = None
    contracted: Amount | None = None
    paper: Paper | None = None
    stage: Stage | None = None
    fair: str = ""
    signed_on: date | None = None
    stage_since: date | None = None
    paid_in: Amount | None = None
    planned_start: date | None = None
    started_on: date | None = None
    planned_production: date | None = None
    produced_on: date | None = None
    sponsor: str = ""
    site_officer: str = ""
    assurance_dept: str = ""
    latest_progress: str = ""
    physical_progress: str = ""
    reported_on: date | None = None
    blocker: str = ""
    status: Status | None = None
    status_on: date | None = None
    replaced_by: str = ""
    reviewed_on: date | None = None
    real_estate: bool | None = None


class Milestone(_Row, frozen=True, kw_only=True):
    """A dated node of a project, worked backwards from its goal."""

    project: str
    node: str
    unit: str = ""
    planned: date | None = None
    actual: date | None = None


class Funds(_Row, frozen=True, kw_only=True):
    """One month's money of a project. `month` is the month's first day."""

    project: str
    month: date
    paid_in: Amount | None = None
    fixed_investment: Amount | None = None
    booked: Amount | None = None


class FollowUp(_Row, frozen=True, kw_only=True):
    """Something owed to somebody by a date (督办事项)."""

    what: str
    owed_by: str
    id: str = ""
    project: str = ""
    unit: str = ""
    grade: str = ""
    assigned: date | None = None
    arranged: date | None = None
    due: date | None = None
    replied: date | None = None
    settled: date | None = None
    closed: date | None = None
    source: str = ""
    extended_to: date | None = None


class RosterDay(_Row, frozen=True, kw_only=True):
    """Who is on duty on one day."""

    date: date
    officer: str
    shift: str = ""
    leader: str = ""
    phone: str = ""


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """All records that the rules read, by kind."""

    fairs: tuple[Fair, ...] = ()
    units: tuple[Unit, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[Project, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    funds: tuple[Funds, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    roster: tuple[RosterDay, ...] = ()


RECORD_TYPES: Mapping[str, type[_Row]] = {
    "fairs": Fair,
    "units": Unit,
    "targets": Target,
    "projects": Project,
    "milestones": Milestone,
    "funds": Funds,
    "followups": FollowUp,
    "roster": RosterDay,
}
"""Kinds that have rules; records of other kinds are kept and counted, and no rule reads them yet."""


def typed(record: Record) -> _Row:
    """The struct of a record's kind. KeyError for a kind without rules; msgspec.ValidationError is a bug of intake."""
    plain = dict(record.values, file=record.file, sheet=record.sheet, row=record.row, fields=record.fields)
    return msgspec.convert(plain, RECORD_TYPES[record.kind], strict=False)


def season_of(records: list[Record]) -> Season:
    """Sort records into a Season, by kind."""
    by_kind: dict[str, list[_Row]] = {name: [] for name in RECORD_TYPES}
    for record in records:
        if record.kind in by_kind:
            by_kind[record.kind].append(typed(record))
    return msgspec.convert({name: tuple(rows) for name, rows in by_kind.items()}, Season, from_attributes=True)
