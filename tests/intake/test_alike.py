"""A sheet whose rows have one fault in common is told of as one matter; nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.folder_board import board_of_files
from helpers.intake import csv_text, read

from data.model import ALIKE, ProblemItem, Severity, as_one
from data.wording.problems import problem_line

HEADER = ["项目名称", "责任单位", "项目阶段", "总投资(万元)"]


def ledger(bad: int, good: int, cell: str = "某阶段", unit: str = "乙县") -> bytes:
    rows = [[f"甲{n}", unit, cell if n < bad else "签约", "300"] for n in range(bad + good)]
    return csv_text([HEADER, *rows]).encode()


def told(data: bytes) -> list[tuple[str, str, str]]:
    return [(p.code, p.address, dict(p.args).get("count", "")) for p in as_one(read(data, "a.csv").problems)]


@pytest.mark.parametrize(("bad", "good", "many"), [(10, 20, True), (10, 21, False), (9, 0, False), (12, 0, True)])
def test_a_third_of_the_rows_are_told_as_one(bad: int, good: int, many: bool) -> None:
    expected = [(ALIKE, "C", str(bad))] if many else [("stage_unknown", f"C{n + 2}", "") for n in range(bad)]
    assert told(ledger(bad, good)) == expected


def test_the_one_says_how_many_of_how_many_which_and_why() -> None:
    (one,) = as_one(read(ledger(12, 8), "a.csv").problems)
    assert problem_line(one).startswith(
        "a.csv C: 12 of 20 rows, such as C2「某阶段」、C3「某阶段」、C4「某阶段」: not a known stage"
    )
    assert one.unit == "乙县"


def test_each_is_still_read_and_counts_past_the_thousand_that_are_kept() -> None:
    reading = read(ledger(1500, 100), "a.csv")
    assert sum(problem.code == "stage_unknown" for problem in reading.problems) == 1000
    assert told(ledger(1500, 100)) == [(ALIKE, "C", "1500")]


def test_rows_that_lack_something_are_one_by_what_they_lack_and_another_fault_stays_beside_them() -> None:
    rows = [*([f"甲{n}", "", "", ""] for n in range(12)), *([f"乙{n}", "丙县", "签约", "约三四亿"] for n in range(3))]
    reading = as_one(read(csv_text([HEADER, *rows]).encode(), "a.csv").problems)
    assert [(p.code, dict(p.args).get("alike")) for p in reading] == [
        (ALIKE, "row_lacks"),
        *[("amount_unreadable", None)] * 3,
    ]


def test_sheets_and_columns_are_told_apart() -> None:
    rows = [[f"甲{n}", "乙县", "某阶段", "约三四亿"] for n in range(10)]
    assert told(csv_text([HEADER, *rows]).encode()) == [(ALIKE, "C", "10"), (ALIKE, "D", "10")]


def test_the_board_tells_one_and_counts_what_is_uncounted_all_the_same() -> None:
    files = {
        "u.csv": [["单位", "类别"], ["乙县", "县区"], ["丙县", "县区"]],
        "f.csv": [["展会名称", "开幕日期"], ["春洽会", "2026-06-01"]],
        "t.csv": [["责任单位", "签约任务", "展会"], ["乙县", "5亿元", "春洽会"], ["丙县", "5亿元", "春洽会"]],
    }
    around = {name: csv_text(rows).encode() for name, rows in files.items()}
    lost = csv_text([HEADER, *([f"甲{n}", "乙县", "某阶段", "300"] for n in range(20))]).encode()
    board = board_of_files({**around, "a.csv": lost}, date(2026, 5, 1))
    assert [p.code for source in board.sources for p in source.problems if p.severity is Severity.PROBLEM] == [ALIKE]
    assert [item.problem.code for item in board.faults if isinstance(item, ProblemItem)] == [ALIKE]
    line = next(line for line in board.progress[0].units if line.unit == "乙县")
    assert (line.standing, line.uncounted.count) == ("partial", 20)
