"""What was said to be in the shared folder is there, whatever befell the writer, its files and the folder."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest
from helpers.marks import TODAY, child, event, lines, read_ids, segments
from helpers.rights import without_privileges

from data.journal import folder_format
from data.journal.folder_format import FormatChanged, FormatMissing, Guard
from data.journal.stream_files import ROTATE, JournalReader, JournalWriter

WRITES = """
import sys, pathlib, datetime
from helpers.marks import event
from data.marks.mark_event import encode
from data.journal.stream_files import JournalWriter
folder, station, run, count = sys.argv[1:]
writer = JournalWriter(pathlib.Path(folder), station, run)
for n in range(1, int(count) + 1):
    mark = event(f"{station}.{run}.{n}", lam=n, text="x" * 300)
    writer.append([encode(mark)], datetime.date(2026, 11, 22))
    print(mark.id, flush=True)
"""

FILLS = """
import pathlib, resource, signal, sys, datetime
from helpers.marks import event
from data.marks.mark_event import encode
from data.journal.stream_files import JournalWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = JournalWriter(pathlib.Path(sys.argv[1]), "s", "r1")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for n in range(1, 9):
    for attempt in range(3):
        try:
            writer.append([encode(event(f"s.r1.{n}", lam=n, text="x" * 100))], datetime.date(2026, 11, 22))
        except OSError:
            continue
        print(f"s.r1.{n}", flush=True)
        break
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


# ---------------------------------------------------------------- FORMAT


def test_the_first_mark_makes_the_format_and_the_agreed_paths(folder: Path):
    JournalWriter(folder, "0a1b", "5f0c1e77").append(lines(event("0a1b.5f0c1e77.1")), date(2026, 5, 14))
    said = json.loads((folder / ".fairwatch" / "FORMAT").read_bytes())
    assert list(said) == ["v", "folder"]
    assert said == {"v": 1, "folder": folder_format.read_format(folder)}
    assert segments(folder) == [folder / ".fairwatch" / "marks" / "2026" / "0a1b" / "20260514-5f0c1e77.jsonl"]
    assert [path.name for path in (folder / ".fairwatch").iterdir() if path.name.startswith(".")] == []


def test_format_is_made_once(folder: Path):
    assert folder_format.read_format(folder) == ""
    made = folder_format.init_format(folder)
    assert folder_format.init_format(folder) == Guard(folder, made).check() == made


@pytest.mark.parametrize("said", [b"", b"{", b'{"v":1,"folder":"../.."}', b"\xff"])
def test_a_format_that_says_nothing_is_made_anew(folder: Path, said: bytes):
    (folder / ".fairwatch").mkdir()
    (folder / ".fairwatch" / "FORMAT").write_bytes(said)
    assert folder_format.read_format(folder) == ""
    assert folder_format.init_format(folder) == folder_format.read_format(folder) != ""


def test_nothing_is_written_into_the_empty_directory_that_a_lost_mount_leaves(folder: Path):
    writer = JournalWriter(folder, "s", "r1")
    writer.append(lines(event("s.r1.1")), TODAY)
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    with pytest.raises(FormatMissing):
        writer.append(lines(event("s.r1.2")), TODAY)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.with_name("away").rename(folder)
    writer.append(lines(event("s.r1.2")), TODAY)
    assert read_ids(JournalReader(folder).poll()) == ["s.r1.1", "s.r1.2"]


def test_nothing_is_written_into_another_folder(folder: Path):
    folder_format.init_format(folder)
    with pytest.raises(FormatChanged):
        JournalWriter(folder, "s", "r1", expected="00000000-0000-0000-0000-000000000000").append(
            lines(event("s.r1.1")), TODAY
        )
    assert segments(folder) == []


def test_of_two_formats_made_apart_the_smaller_wins_and_both_are_accepted(folder: Path):
    first = folder_format.init_format(folder)
    for other in ("00000000-0000-4000-8000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"):
        copy = folder / ".fairwatch" / "FORMAT.sync-conflict-20261122-010203-ABCDEFG"
        copy.write_text(json.dumps({"v": 1, "folder": other}))
        for expected in (first, other, ""):
            assert Guard(folder, expected).check() == min(first, other)
    writer = JournalWriter(folder, "s", "r1", expected=other)
    writer.append(lines(event("s.r1.1")), TODAY)
    copy.unlink()
    writer.append(lines(event("s.r1.2")), TODAY)
    assert read_ids(JournalReader(folder).poll()) == ["s.r1.1", "s.r1.2"]


# ---------------------------------------------------------------- writing


def test_a_run_goes_on_in_its_segment_and_turns_with_the_day_and_with_size(folder: Path):
    writer = JournalWriter(folder, "s", "r1")
    writer.append(lines(event("s.r1.1"), event("s.r1.2")), TODAY)
    writer.append(lines(event("s.r1.3")), TODAY)
    assert len(segments(folder)) == 1
    writer.append(lines(event("s.r1.4")), date(2026, 11, 23))
    assert len(segments(folder)) == 2
    many = [event(f"s.r1.{n}", text="x" * 700) for n in range(5, 505)]
    writer.append(lines(*many), date(2026, 11, 23))
    assert all(path.stat().st_size <= ROTATE for path in segments(folder))
    assert len(segments(folder)) == 3
    assert len(read_ids(JournalReader(folder).poll())) == 504


