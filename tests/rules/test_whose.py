"""Whose a ledger is that has no column for it: by headings, title, folder, name; and what nobody can tell."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from helpers.intake import csv_text, read, xlsx
from helpers.read_boards import read_board
from helpers.season import project, settings, target, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import Season
from data.model import Board
from data.rules.units.unit_forms import labelled
from data.rules.units.unit_of_row import owned
from data.settings import RuleSettings
from data.wording.problems import problem_text

HEAD = ["序号", "项目名称", "投资企业", "合同金额(亿元)", "签约时间", "合同类型", "推进阶段"]
ALU = [1, "铝材精深加工", "某某集团", 12, "2026-03-01", "合同", "签约"]
JUICE = [2, "沙棘饮料生产线", "另一公司", 5, "2026-04-01", "合同", "签约"]
KNOWN = {
    "展会.csv": csv_text([["展会名称", "开幕日期", "统计起始"], ["春洽会", "2026-06-10", "2026-01-01"]]).encode(),
    "任务.csv": csv_text(
        [["责任单位", "展会", "签约任务(亿元)"], ["甲县", "春洽会", "40"], ["乙县", "春洽会", "30"]]
    ).encode(),
    "单位.csv": csv_text(
        [["单位", "类别", "简称"], ["甲县", "县区", ""], ["乙县", "县区", "乙川县"], ["市商务局", "部门", "商务局"]]
    ).encode(),
}


def told(rows: list[list[Any]], file: str = "汇总/台账.xlsx", toml: str = "", **more: Any) -> tuple[Board, Any]:
    """The board of this ledger among the known units, and what became of the ledger."""
    shown = read_board({**KNOWN, file: xlsx(rows, **more)}, toml=toml)
    return shown, next(source for source in shown.sources if source.file == file)


def signed(shown: Board) -> dict[str, int]:
    """What each unit with a contract has signed, in 亿元, and under "" the whole."""
    scope = shown.progress[0]
    return {"": int(scope.signed) // 10000} | {u.unit: int(u.signed) // 10000 for u in scope.units if u.contracts}


def codes_of(shown: Board) -> list[str]:
    return [problem.code for problem in shown.problems if problem.code.startswith("unit_")]


@pytest.mark.parametrize(
    ("file", "above", "source"),
    [
        ("甲县/台账.xlsx", [["填报单位:甲县招商局"]], "title"),
        ("乙县/台账.xlsx", [["填报单位：甲县招商局"]], "title"),
        ("台账.xlsx", [["2026年台账"], ["填报单位（盖章）：", "", "甲县商务局", "填报时间：2026年5月8日"]], "title"),
        ("台账.xlsx", [["招商引资项目台账"], ["县区：甲县", "", "单位：亿元"]], "title"),
        ("台账.xlsx", [["单位名称：甲县"]], "title"),
        ("台账.xlsx", [["填报单位：甲县城关镇人民政府 填报人：某某"]], "title"),
        ("台账.xlsx", [["甲县2026年招商引资项目台账"], ["截至2026年5月8日"], ["单位：亿元"]], "title"),
        ("甲县/台账.xlsx", [], "folder"),
        ("甲县/2026年5月/台账.xlsx", [["招商引资项目台账"], ["单位：亿元"]], "folder"),
        ("甲县台账.xlsx", [], "file"),
        ("2026-05-08甲县招商台账(最新).xlsx", [], "file"),
    ],
)
def test_a_county_whose_ledger_has_no_column_for_it_has_what_it_signed(file, above, source):
    shown, ledger = told([*above, HEAD, ALU], file)
    assert signed(shown) == {"": 12, "甲县": 12}
    assert ledger.unit_from == source
    (note,) = [problem for problem in ledger.problems if problem.code.startswith("unit_from")]
    assert (note.code, "甲县" in problem_text(note)) == (f"unit_from_{source}", True)
    assert codes_of(shown) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["一、甲县"], ALU, ["二、乙县"], JUICE],
        [["一", "甲县", "", 12], ALU, ["二", "乙县", "", 5], JUICE, ["合计", "", "", 17]],
        [["一、已签约"], ["（一）甲县"], ALU, ["（二）乙县"], JUICE],
        [["甲县（1个）"], ALU, ["乙县"], JUICE],
        [["一、甲县小计", "", "", 12], ALU, ["二、乙县小计", "", "", 5], JUICE],
    ],
    ids=["numbered", "with sums", "nested", "bare", "sums at the head"],
)
def test_headings_within_the_table_say_whose_the_rows_below_them_are(rows):
    shown, ledger = told([["填报单位：市招商局"], HEAD, *rows])
    assert signed(shown) == {"": 17, "甲县": 12, "乙县": 5}
    assert ledger.unit_from == "section"


def test_a_new_part_of_the_table_ends_the_units_of_the_one_before():
    rows = [["一、已签约"], ["（一）甲县"], ALU, ["二、拟签约"], JUICE]
    shown, _ = told([HEAD, *rows])
    assert signed(shown) == {"": 17, "甲县": 12}
    assert codes_of(shown) == ["unit_unsaid"]


def test_a_sheet_named_by_its_unit_is_that_units():
    def second(book):
        sheet = book.create_sheet("乙县")
        for row in (HEAD, JUICE):
            sheet.append(row)

    shown, _ = told([["填报单位：市招商局"], HEAD, ALU], name="甲县", also=second)
    assert signed(shown) == {"": 17, "甲县": 12, "乙县": 5}


def test_who_signs_below_the_table_says_it_too():
    shown, ledger = told([HEAD, ALU, ["填报单位：乙川县招商局", "", "填报人：某某"]])
    assert (signed(shown), ledger.unit_from) == ({"": 12, "乙县": 12}, "title")


@pytest.mark.parametrize("first", [0, 1], ids=["numbered rows", "the name first"])
@pytest.mark.parametrize(
    "signs",
    [
        ["填报单位：乙川县招商局"],
        ["填报单位（盖章）：乙县"],
        ["上报单位：乙县招商和投资促进局"],
        ["制表单位：乙县招商局 2026年5月8日"],
        ["县区：乙县"],
        ["审核人（签字）：某某", "填报单位：乙县招商局"],
    ],
)
def test_who_signs_in_one_cell_is_no_project_and_no_heading(first, signs):
    below = [["注：本表按月报送。"], *([cell] for cell in signs)]
    shown, ledger = told([HEAD[first:], ALU[first:], *below])
    assert (signed(shown), ledger.unit_from) == ({"": 12, "乙县": 12}, "title")
    assert [entry.project for entry in shown.projects] == ["铝材精深加工"]


@pytest.mark.parametrize(
    ("file", "above", "code"),
    [
        ("甲县/台账.xlsx", [["填报单位：市招商局"]], "unit_office"),
        ("甲县/台账.xlsx", [["填报单位：甲县、乙县"]], "unit_two"),
        ("甲县/台账.xlsx", [["甲县2026年台账"], ["填报单位：乙县招商局"]], "unit_two"),
        ("甲县乙县/台账.xlsx", [], "unit_two"),
        ("汇总/全市台账.xlsx", [["2026年台账"]], "unit_unsaid"),
    ],
)
def test_what_nobody_can_tell_counts_in_the_whole_for_no_unit_and_calls_none_zero(file, above, code):
    shown, ledger = told([*above, HEAD, ALU], file)
    assert signed(shown) == {"": 12}
    assert [u.unit for u in shown.progress[0].units if not u.unit] == []
    assert all("zero_signing" not in u.flags for u in shown.progress[0].units)
    assert (codes_of(shown), ledger.unit_from) == ([code], "")


def test_one_blank_cell_among_filled_ones_is_that_rows_problem():
    shown, ledger = told([["责任单位", *HEAD[1:]], ["甲县", *ALU[1:]], ["", *JUICE[1:]]])
    assert signed(shown) == {"": 17, "甲县": 12}
    assert ledger.unit_from == "column"
    assert [(p.code, p.row) for p in shown.problems if p.code == "unit_unsaid"] == [("unit_unsaid", 3)]


def test_the_office_orders_and_ends_the_search():
    rows, file = [["填报单位：乙县招商局"], HEAD, ALU], "甲县/台账.xlsx"
    assert signed(told(rows, file, '[files]\nunit_from = ["column", "folder"]')[0]) == {"": 12, "甲县": 12}
    assert signed(told(rows, file, '[files]\nunit_from = ["column"]')[0]) == {"": 12}


def test_where_no_unit_is_known_the_form_of_a_name_is_taken_and_a_general_word_is_not():
    files = {"甲县/台账.xlsx": xlsx([HEAD, ALU]), "汇总/全市项目台账.xlsx": xlsx([HEAD, JUICE])}
    shown = read_board({"展会.csv": KNOWN["展会.csv"], **files})
    assert signed(shown) == {"": 17, "甲县": 12}
    titled = read_board({"展会.csv": KNOWN["展会.csv"], "台账.xlsx": xlsx([["填报单位:甲县招商局"], HEAD, ALU])})
    assert signed(titled) == {"": 12, "甲县": 12}


@pytest.mark.parametrize("word", ["同上", "〃", "″", "同上行", "（同上）"])
def test_a_cell_that_repeats_the_one_above_says_what_that_says(word):
    header = ["责任单位", *HEAD[1:]]
    reading = read(xlsx([header, ["甲县", *ALU[1:]], [word, *JUICE[1:]]]))
    assert [record.values["unit"] for record in reading.records] == ["甲县", "甲县"]
    assert [(p.code, p.row, p.text) for p in reading.problems] == [("ditto", 3, "甲县")]


def test_a_blank_among_repeated_names_is_not_the_mark_of_an_export():
    header, third = ["责任单位", *HEAD[1:]], [3, "储能电站", "某公司", 3, "2026-04-02", "合同", "签约"]
    rows = [header, ["甲县", *ALU[1:]], ["甲县", *JUICE[1:]], ["", *third[1:]], ["", *third[1:]]]
    reading = read(csv_text([[str(cell) for cell in row] for row in rows]).encode(), "a.csv")
    assert [record.values.get("unit") for record in reading.records] == ["甲县", "甲县", None, None]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["项目名称", "投资企业", "总投资(亿元)", "推进阶段", "存在问题"], "projects"),
        (["项目名称", "走访日期", "走访人", "推进阶段", "进展情况", "投资企业"], "visits"),
        (["项目名称", "月份", "到位资金", "推进阶段", "投资企业", "总投资"], "funds"),
        (["项目名称", "节点", "计划时间", "推进阶段", "投资企业", "总投资"], "milestones"),
        (["项目名称", "存在问题", "牵头部门", "解决时限", "推进阶段"], "blockers"),
        (["项目名称", "推进阶段"], ""),
        (["项目名称", "牵头县区", "总投资(亿元)", "推进阶段"], ""),
        (["姓名", "籍贯乡镇", "工作单位"], "natives"),
    ],
)
def test_a_ledger_of_another_kind_is_not_taken_for_a_countys_projects(head, kind):
    cells = {"走访日期": "2026-05-01", "月份": "2026-04", "推进阶段": "签约"}
    reading = read(xlsx([head, [cells.get(word, "某事") for word in head]]))
    assert reading.sheets[0].kind == kind


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("填报单位:甲县招商局", ("甲县招商局",)),
        ("填报单位(盖章): 甲县招商局 填报时间:2026年5月8日", ("甲县招商局",)),
        ("填报单位:甲县招商局填报时间:2026年5月8日", ("甲县招商局",)),
        ("填报时间:2026年5月8日 填报单位:甲县 单位:万元", ("甲县",)),
        ("单位:万元", ()),
        ("金额单位:人民币亿元", ()),
        ("填报单位:  填报时间:2026年5月8日", ()),
        ("2026年招商引资项目台账", ()),
    ],
)
def test_what_a_title_row_states(line, values):
    assert labelled(line) == values


_UNITS = st.sampled_from(["甲县", "乙县", "丙县", "甲县、乙县"])
_FILES = st.sampled_from(["甲县/台账.xlsx", "乙县台账.xlsx", "汇总.xlsx"])
_SEEN = st.none() | st.builds(Seen, st.just(("填报单位:甲县",)), st.sampled_from([(), ("一、乙县",)]))


@given(st.lists(st.tuples(_UNITS, _FILES), max_size=8), st.lists(st.tuples(_FILES, _SEEN), max_size=8))
def test_a_row_with_a_unit_of_its_own_stays_and_searching_twice_changes_nothing(own, lacking):
    rows = (
        *(project(name, 1, file=file) for name, file in own),
        *(msgspec.structs.replace(project("x", 1, file=file), unit="", seen=seen) for file, seen in lacking),
    )
    season = Season(units=(unit("甲县"), unit("乙县")), targets=(target("甲县", 1),), projects=rows)
    rules = RuleSettings.of(settings())
    once = owned(season, rules)
    assert once.season.projects[: len(own)] == rows[: len(own)]
    assert [row.place for row in once.season.projects] == [row.place for row in rows]
    again = owned(once.season, rules)
    assert again.season == once.season
    assert (again.unit_from, again.notes, again.problems) == (once.unit_from, once.notes, once.problems)
