"""The app: wires the feed to the screens. Boards come in as messages, marks go out off the screen's thread.

It holds a scribe, who writes, and a wardrobe, which has its theme and signs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.reactive import reactive
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from data.model import Board
from data.settings import Settings
from data.wording import _
from tui import messages
from tui.app.mark_writing import Scribe, WriteRequest
from tui.app.picture_keeper import PictureKeeper
from tui.app.themed import Dress, Wardrobe
from tui.screens.base.acting import ActingScreen
from tui.screens.base.row_screen import RowsScreen
from tui.screens.boxes.dialog import Form
from tui.screens.context import Desk, Face
from tui.screens.desk import DeskScreen
from tui.screens.registry import screen_of
from tui.screens.too_small import TooSmallScreen, fits
from tui.terminal.caret import caret_of
from tui.terminal.chosen_scope import ChosenScope
from tui.terminal.filters import NoColours, PlainSigns
from tui.terminal.fitness import leave_on_signals
from tui.terminal.locked_app import ReservedApp
from tui.terminal.whole_figures import keep_figures_whole

if TYPE_CHECKING:
    from data.feed.officer_verbs import Feed


class FairwatchApp(ReservedApp):
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
        scope: Path | None = None,
    ) -> None:
        keep_figures_whole()
        super().__init__()
        signs = PlainSigns(enabled=False)
        # In the place of Textual's filter for NO_COLOR, which turns colours into greys.
        self._filters = [*self._filters[:1], *([NoColours()] if self.no_color else []), signs]
        self.wardrobe = Wardrobe(self, dress or Dress(), signs)
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
            paper=feed.paper,
            issues=feed.issues,
            history=lambda file: feed.history(file=file),
            officer=lambda: self.scribe.by,
            mine=mine,
            chosen=ChosenScope(scope),
        )
        self.first = self._face(face)
        self.scribe = Scribe(self, feed, by)
        self.pictures = PictureKeeper(self)
        self.follow(settings())

    def _face(self, face: Face) -> ActingScreen:
        if face != "wall":
            return DeskScreen(self.desk, face)
        from tui.screens.wall.wall import WallScreen  # here: no other face needs it

        return WallScreen(self.desk)

    def get_default_screen(self) -> ActingScreen:
        """The face."""
        return self.first

    def on_mount(self) -> None:
        """Boards begin to come, minutes to pass."""
        if not self.is_headless:
            leave_on_signals(self.exit)
        self.pictures.begin()
        self.run_worker(self._take_boards, thread=True, exit_on_error=False, group="boards", name="boards")
        self._next_minute()

    def on_unmount(self) -> None:
        """The feed's boards end, and with them the worker."""
        self.feed.close()

    def _take_boards(self) -> None:
        for board in self.feed.boards():
            self.post_message(messages.BoardReady(board))

    def follow(self, settings: Settings) -> None:
        """Other settings may be in force: their keys, their theme and their signs."""
        for screen in self.screen_stack:
            if isinstance(screen, ActingScreen):
                screen.bind_keys()
        self.wardrobe.follow(settings.terminal)

    def on_board_ready(self, message: messages.BoardReady) -> None:
        """The newest board; with it other settings may have come."""
        self.follow(self.desk.settings())
        self.board = message.board
        self.pictures.see(message.board)

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

    def on_key(self, event: events.Key) -> None:
        """A key that nothing took. Over a slow link letters come in one read with the key that opened a form: they were
        handed to what stood there before it, and belong in its lines."""
        if isinstance(self.screen, Form) and self.screen.typed_ahead(event):
            event.stop()
            event.prevent_default()

    async def on_event(self, event: events.Event) -> None:
        """Everything passes here before any screen has it: keys that were meant for a picture go no further."""
        if not event.is_forwarded:
            if isinstance(event, events.Key):
                self.feed.wake()  # what a key may want to know is read while its screen opens
                if self.pictures.refuses(event):
                    return
            if isinstance(event, events.Key | events.MouseDown):
                await self._until_filtered(event)
        await super().on_event(event)

    async def _until_filtered(self, event: events.Key | events.MouseDown) -> None:
        """Let a key that is not typed wait for the rows that were typed before it, and all that come after wait behind
        it. Who leaves need not."""
        typing = isinstance(self.focused, Input) if isinstance(event, events.Key) else False
        if isinstance(self.screen, RowsScreen) and not typing and getattr(event, "key", "") != "escape":
            await self.screen.filtered()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal answers where its cursor stands."""
        self.pictures.hear(event)

    def push_screen(self, screen: Any, *given: Any, **more: Any) -> Any:
        """A box opens: the board as it stood is kept, and no picture stands behind the box."""
        self.pictures.keep()
        self.pictures.go()
        return super().push_screen(screen, *given, **more)

    def exit(self, *given: Any, **more: Any) -> None:
        """Leave; the board as it stands is what the next start shows first."""
        self.pictures.keep()
        super().exit(*given, **more)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands. Textual asks at the end of each frame, when all has its place."""
        return caret_of(self.screen) if self._screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        """What Textual's widgets say of it, before they have their place."""

    @on(events.Resize)
    def look_at_size(self, event: events.Resize) -> None:
        """Below the smallest size one line stands in front of everything, and goes when there is room again."""
        if not fits(event.size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed is told, never hidden: a board that freezes silently is worse than none."""
        if event.state is WorkerState.ERROR:
            logging.getLogger(__name__).error("worker %s failed", event.worker.name, exc_info=event.worker.error)
            self.first.fault(_("fairwatch met a fault; start it again (the log has the details)"))

    def action_help_quit(self) -> None:
        """Ctrl+C: many reach for it to leave."""
        self.first.say(_("q or Ctrl+Q leaves"))

    # ------------------------------------------------------------ what officers want

    @on(messages.ScreenRequested)
    def open_screen(self, message: messages.ScreenRequested) -> None:
        """Put another screen in front of the face; it shows the same board and marks through the same scribe."""
        self.push_screen(screen_of(message.id, self.desk, self.board, self.scribe.by))

    @on(messages.RefreshRequested)
    def look_again(self) -> None:
        """Look at the whole folder now."""
        self.feed.refresh()

    @on(messages.ThemeChosen)
    def wear(self, message: messages.ThemeChosen) -> None:
        """This theme from now on."""
        if not self.wardrobe.wear(message.name):
            self.first.say(_("this theme is worn, but could not be remembered"))

    # each is handed to the scribe by a worker, off the screen's way

    @on(messages.MarkRequested)
    @on(messages.LinkRequested)
    @on(messages.SignRequested)
    @on(messages.TakeoverRequested)
    @on(messages.AnswerRequested)
    @on(messages.IssueRequested)
    @work(exit_on_error=False, group="marks")
    async def write_mark(self, message: WriteRequest) -> None:
        """Write a mark."""
        await self.scribe.write(message)

    @on(messages.MarksRequested)
    @work(exit_on_error=False, group="marks")
    async def write_marks(self, message: messages.MarksRequested) -> None:
        """Mark several rows."""
        await self.scribe.write_all(message)

    @on(messages.OfficerRequested)
    @work(exit_on_error=False, group="marks")
    async def change_officer(self) -> None:
        """Another officer marks from now on."""
        await self.scribe.change_officer()

    @on(messages.UndoRequested)
    @work(exit_on_error=False, group="marks")
    async def undo_mark(self, message: messages.UndoRequested) -> None:
        """Undo the latest, or those that were made together with it."""
        await self.scribe.undo(message.marks)
