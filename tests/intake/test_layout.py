"""A header is found wherever it stands, every header of the table is known, and what is doubtful is not guessed."""

from __future__ import annotations

import pytest
from helpers.intake import PROJECT_HEADER, PROJECT_ROWS, codes, column, csv_text, only, plan, read, xlsx
from hypothesis import given
from hypothesis import strategies as st

from data.intake.cells.amounts import AmountUnit, unit_of
from data.intake.cells.headings import heading
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import Layout, find_layout
from data.ledgers.kinds_and_columns import KINDS
from data.model import Severity

ALL_HEADERS = [(kind.name, field.name, header) for kind in KINDS for field in kind.fields for header in field.headers]


def layout_of(*rows, toml="", merges=None):
    return find_layout(Sheet("", [list(row) for row in rows], merges=merges), plan(toml))


@pytest.mark.parametrize(("kind", "field", "header"), ALL_HEADERS)
def test_every_header_of_the_table_is_known(kind, field, header):
    match = plan().book.match(kind, heading(header))
    assert match is not None
    earlier = [other for other_kind, other, text in ALL_HEADERS if other_kind == kind and text == header]
    assert match.field == earlier[0]


@given(
    st.sampled_from(ALL_HEADERS),
    st.sampled_from(["", " ", "\n", "\u3000"]),
    st.sampled_from(["", "(亿元)", "（万元）", "/万元", "（单位：亿元）"]),
    st.sampled_from(["", "*", "※"]),
    st.booleans(),
)
def test_a_header_is_known_however_it_is_set(entry, space, unit, star, wide):
    kind, _field, header = entry
    text = star + space.join(header) + unit
    if wide:
        text = text.replace("(", "（").replace(")", "）")
    assert plan().book.match(kind, heading(text)) == plan().book.match(kind, heading(header))


@given(st.text(max_size=60))
def test_no_header_makes_the_reader_fail(text):
    head = heading(text)
    assert not set(head.whole + head.bare) & set(" \t\n\r_\u3000\x1b\u202e")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("总投资(亿元)", "亿元"),
        ("总投资（万元）", "万元"),
        ("投资额/万元", "万元"),
        ("总投资\n（单位：万美元）", "万美元"),
        ("总投资 【亿元】", "亿元"),
        ("签约日期(年/月/日)", None),
        ("责任单位(盖章)", None),
    ],
)
def test_the_unit_in_a_header_is_read(text, unit):
    assert heading(text).unit == (unit_of(unit) if unit else None)


@pytest.mark.parametrize("name", ["signed_on", "Signed On", "SIGNED ON", "signed  on"])
def test_english_headers_are_the_fields_names(name):
    match = plan().book.match("projects", heading(name))
    assert match is not None
    assert match.field == "signed_on"


def test_traditional_headers_are_known():
    assert plan().book.match("projects", heading("責任單位")) == plan().book.match("projects", heading("责任单位"))
    assert plan().book.match("projects", heading("總投資（億元）")).field == "total_investment"
    assert heading("總投資（億元）").unit == unit_of("亿元")


def test_a_header_under_titles_and_a_unit_note():
    header = ["序号", "项目名称", "责任单位", "总投资", "到位资金(万元)", "项目阶段"]
    rows = [["2026年招商引资项目台账"], ["单位：亿元", None, None, None, "填报日期：5月1日"], header]
    reading = read(xlsx([*rows, [1, "光热设备", "东岭园区", 12.5, 300, "签约"]], merges=["A1:F1"]))
    record = only(reading)
    assert record.row == 4
    assert record.values["total_investment"] == ["125000", "CNY", False, None]
    assert record.values["paid_in"] == ["300", "CNY", False, None]
    assert reading.sheets[0].header_rows == (3,)
    assert codes(reading) == []


def test_a_two_row_header_is_joined():
    rows = [
        ["招商引资台账", None, None, None, None, None, None],
        ["项目名称", "责任单位", "投资情况（亿元）", None, "签约", None, "项目阶段"],
        [None, None, "总投资", "到位资金", "日期", "类型", None],
        ["光热设备", "东岭园区", 12.5, 1, "2026-05-02", "合同", "签约"],
    ]
    merges = ["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"]
    reading = read(xlsx(rows, merges))
    values = only(reading).values
    assert values["total_investment"] == ["125000", "CNY", False, None]
    assert values["paid_in"] == ["10000", "CNY", False, None]
    assert (values["signed_on"], values["paper"], values["stage"]) == ("2026-05-02", "contract", "signed")
    assert reading.sheets[0].header_rows == (2, 3)


