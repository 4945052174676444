"""What was done goes back to a unit in the order and the words of its own ledger, and nothing of it is a formula."""

from __future__ import annotations

import io
import json
import warnings
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from helpers.cli import say
from helpers.feed import season
from helpers.hostile_lists import BAD
from helpers.intake import xlsx
from hypothesis import given
from hypothesis import strategies as st

from data.export.list_workbook import HEAD, to_workbook
from data.model import LogLine
from data.model.marked_rows import MarkedRow, MarkedSheet
from data.wording.fillback import fillback_lists

OWN = [
    ["东岭园区重点项目推进表"],
    ["编号", "项目", "责任单位", "签约类型", "项目阶段", "签约日期", "合同金额(万元)"],
    ["DL9", "沙棘加工", "东岭园区", "合同", "签约", date(2026, 3, 2), 900],
    ["DL3", "光伏玻璃", "东岭园区", "合同", "签约", date(2026, 3, 3), 800],
    ["DL5", "石英坩埚", "东岭园区", "合同", "签约", date(2026, 3, 4), 700],
]
Grid = list[tuple[object, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    (made / "东岭园区").mkdir()
    (made / "东岭园区" / "台账.xlsx").write_bytes(xlsx(OWN, name="重点项目"))
    (made / "市级汇总.csv").write_text(
        "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,项目阶段,签约日期\n"
        "DL3,光伏玻璃,东岭园区,800,合同,签约,2026-03-03\nNP8,酒厂,南屏园区,1,合同,签约,2026-03-03\n",
        encoding="utf-8",
    )
    return made


def mark(folder: Path, *arguments: str, by: str = "李敏") -> None:
    ran = say("mark", folder, *arguments, "--by", by)
    assert ran.code == 0, ran.err


def grids(data: bytes) -> dict[str, Grid]:
    """Each sheet from its headers on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(io.BytesIO(data))
    return {page.title: list(page.iter_rows(min_row=HEAD, values_only=True)) for page in book}


def filled(folder: Path, *arguments: str, unit: str = "东岭园区") -> dict[str, Grid]:
    out = folder.parent / "回填.xlsx"
    out.unlink(missing_ok=True)
    ran = say("fillback", folder, "--unit", unit, "--out", out, *arguments)
    assert ran.code == 0, ran.err
    return grids(out.read_bytes()) if out.exists() else {}


def said_first(folder: Path) -> str:
    """What the file says of itself, without its day."""
    book = openpyxl.load_workbook(folder.parent / "回填.xlsx")
    return str(book.worksheets[0]["A2"].value).rpartition("  ")[0]


def test_marks_stand_in_the_order_and_under_the_headers_of_the_ledger(folder: Path) -> None:
    mark(folder, "石英坩埚", "chased", "--note", "已去电")
    mark(folder, "沙棘加工", "visited", "--note", "厂房封顶")
    mark(folder, "石英坩埚", "to-summons", by="王芳")
    mark(folder, "沙棘饮品", "chased")
    today = datetime.combine(datetime.now(UTC).astimezone().date(), datetime.min.time())
    (name, (heads, first, second)), *more = filled(folder).items()
    assert said_first(folder) == "fairwatch-export fillback  台账：东岭园区/台账.xlsx 重点项目  办理起始日：全部"
    assert more == []
    assert name == "重点项目"
    assert heads == ("原表行号", "编号", "项目", "办理结果", "办理日期", "经办人", "备注", "此前办理")
    assert first[:4] == (3, "DL9", "沙棘加工", "已到现场")
    assert abs(first[4] - today) <= timedelta(days=1)
    assert first[5:7] == ("李敏", "厂房封顶")
    assert second[:4] == (5, "DL5", "石英坩埚", "提请约谈")
    assert (second[5], second[6] or "") == ("王芳", "")
    assert "李敏 催办 已去电" in str(second[7])


def test_the_unit_s_own_ledger_goes_before_one_that_it_shares(folder: Path) -> None:
    mark(folder, "光伏玻璃", "chased")
    assert {*filled(folder)} == {"重点项目"}
    assert {*filled(folder, unit="南屏园区")} == set()
    (folder / "东岭园区" / "台账.xlsx").unlink()
    mark(folder, "用地预审", "chased")
    assert {*filled(folder)} == {"市级汇总", "督办"}


def test_what_was_taken_back_or_done_earlier_is_not_told(folder: Path) -> None:
    mark(folder, "沙棘加工", "chased")
    mark(folder, "沙棘加工", "note", "--note", "待查")
    assert say("undo", folder, "--by", "李敏").code == 0
    mark(folder, "光伏玻璃", "snooze", "--until", (date.today() + timedelta(days=3)).isoformat())
    (grid,) = filled(folder).values()
    assert [row[2:4] for row in grid[1:]] == [("沙棘加工", "催办")]
    assert filled(folder, "--since", (date.today() + timedelta(days=2)).isoformat()) == {}


def test_marks_on_a_row_that_no_ledger_has_any_more_are_not_lost(folder: Path) -> None:
    mark(folder, "石英坩埚", "chased", "--note", "x")
    (folder / "东岭园区" / "台账.xlsx").write_bytes(xlsx(OWN[:-1], name="重点项目"))
    (grid,) = filled(folder).values()
    assert [row[:3] for row in grid] == [("原表行号", "事项", "办理结果"), ("", "石英坩埚", "催办")]


def test_in_the_shared_folder_it_is_told_and_never_counted(folder: Path) -> None:
    mark(folder, "沙棘加工", "chased")
    before = json.loads(say("show", folder, "--json").out)
    assert say("fillback", folder, "--unit", "东岭园区", "--out", folder / "东岭园区" / "回填.xlsx").code == 0
    after = json.loads(say("show", folder, "--json").out)
    assert {one["file"]: one["state"] for one in after["sources"]}["东岭园区/回填.xlsx"] == "ignored"
    assert before["units"] == after["units"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--unit", "西岭园区"), "no unit is called “西岭园区”"),
        ((), "Missing option '--unit'"),
        (("--unit", " "), "no unit is called"),
        (("--unit", "东岭园区", "--out", "x.csv"), "FILE ends in none of xlsx"),
    ],
)
def test_a_refusal_says_why(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = say("fillback", folder, *arguments)
    assert (ran.code, told in " ".join(ran.err.split())) == (2, True), ran.err


_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.sampled_from(BAD), st.lists(_WORDS, min_size=2, max_size=4), _WORDS)
def test_no_words_are_a_formula_and_every_sheet_has_a_name(bad: str, names: list[str], words: str) -> None:
    line = LogLine("s.r.1", 1, datetime(2026, 5, 2, tzinfo=UTC), bad, "note", "k", bad, bad, "stalled", "s", text=bad)
    row = MarkedRow(4, (bad, bad + words), (line, line))
    sheets = [MarkedSheet(f"{name}.xlsx", name, (bad, bad), (row,)) for name in (*names, bad, "history", "a" * 40)]
    data = to_workbook(fillback_lists(bad, date(2026, 5, 2), None, sheets))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(io.BytesIO(data))
    assert len(book.sheetnames) == len(sheets)
    assert [cell for page in book for line in page.iter_rows() for cell in line if cell.data_type == "f"] == []


def test_columns_stand_in_the_ledger_s_own_order_whatever_that_is(folder: Path) -> None:
    rows = [["责任单位", "办结时限", "督办事项", "编号"], ["东岭园区", date(2026, 12, 1), "供气接入", "DB-77"]]
    (folder / "东岭园区" / "督办.xlsx").write_bytes(xlsx(rows, name="督办"))
    mark(folder, "供气接入", "chased")
    head, row = filled(folder)["督办"]
    assert head[1:4] == ("责任单位", "督办事项", "编号")
    assert row[1:4] == ("东岭园区", "供气接入", "DB-77")
