"""A small season (around 22 November 2026) in a real folder, and a feed that is really open on it."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

from data.feed import live_feed
from data.model import Board

FAIRS = "展会名称,开幕日期,闭幕日期,签约任务(亿元)\n青山洽谈会,2026-12-30,2027-01-02,10\n"
UNITS = "单位,类别,联系人,联系电话\n南屏园区,园区,何平,0000-1\n东岭园区,园区,何安,0000-2\n"
TARGETS = "责任单位,展会,签约任务(亿元)\n南屏园区,青山洽谈会,4\n东岭园区,青山洽谈会,6\n"
PROJECTS = (
    "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,项目阶段,签约日期\n"
    "NP1,沙棘饮品,南屏园区,10000,合同,签约,2026-03-02\n"
    "DL1,光热设备,东岭园区,15000,合同,签约,2026-04-01\n"
)
FOLLOWUPS = "督办编号,事项,责任单位,办结时限,办结日期,销号日期\nDB1,用地预审,东岭园区,2026-11-01,,\n"


def season(folder: Path) -> Path:
    """A folder with two units that owe, one stalled project each, one overdue follow-up; all long at rest."""
    texts = {"展会": FAIRS, "单位": UNITS, "目标": TARGETS, "项目": PROJECTS, "督办": FOLLOWUPS}
    for name, text in texts.items():
        put(folder / f"{name}.csv", text, age=3600)
    (folder / "fairwatch.toml").write_text(
        '[office]\nplace = "云川市"\n[files]\nrest_csv = 0.3\nrest_workbook = 0.3\nscan_seconds = 0.5\n',
        encoding="utf-8",
    )
    return folder


def put(path: Path, text: str, age: float = 0.0) -> None:
    """Save a ledger as careful programs do: under another name, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.tmp")
    fresh.write_text(text, encoding="utf-8")
    then = time.time() - age
    os.utime(fresh, (then, then))
    fresh.replace(path)


def gone_for_long(path: Path) -> None:
    """Delete a ledger, an hour ago by its directory: nobody waits for the next version that a save would bring."""
    path.unlink()
    hour_ago(path.parent)


def hour_ago(directory: Path) -> None:
    """Nothing was made, renamed or deleted in this directory for an hour."""
    then = time.time() - 3600
    os.utime(directory, (then, then))


class Opened:
    """A live feed; `wait` gives the first board that a test agrees to. Use it as a context manager."""

    def __init__(self, folder: Path, **more: Any) -> None:
        self.feed = live_feed.open(folder, **more)
        self.boards: queue.SimpleQueue[Board] = queue.SimpleQueue()
        self.last: Board | None = None
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        for board in self.feed.boards():
            self.boards.put(board)

    def wait(self, test: Callable[[Board], object], seconds: float = 20.0) -> Board:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.last = self.boards.get(timeout=left)
            except queue.Empty:
                break
            if test(self.last):
                return self.last
        raise AssertionError(f"no such board; the last one: {self.last} (failure: {self.feed.failure!r})")

    def settled(self) -> Board:
        """The board once the whole folder has been read."""
        return self.wait(lambda b: b.folder.state == "ok" and not b.folder.reading and any(s.kinds for s in b.sources))

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.feed.close()
        self._thread.join(10)
        assert self.feed.failure is None


HEAD = "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,签约日期"


def drop_many(folder: Path, many: int, seconds: float) -> None:
    """So many ledgers at once: all are read, the board stays whole and says how many are left."""
    with Opened(folder) as opened:
        opened.settled()
        for number in range(many):
            row = f"M{number},多{number},南屏园区,1,合同,2026-03-04"
            put(folder / f"夹{number % 20}" / f"{number}.csv", f"{HEAD}\n{row}\n", age=60)
        seen: list[int] = []

        def all_there(board: Board) -> bool:
            seen.append(board.folder.reading)
            assert signed(board, "南屏园区") >= 10000
            return signed(board, "南屏园区") == 10000 + many and not board.folder.reading

        board = opened.wait(all_there, seconds)
        assert max(seen) > 1
        assert len(board.sources) == 5 + many
        assert {source.state for source in board.sources} == {"ok"}


OWED = "followup/db1"


def signed(board: Board, unit: str) -> Decimal:
    """What a unit has signed for the board's headline, in 万元."""
    assert board.leading is not None
    return next((u.signed for u in board.leading.units if u.unit == unit), Decimal(0))
