"""The screens: what stands where at which size, what a new board changes, and that each language is spoken purely."""

import dataclasses
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.app import MemoryFeed, app_on, desk, running, said, shown, until
from helpers.board import NOW, hostile_board, owed, sample_board

from data import settings, wording
from data.model import Board, FolderHealth
from data.settings import Settings
from tui.screens.cards.file import FileCardScreen

# ------------------------------------------------------------ what stands where


async def test_the_desk_shows_all_panels_at_120x40():
    async with running() as (_, pilot):
        screen = desk(pilot)
        for id in ("countdown", "totals", "units", "owed", "stalled"):
            assert screen.query_one(f"#{id}").region.area > 0, id
        assert screen.query_one("#units").region.right == screen.query_one("#owed").region.x
        assert screen.query_one("#stalled").region.width == 120
        assert screen.query_one("#countdown").region.height == screen.query_one("#totals").region.height


@pytest.mark.parametrize("size", [(80, 24), (99, 50), (140, 29)])
async def test_a_small_terminal_shows_what_needs_somebody(size):
    async with running(size=size) as (_, pilot):
        screen = desk(pilot)
        assert not screen.query_one("#units").display
        assert screen.query_one("#head").display == (size[0] >= 100)
        assert screen.query_one("#owed").region.width == screen.query_one("#stalled").region.width == size[0]
        assert shown(pilot.app).count("45 days") == 1


async def test_on_a_small_terminal_1_shows_the_units_and_3_goes_back():
    async with running(size=(80, 24)) as (_, pilot):
        await pilot.press("1")
        await until(pilot, lambda: desk(pilot).query_one("#units").region.height > 15)
        assert "南屏园区" in shown(pilot.app)
        await pilot.press("3")
        await until(pilot, lambda: "资源配置答复" in shown(pilot.app))


async def test_a_wide_terminal_gives_the_units_its_height():
    async with running(size=(240, 60)) as (_, pilot):
        screen = desk(pilot)
        assert screen.query_one("#units").region.height > 50
        assert screen.query_one("#owed").region.x == screen.query_one("#stalled").region.x > 90


async def test_the_face_can_be_forced():
    async with running(size=(120, 40), face="field") as (_, pilot):
        assert not desk(pilot).query_one("#units").display
    async with running(size=(90, 28), face="desk") as (_, pilot):
        assert desk(pilot).query_one("#units").display


async def test_resizing_changes_the_face_and_keeps_the_row():
    async with running() as (_, pilot):
        await pilot.press("down")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not desk(pilot).query_one("#units").display)
        assert desk(pilot).item.title == "周报未报"


# ------------------------------------------------------------ boards come


async def test_a_new_board_is_shown_without_a_key_and_the_row_stays():
    async with running() as (feed, pilot):
        await pilot.press("down")
        more = replace(feed.board, owed=(owed("新交办事项", "云阳县", 9), *feed.board.owed))
        feed.put(more)
        await until(pilot, lambda: "新交办事项" in shown(pilot.app))
        assert desk(pilot).item.title == "周报未报"


async def test_a_board_that_comes_while_a_box_is_open_is_shown_behind_it():
    async with running() as (feed, pilot):
        await pilot.press("f1")
        feed.put(replace(feed.board, owed=(owed("新交办事项", "云阳县", 9),)))
        await until(pilot, lambda: pilot.app.board is feed.board)
        await pilot.press("escape")
        await until(pilot, lambda: "新交办事项" in shown(pilot.app))


async def test_the_sources_follow_the_board():
    async with running() as (feed, pilot):
        await pilot.press("x")
        first = feed.board.sources[0]
        feed.put(replace(feed.board, sources=(replace(first, file="新台账.csv"),)))
        await until(pilot, lambda: "新台账.csv" in shown(pilot.app))


