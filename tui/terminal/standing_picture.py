"""A picture that stands on this terminal until there is a live board: drawn, handed over, or taken away again.

Whatever prints or fails before Textual has the terminal gives it back first. The standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import termios
import time

from tui.terminal.picture_file import Picture

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself costs more than a picture
    from typing import Any

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, no cursor, and nothing goes on in the next line."""
LEAVE = (
    "\x1b[m\x1b[<u\x1b[?1000l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?2048l"
    "\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""Back, also from what Textual may have asked for by then."""
OUTPUT = 2
"""Where Textual writes."""
PRINTS = frozenset({"write", "writelines", "buffer"})


class StandingPicture:
    """What was drawn on a terminal of `size`, its first line `said` last, and the way back."""

    here: StandingPicture | None = None
    """The one that stands on this process's terminal."""

    def __init__(self, picture: Picture, size: tuple[int, int]) -> None:
        self.said = picture.said(time.time())
        self.drawn = picture.frame + self.said
        self.size = size
        self.attributes = termios.tcgetattr(0)
        """Those that the terminal had before."""
        self._streams = sys.stdout, sys.stderr
        self._signals = {
            number: signal.signal(number, act)
            for number, act in (
                (signal.SIGTERM, self._ended),
                (signal.SIGHUP, self._ended),
                (signal.SIGWINCH, self._resized),
            )
            if signal.getsignal(number) is not signal.SIG_IGN
        }

    def draw(self) -> None:
        """Draw it. Raises OSError where the terminal takes nothing."""
        StandingPicture.here = self
        sys.stdout, sys.stderr = map(GivesBack, self._streams)
        termios.tcsetattr(0, termios.TCSANOW, silent(self.attributes))
        _write(ENTER + self.drawn)

    def hand_over(self) -> None:
        """Textual has the terminal, and will give it back. SIGTERM and SIGHUP stay ours until the app takes them."""
        StandingPicture.here = None

    def give_back(self) -> None:
        """The terminal as it was before, unless that is somebody else's by now."""
        if StandingPicture.here is self:
            StandingPicture.here = None
            self.leave()
            with contextlib.suppress(ValueError):  # in a thread that prints nobody can; `_ended` does no harm
                for number, act in self._signals.items():
                    signal.signal(number, act)
            sys.stdout, sys.stderr = self._streams

    def leave(self) -> None:
        """The terminal's attributes and its screen."""
        with contextlib.suppress(OSError, termios.error):  # the terminal is gone
            termios.tcsetattr(0, termios.TCSANOW, self.attributes)
            _write(LEAVE)

    def _ended(self, number: int, _frame: object) -> None:
        self.leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _resized(self, _number: int, _frame: object) -> None:
        self.give_back()


class GivesBack:
    """Standard output or error: who prints there gives the terminal back first."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        if name in PRINTS and StandingPicture.here is not None:
            StandingPicture.here.give_back()
        return getattr(self._stream, name)


def silent(attributes: list[Any]) -> list[Any]:
    """Attributes of a terminal that shows nothing of what is typed and keeps it for the board, as Textual sets them.

    Ctrl+C still ends the program. Ctrl+Z and Ctrl+\\ wait with the other keys: they would leave the shell in a picture.
    """
    (iflag, oflag, cflag, lflag, *speeds), control = attributes[:6], list(attributes[6])
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    for key in (termios.VSUSP, termios.VQUIT):
        control[key] = b"\0"
    control[termios.VMIN], control[termios.VTIME] = 1, 0
    return [iflag, oflag, cflag, lflag, *speeds, control]


def _write(text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(OUTPUT, data) :]
