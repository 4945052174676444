"""`x`: what is wrong in and between ledgers, as work by unit; below it the files and how each was read."""

from __future__ import annotations

from textual.app import ComposeResult

from data.wording import _
from data.wording.letters import file_letter, unit_letter
from tui.keys.actions import BY_ID, Where
from tui.screens.base.acting import ActingScreen
from tui.screens.base.calling import Calling
from tui.screens.base.exporting import Exporting
from tui.screens.base.finding import Returning
from tui.screens.base.marking import Marking
from tui.screens.base.program import Lists, Program
from tui.screens.base.row_screen import RowsScreen
from tui.screens.base.showing import Showing
from tui.screens.boxes.asked_rows import names
from tui.screens.cards.file import FileCardScreen
from tui.screens.lists.history_list import HistoryScreen
from tui.terminal.clipboard import copy
from widgets.panels.faults_panel import FAULTS
from widgets.panels.items_panel import ItemsPanel
from widgets.panels.sources_panel import SourcesPanel


class FaultShowing(Showing):
    """Of a file there is a card too; what is copied of a fault is a letter."""

    def do_card(self) -> None:
        """All that is known of this fault, or of this file."""
        panel, desk = self.screen.panel, self.screen.desk
        if isinstance(panel, SourcesPanel) and panel.selected_file:
            self.screen.app.push_screen(FileCardScreen(panel.selected_file, desk.zone, desk.keys))
        else:
            super().do_card()

    def do_copy(self) -> None:
        """A letter to the unit of each row, or about its file where no unit is known."""
        items, board = self.screen.items_for(BY_ID["copy"]), self.screen.board
        if not items or board is None:
            self.screen.say(_("choose a row first"))
            return
        letters = {
            item.unit or item.place.file: unit_letter(board, item.unit)
            if item.unit
            else file_letter(board, item.place.file)
            for item in items
        }
        sent = copy(self.screen.app, "\n\n".join(letters.values()))
        whom = names(list(letters))
        self.screen.say(_("a letter to {unit} was {sent}").format(unit=whom, sent=sent))


class ProblemsScreen(RowsScreen):
    """Faults above, files below. `y` copies a letter to the unit of the row: what it is asked to mend."""

    WHERE = Where.PROBLEMS
    SUBJECTS = (FaultShowing, Marking, Calling, Returning, Exporting, Lists, Program)
    HOME = "faults"

    @property
    def no_row(self) -> str:
        """Why an action on a row does not work while no row is chosen."""
        return _("choose a fault first, in the upper list")

    def panels(self) -> ComposeResult:
        """What is to be done, and where it was read."""
        yield ItemsPanel(FAULTS, number=9)
        yield SourcesPanel(id="sources")

    def do_next_panel(self) -> None:
        """Tab."""
        self.go("sources" if self.panel is not None and self.panel.id == "faults" else "faults")

    def do_previous_panel(self) -> None:
        """Shift+Tab."""
        self.do_next_panel()

    def do_page(self, id: str) -> None:
        """A digit leads back and does there what it does there."""
        self.dismiss(None)
        behind = self.app.screen
        if isinstance(behind, ActingScreen):
            behind.action_act(id)

    def do_history(self) -> None:
        """The versions of the ledger under the cursor, or of all."""
        panel = self.panel
        if isinstance(panel, SourcesPanel):
            file = panel.selected_file.file if panel.selected_file else ""
        else:
            file = self.item.place.file if self.item else ""
        self.app.push_screen(HistoryScreen(self.desk, self.board, file))

    def do_sources(self) -> None:
        """The key that opened it leads back."""
        self.dismiss(None)
