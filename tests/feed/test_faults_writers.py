"""What befalls the one who writes: killed, full, refused, unmounted. No mark that was acknowledged is ever lost."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.fault import KEYS, Station, agree, journals, kill_writers
from helpers.marks import child, segments


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@contextlib.contextmanager
def mounted(point: Path, *options: str) -> Iterator[None]:
    """A file system of its own at `point`; the test is skipped where mounting is not allowed."""
    done = subprocess.run(["mount", *options, str(point)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(point)], check=False, capture_output=True)


def unmount(point: Path) -> None:
    subprocess.run(["umount", "-l", str(point)], check=True)


def test_a_writer_killed_a_hundred_times_loses_nothing(folder: Path, tmp_path: Path) -> None:
    acknowledged = kill_writers(folder, tmp_path / "desk", 100)
    assert len(acknowledged) >= 100
    assert len(set(acknowledged)) == len(acknowledged), "no id is given twice"
    desk, other = Station(tmp_path / "desk", folder), Station(tmp_path / "other", folder)
    assert desk.send()
    agree([desk, other], acknowledged)


def test_forty_processes_with_one_station_id_lose_nothing(folder: Path, tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from helpers.fault import Station
for _ in range(40):
    if os.fork() == 0:
        station = Station(Path(sys.argv[2]), Path(sys.argv[1]))
        for n in range(5):
            os.write(1, station.press("project/p-1", "note", text=str(n)).encode() + b"\\n")
            assert station.send()
        os._exit(0)
while True:
    try:
        assert os.wait()[1] == 0
    except ChildProcessError:
        break
"""
    first = Station(tmp_path / "desk", folder)
    started = child(code, str(folder), str(tmp_path / "desk"))
    acknowledged = started.communicate()[0].split()
    assert started.returncode == 0
    assert len(set(acknowledged)) == 200
    assert {id_.partition(".")[0] for id_ in acknowledged} == {first.desk.station}
    assert len({path.name for path in segments(folder)}) == 40, "each run has a segment of its own"
    agree([first, Station(tmp_path / "other", folder)], acknowledged)


def test_a_full_disk_loses_nothing_and_takes_them_when_there_is_room(folder: Path, tmp_path: Path) -> None:
    with mounted(folder, "-t", "tmpfs", "-o", "size=64k", "none"):
        desk, other = Station(tmp_path / "desk", folder), Station(tmp_path / "other", folder)
        acknowledged = [desk.press(KEYS[0], "note", text="x" * 300)]
        assert desk.send()
        while desk.send():
            acknowledged.append(desk.press(KEYS[1], "note", text="x" * 700))
        acknowledged.append(desk.press(KEYS[2]))
        assert not desk.send()
        assert desk.desk.health().unsent >= 2
        assert len(journals(folder)) < 10, "a full disk is not filled with empty files"
        subprocess.run(["mount", "-o", "remount,size=4m", str(folder)], check=True)
        desk = desk.again()
        assert desk.send()
        agree([desk, other], acknowledged)


def test_a_read_only_share_keeps_marks_here_until_it_may_be_written(folder: Path, tmp_path: Path) -> None:
    with mounted(folder, "-t", "tmpfs", "none"):
        desk, other = Station(tmp_path / "desk", folder), Station(tmp_path / "other", folder)
        acknowledged = [desk.press(KEYS[0])]
        assert desk.send()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        acknowledged.append(desk.press(KEYS[1]))
        assert not desk.send()
        assert desk.states()[KEYS[1], "e1"].by == "李敏", "shown at once all the same"
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        assert desk.send()
        agree([desk, other], acknowledged)


@pytest.mark.parametrize("marked", [True, False])
def test_nothing_is_written_below_a_mount_that_went_away(folder: Path, tmp_path: Path, marked: bool) -> None:
    """With the FORMAT of another folder in its place, and with an empty directory."""
    share = tmp_path / "disk"
    share.mkdir()
    if not marked:
        below: list[Path] = []
    else:
        stranger = Station(tmp_path / "stranger", folder)
        stranger.press(KEYS[0])
        stranger.send()
        below = journals(folder)
    with mounted(folder, "--bind", str(share)):
        desk = Station(tmp_path / "desk", folder)
        acknowledged = [desk.press(KEYS[0])]
        assert desk.send()
        unmount(folder)
        acknowledged.append(desk.press(KEYS[1]))
        assert not desk.send()
        assert journals(folder) == below
        with mounted(folder, "--bind", str(share)):
            assert desk.send()
            agree([desk, Station(tmp_path / "other", folder)], acknowledged)


def test_marks_made_offline_by_two_stations_meet_when_the_folder_is_back(folder: Path, tmp_path: Path) -> None:
    one, two = Station(tmp_path / "one", folder), Station(tmp_path / "two", folder)
    acknowledged = [one.press(KEYS[0]), two.press(KEYS[0], by="赵敏")]
    assert one.send()
    assert two.send()
    agree([one, two], acknowledged)
    folder.rename(folder.with_name("away"))
    acknowledged += [
        one.press(KEYS[1]),
        two.press(KEYS[1], "reopen", by="赵敏"),
        two.press(KEYS[2], "claim", by="赵敏"),
    ]
    assert not one.send()
    assert not two.send()
    one = one.again()
    folder.with_name("away").rename(folder)
    assert one.send()
    assert two.send()
    agree([one, two], acknowledged)
    assert one.states()[KEYS[1], "e1"].conflict == ("赵敏", "李敏")


def test_an_append_of_another_to_my_segment_costs_neither_a_mark(folder: Path, tmp_path: Path) -> None:
    desk, other = Station(tmp_path / "desk", folder), Station(tmp_path / "other", folder)
    acknowledged = [desk.press(KEYS[0])]
    assert desk.send()
    (mine,) = journals(folder)
    acknowledged.append(other.press(KEYS[0], "note", text="x"))
    pending = other.desk.outgoing.to_send(desk.now.date(), 99.0)
    assert pending
    with mine.open("ab") as file:
        file.write(pending.lines[0][:-9])  # torn, as by a program that paused in mid-line
        file.flush()
        acknowledged.append(desk.press(KEYS[1]))
        assert desk.send()
        desk.look()
        assert desk.desk.health().damaged == 0, "what follows the last newline waits"
        file.write(pending.lines[0][-9:])
    agree([desk, other], acknowledged)


def test_on_a_station_whose_own_disk_takes_nothing_a_mark_is_refused_and_not_shown(
    folder: Path, tmp_path: Path
) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from helpers.fault import Station
station = Station(Path(sys.argv[2]), Path(sys.argv[1]))
print(station.press("project/p-0", "note", text="x" * 100), flush=True)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
for n in range(9):
    try:
        print(station.press("project/p-1", "note", text="x" * 200), flush=True)
    except OSError:
        pass
"""
    acknowledged = child(code, str(folder), str(tmp_path / "desk")).communicate()[0].split()
    assert 1 <= len(acknowledged) < 9
    desk = Station(tmp_path / "desk", folder)
    assert desk.send()
    agree([desk, Station(tmp_path / "other", folder)], acknowledged)
    assert desk.ids == set(acknowledged)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into read-only directories")
def test_a_folder_without_permission_refuses_and_loses_nothing(folder: Path, tmp_path: Path) -> None:
    desk = Station(tmp_path / "desk", folder)
    folder.chmod(0o500)
    acknowledged = [desk.press(KEYS[0])]
    assert not desk.send()
    folder.chmod(0o700)
    assert desk.send()
    agree([desk, Station(tmp_path / "other", folder)], acknowledged)
