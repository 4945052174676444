"""Lists that the program itself wrote: no ledgers, wherever they lie and in whatever form they were saved again."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from data.intake.cells.cell_result import SheetCell
from data.model.shown_list import EXPORT_MARK

OWN_EXPORT = "own_export"
"""The code of the note that says so of a file, or of one of its sheets."""

_PROPERTIES = ("docProps/custom.xml", "meta.xml")
"""Where workbooks keep properties of their own: XLSX, ODS."""
_LONGEST = 100_000
_ABOVE = 4
"""Rows in which a list says what it is."""


def has_mark(archive: zipfile.ZipFile) -> bool:
    """Whether a workbook carries the property of an export."""
    found = (one for one in archive.infolist() if one.filename in _PROPERTIES and one.file_size <= _LONGEST)
    return any(EXPORT_MARK.encode() in archive.read(one) for one in found)


def says_it_is_one(rows: Sequence[Sequence[SheetCell]]) -> bool:
    """Whether one of the first rows of a sheet says that it is an export."""
    said = (cell for row in rows[:_ABOVE] for cell in row if isinstance(cell, str))
    return any(cell.lstrip("'’ ").startswith(EXPORT_MARK) for cell in said)


def are_exports(tables: Sequence[Sequence[Sequence[SheetCell]]]) -> bool:
    """Whether all that stands on the sheets of a file, each its rows, are exports."""
    seen = [rows for rows in tables if any(map(any, rows))]
    return bool(seen) and all(map(says_it_is_one, seen))