def test_a_segment_that_another_wrote_into_is_left(folder: Path):
    writer = JournalWriter(folder, "s", "r1")
    writer.append(lines(event("s.r1.1")), TODAY)
    with segments(folder)[0].open("ab") as foreign:
        foreign.write(b'{"torn":')
    writer.append(lines(event("s.r1.2")), TODAY)
    assert [path.name for path in segments(folder)] == ["20261122-r1-2.jsonl", "20261122-r1.jsonl"]
    assert read_ids(JournalReader(folder).poll()) == ["s.r1.1", "s.r1.2"]


@pytest.mark.parametrize("befalls", ["removed", "truncated", "linked"])
def test_a_segment_that_is_not_as_we_left_it_is_left(folder: Path, tmp_path: Path, befalls: str):
    writer = JournalWriter(folder, "s", "r1")
    writer.append(lines(event("s.r1.1")), TODAY)
    path = segments(folder)[0]
    if befalls == "truncated":
        os.truncate(path, 10)
    else:
        path.unlink()
    if befalls == "linked":
        (tmp_path / "outside").write_bytes(b"")
        path.symlink_to(tmp_path / "outside")
    writer.append(lines(event("s.r1.2")), TODAY)
    assert read_ids(JournalReader(folder).poll()) == ["s.r1.2"]
    assert befalls != "linked" or (tmp_path / "outside").read_bytes() == b""


def test_links_below_the_folder_are_not_written_through(folder: Path, tmp_path: Path):
    folder_format.init_format(folder)
    (tmp_path / "outside").mkdir()
    (folder / ".fairwatch" / "marks").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(NotADirectoryError):
        JournalWriter(folder, "s", "r1").append(lines(event("s.r1.1")), TODAY)
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("line", [b"no end", b"two\nlines\n", b"x" * 5000 + b"\n"])
def test_what_is_no_line_is_not_written(folder: Path, line: bytes):
    with pytest.raises(ValueError, match="one line"):
        JournalWriter(folder, "s", "r1").append([line], TODAY)
    assert segments(folder) == []


@pytest.mark.parametrize(("station", "run"), [("../x", "r"), ("s", "a/b"), ("", "r"), ("s", ".")])
def test_ids_cannot_lead_out_of_the_folder(folder: Path, station: str, run: str):
    with pytest.raises(ValueError, match="not a station"):
        JournalWriter(folder, station, run)


def test_after_a_short_write_the_mark_is_written_whole_elsewhere(folder: Path):
    """A file may hold 1000 bytes here, so writes come out short, as on a full disk."""
    acknowledged = child(FILLS, str(folder)).communicate()[0].split()
    assert acknowledged == [f"s.r1.{n}" for n in range(1, 9)]
    assert len(segments(folder)) > 1
    assert read_ids(JournalReader(folder).poll()) == acknowledged


def test_a_disk_that_takes_nothing_is_not_filled_with_empty_files(folder: Path):
    code = (
        FILLS.replace("(1000, 1000)", "(0, 0)")
        .replace("range(1, 9)", "range(1, 30)")
        .replace(
            "resource.setrlimit",
            "from data.journal.folder_format import init_format; "
            "init_format(pathlib.Path(sys.argv[1]))\nresource.setrlimit",
        )
    )
    assert child(code, str(folder)).communicate()[0] == ""
    assert len(segments(folder)) <= 1


def test_a_read_only_share_refuses_the_mark(folder: Path):
    folder.chmod(0o500)
    with pytest.raises(PermissionError):
        without_privileges(lambda: JournalWriter(folder, "s", "r1").append(lines(event("s.r1.1")), TODAY))


def test_no_acknowledged_mark_is_lost_when_writers_are_killed(folder: Path):
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for n in range(8):
        writer = child(WRITES, str(folder), "s", f"r{n}", "100000")
        assert writer.stdout
        for _ in range(chance.randrange(5, 60)):
            acknowledged.add(writer.stdout.readline().strip())
        writer.kill()
        acknowledged.update(writer.communicate()[0].split("\n")[:-1])
    assert acknowledged - {""} <= set(read_ids(JournalReader(folder).poll()))


def test_one_station_id_in_many_processes_loses_nothing(folder: Path):
    folder_format.init_format(folder)
    started = [child(WRITES, str(folder), "s", "r1", "40") for _ in range(6)]
    reader = JournalReader(folder)
    seen: list[bytes] = []
    while any(one.poll() is None for one in started):
        seen += reader.poll()
    for one in started:
        one.communicate()
    seen += reader.poll()
    assert set(read_ids(seen)) == {f"s.r1.{n}" for n in range(1, 41)}
    assert len(seen) == 240
