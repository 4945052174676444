"""The fair that `f` chose is remembered at the station; one that is gone gives way to the headline's, which is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.app import MemoryFeed, running, shown, until
from helpers.board import FAIR, sample_board

from data import wording
from data.model import Headline
from tui.terminal.chosen_scope import ChosenScope
from widgets.panels.totals import TotalsPanel
from widgets.panels.units_panel import UnitsPanel


@pytest.fixture(autouse=True)
def chinese() -> None:
    wording.use("zh")


async def test_what_f_chose_is_shown_in_the_next_run(tmp_path):
    kept = tmp_path / "folder" / "scope.json"
    async with running(scope=kept) as (_, pilot):
        assert "最近一场" in shown(pilot.app)
        await pilot.press("f")
        assert pilot.app.query_one(UnitsPanel).scope is None
        assert "本机所选" in shown(pilot.app)
    async with running(scope=kept) as (_, pilot):
        assert pilot.app.query_one(TotalsPanel).scope is None
        await pilot.press("f")
        assert pilot.app.query_one(UnitsPanel).scope == FAIR
    assert ChosenScope(kept).fair == ""


async def test_each_station_has_its_own(tmp_path):
    ChosenScope(tmp_path / "a.json").choose(None)
    async with running(scope=tmp_path / "b.json") as (_, pilot):
        assert pilot.app.query_one(UnitsPanel).scope == ""


async def test_a_chosen_fair_that_is_gone_gives_way_and_is_told(tmp_path):
    kept = tmp_path / "scope.json"
    ChosenScope(kept).choose("旧洽会")
    async with running(scope=kept) as (_, pilot):
        await until(pilot, lambda: f"旧洽会已不在台账中，改为显示{FAIR}" in shown(pilot.app))
        assert pilot.app.query_one(UnitsPanel).scope == ""


@pytest.mark.parametrize("text", ["", "{", '{"fair": 3}', '{"v": 1}'])
def test_a_file_that_cannot_be_read_chooses_nothing(tmp_path, text):
    (tmp_path / "scope.json").write_text(text)
    assert ChosenScope(tmp_path / "scope.json").fair == ""


async def test_the_wall_shows_its_own_scope():
    board = replace(sample_board(), wall_headline=Headline(None, "set"))
    async with running(MemoryFeed(board), face="wall") as (_, pilot):
        assert "大屏设定" in shown(pilot.app)
        assert "全季" in shown(pilot.app)