def test_a_two_row_header_of_a_text_is_joined_too():
    rows = [
        ["项目名称", "责任单位", "投资情况", "", "项目阶段"],
        ["", "", "总投资(亿元)", "到位资金(亿元)", ""],
        ["光热设备", "东岭园区", "12.5", "1", "签约"],
    ]
    values = only(read(csv_text(rows).encode(), "a.csv")).values
    assert values["total_investment"][0] == "125000"
    assert values["paid_in"][0] == "10000"


def test_a_row_of_units_below_the_header_is_part_of_it():
    rows = [
        ["项目名称", "责任单位", "总投资", "项目阶段"],
        [None, None, "（亿元）", None],
        ["甲", "东岭园区", 2, "在谈"],
    ]
    assert only(read(xlsx(rows))).values["total_investment"][0] == "20000"


def test_sub_headings_of_columns_that_nobody_reads_are_no_row():
    header = [["项目名称", "责任单位", "用地", "", "项目阶段"], ["", "", "面积（亩）", "性质", ""]]
    rows = [*header, ["光热设备", "东岭园区", "30", "工业", "签约"]]
    for reading in (
        read(csv_text(rows).encode(), "a.csv"),
        read(xlsx(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"])),
    ):
        assert column(reading, "name") == ["光热设备"]
        assert codes(reading) == []


def test_the_header_printed_again_on_each_page_is_no_row():
    reading = read(xlsx([PROJECT_HEADER, PROJECT_ROWS[0], PROJECT_HEADER, PROJECT_ROWS[1]]))
    assert column(reading, "name") == ["光热设备制造", "铝型材压铸"]
    assert codes(reading) == ["row_header_again"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["展会名称", "开幕日期", "闭幕日期", "地点"], "fairs"),
        (["单位", "类别", "联系人", "联系电话"], "units"),
        (["单位", "签约任务", "项目个数"], "targets"),
        (["项目名称", "责任单位", "总投资", "项目阶段"], "projects"),
        (["事项", "责任单位", "办结时限"], "followups"),
        (["日期", "值班人员", "带班领导", "值班电话"], "roster"),
        (["项目名称", "节点", "计划时间", "实际时间"], "milestones"),
        (["项目名称", "月份", "到位资金"], "funds"),
        (["项目名称", "存在问题", "牵头部门", "提出日期"], "blockers"),
        (["板块", "任务", "责任单位", "完成时限"], "prep"),
        (["客商姓名", "企业名称", "邀请单位", "邀请状态"], "guests"),
        (["name", "unit", "total investment", "stage", "signed on"], "projects"),
    ],
)
def test_the_kind_is_told_by_the_headers(header, kind):
    found = layout_of(header, ["甲"] * len(header))
    assert isinstance(found, Layout)
    assert found.kind.name == kind


def test_every_kind_is_recognised_by_its_canonical_headers():
    for kind in KINDS:
        header = list(dict.fromkeys(field.headers[0] for field in kind.fields))
        found = layout_of(header)
        assert isinstance(found, Layout), kind.name
        assert found.kind.name == kind.name


def test_a_sheet_that_lacks_one_column_says_which():
    reading = read(xlsx([["项目名称", "责任单位", "总投资", "签约日期"], ["甲", "乙", 3, "2026-05-02"]]))
    (problem,) = reading.problems
    assert problem.code == "header_missing"
    assert dict(problem.args).items() >= {"kind": "projects", "missing": "签约类型/项目阶段"}.items()
    assert (problem.row, problem.severity) == (1, Severity.PROBLEM)
    assert reading.records == ()


def test_an_unknown_sheet_tells_the_headers_seen():
    reading = read(xlsx([["物资", "规格", "数量"], ["桌签", "A4", 30]]))
    (problem,) = reading.problems
    assert problem.code == "header_unknown"
    assert dict(problem.args)["headers"] == "物资、规格、数量"
    assert reading.sheets[0].seen == ("物资", "规格", "数量")


def test_a_list_of_goods_is_no_list_of_units():
    reading = read(xlsx([["名称", "规格", "单位", "数量", "备注"], ["桌签", "A4", "个", 30, ""]]))
    assert reading.records == ()
    assert reading.sheets[0].kind == ""


