"""The filter is worked out beside the screen: the newest key wins, and no key is about a row that it hides."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from helpers.app import MemoryFeed, desk, running, until
from helpers.board import sample_board, stalled
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key

from data.model import Stage
from tui.input.pinyin import means
from tui.input.row_search import Overtaken, RowSearch, RowTexts
from tui.screens.cards.trace import TraceScreen
from widgets.panels.stalled import StalledPanel

NAMES = st.text("北重庆银行女绿ｂ a2", max_size=5)
TYPED = st.text("bcqyhnulvê北重 2", min_size=1, max_size=6)


@given(
    st.lists(st.lists(NAMES, min_size=1, max_size=3).map(tuple), max_size=6), st.lists(TYPED, min_size=1, max_size=5)
)
def test_rows_are_meant_as_their_texts_are_however_one_came_to_the_needle(
    rows: list[RowTexts], needles: list[str]
) -> None:
    search = RowSearch()
    for needle in (typed[:end] for typed in needles for end in range(1, len(typed) + 1)):
        search = RowSearch(needle, search)
        search.prepare(rows[::2], lambda: False)  # the others are asked for before they are worked out
        assert [search(*row) for row in rows] == [any(means(needle, text) for text in row) for row in rows]


def test_what_is_overtaken_is_not_worked_out_to_its_end() -> None:
    keys = iter([False, True])
    with pytest.raises(Overtaken):
        RowSearch("b").prepare([("北",), ("川",), ("园",)], lambda: next(keys))


class Held:
    """Searches that stop before their first row until `go` is set, as if there were very many rows."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        unless = RowSearch.unless

        def slow(search: RowSearch, overtaken: Callable[[], bool]) -> Callable[..., bool]:
            for _ in range(1000):
                if self.go.wait(0.01) or overtaken():
                    break
            return unless(search, overtaken)

        patch.setattr(RowSearch, "unless", slow)


def feed() -> MemoryFeed:
    names = ("北川铝材", "北川电池", "青山沙棘")
    return MemoryFeed(sample_board(stalled=tuple(stalled(name, "甲县", Stage.SIGNED, 30, 20) for name in names)))


async def test_while_a_search_lasts_the_screen_takes_keys_and_only_the_newest_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(monkeypatch)
    async with running(feed()) as (_, pilot):
        panel, needles = desk(pilot).query_one(StalledPanel), list[str]()
        desk(pilot).watch(panel, "needle", lambda needle: needles.append(needle), init=False)
        await pilot.press("2", *"/bcdc")
        assert desk(pilot).find.value == "bcdc"
        assert panel.shown == 3
        held.go.set()
        await until(pilot, lambda: panel.shown == 1)
        assert needles == ["bcdc"]
        await pilot.press("backspace", "backspace")
        await until(pilot, lambda: panel.shown == 2)


@pytest.mark.parametrize("typed", ["qs", "青山", "sj", "qingsh"])
async def test_enter_right_after_typing_gives_the_keys_to_the_rows_that_are_meant(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with running(feed()) as (memory, pilot):
        await pilot.press("/", *typed, "enter")
        for key in ("2", "j", "k", "a"):  # as fast as a hand, or a slow link: all are here before the search is done
            pilot.app.post_message(Key(key, key))
        await asyncio.sleep(0.05)
        assert not memory.asked
        held.go.set()
        await until(pilot, lambda: bool(memory.asked))
        assert "青山沙棘" in str(memory.asked)
        assert "北川" not in str(memory.asked)


async def test_escape_right_after_typing_leaves_all_rows_and_nothing_comes_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(monkeypatch)
    async with running(feed()) as (_, pilot):
        panel = desk(pilot).query_one(StalledPanel)
        await pilot.press(*"/qs", "escape")
        held.go.set()
        await until(pilot, lambda: not any(one.group == "filter" and one.is_running for one in pilot.app.workers))
        await pilot.pause()
        assert (panel.needle, panel.shown) == ("", 3)


async def test_a_click_on_a_row_is_for_the_rows_that_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    async with running(feed()) as (memory, pilot):
        panel = desk(pilot).query_one(StalledPanel)
        await pilot.press("2", *"/qs")
        threading.Timer(0.2, held.go.set).start()
        await pilot.click(panel.table, offset=(5, 1))
        await pilot.press("a")
        await until(pilot, lambda: bool(memory.asked))
        assert "北川" not in str(memory.asked)
        assert panel.shown == 1


@pytest.mark.parametrize(("typed", "opens"), [("47.5%", True), ("47.4%", False), ("47", False)])
async def test_a_number_as_it_is_printed_leads_to_its_figures(typed: str, opens: bool) -> None:
    keys = [{".": "full_stop", "%": "percent_sign"}.get(key, key) for key in typed]
    async with running(MemoryFeed(sample_board())) as (_feed, pilot):
        await pilot.press("slash", *keys, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TraceScreen) is opens
        if isinstance(screen, TraceScreen):
            assert "47.5%" in "\n".join(screen.said())
            await pilot.press("escape")
        assert desk(pilot).find.value == ("" if opens else typed)
