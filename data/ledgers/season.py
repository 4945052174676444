"""Records as intake reads them, and the season that rules read: all rows by kind.

The rows themselves are in `data.ledgers.kinds_and_columns`, one struct a kind of ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import (
    KINDS,
    Assessment,
    Blocker,
    Fair,
    FollowUp,
    Funds,
    Guest,
    Lead,
    LedgerRow,
    Milestone,
    Native,
    Payout,
    Prep,
    Project,
    Rating,
    Report,
    RosterDay,
    Seen,
    Target,
    Trip,
    Unit,
    Visit,
)
from data.model import Place
from data.support.kept_each import Each, every


class Record(msgspec.Struct, frozen=True, gc=False):
    """One row as intake read it: `values` by field name, in JSON's plain types; `fields` are those its sheet has.

    `seen` is what stands around a row of which no cell says whose it is.
    """

    kind: str
    file: str
    sheet: str
    row: int
    values: dict[str, Any]
    fields: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    seen: Seen | None = None


Columns = Mapping[str, Mapping[str, Mapping[str, str]]]
"""File -> sheet -> field -> the letter of the column it was read from."""

Days = Mapping[str, Mapping[str, str]]
"""File -> sheet -> the day that its title or a note states (截至, 填报时间); "--05-08" where it says no year."""


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """All records that the rules read, by kind; `columns` tells which column of its sheet a field came from, and `days`
    the day that a sheet says it speaks of."""

    fairs: tuple[Fair, ...] = ()
    units: tuple[Unit, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[Project, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    funds: tuple[Funds, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    roster: tuple[RosterDay, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    visits: tuple[Visit, ...] = ()
    reports: tuple[Report, ...] = ()
    trips: tuple[Trip, ...] = ()
    guests: tuple[Guest, ...] = ()
    prep: tuple[Prep, ...] = ()
    payouts: tuple[Payout, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    natives: tuple[Native, ...] = ()
    leads: tuple[Lead, ...] = ()
    ratings: tuple[Rating, ...] = ()
    columns: dict[str, dict[str, dict[str, str]]] = {}
    days: dict[str, dict[str, str]] = {}

    def letter(self, place: Place, field: str) -> str:
        """The column of a field in the sheet of a row; "" where the sheet has no such column, or it is not known."""
        return self.columns.get(place.file, {}).get(place.sheet, {}).get(field, "")


RECORD_TYPES: Mapping[str, type[LedgerRow]] = {kind.name: kind.row for kind in KINDS}
"""The struct of each kind of ledger."""


def typed(record: Record) -> LedgerRow:
    """The struct of a record's kind. KeyError for a kind without rules; msgspec.ValidationError is a bug of intake."""
    plain = dict(record.values, file=record.file, sheet=record.sheet, row=record.row, fields=record.fields)
    if record.seen is not None:
        plain["seen"] = record.seen
    return msgspec.convert(plain, RECORD_TYPES[record.kind], strict=False)


def season_of(
    records: Sequence[Record], columns: Columns | None = None, days: Days | None = None, each: Each = every
) -> Season:
    """Sort records into a Season, by kind; `columns` and `days` as their sheets were read."""
    by_kind: dict[str, list[LedgerRow]] = {name: [] for name in RECORD_TYPES}
    known = [record for record in records if record.kind in by_kind]
    for record, row in zip(known, each(known, typed), strict=True):
        by_kind[record.kind].append(row)
    kinds = {name: tuple(rows) for name, rows in by_kind.items()}
    return msgspec.convert({**kinds, "columns": columns or {}, "days": days or {}}, Season, from_attributes=True)
