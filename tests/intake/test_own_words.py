"""An office's own headers and words, all the way: from fairwatch.toml to what `explain` says and the board counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.cli import say
from helpers.feed import put, season

OWN = (
    "项目编号,项目名称,牵头县区,协议资金,签署文本,推进节点,签约日期,台账标记\n"
    "NP1,沙棘饮品,南屏园区,1.5,投资协议书,三通一平,2026-03-02,在册\n"
    "NP2,光伏支架,南屏园区,0.7,投资协议书,三通一平,2026-03-05,注销\n"
    "DL1,光热设备,东岭园区,2,投资备忘录,三通一平,2026-04-01,在册\n"
)
WORDS = """
[columns.projects]
unit = ["牵头县区"]
contracted = ["协议资金(亿元)"]
paper = ["签署文本"]
stage = ["推进节点"]
status = ["台账标记"]
[stages]
building = ["三通一平"]
[papers]
contract = ["投资协议书"]
framework = ["投资备忘录"]
[statuses]
normal = ["在册"]
ended = ["注销"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / "项目.csv", OWN, age=3600)
    return made


def board(folder: Path) -> dict[str, Any]:
    ran = say("show", folder, "--on", "2026-11-22", "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)  # type: ignore[no-any-return]


def test_without_its_words_the_ledger_is_refused_and_with_them_it_is_counted_as_the_office_means_it(
    folder: Path,
) -> None:
    before = say("explain", folder / "项目.csv")
    assert before.code == 1
    assert "unit (known headers" in before.out
    assert board(folder)["stalled"] == []

    text = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    (folder / "fairwatch.toml").write_text(text + WORDS, encoding="utf-8")
    after = say("explain", folder / "项目.csv")
    assert after.code == 0, after.out
    lines = {line.split()[0]: line for line in after.out.splitlines() if line.strip()}
    assert lines["C"].split() == ["C", "牵头县区", "unit", "one", "or", "more", "units"]
    assert lines["D"].endswith("amount, 亿元 by [columns]")

    shown = board(folder)
    south, east = ({u["unit"]: u for u in shown["units"]}[name] for name in ("南屏园区", "东岭园区"))
    assert (south["signed"], south["contracts"]) == ("15000", 1)  # what was struck off the register does not count
    assert (east["signed"], east["contracts"], east["frameworks"]) == ("0", 0, 1)
    assert {s["project"]: s["stage"] for s in shown["stalled"]} == {"沙棘饮品": "building", "光热设备": "building"}
    assert say("check", folder).code == 0


@pytest.mark.parametrize(
    ("table", "cell"), [("stages", "F2"), ("papers", "E4"), ("statuses", "H2")], ids=["stages", "papers", "statuses"]
)
def test_a_word_that_no_table_has_is_a_problem_at_its_cell(folder: Path, table: str, cell: str) -> None:
    start = WORDS.index(f"[{table}]")
    end = WORDS.find("\n[", start)
    (folder / "fairwatch.toml").write_text(WORDS[:start] + (WORDS[end:] if end > 0 else ""), encoding="utf-8")
    ran = say("explain", folder / "项目.csv")
    assert ran.code == 1
    assert f"项目.csv {cell} 「" in ran.out


def test_an_office_s_own_header_may_take_a_known_one_for_another_field(folder: Path) -> None:
    """责任单位 is the unit, unless the office says that in its ledgers it is the department that assures."""
    put(folder / "项目.csv", "项目名称,责任单位,牵头县区,项目阶段\n沙棘饮品,水务局,南屏园区,在建\n", age=3600)
    toml = '[columns.projects]\nunit = ["牵头县区"]\nassurance_dept = ["责任单位"]\n'
    (folder / "fairwatch.toml").write_text(toml, encoding="utf-8")
    ran = say("explain", folder / "项目.csv")
    assert ran.code == 0, ran.out
    assert {"B  责任单位  assurance_dept  words", "C  牵头县区  unit            one or more units"} <= {
        line.strip() for line in ran.out.splitlines()
    }
