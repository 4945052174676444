"""`x`: what is wrong in and between ledgers, as work by unit; below it the files and how each was read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from data.model import Board
from data.wording import _
from data.wording.letters import file_letter, unit_letter
from tui.actions import Where, bindings
from tui.screens.acting import Desk
from tui.screens.rows import RowsScreen
from widgets.faults import FaultsPanel
from widgets.footline import FootLine
from widgets.sources import SourcesPanel
from widgets.topline import TopLine


class ProblemsScreen(RowsScreen):
    """Faults above, files below. `y` copies a letter to the unit of the row: what it is asked to mend."""

    WHERE = Where.PROBLEMS
    HOME = "faults"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.PROBLEMS)]
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, board: Board | None, officer: str) -> None:
        super().__init__(desk)
        self.officer = officer
        self.set_reactive(ProblemsScreen.board, board)

    @property
    def no_row(self) -> str:
        """Why an action on a row does not work while no row is chosen."""
        return _("choose a fault first, in the upper list")

    def compose(self) -> ComposeResult:
        """Everything."""
        yield TopLine()
        yield FaultsPanel(id="faults", number=9)
        yield SourcesPanel(id="sources")
        yield self.find_line()
        yield FootLine()

    def on_mount(self) -> None:
        """The faults take the keys."""
        self.officer_is(self.officer)
        self.watch_board(self.board)
        self.go(self.HOME)

    def do_copy(self) -> None:
        """A letter to the unit of this row, or about its file where no unit is known."""
        item = self.item
        if item is None or self.board is None:
            self.say(_("choose a row first"))
            return
        letter = unit_letter(self.board, item.unit) if item.unit else file_letter(self.board, item.place.file)
        self.app.copy_to_clipboard(letter)
        whom = item.unit or item.place.file
        self.say(_("a letter to {unit} was sent to the terminal's clipboard (OSC 52)").format(unit=whom))

    def do_next_panel(self) -> None:
        """Tab."""
        self.go("sources" if self.panel is not None and self.panel.id == "faults" else "faults")

    def do_previous_panel(self) -> None:
        """Shift+Tab."""
        self.do_next_panel()

    def do_quit(self) -> None:
        """To the screen behind."""
        self.dismiss(None)

    do_sources = do_quit

    def do_clear(self) -> None:
        """All rows again; without a filter, back."""
        if self.query_one("#find").has_class("-open"):
            super().do_clear()
        else:
            self.do_quit()
