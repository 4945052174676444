"""One message a unit: all that is open with it, in words to be pasted, and nothing that is another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.folder_board import board_of_files

from data.model import UNTOUCHED, Board, ItemMarks, ItemState
from data.wording.unit_notes import UnitNote, unit_note, unit_notes

DAY = date(2026, 11, 22)
FILES = {
    "展会.csv": "展会名称,开幕日期,闭幕日期,签约任务(亿元)\n洽谈会,2026-12-20,2026-12-23,10\n",
    "单位.csv": "单位,类别,联系人,联系电话\n甲县,县区,何平,13812345678\n乙县,县区,何安,13912345678\n丙县,县区,,\n"
    "市住建局,部门,,\n",
    "任务.csv": "责任单位,展会,签约任务(亿元)\n甲县,洽谈会,4\n乙县,洽谈会,6\n丙县,洽谈会,1\n",
    "督办.csv": "督办编号,事项,责任单位,办结时限,办结日期\n"
    "DB1,用地预审,甲县,2026-11-01,\n"
    "DB2,供气接入 联系 13712345678,甲县、市住建局,2026-12-01,\n"
    "DB3,展板定稿,市住建局，丁公司,,\n"
    "DB4,路灯,乙县,2026-11-22,\n",
    "甲县.csv": "项目名称,责任单位,签约类型,签约日期,签约活动,项目阶段,合同引资额(万元),更新日期\n"
    "泵阀,甲县,合同,2026-08-01,洽谈会,签约,9000,2026-08-01\n轴承,甲县,合同,2026-10-40,洽谈会,签约,很多,2026-11-20\n",
    "乙县.csv": "项目名称,责任单位,签约类型,签约日期,签约活动,项目阶段,合同引资额(万元),更新日期\n"
    "酒厂,乙县,合同,2026-11-20,洽谈会,签约,9000,2026-11-20\n",
}


def board_of(**more: str) -> Board:
    files = {**FILES, **{f"{name}.csv": text for name, text in more.items()}}
    return board_of_files({name: text.encode() for name, text in files.items()}, DAY)


def noted(board: Board) -> dict[str, UnitNote]:
    return {note.unit: note for note in unit_notes(board)}


def test_a_unit_is_told_all_that_is_open_with_it_and_nobody_elses() -> None:
    note = noted(board_of())["甲县"]
    assert (len(note.owed), note.overdue, len(note.stalled), note.ledger) == (2, 1, 1, False)
    said = note.text
    assert "用地预审：应于2026-11-01前办结，已逾期 21 天" in said
    assert "供气接入" in said
    assert "泵阀：2026-08-01以来无新进展，已 113 天" in said
    assert "【甲县.csv】" in said
    assert "D3“2026-10-40”" in said
    assert "G3“很多”" in said
    for others in ("路灯", "酒厂", "展板", "137123", "1381234", "乙县", "toml", "如2026"):
        assert others not in said


def test_what_is_owed_together_is_asked_of_each() -> None:
    notes = noted(board_of())
    assert "供气接入" in notes["市住建局"].text
    assert "展板定稿：未定时限，请告知拟办结日期" in notes["市住建局"].text
    assert "展板定稿" in notes["丁公司"].text
    assert "请于今日办结" in notes["乙县"].text


def test_a_measured_unit_is_asked_for_its_ledger_a_department_is_not() -> None:
    notes = noted(board_of())
    assert notes["丙县"].ledger
    assert "尚未收到贵单位的项目台账" in notes["丙县"].text
    assert "台账" not in notes["市住建局"].text
    alone = unit_note(board_of(督办="督办编号,事项,责任单位\nDB9,别事,甲县\n"), "市住建局")
    assert not alone.asks
    assert "暂无待办事项" in alone.text


@pytest.mark.parametrize(
    ("marks", "asked"),
    [
        (UNTOUCHED, True),
        (ItemMarks(ItemState.WAITING, outcome="chased"), True),
        (ItemMarks(ItemState.UNCHANGED, outcome="closed-out"), True),
        (ItemMarks(ItemState.CLAIMED, claimed_by="李敏"), True),
        (ItemMarks(ItemState.WAITING, outcome="replied"), False),
        (ItemMarks(ItemState.SNOOZED), False),
        (ItemMarks(ItemState.HANDLED, outcome="closed-out"), False),
    ],
)
def test_what_officers_put_off_or_heard_to_be_done_is_not_asked_for(marks: ItemMarks, asked: bool) -> None:
    board = board_of()
    owed = tuple(replace(item, marks=marks) if item.title == "路灯" else item for item in board.owed)
    note = unit_note(replace(board, owed=owed), "乙县")
    assert ("路灯" in note.text, note.asks) == (asked, asked)
    assert ("请在台账中补填" in note.text) == (marks.state is ItemState.UNCHANGED)


def test_what_was_sent_back_to_be_mended_is_not_called_nothing() -> None:
    board = board_of(督办="督办编号,事项,责任单位\nDB9,别事,丙县\n")
    sent = ItemMarks(ItemState.WAITING, outcome="returned")
    board = replace(board, faults=tuple(replace(one, marks=sent) for one in board.faults), stalled=(), progress=())
    note = unit_note(board, "甲县")
    assert not note.asks
    assert "处尚待更正" in note.text
    assert "暂无待办" not in note.text


def test_the_words_of_a_ledger_stay_on_their_line() -> None:
    rows = '督办编号,事项,责任单位\nDB9,"=1+1\n=cmd|x\t=2",甲县\n'
    lines = unit_note(board_of(督办=rows), "甲县").text.splitlines()
    assert not any(line.startswith(("=", "\t")) or "\t" in line for line in lines)
    assert any("=1+1 =cmd|x =2" in line for line in lines)


# ---------------------------------------------------------------- the command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "season"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "fairwatch.toml").write_text("[files]\nrest_csv = 0.1\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_message_goes_into_a_file_once_in_chinese(folder: Path, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    ran = say("notes", folder, "--out", out, language=language)
    assert ran.code == 0, ran.err
    files = {path.name.split("-")[0]: path.read_text("utf-8") for path in out.iterdir()}
    assert {*files} == {"甲县", "乙县", "丙县", "市住建局", "丁公司"}
    assert all(text.startswith(f"{unit}的同志，您好！\n") for unit, text in files.items())
    assert files["甲县"].strip() == say("notes", folder, "--unit", "甲县").out.strip()
    again = say("notes", folder, "--out", out)
    assert (again.code, again.out) == (2, "")
    assert "there is such a file" in again.err


def test_units_are_named_with_what_they_would_be_told(folder: Path) -> None:
    rows = {line.split()[0]: line for line in say("notes", folder).out.splitlines()}
    assert "stalled 1 · to be mended 2" in rows["甲县"]
    assert "ledger asked for" in rows["丙县"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("--unit", "戊县"), "no unit is called “戊县”"), (("--out", "season/x"), "name a directory outside it")],
)
def test_a_refusal_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], told: str) -> None:
    monkeypatch.chdir(folder.parent)
    ran = say("notes", folder, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert not (folder / "x").exists()


def test_the_office_writes_no_message_to_itself(folder: Path) -> None:
    rows = "督办编号,事项,责任单位\nDB8,排班表,市招组办\nDB9,展板,甲县、招商专班\n"
    (folder / "督办二.csv").write_text(rows, encoding="utf-8")
    toml = '[office]\nname = "市招组办"\n[units.aliases]\n"市招组办" = ["招商专班"]\n[files]\nrest_csv = 0.1\n'
    (folder / "fairwatch.toml").write_text(toml, encoding="utf-8")
    told = say("notes", folder)
    assert (told.code, "市招组办" in told.out, "招商专班" in told.out) == (0, False, False)
    assert "排班表" in say("owed", folder).out
    for name in ("市招组办", "招商专班"):
        ran = say("notes", folder, "--unit", name)
        assert (ran.code, "is this office" in ran.err) == (2, True)
