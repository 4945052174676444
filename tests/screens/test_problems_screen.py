"""`x`: what is wrong in the ledgers, by unit, as work that digits mark; `y` copies a letter to the unit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.app import MemoryFeed, desk, running, shown, until
from helpers.board import sample_board
from helpers.cli import say
from helpers.feed import PROJECTS, put, season
from helpers.ledger_pasts import PAST
from helpers.problems import DATE, DIFFER, HELD, NOBODYS
from textual.pilot import Pilot

from data import wording
from data.model import (
    Board,
    Fault,
)
from data.wording.letters import unit_letter
from tui.screens.boxes.dialog import Confirm
from tui.screens.cards.file import FileCardScreen
from tui.screens.cards.item import CardScreen
from tui.screens.figures_screen import SheetScreen
from tui.screens.lists.history_list import HistoryScreen
from tui.screens.problems_screen import ProblemsScreen
from widgets.frame.footline import FootLine


def board(*faults: Fault) -> Board:
    return replace(sample_board(), faults=faults or (HELD, DIFFER, DATE, NOBODYS))


@asynccontextmanager
async def problems(*faults: Fault, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[MemoryFeed, Pilot[None]]]:
    async with running(MemoryFeed(board(*faults)), size=size) as (feed, pilot):
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProblemsScreen))
        await until(pilot, lambda: "东岭" in shown(pilot.app))
        yield feed, pilot


def said(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(FootLine).said


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (240, 60)])
async def test_faults_stand_under_their_units_with_cell_and_fix(size):
    async with problems(size=size) as (_feed, pilot):
        text = shown(pilot.app)
        order = ("东岭园区 2 钱主任 0000-2222222", "H7", "云阳县 1", "no unit named 1")
        places = [text.index(words) for words in order]
        assert places == sorted(places)
        assert "there is no such day" in text


async def test_a_digit_says_what_was_done_about_a_problem():
    async with problems(DATE) as (feed, pilot):
        await pilot.press("m", "1")
        await until(pilot, lambda: feed.marks)
        assert (feed.marks[0][0].key, feed.marks[0][0].outcome) == (DATE.key, "returned")
        await until(pilot, lambda: "returned for correction" in said(pilot))


async def test_to_exclude_a_row_a_reason_is_asked():
    async with problems(DATE) as (feed, pilot):
        await pilot.press("m", "4", *"twice", "enter")
        await until(pilot, lambda: feed.marks)
        assert (feed.marks[0][0].outcome, feed.marks[0][0].text) == ("excluded", "twice")


async def test_a_contradiction_is_decided_by_a_digit_and_its_card_shows_both_cells():
    async with problems(DIFFER) as (feed, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))
        await until(pilot, lambda: "东岭.xlsx 台账 D4 120 million yuan ≠ 汇总.xlsx F9 150 million" in shown(pilot.app))
        await pilot.press("escape", "m", "2")
        await until(pilot, lambda: feed.marks)
        assert (feed.marks[0][0].key, feed.marks[0][0].outcome) == (DIFFER.key, "second")


@pytest.mark.parametrize("keys", [("m",), ("f2",), ("A",), ("f11",)])
async def test_a_held_ledger_is_accepted_after_it_is_said_what_it_lost(keys):
    async with problems(HELD, DATE) as (feed, pilot):
        await pilot.press("home", "down", *keys)
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await until(pilot, lambda: "projects 10→4" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: feed.marks)
        assert (feed.marks[0][0].op, feed.marks[0][0].key) == ("accept", HELD.key)


async def test_only_a_held_ledger_can_be_accepted():
    async with problems(DATE) as (feed, pilot):
        await pilot.press("A")
        await until(pilot, lambda: "only a ledger that is held back" in said(pilot))
        assert not feed.marks


async def test_y_copies_a_letter_to_the_unit_in_chinese():
    async with problems(DIFFER, DATE) as (_feed, pilot):
        await pilot.press("y")
        await until(pilot, lambda: pilot.app.clipboard)
        letter = pilot.app.clipboard
        assert letter.startswith("东岭园区的同志，您好！")
        assert "H7“2月30日”（沙棘饮品）：没有这一天" in letter
        assert "汇总.xlsx F9 1.5亿元" in letter
        assert wording.language() == "en"


async def test_leaving_leads_back_to_the_duty_screen():
    async with problems() as (_feed, pilot):
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is desk(pilot))


@pytest.mark.parametrize("keys", [("x",), ("9",), ("escape",), ("/", "x", "escape", "escape")])
async def test_what_opened_it_and_escape_lead_back_too(keys):
    async with problems() as (_feed, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: pilot.app.screen is desk(pilot))


async def test_nothing_of_a_ledger_is_read_as_markup():
    hostile = replace(DATE, problem=replace(DATE.problem, text="[/已办]"), about="[@click=app.quit]走[/]")
    async with problems(hostile, size=(240, 60)) as (_feed, pilot):
        await until(pilot, lambda: "[/已办]" in shown(pilot.app) and "[@click=app.quit]走[/]" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))


async def test_a_newer_board_reaches_this_screen_too():
    async with problems(DATE) as (feed, pilot):
        feed.put(board(DATE, replace(DATE, key="problem/2", about="电池回收")))
        await until(pilot, lambda: "电池回收" in shown(pilot.app))


def test_a_letter_names_thirty_faults_and_counts_the_rest():
    many = [replace(DATE, key=f"problem/{n}", about=f"项目{n}") for n in range(40)]
    letter = unit_letter(board(*many), "东岭园区")
    assert "有 40 处" in letter
    assert letter.count("没有这一天") == 30
    assert "另有 10 处" in letter


def test_check_writes_the_letter_to_one_unit(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    put(folder / "项目.csv", PROJECTS.replace("2026-03-02", "2026年2月30日"), age=3600)
    told = say("check", folder, "--unit", "南屏园区")
    assert told.code == 1
    assert told.out.startswith("南屏园区的同志，您好！")
    assert "【项目.csv】\n1. G2“2026年2月30日”（沙棘饮品）：没有这一天" in told.out
    clean = say("check", folder, "--unit", "东岭园区")
    assert (clean.code, "读取无误" in clean.out) == (0, True)
    assert say("check", folder, "--unit", "没有的单位").code == 2


async def test_enter_on_a_file_shows_what_the_list_has_to_cut_and_y_copies_it():
    async with problems(size=(80, 24)) as (_, pilot):
        copied = []
        pilot.app.copy_to_clipboard = copied.append
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FileCardScreen))
        source = pilot.app.screen.source
        assert source.file in shown(pilot.app)
        await pilot.press("y")
        await until(pilot, lambda: "OSC 52" in shown(pilot.app))
        assert copied[0].startswith(f"{source.file}\nState\t")
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ProblemsScreen)


@pytest.mark.parametrize(("digit", "panel"), [("1", "units"), ("2", "stalled")])
async def test_a_digit_leads_back_to_its_panel(digit, panel):
    async with problems() as (_, pilot):
        await pilot.press(digit)
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).panel.id == panel
        await pilot.press("x", "4")
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))


@pytest.mark.parametrize("key", ["V", "ctrl+k"])
async def test_the_versions_of_the_ledger_under_the_cursor_are_listed_and_each_has_a_card(key: str):
    async with problems() as (feed, pilot):
        feed.past = PAST
        await pilot.press("tab", "down", key)
        assert isinstance(pilot.app.screen, HistoryScreen)
        await until(pilot, lambda: "projects 10→4 (1 changed, 6 gone)" in shown(pilot.app))
        assert ("history", sample_board().sources[0].file) in feed.asked
        text = shown(pilot.app)
        assert all(words in text for words in ("held back", "counts", "superseded", "赵敏's station", "this station"))
        assert "4 rows more" in text
        await pilot.press("down")
        await until(pilot, lambda: "not all of the folder's memory has come here" in shown(pilot.app))
        await pilot.press("up", "enter")
        await until(pilot, lambda: "项目10" in shown(pilot.app))
        assert "项目阶段 signed→landed" in shown(pilot.app)
        await pilot.press("enter", "escape")
        assert isinstance(pilot.app.screen, ProblemsScreen)


async def test_the_history_of_a_fault_is_that_of_its_ledger_and_says_when_there_is_none():
    async with problems(DATE) as (feed, pilot):
        await pilot.press("V")
        await until(pilot, lambda: "nothing is known to have changed" in shown(pilot.app))
        assert ("history", DATE.place.file) in feed.asked
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ProblemsScreen)
