"""`V` on `x`: the versions of the ledger under the cursor, the newest first; without one those of all ledgers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from data.feed.refusals_and_clock import Refused
from data.model import Board, LedgerChange, LedgerHistory
from data.wording import _, pgettext
from data.wording.ledger_change_words import (
    TONES,
    event_word,
    event_words,
    in_full,
    rows_words,
    seer_word,
    state_word,
    untold_words,
)
from tui.input.refusals import refusal
from tui.keys.actions import NO_OWN
from tui.screens.boxes.dialog import Dialog
from tui.screens.cards.copied import CopiedBox
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, TableRow, VirtualTable

BESIDE = 3
"""Rows of the chosen version that are told below the list; its card has all."""


class HistoryScreen(Dialog[None]):
    """One line a version; the chosen one in more words below. `read` gives the history of a `file` ("": of all)."""

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(
        self,
        read: Callable[[str], LedgerHistory],
        file: str,
        board: Board | None,
        own: Mapping[str, str] = NO_OWN,
    ) -> None:
        hint = _("Enter shows all rows that changed, Esc leaves")
        super().__init__(_("History of the ledgers"), file or _("all ledgers"), hint)
        self.leave_by(own, "history")
        self.read, self.file, self.own = read, file, own
        self.told: LedgerHistory | None = None
        self._asked_for: object = None
        self.set_reactive(HistoryScreen.board, board)

    def body(self) -> ComposeResult:
        """The list, and the chosen version."""
        ledger = Column("file", pgettext("column", "ledger"), least=10, most=40)
        columns = (
            Column("day", _("When"), whole=True),
            *(() if self.file else (ledger,)),
            Column("what", pgettext("column", "change"), least=6, most=14),
            Column("rows", pgettext("column", "rows"), least=12, most=80, grow=True),
            Column("now", pgettext("column", "state"), least=4, most=16, priority=1, enough=10),
            Column("seen", pgettext("column", "first seen"), least=8, most=30, priority=3),
        )
        yield VirtualTable(columns, self.cells, id="versions")
        with VerticalScroll(id="full", can_focus=False):
            yield Static(id="told")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one(VirtualTable).show_rows((), empty=_("comparing then and now"))
        self.query_one(VirtualTable).focus()
        self.watch_board()

    def watch_board(self) -> None:
        """Versions or marks that came since."""
        board = self.board
        state = board and (board.marks.version, board.data_at, board.sources)
        if self.query(VirtualTable) and board is not None and state != self._asked_for:
            self._asked_for = state
            self._load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="history")
    def _load(self) -> None:
        try:
            told = self.read(self.file)
        except Refused as refused:
            self.app.call_from_thread(self._say, refusal(refused))
        else:
            self.app.call_from_thread(self._take, told)

    def _say(self, words: str) -> None:
        self.query_one(VirtualTable).show_rows((), empty=words)

    def _take(self, told: LedgerHistory) -> None:
        self.told = told
        rows: list[TableRow] = list(range(len(told.changes)))
        table = self.query_one(VirtualTable)
        words = untold_words(told) if told.untold else _("nothing is known to have changed")
        table.show_rows(rows, empty=words)
        self._tell(table.cursor)

    def _change(self, row: Hashable | None) -> LedgerChange | None:
        changes = self.told.changes if self.told else ()
        return changes[row] if isinstance(row, int) and row < len(changes) else None

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """The cells of a version."""
        change = self._change(row)
        assert change is not None
        return {
            "day": change.day.isoformat(),
            "file": ((change.file, "strong"),),
            "what": event_word(change),
            "rows": rows_words(change),
            "now": ((state_word(change), TONES[change.state]),),
            "seen": seer_word(change),
        }

    def on_virtual_table_cursor_moved(self, event: VirtualTable.CursorMoved) -> None:
        """Another version."""
        event.stop()
        self._tell(event.row)

    def _tell(self, row: Hashable | None) -> None:
        change = self._change(row)
        lines = [_title(change), *in_full(change, BESIDE)] if change else []
        if change and self.told and self.told.untold and change is self.told.changes[-1]:
            lines.append(untold_words(self.told))
        self.query_one("#told", Static).update(Content("\n".join(lines)))

    def on_virtual_table_row_chosen(self, event: VirtualTable.RowChosen) -> None:
        """All rows of the chosen version."""
        event.stop()
        change = self._change(event.row)
        if change is not None:
            self.app.push_screen(VersionCard(change, self.own))


class VersionCard(CopiedBox):
    """All that is known of one version of a ledger."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]

    def __init__(self, change: LedgerChange, own: Mapping[str, str] = NO_OWN) -> None:
        super().__init__(_("A version of the ledger"), _title(change), _("Esc leaves"))
        self.change = change
        self.take_card_keys(own)

    def said(self) -> Iterable[str]:
        """What changed, how it stands, who saw it, every row."""
        return in_full(self.change)

    def body(self) -> ComposeResult:
        """The same."""
        with VerticalScroll(id="scroll"):
            yield Static(Content("\n".join(self.said())))


def _title(change: LedgerChange) -> str:
    return f"{change.day.isoformat()}  {change.file}  {event_words(change)}"
