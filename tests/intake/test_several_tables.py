"""Several tables on one sheet: each is read by its own header and notes, and none becomes rows of the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from helpers.intake import csv_text, read, xlsx

from data.intake.ledger_reading import Reading

HEADER = ["项目名称", "责任单位", "合同引资额", "签约类型", "签约日期"]
FIRST = [["单位：亿元"], HEADER, ["沙棘加工", "甲县", 1.5, "合同", "2026-03-04"]]
SECOND = ["光伏", "乙县", 800, "合同", "2026-03-05"]


def both(rows: Sequence[Sequence[Any]]) -> tuple[Reading, Reading]:
    return read(xlsx(rows)), read(csv_text(rows).encode(), "台账.csv")


def amounts(reading: Reading) -> list[tuple[int, str | None]]:
    return [(one.row, (one.values.get("contracted") or [None])[0]) for one in reading.records]


@pytest.mark.parametrize("note", [["单位：万元"], ["二、千万元以下项目（单位：万元）"]])
def test_a_second_table_has_the_unit_of_its_own_note(note: list[str]) -> None:
    for reading in both([*FIRST, ["合计", "", 1.5, "", ""], [], note, HEADER, SECOND]):
        assert amounts(reading) == [(3, "15000"), (8, "800")]
        assert [p.code for p in reading.problems] == ["row_total"]


def test_a_second_table_of_other_columns_is_no_part_of_the_first() -> None:
    visits = [["项目名称", "走访日期", "走访人", "走访情况"], ["沙棘加工", "2026-03-05", "李明", "用地已落实"]]
    for reading in both([*FIRST, [], ["走访情况"], *visits]):
        assert [(one.kind, one.row) for one in reading.records] == [("projects", 3), ("visits", 7)]
        assert reading.problems == ()


def test_a_bare_number_below_another_tables_unit_is_a_problem_and_no_amount() -> None:
    for reading in both([*FIRST, [], [*HEADER, "开工日期"], [*SECOND, ""]]):
        assert amounts(reading) == [(3, "15000"), (6, None)]
        assert [(p.code, p.address) for p in reading.problems] == [("amount_unit_unclear", "C6")]


def test_the_same_header_once_more_begins_no_table() -> None:
    for reading in both([*FIRST, HEADER, SECOND]):
        assert amounts(reading) == [(3, "15000"), (5, "8000000")]
        assert [p.code for p in reading.problems] == ["row_header_again"]


def test_rows_of_a_second_table_are_named_by_the_sheets_own_numbers() -> None:
    bad = ["光伏", "乙县", "约三四亿", "合同", "2026-03-05"]
    for reading in both([*FIRST, [], ["单位：万元"], HEADER, bad]):
        assert [(p.code, p.address) for p in reading.problems] == [("amount_unreadable", "C7")]
        assert [one.header_rows for one in reading.sheets] == [(2,), (6,)]


def test_a_list_of_header_words_in_its_rows_stays_one_table() -> None:
    words = [["项目名称", "责任单位", "项目阶段"], ["合同", "甲县", "签约"], ["责任单位调整", "乙县", "在谈"]]
    for reading in both(words):
        assert [(one.kind, one.row) for one in reading.records] == [("projects", 2), ("projects", 3)]


def test_rows_above_the_only_header_that_is_known_are_told() -> None:
    strange = ["名目", "归口", "额度", "文本", "何时"]
    for reading in both([strange, SECOND, SECOND, HEADER]):
        assert reading.records == ()
        assert [(p.code, p.row, p.args) for p in reading.problems] == [("rows_above", 1, (("count", "3"),))]
    for reading in both([["填报单位：甲县", "", "填报时间：2026-03-05"], HEADER, SECOND]):
        assert "rows_above" not in [p.code for p in reading.problems]


@pytest.mark.parametrize(
    "signed",
    [
        ["填表人：", "何某"],
        ["填表人：何某", "", "审核人：", "某某"],
        ["填报单位：", "甲县招商局", "联系电话：", "0000-123456"],
    ],
)
def test_who_signs_below_a_table_in_two_cells_is_no_project(signed: list[str]) -> None:
    header = ["责任单位", "项目名称", "合同引资额", "签约类型", "签约日期"]
    for reading in both([["单位：亿元"], header, ["甲县", "沙棘加工", 1.5, "合同", "2026-03-04"], signed]):
        assert amounts(reading) == [(3, "15000")]
        assert [(p.code, p.row) for p in reading.problems] == [("row_remark", 4)]
