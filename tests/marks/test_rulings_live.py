"""Rulings in a real folder: made by an officer, kept over a restart, lapsed with the row, seen at every station."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import PROJECTS, Opened, hour_ago, put, season

from data.model import Board, Contradiction, Fault, ItemState, MarkRequest, ProblemItem

STRANGE = PROJECTS + "XJ1,石窟研学,西郊,7000,合同,签约,2026-04-03\n"
"""A third project, of a unit that the units ledger does not know."""
SUMMARY = "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,签约日期\nNP1,沙棘饮品,南屏园区,12000,合同,2026-03-02\n"
"""Says 12,000 of a project of which its own ledger says 10,000."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def signed(board: Board) -> Decimal:
    assert board.leading is not None
    return board.leading.signed


def one(board: Board, kind: type[Fault]) -> Fault:
    (item,) = [item for item in board.faults if isinstance(item, kind)]
    return item


def rule(opened: Opened, item: Fault, outcome: str, text: str = "") -> None:
    opened.feed.mark(MarkRequest(item.key, "act", outcome, text=text, seen=item.episode), "李敏")


def test_a_row_is_excluded_until_it_changes(folder: Path) -> None:
    put(folder / "项目.csv", STRANGE, age=3600)
    with Opened(folder) as opened:
        board = opened.settled()
        assert signed(board) == 32_000
        rule(opened, one(board, ProblemItem), "excluded", "不是我市项目")
        board = opened.wait(lambda b: signed(b) == 25_000)
        (decision,) = board.decisions
        assert (decision.outcome, decision.text, decision.by) == ("excluded", "不是我市项目", "李敏")
    with Opened(folder) as again:
        assert signed(again.settled()) == 25_000
        put(folder / "项目.csv", STRANGE.replace("7000", "8000"))
        board = again.wait(lambda b: signed(b) == 33_000)
        assert board.decisions == ()
        assert one(board, ProblemItem).marks.state is ItemState.OPEN


def test_a_ruling_is_taken_back_by_undo(folder: Path) -> None:
    put(folder / "项目.csv", STRANGE, age=3600)
    with Opened(folder) as opened:
        rule(opened, one(opened.settled(), ProblemItem), "excluded", "重复")
        opened.wait(lambda b: signed(b) == 25_000)
        opened.feed.undo("李敏")
        opened.wait(lambda b: signed(b) == 32_000)


def test_a_contradiction_counts_the_lower_until_it_is_decided_at_any_station(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(folder / "汇总.csv", SUMMARY, age=3600)
    with Opened(folder) as desk:
        board = desk.settled()
        item = one(board, Contradiction)
        assert isinstance(item, Contradiction)
        (difference,) = item.differences
        cells = [(c.place.file, c.address) for c in (difference.first, difference.second)]
        assert cells == [("汇总.csv", "D2"), ("项目.csv", "D2")]
        assert signed(board) == 25_000
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / "other" / variable))
        with Opened(folder) as field:
            rule(field, one(field.settled(), Contradiction), "first")
            assert desk.wait(lambda b: signed(b) == 27_000).decisions[0].outcome == "first"


def test_a_ruling_holds_when_a_file_is_renamed_and_when_a_stage_moves_on(folder: Path) -> None:
    put(folder / "汇总.csv", SUMMARY, age=3600)
    with Opened(folder) as opened:
        rule(opened, one(opened.settled(), Contradiction), "first")
        opened.wait(lambda b: signed(b) == 27_000)
        (folder / "汇总.csv").rename(folder / "一览表.csv")
        put(folder / "项目.csv", PROJECTS.replace("合同,签约,2026-03-02", "合同,落地,2026-03-02"))
        hour_ago(folder)
        board = opened.wait(
            lambda b: {"一览表.csv"} <= {s.file for s in b.sources if s.kinds} and "汇总.csv" not in str(b.projects)
        )
        assert (signed(board), len(board.decisions)) == (27_000, 1)
        item = one(board, Contradiction)
        rule(opened, item, "different")
        opened.wait(lambda b: signed(b) == 37_000)
        opened.feed.undo("李敏")
        opened.wait(lambda b: signed(b) == 27_000)


def test_the_commands_rule_by_key_and_check_names_the_ruling(folder: Path) -> None:
    put(folder / "汇总.csv", SUMMARY, age=3600)
    told = say("check", folder)
    assert told.code == 1
    assert "汇总.csv D2 「120 million yuan」: 项目.csv D2 says 100 million yuan of the same one" in told.out
    with Opened(folder) as opened:
        key = one(opened.settled(), Contradiction).key
    assert say("mark", folder, key, "second", "--by", "李敏").code == 0
    after = say("check", folder)
    assert (after.code, "Ruled by officers\n  沙棘饮品  the second holds  李敏" in after.out) == (0, True)
