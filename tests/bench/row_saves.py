"""A row that is saved, from the save to the board that has it: `python -m tests.bench row_saves`.

A unit saves one row more, as careful programs do: under another name, then renamed. In 20 ledgers of 5 rows, in 1,000
of 5, in one of 10,000; a zipped workbook and a CSV of each. The floor is what nobody can do without: the event that a
file was renamed into place, and the time for which such a file must rest (`RENAMED_REST`, `[files] rest_csv`).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from big_seasons import ledger, save
from helpers.feed import Opened
from intake import row, workbook
from ratios import Figure
from watchfiles import watch

from data.model import Board
from data.processes.scan import RENAMED_REST
from data.settings import Settings

FLOOR = "event and rest"
FOLDERS = {"20 ledgers": (20, 5), "1,000 ledgers": (1000, 5), "one ledger of 10,000 rows": (1, 10_000)}
RESTS = {"xlsx": RENAMED_REST, "csv": Settings().files.rest_csv}


def text(rows: int) -> bytes:
    """A CSV of so many rows."""
    return ledger(row(n) for n in range(rows))


MADE: dict[str, Callable[[int], bytes]] = {"xlsx": workbook, "csv": text}


def event(folder: Path) -> float:
    """Seconds from a rename to the event of it."""
    ready, stop, seen = threading.Event(), threading.Event(), threading.Event()

    def wait() -> None:
        for changes in watch(folder, stop_event=stop, step=10, debounce=100, rust_timeout=50, yield_on_timeout=True):
            (seen if changes else ready).set()

    watching = threading.Thread(target=wait)
    watching.start()
    ready.wait(10)
    begun = time.monotonic()
    save(folder / "event.txt", b"x")
    seen.wait(10)
    took = time.monotonic() - begun
    stop.set()
    watching.join()
    return took


def saved(opened: Opened, path: Path, content: bytes) -> float:
    """Seconds from the save until a board has one row more."""
    before = rows_of(opened.last) if opened.last else 0
    begun = time.monotonic()
    save(path, content, age=0.0)
    opened.wait(lambda board: rows_of(board) > before, 120)
    return time.monotonic() - begun


def rows_of(board: Board) -> int:
    """Projects that the files have."""
    return sum(dict(source.kinds).get("projects", 0) for source in board.sources)


def whole(count: int, board: Board) -> bool:
    """Whether the folder was read, with so many rows."""
    return board.folder.state == "ok" and not board.folder.reading and rows_of(board) == count


def rows(rounds: int = 3) -> Iterator[Figure]:
    """Each folder and kind of file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:  # a board may still be kept
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = f"{home}/{variable}"
        for ending, made in MADE.items():
            for name, (files, each) in FOLDERS.items():
                folder = Path(home) / ending / name
                for number in range(files):
                    save(folder / f"{number}.{ending}", made(each))
                with Opened(folder) as opened:
                    opened.wait(partial(whole, files * each), 600)
                    spent = [
                        (event(Path(home)), saved(opened, folder / f"0.{ending}", made(each + n)))
                        for n in range(1, rounds + 1)
                    ]
                events, saves = (statistics.median(times) for times in zip(*spent, strict=True))
                yield Figure(f"{name}, {ending}", "wall", saves * 1000, FLOOR, (events + RESTS[ending]) * 1000, rounds)


if __name__ == "__main__":
    print(*rows(), sep="\n")
