"""One column's reader: a cell to a plain value, each distinct cell read once; what was faulty is kept aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from data.intake.block_cell_forms import CellReader, as_stated, beside_others
from data.intake.cells.amounts import UNCLEAR, unit_word
from data.intake.cells.cell_result import Got, SheetCell
from data.intake.cells.cell_values import code, count, flag, ratio, text, word, word_or_status
from data.intake.cells.dates import day, day_order, month
from data.intake.cells.formatted_amounts import shown_amount
from data.intake.cells.texts_as_is import codes, words
from data.intake.column_as_field import ReadColumn
from data.intake.files.sheet_facts import letters
from data.intake.header_and_columns import Layout
from data.intake.header_try import COUNTERS
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import Field, Type
from data.model.sheet_readings import ColumnReading, UnreadColumn

LONG_FIELDS = frozenset({"latest_progress", "physical_progress", "blocker", "result", "action"})
"""Fields of prose, whose newlines stay; everywhere else a newline is a space."""

_FIXED_WORDS = (Type.STAGE, Type.PAPER, Type.STATUS)
"""Fields of fixed words; of several that one column serves the first tells of a word that is none of any."""

AsItStands = Callable[[Iterable[SheetCell]], list[str]]


class Memo(dict[SheetCell, Any]):
    """Cell -> plain value, read when first asked for. `flagged` are cells with a problem, a note or a range's end."""

    def __init__(self, read: CellReader) -> None:
        super().__init__()
        self.flagged: dict[SheetCell, Got] = {}
        self._read = read

    def __missing__(self, cell: SheetCell) -> Any:
        got = self._read(cell)
        if got.code or got.notes or got.until is not None:
            self.flagged[cell] = got
        self[cell] = got.value
        return got.value


def reader(field: Field, column: ReadColumn, layout: Layout, plan: Plan) -> CellReader:
    """What reads the cells of one column."""
    book = plan.book
    table: dict[Type, CellReader] = {
        Type.TEXT: partial(text, long=field.name in LONG_FIELDS),
        Type.CODE: code,
        Type.UNIT: text,
        Type.UNITS: text,
        Type.AMOUNT: partial(
            shown_amount,
            unit=UNCLEAR if column.unclear else column.unit or plan.default_unit,
            said=column.unit is not None,
        ),
        Type.COUNT: count,
        Type.DATE: partial(day, when=layout.when),
        Type.MONTH: partial(month, when=layout.when),
        Type.RATIO: partial(ratio, percent="%" in column.header or "％" in column.header),
        Type.FLAG: flag,
        Type.STAGE: partial(word_or_status, words=book.stages, statuses=book.statuses, unknown="stage_unknown"),
        Type.PAPER: partial(word_or_status, words=book.papers, statuses=book.statuses, unknown="paper_unknown"),
        Type.STATUS: partial(word, words=book.statuses, unknown="status_unknown"),
    }
    read = as_stated(table[field.type], field.type, plan.own)
    others = [layout.kind.field(name).type for name in column.beside]
    fixed = [kind for kind in _FIXED_WORDS if kind in others] if field.type in _FIXED_WORDS else []
    first = all(_FIXED_WORDS.index(field.type) < _FIXED_WORDS.index(kind) for kind in fixed)
    return beside_others(read, [table[kind] for kind in fixed], tells=first)


def read_field(
    cells: list[SheetCell], field: Field, column: ReadColumn, layout: Layout, plan: Plan
) -> tuple[list[Any], dict[int, Got]]:
    """The values of a field's column, and by position what was flagged. Days in an unclear order follow the others."""
    values, flagged = read_column(cells, reader(field, column, layout, plan), as_it_stands(field))
    if any(got.code == "date_ambiguous" for got in flagged.values()) and (order := day_order(cells)):
        return read_column(cells, as_stated(partial(day, when=layout.when, order=order), field.type, plan.own))
    return values, flagged


def as_it_stands(field: Field) -> AsItStands | None:
    """What finds the cells of this field that need no reading at all."""
    if field.type is Type.CODE:
        return codes
    return words if field.type in (Type.TEXT, Type.UNIT, Type.UNITS) else None


def read_column(
    cells: list[SheetCell], read: CellReader, as_it_stands: AsItStands | None = None
) -> tuple[list[Any], dict[int, Got]]:
    """The values of a column, and by position what was flagged."""
    if bool in set(map(type, cells)):  # True and 1.0 are one key, and not one value
        cells = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
    memo = Memo(read)
    if as_it_stands:
        memo.update((text, text) for text in as_it_stands(set(cells)))
    values = list(map(memo.__getitem__, cells))
    flagged = memo.flagged
    if not flagged:
        return values, {}
    return values, {at: flagged[cell] for at, cell in enumerate(cells) if cell in flagged}


# ------------------------------------------------------------
# how a sheet was understood, told column by column: which are read and in which unit, which are not and why


def read_columns(layout: Layout, plan: Plan) -> tuple[ColumnReading, ...]:
    """The columns that are read."""
    return tuple(_read(column, layout, plan) for column in layout.columns)


def _read(column: ReadColumn, layout: Layout, plan: Plan) -> ColumnReading:
    if layout.kind.field(column.field).type is not Type.AMOUNT:
        return ColumnReading(column.letter, column.header, column.field)
    unit = column.unclear or unit_word(column.unit or plan.default_unit)
    return ColumnReading(column.letter, column.header, column.field, unit, column.unit_from or "assumed")


def unread_columns(layout: Layout) -> tuple[UnreadColumn, ...]:
    """The columns with a header that are not read."""
    read = {column.index for column in layout.columns}
    twice = {column.index: column.field for column in layout.twice}
    unread = []
    for index, head in enumerate(layout.heads):
        if head and head.text and index not in read:
            why = "twice" if index in twice else "counter" if head.whole in COUNTERS else "unknown"
            unread.append(UnreadColumn(letters(index), head.text, why, twice.get(index, "")))
    return tuple(unread)
