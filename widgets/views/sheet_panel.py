"""The panel of a screen of figures: one of its views as a table, sorted as asked, filtered as typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from textual.reactive import reactive

from data.model import Board, Item
from data.model.shown_list import ShownList
from data.wording import _
from widgets.frame.ink import Phrase, part
from widgets.frame.scope import fair_word, scoped
from widgets.table.column_cells import Col
from widgets.table.column_widths import Column
from widgets.table.needle import Finder
from widgets.table.picking import PickingPanel
from widgets.table.table_panel import VerySame, every_row
from widgets.table.virtual_table import Cell, Heading, TableRow
from widgets.views.listing import Arranged, arranged, shown_list
from widgets.views.view import Figure, Group, Order, Page, View


class SheetPanel(PickingPanel):
    """The views of a page, one at a time. `scope`: which fair ("": the headline's, None: the season)."""

    at: reactive[int] = reactive(0, repaint=False)
    scope: reactive[str | None] = reactive[str | None]("", repaint=False)
    order: reactive[Order] = reactive(Order(), repaint=False)

    def __init__(self, page: Page, *, id: str | None = None) -> None:
        self.page = page
        self._by_row: dict[Hashable, Any] = {}
        self._cols: Sequence[Col[Any]] = ()
        self.arranged: Arranged | None = None
        super().__init__(id=id, number=page.number)

    # ------------------------------------------------------------ which view

    @property
    def view(self) -> View[Any]:
        """The view that is shown."""
        return self.page.views[self.at]

    def turn(self, by: int) -> None:
        """The next view, or the one before; rows stand in the board's order again."""
        self.set_reactive(SheetPanel.order, Order())
        self.at = (self.at + by) % len(self.page.views)

    def open(self, page: Page) -> None:
        """Another page, at its first view and without a filter's or an order's leftovers."""
        self.page, self.number = page, page.number
        self.set_reactive(SheetPanel.order, Order())
        self.set_reactive(SheetPanel.at, 0)
        self._again()

    def _again(self) -> None:
        """Another view, fair or order: from the top, and nothing is picked."""
        if self.is_attached:
            self.drop_picks()
            self.table.to_top()
            self.again()

    watch_at = watch_scope = watch_order = _again

    @property
    def _scope(self) -> str | None:
        progress = scoped(self.board, self.scope)
        return progress.fair if progress else None

    def sortable(self) -> list[Column]:
        """The columns that rows can be sorted by."""
        return [col.column for col in self._cols if col.value]

    # ------------------------------------------------------------ what is picked

    def picked_rows(self) -> frozenset[Hashable]:
        """The rows that stand for a picked item."""
        return frozenset(row for row, line in self._by_row.items() if self.view.item_of(line) in self._picks)

    def turn_pick(self, row: Hashable) -> bool:
        """Pick what a row stands for, or unpick it; two rows may stand for one, and for some nothing can be marked."""
        line = self._by_row.get(row)
        key = self.view.item_of(line)
        item = self.board.item(key) if key and self.board else None
        if item is not None and self._picks.pop(key, None) is None:
            self._picks[key] = item
        return item is not None

    def picked_words(self) -> str:
        """The picked rows for another program, a line each."""
        picked = self.picked_rows()
        return "\n".join(self._words(line) for row, line in self._by_row.items() if row in picked)

    def listed(self, *, whole: bool = False) -> ShownList | None:
        """The list for a file: the picked rows if there are any, else those that are shown; or the `whole` list, as the
        board has it. None without a board."""
        if self.board is None or self.arranged is None:
            return None
        if whole:
            every = arranged(self.view, self.board, self._scope, Order(), every_row)
            return shown_list(self.page, self.view, self.board, self._scope, every)
        picked = {id(self._by_row[row]) for row in self.picked_rows()}
        rows = self.arranged
        if picked:
            kept = (Group([r for r in g.rows if id(r) in picked], g.heading, g.note) for g in rows.groups)
            rows = replace(rows, groups=[group for group in kept if group.rows])
        return shown_list(self.page, self.view, self.board, self._scope, rows, self.needle, len(picked))

    # ------------------------------------------------------------ what is under the cursor

    @property
    def selected(self) -> Any:
        """The row under the cursor, as the present board has it; None: there is none."""
        return self._by_row.get(self.table.cursor)

    @property
    def selected_item(self) -> Item | None:
        """The board's item that the row stands for, if it can be marked."""
        row = self.selected
        key = self.view.item_of(row)
        return self.board.item(key) if key and self.board else None

    @property
    def selected_name(self) -> str:
        """What the row is called; "" without one."""
        return self.view.name(self.selected) if self.selected is not None else ""

    def figures(self) -> list[Figure]:
        """All that is said of the row under the cursor, in the order of the columns."""
        row = self.selected
        if row is None:
            return []
        told = [
            Figure(col.column.header, words, col.trace(row) if col.trace else None)
            for col in self._cols
            if col.card and (words := col.words(row))
        ]
        return [*told, *self.view.more(row)]

    def row_words(self) -> str:
        """The row for another program: its cells, a tab between them."""
        row = self.selected
        return self._words(row) if row is not None else ""

    def _words(self, row: Any) -> str:
        return "\t".join(col.words(row) for col in self._cols if col.card)

    # ------------------------------------------------------------ the table

    def columns(self) -> Sequence[Column]:
        """The view's columns for its rows."""
        return [col.column for col in self._cols]

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """The texts of every row of the view."""
        view, progress = self.view, scoped(board, self.scope)
        groups = view.groups(board, progress.fair if progress else None)
        return (view.texts_of(row) for group in groups for row in group.rows)

    def asked(self, board: Board) -> Hashable:
        """Which view, of which board and fair, and in which order."""
        return VerySame(board), VerySame(self.view), self._scope, self.order

    def finds(self, board: Board) -> Callable[[Finder], Arranged]:
        """The rows that are meant, in their order."""
        return partial(arranged, self.view, board, self._scope, self.order)

    def rows(self) -> Sequence[TableRow]:
        """The rows that match, under their headings; sorted ones without headings."""
        assert self.board is not None
        now: Arranged = self.answer(self.board)
        self.arranged = now
        self._cols, self.total, self.shown = now.columns, now.total, now.shown
        present = ((key, self.board.item(key)) for key in self._picks)
        self._picks = {key: item for key, item in present if item is not None}
        self._by_row = {}
        rows = [entry for group in now.groups for entry in self._group(group)]
        self.table.picked = self.picked_rows()
        return rows

    def _group(self, group: Group[Any]) -> Sequence[TableRow]:
        head: list[TableRow] = [Heading(group.heading, group.note)] if group.heading else []
        return [*head, *(self._row(row) for row in group.rows)]

    def _row(self, row: Any) -> Hashable:
        """Two rows of one key stay two rows."""
        key = self.view.key_of(row)
        while key in self._by_row:
            key = (key, "again")
        self._by_row[key] = row
        return key

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One row; only what has room is made."""
        line = self._by_row[row]
        return {col.column.id: col.cell(line) for col in self._cols if col.column.id in widths}

    def nothing(self) -> str:
        """The view's own words."""
        return _(self.view.nothing)

    def title(self, board: Board) -> list[Phrase]:
        """The page, its views with the present one marked, how many rows, the fair, the order, the filter."""
        views = self.page.views
        names = [
            part(
                f"[{view.word}]" if n == self.at else view.word,
                "accent" if n == self.at else "muted",
                int(n != self.at) * 6,
            )
            for n, view in enumerate(views)
        ]
        progress = scoped(board, self.scope)
        fair = [part(fair_word(progress), "", 3)] if self.view.scoped and progress else []
        return [
            part(self.page.word, "title"),
            *(names if len(views) > 1 else []),
            part(_("{n} in all").format(n=self.total), "muted", 4),
            *fair,
            *self.view.summary(board, self._scope),
            *self._order_part(),
            *self.filter_part(),
        ]

    def _order_part(self) -> list[Phrase]:
        words = self.arranged.order_words if self.arranged else ""
        return [part(words, "warn", 2)] if words else []
