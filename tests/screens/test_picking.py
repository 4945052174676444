"""Several rows at once: picked by space, marked by one key with a mark each, taken back together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.app import MemoryFeed, desk, running, said, shown, until
from helpers.board import sample_board
from helpers.problems import HELD

from data import wording
from data.feed.refusals_and_clock import Refused
from data.model import Board, ItemState, MarkRequest
from data.settings import parse
from tui.screens.boxes.dialog import Confirm, Picker
from tui.screens.cards.item import CardScreen
from tui.screens.figures_screen import SheetScreen
from widgets.panels.items_panel import ItemsPanel
from widgets.views.sheet_panel import SheetPanel


def keys_of(pilot) -> tuple[str, ...]:
    return tuple(item.key for item in desk(pilot).picked)


def without(board: Board, key: str) -> Board:
    return replace(board, owed=tuple(item for item in board.owed if item.key != key))


def shared_name(board: Board, n: int) -> Board:
    owed = list(board.owed)
    owed[n] = replace(owed[n], markable=False)
    return replace(board, owed=tuple(owed))


@pytest.mark.parametrize("key", ["space", "ideographic_space"])
async def test_space_picks_and_goes_on_and_what_is_picked_is_seen_without_colours(key):
    async with running() as (_, pilot):
        owed = desk(pilot).query_one("#owed", ItemsPanel)
        first, second = owed.table.rows[:2]
        await pilot.press(key, key)
        assert keys_of(pilot) == (first, second)
        await until(pilot, lambda: "2 picked" in shown(pilot.app))
        assert shown(pilot.app).count("*") == 2
        await pilot.press("up", key)
        assert keys_of(pilot) == (first,)
        await pilot.press("escape")
        assert not keys_of(pilot)
        await until(pilot, lambda: "picked" not in shown(pilot.app) and "*" not in shown(pilot.app))


async def test_one_question_and_each_row_gets_its_own_mark_of_its_own_episode():
    async with running() as (feed, pilot):
        await pilot.press("2", "space", "space")
        picked = desk(pilot).picked
        await pilot.press("m")
        assert isinstance(pilot.app.screen, Picker)
        assert pilot.app.screen.subject.startswith(f"2 rows: {picked[0].title}, {picked[1].title}")
        await pilot.press("3")
        await until(pilot, lambda: len(feed.marks) == 2)
        assert [one for one, _by in feed.marks] == [
            MarkRequest(item.key, "act", "visited", seen=item.episode) for item in picked
        ]
        await until(pilot, lambda: said(pilot).startswith("2 rows: visited"))
        assert not keys_of(pilot)


async def test_kinds_that_are_not_alike_are_offered_what_they_share_each_by_its_own_rule():
    board = sample_board()
    board = replace(board, owed=(board.owed[0], replace(board.owed[1], kind="report"), *board.owed[2:]))
    async with running(MemoryFeed(board)) as (feed, pilot):
        await pilot.press("space", "space", "m")
        assert [(one.digit, one.value.id) for one in pilot.app.screen.choices] == [(1, "chased")]
        await pilot.press("1")
        await until(pilot, lambda: len(feed.marks) == 2)


async def test_nothing_in_common_is_said():
    board = sample_board()
    board = replace(board, owed=(board.owed[0], replace(board.owed[1], kind="guest"), *board.owed[2:]))
    async with running(MemoryFeed(board)) as (feed, pilot):
        await pilot.press("space", "space", "m")
        assert "no outcome in common" in said(pilot)
        assert not feed.marks


async def test_a_row_that_cannot_be_marked_is_said_and_left():
    async with running(MemoryFeed(shared_name(sample_board(), 1))) as (feed, pilot):
        left = pilot.app.board.owed[1].title
        await pilot.press("space", "space", "a")
        assert isinstance(pilot.app.screen, Confirm)
        assert f"left: {left} (two rows" in pilot.app.screen.subject
        await pilot.press("a")
        await until(pilot, lambda: len(feed.marks) == 1)
        await until(pilot, lambda: said(pilot).startswith("1 row: claim; left: "))


async def test_a_row_that_is_refused_stops_no_other():
    class Half(MemoryFeed):
        def mark(self, request: MarkRequest, by: str) -> str:
            if request.key == self.board.owed[0].key:
                raise Refused("ambiguous")
            return super().mark(request, by)

    async with running(Half()) as (feed, pilot):
        await pilot.press("space", "space", "n", *"已去电", "enter")
        await until(pilot, lambda: "left: 资源配置答复" in said(pilot))
        assert [one.text for one, _by in feed.marks] == ["已去电"]


async def test_u_names_all_that_one_key_marked_and_takes_all_back():
    async with running() as (feed, pilot):
        await pilot.press("space", "space", "z", "1")
        await until(pilot, lambda: len(feed.marks) == 2)
        titles = [pilot.app.board.item(one.key).title for one, _by in feed.marks]
        await until(pilot, lambda: said(pilot).startswith("2 rows: "))
        await pilot.press("u")
        assert "all 2 rows" in pilot.app.screen.subject
        assert all(title in pilot.app.screen.subject for title in titles)
        await pilot.press("u")
        await until(pilot, lambda: feed.undoable() is None)
        await until(pilot, lambda: said(pilot).startswith("undone: "))
        assert feed.board.item(feed.marks[0][0].key).marks.state is not ItemState.SNOOZED


async def test_a_mark_made_after_them_is_taken_back_alone():
    async with running() as (feed, pilot):
        await pilot.press("space", "space", "a", "a")
        await until(pilot, lambda: len(feed.marks) == 2 and not keys_of(pilot))
        await pilot.press("a")
        await until(pilot, lambda: len(feed.marks) == 3)
        await pilot.press("u")
        await until(pilot, lambda: feed.asked.count(("undo", "李敏")) == 1 and said(pilot).startswith("undone"))
        await pilot.press("u")
        assert "all 2 rows" in pilot.app.screen.subject


async def test_picks_stay_with_their_rows_and_one_without_its_row_is_dropped():
    async with running() as (feed, pilot):
        owed = desk(pilot).query_one("#owed", ItemsPanel)
        first, second = owed.table.rows[:2]
        await pilot.press("space", "space")
        feed.put(replace(feed.board, owed=tuple(reversed(feed.board.owed))))
        await until(pilot, lambda: owed.board is feed.board)
        assert set(keys_of(pilot)) == {first, second}
        feed.put(without(feed.board, str(first)))
        await until(pilot, lambda: keys_of(pilot) == (second,))
        assert "1 picked" in shown(pilot.app)


async def test_picks_are_kept_while_the_filter_hides_them_and_belong_to_their_panel():
    async with running() as (_, pilot):
        await pilot.press("space", "/", *"周报", "enter", "space")
        assert len(keys_of(pilot)) == 2
        await pilot.press("2")
        assert desk(pilot).panel.id == "stalled"
        assert not keys_of(pilot)
        await pilot.press("3", "y")
        assert [row.split("\t")[0] for row in pilot.app.clipboard.splitlines()] == ["资源配置答复", "周报未报"]


async def test_a_key_on_a_card_is_for_its_row_alone():
    async with running() as (feed, pilot):
        await pilot.press("space", "space", "home", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))
        await pilot.press("a")
        await until(pilot, lambda: feed.marks)
        assert [one.key for one, _by in feed.marks] == ["followup:资源配置答复"]
        assert len(keys_of(pilot)) == 2


# ------------------------------------------------------------ on the screens of figures too


def sheet(pilot) -> SheetPanel:
    assert isinstance(pilot.app.screen, SheetScreen)
    return pilot.app.screen.query_one(SheetPanel)


@pytest.mark.parametrize("opens", [("3", "3"), ("3", "3", "tab")], ids=["all", "follow-ups"])
async def test_rows_of_the_screens_of_figures_are_picked_and_marked_alike(opens):
    async with running() as (feed, pilot):
        await pilot.press(*opens)
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and sheet(pilot).table.rows)
        await pilot.press("space", "space")
        picked = sheet(pilot).picked_items
        assert len(picked) == 2
        await until(pilot, lambda: "2 picked" in shown(pilot.app))
        assert shown(pilot.app).count("*") == 2
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Confirm)
        for item in picked:
            assert item.title in pilot.app.screen.subject
            assert item.unit in pilot.app.screen.subject
        await pilot.press("a")
        await until(pilot, lambda: len(feed.marks) == 2)
        assert {one.key for one, _by in feed.marks} == {item.key for item in picked}
        await until(pilot, lambda: not sheet(pilot).picked_items)


async def test_a_row_on_which_nothing_can_be_marked_is_not_picked():
    async with running() as (_, pilot):
        await pilot.press("1", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))
        await pilot.press("space")
        assert not sheet(pilot).picked_items
        await until(pilot, lambda: "nothing can be marked on this row" in shown(pilot.app))


async def test_escape_another_view_and_another_page_pick_none():
    async with running() as (_, pilot):
        await pilot.press("3", "3", "space")
        await until(pilot, lambda: "1 picked" in shown(pilot.app))
        await pilot.press("escape")
        assert not sheet(pilot).picked_items
        await pilot.press("g", "space")
        assert sheet(pilot).picked_items
        await pilot.press("tab")
        assert not sheet(pilot).picked_items


async def test_a_key_on_a_card_is_for_its_row_alone_whatever_is_picked():
    async with running() as (feed, pilot):
        await pilot.press("3", "3", "space", "space")
        await until(pilot, lambda: len(sheet(pilot).picked_items) == 2)
        row = pilot.app.screen.item
        await pilot.press("enter", "a")
        await until(pilot, lambda: len(feed.marks) == 1)
        assert feed.marks[0][0].key == row.key
        assert row.key not in {item.key for item in sheet(pilot).picked_items}


async def test_picked_rows_are_copied_together():
    async with running() as (_, pilot):
        copied: list[str] = []
        pilot.app.copy_to_clipboard = copied.append
        await pilot.press("3", "3", "space", "space", "y")
        await until(pilot, lambda: bool(copied))
        assert len(copied[0].splitlines()) == 2


# ------------------------------------------------------------ the question


async def test_the_question_names_the_units_of_the_rows():
    wording.use("zh")
    async with running() as (_, pilot):
        await pilot.press("2", "space", "space")
        picked = desk(pilot).picked
        for key in ("m", "a", "z"):
            await pilot.press(key)
            assert all(item.unit in pilot.app.screen.subject for item in picked), key
            await pilot.press("escape")


@pytest.mark.parametrize(("own", "key"), [('claim = "B ctrl+y"', "B"), ('claim = "f2 B"\nmark = "J"', "B")])
async def test_the_offices_own_key_answers_the_question_that_it_asked(own, key):
    async with running(settings=lambda: parse(f"[keys]\n{own}")) as (feed, pilot):
        await pilot.press("space", "space", key)
        assert isinstance(pilot.app.screen, Confirm)
        shown_key = own.split('"')[1].split()[0]
        assert f"Enter or {shown_key.upper() if len(shown_key) > 1 else shown_key}: yes" in shown(pilot.app)
        await pilot.press("m")
        assert isinstance(pilot.app.screen, Confirm), "no key of another action says yes"
        await pilot.press(key)
        await until(pilot, lambda: len(feed.marks) == 2)


async def test_the_offices_own_key_accepts_a_held_ledger():
    board = replace(sample_board(), faults=(HELD,))
    async with running(MemoryFeed(board), settings=lambda: parse('[keys]\naccept = "B"')) as (feed, pilot):
        await pilot.press("x")
        await until(pilot, lambda: "云阳县.xlsx" in shown(pilot.app))
        await pilot.press("B")
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("A")
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("B")
        await until(pilot, lambda: [one.op for one, _by in feed.marks] == ["accept"])
