"""Where the program begins: the last picture of the board first, then all the rest, which takes long to load.

The standard library alone, and nothing is parsed: what was typed is looked up as it stands. What the picture shows is
dated, and no key marks anything of it (`tui/app/picture_keeper.py`).
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import termios

from tui.terminal.picture_file import FiledUnder
from tui.terminal.standing_picture import StandingPicture


def main() -> None:
    """Run the program with the arguments of the process, which ends with it."""
    end = End()
    FiledUnder.here = FiledUnder(sys.argv[1:])  # before the language is set: it is a variable too
    try:
        draw(FiledUnder.here)
        from tui.cli import main as program

        program()
    except SystemExit as ended:
        end.code = ended.code
        raise
    except KeyboardInterrupt:  # while all the rest is loaded; later it is click's
        sys.exit(128 + signal.SIGINT)
    finally:
        if StandingPicture.here is not None:
            StandingPicture.here.give_back()


class End:
    """How the process ends: with nothing more once all has been said, kept and closed.

    Taking apart every module and row before the memory goes back in one piece is an eighth of what a command costs.
    Of what is to be done at an exit this is the last, since it is named first; threads that hold up an exit have ended
    by then. `code` is what the program ended with.
    """

    def __init__(self) -> None:
        self.code: object = None
        atexit.register(self.leave)

    def leave(self) -> None:
        """End now; an error of the program, and words that could not be written, are for the interpreter to tell."""
        if not isinstance(self.code, int):
            return
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):  # one that was shut is None
                stream.flush()
        except (OSError, ValueError):
            return
        os._exit(self.code)


def draw(filed: FiledUnder) -> None:
    """Draw the picture that is filed so, if there is one and this is a terminal."""
    if not all(map(os.isatty, (0, 1, 2))):
        return
    try:
        size = os.get_terminal_size(2)
        found = filed.find((size.columns, size.lines))
        if found is not None:
            StandingPicture(found, (size.columns, size.lines)).draw()
    except (OSError, termios.error):  # the terminal is gone: what comes after finds it so, and says what is to be said
        return
