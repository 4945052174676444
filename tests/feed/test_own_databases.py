"""This station's own databases, damaged in every way: set aside, begun anew, told once; and locked ones left alone."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from helpers.cli import FAIRWATCH, run, say
from helpers.feed import PROJECTS, Opened, put, season, signed

from data.feed.one_look import Glance
from data.model import Board
from data.station.databases import StationDatabase
from data.station.history import History
from data.station.index import Index, said
from data.station.known_rows import RowSaid
from data.station.paths import places

MAY_1, MAY_9 = date(2026, 5, 1), date(2026, 5, 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


# ---------------------------------------------------------------- harm


def gone(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def bytes_(path: Path, change: Callable[[bytearray], bytes]) -> None:
    data = change(bytearray(path.read_bytes()))
    gone(path)
    path.write_bytes(data)


def middle(data: bytearray) -> bytes:
    """The first page stands; all behind it is noise: found only when the rows are read."""
    data[4096:] = os.urandom(len(data) - 4096)
    return bytes(data)


def statement(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        for one in statements:
            db.execute(one)
        db.commit()


def foreign(path: Path) -> None:
    gone(path)
    statement(path, "create table theirs (x)")


def instead(path: Path, make: Callable[[Path], object]) -> None:
    gone(path)
    make(path)


HARM: dict[str, Callable[[Path], None]] = {
    "random": lambda path: bytes_(path, lambda data: os.urandom(len(data))),
    "short": lambda path: bytes_(path, lambda _: b"SQLite"),
    "truncated": lambda path: bytes_(path, lambda data: data[: len(data) // 2 + 100]),
    "middle": lambda path: bytes_(path, middle),
    "directory": lambda path: instead(path, Path.mkdir),
    "fifo": lambda path: instead(path, os.mkfifo),
    "link": lambda path: instead(path, lambda one: one.symlink_to("/nowhere/at all")),
    "foreign": foreign,
    "journal": lambda path: path.with_name(f"{path.name}-journal").mkdir(),
    "newer": lambda path: statement(path, "pragma user_version = 99"),
}
TABLES = {"history": "versions", "index": "records"}
VALUES = {"history": "update stages set stage = 'no such stage'", "index": "update records set data = '{'"}
NAMES = sorted({*HARM, "table", "values"})


def harm(path: Path, kind: str, what: str) -> None:
    if kind in HARM:
        HARM[kind](path)
    else:
        statement(path, f"drop table {TABLES[what]}" if kind == "table" else VALUES[what])


def path_of(folder: Path, what: str) -> Path:
    return places(folder).history if what == "history" else places(folder).index


def told(board: Board) -> set[str]:
    return {problem.code for problem in board.station}


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("what", ["history", "index"])
def test_a_damaged_one_is_set_aside_begun_anew_and_told_once(folder: Path, what: str, kind: str) -> None:
    with Glance(folder) as glance:
        before = glance.board()
    path = path_of(folder, what)
    harm(path, kind, what)
    with Glance(folder) as glance:
        board = glance.board()
        assert told(board) == {f"{what}_set_aside"}
        assert (board.progress, len(board.owed)) == (before.progress, len(before.owed))
        (aside,) = glance.engine.history.file.set_aside() if what == "history" else Index(path).file.set_aside()
        assert str(aside) in dict(board.station[0].args)["beside"]
    assert aside.is_symlink() or aside.exists(), "renamed, and nothing thrown away"
    with Glance(folder) as glance:
        assert glance.board().station == ()
        assert StationDatabase(path, what).examine(said if what == "index" else lambda _: None) is None


def test_an_empty_history_is_told_and_an_empty_index_lost_nothing(folder: Path) -> None:
    with Glance(folder) as glance:
        glance.board()
    for what in ("history", "index"):
        bytes_(path_of(folder, what), lambda _: b"")
    with Glance(folder) as glance:
        assert told(glance.board()) == {"history_empty"}
    with Glance(folder) as glance:
        assert glance.board().station == ()


def test_a_history_of_a_newer_version_is_not_written_into(folder: Path) -> None:
    with Glance(folder) as glance:
        glance.board()
    path = path_of(folder, "history")
    statement(path, "pragma user_version = 99")
    with Glance(folder) as glance:
        assert told(glance.board()) == {"history_set_aside"}
        (aside,) = glance.engine.history.file.set_aside()
    with contextlib.closing(sqlite3.connect(aside)) as db:
        assert db.execute("pragma user_version").fetchone() == (99,)


def test_damage_that_comes_while_it_is_open_costs_neither_the_index_nor_what_was_seen(folder: Path) -> None:
    index, history = path_of(folder, "index"), path_of(folder, "history")
    with Opened(folder) as opened:
        opened.settled()
        for path in (index, history):
            instead(path, Path.mkdir)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        board = opened.wait(lambda board: signed(board, "南屏园区") == 12500 and len(board.station) == 2)
        assert told(board) == {"index_set_aside", "history_set_aside"}
    assert len(Index(index).load().files) == 5, "not the saved ledger alone"
    assert set(History(history).known_on(date.max)) == {"project/np1", "project/dl1", "followup/db1"}


def test_what_was_lost_is_told_on_the_day_of_it_and_not_for_ever(folder: Path) -> None:
    """A wall runs for weeks."""
    with Glance(folder) as glance:
        glance.board()
    harm(path_of(folder, "history"), "random", "history")
    moment = [datetime(2026, 11, 22, 1, 0, tzinfo=UTC)]
    with Glance(folder, clock=lambda: moment[0]) as glance:
        assert told(glance.board()) == {"history_set_aside"}
        moment[0] += timedelta(hours=3)
        assert told(glance.board()) == {"history_set_aside"}
        moment[0] += timedelta(days=1)
        assert glance.board().station == ()


def test_rows_whose_bytes_were_changed_are_left_out_and_counted(folder: Path) -> None:
    """No page of the file tells."""
    with Glance(folder) as glance:
        glance.board()
    garbled = "update versions set row = '{\"name\": no' where key = 'project/np1'"
    statement(path_of(folder, "history"), garbled, "update versions set seen_on = '2026-01-01'")
    ran = say("show", folder, "--as-known-on", "2026-02-01")
    assert ran.code == 2, "the folder's memory begins later"
    assert ran.err.count("cannot be read, and are left out: 1") == 1


# ---------------------------------------------------------------- whole, and not to be had just now


@contextlib.contextmanager
def locked(path: Path, *, wholly: bool = False) -> Iterator[None]:
    """Another program writes; `wholly`, and lets nobody read meanwhile."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        if wholly:
            db.execute("pragma journal_mode = delete")
            db.execute("pragma locking_mode = exclusive")
        db.execute("begin exclusive")
        yield


