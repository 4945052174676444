"""The folder's memory between real stations: children, files, and an earlier fairwatch's journals beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.cli import say
from helpers.feed import FOLLOWUPS, PROJECTS, Opened, hour_ago, put, season, signed
from helpers.marks import segments

from data.feed.one_look import Glance
from data.model import Board

HEADER, *ROWS = PROJECTS.splitlines(keepends=True)
MORE = [f"DL{n},电池{n}号,东岭园区,1000,合同,签约,2026-04-02\n" for n in range(2, 10)]
"""With the two of `PROJECTS`: ten."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that an officer has used: fairwatch has its `.fairwatch` there."""
    made = season(tmp_path / "season")
    put(made / "督办.csv", FOLLOWUPS, age=60)
    ledger(made, 10)
    assert say("mark", made, "DB1", "claim", "--by", "李敏").code == 0
    return made


def ledger(folder: Path, rows: int) -> None:
    put(folder / "项目.csv", HEADER + "".join([*ROWS, *MORE][:rows]), age=60)


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sits down at another station."""

    def sits(name: str) -> None:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / name / variable))

    return sits


def told(folder: Path, **more: bool) -> tuple[object, ...]:
    with Glance(folder, wait=60, **more) as glance:
        board: Board = glance.board()
        files = {source.file: (source.state, source.kinds) for source in board.sources}
        return signed(board, "东岭园区"), files, [(item.file, item.losses) for item in glance.engine.shelf.held()]


def test_each_station_shows_the_same_whenever_it_was_opened(folder: Path, at, tmp_path: Path) -> None:
    at("old")
    told(folder)
    ledger(folder, 8)
    at("other")
    told(folder)
    ledger(folder, 6)
    at("old")
    old = told(folder)
    assert old[2] == []
    ledger(folder, 3)
    at("other")
    other = told(folder)
    at("fresh")
    fresh, looks = told(folder), told(folder, read_only=True)
    at("old")
    assert told(folder) == other == fresh == looks
    assert fresh[2] == [("项目.csv", (("projects", 6, 3),))]
    assert fresh[0] == old[0]
    shutil.rmtree(tmp_path / "old")
    assert told(folder) == other


def test_a_conflict_copy_of_a_journal_is_read_and_a_lost_one_is_written_back(folder: Path, at) -> None:
    at("old")
    told(folder)
    ledger(folder, 5)
    old = told(folder)
    journals = sorted((folder / ".fairwatch" / "seen").rglob("*.jsonl"))
    copy = journals[0].with_name(journals[0].name.replace(".jsonl", ".sync-conflict-20261122-010203-ABCDEFG.jsonl"))
    journals[0].rename(copy)
    at("fresh")
    assert told(folder) == old
    for lost in (folder / ".fairwatch" / "seen", folder / ".fairwatch"):
        shutil.rmtree(lost)
        at("old")
        ran = say("rescue", folder)
        assert ran.code == 0
        assert "7 versions of ledgers and settings written back" in ran.out
        assert say("rescue", folder).out == "the folder holds every mark that this station knows\n"
        at(f"after {lost.name}")
        assert told(folder) == old


def test_what_a_command_could_not_tell_yet_the_next_one_tells(tmp_path: Path, at) -> None:
    made = season(tmp_path / "season")
    at("old")
    assert say("mark", made, "DB1", "claim", "--by", "李敏").code == 0  # the folder is not fairwatch's before this
    ledger(made, 5)
    told(made)
    at("fresh")
    with Glance(made, wait=60) as glance:
        memory = glance.engine.seen.memory
        assert [version.kinds for version in memory.recorded("项目.csv")] == [{"projects": 2}, {"projects": 5}]
        assert all(memory.rows(version) for version in memory.recorded("项目.csv"))


def test_a_broken_settings_file_leaves_each_station_the_last_good_one(folder: Path, at) -> None:
    at("old")
    told(folder)
    toml = folder / "fairwatch.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"云川市"', "云川市"), encoding="utf-8")
    said = []
    for name in ("old", "fresh"):
        at(name)
        with Glance(folder, wait=60) as glance:
            board = glance.board()
            said.append((board.place, board.folder.settings_problem, glance.engine.shelf.in_force.plan_digest))
    assert said[0] == said[1]
    assert said[0][0] == "云川市"
    assert "line 2" in said[0][1]


def test_a_live_board_tells_what_it_sees_and_hears_what_others_saw(folder: Path, at) -> None:
    at("desk")
    with Opened(folder) as desk:
        desk.settled()
        ledger(folder, 8)
        desk.wait(lambda board: signed(board, "东岭园区") == signed_by(8))
        at("field")
        with Opened(folder) as field:
            field.settled()
            ledger(folder, 4)
            boards = [one.wait(lambda board: held(board)) for one in (desk, field)]
            assert [signed(board, "东岭园区") for board in boards] == [signed_by(8)] * 2


def signed_by(rows: int) -> int:
    """What 东岭园区 signed by so many rows."""
    lines = [row.split(",") for row in [*ROWS, *MORE][:rows]]
    return sum(int(line[3]) for line in lines if line[2] == "东岭园区" and line[4] == "合同")


def held(board: Board) -> bool:
    return any(source.state == "held" for source in board.sources)


def test_an_earlier_fairwatch_beside_it_sees_its_marks_and_loses_none(folder: Path, at) -> None:
    at("new")
    told(folder)
    assert (folder / ".fairwatch" / "seen").is_dir()
    marks = segments(folder)
    assert marks
    assert all("seen" not in path.parts for path in marks)
    (line,) = json.loads(say("log", folder, "--json").out)
    assert (line["op"], line["by"]) == ("claim", "李敏")


def test_a_command_that_looks_makes_no_folder_one_of_fairwatch_s(tmp_path: Path, at) -> None:
    made = season(tmp_path / "season")
    at("one")
    told(made)
    told(made, read_only=True)
    assert not (made / ".fairwatch").exists()


def test_the_history_is_told_of_a_ledger_that_only_the_memory_knows_by_its_command_too(folder: Path, at) -> None:
    at("old")
    assert say("mark", folder, "NP1", "claim", "--by", "李敏").code == 0
    (folder / "项目.csv").unlink()
    hour_ago(folder)
    told(folder)
    at("fresh")
    ran = say("history", folder, "--json")
    assert ran.code == 0
    said = json.loads(ran.out)
    of = [change for change in said["changes"] if change["file"] == "项目.csv"]
    assert [(change["what"], change["state"], change["officer"]) for change in of] == [
        ("gone", "gone", "李敏"),
        ("first", "superseded", "李敏"),
    ]
    assert said["format"] == 2
    words = say("history", folder, "--unit", "东岭园区", "--since", "2026-01-01", language="zh").out
    assert "不见了" in words
    assert "李敏的工位" in words
    assert say("history", folder, "--unit", "无此园区").code == 2
    assert say("history", folder, "--since", "neulich").code == 2
    assert say("history", folder / "none").code == 2
