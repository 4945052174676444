"""The first full paint in a real terminal, warm and cold, against a bare Textual app: `python -m tests.bench start`.

CPU is that of the whole tree of processes when the wanted words stand on the screen, the wall clock from the start of
the process until then.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from helpers.idle import family
from helpers.terminals import FAIRWATCH, Terminal
from ratios import FLOORS, Figure, Spent, apart, taking_turns

from data.demo import write_season

FLOOR, WANTED = "a bare Textual app", "低空观光"
GIVEN_UP = 60.0
"""Seconds."""


def first_paint(command: str | Path, arguments: list[str | Path], wanted: str, env: Mapping[str, str]) -> Spent:
    """What it costs until `wanted` stands on the screen."""
    start = time.monotonic()
    with Terminal(arguments, command=[str(command)], env=env) as terminal:
        while wanted not in terminal.text():
            terminal.read(0.02)
            if time.monotonic() - start > GIVEN_UP or terminal.process.poll() is not None:
                raise SystemExit(f"{wanted} never stood on the screen:\n{terminal.text()}")
        return {"CPU": sum(map(cpu, family(terminal.process.pid))), "wall": time.monotonic() - start}


def cpu(pid: int) -> float:
    """The seconds that the threads of a process have run; 0 for one that has ended."""
    try:
        return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def rows(rounds: int = 5) -> Iterator[Figure]:
    """The demo, warm and cold."""
    with tempfile.TemporaryDirectory() as home:
        season, warm, cold = Path(home) / "season", apart(f"{home}/warm"), apart(f"{home}/cold")
        write_season(season, date.today())
        words: list[str | Path] = ["--lang", "zh", season]

        def first_of_all() -> Spent:
            shutil.rmtree(f"{home}/cold", ignore_errors=True)
            return first_paint(FAIRWATCH, words, WANTED, cold)

        programs = {
            FLOOR: partial(first_paint, sys.executable, [FLOORS / "bare_app.py"], "ready", warm),
            "warm": partial(first_paint, FAIRWATCH, words, WANTED, warm),
            "cold": first_of_all,
        }
        yield from taking_turns(programs, FLOOR, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
