"""What the whole process tree does while nothing happens: `python tests/bench/idle.py [FOLDER] [SECONDS]`.

Wakeups a second, and CPU in a minute beside that of a bare Textual app.

Under 15 is what a station that runs day and night may cost.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from helpers.feed import season
from helpers.idle import wakeups
from helpers.terminals import Terminal
from helpers.wire import settle
from ratios import Figure, apart
from running import BARE, bare, tree_cpu


def main() -> None:
    """Print each thread that wakes, and the sum, of board and wall under both drivers."""
    given = dict(enumerate(sys.argv[1:]))
    seconds = float(given.get(1, 25))
    with tempfile.TemporaryDirectory() as home:
        with bare(home) as terminal:
            terminal.wait_for("ready")
            told("a bare app", terminal, seconds)
        folder = Path(given[0]) if 0 in given else quiet_season(home)
        env = {v: str(Path(home) / v) for v in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
        for face in ([], ["wall"]):
            for driver in ("--diff", "--no-diff"):
                read_only = [] if face else ["--read-only"]
                with Terminal(["--lang", "zh", *face, folder, *read_only, driver], env=env) as terminal:
                    told(" ".join([*face, driver]), terminal, seconds)


def quiet_season(home: str) -> Path:
    """A season of the tests, whose settings are those that nobody wrote: the tests look at it ten times as often."""
    folder = season(Path(home) / "season")
    (folder / "fairwatch.toml").write_text('[office]\nplace = "云川市"\n', encoding="utf-8")
    return folder


def at_idle(terminal: Terminal, seconds: float) -> tuple[float, dict[str, float]]:
    """Milliseconds of CPU a minute, and the wakeups a second of each thread, of a program at rest."""
    settle(terminal, quiet=5.0)
    before = tree_cpu(terminal)
    (found,) = islice(wakeups(terminal, seconds), 1)
    return (tree_cpu(terminal) - before) * 60_000 / seconds, dict(found)


def told(what: str, terminal: Terminal, seconds: float) -> None:
    """Print what a program at rest does in so many seconds."""
    used, found = at_idle(terminal, seconds)
    print(f"{what}: {sum(found.values()):.1f} wakeups a second, {used:.0f} ms of CPU a minute over {seconds:.0f} s")
    for name, often in sorted(found.items(), key=lambda one: -one[1]):
        if often >= 0.05:
            print(f"  {often:5.1f}  {name}")


def rows(seconds: float = 60.0) -> Iterator[Figure]:
    """Board and wall at rest, beside a bare app."""
    with tempfile.TemporaryDirectory() as home:
        with bare(home) as terminal:
            terminal.wait_for("ready")
            least, least_woken = at_idle(terminal, seconds)
        folder, env = quiet_season(home), apart(home)
        with Terminal(["--lang", "zh", folder], env=env) as terminal:  # the first reads the ledgers, and looks often
            settle(terminal, quiet=10.0)
        for name, words in (("board", [folder]), ("wall", ["wall", folder])):
            with Terminal(["--lang", "zh", *words], env=env) as terminal:
                used, woken = at_idle(terminal, seconds)
            yield Figure(f"{name} at rest", "CPU a minute", used, BARE, least, 1)
            wakes = sum(woken.values()), BARE, sum(least_woken.values())
            yield Figure(f"{name} at rest", "wakeups a second", *wakes, 1, "a second")


if __name__ == "__main__":
    main()
