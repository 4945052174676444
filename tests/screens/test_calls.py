"""The call card, visits and blockers: how many keys they take, what they ask of the feed, what stands on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.app import ZONE, MemoryFeed, desk, running, said, shown, until
from helpers.board import AS_OF, owed, sample_board, screen_text
from textual.events import Key

from data import wording
from data.feed.office_calendar import office_workdays
from data.model import MarkRequest, Place, Problem, ProblemItem, UnitPeople
from data.settings import Settings
from tui.input.typed_days import Unclear
from tui.screens.boxes.dialog import Picker
from tui.screens.boxes.log_forms import past_day
from tui.screens.boxes.short_form import ShortForm
from tui.screens.cards.call import CallCard
from tui.screens.cards.call_sheet import copied, sheet
from tui.screens.cards.item import CardScreen

FIRST = "followup:资源配置答复"
PROJECT = "stalled:光热设备制造"
PEOPLE = (
    UnitPeople("市自然资源局", "孙科长", "0000-3333333", "何局长"),
    UnitPeople("东岭园区", "钱主任", "0000-2222222", ""),
)


def with_more() -> MemoryFeed:
    """The department of the first row owes a second matter, its ledger has a fault, a row names a project."""
    board = sample_board()
    problem = Problem("amount_unit", "台账.xlsx", "项目", 4, text="三亿")
    fault = ProblemItem("problem/x", "e1", problem, "市自然资源局", "光热设备制造")
    second = owed("用地预审", "市自然资源局", 2)
    about = owed("开工核实", "东岭园区", 1, project="光热设备制造", project_key=PROJECT)
    return MemoryFeed(replace(board, owed=(*board.owed, second, about), faults=(*board.faults, fault), people=PEOPLE))


def card(pilot) -> CallCard:
    assert isinstance(pilot.app.screen, CallCard)
    return pilot.app.screen


# ---------------------------------------------------------------- calls


async def test_a_call_is_logged_in_four_keys_from_the_duty_screen():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "l", "2", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks == [(MarkRequest(FIRST, "act", "chased", seen="e1"), "李敏")]
        await until(pilot, lambda: "资源配置答复: chased, back 5-03" in said(pilot))
        assert pilot.app.screen is desk(pilot)


async def test_keys_that_come_in_one_read_find_the_boxes_that_they_open():
    async with running(with_more()) as (feed, pilot):
        for key in ("c", "l", "1", "enter"):
            pilot.app._driver.process_message(Key(key, key))
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(FIRST, "log", "no-answer", seen="e1")


@pytest.mark.parametrize("keys", [("ctrl+t", "enter"), ("\uff43", "\uff4c")])
async def test_the_card_says_whom_to_call_what_is_owed_worst_first_and_who_called_last(keys):
    async with running(with_more(), size=(80, 24)) as (_, pilot):
        await pilot.press(keys[0])
        await until(pilot, lambda: "0000-3333333" in shown(pilot.app))
        for words in ("Contact 孙科长", "Leader 何局长", "Last call: 04-28", "李敏  chased  资源配置答复"):
            assert words in shown(pilot.app), words
        assert [item.key for item in card(pilot).sheet.items] == [FIRST, "followup:用地预审", "problem/x"]
        await pilot.press(keys[1])
        assert isinstance(pilot.app.screen, Picker)


async def test_all_rows_that_were_talked_about_are_written_each_by_its_own_outcome():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "a", "l", "2", *"下周报", "enter")
        await until(pilot, lambda: len(feed.marks) == 3)
        assert [(one.key, one.op, one.outcome, one.text) for one, _by in feed.marks] == [
            (FIRST, "act", "chased", "下周报"),
            ("followup:用地预审", "act", "chased", "下周报"),
            ("problem/x", "act", "returned", "下周报"),
        ]
        await until(pilot, lambda: "资源配置答复 and 2 more" in said(pilot))


async def test_space_chooses_the_rows_that_were_talked_about():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "down", "space", "l", "1", "enter")
        await until(pilot, lambda: feed.marks)
        assert [one.key for one, _by in feed.marks] == ["followup:用地预审"]


async def test_a_promise_asks_for_its_day_and_the_row_comes_back_then():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "l", "3", *"5-2", "enter")
        await until(pilot, lambda: "a day after today" in shown(pilot.app))
        await pilot.press(*["backspace"] * 3, *"5-8", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(FIRST, "act", "chased", until=date(2017, 5, 8), seen="e1")


async def test_c_on_a_unit_calls_the_unit():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("1", "down", "c")
        await until(pilot, lambda: card(pilot).whom == "东岭园区")
        for words in ("0000-2222222", "光热设备制造", "开工核实"):
            assert words in shown(pilot.app), words
        await pilot.press("l", "5", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(PROJECT, "log", "wrong-number", seen="e1")


async def test_a_project_names_its_leader_and_its_officer_and_says_when_no_number_is_known():
    async with running() as (_, pilot):
        await pilot.press("2", "down", "c")
        await until(pilot, lambda: "Sponsoring leader 陈副市长" in shown(pilot.app))
        assert "Site officer 周专员" in shown(pilot.app)
        assert "no ledger gives a number" in shown(pilot.app)


async def test_y_copies_a_few_plain_lines_in_chinese():
    async with running(with_more()) as (_, pilot):
        await pilot.press("c", "y")
        await until(pilot, lambda: "clipboard" in shown(pilot.app))
        text = pilot.app.clipboard
        assert text == copied(pilot.app.board, "市自然资源局", pilot.app.board.item(FIRST), ZONE)
        assert text.splitlines()[:3] == ["市自然资源局，截至2017-05-02", "联系人 孙科长 0000-3333333", "负责人 何局长"]
        assert text.splitlines()[3].startswith("1. 资源配置答复  逾期5天")
        assert "最近联系：" in text


async def test_a_card_left_with_escape_writes_nothing():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "l", "2", "escape", "escape")
        assert pilot.app.screen is desk(pilot)
        assert not feed.marks


async def test_what_another_station_logged_meanwhile_stands_on_the_open_card():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c")
        feed.mark(MarkRequest(FIRST, "note", text="已去电"), "赵敏")
        await until(pilot, lambda: "赵敏" in shown(pilot.app) and "已去电" in shown(pilot.app))


# ---------------------------------------------------------------- visits, blockers


async def test_a_visit_is_logged_in_two_keys():
    async with running() as (feed, pilot):
        await pilot.press("2", "down")
        await pilot.press("v", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks == [(MarkRequest(PROJECT, "log", "visit"), "李敏")]
        await until(pilot, lambda: said(pilot) == "光热设备制造: visit made")


async def test_a_visit_may_have_another_day_and_words():
    async with running() as (feed, pilot):
        await pilot.press("2", "down", "ctrl+g", *"5-3", "enter")
        await until(pilot, lambda: "2017-05-03 is still to come" in shown(pilot.app))
        await pilot.press(*["backspace"] * 3, *"4-30", "tab", *"基坑", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(PROJECT, "log", "visit", text="基坑", on=date(2017, 4, 30))


async def test_a_blocker_is_logged_in_four_keys_and_stands_on_its_row_and_card_as_the_desks_word():
    async with running() as (feed, pilot):
        await pilot.press("2", "down")
        await pilot.press("p", "4", "无", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks == [(MarkRequest(PROJECT, "log", "blocked-power", text="无"), "李敏")]
        await until(pilot, lambda: "desk: power" in shown(pilot.app))
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CardScreen)
        await until(pilot, lambda: "The desk's word on the project, in no ledger" in shown(pilot.app))
        await pilot.press("p", "9", "enter")
        await until(pilot, lambda: len(feed.marks) == 2)
        assert feed.marks[1][0] == MarkRequest(PROJECT, "log", "unblocked")
        await until(pilot, lambda: "desk: power" not in shown(pilot.app))


async def test_what_is_logged_from_an_owed_row_goes_to_its_project_and_the_foot_says_so():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("/", *"开工核实", "enter", "p", "8", "enter")
        assert isinstance(pilot.app.screen, ShortForm), "a blocker of another kind needs words"
        await pilot.press(*"雨", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest("followup:开工核实", "log", "blocked-other", text="雨")
        await until(pilot, lambda: said(pilot) == "开工核实: blocker: other, on 光热设备制造")


# ---------------------------------------------------------------- where it cannot be done


async def test_a_row_without_a_project_says_why_not_and_so_does_no_row():
    async with running() as (feed, pilot):
        for key in ("v", "p", "ctrl+g", "ctrl+n"):
            desk(pilot).say("")
            await pilot.press(key)
            assert said(pilot) == "this row belongs to no project that the ledgers tell apart"
        feed.put(replace(feed.board, owed=()))
        await until(pilot, lambda: desk(pilot).item is None)
        for key in ("c", "v", "p"):
            desk(pilot).say("")
            await pilot.press(key)
            assert said(pilot) == "choose a row first, in 2 or in 3"


async def test_two_rows_of_one_name_are_called_about_and_not_written_on():
    board = sample_board()
    twin = replace(board.owed[0], markable=False)
    async with running(MemoryFeed(replace(board, owed=(twin,)))) as (feed, pilot):
        await pilot.press("v")
        assert "two rows of the ledgers share this name" in said(pilot)
        await pilot.press("c", "l")
        await until(pilot, lambda: "two rows of the ledgers share this name" in shown(pilot.app))
        assert not feed.marks


async def test_read_only_the_card_is_read_and_nothing_is_written():
    async with running(with_more(), read_only=True) as (feed, pilot):
        await pilot.press("v")
        assert said(pilot) == "read only: nothing can be marked here"
        await pilot.press("c", "l")
        assert isinstance(pilot.app.screen, CallCard)
        await until(pilot, lambda: "read only: nothing can be marked here" in shown(pilot.app))
        assert not feed.marks


async def test_the_wall_says_why_not():
    async with running(face="wall") as (feed, pilot):
        for key in ("c", "v", "p", "m"):
            pilot.app.screen._tell()
            await pilot.press(key)
            await until(pilot, lambda: "the wall only shows" in shown(pilot.app))
        assert not feed.marks


async def test_the_card_in_chinese_has_no_stray_latin_word():
    wording.use("zh")
    async with running(with_more(), size=(80, 24)) as (_, pilot):
        await pilot.press("c")
        await until(pilot, lambda: "0000-3333333" in shown(pilot.app))
        lines = [one for one in screen_text(pilot.app) if "│" in one]
        assert any("l记通话" in one for one in lines)
        assert any("现有应办 3 件" in one for one in lines)


@pytest.mark.parametrize(
    ("typed", "ago"),
    [("5-2", 0), ("今天", 0), ("昨天", 1), ("yesterday", 1), ("4-30", 2), ("2017-04-01", 31), ("12-30", 123)],
)
def test_the_day_of_a_visit_is_one_that_was(typed, ago):
    assert past_day(typed, AS_OF, office_workdays(Settings)) == AS_OF - timedelta(days=ago)


@pytest.mark.parametrize("typed", ["+3", "周五", "tomorrow", "32", "5-4", "2017-05-03", "2015-05-03"])
def test_a_day_to_come_or_none_is_refused(typed):
    with pytest.raises(Unclear):
        past_day(typed, AS_OF, office_workdays(Settings))


def test_a_joint_project_is_the_first_named_units_call_and_stands_on_both_sheets():
    board = sample_board()
    joint = replace(board.stalled[1], unit="东岭园区、云阳县", place=Place("a.csv", "", 2))
    board = replace(board, stalled=(joint,), owed=(), faults=())
    assert [sheet(board, unit).items for unit in ("东岭园区", "云阳县", "青禾园区")] == [(joint,), (joint,), ()]


async def test_a_call_logged_on_several_rows_is_taken_back_as_one():
    async with running(with_more()) as (feed, pilot):
        await pilot.press("c", "a", "l", "1", "enter")
        await until(pilot, lambda: len(feed.marks) > 1)
        made = len(feed.marks)
        await pilot.press("u")
        assert f"all {made} rows" in pilot.app.screen.subject
        await pilot.press("u")
        await until(pilot, lambda: feed.asked.count(("undo", "李敏")) == made)
