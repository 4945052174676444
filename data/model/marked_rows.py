"""What officers marked on the rows of a unit's ledgers, in the order and the words of these: to be pasted back."""

from __future__ import annotations

from data.model.mark_lines import LogLine
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """One row of a ledger and its marks, the latest last. `cells` say what the row is about, under the sheet's heads;
    `row` is counted as spreadsheets count, 0 where the ledger has the row no longer."""

    row: int
    cells: tuple[str, ...]
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """The marked rows of one sheet, in its order, with its own headers. `file` is "" for rows that no ledger has:
    those that were gone, and with `decided` what meetings gave to the unit and no ledger has taken up yet."""

    file: str
    sheet: str
    heads: tuple[str, ...]
    rows: tuple[MarkedRow, ...]
    decided: bool = False