def codes(history: History) -> dict[str, str]:
    return {problem.code: dict(problem.args)["cause"] for problem in history.problems}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("databases", "history_tables", "index"):
        monkeypatch.setattr(f"data.station.{module}.WAIT", 0.05)


def row(words: str, dated: date | None, key: str = "project/a") -> RowSaid:
    return RowSaid(key, words, dated, f"{words}|{dated}")


@pytest.mark.usefixtures("impatient")
def test_what_could_not_be_written_is_written_with_what_comes_next(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    history = History(path)
    history.note([row("正在办理", MAY_1)], MAY_1)
    with locked(path):
        history.note([row("正在办理", MAY_1), row("已签约", MAY_9, "project/b")], MAY_9)
        assert codes(history) == {"history_unwritten": "locked"}
        assert history.new_words == {"project/a": MAY_1, "project/b": MAY_9}
    history.note([row("正在办理", MAY_9), row("已签约", MAY_9, "project/b")], MAY_9)
    assert codes(history) == {}
    assert History(path).new_words == {"project/a": MAY_1, "project/b": MAY_9}
    assert not history.file.set_aside()


@pytest.mark.usefixtures("impatient")
def test_a_locked_one_is_neither_set_aside_nor_written_over(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    History(path).note([row("正在办理", None)], MAY_1)
    with locked(path, wholly=True):
        late = History(path)
        late.note([row("正在办理", None)], MAY_9)
    late.note([row("已取得用地批复", None)], MAY_9)
    assert late.new_words == {"project/a": MAY_9}, "it was seen to change: what was known before counts"
    assert not late.file.set_aside()


@pytest.mark.usefixtures("impatient")
def test_a_locked_index_is_asked_once_and_given_everything_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Glance(folder) as glance:
        glance.board()
    index = path_of(folder, "index")
    with Glance(folder) as glance:
        shelf = glance.engine.shelf
        with locked(index):
            for n in range(3):
                put(folder / f"新{n}.csv", PROJECTS.replace("NP1", f"N{n}"), age=60)
            glance.engine.look()
            glance._until(lambda: len(shelf.files) == 8 and not glance.engine.busy, 20)
            assert told(glance.board()) == {"index_unwritten"}
        assert len(Index(index).load().files) == 5
        monkeypatch.setattr("data.feed.index_writer.STORE_AGAIN", 0.0)
        shelf.writer._behind_until = 0.0  # a minute later
        shelf.drop("新0.csv", datetime.now(UTC))
        assert glance.board().station == ()
        assert len(Index(index).load().files) == 7
    assert not Index(index).file.set_aside()


# ---------------------------------------------------------------- commands, doctor, screens


def test_a_command_says_it_in_one_line_and_the_next_says_nothing(folder: Path) -> None:
    assert run("show", folder).err == ""
    harm(path_of(folder, "history"), "random", "history")
    harm(path_of(folder, "index"), "middle", "index")
    first = run("check", folder, language="zh")
    assert "本机历史记录已损坏" in first.err
    assert "本机索引已损坏" in first.err
    assert len(first.err.splitlines()) == 2
    assert run("check", folder, language="zh").err == ""
    assert "was damaged and lies now in" in places(folder).log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "how", [(), ("--as-known-on", "2100-01-01"), ("--since", "yesterday")], ids=lambda how: how[:1]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_json_tells_what_this_station_s_own_files_lack(folder: Path, language: str, how: tuple[str, ...]) -> None:
    ran = say("show", folder, "--json", *how, language=language)
    assert json.loads(ran.out)["station"] == []
    history, index = path_of(folder, "history"), path_of(folder, "index")
    harm(history, "random", "history")
    harm(index, "middle", "index")
    ran = say("show", folder, "--json", *how, language=language)
    found = {one["code"]: one for one in json.loads(ran.out)["station"]}
    assert set(found) == {"history_set_aside", "index_set_aside"}
    assert [one["words"] for one in found.values()] == ran.err.splitlines(), "as it is told beside it"
    assert all(one["why"] in one["words"] for one in found.values())
    assert (found["history_set_aside"]["file"], found["index_set_aside"]["file"]) == (str(history), str(index))
    assert json.loads(say("show", folder, "--json", *how, language=language).out)["station"] == []


def test_the_doctor_tells_a_damaged_one_changes_nothing_and_names_what_was_set_aside(folder: Path) -> None:
    say("show", folder)
    history, index = path_of(folder, "history"), path_of(folder, "index")
    well = say("doctor", folder).out
    assert well.count("whole") == 2
    harm(history, "middle", "history")
    harm(index, "directory", "index")
    before = history.read_bytes()
    ill = say("doctor", folder)
    assert ill.code == 1
    assert f"{history} is damaged; the next start sets it aside and begins anew" in ill.out
    assert f"{index} is damaged" in ill.out
    assert history.read_bytes() == before
    assert index.is_dir()
    say("show", folder)
    after = say("doctor", folder)
    assert after.code == 0
    assert after.out.count("was damaged and set aside") == 2


# ---------------------------------------------------------------- what sqlite-utils takes along


def test_a_heavy_package_that_is_installed_is_not_imported(folder: Path, tmp_path: Path) -> None:
    """sqlite-utils imports pandas and numpy where they are; others' plugins of it are none of ours."""
    for name in ("pandas", "numpy"):
        (tmp_path / "heavy" / name).mkdir(parents=True)
        (tmp_path / "heavy" / name / "__init__.py").write_text(
            f"open({str(tmp_path / 'imported')!r}, 'a').write('{name}\\n')\nTimestamp = int\n", encoding="utf-8"
        )
    path = {"PYTHONPATH": str(tmp_path / "heavy")}
    taken = tmp_path / "imported"
    subprocess.run([sys.executable, "-c", "import pandas"], env={**os.environ, **path}, check=True)
    assert taken.read_text() == "pandas\n"
    taken.unlink()
    done = subprocess.run([FAIRWATCH, "show", folder], env={**os.environ, **path}, check=False, capture_output=True)
    assert done.returncode == 0
    assert path_of(folder, "index").exists()
    assert not taken.exists()
