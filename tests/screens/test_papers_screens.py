"""The papers on the board: chosen, looked at, saved, confirmed and issued in two steps; thousand lines stay quick."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.app import MemoryFeed, running, shown, until
from helpers.own_forms import form_of
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Static

from data.export.forms.paper_forms import FORMS, PaperHome
from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, RowKind, body, heading
from data.export.papers.paper_kinds import PAPERS
from data.settings import Settings
from tui.screens.boxes.dialog import Confirm, Form
from tui.screens.lists.paper_preview import PreviewScreen
from tui.screens.lists.papers_list import PapersScreen
from tui.terminal.paper_text import paper_lines
from widgets.table.virtual_table import VirtualTable

SIZES = [(80, 24), (120, 40)]

CIRCULAR = str(list(PAPERS).index("circular") + 1)
"""The digit that chooses it."""


async def preview(pilot: Pilot[None], period: str = "2017-05-1") -> PreviewScreen:
    """Open the circular of a period by the keys that an officer presses."""
    await pilot.press("b")
    assert isinstance(pilot.app.screen, PapersScreen)
    await pilot.press(CIRCULAR)
    await until(pilot, lambda: isinstance(pilot.app.screen, Form))
    await pilot.press(*period, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
    screen = pilot.app.screen
    assert isinstance(screen, PreviewScreen)
    await until(pilot, lambda: screen.seen is not None)
    await pilot.pause()
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_a_paper_is_looked_at_as_text(size):
    async with running(size=size) as (_, pilot):
        await preview(pilot)
        text = shown(pilot.app)
        assert "草稿" in text
        assert "招商引资工作动态" in text
        await pilot.press("end")
        assert "拟稿" in shown(pilot.app)
        await pilot.press("4", "end")
        assert "no answer" in shown(pilot.app)
        assert isinstance(pilot.app.screen, PreviewScreen)
        await pilot.press("escape", "escape")
        assert pilot.app.screen is pilot.app.screen_stack[0]


async def test_a_period_that_is_none_or_has_not_begun_is_told():
    async with running() as (_, pilot):
        await pilot.press("b", CIRCULAR)
        for typed, told in (("may", "2026-05-1"), ("2099-01", "has not begun")):
            await until(pilot, lambda: isinstance(pilot.app.screen, Form))
            pilot.app.screen.query_one("#period").value = typed
            await pilot.press("enter")
            assert told in shown(pilot.app)


async def test_a_paper_is_saved_where_the_screen_says(tmp_path: Path):
    # python-docx takes its time when it is first imported
    assert FORMS["docx"](long_paper(1), PaperHome(Path(), Settings()))
    async with running() as (_, pilot):
        pilot.app.exports = tmp_path / "documents"
        screen = await preview(pilot)

        def told() -> str:
            return str(screen.query_one("#notice", Static).render())

        for n, ending in enumerate(("docx", "html", "md"), 1):
            await pilot.press("1", str(n))
            await until(pilot, lambda ending=ending: list((tmp_path / "documents").glob(f"*.{ending}")))
            (path,) = (tmp_path / "documents").glob(f"*.{ending}")
            await until(pilot, lambda ending=ending: ending in told() and "written" in told())
            assert path.stat().st_size > 1000
        assert screen.is_current


async def test_a_form_of_the_office_s_own_is_used_and_all_that_is_wrong_with_it_told(tmp_path: Path):
    async with running(settings=lambda: Settings(forms={"circular": "通报.docx"})) as (_, pilot):
        pilot.app.exports, pilot.app.season = tmp_path / "documents", tmp_path
        screen = await preview(pilot)
        for form, told in (
            (b"", "there is no such file"),
            (form_of("{{ 标体 }}"), "标体"),
            (form_of("{{ 标题 }}"), ""),
        ):
            if form:
                (tmp_path / "通报.docx").write_bytes(form)
            await pilot.press("1", "1")
            await until(pilot, lambda told=told or "written": told in str(screen.query_one("#notice", Static).render()))
            assert bool(list(tmp_path.glob("documents/*.docx"))) is (told == "")


async def test_a_period_that_runs_asks_for_a_remark():
    feed = MemoryFeed()
    feed.ends = date(2017, 5, 15)
    async with running(feed) as (_, pilot):
        await preview(pilot)
        assert "its period runs until 2017-05-15" in " ".join(shown(pilot.app).split())
        await pilot.press("3", "9", "enter", "enter")
        assert isinstance(pilot.app.screen, Form)
        assert "something is needed here" in shown(pilot.app)


async def test_a_unit_s_answer_is_written_down():
    async with running() as (feed, pilot):
        await preview(pilot)
        await pilot.press("2")
        await pilot.press(*"东岭", "enter", "enter")
        await until(pilot, lambda: any(one[0] == "answer" for one in feed.asked))
        assert feed.asked[-2][:5] == ("answer", "2017-05-1", "东岭园区", "confirmed", "")
        await until(pilot, lambda: "confirmed 1" in shown(pilot.app))
        await pilot.press("2")
        await pilot.press(*"园区", "enter")
        assert isinstance(pilot.app.screen, Form)
        assert "write the unit's name" in shown(pilot.app)


async def test_a_paper_is_issued_in_two_steps_and_is_no_draft_then():
    async with running() as (feed, pilot):
        await preview(pilot)
        await pilot.press("3")
        assert "have not confirmed" in shown(pilot.app)
        await pilot.press("8", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        assert "李敏 issues it" in shown(pilot.app)
        assert not feed.issued
        await pilot.press("enter")
        await until(pilot, lambda: bool(feed.issued))
        assert ("issue", "circular", "2017-05-1", 8, "", "李敏") in feed.asked
        await until(pilot, lambda: "issued on" in shown(pilot.app) and "草稿" not in shown(pilot.app))
        await pilot.press("3")
        assert "it was issued already" in shown(pilot.app)
        await pilot.press("escape")
        assert "No." in shown(pilot.app)
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))


async def test_an_unread_unit_asks_for_a_remark_and_the_officer_for_a_name():
    feed = MemoryFeed()
    feed.open_units = ("云阳县",)
    async with running(feed, by="") as (_, pilot):
        await preview(pilot)
        assert "云阳县" in shown(pilot.app)
        await pilot.press("3", "9", "enter", "enter")
        assert isinstance(pilot.app.screen, Form)
        assert "something is needed here" in shown(pilot.app)
        await pilot.press(*"later", "enter", *"Wang", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: bool(feed.issued))
        assert feed.issued[0].by == "Wang"


async def test_what_is_refused_is_told():
    async with running(MemoryFeed(refuse=True)) as (_, pilot):
        await preview(pilot)
        await pilot.press("3", "8", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: "not issued" in shown(pilot.app))


async def test_a_station_that_only_reads_looks_and_writes_nothing():
    async with running(read_only=True) as (feed, pilot):
        await preview(pilot)
        for key in ("2", "3"):
            await pilot.press(key)
            assert "read only" in shown(pilot.app)
        assert {one[0] for one in feed.asked} == {"paper"}


# ------------------------------------------------------------ the text


def long_paper(rows: int) -> DraftPaper:
    heads = ("序号", "单位", "任务", "完成(合同)", "原因")
    found = [DraftRow((str(n), f"第{n}园区", f"{n}.00", "1.00", "x" * 90)) for n in range(rows)]
    table = DraftTable(
        "完成情况", "单位：亿元", heads, (DraftRow(("园区",), RowKind.HEADING), *found), frozenset({1, 4})
    )
    return DraftPaper(
        "x", "长" * 100, date(2026, 5, 1), (heading("一、"), body("甲" * 300, "a" * 200, "b c" * 90), table)
    )


@pytest.mark.parametrize("width", [1, 40, 76, 114, 300])
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(width: int):
    lines = [words for words, _tone in paper_lines(long_paper(3), width)]
    assert max(map(cell_len, lines)) <= max(width, 20)
    joined = "".join(lines).replace(" ", "")
    assert joined.count("甲") == 300
    assert joined.count("x") == 270
    assert all(f"{n}.00" in joined and f"第{n}园区" in joined for n in range(3))


@pytest.mark.parametrize("width", [72, 60, 50])
def test_a_wide_table_is_parted_and_each_part_names_its_rows(width: int):
    heads = ("序号", "单位", *(f"第{n}列" for n in range(12)))
    rows = [DraftRow((str(n), f"第{n}园区", *[f"{n}{at}.00" for at in range(12)])) for n in range(4)]
    table = DraftTable("", "", heads, (DraftRow(("园区",), RowKind.HEADING), *rows))
    lines = [words for words, _tone in paper_lines(DraftPaper("x", "表", date(2026, 5, 1), (table,)), width)]
    heads_said = [line for line in lines if "单位" in line]
    assert 1 < len(heads_said) <= 3
    assert "".join(heads_said).count("列") == 12
    for n in range(4):
        told = [line.split() for line in lines if f"第{n}园区" in line]
        assert len(told) == len(heads_said)
        figures = [word for line in told for word in line if word.endswith(".00")]
        assert figures == [f"{n}{at}.00" for at in range(12)]
    assert max(map(cell_len, lines)) <= width


def test_a_row_of_a_name_and_words_stands_on_lines_of_its_own_without_a_break():
    rows = (DraftRow(("延期申请", "延期至　年　月　日\n" + "理由" * 40)), DraftRow(("级别", "重大")))
    table = DraftTable("", "", ("项目", "内容"), rows)
    lines = [words for words, _tone in paper_lines(DraftPaper("x", "表", date(2026, 5, 1), (table,)), 60)]
    assert "级别  重大" in lines
    assert not [line for line in lines if "\n" in line]
    assert "".join(lines).replace(" ", "").count("理由") == 40


@pytest.mark.parametrize("width", [40, 72])
def test_what_a_column_says_stands_beside_its_name(width: int):
    heads = ("序号", "单位", *(f"第{n}项协议" for n in range(6)), "原因")
    row = DraftRow(("1", "甲园区", *[f"{n}.15(1个)" for n in range(6)], "甲" * 90))
    table = DraftTable("", "", heads, (row,), frozenset({1, 8}))
    lines = [words for words, _tone in paper_lines(DraftPaper("x", "表", date(2026, 5, 1), (table,)), width)]
    assert all(any(f"第{n}项协议 {n}.15(1个)" in line for line in lines) for n in range(6))


async def test_thousands_of_lines_are_laid_out_once_and_drawn_as_far_as_they_are_seen():
    async with running() as (_, pilot):
        screen = await preview(pilot)
        drawn: list[object] = []
        whole = screen.cells
        screen.query_one(VirtualTable).cells = lambda row, widths: drawn.append(row) or whole(row, widths)
        screen._lines = paper_lines(long_paper(4000), 110)
        screen.query_one(VirtualTable).show_rows(range(len(screen._lines)))
        await pilot.press("end", "pageup")
        assert len(screen._lines) > 8000
        assert len(drawn) < 1000


async def test_what_the_meeting_gave_out_is_written_down_beside_its_paper():
    async with running() as (feed, pilot):
        await pilot.press("b", str(list(PAPERS).index("decisions") + 1))
        await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.seen is not None)
        await pilot.press("5")
        assert isinstance(pilot.app.screen, Form)
        await pilot.press(*"东岭园区", "enter", *"移交地块", "enter", *"+3", "enter", *"周明", "enter", "enter")
        await until(pilot, lambda: any(one[0] == "decide" for one in feed.asked))
        (asked,) = [one for one in feed.asked if one[0] == "decide"]
        assert (asked[1], asked[2], asked[4]) == ("东岭园区", "移交地块", "周明")
        assert asked[3] > asked[5]
        await until(pilot, lambda: "given out by the meeting" in shown(pilot.app))
        assert pilot.app.screen is screen


async def test_no_other_paper_takes_what_a_meeting_gave_out():
    async with running() as (_, pilot):
        screen = await preview(pilot)
        await pilot.press("5")
        assert pilot.app.screen is screen
        assert "no meeting decides in this paper" in shown(pilot.app)
