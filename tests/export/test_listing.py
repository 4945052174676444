"""What a list in a file says is what the screen of figures shows of the demo's season."""

from __future__ import annotations

from decimal import Decimal

from helpers.app import MemoryFeed, running, until
from helpers.hostile_lists import lists_of
from textual.widgets import Input

from data.model import Board
from data.model.shown_list import CellForm
from tui.screens.figures_screen import SheetScreen
from widgets.panels.items_panel import ItemsPanel
from widgets.table.virtual_table import Heading
from widgets.views import PAGES
from widgets.views.panel_listing import panel_list
from widgets.views.sheet_panel import SheetPanel
from widgets.views.view import Order


def test_every_view_can_be_written_and_says_what_must_be_known(season: Board) -> None:
    lists = list(lists_of(season))
    assert len(lists) == sum(len(page.views) for page in PAGES.values()) == len({shown.id for shown in lists})
    for shown in lists:
        facts = {fact.id: fact.words for fact in shown.facts}
        assert {"day", "basis", "source"} <= facts.keys(), shown.id
        assert ("scope" in facts) == shown.id.startswith("units."), shown.id
        assert all(len(row) == len(shown.columns) for group in shown.groups for row in group.rows)


def test_figures_are_the_board_s(season: Board) -> None:
    (shown,) = (one for one in lists_of(season) if one.id == "units.progress")
    at = [column.id for column in shown.columns]
    rows = {row[at.index("unit")].words.split()[-1]: row for group in shown.groups for row in group.rows}
    assert season.leading
    for unit in season.leading.units:
        row = rows[unit.unit]
        assert row[at.index("rate")].value == unit.completion
        assert row[at.index("target")].value == unit.target
        if unit.standing.value in ("unread", "silent"):
            assert row[at.index("signed")].value is None
            assert row[at.index("signed")].words == "—"
        else:
            assert row[at.index("signed")].value == unit.measured.signed


def test_figures_have_their_form_and_words_none(season: Board) -> None:
    forms = {}
    for shown in lists_of(season):
        for at, column in enumerate(shown.columns):
            if any(row[at].value is not None for group in shown.groups for row in group.rows):
                forms.setdefault(column.id, set()).add(column.form)
    assert forms["amount"] == {CellForm.AMOUNT}
    assert forms["date"] == {CellForm.DAY}
    assert CellForm.COMPLETION in forms["rate"]
    assert "phone" not in forms
    assert "unit" not in forms


async def test_filter_order_and_picks_go_into_the_file(season: Board) -> None:
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        await pilot.press("2", "2")
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and pilot.app.screen.query(SheetPanel))
        panel = pilot.app.screen.query_one(SheetPanel)
        panel.turn(1)
        panel.order = Order("days", down=True)
        await pilot.press("/", "z")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "z"
        shown = panel.listed()
        names = [panel.view.name(panel._by_row[row]) for row in panel.table.rows if not isinstance(row, Heading)]
        assert [row[0].words for group in shown.groups for row in group.rows] == names
        days = [row[3].value for group in shown.groups for row in group.rows if row[3].value is not None]
        assert days == sorted(days, reverse=True)
        assert {"filter", "order"} <= {fact.id for fact in shown.facts}
        await pilot.press("space")
        await pilot.pause()
        picked = panel.listed()
        assert picked.rows == 1
        assert "picked" in {fact.id for fact in picked.facts}
        whole = panel.listed(whole=True)
        assert whole.rows == panel.total > shown.rows
        assert not {"filter", "order", "picked"} & {fact.id for fact in whole.facts}


async def test_a_panel_of_the_duty_screen_is_written_as_it_stands(season: Board) -> None:
    async with running(MemoryFeed(season), by="李敏") as (_feed, pilot):
        panel = pilot.app.screen.query_one("#stalled", ItemsPanel)
        shown = panel_list(panel)
        assert shown is not None
        assert shown.rows == len([row for row in panel.table.rows if not isinstance(row, Heading)])
        at = [column.id for column in shown.columns].index("limit")
        limits = [row[at].value for group in shown.groups for row in group.rows]
        assert [Decimal(item.limit) for item in season.stalled if item.limit is not None][: len(limits)] == limits
