"""The table: widths in cells, the cursor that stays with its item, and painting no more than changed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pytest
from helpers.board import HOSTILE, screen_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Region

from widgets.frame.cutting import cut
from widgets.frame.ink import cut_line, fit, flat, flowed, line_width, padded, part
from widgets.table.column_widths import EXTRA, Column, fit_columns, said_widths, wanted_widths
from widgets.table.virtual_table import Heading, TableRow, VirtualTable

WORDS = st.text(st.sampled_from("ab 项目é…（）ｍ|"), max_size=30)
COLUMNS = (Column("name", "项目", 4, 20), Column("n", "天", 2, 6, "right", 1), Column("say", "办理", 4, 30, priority=2))


class Table(VirtualTable):
    """Counts what it paints."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, self.texts)
        self.words: dict[Hashable, str] = {}
        self.painted: list[Region] = []

    def texts(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Any]:
        return {"name": str(row), "n": "7", "say": self.words.get(row, "")}

    def refresh(self, *regions: Region, **more: Any) -> Any:
        self.painted += regions
        return super().refresh(*regions, **more)


class TableApp(App[None]):
    def __init__(self, rows: Sequence[TableRow]) -> None:
        super().__init__()
        self.table = Table()
        self.first = rows
        self.said: list[tuple[str, Hashable | None]] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.show_rows(self.first)
        self.table.focus()

    def on_virtual_table_row_chosen(self, message: VirtualTable.RowChosen) -> None:
        self.said.append(("chosen", message.row))

    def on_virtual_table_cursor_moved(self, message: VirtualTable.CursorMoved) -> None:
        self.said.append(("moved", message.row))


# ------------------------------------------------------------ words and widths


@given(WORDS, st.integers(0, 20))
def test_cut_never_exceeds_its_cells_and_ends_in_an_ellipsis(text: str, width: int) -> None:
    short = cut(text, width)
    assert cell_len(short) <= width
    assert short == text if cell_len(text) <= width else not width or short.endswith("…")


@given(st.lists(WORDS, max_size=5), st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_padded_is_exactly_as_wide_as_asked(texts: list[str], width: int, align: str) -> None:
    line = [(text, "") for text in texts]
    assert line_width(padded(line, width, align)) == width
    assert line_width(cut_line(line, width)) <= width
    if line_width(line) > width > 0:
        assert "".join(text for text, _ in cut_line(line, width)).endswith("…")


@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(4, 60))
def test_phrases_flow_without_losing_a_word(texts: list[str], width: int) -> None:
    parts = [part(text) for text in texts]
    said = "".join("".join(text for text, _ in line) for line in flowed(parts, width))
    assert said.replace(" ", "") == "".join(texts).replace(" ", "")


def test_what_has_no_room_goes_by_rank() -> None:
    parts = [part("一二三", rank=2), part("四五", rank=0), part("六", rank=1)]
    assert [one.rank for one in fit(parts, 16)] == [2, 0, 1]
    assert [one.rank for one in fit(parts, 8)] == [0, 1]
    assert [one.rank for one in fit(parts, 1)] == [0]


def test_a_cell_is_one_line_of_printable_text() -> None:
    assert flat("甲\n乙\t丙\x1b[31m\x9b") == "甲 乙 丙[31m"


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.integers(0, 30), st.integers(0, 12), st.booleans()), min_size=1, max_size=9
    ),
    st.integers(12, 240),
)
def test_columns_fit_their_room(specs: list[tuple[int, int, int, bool]], room: int) -> None:
    columns = [Column(str(i), "栏", a, a + b, priority=p and i and p, grow=g) for i, (a, b, p, g) in enumerate(specs)]
    columns[0] = Column("0", "栏", 4, 30)
    wanted = wanted_widths(columns, said_widths(columns, [{column.id: [("x" * 9, "")] for column in columns}]))
    widths, gap = fit_columns(columns, wanted, room)
    needful = [column for column in columns if column.priority == 0]
    assert {column.id for column in needful} <= set(widths)
    if set(widths) != {column.id for column in needful}:
        assert sum(widths.values()) + gap * (len(widths) - 1) <= room


def test_the_last_in_priority_disappears_first() -> None:
    wanted = wanted_widths(
        COLUMNS, said_widths(COLUMNS, [{"name": [("光热设备", "")], "n": [("71", "")], "say": [("未处理", "")]}])
    )
    assert list(fit_columns(COLUMNS, wanted, 40)[0]) == ["name", "n", "say"]
    assert list(fit_columns(COLUMNS, wanted, 9)[0]) == ["name", "n"]
    assert list(fit_columns(COLUMNS, wanted, 5)[0]) == ["name"]


def test_an_extra_column_that_says_nothing_is_not_shown() -> None:
    columns = (Column("name", "项目"), Column("phone", "电话", priority=EXTRA))
    assert "phone" not in wanted_widths(columns, said_widths(columns, [{"name": [("甲", "")], "phone": []}]))
    assert "phone" in wanted_widths(columns, said_widths(columns, [{"name": [("甲", "")], "phone": [("0000", "")]}]))


# ------------------------------------------------------------ the cursor


