"""What a `[[ledgers]]` block says of each row of a sheet (`constants`), and columns that it names and the sheet lacks.

A cell says more of its row than the settings do: it counts, and only where it is blank the constant does. A cell that
cannot be read stays unread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from data.intake.cells.cell_result import Args, SheetCell
from data.intake.column_as_field import ReadColumn
from data.intake.column_reader import reader
from data.intake.header_and_columns import Layout
from data.intake.reading_plan import Plan
from data.model import Severity
from data.support.text import short


class StatedField(NamedTuple):
    """A field that the settings give each row: its text as they have it and its value; `also` are values of other
    fields that it says (签约后退回 says a status too)."""

    field: str
    text: str
    value: Any
    also: tuple[tuple[str, Any], ...] = ()


class BlockNote(NamedTuple):
    """What is told of the block and a sheet: a code with its args, the column's letter where there is one."""

    code: str
    args: Args
    column: str = ""
    severity: Severity = Severity.NOTE


def stated_values(layout: Layout, plan: Plan) -> tuple[list[StatedField], list[BlockNote]]:
    """The constants of the block, read as cells are, and what is told of those that cannot be."""
    values: list[StatedField] = []
    told: list[BlockNote] = []
    for name, text in plan.own.constants if layout.stated else ():
        got = reader(layout.kind.field(name), ReadColumn(-1, name, name, plan.own.unit), layout, plan)(text)
        if got.value is None:
            args = (("name", name), ("said", short(text)))
            told.append(BlockNote("constant_unreadable", args, severity=Severity.PROBLEM))
        else:
            values.append(StatedField(name, text, got.value, got.also))
    return values, told


def state(
    layout: Layout,
    plan: Plan,
    columns: list[list[Any]],
    also: dict[int, dict[str, Any]],
    assumed: dict[int, list[str]],
    unread: Collection[tuple[int, str]],
) -> tuple[Layout, list[BlockNote]]:
    """Give the rows what the block says of each of them: in the blank cells of a constant's column, else in a column
    behind the others. `also` takes what a constant says of further fields, `assumed` which values are the settings'.
    The layout with those further columns, to name what rows hold by, and what is told."""
    stated, told = stated_values(layout, plan)
    more: list[ReadColumn] = []
    for each in stated:
        at = next((n for n, column in enumerate(layout.columns) if column.field == each.field), None)
        args = (("name", layout.kind.field(each.field).headers[0]), ("said", short(each.text)))
        if at is None:
            rows = list(range(len(columns[0]) if columns else 0))
            columns.append([each.value for _row in rows])
            more.append(ReadColumn(-1, each.field, each.field))
            told.append(BlockNote("constant_said", args))
        else:
            rows = _fill(columns[at], each, unread)
            other = sum(1 for cell in columns[at] if cell is not None and cell != each.value)
            counts = (*args, ("blank", str(len(rows))), ("other", str(other)))
            told.append(BlockNote("constant_filled", counts, layout.columns[at].letter))
        for row in rows:
            assumed.setdefault(row, []).append(each.field)
            also.setdefault(row, {}).update(each.also)
    told += missing_columns(layout, plan)
    return (replace(layout, columns=(*layout.columns, *more)) if more else layout), told


def _fill(cells: list[Any], stated: StatedField, unread: Collection[tuple[int, str]]) -> list[int]:
    """Write a constant into the blank cells of its column; which they are."""
    rows = [row for row, cell in enumerate(cells) if cell is None and (row, stated.field) not in unread]
    for row in rows:
        cells[row] = stated.value
    return rows


def missing_columns(layout: Layout, plan: Plan) -> Iterator[BlockNote]:
    """Fields that the block reads under headers of its own, none of which the sheet has: nothing is read of them."""
    have = {column.field for column in layout.columns}
    for field in plan.own.fields if plan.own.kind == layout.kind.name else ():
        headers = [header for name, header in plan.own.columns if name == field]
        if headers and field not in have:
            args = (("name", field), ("headers", short("、".join(headers))))
            yield BlockNote("own_column_missing", args, severity=Severity.PROBLEM)


def says_one_thing(cells: list[SheetCell], layout: Layout) -> str:
    """The headers of the blank columns of a row that says but one thing: a remark below a list would be a record by the
    settings' word alone. "" for a row that says more, and for a sheet that has but one column."""
    headers = {column.index: column.header for column in layout.columns}
    blank = [head for at, head in headers.items() if at >= len(cells) or cells[at] is None or cells[at] == ""]
    return "、".join(blank) if len(headers) > 1 and len(headers) - len(blank) < 2 else ""


def stated_words(layout: Layout, plan: Plan) -> tuple[tuple[str, str], ...]:
    """The constants of a sheet as the settings have them, of fields that have no column."""
    have = {column.field for column in layout.columns}
    return tuple(pair for pair in plan.own.constants if layout.stated and pair[0] not in have)
