"""What screens of rows do about people and projects: the call card, a visit, a blocker."""

from __future__ import annotations

from data.model import Item, MarkRequest, OwedItem, StalledProject
from data.wording import _
from tui.keys.actions import Action
from tui.messages import MarkRequested
from tui.screens.base.acting import ActingScreen
from tui.screens.boxes import log_forms
from tui.screens.boxes.mark_forms import OnMark
from tui.screens.cards.call import CallCard
from tui.screens.cards.call_sheet import whom_of
from widgets.panels.units_panel import UnitsPanel

_ON_PROJECT = frozenset({"visit", "blocker"})


class CallingScreen(ActingScreen):
    """The actions `call`, `visit` and `blocker`."""

    @property
    def unit(self) -> str:
        """The unit under the cursor of the units panel, while that has the keys."""
        panel = next((one for one in self.query(UnitsPanel) if one.has_focus_within), None)
        return panel.selected_unit.unit if panel and panel.selected_unit else ""

    def why_not(self, action: Action) -> str:
        """Beside the common reasons: nobody to call, no project to log on."""
        reason = super().why_not(action)
        if reason:
            return reason
        if action.id == "call":
            return self._nobody()
        if action.id in _ON_PROJECT and not _project_key(self.item):
            return _("this row belongs to no project that the ledgers tell apart")
        return ""

    def _nobody(self) -> str:
        if self.board is None:
            return _("the ledgers are still being read")
        if self.item is None:
            return "" if self.unit else self.no_row
        return "" if whom_of(self.item) else _("no ledger says whose this row is")

    def do_call(self) -> None:
        """Whom to call about this row or this unit."""
        item, board = self.item, self.board
        if board is not None:
            whom = whom_of(item) if item else self.unit
            self.app.push_screen(CallCard(board, self.desk, whom, item))

    def do_visit(self) -> None:
        """Somebody was at the project."""
        if item := self.item:
            log_forms.ask_visit(self.app, item, self.today, self.desk.workday_after, self._logger(item))

    def do_blocker(self) -> None:
        """Something holds the project."""
        if item := self.item:
            log_forms.ask_blocker(self.app, item, self._logger(item))

    def _logger(self, item: Item) -> OnMark:
        def write(request: MarkRequest, done: str) -> None:
            self.post_message(MarkRequested(request, item, done))

        return write


def _project_key(item: Item | None) -> str:
    return item.project_key if isinstance(item, StalledProject | OwedItem) else ""
