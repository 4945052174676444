"""Every action of the table on every screen: its key does something that is seen, or says where or why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from helpers.app import MemoryFeed, running, shown
from helpers.board import sample_board
from helpers.problems import DATE, DIFFER, HELD, NOBODYS
from textual.pilot import Pilot

from tui.keys.actions import ACTIONS, SCREENS, Where, bindings, keys_of
from tui.screens.base.acting import ActingScreen
from tui.screens.desk import DeskScreen
from tui.screens.wall.wall import WallScreen

PLACES: dict[str, tuple[Where, tuple[str, ...]]] = {
    "owed": (Where.DESK, ()),
    "units": (Where.DESK, ("1",)),
    "faults": (Where.PROBLEMS, ("x",)),
    "all projects": (Where.SHEET, ("2", "2")),
    "preparation": (Where.SHEET, ("4",)),
    "wall": (Where.WALL, ()),
}
LEAVES = {"quit", "clear"}
"""They leave a screen, or have nothing to undo at the start: other tests press them."""


class Station:
    """A running app that is brought back to one place before every key."""

    def __init__(self, feed: MemoryFeed, pilot: Pilot[None], keys: tuple[str, ...]) -> None:
        self.feed, self.pilot, self._keys = feed, pilot, keys
        self._start: tuple[object, ...] = ()
        self._asked = 0

    @property
    def screen(self) -> ActingScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, ActingScreen)
        return screen

    async def back(self) -> None:
        """The first screen alone, then the keys that lead to the place; nothing of what the last key did."""
        app = self.pilot.app
        if self._start and app.screen is self._start[0]:
            await self._hush()
        if self._start != self._seen():
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await self.pilot.pause()
            if isinstance(self.screen, DeskScreen):
                self.screen.act("clear")
                self.screen.go("owed")
            await self.pilot.press(*self._keys)
            await self._hush()
        self._start, self._asked = self._seen(), len(self.feed.asked)

    async def _hush(self) -> None:
        if isinstance(self.screen, WallScreen):
            self.screen._tell()
        else:
            self.screen.say("")
        await self.pilot.pause()

    async def press(self, key: str) -> bool:
        """Whether an officer sees that the key did something."""
        await self.pilot.press(key)
        return self._seen() != self._start or len(self.feed.asked) > self._asked

    def _seen(self) -> tuple[object, ...]:
        screen = self.pilot.app.screen
        panel = screen.focused and [one.id for one in screen.focused.ancestors]
        return screen, panel, shown(self.pilot.app)


@asynccontextmanager
async def at(place: str, **more: object) -> AsyncIterator[Station]:
    where, keys = PLACES[place]
    feed = MemoryFeed(sample_board(faults=(HELD, DIFFER, DATE, NOBODYS)))
    async with running(feed, size=(80, 24), face="wall" if where is Where.WALL else "desk", **more) as (_, pilot):
        yield Station(feed, pilot, keys)


@pytest.mark.parametrize("place", PLACES)
async def test_a_key_of_the_screen_does_something_that_is_seen_and_another_says_where_it_works(place):
    where, _keys = PLACES[place]
    silent, untold = [], []
    own = {key for action in ACTIONS if where in action.where for key in action.keys}
    async with at(place) as station:
        for action in ACTIONS:
            if action.id in LEAVES:
                continue
            await station.back()
            seen = await station.press(action.keys[0])
            if not seen:
                silent.append(action.id)
            if where not in action.where and action.keys[0] not in own:
                told = shown(station.pilot.app)
                if "the wall only shows" not in told and not any(SCREENS[one] in told for one in action.where):
                    untold.append(action.id)
    assert (silent, untold) == ([], [])


@pytest.mark.parametrize("place", ["owed", "faults"])
async def test_a_station_that_only_reads_says_so_of_every_key_that_writes(place):
    where, _keys = PLACES[place]
    async with at(place, read_only=True) as station:
        for action in ACTIONS:
            if action.writes and where in action.where:
                await station.back()
                await station.press(action.keys[0])
                assert "read only: nothing can be marked here" in shown(station.pilot.app), action.id


@pytest.mark.parametrize("where", Where)
def test_every_key_of_every_action_stands_on_every_screen(where):
    bound = {one.key: one.action for one in bindings(where)}
    for action in ACTIONS:
        for key in keys_of(action.id):
            those = [one for one in ACTIONS if key in keys_of(one.id)]
            mine = [one for one in those if where in one.where] or those
            assert bound[key] in {f"act('{one.id}')" for one in mine}
