"""A panel of the duty screen or of the problems as files have it."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal

from data.model.shown_list import CellForm, ShownCell, ShownColumn, ShownGroup, ShownList
from data.support.late_pattern import late_pattern
from widgets.frame.ink import line_words
from widgets.table.column_cells import told_cell
from widgets.table.column_widths import Column
from widgets.table.picking import PickingPanel
from widgets.table.table_panel import TablePanel
from widgets.table.virtual_table import Cell, Heading
from widgets.views.list_facts import board_facts, choice_facts, common_form

BAR = "bar"
"""The column of blocks, of which a file has no use."""
_FIGURE = late_pattern(r"[-+]?\d+(?:\.\d+)?%?")


def panel_list(panel: TablePanel) -> ShownList | None:
    """The rows that the panel shows, the picked ones alone if there are any; None without a board. A figure of it is
    what is printed as a bare number in a column of figures."""
    board = panel.board
    if board is None:
        return None
    columns = [column for column in panel.columns() if column.id != BAR]
    widths = {column.id: column.most for column in columns}
    picked = panel.picked_rows() if isinstance(panel, PickingPanel) else frozenset[Hashable]()
    groups: list[tuple[Heading, list[tuple[ShownCell, ...]]]] = [(Heading(""), [])]
    for row in panel.shown_rows():
        if isinstance(row, Heading):
            groups.append((row, []))
        elif not picked or row in picked:
            cells = panel.cells(row, widths)
            groups[-1][1].append(tuple(_cell(cells.get(column.id, ""), column) for column in columns))
    made = tuple(ShownGroup(tuple(rows), head.text, head.note) for head, rows in groups if rows)
    every = [row for group in made for row in group.rows]
    heads = (ShownColumn(col.id, col.header, common_form(row[at] for row in every)) for at, col in enumerate(columns))
    facts = (*board_facts(board), *choice_facts(panel.shown, panel.total, panel.needle, len(picked)))
    title = line_words(panel.title(board)[0].line)
    return ShownList(panel.id or "", title, board.as_of, facts, tuple(heads), made)


def _cell(cell: Cell, column: Column) -> ShownCell:
    words, tone = told_cell(cell)
    if column.align != "right" or not _FIGURE.fullmatch(words):
        return ShownCell(words, CellForm.LIGHT if column.id == "light" else CellForm.WORDS, None, tone)
    value = Decimal(words.rstrip("%"))
    if words.endswith("%"):
        form = CellForm.COMPLETION if column.id == "rate" else CellForm.RATIO
        return ShownCell(words, form, value / 100, tone)
    return ShownCell(words, CellForm.NUMBER, value, tone)
