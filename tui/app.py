"""The app: wires the feed to the screens. Boards come in as messages, marks go out off the screen's thread."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from data.feed import Feed, Refused
from data.model import Board
from data.wording import _
from tui.dates import WorkdayAfter
from tui.messages import BoardReady, MarkRequested, RefreshRequested, UndoRequested
from tui.office import country_workdays, refusal
from tui.screens.acting import ActingScreen, Desk
from tui.screens.desk import DeskScreen
from tui.screens.marking import name_form
from tui.screens.wall import WallScreen
from tui.terminal import over_ssh
from tui.themes import FAIRWATCH

Face = Literal["auto", "desk", "field", "wall"]
_log = logging.getLogger(__name__)


class FairwatchApp(App[None]):
    """One station: a feed, a screen that shows its boards, and the officer who marks.

    `by` is the officer's name ("": asked at the first mark); `clock` gives the time in the office's `zone`.
    """

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
        zone: ZoneInfo,
        clock: Callable[[], datetime] | None = None,
        workday_after: WorkdayAfter = country_workdays,
    ) -> None:
        super().__init__()
        self.feed = feed
        self.by = by
        self.desk = Desk(
            read_only=read_only or face == "wall",
            zone=zone,
            clock=clock or (lambda: datetime.now(zone)),
            workday_after=workday_after,
            undoable=feed.undoable,
        )
        self.first = WallScreen(self.desk) if face == "wall" else DeskScreen(self.desk, face)
        self._writing = asyncio.Lock()
        self.register_theme(FAIRWATCH)
        self.theme = FAIRWATCH.name

    def get_default_screen(self) -> ActingScreen:
        """The screen that the face asks for."""
        return self.first

    def on_mount(self) -> None:
        """Boards begin to come, minutes to pass."""
        self._listen_for_signals()
        self.run_worker(self._take_boards, thread=True, exit_on_error=False, group="boards", name="boards")
        self._next_minute()

    def on_unmount(self) -> None:
        """The feed's boards end, and with them the worker."""
        self.feed.close()

    def _listen_for_signals(self) -> None:
        # Textual leaves the terminal raw on SIGTERM; a tick of the loop later it leaves it as it found it.
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.exit)

    # ------------------------------------------------------------ data comes down

    def _take_boards(self) -> None:
        for board in self.feed.boards():
            self.post_message(BoardReady(board))

    def on_board_ready(self, message: BoardReady) -> None:
        """The newest board."""
        self.board = message.board

    def watch_board(self, board: Board | None) -> None:
        """Every screen that shows the board gets it."""
        for screen in self.screen_stack:
            if hasattr(screen, "board"):
                screen.board = board

    def _next_minute(self) -> None:
        now = self.desk.clock()
        self.first.tick(now)
        self.set_timer(60 - now.second - now.microsecond / 1e6, self._next_minute)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed is told, never hidden: a board that freezes silently is worse than none."""
        if event.state is WorkerState.ERROR:
            _log.error("worker %s failed", event.worker.name, exc_info=event.worker.error)
            self.first.say(_("fairwatch met a fault; start it again (the log has the details)"))

    # ------------------------------------------------------------ marks go up

    @on(MarkRequested)
    @work(exit_on_error=False, group="marks")
    async def write_mark(self, message: MarkRequested) -> None:
        """Write a mark, after asking once who marks."""
        if not await self._officer():
            self.first.say(_("not marked: without a name nothing is written"))
            return
        async with self._writing:
            try:
                await asyncio.to_thread(self.feed.mark, message.request, self.by)
            except Refused as refused:
                self.first.say(refusal(refused))
            except OSError as error:
                self.first.say(_("not marked: this machine could not save it ({why})").format(why=error.strerror))
            else:
                self.first.say(f"{message.item.title}: {message.done}")

    @on(UndoRequested)
    @work(exit_on_error=False, group="marks")
    async def undo_mark(self) -> None:
        """Undo the latest mark of this station; the screen has named it."""
        if not await self._officer():
            return
        async with self._writing:
            undone = await asyncio.to_thread(self.feed.undo, self.by)
        if undone is not None:
            self.first.say(_("undone: {item}").format(item=undone.title))

    async def _officer(self) -> str:
        if not self.by:
            duty = self.board.duty if self.board else None
            answers = await self.push_screen_wait(name_form(duty.officer if duty else ""))
            self.by = answers["by"] if answers else ""
            self.first.officer_is(self.by)
        return self.by

    def action_help_quit(self) -> None:
        """Ctrl+C: many reach for it to leave."""
        self.first.say(_("q or Ctrl+Q leaves"))

    @on(RefreshRequested)
    def look_again(self) -> None:
        """Look at the whole folder now."""
        self.feed.refresh()


def run_app(app: FairwatchApp, *, mouse: bool = True) -> None:
    """Run on this terminal until the officer leaves. Over SSH there is neither mouse nor animation."""
    if over_ssh():
        mouse = False
        app.animation_level = "none"
    app.run(mouse=mouse)
