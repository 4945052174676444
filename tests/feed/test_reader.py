"""The process that alone touches the folder: what it hands over, what it holds back, what it never drops."""

from __future__ import annotations

import io
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from helpers.reader import TODAY, LiveReader
from helpers.rights import without_privileges
from hypothesis import given
from hypothesis import strategies as st

from data.processes.folder_reader import SELDOM
from data.processes.ledger_files import ends_whole
from data.processes.reader_messages import (
    Append,
    Appended,
    AppendFailed,
    FileGone,
    FileRead,
    FileState,
    FromReader,
    Health,
    LinesRead,
    Look,
    SettingsRead,
    Taken,
    Watch,
)
from data.processes.scan import Scanner
from data.station.stamp import Stamp

CSV = "展会名称,开幕日期\n青山洽谈会,2026-12-31\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "season"
    place.mkdir()
    return place


def put(path: Path, data: bytes = CSV, age: float = 3600.0) -> Stamp:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    then = time.time() - age
    os.utime(path, (then, then))
    info = path.stat()
    return Stamp(info.st_size, info.st_mtime_ns, info.st_ino)


def test_ledgers_anywhere_below_are_handed_over_whole(folder: Path) -> None:
    put(folder / "展会.csv")
    put(folder / "县区" / "澜源县" / "a.csv", b"x\n")
    put(folder / "readme.md")
    with LiveReader(folder) as reader:
        reader.settle()
        read = {m.file: m.data for m in reader.seen if isinstance(m, FileRead)}
    assert read == {"展会.csv": CSV, "县区/澜源县/a.csv": b"x\n"}


def test_what_is_known_is_not_read_again(folder: Path) -> None:
    stamp = put(folder / "a.csv")
    put(folder / "b.csv")
    with LiveReader(folder, known={"a.csv": stamp}) as reader:
        reader.settle()
        assert reader.names(FileRead) == ["b.csv"]


def test_a_save_is_seen_without_being_asked(folder: Path) -> None:
    put(folder / "a.csv")
    with LiveReader(folder) as reader:
        reader.settle()
        put(folder / "a.csv", CSV * 2, age=0)
        assert reader.wait(FileRead).data == CSV * 2


def test_a_file_that_is_still_written_waits_until_it_rests(folder: Path) -> None:
    with LiveReader(folder, rest_csv=1.0) as reader:
        reader.settle()
        with (folder / "a.csv").open("wb") as file:
            for part in (CSV[:10], CSV[10:]):
                file.write(part)
                file.flush()
                time.sleep(0.4)
        assert reader.wait(FileRead).data == CSV
    assert [m.state for m in reader.seen if isinstance(m, FileState)][:1] == ["waiting"]


def test_a_short_absence_is_no_deletion(folder: Path) -> None:
    put(folder / "a.csv")
    with LiveReader(folder) as reader:
        reader.settle()
        (folder / "a.csv").unlink()
        time.sleep(1.5)
        put(folder / "a.csv", CSV * 3, age=0)
        reader.wait(FileRead)
        assert reader.names(FileGone) == []


def test_a_file_long_gone_is_told_at_the_first_look(folder: Path) -> None:
    stamp = put(folder / "kept.csv")
    then = time.time() - 3600
    os.utime(folder, (then, then))
    with LiveReader(folder, known={"kept.csv": stamp, "gone.csv": stamp, "sub/gone.csv": stamp}) as reader:
        reader.settle()
        assert sorted(reader.names(FileGone)) == ["gone.csv", "sub/gone.csv"]


def test_a_folder_that_vanishes_takes_nothing_with_it_and_comes_back(folder: Path) -> None:
    stamp = put(folder / "a.csv")
    away = folder.with_name("away")
    with LiveReader(folder, known={"a.csv": stamp}) as reader:
        reader.settle()
        folder.rename(away)
        assert reader.wait(Health, lambda health: health.state != "ok").state == "gone"
        away.rename(folder)
        reader.wait(Health, lambda health: health.state == "ok")
        put(folder / "b.csv", age=0)
        reader.wait(FileRead)
        assert reader.names(FileGone) == []


def test_an_empty_directory_in_the_place_of_the_folder_is_not_it(folder: Path) -> None:
    stamp = put(folder / "a.csv")
    with LiveReader(folder, known={"a.csv": stamp}) as reader:
        reader.settle()
        reader.send(Append(1, (_line(),), "station1", "run1", TODAY))
        reader.wait(Appended)
        shutil.rmtree(folder)
        folder.mkdir()
        assert reader.wait(Health, lambda health: health.state != "ok").state in ("unmounted", "gone")
        reader.wait(Health, lambda health: health.state == "unmounted")
        reader.send(Append(2, (_line(),), "station1", "run1", TODAY))
        reader.wait(AppendFailed)
        assert reader.names(FileGone) == []
    assert list(folder.iterdir()) == []


