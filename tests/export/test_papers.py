"""Papers agree with the board to the last digit, and say nothing that such papers never say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from helpers.board import unit
from helpers.cli import say
from helpers.drafts import opened, part_text
from helpers.feed import season as season_folder
from helpers.folder_board import board_of_files
from helpers.generated_seasons import seasons
from helpers.hostile_lists import hostile_board
from helpers.hypothesis_profile import tried
from hypothesis import given

from data.export.papers.circular import circular
from data.export.papers.completion_table import in_order, printed_rates
from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, RowKind, words_of
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.paper_periods import PaperPeriod, month_day, paper_period
from data.model import UNHEARD, UNJUDGED, Board, Standing, UnitProgress
from data.wording.numbers import half_up

_NEVER = "造假 虚报 疑似 预测 概率 责令 问责 零签约 零招引 全军覆没 主要负责人 包抓领导"
NEVER = _NEVER.split()
YI = Decimal(10000)
DAY = date(2026, 5, 18)


def of_board(board: Board) -> DraftPaper:
    first = board.as_of.replace(day=1)
    return circular(board, PaperPeriod("", first, board.as_of), 3)


def figure(said: object) -> Decimal:
    return Decimal(words_of(said).rstrip("%"))


@tried(12)
@given(seasons(doubts=True))
def test_sums_places_and_counts_are_the_board_s(season) -> None:
    board = board_of_files(season.files, season.as_of)
    draft, lead = of_board(board), board.leading
    assert lead is not None
    table = draft.tables[0]
    (total,) = table.of_kind(RowKind.TOTAL)
    units = {one.unit: one for one in lead.units}
    decimals = len(words_of(total.cells[3]).partition(".")[2])
    assert figure(total.cells[3]) == half_up(lead.signed / YI, decimals)
    assert f"{words_of(total.cells[3])}亿元" in draft.words
    rows = [*table.of_kind(RowKind.OWN, RowKind.REST)]
    heard = [row for row in rows if row.kind is RowKind.REST or units[row.cells[1]].standing not in UNHEARD]
    added = sum(figure(row.cells[3]) for row in heard)
    heads = [one for one in lead.units if not one.part_of and one.standing not in UNHEARD]
    assert added == half_up(sum(one.measured.signed for one in heads) / YI, decimals)
    if added != figure(total.cells[3]):
        assert f"{abs(added - figure(total.cells[3]))}亿元" in draft.words
    targets = [figure(row.cells[2]) for row in rows if re.fullmatch(r"[\d.]+", words_of(row.cells[2]))]
    assert words_of(total.cells[2]) == (f"{sum(targets)}" if targets else "—")
    for row in table.of_kind(RowKind.OWN):
        own = units[row.cells[1]]
        place = str(own.rank) if own.rank and own.completion else "—"
        if own.standing not in UNHEARD and not UNJUDGED.isdisjoint(own.flags):
            place = "待核"
        assert words_of(row.cells[5]).removeprefix("并列第") == place
        if own.standing in UNHEARD:
            assert {words_of(cell) for cell in row.cells[4:]} == {"—"}
    assert len(table.of_kind(RowKind.OWN)) == sum(u.metric == "amount" and not u.part_of for u in lead.units)


@tried(12)
@given(seasons(doubts=True))
def test_what_papers_never_say_is_never_said(season) -> None:
    draft = of_board(board_of_files(season.files, season.as_of))
    assert [word for word in NEVER if word in draft.words] == []
    prose = draft.words
    for table in draft.tables:
        for row in table.rows:
            prose = prose.replace("\t".join(map(words_of, row.cells)), "")
    assert [name for name in season.units if name in prose] == []
    assert [truth.name for truth in season.truths if truth.name in draft.words] == []
    assert [truth.investor for truth in season.truths if truth.investor in draft.words] == []


def test_nobody_is_named_and_no_telephone_is_told(season: Board) -> None:
    words = of_board(season).words
    people = {name for one in season.leading.units for name in (one.head, one.contact, one.phone) if name}
    people |= {item.sponsor for item in season.stalled if item.sponsor} | {p.project for p in season.projects}
    assert [name for name in people if name in words] == []


def test_the_demo_s_doubts_stand_beside_its_figures(season: Board) -> None:
    draft = of_board(season)
    words = draft.words
    lead = season.leading
    assert "位次暂列" in words
    assert "台账未读入" in words
    assert f"合并待确认项目{lead.to_confirm.pairs}对" in words
    counts = Counter(one.standing for one in lead.units)
    assert f"部分数据待核的{counts[Standing.PARTIAL]}个" in words
    assert f"超过规定时限未取得进展的项目{len(season.stalled)}个" in words
    names = [words_of(row.cells[1]) for row in draft.tables[0].rows if len(row.cells) > 1]
    parts = [one for one in lead.units if one.part_of]
    assert parts
    for one in parts:
        assert names[names.index(f"其中：{one.unit}") - 1] == one.part_of
    assert all(figure.trace.rule for figure in draft.figures)
    assert any(figure.trace.rows for figure in draft.figures)


def ranked(*completions: str) -> list[UnitProgress]:
    """Units of one kind with these completions, ranked in this order."""
    return [unit(f"{n}县", "county", one, "1", n, len(completions), 1) for n, one in enumerate(completions, 1)]


@pytest.mark.parametrize(
    ("completions", "printed"),
    [
        (("0.5", "0.25"), ["50.0%", "25.0%"]),
        (("0.5004", "0.5001"), ["50.04%", "50.01%"]),
        (("0.50004", "0.50001", "0.3"), ["50.004%", "50.001%", "30.0%"]),
        (("0.5", "0.5"), ["50.0%", "50.0%"]),
        (("0.5004", "0.5001", "0.5001"), ["50.04%", "50.01%", "50.01%"]),
    ],
)
def test_rates_that_differ_are_printed_apart(completions: tuple[str, ...], printed: list[str]) -> None:
    assert list(printed_rates(ranked(*completions)).values()) == printed


def test_who_has_nothing_done_stands_after_the_ranked() -> None:
    first, second, third = ranked("0.5", "0", "0.2")
    third = replace(third, rank=2)
    assert [one.unit for one in in_order([second, third, first])] == [first.unit, third.unit, second.unit]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-05-1", date(2026, 5, 1), date(2026, 5, 15)),
        ("2026-02-2", date(2026, 2, 16), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_period_has_its_days(code: str, first: date, last: date) -> None:
    assert paper_period(code) == PaperPeriod(code, first, last)
    assert month_day(last) == f"{last.month}月{last.day}日"


@pytest.mark.parametrize("code", ["", "2026", "2026-13-1", "2026-05-3", "May", "2026-5-1"])
def test_what_is_no_period_is_none(code: str) -> None:
    assert paper_period(code) is None


# ------------------------------------------------------------ the forms


def test_no_word_of_a_ledger_is_markup() -> None:
    board = hostile_board()
    lead = board.leading
    evil = replace(lead.units[0], unit="<script>|*甲*[x](y)", standing=Standing.READ)
    draft = of_board(replace(board, progress=(replace(lead, units=(evil, *lead.units[1:])),)))
    page = to_html(draft)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "src=" not in page
    assert "url(" not in page
    text = to_markdown(draft)
    assert "\\<script\\>\\|\\*甲\\*\\[x\\](y)" in text
    rows = [line for line in text.splitlines() if line.startswith("| 1 ")]
    assert [len(re.split(r"(?<!\\)\|", row)) for row in rows] == [13] * len(rows)


class Texts(HTMLParser):
    """All that a page says, and how many cells each row has."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.rows = "", []

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "tr":
            self.rows.append(0)
        elif tag in ("td", "th"):
            self.rows[-1] += int(dict(attrs).get("colspan", 1))

    def handle_data(self, data: str) -> None:
        self.said += data


