"""After its issue a paper stands as it was; what its board says otherwise stands beside it, with the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from helpers.drafts import opened

from data.export.papers.circular import circular
from data.export.papers.confirm_message import confirm_message
from data.export.papers.corrections import NO_ROW, LastIssue, corrected, corrections, corrections_table
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    Passage,
    PassageKind,
    RowKind,
    Stated,
    body,
    heading,
    words_of,
)
from data.export.papers.draft_docx import to_docx
from data.export.papers.draft_html import to_html
from data.export.papers.draft_markdown import to_markdown
from data.export.papers.figures_then import CARRIED, figures_of, unit_digest
from data.export.papers.frozen_paper import FrozenPaper, files_of
from data.export.papers.issue_terms import AskedState, asked_units, handed_out, still_open, unconfirmed
from data.export.papers.paper_periods import (
    HALF_MONTH,
    HALF_YEAR,
    MONTH,
    QUARTER,
    PaperPeriod,
    latest_period,
    paper_period,
)
from data.export.papers.source_annex import TITLE, row_numbers, with_sources
from data.model import UNHEARD, Board, Place, Trace
from data.model.issued_papers import CONFIRMED, OBJECTED, UnitAnswer

DAY = date(2026, 5, 18)
FILES = (("甲.csv", "2026-05-10T09:00:00"), ("乙.csv", "2026-05-11T09:00:00"))


def paper(done: str, *, file: str = "甲.csv", rate: str = "50.0%", place: str = "1", rows: tuple = ()) -> DraftPaper:
    signed = Stated(done, Trace("signed", rows=(Place(file, "", 2),)))
    own = DraftRow(("1", "甲县", signed, rate, place, "—"))
    heads = ("序号", "单位", "完成", "完成率", "位次", "较上期")
    table = DraftTable("完成情况", "亿元", heads, (own, *rows))
    return DraftPaper("circular", "动态", DAY, (heading("一、总体"), body("共", signed, "亿元"), table))


def frozen(draft: DraftPaper, **more: object) -> FrozenPaper:
    return FrozenPaper("circular", "2026-05-1", "", 8, DAY, "李敏", draft, None, FILES, **more)


@pytest.mark.parametrize(
    ("files", "file", "reason"),
    [
        ((("甲.csv", "2026-05-20T09:00:00"), FILES[1]), "甲.csv", "《甲》5月20日有改动"),
        ((FILES[1],), "甲.csv", "《甲》不再计入"),
        ((*FILES, ("丙.csv", "")), "丙.csv", "《丙》为新收到"),
        (FILES, "甲.csv", "所据台账未变，由裁定、设置或其他台账引起"),
    ],
)
def test_a_changed_figure_stands_beside_the_old_one_with_its_ledger(files, file, reason):
    found = corrections(frozen(paper("1.20")), paper("1.50", file=file), files)
    assert [(one.name, one.was, one.now, one.reason) for one in found] == [
        ("一、总体", "1.20", "1.50", reason),
        ("甲县", "1.20", "1.50", reason),
    ]


def test_more_decimals_are_no_correction():
    assert corrections(frozen(paper("1.20")), paper("1.2000"), FILES) == ()


def test_what_is_not_traced_says_so_and_places_follow():
    found = corrections(frozen(paper("1.20")), paper("1.20", rate="60.0%", place="2"), FILES)
    assert [(one.what, one.reason) for one in found] == [("完成率", "未逐行追溯"), ("位次", "按更正后的完成率重排")]


def test_rows_that_came_or_went_are_told_once():
    more = (DraftRow(("2", "乙县", "3.00", "—", "—", "—")),)
    came = corrections(frozen(paper("1.20")), paper("1.20", rows=more), FILES)
    went = corrections(frozen(paper("1.20", rows=more)), paper("1.20"), FILES)
    assert [(one.name, one.was, one.now) for one in came] == [("乙县", NO_ROW, "有此行")]
    assert [(one.name, one.was, one.now) for one in went] == [("乙县", "有此行", NO_ROW)]


def test_what_a_ledger_tells_without_a_day_is_no_correction():
    def drawn(planned: str, money: str, stands: str) -> DraftPaper:
        heads = ("序号", "单位", "拟签", "到位资金", "停滞项目")
        table = DraftTable("办理情况", "亿元", heads, (DraftRow(("1", "甲县", planned, money, stands)),))
        count = Stated(stands, Trace("stalled", rows=(Place("甲.csv", "", 2),)))
        return DraftPaper("monthly", "通报", DAY, (heading("四、项目推进"), body("停滞", count, "个"), table))

    assert corrections(frozen(drawn("1.00", "0.20", "3")), drawn("—", "0.90", "8"), FILES) == ()


def test_what_compares_with_an_earlier_issue_is_no_figure_of_its_own():
    own = paper("1.20")
    compared = DraftTable(CARRIED, "亿元", ("序号", "单位", "更正"), (DraftRow(("1", "甲县", "0.10")),))
    old = replace(own, blocks=(*own.blocks, compared, corrections_table(corrections(frozen(own), paper("9"), FILES))))
    assert corrections(frozen(old), own, FILES) == ()


def test_of_many_ledgers_behind_a_figure_their_number_is_told():
    names = [f"{at}.csv" for at in range(5)]

    def drawn(done: str) -> DraftPaper:
        rows = tuple(Place(name, "", 2) for name in names)
        return DraftPaper("circular", "动态", DAY, (heading("一、"), body(Stated(done, Trace("signed", rows=rows)))))

    before = replace(frozen(drawn("1.0")), files=tuple((name, "2026-05-10T09:00:00") for name in names))
    after = tuple((name, "2026-05-20T09:00:00") for name in names)
    assert [one.reason for one in corrections(before, drawn("2.0"), after)] == ["所据5份台账有改动"]


def test_an_issued_paper_is_printed_as_it_was_with_what_changed_behind_it():
    old = frozen(replace(paper("1.20"), state=""))
    found = corrections(old, paper("1.50"), FILES)
    said = corrected(old, found, date(2026, 5, 20))
    assert said.blocks[: len(old.draft.blocks)] == old.draft.blocks
    assert said.tables[-1] == corrections_table(found)
    assert "5月20日" in said.words
    assert "无更正" in corrected(old, (), DAY).words
    signed = replace(
        old, draft=replace(old.draft, blocks=(*old.draft.blocks, Passage(("签发：",), PassageKind.SIGNED)))
    )
    behind = corrected(signed, found, date(2026, 5, 20))
    assert [one.text for one in opened(to_docx(behind)).paragraphs if one.paragraph_format.page_break_before] == [
        "印发后更正"
    ]
    for form in (to_markdown, to_html):
        assert "草稿" not in form(said)
        assert "草稿" in form(paper("1.20"))


def period_of(board: Board) -> PaperPeriod:
    return PaperPeriod("2026-05-2", board.as_of.replace(day=1), board.as_of)


def test_the_next_circular_goes_on_from_the_last_issue(season: Board):
    own = figures_of(season)
    assert own
    was = replace(own, units=tuple(replace(one, rank=one.rank and one.rank + 1) for one in own.units))
    draft = circular(season, period_of(season), 8)
    last = LastIssue(replace(frozen(replace(draft, state="")), figures=was), own, ())
    said = circular(season, period_of(season), 9, last)
    moved = [words_of(row.cells[6]) for row in said.tables[0].of_kind(RowKind.OWN)]
    placed = [words_of(row.cells[5]) != "—" for row in said.tables[0].of_kind(RowKind.OWN)]
    assert moved == ["↑1" if has else "—" for has in placed]
    assert any(placed)
    table = next(one for one in said.tables if one.caption == "完成数与上期印发数的衔接")
    heard = [one for one in own.units if one.heard]
    assert len(table.rows) == len(heard) + 1
    assert "第8期（2026年5月18日）" in said.words
    other = replace(last, paper=replace(last.paper, figures=replace(was, basis="total")))
    assert "衔接" not in circular(season, period_of(season), 9, other).words


def answer(unit: str, said: str = CONFIRMED, figures: str = "") -> UnitAnswer:
    return UnitAnswer(unit, said, "李敏", datetime(2026, 5, 17, tzinfo=UTC), "x", figures)


def test_each_unit_is_confirmed_objected_changed_or_silent(season: Board):
    figures, names = figures_of(season), [one.unit for one in season.leading.units if not one.superior]
    one, two, three, four, *rest = dict.fromkeys(names)
    answers = [
        answer(one, figures=unit_digest(figures, one)),
        answer(two, OBJECTED),
        answer(three, figures="0" * 16),
        answer("不在册的单位"),
    ]
    asked = asked_units(season, answers)
    states = {each.unit: each.state for each in asked}
    assert [states[name] for name in (one, two, three, four)] == [
        AskedState.CONFIRMED, AskedState.OBJECTED, AskedState.CHANGED, AskedState.SILENT,
    ]  # fmt: skip
    assert len(asked) == len(rest) + 5
    assert len(unconfirmed(asked)) == len(rest) + 3


def test_what_is_handed_out_is_no_draft_and_names_no_unit(season: Board):
    draft = circular(season, period_of(season), 8)
    open_units = still_open(season)
    assert open_units
    said = handed_out(draft, season, DAY, asked_units(season, []), "下期更正")
    notes = [one.words for one in said.blocks if isinstance(one, Passage) and one.kind is PassageKind.NOTE]
    signed = [one.words for one in said.blocks if isinstance(one, Passage) and one.kind is PassageKind.SIGNED]
    assert said.state == ""
    assert "2026年5月18日" in signed[-1]
    assert notes[-1].startswith("带注印发：印发时")
    assert notes[-1].endswith("下期更正。")
    assert not [name for name in open_units if name in "".join(notes[-2:])]
    plain = handed_out(draft, season, DAY, (), "")
    assert "带注印发" not in plain.words
    bare = replace(draft, blocks=(body("一"),))
    assert handed_out(bare, season, DAY, (), "").words.endswith("2026年5月18日")


@pytest.mark.parametrize(("rows", "said"), [((3,), "3"), ((5, 6, 7, 3, 9), "3、5–7、9"), ((2, 2), "2"), ((), "")])
def test_rows_are_told_in_short(rows, said):
    assert row_numbers([Place("a", "", row) for row in rows]) == said


def test_the_annex_names_every_figure_and_row(season: Board):
    draft = circular(season, period_of(season), 8)
    said = with_sources(draft)
    annex = said.tables[-1]
    assert TITLE in said.words
    figures = list(draft.figures)
    assert {words_of(row.cells[2]) for row in annex.rows} == {one.words for one in figures}
    for figure in figures:
        for file in {place.file for place in figure.trace.rows}:
            assert any(words_of(row.cells[4]) == file for row in annex.rows)
    numbers = {words_of(row.cells[0]): words_of(row.cells[4]) for row in annex.rows}
    same = [file.removeprefix("同序号") for file in numbers.values() if file.startswith("同序号")]
    assert same
    assert all(numbers[number] in {place.file for one in figures for place in one.trace.rows} for number in same)
    assert with_sources(DraftPaper("x", "t", DAY, (body("无"),))).blocks == (body("无"),)
    assert to_docx(said)
    assert TITLE in to_markdown(said)
    assert TITLE in to_html(said)


def test_a_unit_is_asked_about_its_own_line_and_rows_alone(season: Board):
    lead = season.leading
    heard = [one for one in lead.units if one.standing not in UNHEARD and one.measured.contracts and not one.superior]
    until = date(2026, 5, 20)
    for own in heard:
        said = confirm_message(season, period_of(season), own.unit, until)
        others = [one.unit for one in lead.units if one.unit not in own.unit and own.unit not in one.unit]
        rows = said.split("计入的台账行")[0]
        assert own.unit in rows
        assert "5月20日" in said
        assert not [name for name in others if name in rows]
    unheard = [one for one in lead.units if one.standing in UNHEARD and not one.superior]
    assert unheard
    for own in unheard:
        said = confirm_message(season, period_of(season), own.unit, until)
        assert "无法列数" in said
        assert "0亿元" not in said
    assert confirm_message(season, period_of(season), "没有的单位", until) == ""
    assert files_of(season)


@pytest.mark.parametrize(
    ("span", "today", "code"),
    [
        (HALF_MONTH, "2026-05-15", "2026-04-2"),
        (HALF_MONTH, "2026-05-16", "2026-05-1"),
        (HALF_MONTH, "2026-01-01", "2025-12-2"),
        (MONTH, "2026-05-31", "2026-04"),
        (MONTH, "2026-01-31", "2025-12"),
        (QUARTER, "2026-03-31", "2025Q4"),
        (QUARTER, "2026-04-01", "2026Q1"),
        (QUARTER, "2026-12-31", "2026Q3"),
        (HALF_YEAR, "2026-06-30", "2025H2"),
        (HALF_YEAR, "2026-07-01", "2026H1"),
    ],
)
def test_the_period_that_was_over_last(span: str, today: str, code: str):
    assert latest_period(span, date.fromisoformat(today)).code == code


@pytest.mark.parametrize("code", ["2026Q2", "2026-Q2", "2026q2", " 2026Q2 "])
def test_one_quarter_has_one_code(code: str):
    assert paper_period(code).code == "2026Q2"


def test_an_issued_paper_of_which_the_board_tells_nothing_any_more_is_printed_all_the_same():
    said = corrected(frozen(paper("1.20")), None, DAY)
    assert "未作比较" in said.words
    assert said.blocks[:-1] == paper("1.20").blocks