async def test_settings_that_are_not_taken_stand_among_the_files_and_on_a_card():
    async with running() as (feed, pilot):
        await pilot.press("x")
        left = ("lights.gren: there is no such key", "joint: there is no such key")
        feed.put(replace(feed.board, folder=FolderHealth("ok", settings_left=left)))
        await until(pilot, lambda: "not taken: joint: there is no such key" in shown(pilot.app))
        await pilot.press("tab", "home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileCardScreen))
        assert "not taken: lights.gren: there is no such key" in shown(pilot.app)
        await pilot.press("escape")
        feed.put(replace(feed.board, folder=FolderHealth("ok", settings_problem="line 3")))
        await until(pilot, lambda: "the settings are not taken: line 3" in shown(pilot.app))


async def test_before_the_first_board_the_keys_answer():
    feed = MemoryFeed()
    feed.boards = lambda: iter(())  # type: ignore[method-assign]
    app = app_on(feed, by="李敏")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m", "f", "H", "u")
        await pilot.press("x")
        assert "reading the folder" in shown(app)
        await pilot.press("escape", "m")
        assert said(pilot) == "the ledgers are still being read"


async def test_a_feed_that_breaks_is_told():
    def broken():
        yield sample_board()
        raise OSError("the index is gone")

    feed = MemoryFeed()
    feed.boards = broken  # type: ignore[method-assign]
    async with running(feed) as (_, pilot):
        await until(pilot, lambda: "fairwatch met a fault" in said(pilot))
        assert "资源配置答复" in shown(pilot.app)


async def test_a_folder_that_is_gone_turns_the_top_line():
    async with running() as (feed, pilot):
        before = NOW - timedelta(minutes=14)
        gone = FolderHealth(state="silent", since=before, checked_at=before)
        feed.put(replace(feed.board, folder=gone, data_at=before))
        await until(pilot, lambda: "data stands still for 14 min" in shown(pilot.app).splitlines()[0])


async def test_hostile_words_are_shown_as_they_are():
    async with running(MemoryFeed(hostile_board())) as (_, pilot):
        assert "[red]x[/]" in shown(pilot.app)
        for keys in (("m", "escape"), ("z", "escape"), ("n", "escape"), ("enter", "escape"), ("x", "escape")):
            await pilot.press(*keys)
        await pilot.press("a")
        await until(pilot, lambda: "[red]x[/]: " in said(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "undone: [red]x[/]" in said(pilot))
        await pilot.press("y")


async def test_a_minute_changes_the_clock():
    async with running() as (_, pilot):
        assert "09:14" in shown(pilot.app)
        desk(pilot).tick(NOW + timedelta(minutes=3))
        await until(pilot, lambda: "09:17" in shown(pilot.app) and "data 5 min ago" in shown(pilot.app))


@pytest.mark.parametrize("face", ["desk", "wall"])
async def test_a_board_that_was_made_before_the_minute_does_not_turn_the_clock_back(face):
    async with running(face=face) as (feed, pilot):
        feed.put(replace(feed.board, now=NOW - timedelta(minutes=2)))
        await until(pilot, lambda: pilot.app.board is feed.board)
        await pilot.pause()
        assert "09:14" in shown(pilot.app)
        if face == "desk":
            await pilot.press("x")
            assert "09:14" in shown(pilot.app)


# ------------------------------------------------------------ languages

BOXES = (
    (),
    ("m",),
    ("m", "5"),
    ("z",),
    ("z", "6"),
    ("n",),
    ("question_mark",),
    ("colon",),
    ("x",),
    ("enter",),
    ("2", "down", "down", "enter"),
    ("1",),
    ("slash",),
    ("H",),
    ("u",),
    ("y",),
    ("space", "space", "a", "a", "u"),
    ("ctrl+c",),
)
KEYS = {"Enter", "Esc", "Tab", "Shift", "Ctrl"}
HANZI = re.compile(r"[\u4e00-\u9fff]")


def plain_board() -> Board:
    """The sample without its hostile row, whose Latin words are its ledger's own."""
    board = sample_board(problems=())
    return replace(board, stalled=board.stalled[:-1])


def strings(value: object) -> set[str]:
    """All that ledgers, roster and settings say."""
    if isinstance(value, str):
        return {value} if HANZI.search(value) else set()
    if dataclasses.is_dataclass(value):
        return set().union(*(strings(getattr(value, f.name)) for f in dataclasses.fields(value)))
    return set().union(*(strings(one) for one in value)) if isinstance(value, tuple) else set()


async def walk(pilot, face) -> AsyncIterator[tuple[tuple[str, ...], str]]:
    """Every box of the desk, or the other faces as they stand: the keys that led there, and the screen."""
    for keys in BOXES if face == "auto" else BOXES[:1]:
        await pilot.press(*keys)
        await pilot.pause()
        yield keys, shown(pilot.app)
        await pilot.press("escape", "escape", "escape", "3")


def told(key: settings.Key) -> tuple[str, ...]:
    """What evidence says of a setting as it must be written in fairwatch.toml, and where it comes from."""
    return key.key, json.dumps(key.value, ensure_ascii=False), key.source


SETTINGS = {
    word for key in settings.keys(Settings()) for part in told(key) for word in re.findall("[A-Za-z]{2,}", part)
}


@pytest.mark.parametrize("face", ["auto", "field", "wall"])
async def test_chinese_screens_hold_no_stray_latin_word(face):
    wording.use("zh")
    async with running(MemoryFeed(plain_board()), size=(120, 44), face=face) as (_, pilot):
        async for keys, text in walk(pilot, face):
            text = re.sub(r"[\w\u4e00-\u9fff]+\.(xlsx|csv)", "", text)
            assert not set(re.findall(r"[A-Za-z]{2,}", text)) - KEYS - SETTINGS, keys


@pytest.mark.parametrize("face", ["auto", "field", "wall"])
async def test_english_screens_hold_no_hanzi_but_the_ledgers_own(face):
    board = plain_board()
    own = set("".join((*strings(board), *(word for key in settings.keys(Settings()) for word in told(key)))))
    async with running(MemoryFeed(board), size=(120, 44), face=face) as (_, pilot):
        async for keys, text in walk(pilot, face):
            assert not set(HANZI.findall(text)) - own, keys


async def test_the_first_board_may_be_there_before_the_screen():
    """A warm start: the feed has a board at once, and it stands in the first frame that shows anything."""
    async with running() as (_, pilot):
        for panel in ("#units", "#owed", "#stalled"):
            assert desk(pilot).query_one(panel).board is pilot.app.board
        assert pilot.app.board.as_of == date(2017, 5, 2)
