"""From a save to the board that shows it, against that board's own time: `python tests/bench/saves.py [PROJECTS]`.

Among so many projects in a thousand files, as a unit saves one of them; and from the start of a warm feed until it has
checked the folder.
"""

from __future__ import annotations

import csv
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.feed import Opened, put
from intake import HEADERS, row

from data.model import Board

FILES, ROUNDS = 1000, 5


def main() -> None:
    """Print the ratios."""
    projects = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = f"{home}/{variable}"
        folder = Path(home) / "season"
        each = projects // FILES
        for n in range(FILES):
            put(folder / f"{n}.csv", _ledger(range(n * each, (n + 1) * each)), age=3600)
        put(folder / "fairs.csv", "展会名称,开幕日期\n青山洽谈会,2026-12-30\n", age=3600)
        with Opened(folder) as opened:
            cold = _seconds(lambda: opened.wait(_settled, 900))
        with Opened(folder) as opened:
            warm = _seconds(lambda: opened.wait(_settled, 900))
            engine = opened.feed._engine
            assert engine is not None
            board = statistics.median(_seconds(engine.board) for _ in range(3))
            saves = [_save(opened, folder, n, each) for n in range(ROUNDS)]
    print(
        f"{projects} projects in {FILES} files: a save shows after {statistics.median(saves) / board:.2f} x a board's "
        f"time ({board:.2f} s), a warm start is checked after {warm / board:.2f} x, a cold one read after "
        f"{cold / board:.2f} x"
    )


def _ledger(numbers: range) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([HEADERS, *(row(n, units=200) for n in numbers)])
    return out.getvalue()


def _settled(board: Board) -> bool:
    return board.folder.state == "ok" and not board.folder.reading


def _save(opened: Opened, folder: Path, number: int, each: int) -> float:
    before = len(opened.last.projects) if opened.last else 0
    put(folder / f"new{number}.csv", _ledger(range(10**6 + number * each, 10**6 + (number + 1) * each)))
    return _seconds(lambda: opened.wait(lambda board: len(board.projects) > before, 300))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
