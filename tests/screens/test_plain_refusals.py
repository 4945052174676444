"""What goes wrong is told in the reader's language and by names: system errors, refused marks, lines for a chat."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.app import MemoryFeed, desk, running, said, until
from helpers.board import sample_board
from helpers.cli import say
from helpers.feed import FOLLOWUPS, put, season
from helpers.rights import without_privileges

from data import wording
from data.feed.refusals_and_clock import Refused
from data.model import MarkRequest, Problem
from data.wording.problems import problem_text
from data.wording.system_errors import ANSWERS, OURS, system_word, why_not
from tui.screens.boxes.dialog import Picker
from tui.screens.cards.call_sheet import copied

LATIN = re.compile(r"[A-Za-z]{2}")

# ------------------------------------------------------------ the system's answers


def test_the_systems_common_answers_are_said_in_chinese() -> None:
    wording.use("zh")
    for name in ANSWERS:
        error = OSError(getattr(errno, name), os.strerror(getattr(errno, name)))
        assert not LATIN.search(why_not(error)), name
        assert system_word(error.strerror or "") == why_not(error), "as it comes from a child, without its number"
    for _context, words in OURS:
        assert not LATIN.search(system_word(words))
    assert problem_text(Problem("not_saved", "", args=(("why", "No space left on device"),))) == (
        "未登记：本机无法保存（磁盘已满）"
    )


def test_english_and_what_has_no_words_stay_as_the_system_says_them() -> None:
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert why_not(error) == "No space left on device"
    wording.use("zh")
    assert system_word("Exchange full") == "Exchange full"
    assert why_not(OSError(0, "not a regular file")) == "不是普通文件"


def test_a_season_that_cannot_be_written_says_why_in_chinese(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    ran = without_privileges(lambda: say("init", closed / "season", language="zh"))
    assert ran.code == 2
    assert "没有权限" in ran.err
    assert "Permission" not in ran.err


# ------------------------------------------------------------ refusals


class Gone(MemoryFeed):
    """Every row has just gone."""

    def mark(self, request: MarkRequest, by: str) -> str:
        raise Refused("mark_no_item", (("name", request.key),))


async def test_a_row_that_is_gone_is_refused_by_its_name() -> None:
    wording.use("zh")
    async with running(Gone()) as (_, pilot):
        item = desk(pilot).item
        assert item is not None
        await pilot.press("a")
        await until(pilot, lambda: said(pilot) == f"看板上已没有“{item.title}”")
        await pilot.press("space", "space", "a", "a")
        await until(pilot, lambda: "看板上已没有" in said(pilot) and "未动" in said(pilot))
        assert item.key not in said(pilot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / "督办.csv", FOLLOWUPS, age=60)
    return made


def test_an_outcome_that_there_is_not_is_answered_with_words(folder: Path) -> None:
    ran = say("mark", folder, "DB1", "chasd", "--by", "李敏", language="zh")
    assert ran.code == 1
    assert "催办（chased）" in ran.err
    assert "销号（closed-out）" in ran.err


# ------------------------------------------------------------ lines for a chat

TWICE = "DB8,现场踏勘,南屏园区,2026-11-20,,\nDB9,现场踏勘,东岭园区,2026-11-21,,\n"


def test_lines_for_a_chat_name_the_unit_and_no_key(folder: Path) -> None:
    put(folder / "督办.csv", FOLLOWUPS + TWICE, age=60)
    lines = say("owed", folder, language="zh").out.splitlines()
    assert not [line for line in lines if "/" in line]
    beside = [lines[n + 1] for n, line in enumerate(lines) if "现场踏勘" in line]
    assert {line.split(" · ")[0] for line in beside} == {"南屏园区", "东岭园区"}
    assert say("mark", folder, "DB9", "chased", "--by", "李敏").code == 0
    told = say("handover", folder, language="zh").out
    assert any("现场踏勘" in line and "东岭园区" in line for line in told.splitlines())


def test_a_sheet_to_call_by_names_the_unit_of_each_matter_that_is_not_the_callees() -> None:
    board = sample_board()
    leader = board.stalled[0].sponsor
    lines = copied(board, leader, board.stalled[0], board.now.tzinfo or timedelta()).splitlines()  # type: ignore[arg-type]
    about = next(line for line in lines if board.stalled[0].title in line)
    assert board.stalled[0].unit in about


# ------------------------------------------------------------ what waits for no ledger


async def test_a_duty_that_is_done_waits_for_no_ledger() -> None:
    board = sample_board()
    duty = replace(board.owed[0], kind="duty", what="通报", episode="2026-05-1")
    board = replace(board, owed=(duty, *board.owed[1:]))
    wording.use("zh")
    async with running(MemoryFeed(board)) as (_, pilot):
        await pilot.press("m")
        assert isinstance(pilot.app.screen, Picker)
        (choice,) = pilot.app.screen.choices
        assert "台账" not in choice.note
        assert "本期办结" in choice.note
        await pilot.press("1")
        await until(pilot, lambda: "已完成" in said(pilot))
        assert "待核" not in said(pilot)
