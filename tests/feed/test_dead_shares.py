"""A share that hangs holds up nothing: the board stays and says so, marks are kept, and everything can be closed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.cli import run
from helpers.feed import OWED, Opened, season, signed
from helpers.mount import dead_share
from helpers.terminals import Terminal

from data.model import MarkRequest
from data.processes.mounts import mount_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def test_a_share_that_hangs_is_said_marks_wait_and_it_is_read_again_when_it_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.processes.supervisor.SILENT_AFTER", 3.0)
    monkeypatch.setattr("data.processes.supervisor.REPLACE_AFTER", 3.0)
    with Opened(folder) as opened:
        item = opened.settled().item(OWED)
        assert item is not None
        with dead_share(folder):
            board = opened.wait(lambda b: b.folder.state == "silent")
            assert signed(board, "南屏园区") == 10000
            opened.feed.mark(MarkRequest(OWED, "act", "chased", seen=item.episode), "李敏")
            board = opened.wait(lambda b: b.marks.unsent == 1)
            assert board.marks.last_saved != "folder"
        opened.wait(lambda b: b.folder.state == "ok" and b.marks.unsent == 0, 40)


def test_closing_waits_for_no_reader_in_a_dead_share(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        with dead_share(folder):
            opened.feed.refresh()
            time.sleep(1)  # the reader is in it now
            opened.feed.close()
            opened._thread.join(10)
            assert not opened._thread.is_alive()


def test_the_commands_and_the_screen_start_and_end_on_a_dead_share(folder: Path, tmp_path: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
    never = tmp_path / "never"
    never.mkdir()
    with dead_share(folder), dead_share(never), ThreadPoolExecutor() as pool:
        seen, unseen = pool.submit(run, "show", folder), pool.submit(run, "check", never)
        marking = pool.submit(run, "mark", folder, "预审", "chased", "--by", "李敏")
        with Terminal(["--lang", "en", folder]) as terminal:
            terminal.wait_for("南屏园区")
            terminal.press("q")
            assert terminal.wait_end(20) == 0
        shown, checked, marked = seen.result(), unseen.result(), marking.result()
    assert shown.code == 3
    assert "did not answer" in shown.err
    assert "南屏园区" in shown.out
    assert marked.code == 0
    assert "saved on this station" in marked.out
    assert checked.code == 2
    assert "does not answer" in checked.err


def test_how_such_a_share_is_watched_is_told_from_the_real_table_of_mounts(folder: Path) -> None:
    assert mount_of(str(folder / "县区")).tells_changes
    with dead_share(folder):
        mount = mount_of(str(folder / "县区"))
        assert (mount.point, mount.type, mount.tells_changes) == (str(folder), "fuse", False)
    assert mount_of(str(folder / "县区")).tells_changes
