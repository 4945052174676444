"""What a running board costs as the season grows: `python -m tests.bench running`, of other sizes
`python tests/bench/running.py PROJECTS...`.

Of each size, in one terminal: the CPU of all its processes until the live board stands and has come to rest, the
memory of the screen's process, then the CPU of a mark, of a ledger of a hundred rows that is saved, and how long a key
of the filter takes until the screen is still. The first size is what the others are compared with; start and memory
are compared with a bare Textual app.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from big_seasons import ledger, save, season
from helpers.idle import family
from helpers.terminals import Terminal
from helpers.wire import settle
from intake import row
from ratios import FLOORS, Figure, apart
from start import cpu

SIZES = (1_000, 10_000)
QUIET = 1.5
"""Seconds without a byte after which the screen has come to rest."""

IDLE = 0.1
"""The share of a core below which all processes together are at rest: a large board is made without a byte."""

NOTICED = 6.0
"""Seconds within which a save has been noticed, also on a busy machine."""

ROUNDS = 5
BARE = "a bare Textual app"
LOADED = "青山洽谈会"


@dataclass(frozen=True)
class Cost:
    """What one size costs: seconds of CPU, megabytes, seconds of the wall clock."""

    start: float
    memory: float
    mark: float
    saved: float
    key: float


def tree_cpu(terminal: Terminal) -> float:
    """The CPU that all its processes have used."""
    return sum(map(cpu, family(terminal.process.pid)))


def at_rest(terminal: Terminal, least: float = 0.0) -> None:
    """Wait until neither the screen nor any process has anything to do, and for so many seconds at the least."""
    begun = time.monotonic()
    while True:
        before, since = tree_cpu(terminal), time.monotonic()
        settle(terminal, quiet=QUIET)
        now = time.monotonic()
        if tree_cpu(terminal) - before < IDLE * (now - since) and now - begun >= least:
            return


def spent(terminal: Terminal, work: Callable[[], object], least: float = 0.0) -> float:
    """The CPU of the tree from `work` until the screen has come to rest, without what it uses at rest."""
    before, begun = tree_cpu(terminal), time.monotonic()
    work()
    at_rest(terminal, least)
    used, lasted = tree_cpu(terminal) - before, time.monotonic() - begun
    before, begun = tree_cpu(terminal), time.monotonic()
    time.sleep(QUIET)
    return used - (tree_cpu(terminal) - before) * lasted / (time.monotonic() - begun)


def megabytes(pid: int) -> float:
    """The memory that a process alone holds now."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise SystemExit("the system does not say how much memory a process holds")


def floor() -> tuple[float, float]:
    """CPU and memory of a bare Textual app when its word stands."""
    with tempfile.TemporaryDirectory() as home, bare(home) as terminal:
        terminal.wait_for("ready")
        settle(terminal)
        return tree_cpu(terminal), megabytes(terminal.process.pid)


def bare(home: str) -> Terminal:
    """The bare app in a terminal."""
    return Terminal([FLOORS / "bare_app.py"], env=apart(home), command=[sys.executable])


def costs(projects: int) -> Cost:
    """All figures of a season of so many projects, warm."""
    with tempfile.TemporaryDirectory() as home:
        folder, env = season(Path(home) / "season", projects), apart(home)
        words: list[str | Path] = ["--lang", "zh", folder, "--by", "李敏", "--no-field"]
        with Terminal(words, env=env) as terminal:  # the first reads all ledgers into the index
            terminal.wait_for(LOADED, seconds=900)
            at_rest(terminal, 10.0)
        with Terminal(words, env=env) as terminal:
            terminal.wait_for(LOADED, seconds=300)
            at_rest(terminal, 5.0)
            start, memory = tree_cpu(terminal), megabytes(terminal.process.pid)
            terminal.press("2")
            settle(terminal, quiet=QUIET)
            marks = [mark(terminal) for _ in range(ROUNDS)]
            saves = [spent(terminal, lambda n=n: change(folder, n), NOTICED) for n in range(ROUNDS)]  # type: ignore[misc]
            terminal.press("/")
            settle(terminal, quiet=QUIET)
            keys = list(filter_keys(terminal))
    return Cost(start, memory, *map(statistics.median, (marks, saves, keys)))


def mark(terminal: Terminal) -> float:
    """The CPU of the tree for one mark (a claim) on the next row of the list."""
    terminal.press("j")
    at_rest(terminal)
    return spent(terminal, lambda: terminal.press("a"))


def change(folder: Path, number: int) -> None:
    """Save one ledger again, every row of it changed."""
    save(folder / "0.csv", ledger(row(n + 7 * (number + 1), units=200) for n in range(100)))


def filter_keys(terminal: Terminal) -> Iterator[float]:
    """From each key to the last byte that it brings, in seconds."""
    for key in ("q", "s", "x", "c", "l"):
        begun = last = time.monotonic()
        terminal.press(key)
        while time.monotonic() - last < QUIET:
            if terminal.read(0.01):
                last = time.monotonic()
        yield last - begun


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """What each size costs: start and memory beside a bare app, the rest beside the first size."""
    least_cpu, least_memory = floor()
    first: Cost | None = None
    for projects in sizes:
        cost = costs(projects)
        first = first or cost
        name = f"{projects:,} projects"
        yield Figure(f"{name}, live board", "CPU", cost.start * 1000, BARE, least_cpu * 1000, 1)
        yield Figure(f"{name}, the screen's process", "memory", cost.memory, BARE, least_memory, 1, "MB")
        for what, figure, spent, least in (
            ("a mark", "CPU", cost.mark, first.mark),
            ("a ledger of 100 rows saved", "CPU", cost.saved, first.saved),
            ("a key of the filter", "wall", cost.key, first.key),
        ):
            yield Figure(f"{name}, {what}", figure, spent * 1000, f"{sizes[0]:,} projects", least * 1000, ROUNDS)


if __name__ == "__main__":
    for row_ in rows([int(word) for word in sys.argv[1:]] or SIZES):
        print(row_, flush=True)
