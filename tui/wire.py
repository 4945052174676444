"""Only changed cells go over the wire: a driver that keeps what the terminal shows and sends the differences.

Textual repaints dirty regions whole. A frame is read back into cells, the cells are compared with those last sent.
It reads what `App._display` writes, so it leans on the exact Textual that pyproject.toml names.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

Cell = tuple[str, str]
"""A character and its SGR parameters; the right half of a wide character is ""."""
Row = list[Cell | None]
"""None: not known."""

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
FULL_QUEUE = 2
"""Writes that wait for the link; a frame that meets as many is not sent, its cells go with a later one."""
RETRY_SECONDS = 0.05
BRIDGE = 6
"""So many unchanged cells cost no more than the cursor move that would skip them."""

_FRAME = re.compile(r"\x1b\[\d+;\d+H")
_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|(\n)|([^\x00-\x1f\x7f]+)|(.)", re.DOTALL)


class Unreadable(ValueError):
    """A frame that holds something else than text, colours and cursor moves."""


class Picture:
    """The cells of a screen as frames paint them, and where the cursor is left."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.rows: list[Row] = [[None] * width for _ in range(height)]
        self.cursor = (0, 0)

    def paint(self, frame: str) -> None:
        """Take a frame in; raises Unreadable."""
        x = y = 0
        style = ""
        for row, column, sgr, newline, text, other in _TOKEN.findall(frame):
            if row:
                x, y = int(column) - 1, int(row) - 1
            elif text:
                x = self._write(x, y, text, style)
            elif other:
                raise Unreadable(repr(other))
            elif not newline:  # a cursor move follows every newline
                style = "" if sgr in ("", "0") else f"{style};{sgr}".lstrip(";")
        self.cursor = (x, y)

    def _write(self, x: int, y: int, text: str, style: str) -> int:
        widths = [1] * len(text) if text.isascii() else [cell_len(character) for character in text]
        end = x + sum(widths)
        if end - x != cell_len(text) or 0 in widths or y >= self.size[1] or end > self.size[0]:
            raise Unreadable(text)
        cells: Row = []
        for character, width in zip(text, widths, strict=True):
            cells.append((character, style))
            if width == 2:
                cells.append(("", style))
        self.rows[y][x:end] = cells
        return end


def changes(shown: Picture, wanted: Picture) -> str:
    """What to write so that a terminal that shows `shown` shows `wanted`; "" when it does already."""
    out: list[str] = []
    style = ""
    for y, (old, new) in enumerate(zip(shown.rows, wanted.rows, strict=True)):
        for start, end in _spans(old, new):
            out.append(f"\x1b[{y + 1};{start + 1}H")
            for cell in new[start:end]:
                assert cell is not None
                character, other = cell
                if other != style:
                    out.append(f"\x1b[0;{other}m" if style and other else f"\x1b[{other}m")
                    style = other
                out.append(character)
    if style:
        out.append("\x1b[m")
    if out or shown.cursor != wanted.cursor:
        out.append(f"\x1b[{wanted.cursor[1] + 1};{wanted.cursor[0] + 1}H")
    return "".join(out)


def _spans(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """Where a line differs, near places joined, no wide character cut."""
    if old == new:
        return
    start = end = -1
    for x, cell in enumerate(new):
        if cell is None or cell == old[x]:
            continue
        if start >= 0 and x - end <= BRIDGE and None not in new[end:x]:
            end = x + 1
            continue
        if start >= 0:
            yield _whole(new, start, end)
        start, end = x, x + 1
    if start >= 0:
        yield _whole(new, start, end)


def _whole(row: Row, start: int, end: int) -> tuple[int, int]:
    while start and (cell := row[start]) is not None and not cell[0] and row[start - 1] is not None:
        start -= 1
    while end < len(row) and (cell := row[end]) is not None and not cell[0]:
        end += 1
    return start, end


class WireDriver(LinuxDriver):
    """Textual's driver, with the differences sent in the place of each frame."""

    def __init__(self, app: App[Any], **more: Any) -> None:
        super().__init__(app, **more)
        self._shown = self._wanted = Picture(0, 0)
        self._synchronized = False
        self._late: asyncio.TimerHandle | None = None

    def write(self, data: str) -> None:
        """A frame goes out as its differences, all else as it is."""
        if data == SYNC_START:
            self._synchronized = True
        elif data != SYNC_END:
            if _FRAME.match(data):
                self._frame(data)
            else:
                super().write(data)

    def forget(self) -> None:
        """What the terminal shows is not known any more: the whole screen is sent once. For the loop's thread."""
        self._shown = Picture(*self._wanted.size)
        self._send()

    def start_application_mode(self) -> None:
        """At the start, and when the program comes back from a suspension."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._loop.call_soon(self.forget)

    def stop_application_mode(self) -> None:
        """Nothing is sent late to a terminal that was given back."""
        if self._late is not None:
            self._late.cancel()
            self._late = None
        super().stop_application_mode()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Asked at every change of the window, which may have moved what it shows."""
        self._loop.call_soon_threadsafe(self.forget)  # a signal may ask in the middle of a frame
        return super()._get_terminal_size()

    def process_message(self, message: Message) -> None:
        """Terminals that tell of a change of the window in band. In the thread that reads keys."""
        if isinstance(message, events.Resize):
            self._loop.call_soon_threadsafe(self.forget)
        super().process_message(message)

    def _frame(self, data: str) -> None:
        size = (self._app.size.width, self._app.size.height)
        if size != self._wanted.size:
            self._shown, self._wanted = Picture(*size), Picture(*size)
        try:
            self._wanted.paint(data)
        except Unreadable:
            self._shown, self._wanted = Picture(*size), Picture(*size)
            super().write(data)
        else:
            self._send()

    def _send(self) -> None:
        """Send what differs; while the link stalls, look again a little later."""
        thread = self._writer_thread
        if thread is None or self._late is not None:
            return
        if thread._queue.qsize() >= FULL_QUEUE:
            self._late = self._loop.call_later(RETRY_SECONDS, self._retry)
            return
        data = changes(self._shown, self._wanted)
        self._shown.rows = [list(row) for row in self._wanted.rows]
        self._shown.cursor = self._wanted.cursor
        if data:
            super().write(f"{SYNC_START}{data}{SYNC_END}" if self._synchronized else data)

    def _retry(self) -> None:
        self._late = None
        self._send()


def send_whole(app: App[Any]) -> None:
    """Have the whole screen sent once: what the terminal shows may be broken."""
    if isinstance(app._driver, WireDriver):
        app._driver.forget()
        app.refresh()  # cells that an unreadable frame left unknown
