"""Where a total's doubt is told in few words: on a small terminal, on the wall, and in the list that `x` opens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from helpers.board import FAIR, fair_progress, sample_board, screen_text, wan
from textual.app import App, ComposeResult
from textual.widget import Widget

from data.model import Board, Doubt, Headline, Light, Pair, PairSide, Place
from data.wording import use
from data.wording.doubt_words import pair_words
from tui.screens.wall.head import WallHead
from widgets.frame.topline import TopLine
from widgets.panels.faults_panel import FAULTS
from widgets.panels.items_panel import ItemsPanel

FIRST = PairSide(
    "甲", "电池回收", "乙县", "格林公司", wan("12"), date(2017, 4, 8), Place("乙县/台账.xlsx", "Sheet1", 2)
)
SECOND = replace(FIRST, key="乙", unit="甲县", place=Place("甲县/台账.xlsx", "Sheet1", 3))
PAIR = Pair(
    "pair/甲/乙", "1", "projects", sure=True, equal=("investor", "amount"), unit="乙县", first=FIRST, second=SECOND
)
DOUBTED = {"to_confirm": Doubt(1, wan("12")), "possible": Doubt(1, wan("6")), "units_sum": wan("123")}


class OneWidget(App[None]):
    """One widget with a board."""

    CSS = "WallHead { height: 3; }"

    def __init__(self, one: Widget) -> None:
        super().__init__()
        self.one = one

    def compose(self) -> ComposeResult:
        yield self.one


async def told(board: Board, one: TopLine | WallHead | ItemsPanel, size: tuple[int, int] = (80, 24)) -> str:
    one.board = board
    app = OneWidget(one)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return re.sub(r" +", " ", "\n".join(screen_text(app)))


def of_season(**more: object) -> Board:
    line = fair_progress(None, target=None, completion=None, light=Light.NONE, **DOUBTED)
    return sample_board(progress=(fair_progress(), line), headline=Headline(None, "season"), **more)


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "已签 111.0* 待确认 1对 12亿"), ("en", "signed 111.0* to confirm 1")]
)
async def test_the_fields_line_tells_the_doubt_beside_the_figure(lang: str, words: str) -> None:
    use(lang)
    assert words in await told(of_season(), TopLine())


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_where_words_lack_room_nothing_else_gives_way_to_them_and_the_figure_keeps_its_star(lang: str) -> None:
    use(lang)
    plain = (await told(sample_board(), TopLine())).splitlines()[0]
    line = (await told(sample_board(progress=(fair_progress(**DOUBTED),)), TopLine())).splitlines()[0]
    assert "*" not in plain
    assert line.replace("*", "")[:30] == plain[:30]
    assert "26.4%*" in line


@pytest.mark.parametrize(("lang", "season"), [("zh", "全季 已签 111.0"), ("en", "whole season signed 111.0")])
async def test_the_walls_head_never_loses_whose_the_figure_is(lang: str, season: str) -> None:
    use(lang)
    text = await told(of_season(), WallHead(), size=(68, 6))
    assert FAIR in text
    assert season in text


async def test_a_pair_says_first_with_what_it_may_be_one_and_once_what_both_share() -> None:
    use("zh")
    words = pair_words(PAIR)
    assert words.startswith("与 甲县 12亿元 2017-04-08 疑为同一项；计入：裁定前合计只计一次")
    assert "电池回收" not in words, "the row names it"
    assert words.endswith("见甲县/台账.xlsx Sheet1 第 3 行")
    within = replace(PAIR, second=replace(SECOND, unit="乙县"))
    assert pair_words(within).startswith("与 电池回收 12亿元 2017-04-08 疑为同一项"), "else nothing would tell which"


@pytest.mark.parametrize("width", [80, 120])
async def test_the_list_of_faults_shows_with_what_a_pair_may_be_one(width: int) -> None:
    use("zh")
    text = await told(sample_board(faults=(PAIR,)), ItemsPanel(FAULTS, number=9), size=(width, 12))
    assert "与 甲县 12亿元 2017-04-08 疑为" in text
    assert width < 120 or "合并待确认" in text
