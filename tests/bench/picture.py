"""The last picture of the board, against a bare Textual app's first paint: `python -m tests.bench picture`.

The demo at 80x24, warm, as over SSH; the picture stands when its first line says so.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from helpers.terminals import FAIRWATCH, Terminal
from ratios import FLOORS, Figure, Spent, apart, taking_turns
from start import FLOOR, cpu

from data.demo import write_season

SIZE = (80, 24)
PICTURED, LIVE = "上次画面", "m处理"
GIVEN_UP = 60.0
"""Seconds."""


def shown(command: str | Path, arguments: list[str | Path], env: Mapping[str, str], wanted: str) -> Spent:
    """What it costs until `wanted` stands on the screen; the program is left as an officer leaves it."""
    start = time.monotonic()
    with Terminal(arguments, SIZE, env, [str(command)]) as terminal:
        until(terminal, wanted, start)
        spent = {"CPU": cpu(terminal.process.pid), "wall": time.monotonic() - start}
        if command == FAIRWATCH:
            until(terminal, LIVE, start)
            terminal.press("q")
            terminal.wait_end()
        return spent


def until(terminal: Terminal, wanted: str, start: float) -> None:
    """Read until the words are there."""
    while wanted not in terminal.text():
        terminal.read(0.005)
        if time.monotonic() - start > GIVEN_UP or terminal.process.poll() is not None:
            raise SystemExit(f"{wanted} never stood on the screen:\n{terminal.text()}")


def rows(rounds: int = 5) -> Iterator[Figure]:
    """The picture's time."""
    with tempfile.TemporaryDirectory() as home:
        season, env = Path(home) / "season", {**apart(home), "SSH_TTY": "/dev/pts/0"}
        write_season(season, date.today())
        words: list[str | Path] = ["--lang", "zh", season]
        shown(FAIRWATCH, words, env, LIVE)
        programs = {
            FLOOR: partial(shown, sys.executable, [FLOORS / "bare_app.py"], env, "ready"),
            "the last picture": partial(shown, FAIRWATCH, words, env, PICTURED),
        }
        yield from taking_turns(programs, FLOOR, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
