"""The log, the orphans, the officer's name and the card's history: what their keys ask and what stands on screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.app import ZONE, MemoryFeed, desk, running, said, shown, until
from helpers.board import NOW, sample_board
from helpers.orphans import FIRST, line, orphan

from data import wording
from data.model import LogLine, MarkLine, MarksHealth, Orphan, SourceHealth, SourceState
from data.wording.item_facts import mark_line
from tui.screens.boxes.dialog import Confirm, Form
from tui.screens.cards.item import CardScreen
from tui.screens.lists.marks_log import LogScreen
from tui.screens.lists.orphans_list import OrphansScreen


def with_lines(*lines: LogLine) -> MemoryFeed:
    feed = MemoryFeed()
    feed.lines = lines
    return feed


def with_orphans(*orphans: Orphan) -> MemoryFeed:
    feed = MemoryFeed()
    feed.vanished = orphans
    return feed


# ---------------------------------------------------------------- the log


@pytest.mark.parametrize("key", ["L", "8"])
async def test_the_log_shows_the_latest_of_this_station_first_and_then_all(key: str):
    feed = with_lines(*(line(n, ours=n % 2 == 0) for n in range(1, 41)))
    async with running(feed) as (_, pilot):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, LogScreen)
        await until(pilot, lambda: "事项40" in shown(pilot.app))
        text = shown(pilot.app).splitlines()
        own = next(n for n, row in enumerate(text) if "The latest of this station" in row)
        every = next(n for n, row in enumerate(text) if "All stations 40 marks" in row)
        assert every - own == 11, "ten of its own"
        assert "事项40" in text[own + 1]
        assert "事项39" not in "".join(text[own:every])
        assert "事项39" in text[every + 2]
        await pilot.press("escape")
        assert pilot.app.screen is desk(pilot)


async def test_typing_keeps_the_lines_that_hold_every_word():
    feed = with_lines(line(1), line(2, "赵敏", station="s7"), line(3, "赵敏", name="周报未报"))
    async with running(feed) as (_, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "事项1" in shown(pilot.app))
        await pilot.press(*"赵敏")
        await until(pilot, lambda: "事项1" not in shown(pilot.app))
        assert "2 marks" in shown(pilot.app)
        await pilot.press("space", *"周报")
        await until(pilot, lambda: "1 mark" in shown(pilot.app))
        await pilot.press(*"没有的")
        await until(pilot, lambda: "no mark has these words" in shown(pilot.app))


async def test_what_became_of_a_line_stands_beside_it_and_the_chosen_one_in_full():
    feed = with_lines(
        line(1, state="undone"),
        line(2, clock="ahead"),
        line(3, op="beam", outcome="", state="newer"),
        line(4, op="link", outcome="", target="光热设备制造", text="", station="s7"),
    )
    async with running(feed, size=(160, 40)) as (_, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "事项4" in shown(pilot.app))
        for words in ("undone", "! clock ahead", "of a newer version", "joined to: 光热设备制造", "s1.r1.4"):
            assert words in shown(pilot.app), words
        await pilot.press("down", "down", "down")
        await until(pilot, lambda: "s1.r1.1" in shown(pilot.app))


async def test_marks_that_come_while_the_log_is_open_are_shown():
    feed = with_lines(line(1))
    async with running(feed) as (_, pilot):
        await pilot.press("L")
        await until(pilot, lambda: "事项1" in shown(pilot.app))
        feed.lines = (line(1), line(2))
        feed.put(replace(feed.board, marks=MarksHealth(version=2, skipped=("2026/s/link.jsonl",))))
        await until(pilot, lambda: "事项2" in shown(pilot.app))
        assert "2026/s/link.jsonl" in shown(pilot.app)


# ---------------------------------------------------------------- orphans


@pytest.mark.parametrize("key", ["o", "ctrl+o"])
async def test_a_digit_joins_an_orphan_to_one_of_its_nearest_rows_after_asking(key: str):
    async with running(with_orphans(orphan())) as (feed, pilot):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, OrphansScreen)
        await until(pilot, lambda: "周报未报" in shown(pilot.app) and "75%" in shown(pilot.app))
        await pilot.press("1")
        assert isinstance(pilot.app.screen, Confirm)
        assert pilot.app.screen.subject == "Join “周报” to “周报未报”, 澜源县? Its 2 marks count there from now on."
        assert not feed.asked
        await pilot.press("1")
        await until(pilot, lambda: ("link", "followup/旧", "followup:周报未报", "李敏") in feed.asked)
        await until(pilot, lambda: said(pilot) == "周报: joined to 周报未报")


async def test_left_with_escape_nothing_is_joined():
    async with running(with_orphans(orphan())) as (feed, pilot):
        await pilot.press("o")
        await until(pilot, lambda: "75%" in shown(pilot.app))
        await pilot.press("3")  # there is no third
        assert isinstance(pilot.app.screen, OrphansScreen)
        await pilot.press("2", "escape", "escape")
        assert not feed.asked


async def test_what_is_joined_already_names_the_row_and_both_officers():
    joined = orphan(key="followup/b", name="月报", joined="半月通报", joined_by=("王芳", "赵敏"))
    async with running(with_orphans(orphan(), joined)) as (_, pilot):
        await pilot.press("o")
        await until(pilot, lambda: "Joined already" in shown(pilot.app))
        assert "≠ 半月通报  王芳/赵敏" in shown(pilot.app)


async def test_read_only_joins_nothing_and_says_so():
    async with running(with_orphans(orphan()), read_only=True) as (feed, pilot):
        await pilot.press("o")
        await until(pilot, lambda: "read only" in shown(pilot.app))
        await pilot.press("1")
        assert isinstance(pilot.app.screen, OrphansScreen)
        assert not feed.asked


async def test_without_orphans_it_says_why():
    board = sample_board()
    unread = SourceHealth("新台账.xlsx", SourceState.FAILED)
    async with running(MemoryFeed(replace(board, sources=(*board.sources, unread)))) as (feed, pilot):
        await pilot.press("o")
        await until(pilot, lambda: "not read: 新台账.xlsx" in shown(pilot.app))
        feed.put(board)
        await until(pilot, lambda: "every mark has its row" in shown(pilot.app))


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        (MarksHealth(orphans=2), "marks without a row 2"),
        (MarksHealth(damaged=1), "damaged marks 1"),
        (MarksHealth(skipped=("a", "b")), "not a journal 2"),
        (MarksHealth(clocks=1), "clocks off 1"),
    ],
)
async def test_what_is_wrong_with_marks_is_counted_on_the_line_on_top(marks: MarksHealth, words: str):
    async with running(MemoryFeed(sample_board(marks=marks)), size=(160, 40)) as (_, pilot):
        assert words in shown(pilot.app).splitlines()[0]


# ---------------------------------------------------------------- who marks


@pytest.mark.parametrize("key", ["O", "f10"])
async def test_another_officer_takes_over_the_desk(key: str):
    async with running() as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: len(feed.marks) == 1)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await pilot.press(*"欧阳若兰", "enter")  # in the place of the name that stands there
        await until(pilot, lambda: "欧阳若兰" in shown(pilot.app).splitlines()[0])
        await pilot.press("n", *"接班", "enter")
        await until(pilot, lambda: len(feed.marks) == 2)
        assert [by for _, by in feed.marks] == ["李敏", "欧阳若兰"]


async def test_left_with_escape_the_same_officer_goes_on():
    async with running() as (feed, pilot):
        await pilot.press("O")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await pilot.press("escape", "a")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][1] == "李敏"


# ---------------------------------------------------------------- the card


def mark(n: int, **more: object) -> MarkLine:
    base = MarkLine(f"s.r.{n}", NOW, "李敏", "act", "chased", None, "", "", in_force=True, undone=False)
    return replace(base, **more)  # type: ignore[arg-type]


async def test_the_card_shows_all_marks_the_latest_first_and_tells_earlier_and_concurrent_ones():
    board = sample_board()
    history = (
        mark(3, rival=True, by="赵敏"),
        mark(2, rival=True),
        mark(1, earlier=True, in_force=False, outcome="replied"),
    )
    first = board.item(FIRST)
    assert first is not None
    owed = tuple(replace(o, marks=replace(o.marks, history=history)) if o.key == FIRST else o for o in board.owed)
    async with running(MemoryFeed(replace(board, owed=owed))) as (_, pilot):
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CardScreen)
        text = str(pilot.app.screen.query_one("#history").render()).splitlines()
        assert ["赵敏" in text[0], "李敏" in text[1], "replied" in text[2]] == [True] * 3
        assert "≠ at the same time" in text[0]
        assert "(before the ledger moved)" in text[2]


def test_the_cards_words_are_chinese_where_the_reader_is():
    wording.use("zh")
    item = sample_board().item(FIRST)
    assert item is not None
    assert mark_line(item, mark(1, earlier=True, rival=True), ZONE).endswith("催办  ≠ 同时登记  （台账变动前）")
