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
from tui.input.row_search import AT_ONCE, Overtaken, RowSearch, RowTexts
from tui.screens.cards.trace import TraceScreen
from widgets.panels.items_panel import ItemsPanel
from widgets.table.needle import PlainFinder, contains
from widgets.table.searched_rows import SearchedRows

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


SPELLED = st.one_of(TYPED, st.sampled_from(["beichongqingyin", "zhongqingyinhang", "nvlv2 yinxing", "nülü", "chqyhnv"]))


@given(
    st.lists(st.lists(NAMES, min_size=1, max_size=3).map(tuple), max_size=6), st.lists(SPELLED, min_size=1, max_size=4)
)
def test_a_list_is_searched_as_its_rows_are_one_by_one_however_one_came_to_the_needle(
    rows: list[RowTexts], needles: list[str]
) -> None:
    search, searched = RowSearch(), SearchedRows(rows, lambda row: row)
    for needle in (typed[:end] for typed in needles for end in range(1, len(typed) + 1)):
        search = RowSearch(needle, search)
        plainly = [at for at, row in enumerate(rows) if any(means(needle, text) for text in row)]
        assert [*search.places(searched)] == plainly
        letter_by_letter = [at for at, row in enumerate(rows) if any(contains(needle, text) for text in row)]
        assert [*PlainFinder(needle).places(searched)] == letter_by_letter


@given(
    st.lists(st.lists(NAMES, max_size=2).map(tuple), max_size=6),
    st.lists(st.tuples(st.sampled_from(["in", "out", "other", "turned"]), st.integers(0, 9), NAMES), max_size=6),
)
def test_what_is_searched_in_the_rows_of_another_board_is_what_would_be_made_from_nothing(
    rows: list[RowTexts], changes: list[tuple[str, int, str]]
) -> None:
    kept = SearchedRows(rows, lambda row: row)
    for change, number, text in changes:
        rows, at = [*rows], number % (len(rows) + 1)
        if change == "in":
            rows.insert(at, (text,))
        elif change == "turned":
            rows.reverse()
        else:
            rows[at : at + 1] = [(text, text)] if change == "other" else []
        kept = SearchedRows(rows, lambda row: row, kept)
        anew = SearchedRows(rows, lambda row: row)
        assert [*kept.strings] == [*anew.strings]
        assert kept.characters >= anew.characters


def test_what_is_overtaken_is_not_worked_out_to_its_end() -> None:
    keys = iter([False, True])
    with pytest.raises(Overtaken):
        RowSearch("b").prepare([("北",), ("川",), ("园",)], lambda: next(keys))
    keys = iter([False, True])
    with pytest.raises(Overtaken):
        RowSearch("b").places(SearchedRows(["北"] * (AT_ONCE + 1), lambda row: (row,)), lambda: next(keys))


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
        panel, needles = desk(pilot).query_one("#stalled", ItemsPanel), list[str]()
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
        panel = desk(pilot).query_one("#stalled", ItemsPanel)
        await pilot.press(*"/qs", "escape")
        held.go.set()
        await until(pilot, lambda: not any(one.group == "filter" and one.is_running for one in pilot.app.workers))
        await pilot.pause()
        assert (panel.needle, panel.shown) == ("", 3)


async def test_a_click_on_a_row_is_for_the_rows_that_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    async with running(feed()) as (memory, pilot):
        panel = desk(pilot).query_one("#stalled", ItemsPanel)
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
