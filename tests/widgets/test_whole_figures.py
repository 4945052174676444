"""No figure is ever cut: on every panel and view, at every size, in both languages, however large figures are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from helpers.app import MemoryFeed, app_on, until
from helpers.board import owed, sample_board, screen_text
from helpers.demo import NOW
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from data import wording
from data.model import Board, MarkLine
from tui.app.app import FairwatchApp
from tui.terminal.whole_figures import divide
from widgets.frame.cutting import FIGURE, cut
from widgets.frame.ink import Piece, padded
from widgets.table.column_widths import Column, Fitted, said_widths
from widgets.table.table_panel import TablePanel
from widgets.table.virtual_table import Heading, VirtualTable, pieces
from widgets.views import PAGES
from widgets.views.sheet_panel import SheetPanel
from widgets.views.view import View

SIZES = ((80, 24), (100, 30), (120, 40), (240, 60))
WIDE = (360, 60)
"""A screen on which nothing has to give way: what figures there are."""

RATIOS = {"completion": Decimal("0.099"), "pace": Decimal("1.333"), "completion_before": Decimal("12.345")}
"""9.9 % of a pace of 133.3 %: 123.4 points behind."""
LARGE = Decimal("999999000")
"""万元: 99999.9 亿元."""
DAYS = 1234
KEPT = frozenset({"days_left", "workdays_left", "rank", "ranked_of", "day", "days", "number", "row", "rotate_seconds"})


def large(value: Any, name: str = "") -> Any:
    """The same with large figures in place of all its own; below zero stays below zero."""
    if isinstance(value, (MarkLine, bool)) or name in KEPT:
        return value
    if isinstance(value, Decimal):
        return RATIOS.get(name, LARGE)
    if isinstance(value, int):
        return type(value)(DAYS if value >= 0 else -DAYS) if type(value) is int else value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: large(getattr(value, one.name), one.name) for one in fields(value)})
    return tuple(large(one, name) for one in value) if type(value) is tuple else value


@pytest.fixture(scope="module", params=wording.LANGUAGES)
def spoken(request, demo_board) -> tuple[str, Board]:
    """The demo's board in each language, with figures as large as they come."""
    board = demo_board(request.param)
    listed = ("progress", "goals", "conversions", "scores", "stalled", "owed", "owed_later", "trips")
    more = ("pipeline", "stall_work", "fair_work", "projects")
    made = {name: getattr(board, name) for name in (*listed, *more)}
    made["projects"] = tuple(board.projects)
    return request.param, replace(board, **{name: large(value) for name, value in made.items()})


@pytest.fixture
def season(spoken: tuple[str, Board]) -> Iterator[Board]:
    wording.use(spoken[0])
    yield spoken[1]
    wording.use("en")


def figures(text: str) -> set[str]:
    """All figures that stand in it."""
    return {found.group() for found in FIGURE.finditer(text)}


def said(app: App[Any]) -> list[str]:
    return screen_text(app)


def cells_of(table: VirtualTable) -> Iterator[tuple[Column, str]]:
    """Every cell of every row, in full."""
    least = {column.id: column.least for column in table.columns}
    for row in table.rows:
        if not isinstance(row, Heading):
            made = table.cells(row, least)
            yield from ((c, "".join(text for text, _ in pieces(made.get(c.id, "")))) for c in table.columns)


def check_tables(app: App[Any]) -> None:
    """Columns of figures are wide enough for every row, or absent; and something stands in each table."""
    for table in app.screen.query(VirtualTable):
        widths, gap = table.layout_columns()
        if not table.display or not table.size.width:
            continue
        room = table.scrollable_content_region.width - 1
        assert sum(widths.values()) + gap * (len(widths) - 1) <= room or len(widths) == 1
        for column, text in cells_of(table):
            if column.figures and column.id in widths:
                assert cell_len(text) <= widths[column.id], (column.id, text, widths)
                header = column.header if cell_len(column.header) <= widths[column.id] else column.short
                assert cell_len(header) <= widths[column.id]


def check_words(app: App[Any], known: set[str]) -> None:
    """Every figure on the screen is one of those that there are; none stands before an ellipsis."""
    for line in said(app):
        assert not re.search(r"\d%?…", line), line
        strange = figures(line) - known
        assert not strange, (strange, line)


async def known_figures(pilot: Pilot[Any], app: FairwatchApp) -> set[str]:
    """All figures that the screen would show where it had room."""
    await pilot.resize_terminal(*WIDE)
    await pilot.pause()
    known = set().union(*(figures(line) for line in said(app)))
    for table in app.screen.query(VirtualTable):
        for _column, text in cells_of(table):
            known |= figures(text)
        for row in table.rows:
            known |= figures(f"{row.text} {row.note}") if isinstance(row, Heading) else set()
    pages = {f"{n}/{of}" for of in range(40) for n in range(of + 1)}
    rates = {"9.9%", "133.3%"}  # in the line on top of a small screen
    return known | pages | rates | {str(n) for n in range(61)}  # seconds to the next page, lines that have no room


