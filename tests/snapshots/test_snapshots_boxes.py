"""Pictures of the screens and boxes beside the duty screen and the figures, on the desk's terminal and the smallest.

Each stands beside what must be said on it: in Chinese in a picture, in English without one but where `IN_ENGLISH` says
so, for there it is the same box with other words. To take them anew: `--snapshot-update`; look at them first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from helpers.app import MemoryFeed, app_on, shown, until
from helpers.board import sample_board
from helpers.ledger_pasts import PAST
from helpers.orphans import line, orphan
from helpers.problems import DATE, DIFFER, HELD, NOBODYS
from helpers.shifts import SHIFT, WAITS
from textual.pilot import Pilot

from data import wording
from data.export.papers.paper_kinds import PAPERS
from data.model import UnitPeople


@dataclass(frozen=True)
class Picture:
    """The keys that lead to a screen, what stands on it in each language, and the options of the program."""

    keys: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    options: tuple[tuple[str, Any], ...] = ()
    ordered: bool = False
    """Whether the words stand in this order."""


CIRCULAR = list(PAPERS).index("circular") + 1
"""The digit that chooses it among the papers."""

PICTURES = {
    "wall": Picture("", ("45", "青山洽谈会"), ("45", "青山洽谈会"), (("face", "wall"),)),
    "field": Picture("", ("已连接", "资源配置答复"), ("folder ok", "资源配置答复"), (("face", "field"),)),
    "card": Picture("enter", ("依据", "资源配置答复", "市自然资源局"), ("Evidence", "资源配置答复", "市自然资源局")),
    "unit card": Picture("1 down enter", ("依据", "东岭园区", "47.5"), ("Evidence", "东岭园区", "47.5")),
    "evidence": Picture("1 1 enter", ("依据", "完成率"), ("Evidence", "rate")),
    "call card": Picture(
        "c", ("市自然资源局", "0000-3333333", "资源配置答复"), ("市自然资源局", "0000-3333333", "资源配置答复")
    ),
    "outcomes": Picture("m", ("资源配置答复", "催办"), ("资源配置答复", "chased")),
    "form": Picture("m 5", ("资源配置答复",), ("资源配置答复",)),
    "problems": Picture("x", ("D4", "沙棘饮品"), ("D4", "沙棘饮品")),
    "file": Picture("x tab enter", ("文件", "状态"), ("File", "State")),
    "history": Picture(
        "x tab down V", ("变动记录", "项目台账 10→4", "暂扣"), ("History", "projects 10→4", "held back")
    ),
    "version": Picture("x tab down V enter", ("台账的一个版本", "光热设备"), ("A version of the ledger", "光热设备")),
    "hand-over": Picture("w", ("待接班", "变差", "新增", "已处理"), ("waits", "worse", "new", "handled"), ordered=True),
    "log": Picture("L", ("事项3", "赵敏"), ("事项3", "赵敏")),
    "orphans": Picture("o", ("周报", "1", "周报未报", "75%"), ("周报", "1", "周报未报", "75%")),
    "help": Picture("question_mark", ("处理", "稍后"), ("handle", "later")),
    "papers": Picture("b", ("材料", "半月工作动态"), ("papers", "circular")),
    "paper": Picture(f"b {CIRCULAR} enter", ("草稿", "单位签约任务"), ("草稿", "单位签约任务")),
    "palette": Picture("colon", ("命令", "处理"), ("command", "handle")),
}


def station() -> MemoryFeed:
    """A day on which every screen has something to show."""
    people = (UnitPeople("市自然资源局", "孙科长", "0000-3333333", "何局长"),)
    board = replace(sample_board(), faults=(HELD, DIFFER, DATE, NOBODYS), people=people, handovers=WAITS.handovers)
    feed = MemoryFeed(board, changed=SHIFT)
    feed.lines = (line(1), line(2, ours=True), line(3, "赵敏"))
    feed.vanished = (orphan(),)
    feed.past = PAST
    return feed


IN_ENGLISH = ("help", "palette")
"""Whose words are the program's own alone and fill the smallest terminal: there longer ones may be cut."""

SMALL, DESK = (80, 24), (120, 40)
SHOTS = (
    *((name, "zh", size) for name in PICTURES for size in (SMALL, DESK)),
    *((name, "en", SMALL) for name in IN_ENGLISH),
)


def named(value: object) -> str | None:
    """A size as people say it."""
    return f"{value[0]}x{value[1]}" if isinstance(value, tuple) else None


async def led_to(pilot: Pilot[None], picture: Picture, language: str) -> None:
    """Press the keys that lead there; what must be said stands there, in its order."""
    words = picture.zh if language == "zh" else picture.en
    await until(pilot, lambda: pilot.app.first.board is not None)  # type: ignore[attr-defined]
    await pilot.pause()
    for key in picture.keys.split():
        await pilot.press(key)
    await until(pilot, lambda: all(word in shown(pilot.app) for word in words))
    await pilot.pause()
    places = [shown(pilot.app).index(word) for word in words]
    assert places == sorted(places) or not picture.ordered


@pytest.mark.parametrize(("name", "language", "size"), SHOTS, ids=named)
def test_the_screen_says_what_it_must(name, language, size, snap_compare):
    wording.use(language)
    picture, led = PICTURES[name], []

    async def ready(pilot) -> None:
        await led_to(pilot, picture, language)
        led.append(name)

    app = app_on(station(), by="李敏", **dict(picture.options))
    assert snap_compare(app, terminal_size=size, run_before=ready)
    assert led == [name]


@pytest.mark.parametrize("name", [name for name in PICTURES if name not in IN_ENGLISH])
async def test_in_english_it_says_the_same_on_the_smallest_terminal(name):
    app = app_on(station(), by="李敏", **dict(PICTURES[name].options))
    async with app.run_test(size=SMALL) as pilot:
        await led_to(pilot, PICTURES[name], "en")
