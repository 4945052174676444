"""The folder is watched by events or by scanning, whatever becomes of it; the top line says what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from helpers.feed import PROJECTS, Opened, drop_many, put, season, signed
from helpers.idle import wakeups
from helpers.rights import without_privileges
from helpers.terminals import Terminal

from data.model import Board


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def setting(folder: Path, **changes: object) -> None:
    """Write the settings of `[files]` anew."""
    lines = {"rest_csv": 0.3, "rest_workbook": 0.3, "scan_seconds": 0.5, **changes}
    text = "\n".join(f"{key} = {value}" for key, value in lines.items())
    put(folder / "fairwatch.toml", f"[files]\n{text}\n")


def shows(wan: int) -> Callable[[Board], bool]:
    """A board of a folder that answers, on which this much is signed."""

    def test(board: Board) -> bool:
        units = board.leading.units if board.leading else ()
        return board.folder.state == "ok" and wan in [u.signed for u in units if u.unit == "南屏园区"]

    return test


def test_a_local_folder_is_watched_by_events_long_before_a_scan_is_due(folder: Path) -> None:
    setting(folder, scan_seconds=300)
    with Opened(folder) as opened:
        assert opened.settled().folder.watch == "events"
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(shows(12500))


@pytest.mark.parametrize(("watch", "said"), [("scan", "scan"), ("events", "events")])
def test_the_settings_choose_how_the_folder_is_watched(folder: Path, watch: str, said: str) -> None:
    setting(folder, watch=f'"{watch}"')
    with Opened(folder) as opened:
        opened.wait(lambda b: b.folder.state == "ok" and b.folder.watch == said)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(shows(12500))


def test_another_way_of_watching_is_taken_up_while_running(folder: Path) -> None:
    with Opened(folder) as opened:
        assert opened.settled().folder.watch == "events"
        setting(folder, watch='"scan"')
        opened.wait(lambda b: b.folder.watch == "scan")
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(shows(12500))


def test_a_folder_removed_and_made_again_goes_on_being_watched(folder: Path) -> None:
    setting(folder, scan_seconds=2)
    with Opened(folder) as opened:
        opened.settled()
        kept = shutil.copytree(folder, folder.with_name("kept"))
        shutil.rmtree(folder)
        gone = opened.wait(lambda b: b.folder.state in ("gone", "replaced"))
        assert signed(gone, "南屏园区") == 10000
        shutil.copytree(kept, folder)
        opened.wait(shows(10000))
        setting(folder, scan_seconds=300)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(shows(12500))
        put(folder / "项目.csv", PROJECTS.replace("10000", "13000"))
        opened.wait(shows(13000))  # told by events again: no scan is due for minutes


def test_a_folder_that_may_not_be_entered_is_said_and_read_again_when_it_may_be(folder: Path) -> None:
    with without_privileges(lambda: Opened(folder)) as opened:
        opened.settled()
        folder.chmod(0)
        board = opened.wait(lambda b: b.folder.state == "denied")
        assert signed(board, "南屏园区") == 10000
        assert len(board.sources) == 5
        folder.chmod(0o755)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(shows(12500))


def test_a_nested_folder_made_and_filled_in_one_go_is_read(folder: Path, tmp_path: Path) -> None:
    apart = tmp_path / "apart"
    for number in range(5):
        text = PROJECTS.replace("NP1", f"N{number}").replace("沙棘饮品", f"新{number}").splitlines(keepends=True)[:2]
        put(apart / "一" / "二" / f"三{number}" / "项目.csv", "".join(text), age=60)
    with Opened(folder) as opened:
        opened.settled()
        shutil.copytree(apart, folder / "县区" / "新县")
        opened.wait(shows(60000))


def test_many_files_at_once_are_all_read_and_the_folder_says_how_many_are_left(folder: Path) -> None:
    drop_many(folder, 120, 40)  # tests/long/many_files.py drops thousands


IDLE = 15
"""Wakeups a second that the whole process tree may cost while nothing happens."""


@pytest.mark.parametrize("folders", [0, 100])
@pytest.mark.parametrize("face", [[], ["wall"]], ids=["board", "wall"])
def test_while_nothing_happens_the_machine_is_left_asleep(folder: Path, face: list[str], folders: int) -> None:
    for number in range(folders):
        (folder / "县区" / f"乡镇{number}").mkdir(parents=True)
    put(folder / "fairwatch.toml", '[office]\nplace = "云川市"\n')  # looks at the folder as often as it does by itself
    with Terminal(["--lang", "zh", *face, folder]) as terminal:
        terminal.wait_for("青山洽谈会")
        windows = islice(wakeups(terminal, 5.0), 8)  # a loaded machine comes to rest later
        assert any(sum(window.values()) < IDLE for window in windows)