@pytest.mark.parametrize("face", ["desk", "field", "wall"])
async def test_no_face_cuts_a_figure(season: Board, face: Any) -> None:
    app = app_on(MemoryFeed(season), face="auto" if face == "desk" else face, now=NOW, by="李敏")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: bool(app.screen.query_one("#units", TablePanel).table.rows))
        known = await known_figures(pilot, app)
        if face != "wall":
            app.first.go("units")  # type: ignore[union-attr]
            known |= await known_figures(pilot, app)
        assert "99999.9" in known
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for id in ("owed", "units"):
                if face != "wall":
                    app.first.go(id)  # type: ignore[union-attr]
                await pilot.pause()
                check_tables(app)
                check_words(app, known)


VIEWS = [pytest.param(view, id=f"{page.id}-{view.id}") for page in PAGES.values() for view in page.views]


def lines_of(view: View[Any], board: Board) -> tuple[list[Column], list[dict[str, list[Piece]]]]:
    """The columns of a view, and all its rows in full."""
    rows = [row for group in view.groups(board, board.leading.fair if board.leading else None) for row in group.rows]
    cols = view.columns(board, rows)
    return [col.column for col in cols], [{col.column.id: pieces(col.cell(row)) for col in cols} for row in rows]


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_cuts_a_figure_at_any_width(season: Board, view: View[Any]) -> None:
    columns, rows = lines_of(view, season)
    assert len({column.id for column in columns}) == len(columns)
    fitted = Fitted(columns, said_widths(columns, rows))
    known = figures(" ".join(text for row in rows for cell in row.values() for text, _tone in cell))
    for room in (*range(40, 130, 3), 180, 237):
        widths, gap = fitted.layout(room)
        assert sum(widths.values()) + gap * (len(widths) - 1) <= room or len(widths) == 1
        for row in rows:
            for column in columns:
                if column.id in widths:
                    shown = "".join(text for text, _ in padded(row[column.id], widths[column.id], column.align))
                    full = "".join(text for text, _ in row[column.id])
                    assert not column.figures or full in shown, (column.id, full, shown)
                    assert figures(shown) <= known
                    assert not re.search(r"\d%?…", shown)


@pytest.mark.parametrize(("page", "at"), [("units", 1), ("owed", 0)])
async def test_a_screen_of_figures_paints_them_whole(season: Board, page: str, at: int) -> None:
    app = app_on(MemoryFeed(season), now=NOW, by="李敏")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        await pilot.press(*[str(PAGES[page].number)] * 2, *["tab"] * at)
        await until(pilot, lambda: bool(app.screen.query(SheetPanel)))
        known = await known_figures(pilot, app)
        for size in SIZES[:3]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            check_tables(app)
            check_words(app, known)


# ------------------------------------------------------------ the cases it began with


async def drawn(board: Board, size: tuple[int, int], *keys: str) -> list[str]:
    app = app_on(MemoryFeed(board), by="李敏")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        await pilot.press(*keys)
        await pilot.pause()
        return said(app)


@pytest.mark.parametrize(("days", "word"), [(121, "逾期121天"), (1234, "逾期1234天"), (-1234, "1234天")])
async def test_days_late_are_whole_where_words_are_long(days: int, word: str) -> None:
    wording.use("zh")
    matter = owed("沿河大道以北三号地块配套供热管网改线及补偿协议签订事项", "市自然资源和规划局", days)
    app = app_on(MemoryFeed(sample_board(owed=(matter,))), by="李敏")
    async with app.run_test(size=SIZES[0]) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            (line,) = [line for line in said(app) if "沿河大道" in line]
            assert word in line, size
            assert "市自然" in line, size


async def test_units_give_up_what_is_planned_first_so_that_what_is_owed_is_read() -> None:
    wording.use("zh")
    screen = await drawn(sample_board(), (120, 40))
    (header,) = [line for line in screen if "承办单位" in line and "完成率" in line]
    assert "拟签" not in header
    assert "合同" in header
    (line,) = [line for line in screen if "客商回函 2位" in line]
    assert "南屏园区" in line
    (line,) = [line for line in screen if "资源配置答复" in line]
    assert "市自然资源局" in line
    assert "催办1次" in line


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_numbers_and_amounts_of_the_ladder_stand_in_columns_of_their_own(season: Board, size: Any) -> None:
    app = app_on(MemoryFeed(season), now=NOW, by="李敏")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        await pilot.press("1", "1", "tab")
        await until(pilot, lambda: bool(app.screen.query(SheetPanel)))
        table = app.screen.query_one(SheetPanel).table
        await until(pilot, lambda: bool(table.rows))
        ids = [column.id for column in table.columns if column.id in table.layout_columns()[0]]
        assert ids[1:3] == ["signed", "signed-amount"]
        for column, text in cells_of(table):
            if column.id.startswith("signed"):
                assert re.fullmatch(r"[\d.]+|—?", text)  # of a unit whose ledger was not read nothing is known
                assert column.header != next(one.header for one in table.columns if one.id == "landed")


