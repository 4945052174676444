"""Keys that come before the terminal has confirmed the board: they move, search, open and leave, and mark no row."""

from __future__ import annotations

from helpers.app import desk, running, said

from tui.app.app import FairwatchApp
from tui.keys.actions import ACTIONS, ITEMS, Where
from tui.screens.cards.item import CardScreen
from tui.screens.desk import DeskScreen
from widgets.panels.items_panel import ItemsPanel

ABOUT_ROWS = [
    action.keys[0]
    for action in ACTIONS
    if Where.DESK in action.where and (action.writes or (action.group == ITEMS and action.id != "card"))
]
TOLD = "the picture was not live just now: this key did nothing"


async def test_keys_about_rows_are_refused_in_words_until_the_board_is_confirmed():
    async with running() as (feed, pilot):
        keeper = unconfirmed(pilot.app)
        assert {"m", "a", "u", "y", "c", "space", "ａ", "f7"} <= {*ABOUT_ROWS, "ａ", "f7"}
        for key in (*ABOUT_ROWS, "ａ", "f7", "f2"):
            desk(pilot).say("")
            await pilot.press(key)
            assert isinstance(pilot.app.screen, DeskScreen), key
            assert said(pilot) == TOLD, key
        assert not [asked for asked in feed.asked if asked[0] != "refresh"]
        assert not desk(pilot).picking
        keeper._unconfirmed = False
        await pilot.press("space")
        assert desk(pilot).picking


async def test_keys_that_move_search_open_and_leave_are_heard():
    async with running() as (feed, pilot):
        unconfirmed(pilot.app)
        before = desk(pilot).query_one("#owed", ItemsPanel).selected_item
        await pilot.press("j")
        assert desk(pilot).query_one("#owed", ItemsPanel).selected_item is not before
        await pilot.press("/", "z", "a")
        assert desk(pilot).find.value == "za"
        await pilot.press("f7")  # no letter
        assert said(pilot) == TOLD
        await pilot.press("escape", "escape", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        await pilot.press("a", "m", "enter", "1")  # about the card's row, which nobody saw either
        assert isinstance(pilot.app.screen, CardScreen)
        assert not feed.asked
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, DeskScreen)
        await pilot.press("q")
        assert pilot.app._exit


def unconfirmed(app: object):
    """The keeper of an app whose terminal has not confirmed the board."""
    assert isinstance(app, FairwatchApp)
    app.pictures._unconfirmed = True
    return app.pictures
