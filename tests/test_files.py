"""Which files of a folder are ledgers, when one has come to rest, and whether it is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import PROJECT_HEADER, PROJECT_ROWS, csv_text, xls, xlsx
from rights_helpers import without_privileges

from data.intake.files import Entry, Limits, NameVerdict, RestClock, complete, judge, walk

GOOD = xlsx([PROJECT_HEADER, *PROJECT_ROWS])
TEXT = csv_text([PROJECT_HEADER, *PROJECT_ROWS]).encode()


@pytest.mark.parametrize(
    "path",
    [
        "台账.xlsx",
        "东岭园区/5月/项目.CSV",
        "a.xls",
        "a.ods",
        "a.et",
        "a.tsv",
        "a.txt",
        "台账(2026).xlsx",
        "项目(县区).xlsx",
    ],
)
def test_these_are_ledgers(path):
    assert judge(path) == NameVerdict(ledger=True)


@pytest.mark.parametrize(
    "path",
    [
        "~$台账.xlsx",
        ".~lock.台账.xlsx#",
        ".~台账.xlsx",
        "4F3A21BC",
        "台账.tmp",
        "台账.xlsx.tmp",
        ".syncthing.台账.xlsx.tmp",
        "~syncthing~台账.xlsx.tmp",
        "台账.pdf",
        "README.md",
        "fairwatch.toml",
        ".fairwatch/marks/a.csv",
        ".git/a.csv",
        "台账.xlsx~",
    ],
)
def test_these_are_ignored_without_a_word(path):
    verdict = judge(path)
    assert (verdict.ledger, verdict.silent) == (False, True)


@pytest.mark.parametrize(
    "path",
    [
        "台账.sync-conflict-20260502-101500-ABCDEFG.xlsx",
        "台账 - 副本.xlsx",
        "台账 - 副本 (2).xlsx",
        "副本台账.xlsx",
        "台账(1).xlsx",
        "台账（1）.xlsx",
        "台账 (2).csv",
        "ledger - Copy.xlsx",
        "Copy of ledger.xlsx",
        "甲/台账(1).et",
    ],
)
def test_copies_are_shown_and_not_counted(path):
    assert judge(path) == NameVerdict(code="copy")


@given(st.text())
def test_no_name_makes_the_judge_fail(name):
    verdict = judge(name)
    assert verdict.ledger + verdict.silent + bool(verdict.code) == 1


def files(root, **limits):
    return {entry.file: entry for entry in walk(root, Limits(**limits))}


def test_a_walk_finds_files_at_any_depth(tmp_path):
    (tmp_path / "东岭/5月").mkdir(parents=True)
    (tmp_path / "东岭/5月/项目.csv").write_bytes(TEXT)
    (tmp_path / "a.xlsx").write_bytes(GOOD)
    (tmp_path / ".fairwatch/marks").mkdir(parents=True)
    (tmp_path / ".fairwatch/marks/x.csv").write_bytes(b"x")
    found = files(tmp_path)
    assert set(found) == {"a.xlsx", "东岭/5月/项目.csv"}
    entry = found["a.xlsx"]
    state = (tmp_path / "a.xlsx").stat()
    assert (entry.size, entry.mtime_ns, entry.inode) == (len(GOOD), state.st_mtime_ns, state.st_ino)
    assert entry.path.read_bytes() == GOOD


def test_links_fifos_and_devices_are_told_and_not_opened(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_bytes(TEXT)
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.csv").symlink_to(outside / "secret.csv")
    (root / "linked").symlink_to(outside)
    (root / "loop").symlink_to(root)
    (root / "gone.csv").symlink_to(root / "nothing")
    os.mkfifo(root / "fifo.csv")
    found = files(root)
    assert {name: entry.problem for name, entry in found.items() if judge(name).ledger} == {
        "link.csv": "link",
        "gone.csv": "link",
        "fifo.csv": "not_a_file",
    }
    assert not any("secret" in name for name in found)


def test_a_walk_is_bounded_in_depth(tmp_path):
    deep = tmp_path
    for level in range(60):
        deep = deep / f"d{level}"
    deep.mkdir(parents=True)
    (deep / "a.csv").write_bytes(TEXT)
    (tmp_path / "b.csv").write_bytes(TEXT)
    found = files(tmp_path)
    assert set(found) == {"b.csv", "/".join(f"d{level}" for level in range(20)) + "/"}
    (problem,) = [entry for entry in found.values() if entry.problem]
    assert (problem.problem, judge(problem.file).ledger) == ("too_deep", True)


def test_a_walk_is_bounded_in_number(tmp_path):
    for number in range(30):
        (tmp_path / f"{number:02}.csv").write_bytes(TEXT)
    found = files(tmp_path, entries=10)
    assert len(found) == 11
    assert found["./"].problem == "too_many_files"


def test_a_folder_that_cannot_be_listed_is_told(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "a.csv").write_bytes(TEXT)
    (tmp_path / "x").chmod(0)
    found = without_privileges(lambda: files(tmp_path))
    (tmp_path / "x").chmod(stat.S_IRWXU)
    assert found["x/"].problem == "unreadable_folder"
    assert "a.csv" in found


def test_a_folder_that_is_gone_is_told(tmp_path):
    (entry,) = walk(tmp_path / "nothing")
    assert (entry.file, entry.problem) == ("./", "unreadable_folder")


def test_a_name_that_is_no_text_is_shown_escaped(tmp_path):
    raw = os.fsencode(tmp_path) + b"/\xb6\xab\xc1\xeb.csv"
    with open(raw, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(TEXT)
    (entry,) = walk(tmp_path)
    assert entry.file == r"\xb6\xab\xc1\xeb.csv"
    assert entry.path.read_bytes() == TEXT


def test_a_name_cannot_drive_a_terminal(tmp_path):
    (tmp_path / "a\x1b[31m\n\u202eb.csv").write_bytes(TEXT)
    (entry,) = walk(tmp_path)
    assert entry.file == "a[31m b.csv"


NOW = 1_800_000_000.0


def at(age, size=10, file="a.csv"):
    return Entry(file, Path(file), size, int((NOW - age) * 1e9), 1)


def test_an_old_file_is_at_rest_at_once():
    assert RestClock(2, 4).at_rest(at(60), NOW, 0.0)


def test_a_fresh_file_rests_when_it_has_not_changed_for_its_time():
    clock = RestClock(2, 4)
    assert not clock.at_rest(at(0), NOW, 0.0)
    assert not clock.at_rest(at(0), NOW + 1, 1.0)
    assert clock.at_rest(at(0), NOW + 4, 4.0)


def test_a_workbook_rests_sooner_than_a_text():
    clock = RestClock(2, 4)
    for file in ("a.xlsx", "a.csv"):
        assert not clock.at_rest(at(0, file=file), NOW, 0.0)
    assert clock.at_rest(at(0, file="a.xlsx"), NOW + 2, 2.0)
    assert not clock.at_rest(at(0, file="a.csv"), NOW + 2, 2.0)


def test_a_change_starts_the_time_anew():
    clock = RestClock(2, 4)
    clock.at_rest(at(0), NOW, 0.0)
    assert not clock.at_rest(at(-3, size=20), NOW + 3, 3.0)
    assert not clock.at_rest(at(-3, size=20), NOW + 5, 5.0)
    assert clock.at_rest(at(-3, size=20), NOW + 7, 7.0)


def test_a_time_in_the_future_does_not_block_for_ever():
    clock = RestClock(2, 4)
    assert not clock.at_rest(at(-86_400), NOW, 0.0)
    assert clock.at_rest(at(-86_400), NOW + 4, 4.0)


def test_a_forgotten_file_starts_anew():
    clock = RestClock(2, 4)
    clock.at_rest(at(-9), NOW, 0.0)
    clock.forget("a.csv")
    assert not clock.at_rest(at(-9), NOW, 100.0)


def test_twice_the_rest_time_can_be_asked_for():
    clock = RestClock(2, 4)
    clock.at_rest(at(0), NOW, 0.0)
    assert not clock.at_rest(at(0), NOW + 5, 5.0, times=2)
    assert clock.at_rest(at(0), NOW + 8, 8.0, times=2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", GOOD),
        ("a.xls", xls([PROJECT_HEADER])),
        ("a.xls", GOOD),
        ("a.csv", TEXT),
        ("a.csv", TEXT.rstrip()),
        ("a.csv", "项目名称\t责任单位\r\n甲\t乙\r\n".encode("utf-16")),
        ("a.csv", "单位\n云阳县".encode("gbk")),
    ],
)
def test_whole_files(name, data):
    assert complete(name, data) == ""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", GOOD[:-30], "incomplete"),
        ("a.xlsx", b"\0" * 900, "incomplete"),
        ("a.xlsx", b"\0" * 100 + GOOD[100:], "incomplete"),
        ("a.csv", TEXT + "沙棘饮品,青禾".encode(), "csv_cut"),
        ("a.csv", TEXT + '沙棘饮品,青禾园区,"3'.encode(), "csv_cut"),
    ],
)
def test_files_that_are_not_all_there(name, data, code):
    assert complete(name, data) == code


def test_a_last_row_without_newline_waits_until_it_has_long_rested():
    data = TEXT.rstrip()
    assert complete("a.csv", data, long_at_rest=False) == "csv_cut"
    assert complete("a.csv", data, long_at_rest=True) == ""
    assert complete("a.csv", TEXT, long_at_rest=False) == ""


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data):
    assert complete("a.csv", data) in ("", "empty", "incomplete", "csv_cut")