def test_a_figure_that_only_a_far_row_has_widens_its_column_when_it_comes_into_sight() -> None:
    columns = (Column("name", "项目", 4, 20, grow=True), Column("n", "天", align="right"))
    rows = [{"name": [("甲", "")], "n": [(str(n % 10), "")]} for n in range(3)]
    fitted = Fitted(columns, said_widths(columns, rows))
    assert fitted.layout(30)[0]["n"] == 2
    fitted.see([{"name": [("乙", "")], "n": [("99999.9", "")]}])
    assert fitted.layout(30)[0]["n"] == 7


class Far(App[None]):
    """Ten thousand rows, one of which has a figure wider than all others."""

    def compose(self) -> ComposeResult:
        columns = (Column("name", "项目", 4, 20, grow=True), Column("n", "天", align="right", priority=1))
        yield VirtualTable(columns, lambda row, widths: {"name": f"项目{row}", "n": "-12345.6" if row == 7777 else "1"})

    def on_mount(self) -> None:
        self.query_one(VirtualTable).show_rows(range(10_000))


async def test_the_figures_of_ten_thousand_rows_are_whole_where_one_looks() -> None:
    app = Far()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert not any("-12345.6" in line for line in said(app))
        app.query_one(VirtualTable).select(7777)
        await until(pilot, lambda: any("-12345.6" in line for line in said(app)))
        ends = {cell_len(re.sub(r"\D+$", "", line)) for line in said(app)[1:] if "项目" in line}
        assert len(ends) == 1, "all of one page end under one another"


@given(st.text(alphabet="逾期天项目 +-.,%0123456789/:", max_size=40), st.integers(0, 30))
def test_what_is_cut_has_no_figure_that_was_not_there(text: str, width: int) -> None:
    short = cut(text, width)
    assert cell_len(short) <= width
    assert figures(short.removesuffix("…")) <= figures(text)
    assert not re.search(r"\d%?…$", short)


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("逾期121天", 8, "逾期…"),
        ("逾期121天", 9, "逾期121天"),
        ("催办12次 5-05再看", 12, "催办12次…"),
        ("缺口 309.0 = 拟签 25.0", 11, "缺口…"),
        ("缺口 309.0 = 拟签 25.0", 12, "缺口 309.0 …"),
        ("13800138000", 8, "…"),
    ],
)
def test_a_figure_is_cut_off_whole(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


# ------------------------------------------------------------ what Textual sets: texts, and the choices of a list

SAID = (
    "本次洽谈会新签约项目合同引资额共计12500.5万元，同比增长-27.1%，自2026-11-29起逾期121天，其中1,200.5/42,000已开工"
)
FIGURES = {found.group() for found in FIGURE.finditer(SAID)}


class Texts(Screen[None]):
    """A text and a list's choices, as cards and dialogs have them."""

    def compose(self) -> ComposeResult:
        yield Static(Content(SAID), id="said")
        yield OptionList(Option(Content(SAID)), id="folded")
        yield OptionList(Option(Content(SAID)), id="choices")


@pytest.mark.parametrize("width", range(24, 80, 3))
async def test_texts_and_choices_divide_no_figure(width: int) -> None:
    app = app_on(MemoryFeed(sample_board()))
    async with app.run_test(size=(width, 40)) as pilot:
        screen = Texts()
        await app.push_screen(screen)
        await pilot.pause()
        for widget in screen.query("#said, #folded, #choices"):
            painted = widget.render_lines(Region(0, 0, *widget.outer_size))
            lines = [strip.text.strip("▊▎▔▁ ") for strip in painted]
            told = [found.group() for line in lines for found in FIGURE.finditer(line)]
            assert set(told) <= FIGURES, lines
            if widget.id == "said":
                assert set(told) == FIGURES
                assert "".join("".join(lines).split()) == SAID


@given(st.text("签约12345.,%-/ a，\u3000", max_size=60), st.integers(2, 30))
def test_lines_hold_all_that_was_said_and_whole_figures_where_one_holds_them(text: str, width: int) -> None:
    starts = divide(text, width)
    assert starts == sorted(set(starts))
    for found in FIGURE.finditer(text):
        if cell_len(found.group()) <= width:
            assert not any(found.start() < at < found.end() for at in starts), (starts, found)
    for begin, end in zip([0, *starts], [*starts, len(text)], strict=True):
        assert cell_len(text[begin:end].rstrip()) <= max(width, 2)