async def test_keys_move_the_cursor_over_items_and_past_headings() -> None:
    app = TableApp([Heading("园区"), "甲", "乙", Heading("县区"), "丙"])
    async with app.run_test(size=(40, 12)) as pilot:
        assert app.table.cursor == "甲"
        for keys, row in (
            ("j", "乙"),
            ("down", "丙"),
            ("j", "丙"),
            ("k", "乙"),
            ("home", "甲"),
            ("end", "丙"),
            ("ｋ", "乙"),
            ("g", "甲"),
            ("G", "丙"),
        ):
            await pilot.press(keys)
            assert app.table.cursor == row, keys
        await pilot.press("ｇ", "enter")
    assert app.said[-1] == ("chosen", "甲")


async def test_paging_moves_by_what_is_seen() -> None:
    app = TableApp([f"项目{n}" for n in range(100)])
    async with app.run_test(size=(40, 11)) as pilot:
        await pilot.press("pagedown")
        assert app.table.cursor == "项目9"
        await pilot.press("pagedown", "pageup")
        assert app.table.cursor == "项目9"
        await pilot.press("end")
        await pilot.pause()
        assert "项目99" in screen_text(app)[-1]
        assert "项目" in screen_text(app)[0], "the header stays"


async def test_the_cursor_stays_with_its_item_when_rows_move() -> None:
    app = TableApp(["甲", "乙", "丙", "丁"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("j", "j")
        app.table.show_rows(["丁", "丙", "新", "乙", "甲"])
        assert app.table.cursor == "丙"
        await pilot.pause()
        assert [line[:1] for line in screen_text(app)[1:6]] == [" ", "›", " ", " ", " "]
        assert screen_text(app)[2].startswith("›丙")


async def test_when_its_item_goes_the_cursor_takes_the_place_that_it_left() -> None:
    app = TableApp(["甲", "乙", "丙", "丁"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("j", "j")
        app.table.show_rows(["甲", "乙", "丁"])
        assert app.table.cursor == "丁"
        app.table.show_rows(["甲", Heading("已处理待核")])
        assert app.table.cursor == "甲"
        app.table.show_rows([Heading("已处理待核")])
        assert app.table.cursor is None
        await pilot.press("j", "enter")
        app.table.show_rows(["戊"])
        assert app.table.cursor == "戊"
    assert ("chosen", None) not in app.said


async def test_a_click_selects_and_the_next_one_chooses() -> None:
    app = TableApp([Heading("园区"), "甲", "乙"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(Table, offset=(5, 3))
        assert app.table.cursor == "乙"
        await pilot.click(Table, offset=(5, 1))
        assert app.table.cursor == "乙", "a heading is no row"
        await pilot.click(Table, offset=(5, 3))
        await pilot.pause()
    assert app.said[-1] == ("chosen", "乙")


# ------------------------------------------------------------ painting


async def test_only_changed_lines_are_painted() -> None:
    app = TableApp(["甲", "乙", "丙", "丁"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        app.table.painted.clear()
        app.table.show_rows(["甲", "乙", "丙", "丁"])
        assert app.table.painted == [], "nothing changed"
        app.table.words["丙"] = "催办"
        app.table.show_rows(["甲", "乙", "丙", "丁"])
        assert [region.y for region in app.table.painted] == [3]
        await pilot.pause()
        app.table.painted.clear()
        await pilot.press("down")
        assert sorted(region.y for region in app.table.painted) == [1, 2]


async def test_rows_that_nobody_sees_are_never_made() -> None:
    app = TableApp(range(100_000))
    made: list[Hashable] = []
    plain = app.table.cells
    app.table.cells = lambda row, widths: (made.append(row), plain(row, widths))[1]
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert app.table.cursor == 99_999
        assert "99999" in screen_text(app)[-1]
    assert len(set(made)) < 500


@pytest.mark.parametrize("width", [20, 40, 60, 76, 80, 120, 240])
async def test_hostile_rows_are_inert_and_no_line_is_too_wide(width: int) -> None:
    app = TableApp([Heading(HOSTILE[1]), *HOSTILE, Heading(HOSTILE[0], HOSTILE[2])])
    async with app.run_test(size=(width, 14)) as pilot:
        await pilot.pause()
        lines = screen_text(app)
        assert all(cell_len(line) <= width for line in lines)
        assert any("[red]x[/]" in line for line in lines)
        assert any("[/已办]" in line for line in lines)


async def test_a_scrollbar_is_there_only_when_needed_and_none_lies_below() -> None:
    app = TableApp(["甲", "乙"])
    async with app.run_test(size=(40, 6)) as pilot:
        assert not app.table.show_vertical_scrollbar
        app.table.show_rows([f"项目{n}" for n in range(50)])
        await pilot.pause()
        assert app.table.show_vertical_scrollbar
        assert not app.table.show_horizontal_scrollbar


async def test_an_empty_table_says_so() -> None:
    app = TableApp([])
    async with app.run_test(size=(40, 6)) as pilot:
        app.table.show_rows([], empty="目前没有停滞项目")
        await pilot.pause()
        assert any("目前没有停滞项目" in line for line in screen_text(app))