def test_every_form_says_the_same_and_that_it_is_a_draft(season: Board) -> None:
    draft = of_board(season)
    page = Texts()
    page.feed(to_html(draft))
    document = opened(to_docx(draft))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for block in draft.blocks:
        if hasattr(block, "words"):
            assert block.words in page.said
            assert block.words in written
    assert page.rows == [len(table.heads) for table in draft.tables for _row in range(1 + len(table.rows))]
    for made, told in zip(document.tables, draft.tables, strict=True):
        assert [cell.text for cell in made.rows[0].cells] == list(told.heads)
        assert [cell.text for cell in made.rows[-1].cells][1:4] == [words_of(cell) for cell in told.rows[-1].cells][1:4]
        assert len(made.rows) == 1 + len(told.rows)
    for said in (page.said, written, to_markdown(draft)):
        assert "草稿 未经核对 未印发" in said


def test_the_document_is_plain_a4_in_the_offices_fonts(season: Board) -> None:
    data = to_docx(of_board(season))
    document = opened(data)
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in (section.page_width, section.page_height, *sides)] == [210, 297, 37, 35, 28, 26]
    xml = part_text(data, "word/document.xml")
    assert {"仿宋", "黑体", "方正小标宋简体"} == set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert 'w:sz w:val="44"' in xml
    assert 'w:sz w:val="32"' in xml
    assert xml.count("<w:tblHeader/>") == 2
    styles = part_text(data, "word/styles.xml")
    assert "ja-JP" not in styles
    heads = [one for one in document.paragraphs if one.text.startswith(("一、", "二、"))]
    assert all(one.paragraph_format.keep_with_next for one in heads)
    assert document.core_properties.author == ""


