"""Which files of a folder are ledgers, when one has come to rest, and whether it is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from helpers.intake import PROJECT_HEADER, PROJECT_ROWS, csv_text, xls, xlsx
from helpers.rights import without_privileges
from hypothesis import given
from hypothesis import strategies as st

from data.processes.ledger_files import Limits, NameVerdict, RestClock, WalkedFile, complete, judge, walk

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
        "用地冲突项目台账.xlsx",
        "项目台账（用地冲突）.xlsx",
        "规划冲突.csv",
        "冲突项目清单.xlsx",
        "台账-DESKTOP-8F2K1QA.xlsx",
        "台账-EPC-2026.xlsx",
        "#1厂区/台账.xlsx",
        "回收站点建设/台账.xlsx",
        "快照/台账.xlsx",
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
        *(
            f"{folder}/台账.xlsx"
            for folder in (
                "#recycle",
                "#Recycle",
                "@Recycle",
                "@Recently-Snapshot",
                "$RECYCLE.BIN",
                "$Recycle.Bin",
                "RECYCLER",
                "Recycled",
                "#snapshot",
                "#SNAPSHOT",
                ".snapshot",
                "~snapshot",
                "@eaDir",
                "@EADIR",
                "@tmp",
                "lost+found",
                "System Volume Information",
                "SYSTEM VOLUME INFORMATION",
                "回收站",
                "东川县/回收站",
                ".Trash-1000",
                "#Trash",
                "Recycle Bin",
                "FOUND.000",
                "Network Trash Folder",
                "＃recycle",
                ".recycle/李敏",
                "__MACOSX",
            )
        ),
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
        "台账 (李敏's conflicted copy 2026-11-29).xlsx",
        "台账 (李敏’s conflicted copy 2026-11-29).xlsx",
        "台账 (conflicted copy 2026-11-29 101500).csv",
        "台账（李敏 的冲突副本 2026-11-29）.xlsx",
        "台账(DESKTOP-8F2K1QA的冲突副本2026-11-29).xlsx",
        "台账的衝突複本.xlsx",
        "台账（副本）.xlsx",
        "台账_conflict-20261129-101500.xlsx",
        "台账 (SFConflict limin@example.cn 2026-11-29-10-15-00).xlsx",
        "台账_NAS_Nov-29-101500-2026_Conflict.xlsx",
        "台账_DiskStation_Nov-29-1015-2026_Conflict(1).xlsx",
        "台账 (Case Conflict).xlsx",
        "台账 (大小写冲突 1).xlsx",
        "台账 (Selective Sync Conflict).xlsx",
        "台账 (case clash from 李敏).xlsx",
        "台账 (Edit conflict 2026-11-29 s8f2k).xlsx",
        "台账 [Edit conflict].xlsx",
        "台账 - Edit conflict.xlsx",
        "台账[冲突].xlsx",
        "【冲突】台账.xlsx",
        "台账(冲突文件_李敏_2026-11-29 10-15-00).xlsx",
        "台账 (李敏的冲突版本).xlsx",
        "台账_冲突_20261129101500.xlsx",
        "台账-冲突.xlsx",
        "台账.conflict.xlsx",
    ],
)
def test_copies_are_shown_and_not_counted(path):
    assert judge(path) == NameVerdict(code="copy")


def test_a_computers_name_makes_a_copy_only_beside_its_twin():
    for name in (
        "台账-DESKTOP-8F2K1QA.xlsx",
        "台账-LIMIN-PC.xlsx",
        "台账-LAPTOP-0A1B2C3-2.xlsx",
        "台账-李敏的MacBook Pro.xlsx",
    ):
        assert judge(f"东川/{name}", files={"东川/台账.xlsx"}) == NameVerdict(code="copy")
        for others in ({"台账.xlsx"}, {"东川/台账.csv"}, set()):
            assert judge(f"东川/{name}", files=others).ledger


@pytest.mark.parametrize(
    ("pattern", "fits", "not_fits"),
    [
        ("备份/**", ["备份/台账.xlsx", "备份/旧/a.csv"], ["台账/备份.xlsx", "东川/备份/a.csv", "备份.xlsx"]),
        ("备份/", ["备份/台账.xlsx", "东川/备份/旧/a.csv"], ["备份.xlsx"]),
        ("**/备份/**", ["备份/a.csv", "东川/旧/备份/a.csv"], ["备份.csv"]),
        ("*草稿*", ["草稿.xlsx", "东川/台账草稿2.xlsx", "草稿箱/a.csv"], ["台账.xlsx"]),
        ("东川/*.csv", ["东川/a.csv", "东川/A.CSV"], ["东川/旧/a.csv", "东川/a.xlsx"]),
        ("./东川\\旧", ["东川/旧/a.csv"], ["旧/a.csv"]),
        ("台账[旧].xlsx", ["台账[旧].xlsx"], ["台账旧.xlsx"]),
        ("**", ["a.csv", "东川/a.csv"], []),
    ],
)
def test_an_office_leaves_files_out_by_path_or_name_and_they_are_told(pattern, fits, not_fits):
    for path in fits:
        assert judge(path, (pattern,)) == NameVerdict(code="left_out", args=(("pattern", pattern),)), path
    assert all(judge(path, (pattern,)).ledger for path in not_fits)


@pytest.mark.parametrize(
    ("path", "code"),
    [("台账.NUMBERS", "numbers_workbook"), ("台账.fods", "other_workbook")],
)
def test_spreadsheets_that_are_not_read_are_told(path, code):
    assert judge(path) == NameVerdict(code=code, state="failed")


def test_what_a_nas_keeps_for_itself_is_not_walked_and_costs_no_entry(tmp_path):
    for folder in ("#recycle", "东川/@eaDir", "$RECYCLE.BIN", "回收站"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "台账.csv").write_bytes(TEXT)
    (tmp_path / "东川/台账.csv").write_bytes(TEXT)
    assert set(files(tmp_path)) == {"东川/台账.csv"}


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
    return WalkedFile(file, Path(file), size, int((NOW - age) * 1e9), 1)


def test_the_clock_tells_when_the_next_file_will_have_rested():
    clock = RestClock(2, 4)
    clock.at_rest(at(0), NOW, 10.0)
    clock.at_rest(at(1), NOW, 10.0)  # saved a second ago by the wall
    assert clock.soonest == 13.0
    assert clock.at_rest(at(1), NOW + 3, clock.soonest)


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
