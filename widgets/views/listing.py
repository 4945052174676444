"""A view as files have it: its rows filtered, sorted and picked as a screen shows them, with all that must be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data.model import Board
from data.model.shown_list import CellForm, CellValue, ShownCell, ShownColumn, ShownFact, ShownGroup, ShownList
from data.support.fast_dataclass import dataclass
from data.wording import _, pgettext
from widgets.frame.ink import line_words
from widgets.table.column_cells import Col, told_cell
from widgets.views.lines import progress_of
from widgets.views.list_facts import board_facts, choice_facts, common_form
from widgets.views.view import Group, Order, Page, View

Found = Callable[..., bool]
"""(texts of a row) -> whether the filter means it."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A view's rows as they are shown: those that the filter means, in their order. `total` counts all of them."""

    columns: Sequence[Col[Any]]
    groups: Sequence[Group[Any]]
    total: int
    order: Order

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def order_words(self) -> str:
        """By which column rows are sorted, and which way; "" in the board's own order."""
        header = next((col.column.header for col in self.columns if col.column.id == self.order.column), "")
        way = pgettext("order", "largest first") if self.order.down else pgettext("order", "smallest first")
        return _("by {column}, {way}").format(column=header, way=way) if header else ""


def arranged(view: View[Any], board: Board, scope: str | None, order: Order, found: Found) -> Arranged:
    """The rows of a view that are meant, under their headings; sorted ones without headings."""
    groups = view.groups(board, scope)
    everything = [row for group in groups for row in group.rows]
    columns = view.columns(board, everything)
    meant = [
        Group([row for row in group.rows if found(*view.texts_of(row))], group.heading, group.note) for group in groups
    ]
    by = next((col.value for col in columns if col.column.id == order.column), None)
    if by is not None:
        rows = sorted((row for group in meant for row in group.rows), key=lambda row: _place(by(row)))
        known = [row for row in rows if by(row) is not None]
        unknown = [row for row in rows if by(row) is None]
        meant = [Group([*(reversed(known) if order.down else known), *unknown])]
    return Arranged(columns, [group for group in meant if group.rows], len(everything), order)


def _place(value: object) -> tuple[bool, Any]:
    """Numbers by size, words by their letters; what is not known is put last by the caller."""
    if isinstance(value, (int, Decimal)):
        return (False, Decimal(value))
    return (False, value) if value is not None else (True, Decimal(0))


def list_id(page: Page, view: View[Any]) -> str:
    """What a view is called on a command line: units.progress."""
    return f"{page.id}.{view.id}"


def list_title(page: Page, view: View[Any]) -> str:
    """What a view is called in words: 单位 · 签约进度."""
    return f"{page.word} · {view.word}"


def shown_list(
    page: Page, view: View[Any], board: Board, scope: str | None, rows: Arranged, needle: str = "", picked: int = 0
) -> ShownList:
    """The list for a file. `rows` are those that are written: `needle` is the filter that left them, `picked` how many
    of them were picked (0: none was, and they are all that is shown)."""
    columns = [col for col in rows.columns if col.card]
    groups = [
        ShownGroup(tuple(tuple(_cell(col, row) for col in columns) for row in group.rows), group.heading, group.note)
        for group in rows.groups
    ]
    every = [row for group in groups for row in group.rows]
    heads = (
        ShownColumn(col.column.id, col.column.header, common_form(row[at] for row in every))
        for at, col in enumerate(columns)
    )
    progress = progress_of(board, scope) if view.scoped else None
    summary = "  ".join(line_words(one.line) for one in view.summary(board, scope))
    facts = [*board_facts(board, progress, summary), *choice_facts(rows.shown, rows.total, needle, picked)]
    if rows.order_words:
        facts.append(ShownFact("order", pgettext("fact", "order"), rows.order_words))
    return ShownList(
        list_id(page, view), list_title(page, view), board.as_of, tuple(facts), tuple(heads), tuple(groups)
    )


def _cell(col: Col[Any], row: Any) -> ShownCell:
    """One cell; a figure of which only words are shown, and none of its digits, is words."""
    words, tone = told_cell(col.cell(row))
    form = col.form_of(row)
    figure = form not in (CellForm.WORDS, CellForm.LIGHT) and any(map(str.isdecimal, words))
    return ShownCell(words, form, _value(form, col, row) if figure else None, tone)


def _value(form: CellForm, col: Col[Any], row: Any) -> CellValue:
    value: Any = col.value(row) if col.value else None
    return date.fromordinal(value) if form is CellForm.DAY and value is not None else value