# ------------------------------------------------------------ the command


def test_a_paper_is_printed_or_written_and_nothing_is_replaced(tmp_path) -> None:
    folder, out = season_folder(tmp_path / "season"), tmp_path / "动态.docx"
    assert "circular" in say("paper", folder).out
    printed = say("paper", folder, "circular", "--period", "2026-01-1", "--trace")
    assert printed.code == 0, printed.err
    assert "招商引资工作动态（第　　期）" in printed.out
    assert "数据截至1月15日24时" in printed.out
    written = say("paper", folder, "circular", "--period", "2026-01-1", "--number", "2", "--out", out)
    assert (written.code, out.exists()) == (0, True)
    page = say("paper", folder, "circular", "--period", "2026-01-1", "--format", "html")
    assert page.out.startswith("<!doctype html>"), page.err
    again = say("paper", folder, "circular", "--period", "2026-01-1", "--out", out)
    assert again.code == 2
    assert "there is such a file" in again.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("poem",), "no paper “poem”"),
        (("circular",), "--period is written as"),
        (("circular", "--period", "2099-01-1"), "has not begun"),
        (("slip",), "slip needs ABOUT"),
        (("slip", "没有这件事"), "no open item “没有这件事”"),
        (("after", "无此会"), "no fair “无此会”"),
        (("daily",), "nothing to report: no fair is open on this day"),
        (("circular", "--period", "2026-01-1", "--out", "x.pdf"), "FILE ends in none of md, html, docx"),
    ],
)
def test_a_refusal_says_what_there_is(tmp_path, arguments: tuple[str, ...], told: str) -> None:
    ran = say("paper", season_folder(tmp_path / "season"), *arguments)
    assert ran.code == 2
    assert told in " ".join(ran.err.split())


def cell_widths(table: DraftTable) -> list[float]:
    """The widths of a table's columns in the .docx, in millimetres."""
    made = opened(to_docx(DraftPaper("agenda", "议程", DAY, (table,)))).tables[0]
    return [cell.width.mm for cell in made.rows[0].cells]


def test_a_day_stays_on_one_line_beside_long_words() -> None:
    """At 9 points 4月10日 needs 11 mm and what programs leave between its figures and characters."""
    row = DraftRow(
        ("1", "市自然资源局", "沙棘饮品加工项目用地预审与选址意见办理", "4月10日", "提请分管领导召集协调" * 4)
    )
    widths = cell_widths(DraftTable("", "", ("序号", "谁", "何事", "何时", "情况"), (row,), frozenset({1, 2, 3, 4})))
    assert widths[3] > 14
    assert widths[1] > 20
    assert widths[4] > widths[3]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("云川市2026年上半年外出招商统计表（第1期）", ["云川市2026年上半年外出招商统计表", "（第1期）"]),
        ("云川市招商引资工作动态（第8期）", ["云川市招商引资工作动态（第8期）"]),
    ],
)
def test_a_long_title_breaks_before_its_bracket(title: str, lines: list[str]) -> None:
    made = opened(to_docx(DraftPaper("trips", title, DAY, (), state="")))
    assert made.paragraphs[0].text.split("\n") == lines
    assert made.core_properties.title == title