def test_marks_are_in_the_folder_when_they_are_acknowledged_and_every_reader_sees_them(folder: Path) -> None:
    with LiveReader(folder) as writer, LiveReader(folder) as other:
        writer.settle()
        other.settle()
        line = _line()
        writer.send(Append(7, (line,), "station1", "run1", TODAY))
        assert writer.wait(Appended).number == 7
        found = list((folder / ".fairwatch" / "marks" / "2026" / "station1").glob("*.jsonl"))
        assert [path.read_bytes() for path in found] == [line]
        assert [got.rstrip(b"\n") for got in other.wait(LinesRead).lines] == [line.rstrip(b"\n")]


def test_settings_are_told_at_first_and_at_each_change(folder: Path) -> None:
    with LiveReader(folder) as reader:
        assert reader.wait(SettingsRead).text == ""
        (folder / "fairwatch.toml").write_text('[office]\nplace = "云川市"\n', encoding="utf-8")
        assert "云川市" in reader.wait(SettingsRead).text
        (folder / "fairwatch.toml").write_text('[office]\nplace = "北川市"\n', encoding="gb18030")
        assert "北川市" in reader.wait(SettingsRead).text


def test_copies_are_told_and_not_read_and_too_large_files_are_refused(folder: Path) -> None:
    put(folder / "a.csv")
    put(folder / "a - 副本.csv")
    put(folder / "large.csv", b"x" * 2000 + b"\n")
    with LiveReader(folder, max_bytes=1000) as reader:
        reader.settle()
        states = {m.file: m.state for m in reader.seen if isinstance(m, FileState)}
        assert states == {"a - 副本.csv": "ignored", "large.csv": "failed"}
        assert reader.names(FileRead) == ["a.csv"]


def test_links_out_of_the_folder_and_fifos_are_never_opened(folder: Path, tmp_path: Path) -> None:
    put(tmp_path / "secret.csv")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(folder / "pipe.csv")
    put(folder / "a.csv")
    with LiveReader(folder) as reader:
        reader.settle()
        assert reader.names(FileRead) == ["a.csv"]


def test_it_hands_over_no_more_than_the_parent_can_take(folder: Path) -> None:
    for number in range(12):
        put(folder / f"{number:02}.csv")
    with LiveReader(folder, hold=True) as reader:
        reader.wait(Health, lambda health: health.scans > 2)
        assert len(reader.names(FileRead)) == 3
        reader.hold = False
        for file in reader.names(FileRead):
            reader.send(Taken(file))
        reader.settle()
        assert len(reader.names(FileRead)) == 12


def test_a_save_while_the_last_version_is_parsed_is_not_left_to_the_next_slow_scan(folder: Path) -> None:
    put(folder / "a.csv")
    with LiveReader(folder, hold=True, scan_seconds=300) as reader:
        reader.wait(FileRead)
        put(folder / "a.csv", CSV * 2)
        reader.send(Look())
        reader.wait(Health, lambda health: health.scans > 1 and health.waiting > 1)
        reader.send(Taken("a.csv"))
        assert reader.wait(FileRead).data == CSV * 2


def test_what_is_saved_before_the_events_have_begun_is_seen_all_the_same(folder: Path) -> None:
    with LiveReader(folder, scan_seconds=300) as reader:
        reader.wait(Health, lambda health: health.scans == 1)
        reader.wait(Health, lambda health: health.scans == 2)  # nobody asked, and nothing was saved


def test_a_folder_made_anew_under_the_number_of_the_old_one_is_watched_by_events_again(folder: Path) -> None:
    put(folder / "a.csv")
    with LiveReader(folder, scan_seconds=300) as reader:
        reader.wait(Health, lambda health: health.scans == 2)  # the events have begun
        number = folder.stat().st_ino
        for _ in range(50):  # somebody else may be given the number first
            shutil.rmtree(folder)
            folder.mkdir()
            if folder.stat().st_ino == number:
                break
        else:
            pytest.skip("this file system gives a new folder another number")
        put(folder / "a.csv", CSV * 2)
        reader.wait(FileRead, lambda read: read.data == CSV * 2)
        scans = reader.wait(Health, lambda health: health.settled).scans
        reader.wait(Health, lambda health: health.scans > scans)  # the new events have begun
        put(folder / "b.csv")
        reader.wait(FileRead, lambda read: read.file == "b.csv")


