"""Cells that repeat the one above: 同上, 〃, and what an export to text left of a cell that was merged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from data.intake.cells.cell_result import SheetCell
from data.intake.column_as_field import ReadColumn
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout
from data.intake.table_body import SheetRow, column_of
from data.ledgers.kinds_and_columns import Field, Type

DITTO = frozenset({"同上", "同上行", "同前", "〃", "″", "ditto"})
"""Words for what the cell above says; also in quotes or brackets."""

_AROUND_DITTO = " \t　\"'“”‘’()（）.。"


class Carried(NamedTuple):
    """That cells of a column take the value above: why ("ditto", "carried_down"), how many, the first, what it says."""

    why: str
    cells: int
    at: int
    text: str


def carry_down(
    sheet: Sheet, layout: Layout, rows: Sequence[SheetRow], sections: Sequence[object]
) -> Iterator[tuple[ReadColumn, Carried]]:
    """Write into the rows what their cells repeat, and tell of each column. Only columns that say what a row is about
    repeat themselves, an amount never does. `sections` are what each row stands under: a blank takes nothing from
    above a heading."""
    for column in layout.columns:
        field = layout.kind.field(column.field)
        if not field.identity or not rows:
            continue
        cells = column_of([row.cells for row in rows], column.index)
        repeats = {cell for cell in set(cells) if isinstance(cell, str) and is_ditto(cell)}
        merged = sheet.merges is None and _says_whose(layout, field) and was_merged(cells, repeats)
        if not repeats and not merged:
            continue
        told: dict[str, list[int]] = {"ditto": [], "carried_down": []}
        for n, cell in enumerate(cells):
            same_section = n > 0 and sections[n] == sections[n - 1]
            if cell in repeats or (merged and _blank(cell) and same_section):
                above = cells[n] = cells[n - 1] if n else None
                if column.index < len(rows[n].cells):
                    rows[n].cells[column.index] = above
                told["ditto" if cell in repeats else "carried_down"].append(n)
        for why, at in told.items():
            if at:
                yield column, Carried(why, len(at), at[0], str(cells[at[0]] or ""))


def _says_whose(layout: Layout, field: Field) -> bool:
    """Whether a column says whose its rows are: a blank 上级单位 or 涉及单位 says that there is none."""
    return field.type in (Type.UNIT, Type.UNITS) and (field.required or layout.kind.owners == (field.name,))


def is_ditto(cell: str) -> bool:
    """Whether a cell says that it repeats the one above."""
    return len(cell) <= 8 and cell.strip(_AROUND_DITTO).casefold() in DITTO


def was_merged(cells: Sequence[SheetCell], repeats: Collection[SheetCell] = ()) -> bool:
    """Whether a column looks like one whose merged cells were exported: the first row of each run is filled, no value
    comes twice, and blanks are no mere slip (two at least, or one for every two that are filled). Cells that say that
    they repeat the one above are neither."""
    filled = [cell for cell in cells if not _blank(cell) and cell not in repeats]
    blanks = sum(map(_blank, cells))
    if not blanks or not filled or _blank(cells[0]) or len(set(filled)) != len(filled):
        return False
    return blanks >= 2 or 2 * blanks >= len(filled)


def _blank(cell: SheetCell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
