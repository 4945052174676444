"""How each sheet of a ledger was understood: its columns, and what of it was not read."""

from __future__ import annotations

from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was read; `unit` is what a bare number of it counts (万元, 万 USD), "" for no amount.

    `unit_from` says where that is from: header, settings (an office's own header names it), note or assumed.
    """

    letter: str
    header: str
    field: str
    unit: str = ""
    unit_from: str = ""


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """A column that was not read: why is unknown, counter (序号) or twice, and then `field` is what it says again."""

    letter: str
    header: str
    why: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A row that is no record: why is total, remark, section, example or header_again."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was read; `kind` is "" and `seen` its headers where it was not recognised.

    `near` is then the kind that it nearly is, `lacking` the fields without a column (each a group of which one would
    do), and `columns` and `unread` are what that kind makes of it. `year` serves days without one, and `year_from`
    says where it is from: title or season. `unowned` are its rows of which no cell says whose they are: `notes` are the
    rows above and below the table, `sections` the headings within it, that may.
    `as_of` is the day that the sheet says it speaks of, as ISO text ("--05-08" without a year), "" for none.
    """

    sheet: str
    kind: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    rows: int = 0
    dropped: tuple[DroppedRow, ...] = ()
    seen: tuple[str, ...] = ()
    hidden: bool = False
    unread: tuple[UnreadColumn, ...] = ()
    year: int = 0
    year_from: str = ""
    near: str = ""
    lacking: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    sections: tuple[tuple[str, ...], ...] = ()
    unowned: int = 0
    as_of: str = ""
