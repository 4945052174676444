"""A ledger that loses many of its rows is held: the last good version counts until an officer accepts the new one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import PROJECTS, UNITS, Opened, put, season

from data.folder_memory.lost_rows import losses
from data.model import Board, HeldLedger, MarkRequest, SourceState

HEADER, *ROWS = PROJECTS.splitlines(keepends=True)
FULL = HEADER + ROWS[0] + ROWS[1] + "DL2,电池回收,东岭园区,5000,合同,签约,2026-04-02\n"
"""Three projects worth 30,000 ten thousands."""
CUT = HEADER + ROWS[0]
"""Two of the three are gone."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = season(tmp_path / "season")
    put(folder / "项目.csv", FULL, age=3600)
    return folder


def signed(board: Board) -> Decimal:
    assert board.leading is not None
    return board.leading.signed


def held(board: Board) -> HeldLedger | None:
    return next((item for item in board.faults if isinstance(item, HeldLedger)), None)


def accept(opened: Opened, board: Board) -> None:
    item = held(board)
    assert item is not None
    opened.feed.mark(MarkRequest(item.key, "accept", seen=item.episode), "李敏")


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ({"projects": 10}, {"projects": 7}, ()),
        ({"projects": 10}, {"projects": 6}, (("projects", 10, 6),)),
        ({"projects": 10, "units": 90}, {"units": 90}, (("projects", 10, 0),)),
        ({"units": 3}, {"units": 3, "projects": 8}, ()),
        ({"projects": 2}, {"projects": 1}, ()),
        ({"projects": 1}, {}, ()),
        ({"projects": 3}, {"projects": 1}, (("projects", 3, 1),)),
        ({"units": 3}, {}, (("units", 3, 0),)),
        ({}, {"units": 3}, ()),
    ],
)
def test_more_than_thirty_percent_of_a_kind_is_too_much(before, now, lost):
    assert losses(before, now, 30) == lost


def test_a_ledger_that_lost_rows_is_held_and_the_board_says_so(folder: Path) -> None:
    with Opened(folder) as opened:
        assert signed(opened.settled()) == 30_000
        put(folder / "项目.csv", CUT)
        board = opened.wait(held)
        assert signed(board) == 30_000
        item = held(board)
        assert item is not None
        assert (item.file, item.losses) == ("项目.csv", (("projects", 3, 1),))
        (source,) = [one for one in board.sources if one.file == "项目.csv"]
        assert source.state is SourceState.HELD
        assert source.why is not None
        assert source.why.code == "held_loss"
    with Opened(folder) as again:  # what is held stays so over a restart
        assert signed(again.wait(held)) == 30_000


def test_once_accepted_the_new_version_counts_at_every_station(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Opened(folder) as desk:
        desk.settled()
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / "other" / variable))
        with Opened(folder) as field:
            field.settled()
            put(folder / "项目.csv", CUT)
            accept(desk, desk.wait(held))
            for station in (desk, field):
                board = station.wait(lambda b: signed(b) == 10_000)
                assert held(board) is None


def test_a_later_loss_is_held_again_and_a_fuller_version_needs_nobody(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        put(folder / "项目.csv", CUT)
        first = opened.wait(held)
        put(folder / "项目.csv", HEADER + ROWS[1])  # another version, as poor as the one before
        second = opened.wait(lambda b: held(b) and held(b).episode != held(first).episode)
        assert signed(second) == 30_000
        put(folder / "项目.csv", FULL + "DL3,储能,东岭园区,1000,合同,签约,2026-04-03\n")
        assert held(opened.wait(lambda b: signed(b) == 31_000)) is None


def test_a_header_that_is_no_longer_known_empties_nothing(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        put(folder / "项目.csv", FULL.replace("项目名称", "牵头方"))
        board = opened.wait(held)
        assert signed(board) == 30_000
        (source,) = [one for one in board.sources if one.file == "项目.csv"]
        assert [problem.code for problem in source.problems] == ["header_missing"]


def test_the_command_accepts_by_the_files_name(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
    put(folder / "项目.csv", CUT)
    told = say("check", folder)
    assert told.code == 1
    assert "项目.csv: the new version has lost many rows (projects 3→1)" in told.out
    assert say("accept", folder, "单位.csv", "--by", "李敏").code == 2
    done = say("accept", folder, "项目.csv", "--by", "李敏")
    assert (done.code, "in the shared folder" in done.out) == (0, True)
    assert "lost many rows" not in say("check", folder).out


def test_what_an_office_allows_to_be_lost_is_a_setting(folder: Path) -> None:
    text = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    (folder / "fairwatch.toml").write_text(text + "hold_percent = 80\n", encoding="utf-8")
    with Opened(folder) as opened:
        opened.settled()
        put(folder / "项目.csv", CUT)
        assert held(opened.wait(lambda b: signed(b) == 10_000)) is None


def test_another_ledger_is_not_held_with_it(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        put(folder / "项目.csv", CUT)
        opened.wait(held)
        put(folder / "单位.csv", UNITS + "西河园区,园区,何静,0000-3\n")
        board = opened.wait(lambda b: any(u.unit == "西河园区" for p in b.progress for u in p.units))
        assert held(board) is not None
