"""Enter on a row of figures: each figure with its rule, the values and settings it used, and the rows behind it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.model import Board, Item
from data.wording import _
from tui.screens.cards.copied import CopiedBox, item_actions
from tui.screens.cards.item import history
from tui.screens.cards.trace_words import evidence, project_rows
from tui.screens.context import Desk
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, VirtualTable
from widgets.views.view import Figure


class TraceScreen(CopiedBox):
    """Figures above, what the one under the cursor rests on below. A key that marks the row leaves with its id."""

    def __init__(self, name: str, figures: Sequence[Figure], board: Board, desk: Desk, item: Item | None) -> None:
        keys = "  ".join(action.hint for action in item_actions(desk.keys)) if item else ""
        leave = _("amounts in 100 million yuan; Esc leaves")
        super().__init__(_("Evidence"), name, f"{keys}  {leave}".strip())
        self.take_card_keys(desk.keys, enter="")
        self.take_item_keys(desk.keys, item)
        self.figures, self.desk, self.item = tuple(figures), desk, item
        self.lines = project_rows(board)

    def said(self) -> Iterable[str]:
        """Every figure with what it rests on."""
        for figure in self.figures:
            yield f"{figure.label}\t{figure.words}"
            if figure.trace:
                yield evidence(figure.trace, self.desk.settings(), self.lines).plain

    def body(self) -> ComposeResult:
        """The figures as a table, then the evidence."""
        columns = (Column("label", "", 4, 24), Column("words", "", 4, 90, grow=True), Column("more", "", 1, 2))
        yield VirtualTable(columns, self._cells, id="figures", header=False)
        with VerticalScroll(id="scroll", can_focus=True):
            yield Static(id="evidence")

    def on_mount(self) -> None:
        """The cursor stands on the first figure that rests on something."""
        table = self.query_one(VirtualTable)
        table.show_rows(range(len(self.figures)))
        table.styles.max_height = max(4, min(len(self.figures), self.app.size.height // 3))
        table.select(next((n for n, one in enumerate(self.figures) if one.trace), 0))
        self.set_focus(table)

    def _cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        assert isinstance(row, int)
        figure = self.figures[row]
        more = [("›" if figure.trace else "", "accent")]
        return {"label": [(figure.label, "muted")], "words": figure.words, "more": more}

    def on_virtual_table_cursor_moved(self, message: VirtualTable.CursorMoved) -> None:
        """Another figure."""
        assert isinstance(message.row, int)
        trace = self.figures[message.row].trace
        parts = [evidence(trace, self.desk.settings(), self.lines) if trace else Content(_("as the ledger says"))]
        if self.item:
            parts += [Content(""), Content.styled(_("Marks"), "bold"), *history(self.item, self.desk.zone)]
        self.query_one("#evidence", Static).update(Content("\n").join(parts))
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)

    def on_virtual_table_row_chosen(self) -> None:
        """Enter leaves, as it came."""
        self.dismiss(None)
