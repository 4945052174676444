"""What is written to a unit: it offers what is accepted, and thanks nobody for what was never sent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.field_words import SEASON, board_of

from data import wording
from data.model import UNTOUCHED, ItemState, Problem, SourceHealth, SourceState
from data.wording.letters import letter_text, unit_letter
from data.wording.problems import PROBLEMS, problem_text

FAULTY = (
    "项目名称,责任单位,签约类型,签约日期,签约活动,项目阶段,总投资(万元)\n"
    "泵阀,甲县,合同,2026年2月30日,洽谈会,签约,9000\n"
    "轴承,甲县,合同,2026-10-01,洽谈会,开足马力,很多\n"
)
EXAMPLE = re.compile(r"(?:如|写成|as) ?\d|20\d\d年第|3\.5亿")


def letter(folder: Path, unit: str, **files: str) -> str:
    board = board_of(folder, {**SEASON, **{f"{name}.csv": text for name, text in files.items()}})
    return unit_letter(board, unit)


def test_a_letter_offers_what_is_accepted_and_names_no_settings(tmp_path: Path) -> None:
    said = letter(tmp_path, "甲县", 项目=FAULTY)
    assert "请写意向、在谈、签约、落地、在建、投产或达产达效" in said
    assert "按“年-月-日”用数字填写" in said
    assert "toml" not in said
    assert not EXAMPLE.search(said)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_reason_has_an_example_that_could_be_taken_for_the_answer(language: str) -> None:
    wording.use(language)
    for code in PROBLEMS:
        args = tuple((name, "x") for name in re.findall(r"\{(\w+)\}", PROBLEMS[code]))
        problem = Problem(code, "", args=(*args, ("alike", "amount_unreadable")))
        if "lost" in PROBLEMS[code]:
            continue  # 项目台账 10→4
        assert not EXAMPLE.search(letter_text(problem, "洽谈会")), code
        assert "toml" not in letter_text(problem, "洽谈会") or code == "settings"
    assert "fairwatch.toml" in problem_text(Problem("stage_unknown", "")), "the office may add a word of its own"


def test_a_unit_that_sent_nothing_is_asked_for_its_ledger_and_not_thanked(tmp_path: Path) -> None:
    said = letter(tmp_path, "乙县")
    assert "尚未收到贵单位的项目台账" in said
    assert "读取无误" not in said


def test_a_unit_that_a_summary_names_or_that_sent_its_own_is_thanked(tmp_path: Path) -> None:
    assert "读取无误" in letter(tmp_path, "甲县")


def test_a_ledger_that_was_not_read_yet_is_not_called_faultless(tmp_path: Path) -> None:
    board = board_of(tmp_path, SEASON)
    waiting = SourceHealth("乙县/台账.csv", SourceState.WAITING)
    said = unit_letter(replace(board, sources=(*board.sources, waiting)), "乙县")
    assert "尚未读入" in said
    assert "读取无误" not in said


def test_places_that_were_sent_back_still_wait_to_be_mended(tmp_path: Path) -> None:
    board = board_of(tmp_path, {**SEASON, "项目.csv": FAULTY})
    sent = replace(UNTOUCHED, state=ItemState.WAITING)
    said = unit_letter(replace(board, faults=tuple(replace(one, marks=sent) for one in board.faults)), "甲县")
    assert "处尚待更正" in said
    assert "读取无误" not in said


def test_a_fair_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    wording.use("zh")
    problem = Problem("project_fair_unknown", "项目.csv", text="洽谈大会")
    assert letter_text(problem, "洽谈会、城洽会").endswith("请从以下选填：洽谈会、城洽会")
    assert letter_text(problem, "") == problem_text(problem)
