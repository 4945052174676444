"""The keys of the program itself: its keys, commands and colours, who marks, the lists that stand over any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.wording import _
from tui.keys.actions import at
from tui.messages import OfficerRequested, RefreshRequested, ScreenRequested, ThemeChosen
from tui.screens.base.acting import ActingScreen, Subject
from tui.terminal.diff_driver import send_whole

# A screen is loaded when its key is pressed: the first picture needs none of them.
if TYPE_CHECKING:
    from tui.screens.lists.handover_list import HandoverDesk


class Program(Subject[ActingScreen]):
    """What every screen can do."""

    def do_help(self) -> None:
        """The keys."""
        from tui.screens.boxes.help import HelpScreen

        self.screen.app.push_screen(HelpScreen(self.screen.WHERE, self.screen.desk.keys))

    def do_palette(self) -> None:
        """Find a command by its name."""
        from tui.screens.boxes.palette import PaletteScreen, action_entries, theme_entries

        screen = self.screen
        entries = (*action_entries(at(screen.WHERE, screen.desk.keys), screen.why_not), *theme_entries())
        screen.app.push_screen(PaletteScreen(entries), self._chosen)

    def do_theme(self) -> None:
        """Other colours."""
        from tui.screens.boxes.palette import PaletteScreen, theme_entries

        self.screen.app.push_screen(PaletteScreen(theme_entries()), self._chosen)

    def _chosen(self, id: str | None) -> None:
        if id is not None and id.startswith("theme:"):
            self.screen.post_message(ThemeChosen(id.removeprefix("theme:")))
        elif id is not None:
            self.screen.action_act(id)

    def do_officer(self) -> None:
        """Who marks here."""
        self.screen.post_message(OfficerRequested())

    def do_refresh(self) -> None:
        """Look at the folder now."""
        self.screen.say(_("looking at the whole folder"))
        self.screen.post_message(RefreshRequested())
        send_whole(self.screen.app)

    def do_quit(self) -> None:
        """Leave."""
        self.screen.app.exit()


class Lists(Subject[ActingScreen]):
    """What stands over a screen: problems, marks, the shift."""

    def do_sources(self) -> None:
        """The files and their problems."""
        self.screen.post_message(ScreenRequested("problems"))

    def do_log(self) -> None:
        """Every mark of every station."""
        from tui.screens.lists.marks_log import LogScreen

        self.screen.app.push_screen(LogScreen(self.screen.desk.log, self.screen.board))

    def do_orphans(self) -> None:
        """Marks whose row is gone."""
        from tui.screens.lists.orphans_list import OrphansScreen

        desk = self.screen.desk
        why_not = _("read only: nothing can be marked here") if desk.read_only else ""
        self.screen.app.push_screen(OrphansScreen(desk.orphans, self.screen.board, why_not, desk.keys))

    def do_papers(self) -> None:
        """What is handed in out of the board."""
        from tui.screens.lists.papers_list import PapersScreen

        self.screen.app.push_screen(PapersScreen(self.screen.desk, self.screen.board))

    def do_shift(self) -> None:
        """What changed since the last shift, and the notes that wait."""
        from tui.screens.lists.handover_list import HandoverScreen

        self.screen.app.push_screen(HandoverScreen(self._station(), self.screen.board))

    def do_handover(self) -> None:
        """Write and sign the shift's note."""
        from tui.screens.lists.handover_list import ask_to_sign

        ask_to_sign(self.screen, self._station(), self.screen.board)

    def _station(self) -> HandoverDesk:
        from tui.screens.lists.handover_list import HandoverDesk

        desk = self.screen.desk
        return HandoverDesk(desk.shift, desk.officer(), desk.zone, desk.read_only, desk.keys)
