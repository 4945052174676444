"""Every station reads all that stands in the journals, whatever else lies there and whatever befalls the files."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from pathlib import Path

import pytest
from helpers.marks import TODAY, event, lines, put, read_ids

from data.journal import folder_format, stream_files
from data.journal.stream_files import JournalReader, JournalWriter
from data.marks.mark_event import encode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def test_only_what_is_new_is_read_again(folder: Path):
    writer, reader = JournalWriter(folder, "s", "r1"), JournalReader(folder)
    assert reader.poll() == []
    writer.append(lines(event("s.r1.1")), TODAY)
    assert read_ids(reader.poll()) == ["s.r1.1"]
    writer.append(lines(event("s.r1.2"), event("s.r1.3")), TODAY)
    assert read_ids(reader.poll()) == ["s.r1.2", "s.r1.3"]
    assert [reader.poll() for _ in range(2 * stream_files.SWEEP)] == [[]] * 2 * stream_files.SWEEP


def test_a_torn_last_line_waits_until_it_is_whole(folder: Path):
    line = encode(event("s.r1.1"))
    reader = JournalReader(folder)
    path = put(folder, "20261122-r1.jsonl", line[:50])
    assert reader.poll() == []
    path.write_bytes(line[:-1])
    assert reader.poll() == []
    path.write_bytes(line)
    assert read_ids(reader.poll()) == ["s.r1.1"]


def test_old_segments_that_change_are_read_too(folder: Path):
    reader = JournalReader(folder)
    old = put(folder, "20260101-r1.jsonl", encode(event("s.r1.1")))
    put(folder, "20261122-r2.jsonl", encode(event("s.r2.1")))
    assert read_ids(reader.poll()) == ["s.r1.1", "s.r2.1"]
    with old.open("ab") as late:
        late.write(encode(event("s.r1.2")))
    assert read_ids(reader.poll()) == ["s.r1.2"]


def test_a_file_that_shrank_and_grew_again_is_read_again(folder: Path):
    one, two, three = lines(*(event(f"s.r1.{n}") for n in (1, 2, 3)))
    reader = JournalReader(folder)
    path = put(folder, "20261122-r1.jsonl", one + two)
    assert read_ids(reader.poll()) == ["s.r1.1", "s.r1.2"]
    path.write_bytes(one[:20])
    assert reader.poll() == []
    path.write_bytes(three + one + two)
    assert set(read_ids(reader.poll())) == {"s.r1.1", "s.r1.2", "s.r1.3"}


def test_a_replica_that_renames_files_into_place_is_read_from_where_it_was(folder: Path):
    one, two = lines(event("s.r1.1"), event("s.r1.2"))
    reader = JournalReader(folder)
    path = put(folder, "20261122-r1.jsonl", one)
    assert read_ids(reader.poll()) == ["s.r1.1"]
    whole = put(folder, ".syncthing.20261122-r1.jsonl.tmp", one + two)
    assert reader.poll() == []
    whole.replace(path)
    assert read_ids(reader.poll()) == ["s.r1.2"]


def test_the_same_bytes_at_the_same_size_changed_in_place_are_read(folder: Path):
    reader = JournalReader(folder)
    path = put(folder, "20261122-r1.jsonl", encode(event("s.r1.1")))
    reader.poll()
    path.write_bytes(encode(event("s.r1.2")))
    os.utime(path, ns=(1, 1))
    assert read_ids(reader.poll()) == ["s.r1.2"]


def test_conflict_copies_are_journals_and_hidden_files_are_not(folder: Path):
    put(folder, "20261122-r1.sync-conflict-20261122-010203-ABCDEFG.jsonl", encode(event("s.r1.9")))
    put(folder, ".20261122-r2.jsonl", encode(event("s.r2.1")))
    put(folder, "~20261122-r3.jsonl", encode(event("s.r3.1")))
    put(folder, "notes.txt", b"x")
    reader = JournalReader(folder)
    assert read_ids(reader.poll()) == ["s.r1.9"]
    assert reader.skipped == ("2026/s/notes.txt",)


def test_what_is_no_journal_is_named_and_never_opened_for_long(folder: Path, tmp_path: Path):
    (tmp_path / "outside.jsonl").write_bytes(encode(event("x.x.1")))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.jsonl").write_bytes(encode(event("x.x.2")))
    put(folder, "20261122-r1.jsonl", encode(event("s.r1.1")))
    here = folder / ".fairwatch" / "marks" / "2026" / "s"
    (here / "20261122-link.jsonl").symlink_to(tmp_path / "outside.jsonl")
    (here / "20261122-loop.jsonl").symlink_to(here / "20261122-loop.jsonl")
    (here.parent / "t").symlink_to(tmp_path / "outside", target_is_directory=True)
    os.mkfifo(here / "20261122-fifo.jsonl")
    (here / "20261122-directory.jsonl").mkdir()
    reader = JournalReader(folder)
    for _ in range(2):
        got = reader.poll()
        assert {Path(name).name for name in reader.skipped} == {
            "20261122-link.jsonl",
            "20261122-loop.jsonl",
            "20261122-fifo.jsonl",
            "20261122-directory.jsonl",
            "t",
        }
        assert "x.x.1" not in str(got)
    assert read_ids(JournalReader(folder).poll()) == ["s.r1.1"]


def test_a_huge_file_costs_bounded_memory_and_only_itself(folder: Path):
    put(folder, "20261122-r1.jsonl", encode(event("s.r1.1")))
    os.truncate(put(folder, "20261122-r2.jsonl", encode(event("s.r2.1"))), 1 << 30)
    reader = JournalReader(folder)
    tracemalloc.start()
    try:
        got = reader.poll()
        assert tracemalloc.get_traced_memory()[1] < 6 * stream_files.MAX_SEGMENT
    finally:
        tracemalloc.stop()
    assert read_ids(got) == ["s.r1.1", "s.r2.1"]
    assert reader.skipped == ("2026/s/20261122-r2.jsonl",)


def test_zeros_and_garbage_between_lines_cost_nothing_but_themselves(folder: Path):
    one, two = lines(event("s.r1.1"), event("s.r1.2"))
    put(folder, "20261122-r1.jsonl", one + b"\0" * 9000 + b"\n\xff\xfe{]\n\n" + two + b"\0" * 100)
    got = JournalReader(folder).poll()
    assert got == [one[:-1], (b"\0" * 9000)[: len(got[1])], b"\xff\xfe{]", two[:-1]]


def test_a_folder_without_marks_is_no_error_and_no_folder_is(folder: Path):
    reader = JournalReader(folder)
    assert reader.poll() == []
    shutil.rmtree(folder)
    with pytest.raises(FileNotFoundError):
        reader.poll()
    with pytest.raises(FileNotFoundError):
        folder_format.read_format(folder)


def test_a_folder_that_returns_from_a_copy_is_read_again_without_harm(folder: Path):
    JournalWriter(folder, "s", "r1").append(lines(event("s.r1.1")), TODAY)
    reader = JournalReader(folder)
    assert read_ids(reader.poll()) == ["s.r1.1"]
    shutil.copytree(folder, folder.with_name("copy"))
    shutil.rmtree(folder)
    folder.mkdir()
    assert reader.poll() == []
    folder.rmdir()
    folder.with_name("copy").rename(folder)
    JournalWriter(folder, "s", "r2").append(lines(event("s.r2.1")), TODAY)
    assert "s.r2.1" in read_ids(reader.poll())
