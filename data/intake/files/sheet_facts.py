"""What the guards say of a sheet beside its cells, and how cells are called."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from data.intake.cells.cell_result import Args

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


Span = tuple[int, int]
"""The first and the last of rows or columns beside each other, from 0."""

Formats = dict[tuple[int, int], str]
"""Row and column from 0 -> the code of a cell's number format, where it tells more than the number does."""

MAX_TOLD = 200_000
"""Cells, rows or merges of one sheet that are kept of each kind of fact."""


class Facts(msgspec.Struct):
    """What the file says of one sheet beside its cells: rows and columns that are not shown; cells (B7) that hold an
    error, a formula without a value, or words that are struck through; merged ranges where the parser tells none; the
    formats of its numbers. `since_1904`: its workbook counts days from 1904."""

    hidden_rows: list[Span] = msgspec.field(default_factory=list)
    hidden_columns: list[Span] = msgspec.field(default_factory=list)
    errors: list[str] = msgspec.field(default_factory=list)
    uncached: list[str] = msgspec.field(default_factory=list)
    struck: list[str] = msgspec.field(default_factory=list)
    merges: list[Merge] = msgspec.field(default_factory=list)
    formats: Formats = msgspec.field(default_factory=dict)
    since_1904: bool = False

    def hide_row(self, row: int, count: int = 1) -> None:
        """One more row (from 0) that is not shown, and those below it."""
        if self.hidden_rows and self.hidden_rows[-1][1] + 1 == row:
            self.hidden_rows[-1] = (self.hidden_rows[-1][0], row + count - 1)
        elif len(self.hidden_rows) < MAX_TOLD:
            self.hidden_rows.append((row, row + count - 1))

    def hide_columns(self, first: int, last: int) -> None:
        """Columns (from 0) that are not shown."""
        if len(self.hidden_columns) < MAX_TOLD:
            self.hidden_columns.append((first, last))


def name_cell(refs: list[str], row: int, column: int) -> None:
    """Keep one more cell (from 0) by its name."""
    if len(refs) < MAX_TOLD:
        refs.append(f"{letters(column)}{row + 1}")


def within(spans: Sequence[Span], size: int) -> set[int]:
    """The numbers below `size` that stand in one of these spans."""
    return {number for first, last in spans for number in range(max(first, 0), min(last + 1, size))}


def letters(column: int) -> str:
    """A column's letters: 0 -> "A", 26 -> "AA"."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(ref: str) -> tuple[int, int]:
    """Column and row of a reference such as "AB12", both from 1; a bare number is a row."""
    digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    column = 0
    for letter in ref[: len(ref) - len(digits)][:8].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(digits[:12] or 0)


# ------------------------------------------------------------ a ledger that is not read at all, and why


class FileRefused(Exception):
    """A whole file cannot be taken: `code` and `args_` are those of the `Problem` that says so."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code)
        self.code = code
        self.args_: Args = tuple(args.items())
