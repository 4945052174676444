"""The keys of people and projects: the call card, a visit, a blocker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model import Item, MarkRequest
from data.wording import _
from tui.keys.actions import Action
from tui.messages import MarkRequested
from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen
from tui.screens.cards.call_sheet import whom_of
from widgets.panels.units_panel import UnitsPanel

if TYPE_CHECKING:  # forms and cards are loaded when their key is pressed
    from tui.screens.boxes.mark_forms import OnMark

_ON_PROJECT = frozenset({"visit", "blocker"})


class Calling(Subject[RowsScreen]):
    """The actions `call`, `visit` and `blocker`."""

    @property
    def unit(self) -> str:
        """The unit under the cursor of the units panel, while that has the keys."""
        panel = next((one for one in self.screen.query(UnitsPanel) if one.has_focus_within), None)
        return panel.selected_unit.unit if panel and panel.selected_unit else ""

    def reason(self, action: Action) -> str:
        """Nobody to call, no project to log on."""
        if action.id == "call":
            return self._nobody()
        if action.id in _ON_PROJECT and not (self.screen.item and self.screen.item.project_key):
            return _("this row belongs to no project that the ledgers tell apart")
        return ""

    def _nobody(self) -> str:
        if self.screen.board is None:
            return _("the ledgers are still being read")
        if self.screen.item is None:
            return "" if self.unit else self.screen.no_row
        return "" if whom_of(self.screen.item) else _("no ledger says whose this row is")

    def do_call(self) -> None:
        """Whom to call about this row or this unit."""
        from tui.screens.cards.call import CallCard

        item, board = self.screen.item, self.screen.board
        if board is not None:
            whom = whom_of(item) if item else self.unit
            self.screen.app.push_screen(CallCard(board, self.screen.desk, whom, item))

    def do_visit(self) -> None:
        """Somebody was at the project."""
        from tui.screens.boxes import log_forms

        screen = self.screen
        if item := screen.item:
            log_forms.ask_visit(screen.app, item, screen.today, screen.desk.workday_after, self._logger(item))

    def do_blocker(self) -> None:
        """Something holds the project."""
        from tui.screens.boxes import log_forms

        if item := self.screen.item:
            log_forms.ask_blocker(self.screen.app, item, self._logger(item))

    def _logger(self, item: Item) -> OnMark:
        def write(request: MarkRequest, done: str) -> None:
            self.screen.post_message(MarkRequested(request, item, done))

        return write
