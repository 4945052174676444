"""The demo on disk: writes the folder, and lets it change now and then."""

from __future__ import annotations

import os
import time
import zlib
from collections import deque
from datetime import date, datetime
from datetime import time as clock
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from data.demo.books import COPY, books, saved_on
from data.demo.cast import OFFICE
from data.demo.days import DemoDay
from data.demo.earlier import season_then
from data.demo.happenings import CYCLE, happen
from data.demo.past_weeks import slips
from data.demo.whole_season import Demo, build
from data.demo.write import DemoFile, render
from data.settings import FILE_NAME

ZONE = ZoneInfo("Asia/Shanghai")
RECENT_SECONDS = 600
"""No file is younger when the folder is written, so that all of them are at rest."""
SETTINGS_AGE = 130
"""So many days ago the office wrote its settings: before the season began."""
REMEMBERED = 6
"""So many of a ledger's latest states are known again; anything else was edited by hand."""


def write_season(into: Path, today: date, seed: int = 7, day: DemoDay = DemoDay.BEFORE) -> None:
    """Write the demo season of this day below `into`, which is made if need be; `day` is what day of the season it is.

    The same days and seed give the same bytes. Raises FileExistsError if `into` holds anything already.
    """
    refuse_filled(into)
    write_then(into, today, build(today, seed, day))


def refuse_filled(into: Path) -> None:
    """Raise FileExistsError for a folder that holds anything."""
    if into.exists() and any(into.iterdir()):
        raise FileExistsError(f"{into} is not empty: the demo is written into an empty folder only")


def write_then(into: Path, on: date, demo: Demo) -> None:
    """Write the demo's ledgers as they were at the end of a day into a folder, over those that are there: a later day's
    over an earlier one's, the last time on the demo's own day."""
    into.mkdir(parents=True, exist_ok=True)
    today = demo.days.today
    then = {book.path: book for book in books(season_then(demo, on, slips(demo)))} if on < today else {}
    for book in books(demo):
        saved = saved_on(demo, book)
        if saved > on:  # it was saved since: what it said by then
            book, saved = then[book.path], min(on, saved_on(demo, then[book.path]))
        _put(into, book.path, render(book, today), saved)
        if book.path == COPY[0] and on == today:
            _put(into, COPY[1], render(book, today), date.fromordinal(today.toordinal() - 6))
    _put(into, FILE_NAME, settings_text(demo).encode(), date.fromordinal(today.toordinal() - SETTINGS_AGE))


def nudge(folder: Path, step: int, today: date, seed: int = 7, day: DemoDay = DemoDay.BEFORE) -> str:
    """Make change number `step` (0, 1, 2 ...) in a folder written for these days and seed; the file changed.

    It is saved as Excel and WPS save: under another name, then renamed. A ledger that somebody edited by hand is
    left alone, and so is one where nothing is left to change: then the answer is "".
    """
    path = CYCLE[step % len(CYCLE)].path
    *earlier, after = _story(today, seed, day).states(step, path)
    target = folder / path
    if earlier[-1] == after or not target.is_file() or not _is_ours(target.read_bytes(), earlier, today):
        return ""
    aside = target.with_name(f"{zlib.crc32(f'{path}{step}'.encode()):08X}")
    try:
        aside.write_bytes(render(after, today))
        aside.replace(target)
    except FileNotFoundError:  # the demo is over, and its folder went away meanwhile
        return ""
    return path


class _Story:
    """The season from change to change, so that the thousandth costs no more than the first."""

    def __init__(self, today: date, seed: int, day: DemoDay) -> None:
        self._start, self._seed = build(today, seed, day), seed
        self._now, self._made = self._start, -1
        self._past: dict[str, deque[Demo]] = {}

    def states(self, step: int, path: str) -> list[DemoFile]:
        """What one ledger said at first and lately, oldest first; the last with this change made."""
        if step < self._made:
            self._now, self._made = self._start, -1
            self._past.clear()
        while self._made < step:
            self._made += 1
            self._now = happen(self._now, self._made, self._seed)
            changed = CYCLE[self._made % len(CYCLE)].path
            self._past.setdefault(changed, deque(maxlen=REMEMBERED)).append(self._now)
        return [_book(demo, path) for demo in (self._start, *self._past[path])]


_story = lru_cache(maxsize=2)(_Story)


def _book(demo: Demo, path: str) -> DemoFile:
    return next(book for book in books(demo) if book.path == path)


def _is_ours(found: bytes, states: list[DemoFile], today: date) -> bool:
    return any(found == render(book, today) for book in reversed(states))


def _put(into: Path, name: str, content: bytes, day: date) -> None:
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    hour, minute = 8 + zlib.crc32(name.encode()) % 9, zlib.crc32(name.encode()) % 60
    saved = datetime.combine(day, clock(hour, minute), ZONE).timestamp()
    saved = min(saved, time.time() - RECENT_SECONDS)
    os.utime(target, (saved, saved))


def settings_text(demo: Demo) -> str:
    """The demo's fairwatch.toml, each key explained."""
    return f'''# 云川市招组办的设置。每一项都可以不写；不写就用默认值。
# 现行的全部设置和出处：fairwatch settings 本文件夹

[office]
place = "{OFFICE.place}"          # 顶行显示的地名
name = "{OFFICE.name}"          # 本办在台账里的写法
phone = "{OFFICE.phone}"     # 值班室电话，大屏上显示

[season]
from = {demo.days.from_.isoformat()}          # 从哪一天起算签约

[signed]
basis = "auto"             # 口径：有合同引资额就按合同引资额，否则按总投资

[stall]
# 各阶段几天没有进展算停滞
intent = 45                # 意向
in_talks = 30              # 在谈
signed = 20                # 签约
landed = 30                # 落地
building = 30              # 在建

[units]
superiors = ["{OFFICE.superior}"]   # 上级单位：等它批复的事项不算逾期

[units.aliases]
"市自然资源局" = ["市资规局"]   # 同一单位的其他写法
'''
