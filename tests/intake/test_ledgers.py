"""Bytes of a ledger become records that the rules can take, and every row that does not is told of."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from helpers.intake import (
    PROJECT_HEADER,
    PROJECT_ROWS,
    codes,
    column,
    csv_text,
    ods,
    only,
    patched,
    plan,
    read,
    xls,
    xlsx,
)
from hypothesis import given
from hypothesis import strategies as st

from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import BY_NAME, KINDS, Fair, FollowUp, Milestone, Type
from data.ledgers.season import RECORD_TYPES, Season, typed
from data.model import Paper, Severity, Stage
from data.rules.between_ledgers.faults_as_work import row_digest
from data.wording.problems import PROBLEMS, problem_line, problem_text

SAMPLES = {
    Type.TEXT: "某事",
    Type.CODE: 13909130001.0,
    Type.UNIT: "乙县",
    Type.UNITS: "甲园区、乙县",
    Type.AMOUNT: "约3.5亿元",
    Type.COUNT: "12个",
    Type.DATE: "2026年5月2日",
    Type.MONTH: "2026年5月",
    Type.RATIO: "60%",
    Type.FLAG: "是",
    Type.STAGE: "在建",
    Type.PAPER: "框架协议",
    Type.STATUS: "退回",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_field_of_each_kind_is_read_into_what_the_rules_take(kind):
    header = [field.name for field in kind.fields]
    record = only(read(xlsx([header, [SAMPLES[field.type] for field in kind.fields]])))
    assert record.kind == kind.name
    assert record.fields == tuple(header)
    assert set(record.values) == set(header)
    if kind.name in RECORD_TYPES:
        row = typed(record)
        for field in kind.fields:
            assert getattr(row, {"from": "from_", "to": "to_"}.get(field.name, field.name)) not in (None, "")


def test_the_season_has_the_rows_of_every_kind():
    assert set(Season.__struct_fields__) - {"columns", "days"} == {kind.name for kind in KINDS}


def test_what_is_required_has_no_default():
    assert [field.name for field in BY_NAME["milestones"].fields if field.required] == ["project", "node"]
    with pytest.raises(TypeError, match="node"):
        Milestone(project="水厂")


@pytest.mark.parametrize(
    ("row", "digest", "told"),
    [
        (
            FollowUp(what="周报", owed_by="乙县", id="D1", due=date(2026, 5, 8)),
            "d96817d176af",
            "what owed_by id project unit grade assigned arranged due replied settled closed source extended_to",
        ),
        (Milestone(project="水厂", node="用地", unit="甲县"), "f60c2f1cda43", "project node unit planned actual"),
        (Fair(name="秋会", opens=date(2026, 9, 1), row=3), "07f1055b4239", "name opens closes venue from_ target"),
    ],
)
def test_a_row_is_told_as_histories_and_rulings_in_folders_have_kept_it(row, digest, told):
    assert (" ".join(dict(row.told())), row_digest(row)) == (told, digest)


def test_a_project_in_full():
    row = typed(read(xlsx([PROJECT_HEADER, *PROJECT_ROWS])).records[1])
    assert (row.name, row.unit, row.paper, row.stage) == ("铝型材压铸", "云阳县", Paper.FRAMEWORK, Stage.LANDED)
    assert row.total_investment.value == Decimal(30000)
    assert row.signed_on.isoformat() == "2026-03-04"
    assert (row.place.file, row.place.sheet, row.place.row) == ("台账.xlsx", "台账", 3)


def test_a_reading_crosses_a_pipe():
    reading = read(xlsx([PROJECT_HEADER, *PROJECT_ROWS, ["合计", None, 15.5]]))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=Reading) == reading
    made = plan('[columns.projects]\nunit = ["牵头县区"]')
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Plan) == made


MERGED = [
    ["责任单位", "项目名称", "投资方", "总投资(亿元)", "项目阶段"],
    ["东岭园区", "光热设备", "甲公司", 30, "签约"],
    [None, "铝型材", "乙公司", None, "在谈"],
    [None, "沙棘饮品", "丙公司", None, "在谈"],
    ["云阳县", "电池回收", "丁公司", 2, "落地"],
]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(MERGED, ["A2:A4", "D2:D4"]),
        xls(MERGED, [(1, 3, 0, 0), (1, 3, 3, 3)]),
        ods(MERGED, {(1, 0): 3, (1, 3): 3}),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_merged_units_are_filled_down_and_merged_amounts_counted_once(data):
    reading = read(data)
    assert column(reading, "unit") == ["东岭园区", "东岭园区", "东岭园区", "云阳县"]
    assert column(reading, "total_investment") == [
        ["300000", "CNY", False, None],
        None,
        None,
        ["20000", "CNY", False, None],
    ]


def test_an_export_to_text_left_blanks_where_units_were_merged_and_an_amount_is_never_repeated():
    rows = [[cell or "" for cell in row] for row in MERGED]
    reading = read(csv_text(rows).encode("gbk"), "a.csv")
    assert column(reading, "unit") == ["东岭园区", "东岭园区", "东岭园区", "云阳县"]
    assert column(reading, "total_investment")[1:3] == [None, None]
    assert [(p.code, p.row, dict(p.args)) for p in reading.problems] == [("carried_down", 3, {"count": "2"})]


def test_a_blank_that_says_that_there_is_none_takes_nothing_from_above():
    rows = [["单位", "类别", "上级单位"], ["石桥镇", "镇办", "东岭县"], ["东岭县", "县区", ""], ["云阳县", "县区", ""]]
    reading = read(csv_text(rows).encode(), "单位.csv")
    assert column(reading, "parent") == ["东岭县", None, None]
    assert codes(reading) == []


def test_totals_remarks_and_section_rows_are_never_projects():
    rows = [
        ["序号", *PROJECT_HEADER],
        ["一、园区"],
        [1, *PROJECT_ROWS[0]],
        ["小计", None, None, 12.5],
        ["二", "县区", None, 3],
        [2, *PROJECT_ROWS[1]],
        [None, "全市合计", None, 15.5],
        ["合计", "2个", None, 15.5],
        [3],
        ["备注：总投资以合同为准"],
        ["填表人：李某", None, None, "联系电话：0000-1234567"],
    ]
    reading = read(xlsx(rows, merges=["A2:G2"]))
    assert column(reading, "name") == ["光热设备制造", "铝型材压铸"]
    told = [(row.row, row.why) for row in reading.sheets[0].dropped]
    assert told == [
        (2, "section"),
        (4, "total"),
        (5, "section"),
        (7, "total"),
        (8, "total"),
        (10, "remark"),
        (11, "remark"),
    ]
    assert [p.row for p in reading.problems] == [row for row, _why in told]
    assert {p.severity for p in reading.problems} == {Severity.NOTE}


def test_a_total_in_a_units_place_is_no_unit():
    reading = read(xlsx([["序号", "单位", "签约任务"], [1, "云阳县", 40], [2, "合 计", 40], ["", "园区小计", 3]]))
    assert column(reading, "unit") == ["云阳县"]
    assert codes(reading)[1:] == ["row_total", "row_total"]


def test_a_kind_of_unit_is_no_unit():
    rows = [["单位", "签约任务(亿元)"], ["县区", 12], ["云阳县", 12], ["一、园区", ""], ["东岭园区", 7]]
    reading = read(xlsx(rows))
    assert column(reading, "unit") == ["云阳县", "东岭园区"]
    assert [(p.code, p.row) for p in reading.problems] == [("row_section", 2), ("row_section", 4)]


def test_a_row_without_what_it_must_have_is_a_problem_and_not_counted():
    reading = read(xlsx([PROJECT_HEADER, *PROJECT_ROWS, [None, "云阳县", 2, "合同", "签约", "2026-02-02"]]))
    assert len(reading.records) == 2
    (problem,) = reading.problems
    assert (problem.code, problem.row, problem.severity) == ("row_lacks", 4, Severity.PROBLEM)
    assert problem.text.startswith("云阳县")


def test_a_row_that_has_a_name_alone_is_no_project_without_a_unit():
    reading = read(xlsx([PROJECT_HEADER, *PROJECT_ROWS, ["数据来自各园区", None, None, None, None, None]]))
    assert len(reading.records) == 2
    assert [(p.code, dict(p.args)) for p in reading.problems] == [("row_lacks", {"missing": "责任单位"})]


def test_an_unreadable_optional_cell_leaves_the_row():
    reading = read(xlsx([PROJECT_HEADER, ["光热", "东岭园区", "一期20亿,二期30亿", "合同", "签约", "2月30日"]]))
    record = only(reading)
    assert "total_investment" not in record.values
    assert "signed_on" not in record.values
    assert [(p.code, p.row, p.column, p.text) for p in reading.problems] == [
        ("amount_unreadable", 2, "C", "一期20亿,二期30亿"),
        ("date_impossible", 2, "F", "2月30日"),
    ]
    assert typed(record).total_investment is None


def test_an_unreadable_required_cell_takes_the_row_with_it():
    reading = read(xlsx([["展会名称", "开幕日期", "地点"], ["青山洽谈会", "待通知", "会展中心"]]))
    assert reading.records == ()
    assert codes(reading) == ["date_unreadable", "row_lacks"]


def test_neither_paper_nor_stage_is_said_and_the_row_stays():
    reading = read(xlsx([PROJECT_HEADER, ["光热", "东岭园区", 3, None, None, None]]))
    assert len(reading.records) == 1
    assert codes(reading) == ["row_lacks_any"]
    reading = read(xlsx([PROJECT_HEADER, ["光热", "东岭园区", 3, "备忘录", None, None]]))
    assert codes(reading) == ["paper_unknown"]


def test_an_error_cell_and_an_uncached_formula_are_no_value():
    data = xlsx([PROJECT_HEADER, ["光热", "东岭园区", "=1+1", "合同", "签约", None]])
    reading = read(data)
    assert "total_investment" not in only(reading).values
    assert [(p.code, p.row, p.column) for p in reading.problems] == [("formula_uncached", 2, "C")]

    def broken(xml: bytes) -> bytes:
        # How nothing is written depends on whether lxml is installed.
        return re.sub(
            rb'<c r="C2"><f>1\+1</f><v ?(?:/>|></v>)</c>', b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', xml
        )

    reading = read(patched(data, broken))
    assert "total_investment" not in only(reading).values
    assert [(p.code, p.row, p.column) for p in reading.problems] == [("cell_error", 2, "C")]


def test_approximate_amounts_and_ranges_are_noted():
    rows = [
        ["项目名称", "责任单位", "总投资", "项目阶段"],
        ["甲", "乙县", "约3亿", "在谈"],
        ["丙", "乙县", "8-10亿", "在谈"],
    ]
    reading = read(xlsx(rows))
    assert column(reading, "total_investment") == [["30000", "CNY", True, None], ["80000", "CNY", False, "100000"]]
    assert [(p.code, p.severity) for p in reading.problems] == [
        ("amount_approximate", Severity.NOTE),
        ("amount_range", Severity.NOTE),
    ]


def test_a_range_of_days_opens_and_closes_a_fair():
    record = only(read(xlsx([["展会名称", "开幕时间"], ["青山洽谈会", "2026年6月16日至19日"]])))
    assert (record.values["opens"], record.values["closes"]) == ("2026-06-16", "2026-06-19")
    reading = read(xlsx([["展会名称", "开幕时间", "闭幕时间"], ["青山洽谈会", "2026年6月16日至19日", "2026-06-20"]]))
    assert only(reading).values["closes"] == "2026-06-20"


def test_joint_units_stay_as_written():
    rows = [["项目名称", "责任单位", "项目阶段"], ["甲", "东岭园区、\n云阳县", "在谈"]]
    assert only(read(xlsx(rows))).values["unit"] == "东岭园区、 云阳县"


def test_codes_stay_whole():
    rows = [
        ["单位", "联系人", "联系电话"],
        ["云阳县", "张某", 13909130001.0],
        ["澜源县", "李某", 1.10105194912310021e17],
    ]
    reading = read(xlsx(rows))
    assert column(reading, "phone")[0] == "13909130001"
    assert [(p.code, p.row, p.column) for p in reading.problems] == [("code_spoilt", 3, "C")]


def test_a_text_row_with_other_than_the_headers_cells_is_a_problem():
    lines = [
        "项目名称,责任单位,项目阶段",
        "光热,东岭园区,签约",
        "铝,型材,云阳县,落地",
        "沙棘,青禾园区",
        "电池,南屏园区,在谈,,",
    ]
    reading = read("\n".join(lines).encode() + b"\n", "a.csv")
    assert column(reading, "name") == ["光热", "电池"]
    assert [(p.code, p.row, dict(p.args)) for p in reading.problems] == [
        ("columns_count", 3, {"got": "4", "expected": "3"}),
        ("columns_count", 4, {"got": "2", "expected": "3"}),
    ]


def test_one_workbook_may_hold_several_kinds():
    def roster(book):
        sheet = book.create_sheet("值班表")
        sheet.append(["日期", "值班人员", "带班领导"])
        sheet.append(["2026-05-02", "李敏", "王主任"])

    reading = read(xlsx([PROJECT_HEADER, *PROJECT_ROWS], also=roster))
    assert [(sheet.sheet, sheet.kind, sheet.rows) for sheet in reading.sheets] == [
        ("台账", "projects", 2),
        ("值班表", "roster", 1),
    ]


EVIL = "\x1b]0;x\x07[red]x[/]\u202e[@click=app.quit]\u200b\x9b31m\ufeff❤\ufe0f\u2066\r\n[/已办]\tz"
DANGEROUS = set(map(chr, (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)))) | set(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2066\u2067\u2068\u2069\ufeff\ufe0f"
)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def inert(reading):
    return [text for text in strings(msgspec.to_builtins(reading)) if DANGEROUS & set(text)] == []


def test_nothing_in_a_cell_can_drive_a_terminal():
    header = ["项目名称", "责任单位", "最新进展", "项目阶段", "总投资(亿元)" + EVIL]
    rows = [header, ["甲" + EVIL, "乙县", EVIL, EVIL, EVIL], [EVIL, "", EVIL, EVIL, EVIL]]
    reading = read(csv_text(rows).replace("\r\n[", " [").encode(), "a\x1b[31m\u202e.csv")
    assert inert(reading)
    assert "[red]x[/]" in reading.records[0].values["latest_progress"]
    assert "[@click=app.quit]" in reading.records[0].values["name"]
    assert reading.records[0].file == "a[31m.csv"


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_whatever_a_cell_holds_the_reading_is_inert(name, words):
    rows = [["项目名称", "责任单位", "最新进展", "项目阶段"], [f"甲{name}", "乙县", words, words]]
    text = "\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows) + "\n"
    assert inert(read(text.encode("utf-8", "replace"), "a.csv"))


def test_newlines_stay_in_prose_and_are_spaces_in_names():
    rows = [
        ["项目名称", "责任单位", "最新进展", "项目阶段"],
        ["光热\n设备", "东岭园区", "一、用地\n二、供气", "在\n建"],
    ]
    values = only(read(xlsx(rows))).values
    assert values["name"] == "光热 设备"
    assert values["latest_progress"] == "一、用地\n二、供气"
    assert values["stage"] == "building"


def test_a_refused_file_gives_only_the_reason():
    reading = read(b"<html><table></table></html>", "a.xls")
    assert (reading.records, reading.problems, reading.sheets) == ((), (), ())
    assert (reading.refused.code, reading.refused.file) == ("html", "a.xls")


def test_of_many_like_faults_in_a_column_a_thousand_are_told_and_how_many_more_there_are():
    rows = [["项目名称", "责任单位", "项目阶段"], *([f"甲{n}", "乙县", "某阶段"] for n in range(1500))]
    reading = read(csv_text(rows).encode(), "a.csv")
    assert len(reading.records) == 1500
    assert codes(reading) == ["alike_many", *["stage_unknown"] * 1000, "more_alike"]
    assert (reading.problems[-1].row, reading.problems[-1].column) == (1001, "C")
    assert problem_text(reading.problems[-1]) == "and 500 more like this one further down"


def test_a_file_name_that_is_no_text_is_shown_escaped():
    file = b"\xb6\xab\xc1\xeb.csv".decode("utf-8", "surrogateescape")
    reading = read_ledger(file, csv_text([PROJECT_HEADER, *PROJECT_ROWS]).encode(), plan())
    assert reading.records[0].file == r"\xb6\xab\xc1\xeb.csv"
    msgspec.msgpack.encode(reading)


def test_every_problem_has_words():
    rows = [
        [*PROJECT_HEADER, "状态", "到位资金"],
        ["甲", "乙县", "几亿", "备忘录", "某阶段", "5/2/2026", "某状态", "-3"],
        ["甲", "", "", "", "", "", "", ""],
        ["合计"],
    ]
    texts = [csv_text(rows).encode(), csv_text([["物资", "数量"], ["桌", "3"]]).encode(), b"<html>", b"", b"\0\0"]
    said = [
        p for data in texts for r in [read(data, "a.csv")] for p in (*r.problems, *([r.refused] if r.refused else []))
    ]
    assert len(said) >= 12
    for problem in said:
        assert problem.code in PROBLEMS
        assert problem_text(problem) != problem.code
        assert "a.csv" in problem_line(problem)


def test_a_large_ledger_is_read_whole():
    rows = [
        PROJECT_HEADER,
        *([f"第{number}号项目", "东岭园区", number / 10, "合同", "签约", "2026-02-03"] for number in range(3000)),
    ]
    reading = read(xlsx(rows))
    assert len(reading.records) == 3000
    total = sum(Decimal(record.values["total_investment"][0]) for record in reading.records)
    assert total == sum(Decimal(number) * 1000 for number in range(3000))
