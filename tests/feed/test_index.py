"""The index holds what was read, and losing it loses nothing."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from concurrent import futures
from datetime import UTC, datetime
from pathlib import Path

import pytest
from helpers.feed import UNITS, put, season

from data.feed.one_look import Glance
from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import Record
from data.model import Problem, SourceState
from data.station.index import FileRow, Index
from data.station.paths import places
from data.station.stamp import Stamp

READ_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def row(file: str, **more: object) -> FileRow:
    return FileRow(file=file, stamp=Stamp(10, 20, 30), plan="p", state=SourceState.OK, read_at=READ_AT, **more)  # type: ignore[arg-type]


def record(file: str, name: str) -> Record:
    return Record("projects", file, "Sheet1", 2, {"name": name, "contracted": ["12.5"]}, ("name", "contracted"), ("x",))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "index.db")
    yield opened
    opened.close()


def test_what_is_swapped_in_comes_back_whole(index: Index) -> None:
    problem = Problem("code", "a.csv", "S", 3, "H", "2月30日", (("a", "b"),))
    index.swap(row("a.csv", kinds={"projects": 1}, problems=(problem,)), [record("a.csv", "甲")])
    index.remember("settings", "[office]")
    kept = Index(index.path).load()
    assert kept.files == {"a.csv": row("a.csv", kinds={"projects": 1}, problems=(problem,))}
    assert kept.records == {"a.csv": (record("a.csv", "甲"),)}
    assert kept.settings == "[office]"


def test_what_was_seen_around_a_row_comes_back_with_it(index: Index) -> None:
    seen = Seen(("填报单位:甲县招商局",), ("一、甲县", "（一）已签约"))
    kept = (Record("projects", "a.csv", "", 3, {"name": "甲"}, ("name",), (), seen), record("a.csv", "乙"))
    index.swap(row("a.csv"), kept)
    assert Index(index.path).load().records == {"a.csv": kept}


def test_a_swap_replaces_only_its_own_file(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲"), record("a.csv", "乙")])
    index.swap(row("b.csv"), [record("b.csv", "丙")])
    index.swap(row("a.csv"), [record("a.csv", "丁")])
    assert index.load().records == {"a.csv": (record("a.csv", "丁"),), "b.csv": (record("b.csv", "丙"),)}


def test_a_swap_that_fails_leaves_what_was_there(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])

    def rows() -> list[Record]:
        bad = record("a.csv", "乙")
        return [bad, Record("projects", "a.csv", "S", "not a number", object(), ())]  # type: ignore[arg-type,list-item]

    with pytest.raises(TypeError):
        index.swap(row("a.csv"), rows())
    assert index.load().records == {"a.csv": (record("a.csv", "甲"),)}


def test_put_keeps_the_last_good_records(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])
    why = Problem("truncated", "a.csv")
    index.put(FileRow(file="a.csv", stamp=Stamp(1, 1, 1), plan="p", state=SourceState.FAILED, why=why))
    kept = index.load()
    assert kept.files["a.csv"].why == why
    assert kept.records["a.csv"] == (record("a.csv", "甲"),)


def test_a_dropped_file_is_forgotten(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])
    index.drop("a.csv")
    kept = index.load()
    assert kept.files == {}
    assert kept.records == {}


def test_an_index_of_another_schema_is_read_anew(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])
    with sqlite3.connect(index.path) as db:
        db.execute("pragma user_version = 999")
    db.close()
    assert index.load().files == {}
    index.swap(row("b.csv"), [record("b.csv", "乙")])
    assert set(index.load().files) == {"b.csv"}


def test_a_broken_index_is_thrown_away_not_fatal(index: Index) -> None:
    index.path.write_bytes(b"this is no database" * 1000)
    assert index.load().files == {}
    index.swap(row("b.csv"), [record("b.csv", "乙")])
    assert set(index.load().files) == {"b.csv"}


def test_the_index_is_private(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])
    assert stat.S_IMODE(index.path.stat().st_mode) == 0o600


def test_an_index_deleted_while_it_is_open_is_made_anew(index: Index) -> None:
    index.swap(row("a.csv"), [record("a.csv", "甲")])
    index.path.unlink()
    index.swap(row("b.csv"), [record("b.csv", "乙")])
    assert set(Index(index.path).load().files) == {"b.csv"}


def test_what_is_not_counted_and_has_not_changed_is_not_written_again_at_a_start(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    put(folder / "单位 - 副本.csv", UNITS, age=3600)
    put(folder / "空.csv", "", age=3600)
    (folder / "外.csv").symlink_to(tmp_path / "elsewhere.csv")
    path = places(folder).index
    with Glance(folder) as glance:
        states = {source.file: source.state for source in glance.board().sources}
        assert (states["单位 - 副本.csv"], states["空.csv"], states["外.csv"]) == ("ignored", "failed", "failed")
    written = path.stat().st_mtime_ns
    with Glance(folder) as glance:
        assert {source.file: source.state for source in glance.board().sources} == states
        assert not path.with_name("index.db-wal").exists(), "not even opened for writing"
    assert path.stat().st_mtime_ns == written
    put(folder / "单位 - 副本.csv", UNITS + "西", age=60)
    with Glance(folder):
        pass
    assert path.stat().st_mtime_ns != written, "a copy that was saved again is"


def test_several_programs_that_begin_it_in_one_moment_all_write(tmp_path: Path) -> None:
    for n in range(5):
        indexes = [Index(tmp_path / f"{n}.db") for _ in range(4)]
        together = threading.Barrier(len(indexes))

        def write(at: int, index: Index, together: threading.Barrier = together) -> bool:
            together.wait()
            return index.store(lambda: index.put(row(f"{at}.csv")))

        with futures.ThreadPoolExecutor(len(indexes)) as pool:
            assert all(pool.map(write, range(len(indexes)), indexes))
        assert [index.file.problems for index in indexes] == [{}] * len(indexes)
        assert set(indexes[0].load().files) == {"0.csv", "1.csv", "2.csv", "3.csv"}
        for index in indexes:
            index.close()
