"""`V` on `x`: the versions of the ledger under the cursor, the newest first; without one those of all ledgers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.model import Board, LedgerChange, LedgerHistory
from data.wording import N_, _, pgettext
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
from tui.keys.actions import NO_OWN
from tui.screens.cards.copied import CopiedBox
from tui.screens.context import Desk
from tui.screens.lists.list_box import ListBox
from widgets.table.column_cells import Col, col
from widgets.table.virtual_table import Cell, VirtualTable

BESIDE = 3
"""Rows of the chosen version that are told below the list; its card has all."""


class HistoryScreen(ListBox):
    """One line a version; the chosen one in more words below. Of one `file` ("": of all)."""

    WAITS = N_("comparing then and now")

    def __init__(self, desk: Desk, board: Board | None, file: str) -> None:
        hint = _("Enter shows all rows that changed, Esc leaves")
        about = file or _("all ledgers")
        super().__init__(desk, board, _("History of the ledgers"), subject=about, hint=hint, opened_by="history")
        self.file = file
        self.told: LedgerHistory | None = None

    def body(self) -> ComposeResult:
        """The list, and the chosen version."""
        ledger = col("file", pgettext("column", "ledger"), _file, least=10, most=40)
        columns: tuple[Col[LedgerChange], ...] = (
            col("day", _("When"), lambda change: change.day.isoformat(), whole=True),
            *(() if self.file else (ledger,)),
            col("what", pgettext("column", "change"), event_word, least=6, most=14),
            col("rows", pgettext("column", "rows"), rows_words, least=12, most=80, grow=True),
            col("now", pgettext("column", "state"), _state, least=4, most=16, priority=1, enough=10),
            col("seen", pgettext("column", "first seen"), seer_word, least=8, most=30, priority=3),
        )
        yield self.list_of(columns, "versions")
        with VerticalScroll(id="full", can_focus=False):
            yield Static(id="told")

    def state(self, board: Board | None) -> object:
        """Versions or marks that came since."""
        return board and (board.marks.version, board.data_at, board.sources)

    def ask(self) -> LedgerHistory:
        """The versions."""
        return self.desk.history(self.file)

    def take(self, answer: LedgerHistory) -> None:
        """A row each."""
        self.told = answer
        words = untold_words(answer) if answer.untold else _("nothing is known to have changed")
        self.table.show_rows(range(len(answer.changes)), empty=words)
        self.tell(self.table.cursor)

    def thing(self, row: Hashable | None) -> LedgerChange | None:
        """A version."""
        changes = self.told.changes if self.told else ()
        return changes[row] if isinstance(row, int) and row < len(changes) else None

    def tell(self, row: Hashable | None) -> None:
        """The chosen version."""
        change = self.thing(row)
        lines = [_title(change), *in_full(change, BESIDE)] if change else []
        if change and self.told and self.told.untold and change is self.told.changes[-1]:
            lines.append(untold_words(self.told))
        self.query_one("#told", Static).update(Content("\n".join(lines)))

    def on_virtual_table_row_chosen(self, event: VirtualTable.RowChosen) -> None:
        """All rows of the chosen version."""
        event.stop()
        change = self.thing(event.row)
        if change is not None:
            self.app.push_screen(VersionCard(change, self.desk.keys))


class VersionCard(CopiedBox):
    """All that is known of one version of a ledger."""

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


def _file(change: LedgerChange) -> Cell:
    return [(change.file, "strong")]


def _state(change: LedgerChange) -> Cell:
    return [(state_word(change), TONES[change.state])]


def _title(change: LedgerChange) -> str:
    return f"{change.day.isoformat()}  {change.file}  {event_words(change)}"
