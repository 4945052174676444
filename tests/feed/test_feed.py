"""The folder as officers meet it: saves show by themselves, marks reach the other station, nothing known is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from helpers.feed import FOLLOWUPS, OWED, PROJECTS, UNITS, Opened, put, season, signed

from data.feed import refusals_and_clock
from data.feed.one_look import Glance
from data.model import Board, ItemState, MarkRequest
from data.station.paths import places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def chase(opened: Opened, board: Board, by: str = "李敏", outcome: str = "chased") -> str:
    item = board.item(OWED)
    assert item is not None
    return opened.feed.mark(MarkRequest(OWED, "act", outcome, seen=item.episode), by)


def state(board: Board) -> ItemState:
    item = board.item(OWED)
    assert item is not None
    return item.marks.state


def test_a_save_in_the_folder_shows_without_a_key(folder: Path) -> None:
    with Opened(folder) as opened:
        assert signed(opened.settled(), "南屏园区") == 10000
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(lambda board: signed(board, "南屏园区") == 12500)


def test_the_index_paints_before_the_folder_answers(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
    shutil.move(folder, folder.with_name("away"))
    with Opened(folder) as opened:
        first = opened.wait(lambda board: True)
        assert signed(first, "东岭园区") == 15000
        gone = opened.wait(lambda board: board.folder.state == "gone")
        assert signed(gone, "东岭园区") == 15000


def test_only_changed_files_are_read_again(folder: Path) -> None:
    with Opened(folder) as opened:
        before = {s.file: s.read_at for s in opened.settled().sources}
    put(folder / "督办.csv", FOLLOWUPS.replace("用地预审", "用地审批"), age=60)
    with Opened(folder) as opened:
        board = opened.wait(lambda b: any(item.what == "用地审批" for item in b.owed))
        after = {s.file: s.read_at for s in board.sources}
    assert {file for file in after if after[file] != before.get(file)} == {"督办.csv"}


def test_deleting_the_index_loses_nothing(folder: Path) -> None:
    with Opened(folder) as opened:
        board = opened.settled()
        chase(opened, board)
        opened.wait(lambda b: not b.marks.unsent and b.marks.last_saved == "folder")
    cache = places(folder).cache
    while cache.exists():  # the database takes its own log away while it is closed
        with suppress(FileNotFoundError):
            shutil.rmtree(cache)
    with Opened(folder) as opened:
        board = opened.wait(lambda b: b.item(OWED) and state(b) is ItemState.WAITING and not b.folder.reading)
        assert signed(board, "南屏园区") == 10000


def test_a_mark_is_shown_at_once_changes_no_figure_and_survives_a_restart(folder: Path) -> None:
    with Opened(folder) as opened:
        before = opened.settled()
        chase(opened, before)
        after = opened.wait(lambda board: state(board) is ItemState.WAITING)
        item = after.item(OWED)
        assert item is not None
        assert (item.marks.by, item.marks.outcome) == ("李敏", "chased")
        assert after.progress == before.progress
        assert [o.days_over for o in after.owed] == [o.days_over for o in before.owed]
        opened.wait(lambda board: board.marks.last_saved == "folder")
    with Opened(folder) as opened:
        assert opened.wait(lambda board: state(board) is ItemState.WAITING).marks.unsent == 0


def test_a_mark_reaches_another_station_and_undo_takes_it_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Opened(folder) as desk:
        board = desk.settled()
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / "other" / variable))
        with Opened(folder) as field:
            field.settled()
            chase(desk, board, "李敏")
            seen = field.wait(lambda b: state(b) is ItemState.WAITING)
            item = seen.item(OWED)
            assert item is not None
            assert item.marks.by == "李敏"
            undone = desk.feed.undo("李敏")
            assert undone is not None
            assert undone.title == "用地预审"
            field.wait(lambda b: state(b) is ItemState.OPEN)
            assert field.feed.undoable() is None  # another station's mark is not ours to undo


@pytest.mark.parametrize("marked", [True, False])
def test_a_start_on_the_empty_directory_under_a_mount_that_is_away_drops_nothing(folder: Path, marked: bool) -> None:
    with Opened(folder) as opened:
        board = opened.settled()
        if marked:
            chase(opened, board)
            opened.wait(lambda b: b.marks.last_saved == "folder")
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()
    os.utime(folder, (0, 0))  # it has long been empty
    with Opened(folder) as opened:
        board = opened.wait(lambda b: b.folder.state == "unmounted")
        assert signed(board, "南屏园区") == 10000
        folder.rmdir()
        away.rename(folder)
        board = opened.wait(lambda b: b.folder.state == "ok")
        assert signed(board, "南屏园区") == 10000
        assert len(board.sources) == 5


def test_marks_made_offline_land_in_a_later_run(folder: Path) -> None:
    away = folder.with_name("away")
    with Opened(folder) as opened:
        board = opened.settled()
        folder.rename(away)
        opened.wait(lambda b: b.folder.state == "gone")
        chase(opened, board)
        waiting = opened.wait(lambda b: state(b) is ItemState.WAITING)
        assert waiting.marks.unsent == 1
    away.rename(folder)
    assert not list(folder.glob(".fairwatch/marks/**/*.jsonl"))
    with Opened(folder) as opened:
        opened.wait(lambda b: b.folder.state == "ok" and state(b) is ItemState.WAITING and not b.marks.unsent)
    assert len(list(folder.glob(".fairwatch/marks/**/*.jsonl"))) == 1


def test_the_first_picture_of_a_start_knows_what_this_station_marked(folder: Path) -> None:
    with Glance(folder) as glance:
        item = glance.board().item(OWED)
        assert item is not None
        glance.mark(MarkRequest(OWED, "act", "chased", seen=item.episode), "李敏")
        assert glance.deliver()
    with Opened(folder) as opened:
        assert state(opened.wait(lambda _: True)) is ItemState.WAITING


def test_an_outcome_that_the_item_does_not_have_is_refused(folder: Path) -> None:
    with Opened(folder) as opened:
        board = opened.settled()
        with pytest.raises(refusals_and_clock.Refused) as refused:
            chase(opened, board, outcome="to-summons")
        assert refused.value.code == "mark_outcome"


def test_read_only_marks_nothing_and_writes_nothing_into_the_folder(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    with Opened(folder, read_only=True) as opened:
        board = opened.settled()
        with pytest.raises(refusals_and_clock.Refused) as refused:
            chase(opened, board)
        assert refused.value.code == "read_only"
    assert sorted(folder.rglob("*")) == before
    assert not places(folder).history.exists()


def test_how_files_are_read_follows_the_settings_while_running(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        with (folder / "fairwatch.toml").open("a", encoding="utf-8") as file:
            file.write("max_megabytes = 1\n")
        put(folder / "新单位.csv", UNITS + "# \n" * 600_000, age=60)
        board = opened.wait(lambda b: any(s.file == "新单位.csv" and s.state == "failed" for s in b.sources))
        why = next(s.why for s in board.sources if s.file == "新单位.csv")
        assert why is not None
        assert (why.code, why.args) == ("too_large", (("limit", "1"),))


def test_wrong_settings_are_told_and_the_last_good_ones_stay(folder: Path) -> None:
    good = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    with Opened(folder) as opened:
        assert opened.settled().place == "云川市"
        (folder / "fairwatch.toml").write_text(good.replace('"云川市"', "云川市"), encoding="utf-8")
        board = opened.wait(lambda b: b.folder.settings_problem)
        assert "line 2" in board.folder.settings_problem
        assert board.place == "云川市"
    with Opened(folder) as opened:
        assert opened.wait(lambda b: b.folder.settings_problem).place == "云川市"


def test_a_key_that_is_not_understood_costs_only_itself_while_running_and_after(folder: Path) -> None:
    good = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    with Opened(folder) as opened:
        assert opened.settled().place == "云川市"
        (folder / "fairwatch.toml").write_text(
            good.replace("云川市", "云川新区")
            + "[lights]\ngren = 3\nyellow = 4\n[joint]\nshare = 1\n[joined]\nshare = 1\n",
            encoding="utf-8",
        )
        board = opened.wait(lambda b: b.folder.settings_left)
        assert [why.partition(":")[0] for why in board.folder.settings_left] == ["lights.gren", "joint.share", "joined"]
        assert (board.place, board.folder.settings_problem) == ("云川新区", "")
        assert opened.feed.settings.lights.yellow == 4
    with Opened(folder) as opened:
        assert opened.wait(lambda b: b.folder.settings_left).place == "云川新区"
        (folder / "fairwatch.toml").write_text(good, encoding="utf-8")
        assert opened.wait(lambda b: not b.folder.settings_left).place == "云川市"


def test_a_ledger_that_is_left_out_counts_no_more_and_counts_again_when_it_is_wanted(folder: Path) -> None:
    good = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    (folder / "备份").mkdir()
    (folder / "项目.csv").rename(folder / "备份/项目.csv")
    with Opened(folder) as opened:
        assert len(opened.settled().projects) == 2
        (folder / "fairwatch.toml").write_text(good + 'leave_out = ["备份/**"]\n', encoding="utf-8")
        board = opened.wait(lambda b: not b.projects)
        why = next(s.why for s in board.sources if s.file == "备份/项目.csv")
        assert (why.code, dict(why.args)) == ("left_out", {"pattern": "备份/**"})
        (folder / "fairwatch.toml").write_text(good, encoding="utf-8")
        opened.wait(lambda b: len(b.projects) == 2)
        put(folder / "备份/项目-DESKTOP-8F2K1QA.csv", PROJECTS, age=60)
        board = opened.wait(lambda b: any("DESKTOP" in s.file and s.state == "ignored" for s in b.sources))
        assert len(board.projects) == 2


def test_an_offices_own_column_is_understood_as_soon_as_it_is_set(folder: Path) -> None:
    put(folder / "项目.csv", PROJECTS.replace("责任单位", "牵头片区"), age=60)
    good = (folder / "fairwatch.toml").read_text(encoding="utf-8")
    with Opened(folder) as opened:
        board = opened.settled()
        assert [(p.code, p.file) for p in board.problems] == [("unit_unsaid", "项目.csv")]
        assert (board.leading.signed, signed(board, "南屏园区")) == (25000, 0)
        (folder / "fairwatch.toml").write_text(good + '[columns.projects]\nunit = ["牵头片区"]\n', encoding="utf-8")
        board = opened.wait(lambda b: not b.problems)
        assert (board.leading.signed, signed(board, "南屏园区")) == (25000, 10000)


def test_a_parser_that_is_killed_costs_no_other_file(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        children = subprocess.run(
            ["pgrep", "-f", "data.processes.parser", "-P", str(os.getpid())], capture_output=True, text=True, check=True
        ).stdout.split()
        for pid in children:
            os.kill(int(pid), signal.SIGKILL)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(lambda board: signed(board, "南屏园区") == 12500)


def test_a_stuck_reader_is_said_replaced_and_never_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.processes.supervisor.SILENT_AFTER", 3.0)
    with Opened(folder) as opened:
        opened.settled()
        reader = subprocess.run(
            ["pgrep", "-f", "data.processes.folder_reader", "-P", str(os.getpid())],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        os.kill(int(reader[0]), signal.SIGSTOP)  # as a process that hangs in a dead mount
        board = opened.wait(lambda b: b.folder.state == "silent")
        assert signed(board, "南屏园区") == 10000
        opened.wait(lambda b: b.folder.state == "ok")
        started = time.monotonic()
    assert time.monotonic() - started < 8  # closing waits for nobody


def test_one_look_reads_what_is_at_rest_and_waits_for_what_is_not(folder: Path) -> None:
    put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
    with Glance(folder) as glance:
        assert glance.reached
        assert signed(glance.board(), "南屏园区") == 12500


def test_one_look_at_a_file_that_never_rests_ends_and_says_so(folder: Path) -> None:
    writer = subprocess.Popen(
        ["sh", "-c", f"while :; do echo x >> '{folder}/项目2.csv'; sleep 0.1; done"], start_new_session=True
    )
    try:
        time.sleep(0.3)
        with Glance(folder, wait=6.0) as glance:
            assert not glance.reached
            board = glance.board()
            assert {s.file: s.state for s in board.sources}["项目2.csv"] == "waiting"
            assert signed(board, "南屏园区") == 10000
    finally:
        os.killpg(writer.pid, signal.SIGKILL)
        writer.wait()


def test_a_state_directory_that_takes_nothing_hides_no_board(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither station nor outbox can be made: the board is shown, and the mark is refused with the reason."""
    state = places(folder).state
    state.mkdir(parents=True, exist_ok=True)
    (state / "station.json").mkdir()
    with Opened(folder) as opened:
        board = opened.settled()
        with pytest.raises(refusals_and_clock.Refused) as refused:
            opened.feed.mark(MarkRequest(board.owed[0].key, "claim"), "李敏")
        assert refused.value.code == "not_saved"
        (state / "station.json").rmdir()
        assert opened.feed.mark(MarkRequest(board.owed[0].key, "claim"), "李敏")


def test_at_midnight_of_the_office_the_board_is_of_the_next_day(folder: Path) -> None:
    moment = [datetime(2026, 11, 22, 15, 59, tzinfo=UTC)]  # 23:59 in the office
    with Opened(folder, clock=lambda: moment[0]) as opened:
        before = opened.settled()
        assert (before.as_of, before.fairs[0].days_left) == (date(2026, 11, 22), 38)
        moment[0] += timedelta(minutes=2)
        after = opened.wait(lambda b: b.as_of != before.as_of)
        assert (after.as_of, after.fairs[0].days_left) == (date(2026, 11, 23), 37)
        assert after.owed[0].days_over == 22
