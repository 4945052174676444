"""A real terminal for tests: runs the program in a pty, keeps every byte it writes, and shows its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

FAIRWATCH = Path(sys.executable).with_name("fairwatch")

# What a terminal answers when it is asked whether it knows synchronized output and in-band resize.
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;0$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}

FRAME = b"\x1b[?2026h"
"""What a frame begins with, where the terminal knows synchronized output."""

PLACE = b"\x1b[6n"
"""The question where the cursor stands."""


def picture(screen: pyte.Screen) -> list[object]:
    """Every cell of a screen (letter, colours, bold, reverse and the rest), and where the cursor is."""
    cells = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return [*cells, (screen.cursor.x, screen.cursor.y, screen.cursor.hidden)]


class Terminal:
    """The program in a pty of so many columns and rows. Use it as a context manager."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = (str(FAIRWATCH),),
        *,
        wide: bool = False,
    ) -> None:
        """`wide`: a terminal that says that it gives the frames' signs two cells each."""
        self.output = bytearray()
        self._wide = wide
        self._waiting = b""
        self._look: Callable[[], None] | None = None
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(env or {})}
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            close_fds=True,
        )
        self._slave = slave

    # ------------------------------------------------------------ looking

    def lines(self) -> list[str]:
        """The screen as text, wide characters once, trailing blanks cut."""
        result = []
        for y in range(self._screen.lines):
            row = self._screen.buffer[y]
            result.append("".join(row[x].data for x in range(self._screen.columns)).rstrip())
        return result

    def picture(self) -> list[object]:
        """Every cell of the screen, and where the cursor is."""
        return picture(self._screen)

    def text(self) -> str:
        """The whole screen as one string."""
        return "\n".join(self.lines())

    def wait_for(self, *wanted: str, seconds: float = 20.0, gone: bool = False) -> str:
        """Read until every wanted text is on the screen (or, with `gone`, none is); returns the screen.

        Every frame that the program draws is looked at, however late this process gets to read it.
        """
        seen = ""

        def look() -> None:
            nonlocal seen
            screen = self.text()
            found = [text in screen for text in wanted]
            if not any(found) if gone else all(found):
                seen = seen or screen

        deadline = time.monotonic() + seconds
        while not seen and time.monotonic() < deadline:
            self._look = look
            self.read(0.1)
            look()
            if self.process.poll() is not None:
                break
        self._look = None
        if not seen:
            raise AssertionError(f"{'still' if gone else 'not'} on screen: {wanted}\n{self.text()}")
        return seen

    def read(self, seconds: float) -> bytes:
        """Take what the program writes for so long; its questions are answered as a terminal does."""
        got = bytearray()
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            data = self._written(left)
            if not data:
                break
            got += data
            self._show(data)
        return bytes(got)

    def _written(self, seconds: float) -> bytes:
        """What the program writes next, a frame at most; nothing if it writes nothing for so long, or never will."""
        if not self._waiting:
            ready, _, _ = select.select([self._master], [], [], seconds)
            try:
                self._waiting = os.read(self._master, 65536) if ready else b""
            except OSError:
                return b""
        end = self._waiting.find(FRAME, 1)
        data, self._waiting = (self._waiting, b"") if end < 0 else (self._waiting[:end], self._waiting[end:])
        return data

    def _show(self, data: bytes) -> None:
        """Put it on the screen, and answer what it asks."""
        self.output += data
        *asked, rest = data.split(PLACE)
        for before in asked:
            self._stream.feed(before)
            column = 1 + self._screen.cursor.x * (2 if self._wide else 1)
            self._send(b"\x1b[%d;%dR" % (1 + self._screen.cursor.y, column))
        self._stream.feed(rest)
        for question, answer in ANSWERS.items():
            if question in data:
                self._send(answer)
        if self._look is not None:
            self._look()

    def _send(self, data: bytes) -> None:
        """To the program, from the keyboard or the terminal."""
        os.write(self._master, data)

    # ------------------------------------------------------------ doing

    def press(self, keys: str) -> None:
        """Type keys as the terminal would send them."""
        self._send(keys.encode())

    def resize(self, size: tuple[int, int]) -> None:
        """Another size: the program is told as by a terminal."""
        self._screen.resize(size[1], size[0])
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """The terminal is gone: nobody has its other end any more. The program is told by no signal."""
        os.close(self._master)
        self._master = -1

    def attributes(self) -> list[object]:
        """The line discipline's attributes now: to see whether the program left the terminal as it found it."""
        return list(termios.tcgetattr(self._slave))

    def stop(self, sign: int = signal.SIGKILL) -> int:
        """Send a signal and read until the program has ended; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.wait_end()

    def wait_end(self, seconds: float = 15.0) -> int:
        """Read until the program has ended by itself; returns its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        while self.read(0.02):  # what it wrote last
            pass
        return self.process.wait(timeout=1)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=10)
        os.close(self._slave)
        if self._master >= 0:
            os.close(self._master)
