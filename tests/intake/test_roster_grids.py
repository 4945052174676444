"""A roster is read whichever way its days and shifts lie, by the rows and columns where they stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest
from helpers.intake import csv_text, ods, read, xls, xlsx
from openpyxl.styles import Font

from data.intake.ledger_reading import Reading

TITLE = ["2026年5月招商局值班表"]
FIRST, SECOND = "2026-05-02", "2026-05-03"


def rostered(reading: Reading) -> list[tuple[str, str, str, str]]:
    """Day, shift, officer and leader of each record, in the order of days."""
    assert reading.refused is None
    assert {one.kind for one in reading.records} <= {"roster"}
    names = ("date", "shift", "officer", "leader")
    return sorted(tuple(one.values.get(name, "") for name in names) for one in reading.records)


HALVES = [
    (FIRST, "上午", "张三", ""),
    (FIRST, "下午", "李四", ""),
    (FIRST, "夜班", "王五、赵六", ""),
    (SECOND, "上午", "孙七", ""),
]
LED = [
    (FIRST, "夜班", "王五", "丁主任"),
    (FIRST, "白班", "张三", "丁主任"),
    (SECOND, "夜班", "赵六", "戊主任"),
    (SECOND, "白班", "李四", "戊主任"),
]
PAIRED = [
    (FIRST, "夜班", "王五", "己主任"),
    (FIRST, "白班", "张三", "丁主任"),
    (SECOND, "夜班", "赵六", "庚主任"),
    (SECOND, "白班", "李四", "戊主任"),
]
DOWN: dict[str, tuple[list[list[Any]], list[tuple[str, str, str, str]]]] = {
    "shifts": (
        [TITLE, ["日期", "星期", "上午", "下午", "夜班"],
         ["5月2日", "六", "张三", "李四", "王五、赵六"],
         ["5月3日", "日", "孙七", None, "/"]],
        HALVES,
    ),
    "dates": (
        [["时间", "上午", "下午", "夜班"],
         [date(2026, 5, 2), "张三", "李四", "王五、赵六"],
         [date(2026, 5, 3), "孙七", "", ""]],
        HALVES,
    ),
    "days of a month": (
        [TITLE, ["序号", "日期", "上午", "下午", "夜班"],
         [1, "2日", "张三", "李四", "王五、赵六"],
         [2, "3日", "孙七", "", ""]],
        HALVES,
    ),
    "a leader of all": (
        [["值班日期", "带班领导", "白班", "夜班"],
         ["5月2日", "丁主任", "张三", "王五"],
         ["5月3日(星期日)", "戊主任", "李四", "赵六"]],
        LED,
    ),
    "heads of both": (
        [["日期", "白班带班领导", "值班人员(白班)", "夜班带班", "夜班值班员"],
         ["2026-05-02", "丁主任", "张三", "己主任", "王五"], ["2026-05-03", "戊主任", "李四", "庚主任", "赵六"]],
        PAIRED,
    ),
    "two rows": (
        [["日期", "白班", "", "夜班", ""], ["", "带班领导", "值班人员", "带班领导", "值班人员"],
         ["2026-05-02", "丁主任", "张三", "己主任", "王五"], ["2026-05-03", "戊主任", "李四", "庚主任", "赵六"]],
        PAIRED,
    ),
    "two rows, roles above": (
        [["日期", "带班领导", "", "值班人员", ""], ["", "白班", "夜班", "白班", "夜班"],
         ["2026-05-02", "丁主任", "己主任", "张三", "王五"], ["2026-05-03", "戊主任", "庚主任", "李四", "赵六"]],
        PAIRED,
    ),
    "roles down": (
        [["日期", "职责", "白班", "夜班"],
         ["2026-05-02", "带班领导", "丁主任", "己主任"],
         ["2026-05-02", "值班人员", "张三", "王五"],
         ["2026-05-03", "带班领导", "戊主任", "庚主任"], ["2026-05-03", "值班人员", "李四", "赵六"]],
        PAIRED,
    ),
}  # fmt: skip
ACROSS: dict[str, tuple[list[list[Any]], list[tuple[str, str, str, str]]]] = {
    "shifts": (
        [TITLE, ["班次", "5月2日", "5月3日"],
         ["星期", "六", "日"],
         ["上午", "张三", "孙七"],
         ["下午", "李四", ""],
         ["夜班", "王五、赵六", ""]],
        HALVES,
    ),
    "roles": (
        [["值班安排"], ["", "5月2日", "5月3日"], ["带班领导", "丁主任", "戊主任"], ["值班人员", "张三", "李四"]],
        [(FIRST, "", "张三", "丁主任"), (SECOND, "", "李四", "戊主任")],
    ),
    "both": (
        [["", "", "2026-05-02", "2026-05-03"],
         ["白班", "带班领导", "丁主任", "戊主任"],
         ["白班", "值班人员", "张三", "李四"],
         ["夜班", "带班领导", "己主任", "庚主任"], ["夜班", "值班人员", "王五", "赵六"]],
        PAIRED,
    ),
    "weeks": (
        [["班次", "5月2日", "5月3日"], ["白班", "张三", "李四"], ["夜班", "王五", "赵六"],
         ["班次", "5月9日", "5月10日"], ["白班", "孙七", "周八"], ["夜班", "吴九", ""]],
        [(FIRST, "夜班", "王五", ""),
         (FIRST, "白班", "张三", ""),
         (SECOND, "夜班", "赵六", ""),
         (SECOND, "白班", "李四", ""),
         ("2026-05-09", "夜班", "吴九", ""), ("2026-05-09", "白班", "孙七", ""), ("2026-05-10", "白班", "周八", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"), [*DOWN.values(), *ACROSS.values()], ids=[*DOWN, *(f"{a} across" for a in ACROSS)]
)
def test_days_and_shifts_may_lie_either_way(rows, expected) -> None:
    text = csv_text([["" if cell is None else cell for cell in row] for row in rows])
    plain = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in rows]
    for data, file in ((xlsx(rows), "a.xlsx"), (text.encode(), "值班.csv"), (ods(plain), "值班.ods")):
        assert rostered(read(data, file)) == sorted(expected)


def test_merged_cells_are_the_days_and_shifts_that_they_reach_over() -> None:
    rows = [
        ["日期", "职责", "白班", "夜班"],
        ["2026-05-02", "带班领导", "丁主任", None],
        [None, "值班人员", "张三", "王五"],
    ]
    expected = [(FIRST, "夜班", "王五", "丁主任"), (FIRST, "白班", "张三", "丁主任")]
    assert rostered(read(xlsx(rows, ["A2:A3", "C2:D2"]))) == expected
    assert rostered(read(xls(rows, [(1, 2, 0, 0), (1, 1, 2, 3)]), "值班.xls")) == expected


def test_records_problems_and_remarks_name_the_real_cells() -> None:
    rows = [
        TITLE,
        ["日期", "上午", "下午"],
        ["5月2日", "张三", "李四"],
        ["5月3日", "", "王五"],
        ["注：电话 2222222"],
        ["2月30日", "赵六", ""],
    ]
    reading = read(xlsx(rows))
    assert [(one.row, one.values["officer"]) for one in reading.records] == [(3, "张三"), (3, "李四"), (4, "王五")]
    told = [(p.code, p.address) for p in reading.problems if p.code in ("row_remark", "date_impossible")]
    assert told == [("row_remark", "5"), ("date_impossible", "A6")]
    assert [(one.letter, one.header, one.field) for one in reading.sheets[0].columns] == [
        ("A", "日期", "date"),
        ("B", "上午", "officer"),
        ("C", "下午", "officer"),
    ]
    assert reading.sheets[0].header_rows == (2,)


def test_an_agenda_is_no_roster_and_a_plain_roster_is_read_as_before() -> None:
    agenda = [["日期", "上午", "下午"], ["5月2日", "开幕式", "项目对接"], ["5月3日", "参观", "返程"]]
    assert read(xlsx(agenda, name="日程")).records == ()
    rows = [
        ["日期", "班次", "值班人员", "带班领导"],
        ["5月2日", "上午", "张三", "丁"],
        ["5月2日", "下午", "李四", "丁"],
    ]
    assert rostered(read(xlsx(rows))) == [(FIRST, "上午", "张三", "丁"), (FIRST, "下午", "李四", "丁")]


def test_settings_that_name_the_columns_of_a_roster_are_followed() -> None:
    rows = [["日期", "上午", "下午"], ["2026-05-02", "张三", "李四"]]
    assert len(read(xlsx(rows), "值班.xlsx").records) == 2
    assert len(read(xlsx(rows), "值班.xlsx", '[[ledgers]]\nmatch = "值班.xlsx"\nkind = "roster"\n').records) == 2
    own = '[[ledgers]]\nmatch = "值班.xlsx"\nkind = "roster"\n[ledgers.columns]\ndate = ["日期"]\nofficer = ["下午"]\n'
    assert rostered(read(xlsx(rows), "值班.xlsx", own)) == [(FIRST, "", "李四", "")]


def test_what_is_an_error_or_out_of_sight_in_a_grid_is_told() -> None:
    def also(book: openpyxl.Workbook) -> None:
        page = book.worksheets[0]
        page["B3"].data_type, page["B3"].value = "e", "#REF!"
        page["C3"].font = Font(strike=True)
        page.row_dimensions[4].hidden = page.column_dimensions["C"].hidden = True

    rows = [TITLE, ["日期", "上午", "夜班"], ["5月2日", "张三", "李四"], ["5月3日", "王五", "赵六"]]
    told = {(one.code, one.address) for one in read(xlsx(rows, also=also)).problems if one.code != "year_assumed"}
    assert told == {("cell_error", "B3"), ("cell_struck", "C3"), ("filtered_rows", "4"), ("hidden_column", "C2")}
