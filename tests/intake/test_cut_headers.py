"""A part of a header is no header: a list of projects or of who is on duty never becomes guests or units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from helpers.intake import codes, csv_text, ods, read, xls, xlsx

from data.intake.ledger_reading import Reading

GROUPS = ["序号", "企业名称", "建设内容", "总投资", "责任落实", None]
PARTS = [None, None, None, None, "姓名", "单位"]
LIST = [[n, f"企业{n}", "新建厂房", 3000 + n, f"王{n}", "甲局"] for n in range(1, 12)]
DOWN = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"]
DUTY = [["日期", "星期", "地点", "带班领导", None], [None, None, None, "姓名", "单位"]]
WATCHES = [[f"5月{n}日", "三", "甲楼", f"王{n}", "甲局"] for n in range(1, 9)]


def forms(rows: Sequence[Sequence[Any]], merges: Sequence[str]) -> list[Reading]:
    """The same sheet as a workbook with its merges, as one whose merges were undone, and as a text."""
    plain = csv_text([["" if cell is None else cell for cell in row] for row in rows])
    return [read(xlsx(rows, merges)), read(xlsx(rows)), read(plain.encode(), "台账.csv")]


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([GROUPS, PARTS, *LIST], DOWN),
        ([["2026年清单"], GROUPS, PARTS, *LIST], ["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]),
        ([*DUTY, *WATCHES], ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]),
    ],
)
def test_the_lower_part_of_a_header_makes_no_guests_of_a_list(rows, merges) -> None:
    for reading in forms(rows, merges):
        assert reading.records == ()
        assert {"header_missing", "header_unknown"} & set(codes(reading))


@pytest.mark.parametrize(
    "header",
    [
        ["单位", 2024, 2025, 2026],  # numbers are heads of columns
        ["单位", "分管领导"],  # half of the width by a name alone
        ["姓名", "职务"],
        ["姓名", "单位", "值班日期"],  # a day that only a roster must have
        ["单位", "负责人", "任务"],
        ["客商名单", "姓名", "单位", "项目名称"],
        ["姓名", "", "", ""],  # columns below that have no head
    ],
)
def test_a_name_alone_tells_no_kind(header) -> None:
    rows = [header, *(["甲", "乙", "丙", "2026-05-01"][: len(header)] for _ in range(6))]
    for reading in forms(rows, ()):
        assert reading.records == ()
        assert {"header_missing", "header_unknown", "header_tie"} & set(codes(reading))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["单位"], "units"),
        (["序号", "单位", "备注"], "units"),
        (["单位名称", "责任单位", "联系人"], "units"),
        (["单位", "负责人", "传真", "电话"], "units"),
        (["姓名", "企业名称"], "guests"),
        (["", "客商姓名", "企业名称", "邀请状态", "车次"], "guests"),
    ],
)
def test_short_lists_are_read_as_before(header, kind) -> None:
    rows = [header, *([f"{n}{name}" for name in "甲乙丙丁戊"[: len(header)]] for n in range(4))]
    for reading in forms(rows, ()):
        assert [record.kind for record in reading.records] == [kind] * 4


def test_a_header_that_reaches_down_is_read_whole() -> None:
    rows = [
        ["招商引资台账", None, None, None, "填表说明"],
        ["单位：亿元"],
        ["序号", "项目概况", None, "责任单位", None],
        [None, "项目名称", "项目阶段", None, None],
        [1, "沙棘加工", "签约", "甲县", None],
    ]
    reading = read(xlsx(rows, ["A1:D1", "E1:E4", "A3:A4", "B3:C3", "D3:D4"]))
    assert [(r.kind, r.values["name"], r.values["unit"]) for r in reading.records] == [("projects", "沙棘加工", "甲县")]


def test_a_title_over_two_rows_and_a_word_down_the_side_cut_no_header() -> None:
    rows = [
        ["嘉宾名单", None, None],
        [None, None, None],
        ["重点", "姓名", "企业名称"],
        *[[None, f"王{n}", "甲"] for n in "123"],
    ]
    assert len(read(xlsx(rows, ["A1:C2"])).records) == 3
    beside = [["重点", None, None], *([None, *row[1:]] for row in rows[2:])]
    assert len(read(xlsx(beside, ["A1:A5"])).records) == 3


def test_the_header_of_a_second_table_is_not_cut_either() -> None:
    first = [["项目名称", "责任单位", "项目阶段"], ["沙棘加工", "甲县", "签约"], []]
    second = [
        ["项目", None, "牵头", None],
        ["项目名称", "责任单位", "项目阶段", "签约日期"],
        ["光伏", "乙县", "在谈", None],
    ]
    reading = read(xlsx([*first, *second], ["A4:B4", "C4:D4"]))
    assert [(r.row, r.values["name"]) for r in reading.records] == [(2, "沙棘加工"), (6, "光伏")]
    whole = [
        ["项目名称", "责任单位", "进度", None],
        [None, None, "项目阶段", "签约日期"],
        ["光伏", "乙县", "在谈", None],
    ]
    reading = read(xlsx([*first, *whole], ["A4:A5", "B4:B5", "C4:D4"]))
    assert [(r.row, r.values["name"]) for r in reading.records] == [(2, "沙棘加工"), (6, "光伏")]


@pytest.mark.parametrize("workbook", [xls, ods])
def test_other_workbooks_say_their_merges_too(workbook) -> None:
    rows = [["名单", "企业", None], [None, "姓名", "单位"], *[["东区", f"王{n}", "甲局"] for n in "123"]]
    merges = [(0, 1, 0, 0)] if workbook is xls else {(0, 0): 2}
    assert read(workbook(rows, merges)).records == read(xlsx(rows, ["A1:A2"])).records
