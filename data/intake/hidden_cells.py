"""What is hidden, or struck through, in a workbook: it is read all the same, and told. And cells that hold no value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from data.intake.cells.cell_result import Args
from data.intake.cells.cell_values import shown
from data.intake.files.sheet_facts import address, letters, within
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout
from data.intake.table_body import SheetRow, needed, quoted
from data.model.sheet_readings import ColumnReading
from data.support.text import short


class OutOfSight(NamedTuple):
    """A note's code, its row (from 1) and column, what stands there, its arguments."""

    code: str
    row: int
    column: str
    text: str
    args: Args = ()


def out_of_sight(sheet: Sheet, layout: Layout, records: Sequence[SheetRow]) -> Iterator[OutOfSight]:
    """Records in hidden rows, columns that are read and hidden, records and cells that are struck through."""
    yield from _hidden_rows(sheet, [row.number for row in records])
    columns = within(sheet.facts.hidden_columns, len(layout.heads))
    for column in layout.columns:
        if column.index in columns:
            yield OutOfSight("hidden_column", layout.last + 1, column.letter, column.header)
    if sheet.facts.struck:
        yield from _struck(sheet, layout, records)


def out_of_grid_sight(
    sheet: Sheet, columns: Sequence[ColumnReading], header: int, rows: Sequence[int]
) -> Iterator[OutOfSight]:
    """The same of a roster whose shifts or days are columns, by the real sheet's columns and rows (from 0): a row is no
    record there, and each of its cells stands for itself."""
    yield from _hidden_rows(sheet, rows)
    hidden = set(map(letters, within(sheet.facts.hidden_columns, max(map(len, sheet.rows), default=0))))
    below, read = set(rows), {column.letter for column in columns}
    for column in columns:
        if column.letter in hidden:
            yield OutOfSight("hidden_column", header + 1, column.letter, column.header)
    for across, down in map(address, sheet.facts.struck):
        if down - 1 in below and letters(across - 1) in read and (cell := sheet.rows[down - 1][across - 1]):
            yield OutOfSight("cell_struck", down, letters(across - 1), short(shown(cell)))


def _hidden_rows(sheet: Sheet, read: Sequence[int]) -> Iterator[OutOfSight]:
    hidden = within(sheet.facts.hidden_rows, len(sheet.rows))
    rows = [number + 1 for number in read if number in hidden]
    if rows:
        yield OutOfSight("filtered_rows", rows[0], "", "", (("count", str(len(rows))), ("rows", _spans(rows))))


def _struck(sheet: Sheet, layout: Layout, records: Sequence[SheetRow]) -> Iterator[OutOfSight]:
    """A row whose name is struck through is struck through; else it is each cell that is read."""
    cells: dict[int, set[int]] = {}
    for across, down in map(address, sheet.facts.struck):
        cells.setdefault(down - 1, set()).add(across - 1)
    names = needed(layout)
    for row in records:
        struck = {at for at in cells.get(row.number, ()) if at < len(row.cells) and row.cells[at] not in (None, "")}
        if not struck.isdisjoint(names):
            yield OutOfSight("row_struck", row.number + 1, "", quoted(row.cells))
            continue
        for column in layout.columns:
            if column.index in struck:
                said = short(shown(row.cells[column.index]))
                yield OutOfSight("cell_struck", row.number + 1, column.letter, said)


def _spans(numbers: Sequence[int]) -> str:
    """Numbers in their order, those beside each other as one: 3-5、9."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] + 1 == number:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return short("、".join("-".join(map(str, part)) for part in parts), 60)


def cell_faults(sheet: Sheet, columns: Collection[str], rows: Collection[int]) -> Iterator[tuple[str, int, str]]:
    """Cells of these columns and rows (from 0) that the workbook marks as errors, or whose formula was never computed:
    a problem's code, its row and column."""
    for code, refs in (("cell_error", sheet.facts.errors), ("formula_uncached", sheet.facts.uncached)):
        for column, row in map(address, refs):
            if row - 1 in rows and (letter := letters(column - 1)) in columns:
                yield code, row, letter
