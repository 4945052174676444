"""The keys of the program itself: its keys, commands and colours, who marks, the lists that stand over any screen."""

from __future__ import annotations

from data.wording import _
from tui.keys.actions import at
from tui.messages import OfficerRequested, RefreshRequested, ScreenRequested, ThemeChosen
from tui.screens.base.acting import ActingScreen, Subject
from tui.screens.boxes.dialog import open_box
from tui.screens.boxes.help import HelpScreen
from tui.screens.boxes.palette import PaletteScreen, action_entries, theme_entries
from tui.screens.lists.handover_list import HandoverScreen, ask_to_sign
from tui.screens.lists.marks_log import LogScreen
from tui.screens.lists.orphans_list import OrphansScreen
from tui.terminal.diff_driver import send_whole


class Program(Subject[ActingScreen]):
    """What every screen can do."""

    def do_help(self) -> None:
        """The keys."""
        self.screen.app.push_screen(HelpScreen(self.screen.WHERE, self.screen.desk.keys))

    def do_palette(self) -> None:
        """Find a command by its name."""
        screen = self.screen
        entries = (*action_entries(at(screen.WHERE, screen.desk.keys), screen.why_not), *theme_entries())
        open_box(screen.app, PaletteScreen(entries), self._chosen)

    def do_theme(self) -> None:
        """Other colours."""
        open_box(self.screen.app, PaletteScreen(theme_entries()), self._chosen)

    def _chosen(self, id: str) -> None:
        if id.startswith("theme:"):
            self.screen.post_message(ThemeChosen(id.removeprefix("theme:")))
        else:
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
        self.screen.app.push_screen(LogScreen(self.screen.desk, self.screen.board))

    def do_orphans(self) -> None:
        """Marks whose row is gone."""
        self.screen.app.push_screen(OrphansScreen(self.screen.desk, self.screen.board))

    def do_papers(self) -> None:
        """What is handed in out of the board."""
        from tui.screens.lists.papers_list import PapersScreen  # here: no board needs papers until they are asked for

        self.screen.app.push_screen(PapersScreen(self.screen.desk, self.screen.board))

    def do_shift(self) -> None:
        """What changed since the last shift, and the notes that wait."""
        self.screen.app.push_screen(HandoverScreen(self.screen.desk, self.screen.board))

    def do_handover(self) -> None:
        """Write and sign the shift's note."""
        ask_to_sign(self.screen, self.screen.desk.officer(), self.screen.board)
