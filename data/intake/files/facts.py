"""What the guards say of a sheet beside its cells, and how cells are called."""

from __future__ import annotations

import msgspec

from data.intake.cells.result import Args

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


Formats = dict[tuple[int, int], str]
"""Row and column from 0 -> the code of a cell's number format, where it tells more than the number does."""


class Facts(msgspec.Struct):
    """What the file says of one sheet beside its cells. `since_1904`: its workbook counts days from 1904."""

    hidden_rows: int = 0
    errors: list[str] = msgspec.field(default_factory=list)
    uncached: list[str] = msgspec.field(default_factory=list)
    merges: list[Merge] = msgspec.field(default_factory=list)
    formats: Formats = msgspec.field(default_factory=dict)
    since_1904: bool = False


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
