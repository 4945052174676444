"""How many cells this terminal gives a sign: it is asked where its cursor stands after it."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Iterable

_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
WAIT = 1.0


def cells_of(signs: Iterable[str], wait: float = WAIT) -> dict[str, int]:
    """Each sign's width in cells; a sign is missing if the terminal did not say. Needs a terminal on both ends."""
    import termios
    import tty

    fd_in, fd_out = sys.stdin.fileno(), sys.stdout.fileno()
    before = termios.tcgetattr(fd_in)
    widths: dict[str, int] = {}
    try:
        tty.setcbreak(fd_in, termios.TCSANOW)
        for sign in signs:
            os.write(fd_out, b"\r" + sign.encode() + b"\x1b[6n")
            column = _column(fd_in, wait)
            if column is None:
                break
            widths[sign] = column - 1
    finally:
        os.write(fd_out, b"\r\x1b[K")
        termios.tcsetattr(fd_in, termios.TCSANOW, before)
    return widths


def _column(fd: int, wait: float) -> int | None:
    got = b""
    deadline = time.monotonic() + wait
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([fd], [], [], left)[0]:
            break
        got += os.read(fd, 64)
        if found := _PLACE.search(got):
            return int(found.group(2))
    return None
