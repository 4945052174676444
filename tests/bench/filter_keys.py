"""A key of the filter on the duty screen: `python tests/bench/filter_keys.py [ROWS...]`.

The app without a terminal, all rows stalled. Of each key: what the screen's own thread used until the rows were shown
(nothing else is drawn and no key is taken while it works), and how long it took on the wall clock with what another
thread worked out. The floor is the same key over a hundred rows.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.extend((str(Path(__file__).parent), str(Path(__file__).parents[1])))
from helpers.app import MemoryFeed, desk, running
from helpers.board import sample_board, stalled
from ratios import Figure
from textual.events import Key

from data.model import Stage
from widgets.panels.items_panel import ItemsPanel

FLOOR = 100
SIZES = (10_000,)
TYPED = "qsxcl"
FIGURES = "CPU of the screen's thread", "CPU", "wall"
_TRADES = ("新材料", "装备制造", "食品加工", "生物医药", "光伏组件", "冷链物流", "数据中心", "文旅综合体", "铝型材")


async def keys(rows: int) -> list[tuple[float, ...]]:
    """Of each key (CPU of the screen's thread, of all threads, the wall clock), in seconds, until its rows stand."""
    names = (f"青山{_TRADES[n % 9]}{n}期项目" for n in range(rows))
    items = tuple(stalled(name, f"第{n % 200}园区", Stage.SIGNED, 30, 20) for n, name in enumerate(names))
    async with running(MemoryFeed(sample_board(stalled=items))) as (_feed, pilot):
        await pilot.press("2", "/")
        panel = next(panel for panel in desk(pilot).query(ItemsPanel) if panel.id == "stalled")
        for _ in range(1000):  # what opening the line begins is done
            await asyncio.sleep(0.02)
            if not any(one.is_running for one in pilot.app.workers if one.group != "boards"):
                break
        found = []
        for end, key in enumerate(TYPED, 1):
            used, all_used, begun = time.thread_time(), time.process_time(), time.monotonic()
            pilot.app.post_message(Key(key, key))
            while panel.needle != TYPED[:end]:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0)
            done = time.thread_time() - used, time.process_time() - all_used, time.monotonic() - begun
            found.append(done)
            await pilot.pause()
        return found


def rows(rounds: int = 3, sizes: tuple[int, ...] = SIZES) -> Iterator[Figure]:
    """The median key of each size."""
    found: dict[int, list[tuple[float, ...]]] = {size: [] for size in (FLOOR, *sizes)}
    for _ in range(rounds):
        for size, times in found.items():
            times.extend(asyncio.run(keys(size)))
    for size in sizes:
        for at, figure in enumerate(FIGURES):
            most, least = (statistics.median(one[at] for one in found[of]) * 1000 for of in (size, FLOOR))
            yield Figure(f"{size:,} rows", figure, most, f"{FLOOR} rows", least, rounds)


if __name__ == "__main__":
    print(*rows(sizes=tuple(map(int, sys.argv[1:])) or SIZES), sep="\n")