def idle(reader: LiveReader) -> None:
    """Wait until three signs of life, seconds apart, go by without another scan, though the folder itself was looked
    at meanwhile."""
    counts: list[int] = []
    while len(counts) < 3 or counts[-3] != counts[-1]:
        counts.append(reader.wait(Health, lambda health: health.settled).scans)


def test_where_events_tell_every_change_the_folder_is_seldom_scanned_and_a_save_is_seen_at_once(folder: Path) -> None:
    put(folder / "县区" / "a.csv")
    with LiveReader(folder, scan_seconds=1) as reader:
        idle(reader)
        put(folder / "县区" / "a.csv", CSV * 2)
        assert reader.wait(FileRead, lambda read: read.data == CSV * 2)
        idle(reader)
        put(folder / "新县" / "新乡" / "b.csv")
        assert reader.wait(FileRead, lambda read: read.file == "新县/新乡/b.csv")
        idle(reader)
        shutil.rmtree(folder)
        assert reader.wait(Health, lambda health: health.state != "ok").state == "gone"


def test_where_events_may_miss_a_change_every_scan_is_a_whole_one(folder: Path) -> None:
    put(folder / "a.csv")
    with LiveReader(folder, scan_seconds=1, watch="scan") as reader:
        first = reader.wait(Health, lambda health: health.settled).scans
        reader.wait(Health, lambda health: health.scans > first + 2, seconds=SELDOM - 2)


def _line() -> bytes:
    from datetime import UTC, datetime

    from data.marks.mark_event import Arg, Event, Was, encode

    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    return encode(Event(1, "station1.run1.1", 1, at, "李敏", "note", "project/a", "ep", (), Arg(text="好"), Was()))


def test_a_folder_that_may_not_be_entered_loses_no_file(folder: Path) -> None:
    stamp = put(folder / "县区" / "a.csv")
    (folder / "县区").chmod(0)
    with without_privileges(lambda: LiveReader(folder, known={"县区/a.csv": stamp})) as reader:
        reader.wait(FileState, lambda m: m.file == "县区/")
        time.sleep(1)
        assert reader.names(FileGone) == []
    (folder / "县区").chmod(0o755)


def test_a_file_that_may_not_be_read_is_told_and_read_when_it_may_be(folder: Path) -> None:
    put(folder / "项目.csv")
    (folder / "项目.csv").chmod(0)
    with without_privileges(lambda: LiveReader(folder)) as reader:
        assert reader.wait(FileState).state == "failed"
        (folder / "项目.csv").chmod(0o644)
        assert reader.wait(FileRead).file == "项目.csv"


def zipped(rows: int) -> bytes:
    """A workbook's parts in a zip, as long as so many rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", "".join(f"<row r='{n}'/>" for n in range(rows)))
    return out.getvalue()


@given(st.integers(1, 300), st.data())
def test_a_zip_ends_whole_only_with_all_of_its_bytes(rows, data):
    whole = zipped(rows)
    assert ends_whole(whole)
    assert not ends_whole(b"")
    cut = data.draw(st.integers(1, len(whole) - 1))
    assert not ends_whole(whole[:cut])
    assert not ends_whole(whole[cut:])
    assert not ends_whole(whole + b"PK\x05\x06"[: cut % 4 + 1])
    assert not ends_whole(whole[:cut] + whole)  # what was there before stands in front of it


@pytest.mark.parametrize(
    ("name", "content", "inode", "sooner"),
    [
        ("a.xlsx", zipped(9), 1, True),
        ("a.ods", zipped(9), 1, True),
        ("a.xlsx", zipped(9), 0, False),  # written where it stood
        ("a.xlsx", zipped(9) + b"\0", 1, False),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(2000), 1, False),
        ("a.csv", b"a,b\n1,2\n", 1, False),
    ],
)
def test_a_workbook_that_was_renamed_into_place_and_is_whole_rests_for_a_moment(tmp_path, name, content, inode, sooner):
    path = tmp_path / name
    path.write_bytes(content)
    saved = time.time() - 2
    os.utime(path, (saved, saved))
    was = Stamp(5, 1, path.stat().st_ino + inode)
    said: list[FromReader] = []
    watch = Watch(
        number=1,
        folder=str(tmp_path),
        known={name: was},
        rest_workbook=600.0,
        rest_csv=600.0,
        scan_seconds=5.0,
        watch="auto",
        max_bytes=10**7,
    )
    scanner = Scanner(watch, said.append, lambda: None)
    scanner.scan()
    scanner.scan()
    assert [message.file for message in said if isinstance(message, FileRead)] == ([name] if sooner else [])
    assert bool(scanner.unsettled) is not sooner
