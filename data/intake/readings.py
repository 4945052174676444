"""What reading a ledger gives: records, problems, and how each sheet was understood. Cheap to import.

The process beside the screen needs these words, and none of what reads ledgers.
"""

from __future__ import annotations

import msgspec

from data.model import Problem
from data.records import Record


class ColumnReading(msgspec.Struct, frozen=True):
    """How one column was read; `unit` is the factor to 万 and the currency, "" for no amount."""

    letter: str
    header: str
    field: str
    unit: str = ""


class DroppedRow(msgspec.Struct, frozen=True):
    """A row that is no record: why is total, remark, section, example or header_again."""

    row: int
    why: str
    text: str


class SheetReading(msgspec.Struct, frozen=True):
    """How one sheet was read; `kind` is "" and `seen` its headers where it was not recognised."""

    sheet: str
    kind: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    rows: int = 0
    dropped: tuple[DroppedRow, ...] = ()
    seen: tuple[str, ...] = ()
    hidden: bool = False


class Reading(msgspec.Struct, frozen=True):
    """All that a ledger gave. `refused` says why a whole file was not read; the rest is then empty."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetReading, ...] = ()
    refused: Problem | None = None
