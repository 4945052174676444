"""One table of a sheet in, records and problems out.

A row that lacks a required cell is a problem and no record; an optional cell that cannot be read is a problem, its
row stays without it. Notes say what was assumed, and do not make a ledger faulty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import msgspec

from data.intake.around_table import Around
from data.intake.block_constants import says_one_thing, state, stated_words
from data.intake.cells.cell_result import Got, SheetCell
from data.intake.cells.cell_values import OVER, shown
from data.intake.cells.formatted_amounts import names_unit
from data.intake.column_as_field import ReadColumn
from data.intake.column_reader import read_columns, read_field, unread_columns
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout, Unknown, find_layout
from data.intake.hidden_cells import OutOfSight, cell_faults, out_of_grid_sight, out_of_sight
from data.intake.reading_plan import Plan
from data.intake.repeated_cells import carry_down
from data.intake.roster_grid import RosterGrid
from data.intake.sheet_problems import SheetProblems
from data.intake.stated_day import stated_day
from data.intake.suggested_block import suggestion
from data.intake.table_body import (
    SheetRow,
    column_of,
    filled_length,
    header_width,
    incomplete,
    names_itself_example,
    quoted,
    rows_above,
    rows_of,
)
from data.intake.tables_on_sheet import below
from data.ledgers.kinds_and_columns import Type
from data.ledgers.season import Record
from data.model import Severity
from data.model.sheet_readings import DroppedRow, SheetReading
from data.support.text import line, short

_ONE_NOTE_A_COLUMN = frozenset(
    {"year_assumed", "date_month_first", "date_day_first", "date_year_alone", "amount_formatted", "date_1904"}
)
_MARKED_ASSUMED = frozenset({"year_assumed", "date_month_end", "date_year_alone"})


class SheetReader(SheetProblems):
    """Reads one sheet; `records`, `problems` and `reading` are what came of it."""

    def __init__(self, file: str, sheet: Sheet, plan: Plan, first: SheetReader | None = None) -> None:
        super().__init__(file, line(sheet.name))
        self._first = first
        self.layout: Layout | None = None
        self.sheet = sheet
        self.plan = plan
        self.records: list[Record] = []
        self.reading = SheetReading(self.name)

    def read(self) -> None:
        """Read it."""
        sheet = self.sheet
        if sheet.hidden:
            self.reading = SheetReading(self.name, hidden=True)
            self.note("hidden_sheet")
            return
        if not any(cell is not None and cell != "" for row in sheet.rows for cell in row):
            return
        stem = PurePosixPath(self.file).stem
        layout = find_layout(sheet, self.plan, (sheet.name, stem))
        if isinstance(layout, Unknown):
            self._unknown(layout)
            return
        if self._first and self._first.layout:
            layout = below(layout, self._first.layout)
        if sheet.facts.since_1904:
            layout = replace(layout, when=layout.when._replace(since_1904=True))
        self.layout = layout
        if above := rows_above(sheet, layout):
            self.problem("rows_above", above[0] + 1, "", quoted(sheet.rows[above[0]]), (("count", str(len(above))),))
        for column in layout.twice:
            self.note("column_twice", row=layout.last + 1, column=column.letter, text=column.header)
        self._read_rows(layout)

    def move_down(self, above: int) -> None:
        """What was read of a table that has rows above it, by the sheet's own numbers of rows."""
        if above:
            self.records = [msgspec.structs.replace(record, row=record.row + above) for record in self.records]
            self.problems = [replace(one, row=one.row + above) if one.row else one for one in self.problems]
            self.reading = replace(
                self.reading,
                header_rows=tuple(row + above for row in self.reading.header_rows),
                dropped=tuple(replace(row, row=row.row + above) for row in self.reading.dropped),
            )

    def move_back(self, grid: RosterGrid, sheet: Sheet) -> None:
        """What was read of a roster that was laid out, by the rows of the `sheet` itself; what is no part of it, and
        what the workbook says of its cells, is told."""
        self.records = [grid.moved_record(record) for record in self.records]
        self.problems = [grid.moved_problem(problem) for problem in self.problems]
        for number, cells in grid.others:
            self.note("row_remark", row=number + 1, text=quoted(cells))
        out = out_of_grid_sight(sheet, grid.columns, grid.header[-1], grid.read)
        self._tell_facts(sheet, out, {column.letter for column in grid.columns}, set(grid.read))
        self.problems.sort(key=lambda problem: problem.row)
        self.reading = replace(self.reading, header_rows=tuple(row + 1 for row in grid.header), columns=grid.columns)

    def _unknown(self, why: Unknown) -> None:
        if why.code == "no_table":
            self.reading = SheetReading(self.name)
            self.note("no_table")
            return
        found = suggestion(why, self.file, self.sheet, self.plan)
        self.reading = SheetReading(self.name, seen=why.seen, suggested=found.block)
        if why.near:
            self.reading = replace(
                self.reading,
                header_rows=tuple(range(why.near.first + 1, why.near.last + 2)),
                columns=read_columns(why.near, self.plan),
                unread=unread_columns(why.near),
                near=why.near.kind.name,
                lacking=why.lacking,
            )
        told = (("nearest", found.kind), ("columns", found.columns), ("settings", found.block))
        self.problem(why.code, row=why.row + 1, text="、".join(why.seen), args=(*why.args, *told))

    def _read_rows(self, layout: Layout) -> None:
        kept: list[SheetRow] = []
        dropped: list[DroppedRow] = []
        broken, garbled = set(self.sheet.broken), set(self.sheet.garbled)
        beside: list[list[SheetCell]] = list(self.sheet.rows[: layout.first])
        ragged, width = self.sheet.ragged, header_width(layout)
        around = Around(layout.above)
        for row in rows_of(self.sheet, layout):
            if row.number in broken:
                self.problem("csv_quote", row=row.number + 1, text=quoted(row.cells))
            elif row.number in garbled:
                self.problem("csv_encoding", row=row.number + 1, text=quoted(row.cells))
            elif row.dropped:
                around.pass_by(row.cells, row.dropped)
                if row.dropped != "empty":
                    beside.append(row.cells)
                    dropped.append(DroppedRow(row.number + 1, row.dropped, quoted(row.cells)))
                    if row.dropped != "example" or not names_itself_example(row.cells, layout):
                        self.note(f"row_{row.dropped}", row=row.number + 1, text=quoted(row.cells))
            elif ragged and len(row.cells) != width and filled_length(row.cells, width) != width:
                args = (("got", str(filled_length(row.cells, width))), ("expected", str(width)))
                self.problem("columns_count", row=row.number + 1, text=quoted(row.cells), args=args)
            elif layout.stated and (blank := says_one_thing(row.cells, layout)):
                self.problem("row_lacks", row.number + 1, text=quoted(row.cells), args=(("missing", blank),))
            else:
                kept.append(row)
                around.take()
        for column, carried in carry_down(self.sheet, layout, kept, around.sections):
            self.note(carried.why, kept[carried.at].number + 1, column.letter, carried.text, count=str(carried.cells))
        self._read_columns(layout, kept, around)
        letters, rows = {column.letter for column in layout.columns}, {row.number for row in kept}
        self._tell_facts(self.sheet, out_of_sight(self.sheet, layout, kept), letters, rows)
        self.tell_how_many_more()
        self.say_whose(layout, kept)
        self.problems.sort(key=lambda problem: problem.row)
        self.reading = SheetReading(
            self.name,
            layout.kind.name,
            tuple(range(layout.first + 1, layout.last + 2)),
            read_columns(layout, self.plan),
            len(self.records),
            tuple(dropped),
            unread=unread_columns(layout),
            year=layout.when.year,
            year_from=layout.when.source,
            notes=around.notes if layout.kind.around else (),
            sections=tuple(dict.fromkeys(around.sections)) if layout.kind.around else (),
            unowned=sum(record.seen is not None for record in self.records),
            stated=stated_words(layout, self.plan),
            as_of=stated_day(beside, self.name, layout.when),
        )

    def _tell_facts(self, sheet: Sheet, out: Iterable[OutOfSight], letters: set[str], rows: set[int]) -> None:
        """What the workbook says of the cells that were read, by their columns and rows: what is `out` of sight, and
        what holds no value."""
        for seen in out:
            self.note(seen.code, seen.row, seen.column, seen.text, **dict(seen.args))
        for code, number, letter in cell_faults(sheet, letters, rows):
            self.problem(code, number, letter)

    def _read_columns(self, layout: Layout, rows: list[SheetRow], around: Around) -> None:
        table = [row.cells for row in rows]
        columns: list[list[Any]] = []
        ends: dict[int, dict[str, Any]] = {}
        assumed: dict[int, list[str]] = {}
        unread: set[tuple[int, str]] = set()
        for column in layout.columns:
            field = layout.kind.field(column.field)
            cells = column_of(table, column.index)
            values, flagged = read_field(cells, field, column, layout, self.plan)
            columns.append(values)
            if (
                field.type is Type.AMOUNT
                and column.unit is None
                and not column.unclear
                and any(map(_bare_number, cells))
            ):
                self.note("unit_assumed", row=layout.last + 1, column=column.letter, unit=self.plan.amount_unit)
            self._tell(column, layout, rows, cells, flagged)
            for at, got in flagged.items():
                if got.code:
                    unread.add((at, column.field))
                more = (*got.also, (field.until, got.until)) if got.until is not None and field.until else got.also
                if more:
                    ends.setdefault(at, {}).update(more)
                if not _MARKED_ASSUMED.isdisjoint(got.notes):
                    assumed.setdefault(at, []).append(column.field)
        layout, told = state(layout, self.plan, columns, ends, assumed, unread)
        for one in told:
            self.add(one.code, layout.last + 1, one.column, "", one.args, one.severity)
        self._make_records(layout, rows, columns, ends, assumed, unread, around)

    def _make_records(
        self,
        layout: Layout,
        rows: list[SheetRow],
        columns: list[list[Any]],
        ends: dict[int, dict[str, Any]],
        assumed: dict[int, list[str]],
        unread: set[tuple[int, str]],
        around: Around,
    ) -> None:
        names = tuple(column.field for column in layout.columns)
        values = [
            {name: value for name, value in zip(names, cells, strict=False) if value is not None}
            for cells in zip(*columns, strict=True)
        ]
        for at, more in ends.items():
            values[at] = {**more, **values[at]}
        faulty = {at for at in incomplete(layout, columns) if self._lacks(layout, rows[at], values[at], unread, at)}
        kind, file, sheet = layout.kind.name, self.file, self.name
        owners = layout.kind.around
        whose = [all(name in row for name in owners) for row in values]
        self.records += [
            Record(
                kind,
                file,
                sheet,
                row.number + 1,
                values[at],
                names,
                tuple(assumed.get(at, ())),
                None if whose[at] else around.seen(at),
            )
            for at, row in enumerate(rows)
            if at not in faulty
        ]

    def _lacks(
        self, layout: Layout, row: SheetRow, values: dict[str, Any], unread: set[tuple[int, str]], at: int
    ) -> bool:
        """Whether this row is no record for what it lacks; that, or a lack that it may have, is told."""
        headers = {column.field: column.header for column in layout.columns}
        lacking = [headers[f.name] for f in layout.kind.fields if f.required and f.name not in values]
        if len(values) < 2:  # a name and nothing else: what a row is that does not say whose it is must be plain
            lacking += [headers[name] for name in layout.kind.around if name in headers and name not in values]
        if lacking:
            args = (("missing", "、".join(lacking)),)
            self.problem("row_lacks", row=row.number + 1, text=quoted(row.cells), args=args)
            return True
        for group in layout.kind.any_of if values.get("status") not in OVER else ():
            if not any(name in values or (at, name) in unread for name in group):
                said = "/".join(headers[name] for name in group if name in headers)
                self.problem("row_lacks_any", row=row.number + 1, text=quoted(row.cells), args=(("missing", said),))
        return False

    def _tell(
        self, column: ReadColumn, layout: Layout, rows: list[SheetRow], cells: list[SheetCell], flagged: dict[int, Got]
    ) -> None:
        """Problems and notes of one column's cells; what is the same all the way down is told once."""
        once: dict[str, list[int]] = {}
        letter = column.letter
        for at, got in flagged.items():
            for code in got.notes:
                if code in _ONE_NOTE_A_COLUMN:
                    once.setdefault(code, []).append(at)
                elif self.is_told(code, letter):
                    self.add(code, rows[at].number + 1, letter, short(shown(cells[at])), (), Severity.NOTE)
            if got.code and self.is_told(got.code, letter):
                said = short(shown(cells[at]))
                self.add(got.code, rows[at].number + 1, letter, said, got.args, Severity.PROBLEM)
        for code, places in once.items():
            first = places[0]
            self.note(
                code,
                row=rows[first].number + 1,
                column=column.letter,
                text=short(shown(cells[first])),
                count=str(len(places)),
                year=str(layout.when.year),
            )


def _bare_number(cell: SheetCell) -> bool:
    if isinstance(cell, str):
        return bool(cell) and cell.replace(",", "").replace(".", "").strip().isdecimal()
    return isinstance(cell, int | float) and not names_unit(cell)
