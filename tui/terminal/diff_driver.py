"""A driver that sends only the cells that changed, and no frame while the link is stalled.

Textual paints the regions that something changed in, whole: a cell of a table costs its whole table. Over a slow link
that is what one waits for. This driver keeps what the terminal shows and sends the difference.

It leans on private things of the pinned Textual: that `App._display` writes each frame in one piece between the
brackets of synchronized output, and that the writer's queue can be counted. A test fails when either moves.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from textual.app import App
from textual.events import Resize
from textual.message import Message

from data.support.late_pattern import late_pattern
from tui.terminal.diff_cells import Cells, UnreadableFrame
from tui.terminal.driver import TtyDriver

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
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

    def write(self, data: str) -> None:
        """A frame is compared with what was sent; everything else goes out as it is."""
        if data == SYNC_START:
            self._bracketed = True
        elif data == SYNC_END:
            return
        elif _FRAME.match(data):
            self._frame(data)
        else:
            super().write(data)

    def whole(self) -> None:
        """Send all of the screen: the terminal may have lost it. For the loop's thread."""
        self._cells.forget()
        self._send()

    def process_message(self, message: Message) -> None:
        """Terminals that tell their size among the keys. In the thread that reads those."""
        if isinstance(message, Resize):
            self._sized(message.size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked at the start, after a suspension, and when the terminal says that it was resized or attached anew."""
        size = super()._get_terminal_size()
        self._sized(size)
        return size

    def _sized(self, size: tuple[int, int]) -> None:
        """The terminal may have lost what it showed. From any thread, and from signals in the middle of a frame."""
        self._loop.call_soon_threadsafe(self._sized_between_frames, size)

    def _sized_between_frames(self, size: tuple[int, int]) -> None:
        if size == self._cells.size:  # on another Textual paints all anew
            self.whole()

    def stop_application_mode(self) -> None:
        """Nothing is sent late to a terminal that was given back."""
        if self._late is not None:
            self._late.cancel()
            self._late = None
        super().stop_application_mode()

    def _frame(self, data: str) -> None:
        self._cells.fit(self._app.size)
        try:
            self._cells.read(data)
        except UnreadableFrame as what:
            _log.info("a frame goes out as it is: %s", what)
            super().write(self._cells.changes() + data)
            self._cells.forget(wanted=True)
        else:
            self._send()

    def _send(self) -> None:
        """Send what differs; while the link stalls, look again a little later."""
        if self._late is not None or self._writer_thread is None:
            return
        if self._writer_thread._queue.qsize() >= QUEUED:
            self._late = self._loop.call_later(LOOK_AGAIN, self._look_again)
        elif changes := self._cells.changes():
            super().write(f"{SYNC_START}{changes}{SYNC_END}" if self._bracketed else changes)

    def _look_again(self) -> None:
        self._late = None
        self._send()


def send_whole(app: App[Any]) -> None:
    """Send all of the screen, of which the terminal may have lost something; whatever the driver."""
    if isinstance(app._driver, WireDriver):
        app._driver.whole()
    app.refresh()  # beside the layer: cells that nobody knows, after a frame that went out as it was
