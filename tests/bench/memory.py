"""What the folder's memory costs: bytes, a cold fold, one more version: `python -m tests.bench memory`.

Projects in ledgers of 100 and in one of all, 16 weeks, a third of the rows changing each week, by one station; then a
station that is new.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers.watchers import HEADER, ZONE_NOW, SharedFolder, Watcher

WEEKS = 16
WORDS = ("已完成用地预审", "正在办理环评手续", "主体厂房封顶", "设备进场安装调试", "待协调用电指标", "已缴纳履约保证金")
STAGES = ("签约", "落地", "在建", "投产")


def row(n: int, week: int, chance: random.Random) -> str:
    words = "，".join(chance.sample(WORDS, 3))
    stage = STAGES[min(3, (n + week) % 20 // 5)]
    return f"第{n}号新材料生产基地项目,{'甲乙'[n % 2]}县,{n % 90 + 1},2026-02-01,合同,{stage},{words}{week}\n"


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def season(projects: int, each: int) -> None:
    """Print what a season of so many projects costs, so `each` in a ledger."""
    chance = random.Random(17)
    rows = [row(n, 0, chance) for n in range(projects)]
    folder = SharedFolder()
    with tempfile.TemporaryDirectory() as home:
        old = Watcher(Path(home) / "old", folder)
        last = 0.0
        for week in range(WEEKS + 1):
            old.now = ZONE_NOW - timedelta(weeks=WEEKS - week)
            for n in chance.sample(range(projects), projects // 3 if week else 0):
                rows[n] = row(n, week, chance)
            for at in range(0, projects, each):
                folder.put(f"台账{at // each}号.csv", HEADER + "".join(rows[at : at + each]), old.now)
            last = cpu(old.visit)
        size = sum(map(len, folder.journal.lines["seen"]))
        old.says()
        fresh = Watcher(Path(home) / "fresh", folder)
        cold = cpu(lambda: (fresh.hear(), fresh.says()))
        rows[0] = row(0, 99, chance)
        folder.put("台账0号.csv", HEADER + "".join(rows[:each]), ZONE_NOW)
        more = cpu(lambda: (old.visit(), old.says()))
        idle = cpu(old.says)
    print(
        f"{projects:,} projects, {each:,} a ledger, {WEEKS} weeks: {size / 1e6:.1f} MB, folded cold in {cold:.2f} s; "
        f"a week's ledgers read and told in {last:.2f} s, one more version in {more:.3f} s, none in {idle:.3f} s"
    )


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for each in (100, many):
        season(many, each)
