"""What a mark costs: from the key, cold, warm, and to the next station's board: `python tests/bench/marks.py`."""

from __future__ import annotations

import json
import os
import queue
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.fault import KEYS, TODAY, Station
from helpers.feed import season
from helpers.marks import event
from helpers.syncthing import INSTALLED, Cluster

from data.feed import live_feed
from data.journal.stream_files import JournalReader
from data.marks.fold_marks import Fold
from data.marks.mark_event import encode
from data.model import Board, MarkRequest

OWED = "followup/db1"


def a_season(count: int) -> list[bytes]:
    """So many marks of forty stations, ten on each item, each after the one before on its item."""
    items = count // 10
    lines, last = [], dict[int, str]()
    for n in range(1, count + 1):
        item, op = n % items, ("act", "note", "claim", "snooze")[n % 4]
        id_ = f"{n % 40:016x}.5f0c1e77.{n}"
        until = TODAY + timedelta(days=3) if op in ("act", "snooze") else None
        mark = event(
            id_, op, lam=n, key=f"project/xm {item}", ep=f"e{item:011d}", until=until,
            outcome="chased" if op == "act" else "", text="已电话联系项目单位，等用地批复" if op == "note" else "",
            after=(last[item],) if item in last else (),
        )  # fmt: skip
        last[item] = id_
        lines.append(encode(mark))
    return lines


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def cold_and_warm(count: int) -> float:
    """Print what `count` marks cost at a cold start, and what one more costs then; returns the latter in seconds."""
    lines = a_season(count)
    with tempfile.TemporaryDirectory() as home:
        for n in range(0, count, 500):
            path = Path(home) / ".fairwatch" / "marks" / "2026" / f"s{n % 40}" / f"20261122-{n}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(lines[n : n + 500]))
        bare = cpu(lambda: [json.loads(line) for line in lines])
        fold = Fold()

        def cold() -> None:
            fold.add(JournalReader(Path(home)).poll())
            for item in range(count // 10):
                fold.item(f"project/xm {item}", f"e{item:011d}", TODAY)

        took = cpu(cold)
    ratio = f"{took / bare:.1f} x json.loads of the same lines ({bare:.2f} s)"
    print(f"{count:7,} marks cold, read, merged and folded: {took:.2f} s of CPU, {ratio}")
    warm = []
    for n in range(200):
        item = n
        one = encode(event(f"new.r.{n + 1}", lam=count + n, key=f"project/xm {item}", ep=f"e{item:011d}", until=TODAY))
        warm.append(
            cpu(lambda one=one, item=item: (fold.add([one]), fold.item(f"project/xm {item}", f"e{item:011d}", TODAY)))
        )  # type: ignore[misc]
    return statistics.mean(warm)


def key_to_saved() -> None:
    """From the key to "saved here", and to "in the shared folder", on this disk."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as home:
        folder = Path(home) / "share"
        folder.mkdir()
        station = Station(Path(home) / "a", folder)
        here, there = [], []
        for n in range(200):
            start = time.monotonic()
            station.press(KEYS[n % 4], "note", text="x")
            here.append(time.monotonic() - start)
            station.send()
            there.append(time.monotonic() - start)
    for words, times in (("saved here", here), ("in the folder", there)):
        p99 = statistics.quantiles(times, n=100)[98]
        print(f"key to {words}: median {statistics.median(times) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")


class Watched:
    """A live feed whose boards are looked at as they come."""

    def __init__(self, folder: Path, home: Path) -> None:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = str(home / variable)
        self.feed = live_feed.open(folder)
        self.boards: queue.SimpleQueue[Board] = queue.SimpleQueue()
        threading.Thread(target=lambda: [self.boards.put(board) for board in self.feed.boards()], daemon=True).start()

    def wait(self, fact: Callable[[Board], object]) -> Board:
        while True:
            board = self.boards.get(timeout=60)
            if fact(board):
                return board


def _notes(board: Board) -> int:
    item = board.item(OWED)
    return item.marks.notes if item else -1


def key_to_other_board(folders: list[Path], home: Path, words: str) -> None:
    """From a key at one station to the board of another."""
    one, two = (Watched(folder, home / f"s{n}") for n, folder in enumerate(folders))
    one.wait(lambda board: board.folder.state == "ok" and _notes(board) >= 0 and not board.folder.reading)
    two.wait(lambda board: board.folder.state == "ok" and _notes(board) >= 0 and not board.folder.reading)
    times = []
    for n in range(1, 11):
        start = time.monotonic()
        one.feed.mark(MarkRequest(OWED, "note", text="x"), "李敏")
        two.wait(lambda board, n=n: _notes(board) >= n)  # type: ignore[misc]
        times.append(time.monotonic() - start)
    one.feed.close()
    two.feed.close()
    print(
        f"key to another station's board, {words}: median {statistics.median(times):.2f} s, longest {max(times):.2f} s"
    )


def main() -> None:
    """Print everything."""
    key_to_saved()
    few, many = (cold_and_warm(count) for count in (10_000, 100_000))
    print(
        f"one mark more, warm: {few * 1e6:.0f} us after 10,000, {many * 1e6:.0f} us after 100,000: {many / few:.1f} x"
    )
    with tempfile.TemporaryDirectory() as home:
        folder = season(Path(home) / "season")
        key_to_other_board([folder, folder], Path(home), "one local folder")
    if INSTALLED:
        with tempfile.TemporaryDirectory() as home, Cluster(Path(home), 2) as cluster:
            for folder in cluster.folders:
                season(folder)
            cluster.start()
            key_to_other_board(cluster.folders, Path(home), "over Syncthing, fsWatcherDelayS=1")


if __name__ == "__main__":
    main()
