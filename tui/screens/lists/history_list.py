"""`V` on `x`: the versions of the ledger under the cursor, the newest first; without one those of all ledgers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
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
from tui.screens.lists.list_box import ListBox
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, VirtualTable

BESIDE = 3
"""Rows of the chosen version that are told below the list; its card has all."""


class HistoryScreen(ListBox):
    """One line a version; the chosen one in more words below. `read` gives the history of a `file` ("": of all)."""

    WAITS = N_("comparing then and now")

    def __init__(
        self,
        read: Callable[[str], LedgerHistory],
        file: str,
        board: Board | None,
        own: Mapping[str, str] = NO_OWN,
    ) -> None:
        hint = _("Enter shows all rows that changed, Esc leaves")
        super().__init__(_("History of the ledgers"), board, subject=file or _("all ledgers"), hint=hint)
        self.leave_by(own, "history")
        self.read, self.file, self.own = read, file, own
        self.told: LedgerHistory | None = None

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

    def state(self, board: Board | None) -> object:
        """Versions or marks that came since."""
        return board and (board.marks.version, board.data_at, board.sources)

    def ask(self) -> LedgerHistory:
        """The versions."""
        return self.read(self.file)

    def take(self, answer: LedgerHistory) -> None:
        """A row each."""
        self.told = answer
        words = untold_words(answer) if answer.untold else _("nothing is known to have changed")
        self.table.show_rows(range(len(answer.changes)), empty=words)
        self.tell(self.table.cursor)

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

    def tell(self, row: Hashable | None) -> None:
        """The chosen version."""
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
