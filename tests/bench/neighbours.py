"""A saved ledger until its figures stand, beside what others would use: `python tests/bench/neighbours.py [PYTHON]`.

The board runs and hears of the save; a pandas script and VisiData are started again, as an officer would. All begin
with a file that is at rest. PYTHON is an interpreter that has pandas, with `vd` beside it; without it both are
left out.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from big_seasons import EACH, UNITS, ledger, save, season
from helpers.terminals import Terminal
from helpers.wire import settle
from intake import row
from ratios import FLOORS, apart

PROJECTS, ROUNDS = 10_000, 5


def seconds(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def saved(terminal: Terminal, folder: Path, number: int) -> None:
    """Add one contract of a named amount to one ledger, and wait until the count of contracts has changed."""
    before = contracts(terminal)
    rows = [row(n, units=UNITS) for n in range(EACH)]
    rows += [row(3 * (10**5 + n), units=UNITS) for n in range(number + 1)]
    save(folder / "0.csv", ledger(rows))
    while contracts(terminal) == before:
        terminal.read(0.02)


def contracts(terminal: Terminal) -> str:
    """The words of the headline that say how many contracts are counted."""
    return next((line for line in terminal.lines() if "合同" in line and "个" in line), "")


def main() -> None:
    """Print the seconds of each, medians."""
    with tempfile.TemporaryDirectory() as home:
        folder = season(Path(home) / "season", PROJECTS)
        found = {}
        with Terminal(["--lang", "zh", folder, "--read-only", "--no-field"], env=apart(home)) as terminal:
            terminal.wait_for("青山洽谈会", seconds=300)
            settle(terminal, quiet=10.0)
            times = [seconds(partial(saved, terminal, folder, n)) for n in range(ROUNDS)]
            found["the board, from the save to its figures"] = times
        if len(sys.argv) > 1:
            python = Path(sys.argv[1])
            vd = [python.with_name("vd"), "--batch", "--config=/dev/null", folder / "0.csv", "--output", "/dev/null"]
            others = {
                "a pandas script, from its start to its table": [python, FLOORS / "pandas_report.py", folder],
                "VisiData, one ledger of it, loaded and left": vd,
            }
            for name, command in others.items():
                run = partial(subprocess.run, command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
                found[name] = [seconds(run) for _ in range(ROUNDS)]
    for name, times in found.items():
        print(f"{name}: {statistics.median(times):.2f} s, longest {max(times):.2f} s")


if __name__ == "__main__":
    main()