def test_a_circulars_ranking_is_no_ledger():
    reading = read(xlsx([["序号", "单位", "任务", "完成", "完成率", "排名"], [1, "云阳县", 40, 10, "25%", 1]]))
    assert reading.records == ()


def test_a_tie_is_not_guessed():
    toml = (
        '[columns.visits]\nproject = ["项目"]\ndate = ["时间"]\n[columns.funds]\nproject = ["项目"]\nmonth = ["时间"]\n'
    )
    reading = read(xlsx([["项目", "时间"], ["甲", "2026-05-02"]]), toml=toml)
    (problem,) = reading.problems
    assert problem.code == "header_tie"
    assert dict(problem.args)["kinds"] == "funds,visits"


def test_a_form_is_not_guessed():
    rows = [
        ["项目名称", "光热设备", "责任单位", "东岭园区", "项目阶段", "签约"],
        ["总投资", "12亿", "投资方", "某公司", "签约日期", "2026-05-02"],
        ["包抓领导", "陈某", "项目专员", "李某", "存在问题", "用地"],
    ]
    reading = read(xlsx(rows))
    assert reading.records == ()
    assert codes(reading) == ["header_form"]


def test_a_sheet_of_prose_is_only_noted():
    reading = read(xlsx([["填报说明"], ["每周五前报送。"]]))
    assert [(p.code, p.severity) for p in reading.problems] == [("no_table", Severity.NOTE)]


def test_an_offices_own_headers():
    toml = '[columns.projects]\nunit = ["牵头县区"]\ntotal_investment = ["盘子（亿元）"]\n'
    values = only(
        read(xlsx([["项目名称", "牵头县区", "盘子", "项目阶段"], ["甲", "乙县", 2, "在谈"]]), toml=toml)
    ).values
    assert values["unit"] == "乙县"
    assert values["total_investment"] == ["20000", "CNY", False, None]


def test_of_two_columns_for_one_field_the_better_header_is_read():
    header = ["单位", "项目名称", "责任单位", "项目阶段"]
    reading = read(xlsx([header, ["某局", "甲", "乙县", "在谈"]]))
    assert only(reading).values["unit"] == "乙县"
    assert [(p.code, p.column) for p in reading.problems] == [("column_twice", "A")]


def test_the_cell_beats_the_header_and_the_header_the_note():
    rows = [
        ["单位:元"],
        ["项目名称", "责任单位", "总投资(亿元)", "合同引资额", "项目阶段"],
        ["甲", "乙县", "35000万元", 5000, "在谈"],
    ]
    values = only(read(xlsx(rows))).values
    assert values["total_investment"][0] == "35000"
    assert values["contracted"][0] == "0.5"


def test_an_assumed_unit_is_noted_once_a_column():
    rows = [["项目名称", "责任单位", "总投资", "项目阶段"], ["甲", "乙县", 5, "在谈"], ["丙", "乙县", 6, "在谈"]]
    reading = read(xlsx(rows))
    assert column(reading, "total_investment")[0] == ["5", "CNY", False, None]
    assert [(p.code, p.column, p.severity) for p in reading.problems] == [("unit_assumed", "C", Severity.NOTE)]
    assert read(xlsx(rows), toml='[files]\namount_unit = "亿元"').records[0].values["total_investment"][0] == "50000"


def test_the_year_of_the_title_serves_days_without_one():
    rows = [
        ["2019年督办事项"],
        ["事项", "责任单位", "交办日期"],
        ["甲事", "乙县", "5月2日"],
        ["丙事", "乙县", "5月3日"],
    ]
    reading = read(xlsx(rows))
    assert column(reading, "assigned") == ["2019-05-02", "2019-05-03"]
    assert all(record.assumed == ("assigned",) for record in reading.records)
    (note,) = [p for p in reading.problems if p.code == "year_assumed"]
    assert dict(note.args) == {"count": "2", "year": "2019"}
    assert note.severity is Severity.NOTE


def test_without_a_title_the_seasons_year_serves():
    reading = read(xlsx([["事项", "责任单位", "交办日期"], ["甲事", "乙县", "5月2日"]]))
    assert only(reading).values["assigned"] == "2026-05-02"


def test_a_default_unit_is_wan():
    assert plan().default_unit == AmountUnit()
