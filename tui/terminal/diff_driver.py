"""A driver that sends only the cells that changed, and no frame while the link is stalled.

Textual paints the regions that something changed in, whole: a cell of a table costs its whole table. Over a slow link
that is what one waits for. This driver keeps what the terminal shows and sends the difference.

It leans on private things of the pinned Textual: that `App._display` writes each frame in one piece between the
brackets of synchronized output, and that the writer's queue can be counted. A test fails when either moves.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.events import CursorPosition, Resize
from textual.message import Message

from data.support.late_pattern import late_pattern
from tui.terminal.diff_cells import Cells, ScreenRow, UnreadableFrame, move
from tui.terminal.driver import TtyDriver
from tui.terminal.standing_picture import StandingPicture

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
ALTERNATE = "\x1b[?1049h"
"""The alternate screen, which terminals clear even when they show it already."""
WHERE = "\x1b[6n"
"""Where does the cursor stand?"""
ANSWERED_WITHIN = 1.0
"""Seconds that leaving waits for what the terminal was asked."""
QUEUED = 2
"""From so many unwritten pieces on, the link is taken for stalled: at 30 Textual's own loop would stand still."""
LOOK_AGAIN = 0.05
"""Seconds after which a stalled link is looked at again."""

_FRAME = late_pattern(r"\n*\x1b\[\d+;\d+H")
_log = logging.getLogger(__name__)


class WireDriver(TtyDriver):
    """Writes what changed. Frames that came while the link was stalled are sent as one, the newest."""

    def __init__(self, app: App[Any], **more: Any) -> None:
        super().__init__(app, **more)
        self._cells = Cells()
        self._bracketed = False
        self._late: asyncio.TimerHandle | None = None
        self._picture: StandingPicture | None = None
        self._starts = self._reported = self._asks = False
        self._answered = threading.Event()
        self._answered.set()

    def write(self, data: str) -> None:
        """A frame is compared with what was sent; everything else goes out as it is."""
        if data == SYNC_START:
            self._bracketed = True
        elif data == SYNC_END or (data == ALTERNATE and self._picture):
            return
        elif _FRAME.match(data):
            self._frame(data)
        else:
            super().write(data)

    def whole(self) -> None:
        """Send all of the screen: the terminal may have lost it. For the loop's thread."""
        self._cells.forget()
        self._send()

    # ------------------------------------------------------------ the picture before the board

    @property
    def pictured(self) -> bool:
        """Whether a picture stands on the terminal, and frames are held back."""
        return self._picture is not None

    @property
    def sent(self) -> Sequence[ScreenRow]:
        """The cells that the terminal shows."""
        return self._cells.sent

    def show_live(self) -> None:
        """The picture gives way to the newest frame; behind it the terminal is asked where its cursor stands. What it
        answers comes after every key that was pressed before the frame was shown. Again: it is asked again."""
        self._picture, self._asks = None, True
        self._send()

    def start_application_mode(self) -> None:
        """A picture that stands is taken over, with the terminal as it was before it."""
        self._reported = False
        picture = self._picture = StandingPicture.here
        if picture is not None:
            picture.hand_over()
            self._cells.fit(picture.size)
            with contextlib.suppress(UnreadableFrame):  # then all of the first frame is sent
                self._cells.shown(picture.drawn)
        self._starts = True
        super().start_application_mode()
        self._starts = False
        if picture is not None:
            self.attrs_before = picture.attributes

    def stop_application_mode(self) -> None:
        """Nothing is sent late to a terminal that was given back, and nothing stands on it."""
        if self._late is not None:
            self._late.cancel()
            self._late = None
        self._picture = None
        if not self._is_lost:
            self._answered.wait(ANSWERED_WITHIN)  # else the shell has the answer for a command line
        super().stop_application_mode()

    # ------------------------------------------------------------ its size

    def process_message(self, message: Message) -> None:
        """Terminals that tell their size among the keys. In the thread that reads those.

        The first report only answers that such are wanted: nothing was lost.
        """
        if isinstance(message, Resize):
            if self._reported:
                self._sized(message.size)
            self._reported = True
        elif isinstance(message, CursorPosition):
            self._answered.set()
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked at the start, after a suspension, and when the terminal says that it was resized or attached anew."""
        size = super()._get_terminal_size()
        if not (self._starts and self._picture):  # that stands there, and nothing of it was lost
            self._sized(size)
        return size

    def _sized(self, size: tuple[int, int]) -> None:
        """The terminal may have lost what it showed. From any thread, and from signals in the middle of a frame."""
        self._loop.call_soon_threadsafe(self._sized_between_frames, size)

    def _sized_between_frames(self, size: tuple[int, int]) -> None:
        if size == self._cells.size:  # on another Textual paints all anew
            self.whole()

    # ------------------------------------------------------------ frames

    def _frame(self, data: str) -> None:
        self._cells.fit(self._app.size)
        try:
            self._cells.read(data)
        except UnreadableFrame as what:
            _log.info("a frame goes out as it is: %s", what)
            self._picture = None
            super().write(self._cells.changes() + data)
            self._cells.forget(wanted=True)
        else:
            self._send()

    def _send(self) -> None:
        """Send what differs; while the link stalls, look again a little later; nothing over a picture."""
        if self._late is not None or self._writer_thread is None or self._picture is not None:
            return
        if self._writer_thread._queue.qsize() >= QUEUED:
            self._late = self._loop.call_later(LOOK_AGAIN, self._look_again)
        elif changes := self._cells.changes() + self._question():
            super().write(f"{SYNC_START}{changes}{SYNC_END}" if self._bracketed else changes)

    def _question(self) -> str:
        """Where the cursor stands, after it was put into the last line; it goes back. Asked once."""
        if not self._asks:
            return ""
        self._asks = False
        self._answered.clear()
        return f"{move(0, self._cells.size[1] - 1)}{WHERE}{move(*self._cells.cursor)}"

    def _look_again(self) -> None:
        self._late = None
        self._send()


def send_whole(app: App[Any]) -> None:
    """Send all of the screen, of which the terminal may have lost something; whatever the driver."""
    if isinstance(app._driver, WireDriver):
        app._driver.whole()
    app.refresh()  # beside the layer: cells that nobody knows, after a frame that went out as it was
