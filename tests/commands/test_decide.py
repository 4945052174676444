"""What a meeting gave out is written down once: owed, in card, note, JSON and papers, until a ledger has it."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from helpers.cli import Ran, say
from helpers.feed import FOLLOWUPS, put, season

from data.settings import Settings

MATTER = "三号地块移交"
TODAY = datetime.now(Settings().zone).date()
DUE = (TODAY + timedelta(days=5)).isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def decide(folder: Path, *more: str, unit: str = "南屏园区", due: str = DUE) -> Ran:
    return say("decide", folder, unit, MATTER, "--due", due, "--by", "李敏", *more)


def told(folder: Path) -> dict[str, object]:
    return json.loads(say("show", folder, "--json").out)


def matters(folder: Path) -> list[dict[str, object]]:
    shown = told(folder)
    return [one for one in (*shown["owed"], *shown["owed_later"]) if one["what"] == MATTER]


def test_it_is_owed_everywhere_and_the_next_agenda_begins_with_it(folder: Path) -> None:
    ran = decide(folder, "--who", "周明")
    assert (ran.code, ran.err) == (0, "")
    assert "in no ledger yet" in ran.out
    assert "in the shared folder" in ran.out
    assert MATTER in say("owed", folder).out
    card = say("card", folder, MATTER, language="zh").out
    assert "周明" in card
    assert "调度会交办清单" in card
    assert f"{MATTER}：请于{DUE}前办结" in say("notes", folder, "--unit", "南屏园区", language="zh").out
    (one,) = told(folder)["decided"]
    assert (one["unit"], one["what"], one["due"], one["standing"]) == ("南屏园区", MATTER, DUE, "open")
    for kind in ("agenda", "decisions"):
        rows = [line for line in say("paper", folder, kind).out.splitlines() if MATTER in line]
        assert len(rows) == 1 or kind == "agenda", rows
        assert re.search(rf"\| 1 \| 南屏园区 \| {MATTER} \|", rows[0])
        assert "周明" not in "".join(rows)


def test_a_ledger_that_has_it_takes_it_over_with_its_marks(folder: Path) -> None:
    assert decide(folder).code == 0
    assert say("mark", folder, MATTER, "chased", "--by", "李敏").code == 0
    before = matters(folder)[0]
    put(folder / "督办.csv", f"{FOLLOWUPS}DB-2,{MATTER},南屏园区,{DUE},,\n", age=3600)
    (row,) = matters(folder)
    assert (before["due_rule"], row["due_rule"], row["place"]["file"]) == ("decided", "due", "督办.csv")
    assert [row[key] for key in ("state", "by", "outcome", "until")] == ["waiting", "李敏", "chased", before["until"]]
    assert [one["standing"] for one in told(folder)["decided"]] == ["ledger"]
    assert decide(folder).out.count("a ledger has it") == 1
    assert MATTER in say("paper", folder, "agenda").out.split("二、")[0]
    put(folder / "督办.csv", f"{FOLLOWUPS}DB-2,{MATTER},南屏园区,{DUE},,{TODAY.isoformat()}\n", age=1800)
    assert matters(folder) == []
    assert MATTER not in say("paper", folder, "agenda").out


def test_closed_by_a_mark_it_is_asked_for_no_more(folder: Path) -> None:
    assert decide(folder).code == 0
    assert say("mark", folder, MATTER, "closed-out", "--text", "现场已移交", "--by", "李敏").code == 0
    (one,) = matters(folder)
    assert one["state"] == "handled"
    for ran in (say("notes", folder, "--unit", "南屏园区"), say("paper", folder, "agenda"), say("owed", folder)):
        assert MATTER not in ran.out
    assert say("undo", folder, "--by", "李敏").code == 0
    assert MATTER in say("owed", folder).out
    assert say("undo", folder, "--by", "李敏").code == 0
    assert matters(folder) == []


def test_the_unit_gets_it_back_as_a_row_to_paste(folder: Path, tmp_path: Path) -> None:
    assert decide(folder).code == 0
    assert say("mark", folder, MATTER, "replied", "--text", "本周内移交", "--by", "李敏").code == 0
    out = tmp_path / "回填.xlsx"
    assert say("fillback", folder, "--unit", "南屏园区", "--out", out).code == 0
    page = openpyxl.load_workbook(out)["会议交办事项"]
    rows = [[str(cell) for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    heads = next(row for row in rows if "事项" in row)
    assert heads[1:5] == ["事项", "责任单位", "交办日期", "办结时限"]
    assert any(row[1:3] == [MATTER, "南屏园区"] and DUE in " ".join(row) and "已反馈" in row for row in rows)


def test_what_several_units_owe_is_one_matter_whoever_is_named_first(folder: Path) -> None:
    assert decide(folder, unit="南屏园区、东岭园区").code == 0
    assert decide(folder, unit="东岭园区，南屏园区", due=(TODAY + timedelta(days=9)).isoformat()).code == 0
    (one,) = matters(folder)
    assert (one["owed_by"], one["due"]) == ("东岭园区、南屏园区", (TODAY + timedelta(days=9)).isoformat())
    for unit in ("南屏园区", "东岭园区"):
        assert MATTER in say("notes", folder, "--unit", unit).out
    put(folder / "督办.csv", f"{FOLLOWUPS},{MATTER},南屏园区 东岭园区,{DUE},,\n", age=3600)
    (row,) = matters(folder)
    assert row["due_rule"] == "due"


def test_what_cannot_be_is_refused_and_an_unknown_unit_is_told(folder: Path) -> None:
    ran = decide(folder, due="2017-01-01")
    assert (ran.code, "lies before the meeting" in ran.err) == (1, True)
    ran = decide(folder, "--meeting", (TODAY + timedelta(days=2)).isoformat())
    assert (ran.code, "still to come" in ran.err) == (1, True)
    assert told(folder)["decided"] == []
    ran = decide(folder, unit="市气象局")
    assert (ran.code, "knows a unit “市气象局”" in ran.err) == (0, True)
