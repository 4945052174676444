"""What officers do every day, at the desk and in the field, each within its number of keys from the duty screen.

The list is the product's promise: nothing in it may get longer.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from helpers.app import MemoryFeed, running, said, shown, until
from helpers.board import NOW, owed, sample_board
from textual.pilot import Pilot

from data.model import MarkRequest, ShiftNote, UnitPeople
from tui.screens.cards.call import CallCard
from tui.screens.figures_screen import SheetScreen

FIRST = "followup:资源配置答复"
PROJECT = "stalled:光热设备制造"
REPORT = owed("5月上旬报送", "云阳县", 3, key="report/云阳县/5月上旬", kind="report")
NOTE = ShiftNote(id="s2.r.1", at=NOW, by="王敏", to="", text="客商两点到")

FACES: dict[str, dict[str, Any]] = {"desk": {"size": (120, 40)}, "field": {"size": (80, 24), "face": "field"}}


class Day:
    """A running station, its feed, and what was copied."""

    def __init__(self, feed: MemoryFeed, pilot: Pilot[None], copied: list[str]) -> None:
        self.feed, self.pilot, self.copied = feed, pilot, copied

    @property
    def text(self) -> str:
        return shown(self.pilot.app)

    def marked(self, request: MarkRequest) -> bool:
        return self.feed.marks == [(request, "李敏")]


@dataclass(frozen=True)
class Daily:
    """One thing that officers do: the most keys that it may take, those that do it, how one sees that it is done."""

    most: int
    keys: str
    done: Callable[[Day], object]
    start: str = ""
    """Keys that lead to the row that it is about: the officer stands there already."""


DAILY: dict[str, Daily] = {
    "hand-over accepted": Daily(3, "w enter enter", lambda day: ("take_over", "s2.r.1", "李敏") in day.feed.asked),
    "owed reports seen": Daily(
        1, "3", lambda day: isinstance(day.pilot.app.screen, SheetScreen) and "5月上旬报送" in day.text
    ),
    "call card": Daily(1, "c", lambda day: isinstance(day.pilot.app.screen, CallCard) and "0000-3333333" in day.text),
    "call logged": Daily(4, "c l 2 enter", lambda day: day.marked(MarkRequest(FIRST, "act", "chased", seen="e1"))),
    "unit found by its initials": Daily(
        5, "/ y y x", lambda day: "5月上旬报送" in day.text and "资源配置答复" not in day.text
    ),
    "snoozed to a date": Daily(
        4, "z 6 9 enter", lambda day: day.marked(MarkRequest(FIRST, "snooze", until=date(2017, 5, 9), seen="e1"))
    ),
    "undone": Daily(
        1, "u", lambda day: ("undo", "李敏") in day.feed.asked and "undone: 资源配置答复" in said(day.pilot), start="a"
    ),
    "visit logged": Daily(2, "v enter", lambda day: day.marked(MarkRequest(PROJECT, "log", "visit")), start="2 down"),
    "blocker logged": Daily(
        4,
        "p 4 无 enter",
        lambda day: day.marked(MarkRequest(PROJECT, "log", "blocked-power", text="无")),
        start="2 down",
    ),
    "row copied": Daily(1, "y", lambda day: day.copied and day.copied[0].startswith("资源配置答复\t")),
    "card copied": Daily(
        1,
        "y",
        lambda day: day.copied and day.copied[0].startswith("资源配置答复\n") and "OSC 52" in day.text,
        start="enter",
    ),
}


@contextlib.asynccontextmanager
async def station(face: str, start: str) -> AsyncIterator[Day]:
    people = (UnitPeople("市自然资源局", "孙科长", "0000-3333333", ""),)
    board = sample_board()
    feed = MemoryFeed(replace(board, owed=(*board.owed, REPORT), people=people, handovers=(NOTE,)))
    async with running(feed, **FACES[face]) as (_, pilot):
        copied: list[str] = []
        pilot.app.copy_to_clipboard = copied.append  # type: ignore[method-assign]  # no terminal takes it here
        for key in start.split():
            await pilot.press(key)
        await until(pilot, lambda: len(feed.marks) == (start == "a"))
        yield Day(feed, pilot, copied)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", DAILY)
async def test_it_is_done_in_so_many_keys(name: str, face: str):
    daily = DAILY[name]
    keys = daily.keys.split()
    assert len(keys) <= daily.most
    async with station(face, daily.start) as day:
        assert not daily.done(day), "it must not have been so before"
        for key in keys:
            await day.pilot.press(key)
        await until(day.pilot, lambda: daily.done(day))
