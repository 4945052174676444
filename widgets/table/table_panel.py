"""A panel around one table: what the units, the stalled and the owed share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board
from data.support.fast_dataclass import dataclass
from data.wording import _
from data.wording.ages import unread_words
from widgets.frame.ink import Phrase, part
from widgets.frame.panel import Panel
from widgets.table.column_widths import Column
from widgets.table.needle import EveryRow, Finder, PlainFinder, normal
from widgets.table.virtual_table import Cell, TableRow, VirtualTable


class VerySame:
    """A value that equals only itself, however alike another is; it is kept as long as it is compared."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerySame) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


class TablePanel(Panel):
    """A titled frame around a VirtualTable. `needle` leaves only the rows that match it ("": all)."""

    DEFAULT_CSS = """
    TablePanel { height: 1fr; }
    """

    @dataclass(frozen=False, slots=False)
    class RowOpened(Message):
        """Enter on a row."""

        panel: TablePanel

    class SelectionChanged(Message):
        """The cursor came to stand on another row, perhaps on none, or others are picked."""

    FIGURES: ClassVar[bool] = True
    """Whether its rows are figures and work of the whole folder, and not what became of each file."""

    needle: reactive[str] = reactive("", repaint=False)
    header: reactive[bool] = reactive(True, repaint=False)

    def __init__(self, *, id: str | None = None, number: int | None = None) -> None:
        super().__init__(id=id, number=number)
        self.table = VirtualTable(self.columns(), self.cells)
        self.shown, self.total = 0, 0
        self.matches: Finder | None = None
        """Which rows `needle` means, where the app knows better than letter by letter (pinyin)."""
        self.found_of: tuple[Finder, Hashable, Any] | None = None
        """What a thread has found by `matches`: these, what it was `asked`, and the answer."""
        self.cut: Callable[[Sequence[TableRow]], Sequence[TableRow]] = lambda rows: rows
        """Which of the rows are shown: all, unless a screen that nobody scrolls shows them page by page."""

    def body(self) -> Widget:
        """The table."""
        return self.table

    def columns(self) -> Sequence[Column]:
        """The columns, in the language in force. For subclasses."""
        raise NotImplementedError

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """The cells of a row, by column. For subclasses."""
        raise NotImplementedError

    def rows(self) -> Sequence[TableRow]:
        """The rows that match. For subclasses; sets `shown` and `total`."""
        raise NotImplementedError

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """What the filter looks at, of every row of the board; may be called from any thread. For subclasses."""
        raise NotImplementedError

    def characters(self, board: Board) -> Iterable[str]:
        """Every character that the filter may have to read; may be called from any thread."""
        return set().union(*(normal(text) for texts in self.searched(board) for text in texts))

    def asked(self, board: Board) -> Hashable:
        """What rows are made of beside the filter, boards and lists as VerySame. For subclasses whose
        `finds` does more than ask for each row."""
        return None

    def finds(self, board: Board) -> Callable[[Finder], Any]:
        """What makes, of the rows that are meant, what `rows` goes by; to be called from any thread. For subclasses,
        as above."""
        return lambda _found: None

    def answer(self, board: Board) -> Any:
        """What `finds` makes by the present filter: as a thread found it, else made now."""
        asked, found = self.asked(board), self.found
        if self.found_of and self.found_of[0] is found and self.found_of[1] == asked:
            return self.found_of[2]
        return self.finds(board)(found)

    def nothing(self) -> str:
        """What is said when there are no rows. For subclasses."""
        raise NotImplementedError

    def show(self) -> None:
        """Rows and columns as the board has them."""
        rows = self.shown_rows()
        if self.board is None:
            empty = ""
        elif self.board.unread:
            empty = unread_words(self.board)
        else:
            empty = _("nothing matches “{needle}”") if self.needle else self.nothing()
        self.table.show_rows(self.cut(rows), self.columns(), empty.replace("{needle}", self.needle))

    def shown_rows(self) -> Sequence[TableRow]:
        """The rows that match; none of a folder that was never read whole: half of the ledgers says nothing."""
        return self.rows() if self.board and not (self.board.unread and self.FIGURES) else ()

    watch_needle = Panel.again

    def watch_header(self, header: bool) -> None:
        """With or without column headings."""
        self.table.show_header(header)

    def focus_table(self) -> None:
        """Give the table the keys: at once, so that keys typed ahead work on its rows and on no other's."""
        self.screen.set_focus(self.table)

    @property
    def found(self) -> Finder:
        """Which rows the filter means. Take it once for many rows."""
        return (self.matches or PlainFinder(self.needle)) if self.needle else every_row

    def on_virtual_table_row_chosen(self, message: VirtualTable.RowChosen) -> None:
        """Enter."""
        message.stop()
        self.post_message(self.RowOpened(self))

    def on_virtual_table_cursor_moved(self, message: VirtualTable.CursorMoved) -> None:
        """The cursor moved."""
        message.stop()
        self.post_message(self.SelectionChanged())

    def filter_part(self) -> list[Phrase]:
        """The filter as the title tells it."""
        if not self.needle:
            return []
        return [part(_("filter “{needle}” {shown}/{total}").format_map(self._counts()), "warn", 1)]

    def _counts(self) -> Mapping[str, object]:
        return {"needle": self.needle, "shown": self.shown, "total": self.total}


every_row = EveryRow()
"""No filter."""
