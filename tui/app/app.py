"""The app: wires the feed to the screens. Boards come in as messages, marks go out off the screen's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from data.model import Board
from data.settings import Settings
from data.wording import _
from tui import messages
from tui.app.scribe import Scribe, WritingApp
from tui.app.themed import Dress, DressedApp
from tui.screens.base.acting import ActingScreen
from tui.screens.boxes.dialog import Form
from tui.screens.context import Desk, Face
from tui.screens.desk import DeskScreen
from tui.screens.registry import SCREENS
from tui.screens.wall.wall import WallScreen
from tui.terminal.caret import CaretApp
from tui.terminal.fitness import leave_on_signals

if TYPE_CHECKING:
    from data.feed.verbs import Feed


class FairwatchApp(CaretApp, WritingApp, DressedApp):
    """A feed and a screen for its boards. `by` is the officer ("": asked at the first mark), `clock` the time."""

    CSS_PATH = "styles/fairwatch.tcss"
    TITLE = "fairwatch"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(
        self,
        feed: Feed,
        *,
        by: str = "",
        read_only: bool = False,
        face: Face = "auto",
        mine: bool = False,
        zone: ZoneInfo,
        clock: Callable[[], datetime] | None = None,
        settings: Callable[[], Settings] = Settings,
        dress: Dress | None = None,
    ) -> None:
        super().__init__(dress or Dress())
        self.feed = feed
        self.read_only = read_only or face == "wall"
        self.desk = Desk(
            read_only=self.read_only,
            by=by,
            zone=zone,
            clock=clock or (lambda: datetime.now(zone)),
            settings=settings,
            undoable=lambda: self.scribe.undoable(),
            log=feed.log,
            orphans=feed.orphans,
            shift=feed.shift,
            officer=lambda: self.scribe.by,
            mine=mine,
        )
        self.first = WallScreen(self.desk) if face == "wall" else DeskScreen(self.desk, face)
        self.scribe = Scribe(self, feed, by)
        self.follow(settings())

    def get_default_screen(self) -> ActingScreen:
        """The face."""
        return self.first

    def on_mount(self) -> None:
        """Boards begin to come, minutes to pass."""
        if not self.is_headless:
            leave_on_signals(self.exit)
        self.run_worker(self._take_boards, thread=True, exit_on_error=False, group="boards", name="boards")
        self._next_minute()

    def on_unmount(self) -> None:
        """The feed's boards end, and with them the worker."""
        self.feed.close()

    def _take_boards(self) -> None:
        for board in self.feed.boards():
            self.post_message(messages.BoardReady(board))

    def on_board_ready(self, message: messages.BoardReady) -> None:
        """The newest board; with it other settings may have come."""
        self.follow(self.desk.settings())
        self.board = message.board

    def watch_board(self, board: Board | None) -> None:
        """Every screen that shows the board gets it."""
        for screen in self.screen_stack:
            if hasattr(screen, "board"):
                screen.board = board

    def _next_minute(self) -> None:
        now = self.desk.clock()
        for screen in self.screen_stack:
            if isinstance(screen, ActingScreen):
                screen.tick(now)
        self.set_timer(60 - now.second - now.microsecond / 1e6, self._next_minute)

    def on_key(self, event: Key) -> None:
        """A key that nothing took. Over a slow link letters come in one read with the key that opened a form: they were
        handed to what stood there before it, and belong in its lines."""
        if isinstance(self.screen, Form) and self.screen.typed_ahead(event):
            event.stop()
            event.prevent_default()

    @on(messages.ScreenRequested)
    def open_screen(self, message: messages.ScreenRequested) -> None:
        """Put another screen in front of the face; it shows the same board and marks through the same scribe."""
        self.push_screen(SCREENS[message.id](self.desk, self.board, self.scribe.by))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed is told, never hidden: a board that freezes silently is worse than none."""
        if event.state is WorkerState.ERROR:
            logging.getLogger(__name__).error("worker %s failed", event.worker.name, exc_info=event.worker.error)
            self.first.fault(_("fairwatch met a fault; start it again (the log has the details)"))

    def action_help_quit(self) -> None:
        """Ctrl+C: many reach for it to leave."""
        self.first.say(_("q or Ctrl+Q leaves"))

    @on(messages.RefreshRequested)
    def look_again(self) -> None:
        """Look at the whole folder now."""
        self.feed.refresh()
