"""What the terminal must be able to do, and what a slow link asks for. Imports nothing of Textual."""

from __future__ import annotations

import asyncio
import codecs
import locale
import os
import signal
import sys
from collections.abc import Callable, Mapping, MutableMapping

from data.wording import _

SMALLEST = (80, 24)
"""Columns and rows below which the board would be cut to pieces."""

TAKES_A_LINE = ("tmux", "screen")
"""Programs that keep a line of the terminal for themselves, as TERM names them, also through SSH."""

SLOW_LINK = {"TEXTUAL_FPS": "10", "TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}
"""Frames coalesce, nothing moves by itself: 28 instead of 137 kB/s while boards come in a burst."""


def over_ssh(env: Mapping[str, str] = os.environ) -> bool:
    """True when the terminal is at the other end of an SSH connection."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def prepare(env: MutableMapping[str, str] = os.environ, *, slow: bool = False) -> None:
    """Set what Textual reads from the environment, for a slow link over SSH or if `slow`; what is set stays.

    Call before the first import of Textual.
    """
    env.setdefault("TEXTUAL_ANIMATIONS", "none")
    if slow or over_ssh(env):
        for name, value in SLOW_LINK.items():
            env.setdefault(name, value)


def leave_on_signals(leave: Callable[[], object]) -> None:
    """Have `leave` called on SIGTERM and SIGHUP, in the loop: left to itself Textual leaves the terminal raw."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, leave)


def unfit(
    *, is_tty: bool, term: str, encoding: str, size: tuple[int, int], smallest: tuple[int, int] = SMALLEST
) -> str | None:
    """Why the board cannot be shown here, in one line; None when it can. `size` is (columns, rows)."""
    if not is_tty:
        return _("the board needs a terminal; `fairwatch show FOLDER` prints it without one")
    if term in ("", "dumb", "unknown"):
        return _("this terminal (TERM={term}) cannot place text; try TERM=xterm-256color").format(term=term or '""')
    if not _is_utf8(encoding):
        return _("the locale is not UTF-8 ({encoding}); try LANG=C.UTF-8").format(encoding=encoding)
    if size[0] < smallest[0] or size[1] < smallest[1]:
        return size_words(*size, smallest)
    return None


def smallest_here(env: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """The smallest size, in a terminal of 80x24 whose last line tmux may have taken."""
    inside = env.get("TMUX") or env.get("STY") or env.get("TERM", "").startswith(TAKES_A_LINE)
    return (SMALLEST[0], SMALLEST[1] - 1) if inside else SMALLEST


def size_words(columns: int, rows: int, smallest: tuple[int, int] = SMALLEST) -> str:
    """That the terminal is too small, and how large it must be, in one line."""
    return _("the terminal has {columns}x{rows} cells; at least {min_columns}x{min_rows} are needed").format(
        columns=columns, rows=rows, min_columns=smallest[0], min_rows=smallest[1]
    )


def unfit_here() -> str | None:
    """`unfit` for this process's own terminal."""
    ends = (sys.stdin, sys.stdout, sys.stderr)  # None: closed before we began
    is_tty = None not in ends and sys.stdin.isatty() and sys.stdout.isatty()
    size = os.get_terminal_size(sys.stdout.fileno()) if is_tty else (0, 0)
    return unfit(
        is_tty=is_tty,
        term=os.environ.get("TERM", ""),
        encoding=_locale_encoding(),
        size=(size[0], size[1]),
        smallest=smallest_here(),
    )


def _locale_encoding() -> str:
    """The encoding that the locale's variables ask for; with none set, what Python took.

    Under LANG=C Python sets LC_CTYPE=C.UTF-8 for itself, which says nothing of the terminal: LANG is believed.
    """
    named = [os.environ.get(variable, "") for variable in ("LC_ALL", "LC_CTYPE", "LANG")]
    if named[0] == "" and named[1] == "C.UTF-8" and named[2]:
        named[1] = ""
    first = next((value for value in named if value), "")
    return (first.partition(".")[2].partition("@")[0] or first) if first else locale.getencoding()


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False
