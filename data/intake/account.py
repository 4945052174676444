"""How a sheet was understood, told column by column: which are read and in which unit, which are not and why."""

from __future__ import annotations

from data.intake.amounts import unit_word
from data.intake.facts import letters
from data.intake.headers import COUNTERS, Column, Layout
from data.intake.plan import Plan
from data.intake.readings import ColumnReading, UnreadColumn
from data.ledgers.kinds import Type


def read_columns(layout: Layout, plan: Plan) -> tuple[ColumnReading, ...]:
    """The columns that are read."""
    return tuple(_read(column, layout, plan) for column in layout.columns)


def _read(column: Column, layout: Layout, plan: Plan) -> ColumnReading:
    if layout.kind.field(column.field).type is not Type.AMOUNT:
        return ColumnReading(column.letter, column.header, column.field)
    unit = unit_word(column.unit or plan.default_unit)
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
