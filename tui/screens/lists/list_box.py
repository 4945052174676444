"""A list over a screen: what it shows is asked of the feed in a thread, asked again when the board tells of more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from data.feed.refusals_and_clock import Refused
from data.model import Board
from data.wording import _
from tui.input.refusals import refusal
from tui.screens.boxes.dialog import Dialog
from tui.screens.context import Desk
from widgets.table.column_cells import Col
from widgets.table.virtual_table import Cell, VirtualTable


def kind_and_id(row: Hashable) -> tuple[str, str]:
    """A row of a list of several kinds: which kind, and which of it."""
    assert isinstance(row, tuple)
    return row


class ListBox(Dialog[None]):
    """A box around one table. Subclasses compose it, ask what it shows and show it; each newer board comes to it.

    `opened_by` is the action whose key leaves it too, as does the one that leaves screens.
    """

    FIRST: ClassVar[type[Widget]] = VirtualTable
    """What has the keys at first."""
    WAITS: ClassVar[str] = ""
    """What stands in the table until there is an answer, a source string."""

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(
        self, desk: Desk, board: Board | None, title: str, *, hint: str, subject: str = "", opened_by: str = ""
    ) -> None:
        super().__init__(title, subject, hint)
        self.desk = desk
        if opened_by:
            self.leave_by(desk.keys, opened_by)
        self._asked_for: object = None
        self._columns: Sequence[Col[Any]] = ()
        self.set_reactive(ListBox.board, board)

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def list_of(self, columns: Sequence[Col[Any]], id: str) -> VirtualTable:
        """The list, of rows that are all alike: what stands in a column is told of what `thing` gives."""
        self._columns = columns
        return VirtualTable([one.column for one in columns], self.cells, id=id)

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """The cells of a row."""
        thing = self.thing(row)
        return {one.column.id: one.cell(thing) for one in self._columns}

    def thing(self, row: Hashable) -> Any:
        """What a row is about. For subclasses that have a `list_of` such rows."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """It takes the keys, and asks."""
        if self.WAITS:
            self.table.show_rows((), empty=_(self.WAITS))
        self.query_one(self.FIRST).focus()
        self.watch_board()

    def watch_board(self) -> None:
        """What came since is asked for, where the board tells of any."""
        state = self.state(self.board)
        if self.query(VirtualTable) and state is not None and state != self._asked_for:
            self._asked_for = state
            self.load()

    def state(self, board: Board | None) -> object:
        """What an answer is good for: another asks again, None not yet."""
        return board and (board.marks.version, board.data_at, board.as_of)

    def load(self) -> None:
        """Ask for what is shown; only the newest question is answered."""
        self.run_worker(self._load, thread=True, exclusive=True, exit_on_error=False, group="list", name="list")

    def _load(self) -> None:
        try:
            answer = self.ask()
        except Refused as refused:
            self.app.call_from_thread(self.say, refusal(refused))
        else:
            self.app.call_from_thread(self.take, answer)

    def ask(self) -> Any:
        """What is shown, in a thread. Raises Refused. For subclasses."""
        raise NotImplementedError

    def take(self, answer: Any) -> None:
        """Show the answer. For subclasses."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """A line for the officer, where the box has one above its list, else in the place of the rows."""
        notices = self.query("#notice").results(Static)
        if notice := next(notices, None):
            notice.update(Content(text))
            notice.display = bool(text)
        else:
            self.table.show_rows((), empty=text)

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        """Another row."""
        event.stop()
        self.tell(event.row)

    def tell(self, row: Hashable | None) -> None:
        """The chosen row in full, where the box has room for it."""
