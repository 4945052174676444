"""Screens of figures: a digit opens each, Tab turns, Enter shows what a figure rests on, `S` sorts, marks work."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from helpers.app import MemoryFeed, desk, running, shown, until
from helpers.board import sample_board
from textual.pilot import Pilot
from textual.widgets import Static

from data import wording
from data.model import UNHEARD, Board
from tui.screens.boxes.dialog import Picker
from tui.screens.cards.trace import TraceScreen
from tui.screens.figures_screen import SheetScreen
from widgets.frame.footline import FootLine
from widgets.table.virtual_table import Heading
from widgets.views import PAGES
from widgets.views.sheet_panel import SheetPanel


@pytest.fixture
def season(demo_board) -> Board:
    """The demo season's board, read through the real feed."""
    return demo_board("zh")


@pytest.fixture(autouse=True)
def chinese() -> None:
    wording.use("zh")


def sheet(pilot: Pilot[None]) -> SheetPanel:
    screen = pilot.app.screen
    assert isinstance(screen, SheetScreen)
    return screen.sheet


def names(pilot: Pilot[None]) -> list[str]:
    """The rows in their order."""
    panel = sheet(pilot)
    return [panel.view.name(panel._by_row[row]) for row in panel.table.rows if not isinstance(row, Heading)]


async def opened(pilot: Pilot[None], *keys: str) -> SheetPanel:
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and pilot.app.screen.query(SheetPanel))
    await pilot.pause()
    return sheet(pilot)


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.id)
async def test_its_digit_opens_a_page_and_tab_turns_through_all_its_views(season: Board, page):
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        keys = [str(page.number)] * (2 if page.number <= 3 else 1)
        panel = await opened(pilot, *keys)
        for view in (*page.views[1:], page.views[0]):
            await pilot.press("tab")
            assert panel.view is view
            assert f"[{view.word}]" in panel.title_line.words
            assert panel.total or wording._(view.nothing) in shown(pilot.app)


async def test_a_digit_goes_to_the_panel_first_and_to_the_screen_once_there(season: Board):
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        await pilot.press("1")
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).panel.id == "units"
        assert (await opened(pilot, "1")).page.id == "units"
        await pilot.press("7")
        assert sheet(pilot).page.id == "leaders"
        await pilot.press("q")
        assert pilot.app.screen is desk(pilot), "pages stand in each other's place: one key leads back"


async def test_enter_shows_the_rule_the_values_the_settings_and_the_rows_behind_a_figure(season: Board):
    unit = next(u for u in season.leading.units if u.unit == "南屏园区")
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        panel = await opened(pilot, "1", "1")
        await pilot.press("/", *"南屏", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TraceScreen))
        screen = pilot.app.screen
        assert isinstance(screen, TraceScreen)
        at = [figure.label for figure in screen.figures].index("已签")
        screen.query_one("#figures").select(at)
        await pilot.pause()
        said = str(screen.query_one("#evidence", Static).render())
        assert "签约、未退出的合同项目按口径合计" in said
        assert "（signed.basis）：" in said
        assert "合同引资额" in said
        assert said.count("南屏园区项目台账.xlsx") == unit.contracts
        assert panel.selected_name == "南屏园区"


async def test_rows_behind_a_figure_add_up_to_it(season: Board):
    """What Enter lists is what was summed: for every unit of every fair."""
    amounts = {place: line.amount or Decimal(0) for line in season.projects for place in line.places}
    view = PAGES["units"].views[0]
    for progress in season.progress:
        for group in view.groups(season, progress.fair):
            cols = {col.column.id: col for col in view.columns(season, group.rows)}
            for row in group.rows:
                behind = cols["signed"].trace(row).rows
                assert sum(amounts.get(place, Decimal(0)) for place in behind) == row.unit.measured.signed


def shown_amounts(panel: SheetPanel) -> list[Decimal]:
    """What each unit is measured by, in the order of the rows: of one with units below it the whole. One of which
    nothing is known stands last, whichever way."""
    units = [panel._by_row[row].unit for row in panel.table.rows]
    known = [unit.standing not in UNHEARD for unit in units]
    assert known == sorted(known, reverse=True)
    return [unit.measured.signed for unit in units if unit.standing not in UNHEARD]


async def test_sorted_by_a_column_and_turned_round_by_the_same_again(season: Board):
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        panel = await opened(pilot, "1", "1")
        columns = [column.id for column in panel.sortable()]
        digit = str(2 + columns.index("signed"))
        known = [unit for unit in season.leading.units if unit.standing not in UNHEARD]
        by_amount = sorted(known, key=lambda unit: unit.measured.signed)
        await pilot.press("S", digit)
        assert [u.measured.signed for u in reversed(by_amount)] == shown_amounts(panel)
        assert "从大到小" in panel.title_line.words
        await pilot.press("S", digit)
        assert [u.measured.signed for u in by_amount] == shown_amounts(panel)
        await pilot.press("S", "1")
        assert any(isinstance(row, Heading) for row in panel.table.rows), "the board's own order has its headings again"


async def test_a_stalled_project_is_marked_from_its_list_of_projects():
    board = sample_board()
    async with running(MemoryFeed(board), by="李敏") as (feed, pilot):
        panel = await opened(pilot, "2", "2")
        await pilot.press("tab")
        key = panel.selected_item.key
        await pilot.press("m", "1")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].key == key
        await until(pilot, lambda: "催办" in shown(pilot.app))


async def test_a_row_that_cannot_be_marked_says_so(season: Board):
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        await opened(pilot, "5")
        await pilot.press("m")
        assert "没有可登记的事项" in pilot.app.screen.query_one(FootLine).said
        assert not isinstance(pilot.app.screen, Picker)
        await pilot.press("f")
        assert "不分展会" in pilot.app.screen.query_one(FootLine).said


async def test_f_shows_another_fair(season: Board):
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        panel = await opened(pilot, "1", "1")
        first = panel.title_line.words
        await pilot.press("f")
        fairs = [progress.fair for progress in season.progress]
        assert panel.scope in fairs
        assert panel.title_line.words != first


async def test_the_page_follows_newer_boards_and_the_cursor_its_row(season: Board):
    async with running(MemoryFeed(season), by="李敏") as (feed, pilot):
        panel = await opened(pilot, "2", "2")
        await pilot.press("down", "down")
        name = panel.selected_name
        feed.put(replace(season, projects=tuple(reversed(season.projects))))
        await until(pilot, lambda: names(pilot)[2] != name)
        assert panel.selected_name == name


async def test_every_project_stands_once_on_the_projects_page(season: Board):
    view = PAGES["stalled"].views[0]
    shown_keys = [row.line.key for group in view.groups(season, None) for row in group.rows]
    assert sorted(shown_keys) == sorted(line.key for line in season.projects)


async def test_everything_owed_stands_once_under_who_owes_it(season: Board):
    view = PAGES["owed"].views[0]
    listed = [item.key for group in view.groups(season, None) for item in group.rows]
    assert sorted(listed) == sorted(item.key for item in (*season.owed, *season.owed_later))


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.id)
async def test_english_screens_say_no_chinese_but_what_ledgers_say(season: Board, page):
    wording.use("en")
    for view in page.views:
        words = [view.word, wording._(view.nothing)]
        for progress in season.progress:
            groups = view.groups(season, progress.fair)
            rows = [row for group in groups for row in group.rows]
            words += [col.column.header for col in view.columns(season, rows)]
        assert not [word for word in words if any("一" <= letter <= "鿿" for letter in word)]
