"""Pictures of the screens and boxes beside the duty screen and the figures, in both languages at three sizes.

Each stands beside what must be said on it. To take them anew: `--snapshot-update`; look at them first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from helpers.app import MemoryFeed, app_on, shown, until
from helpers.board import sample_board
from helpers.orphans import line, orphan
from helpers.problems import DATE, DIFFER, HELD, NOBODYS
from helpers.shifts import SHIFT, WAITS

from data import wording
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
    "hand-over": Picture("w", ("待接班", "变差", "新增", "已处理"), ("waits", "worse", "new", "handled"), ordered=True),
    "log": Picture("L", ("事项3", "赵敏"), ("事项3", "赵敏")),
    "orphans": Picture("o", ("周报", "1", "周报未报", "75%"), ("周报", "1", "周报未报", "75%")),
    "help": Picture("question_mark", ("处理", "稍后"), ("handle", "later")),
    "palette": Picture("colon", ("命令", "处理"), ("command", "handle")),
}


def station() -> MemoryFeed:
    """A day on which every screen has something to show."""
    people = (UnitPeople("市自然资源局", "孙科长", "0000-3333333", "何局长"),)
    board = replace(sample_board(), faults=(HELD, DIFFER, DATE, NOBODYS), people=people, handovers=WAITS.handovers)
    feed = MemoryFeed(board, changed=SHIFT)
    feed.lines = (line(1), line(2, ours=True), line(3, "赵敏"))
    feed.vanished = (orphan(),)
    return feed


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (240, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_says_what_it_must(name, language, size, snap_compare):
    wording.use(language)
    picture = PICTURES[name]
    words = picture.zh if language == "zh" else picture.en
    screens: list[str] = []

    async def ready(pilot) -> None:
        await until(pilot, lambda: pilot.app.first.board is not None)
        await pilot.pause()
        for key in picture.keys.split():
            await pilot.press(key)
        await until(pilot, lambda: all(word in shown(pilot.app) for word in words))
        await pilot.pause()
        screens.append(shown(pilot.app))

    app = app_on(station(), by="李敏", **dict(picture.options))
    assert snap_compare(app, terminal_size=size, run_before=ready)
    places = [screens[0].index(word) for word in words]
    assert places == sorted(places) or not picture.ordered
