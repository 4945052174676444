"""What the two screens that take keys share: every key runs one action of the table, or says why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from textual.binding import BindingsMap
from textual.reactive import reactive
from textual.screen import Screen

from data.model import Board, HeldLedger, Item
from data.wording import _
from tui.keys.actions import BY_ID, NO_OWN, SCREENS, Action, Where, at, bindings
from tui.messages import OfficerRequested, RefreshRequested, ScreenRequested, ThemeChosen
from tui.screens.boxes.help import HelpScreen
from tui.screens.boxes.palette import PaletteScreen, action_entries, theme_entries
from tui.screens.context import Desk
from tui.screens.lists.handover_list import HandoverDesk, HandoverScreen, ask_to_sign
from tui.screens.lists.marks_log import LogScreen
from tui.screens.lists.orphans_list import OrphansScreen
from tui.terminal.diff_driver import send_whole
from widgets.views import PAGES


class ActingScreen(Screen[None]):
    """A screen of the table's actions. Subclasses have a method `do_<id>` for each."""

    WHERE: ClassVar[Where]

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._own: Mapping[str, str] = NO_OWN
        self.bind_keys()

    def bind_keys(self) -> None:
        """Have the keys in force: the office may have its own, and its settings may have changed."""
        own = self.desk.keys
        if own == self._own:
            return
        self._own = own
        before = self._bindings.key_to_bindings.values()
        others = [one for bound in before for one in bound if not (one.id or "").startswith(f"{self.WHERE}.")]
        self._bindings = BindingsMap([*bindings(self.WHERE, own), *others])
        if self.is_mounted:
            self._show_keys()

    def _show_keys(self) -> None:
        """Tell the keys, where the screen has a line for them."""

    @property
    def today(self) -> date:
        """The board's date; before there is a board, the clock's."""
        return self.board.as_of if self.board else self.desk.clock().date()

    @property
    def no_row(self) -> str:
        """Why an action on a row does not work while no row is chosen."""
        return _("choose a row first, in 2 or in 3")

    @property
    def item(self) -> Item | None:
        """The row that item actions work on."""
        return None

    def say(self, text: str) -> None:
        """A line for the officer."""

    def fault(self, text: str) -> None:
        """A fault of the program itself: said where it is seen."""
        self.say(text)

    def officer_is(self, name: str) -> None:
        """Who is marking from now on."""

    def tick(self, now: datetime) -> None:
        """A minute has passed."""

    def marked(self, items: tuple[Item, ...]) -> None:
        """These picked rows have their marks."""

    def items_for(self, action: Action) -> tuple[Item, ...]:
        """The rows that an action is about, none while no row is chosen."""
        return () if self.item is None else (self.item,)

    def why_not(self, action: Action) -> str:
        """Why an action does not work here and now, in words; "" if it does, of several rows at least on one."""
        if self.WHERE not in action.where:
            return self.elsewhere(action)
        if action.writes and self.desk.read_only:
            return _("read only: nothing can be marked here")
        if not action.item:
            return ""
        if self.board is None:
            return _("the ledgers are still being read")
        reasons = [self.why_not_row(action, item) for item in self.items_for(action)]
        if not reasons:
            return self.no_row
        return reasons[0] if all(reasons) else ""

    def elsewhere(self, action: Action) -> str:
        """Where an action works that this screen has not."""
        screens = [_(SCREENS[where]) for where in SCREENS if where in action.where]
        return _("{action} works {where}").format(action=action.word, where=_(", ").join(screens))

    def why_not_row(self, action: Action, item: Item) -> str:
        """Why an action does not work on this row; "" if it does."""
        if action.id == "accept" and not isinstance(item, HeldLedger):
            return _("only a ledger that is held back can be accepted")
        if action.writes and not item.markable:
            return _("two rows of the ledgers share this name: it cannot be marked until they are told apart")
        return ""

    def action_act(self, id: str) -> None:
        """Run the action of this id, or say why not."""
        reason = self.why_not(BY_ID[id])
        self.say(reason)
        if not reason:
            if id in PAGES:
                self.do_page(id)
            else:
                getattr(self, f"do_{id}")()

    def do_page(self, id: str) -> None:
        """A screen of figures, by its digit."""
        self.post_message(ScreenRequested(id))

    def do_help(self) -> None:
        """The keys."""
        self.app.push_screen(HelpScreen(self.WHERE, self.desk.keys))

    def do_palette(self) -> None:
        """Find a command by its name."""
        entries = (*action_entries(at(self.WHERE, self.desk.keys), self.why_not), *theme_entries())
        self.app.push_screen(PaletteScreen(entries), self._chosen)

    def do_theme(self) -> None:
        """Other colours."""
        self.app.push_screen(PaletteScreen(theme_entries()), self._chosen)

    def _chosen(self, id: str | None) -> None:
        if id is not None and id.startswith("theme:"):
            self.post_message(ThemeChosen(id.removeprefix("theme:")))
        elif id is not None:
            self.action_act(id)

    def do_sources(self) -> None:
        """The files and their problems."""
        self.post_message(ScreenRequested("problems"))

    def do_log(self) -> None:
        """Every mark of every station."""
        self.app.push_screen(LogScreen(self.desk.log, self.board))

    def do_orphans(self) -> None:
        """Marks whose row is gone."""
        why_not = _("read only: nothing can be marked here") if self.desk.read_only else ""
        self.app.push_screen(OrphansScreen(self.desk.orphans, self.board, why_not, self.desk.keys))

    def do_shift(self) -> None:
        """What changed since the last shift, and the notes that wait."""
        self.app.push_screen(HandoverScreen(self._station(), self.board))

    def do_handover(self) -> None:
        """Write and sign the shift's note."""
        ask_to_sign(self, self._station(), self.board)

    def _station(self) -> HandoverDesk:
        desk = self.desk
        return HandoverDesk(desk.shift, desk.officer(), desk.zone, desk.read_only, desk.keys)

    def do_officer(self) -> None:
        """Who marks here."""
        self.post_message(OfficerRequested())

    def do_refresh(self) -> None:
        """Look at the folder now."""
        self.say(_("looking at the whole folder"))
        self.post_message(RefreshRequested())
        send_whole(self.app)

    def do_quit(self) -> None:
        """Leave."""
        self.app.exit()
