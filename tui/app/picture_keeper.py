"""When the picture of this app's board is kept for the next start, and when the one that stands gives way to the board.

No key marks a row of a picture: until the terminal has confirmed that it shows the board, keys move, search, open and
leave.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from textual.events import CursorPosition, Key
from textual.widgets import Input

from data.model import Board
from data.wording import _
from data.wording.ages import moment
from tui.keys.actions import BY_ID, ITEMS
from tui.screens.desk import DeskScreen
from tui.terminal.diff_driver import WireDriver
from tui.terminal.diff_picture import picture_of
from tui.terminal.filters import plain
from tui.terminal.picture_file import FiledUnder, Picture
from tui.terminal.standing_picture import OUTPUT, StandingPicture
from widgets.frame.topline import trouble
from widgets.table.virtual_table import VirtualTable

if TYPE_CHECKING:
    from tui.app.app import FairwatchApp

KEPT_EVERY = 15.0
"""Seconds; nothing is written while the screen is the same."""
STANDS_MOST = 10.0
"""Seconds after which a picture goes without a board."""
SILENT_AFTER = 10.0
"""Seconds after which a terminal that never says where its cursor stands is taken to show the board."""
MOVES = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "backspace"})
LEAVES = frozenset({"escape", "q", "ｑ", "ctrl+q", "f24"})
"""What may be pressed in a box."""

_log = logging.getLogger(__name__)


class PictureKeeper:
    """The pictures of one app. It does nothing for an app that was not told to `keep_them`, and in tests."""

    def __init__(self, app: FairwatchApp) -> None:
        self.app = app
        self._filed: FiledUnder | None = None
        self._kept = ""
        self._aside = ThreadPoolExecutor(1, "pictures")
        """Packs and writes them; the process does not end before the last is written."""
        self._stands = self._unconfirmed = self._refused = self._answers = False

    def keep_them(self, *, answers: bool) -> None:
        """Keep pictures of this run; `answers`: the terminal says where its cursor stands."""
        self._filed, self._answers = FiledUnder.here, answers

    @property
    def wanted(self) -> bool:
        """Whether this run keeps pictures, by the settings in force too."""
        return self._filed is not None and self.app.desk.settings().terminal.picture

    def take_away(self, stands: StandingPicture) -> None:
        """One stands where none is wanted any more: the office, or who typed, has turned them off."""
        stands.give_back()
        if FiledUnder.here is not None:
            self._forget(FiledUnder.here)

    def _forget(self, filed: FiledUnder) -> None:
        try:
            filed.forget()
        except OSError:
            _log.warning("%s cannot be emptied", filed.directory, exc_info=True)

    @property
    def _driver(self) -> WireDriver | None:
        return self.app._driver if isinstance(self.app._driver, WireDriver) else None

    def begin(self) -> None:
        """The app has its terminal."""
        driver = self._driver
        if driver is not None and driver.pictured:
            self._stands = self._unconfirmed = True
            self.app.set_timer(STANDS_MOST, self.go)
        if self._filed is not None and driver is not None:
            self.app.set_interval(KEPT_EVERY, self.keep)

    # ------------------------------------------------------------ the picture that stands

    def see(self, board: Board) -> None:
        """A newer board; the picture goes as soon as one of a ledger that was read is painted."""
        if self._stands and not board.unread:
            self.app.first.call_after_refresh(self.go)

    def go(self) -> None:
        """The picture goes."""
        driver = self._driver
        if self._stands and driver is not None:
            self._stands = False
            if self._refused:  # said while nobody could read it
                self._say()
            driver.show_live()
            self.app.set_timer(SILENT_AFTER, self._trust)

    def hear(self, where: CursorPosition) -> None:
        """The terminal says where its cursor stands: below the first line, in which only signs were measured, once it
        shows the board."""
        self._answers = True
        if not self._stands and where.y > 0:
            self._unconfirmed = False

    def _trust(self) -> None:
        if not self._answers:
            self._unconfirmed = False

    def refuses(self, key: Key) -> bool:
        """Whether this key was pressed when something else may have been on the screen, and is not to be done: told."""
        if not self._unconfirmed or self._harmless(key):
            return False
        self._refused = True
        self._say()
        if not self._stands and self._driver is not None:
            self._driver.show_live()  # the answer may have been lost: to a suspension, or another size
        return True

    def _say(self) -> None:
        self.app.first.say(_("the picture was not live just now: this key did nothing"))

    def _harmless(self, key: Key) -> bool:
        app = self.app
        if isinstance(app.focused, Input) and key.is_printable:
            return True
        if app.screen is not app.first:
            return key.key in MOVES | LEAVES
        bound = (bindings.key_to_bindings.get(key.key, ()) for _node, bindings in app.screen._binding_chain)
        ids = {one.action.removeprefix("act('").removesuffix("')") for found in bound for one in found}
        actions = [BY_ID[id] for id in ids if id in BY_ID]
        return all(not one.writes and (one.group != ITEMS or one.id == "card") for one in actions)

    # ------------------------------------------------------------ the picture for the next start

    def keep(self) -> None:
        """Keep what the terminal shows, where that is the board alone, and nothing keeps it from being true."""
        filed, driver = self._filed, self._driver
        if filed is None or driver is None or self._stands:
            return
        if not self.wanted:
            self._aside.submit(self._forget, filed)
        elif self._worth_keeping():
            try:
                self._keep(filed, driver)
            except OSError:
                _log.warning("the terminal does not say how large it is", exc_info=True)

    def _worth_keeping(self) -> bool:
        board, face = self.app.board, self.app.first
        if board is None or board.unread or self.app.screen is not face or not isinstance(face, DeskScreen):
            return False
        return not (face.picking or face.find.display or trouble(board, self.app.desk.clock()))

    def _keep(self, filed: FiledUnder, driver: WireDriver) -> None:
        size = os.get_terminal_size(OUTPUT)
        if (size.columns, size.lines) != self.app.size:
            return
        self._aside.submit(self._write, filed, (size.columns, size.lines), self._picture(driver))

    def _write(self, filed: FiledUnder, size: tuple[int, int], make: Callable[[], Picture | None]) -> None:
        """Make and write a picture, unless it is the one that lies there. Aside: none is waited for, but the last."""
        made = make()
        if made is not None and made.frame + made.fresh != self._kept:
            try:
                filed.keep(size, made)
            except OSError:
                _log.warning("%s cannot be written", filed.directory, exc_info=True)
                return
            self._kept = made.frame + made.fresh

    def _picture(self, driver: WireDriver) -> Callable[[], Picture | None]:
        """What makes the picture of what the terminal shows now, whatever it shows by then."""
        now = self.app.desk.clock().astimezone(self.app.desk.zone)
        fresh = _("last picture {time} · checking").format(time=f"{now:%H:%M}")
        old = _("old picture of {moment}, much may have changed · checking").format(moment=moment(now))
        if self.app.wardrobe.signs.enabled:
            fresh, old = plain(fresh), plain(old)
        chosen = []
        for table in self.app.first.query(VirtualTable):
            room = table.scrollable_content_region
            if room.contains_point(table.caret):
                chosen.append((room.x, table.caret.y, room.width))
        return partial(picture_of, driver.sent, chosen, fresh, old, now.timestamp())
