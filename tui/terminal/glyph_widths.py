"""How many cells this terminal gives a sign: it is asked where its cursor stands after it."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Iterable

from data.support.late_pattern import late_pattern

_PLACE = late_pattern(rb"\x1b\[(\d+);(\d+)R")
WAIT = 1.0
AMBIGUOUS = "─█·…"
"""Signs that the screens are drawn with; some terminals in Chinese locales give them two cells."""


def cells_of(signs: Iterable[str], wait: float = WAIT) -> dict[str, int]:
    """Each sign's width in cells; a sign is missing if the terminal did not say. Needs a terminal on both ends."""
    widths: dict[str, int] = {}
    for sign in signs:
        cells = Probe(sign).cells(wait)
        if cells is None:
            break
        widths[sign] = cells
    return widths


class Probe:
    """A question to the terminal, asked at once: how many cells `signs` take. Collect the answer, or keys will hold it.

    Needs a terminal on both ends. `over` is the first line of what stands on the screen: the signs are drawn in it, and
    it is drawn again. What was typed before the answer is in `typed` afterwards.
    """

    def __init__(self, signs: str = AMBIGUOUS, *, over: str = "") -> None:
        import termios
        import tty

        self.signs = signs
        self.typed = b""
        self.answered = False
        self._in, self._out = sys.stdin.fileno(), sys.stdout.fileno()
        self._before = termios.tcgetattr(self._in)
        self._asked_at = time.monotonic()
        tty.setcbreak(self._in, termios.TCSANOW)
        start, end = ("\x1b[m\x1b[H", over) if over else ("\r", "\r\x1b[K")
        os.write(self._out, f"{start}{signs}\x1b[6n{end}".encode())

    def cells(self, wait: float = WAIT) -> int | None:
        """The answer, `wait` seconds after the question at the latest; None if the terminal does not say."""
        import termios

        try:
            column, self.typed = _column(self._in, self._asked_at + wait)
        finally:
            with contextlib.suppress(termios.error):  # the terminal is gone: the driver sees it too, and ends us
                termios.tcsetattr(self._in, termios.TCSANOW, self._before)
        self.answered = column is not None
        return None if column is None else column - 1

    def wide(self, wait: float = WAIT) -> bool:
        """Whether the signs take more cells than there are signs: our frames and bars would not fit together."""
        cells = self.cells(wait)
        return cells is not None and cells > len(self.signs)


def _column(fd: int, deadline: float) -> tuple[int | None, bytes]:
    """The column that the terminal tells, and what was read beside it."""
    got = b""
    while select.select([fd], [], [], max(0.0, deadline - time.monotonic()))[0]:
        try:
            part = os.read(fd, 64)
        except OSError:  # as above
            break
        got += part
        if found := _PLACE.search(got):
            return int(found.group(2)), got[: found.start()] + got[found.end() :]
        if not part:
            break
    return None, got
