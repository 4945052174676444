"""A station of 0.1 becomes one of 0.2: what it knew alone is told to the folder, once."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from helpers.marks import segments
from helpers.watchers import ZONE_NOW, SharedFolder, Watcher, ledger, signed

from data.folder_memory.chain import LedgerVersion, standing
from data.ledgers.kinds_and_columns import Project
from data.model import Place, SourceState, Stage
from data.processes.folder_probe import older_stations
from data.station.history import History
from data.station.index import Index
from data.station.known_rows import RowSaid
from data.station.paths import Places
from data.support.spelling import squash

FILE = "台账.csv"
DAY = timedelta(days=1)
TODAY = date(2026, 5, 20)


def said(name: str, words: str, stage: str, row: int) -> RowSaid:
    """A row as 0.1 kept it."""
    plain = {"name": name, "unit": "甲县", "stage": stage, "latest_progress": words, "contracted": None, "id": ""}
    msgspec.convert({**plain, "paper": None}, Project, strict=False)
    text = msgspec.json.encode(plain).decode()
    return RowSaid(f"project/甲县/{name}", squash(words), None, text, Stage(stage), Place(FILE, "", row))


def knew(home: Path, *looks: tuple[int, str, str]) -> None:
    """A history of 0.1: so many days ago it saw these words and this stage of two projects."""
    places = Places(Path("/folder"), "f", home / "cache", home / "state").made()
    history = History(places.history)
    for back, words, stage in looks:
        rows = [said(name, words, stage, n) for n, name in enumerate(("铝材", "沙棘"), 2)]
        history.note(rows, TODAY - back * DAY, now=ZONE_NOW - back * DAY, whole=True)


@pytest.fixture
def folder() -> SharedFolder:
    found = SharedFolder()
    found.put(FILE, ledger(2, "二", "落地"), ZONE_NOW - DAY)
    return found


def test_what_a_station_knew_alone_every_station_knows(tmp_path: Path, folder: SharedFolder) -> None:
    knew(tmp_path / "old", (19, "一", "signed"), (9, "二", "landed"))
    before = Watcher(tmp_path / "old", folder).history.words_by(TODAY)
    old = Watcher(tmp_path / "old", folder)
    old.visit()
    fresh = Watcher(tmp_path / "fresh", folder)
    fresh.visit()
    assert fresh.told() == old.told()
    says = fresh.recollection.says_by(TODAY)
    assert says.stage_moves == {"project/甲县/铝材": TODAY - 9 * DAY, "project/甲县/沙棘": TODAY - 9 * DAY}
    assert {key: says.new_words[key] for key in before} == dict(before)
    assert fresh.recollection.first_look() == ZONE_NOW - 19 * DAY
    past = fresh.recollection.past(TODAY - 12 * DAY)
    assert {row.latest_progress for row in past.season.projects} == {"一"}
    assert not past.before_history


def test_it_is_told_once_and_by_each_station_that_knew_something(tmp_path: Path, folder: SharedFolder) -> None:
    knew(tmp_path / "one", (19, "一", "signed"), (9, "二", "landed"))
    knew(tmp_path / "two", (15, "一", "signed"), (3, "二", "landed"))
    one, two = Watcher(tmp_path / "one", folder), Watcher(tmp_path / "two", folder)
    for watcher in (one, two, one, two):
        watcher.visit()
    assert one.told() == two.told()
    assert set(two.recollection.says_by(TODAY).stage_moves.values()) == {TODAY - 9 * DAY}
    lines = len(folder.journal.lines["seen"])
    for watcher in (one, two):
        watcher.again(without_cache=True)
        watcher.visit()
    assert len(folder.journal.lines["seen"]) == lines


def test_a_fresh_station_has_nothing_to_tell_of_before(tmp_path: Path, folder: SharedFolder) -> None:
    fresh = Watcher(tmp_path / "fresh", folder)
    fresh.visit()
    assert len(fresh.seen.memory.recorded(FILE)) == 1


def test_of_a_directory_with_a_ledger_that_not_all_may_read_nothing_is_told(
    tmp_path: Path, folder: SharedFolder
) -> None:
    knew(tmp_path / "old", (19, "一", "signed"))
    folder.apart.add(FILE)
    old = Watcher(tmp_path / "old", folder)
    old.visit()
    assert all(old.seen.memory.rows(version) is None for version in old.seen.memory.recorded(FILE)[:1])
    assert len(old.seen.memory.recorded(FILE)) == 1


def test_rows_that_a_ledger_lost_while_it_was_upgraded_are_held_for(tmp_path: Path, folder: SharedFolder) -> None:
    folder.put(FILE, ledger(10), ZONE_NOW - 5 * DAY)
    old = Watcher(tmp_path / "old", folder, read_only=True)
    old.visit()
    index = Index(old.places.index)
    for row in index.load().files.values():  # as 0.1 kept it
        index.put(msgspec.structs.replace(row, content="", plan="0.1"))
    old.close()
    folder.put(FILE, ledger(4), ZONE_NOW - DAY)
    upgraded = Watcher(tmp_path / "old", folder)
    upgraded.visit()
    fresh = Watcher(tmp_path / "fresh", folder)
    fresh.visit()
    for station in (upgraded, fresh):
        assert signed(station.told()) == 55
        assert station.shelf.files[FILE].state is SourceState.HELD
    assert fresh.told() == upgraded.told()


def test_stations_that_do_not_know_of_the_memory_are_named(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    for station, day, tells, by in (
        ("aaaaaaaa", today, False, "李敏"),
        ("bbbbbbbb", today, True, "赵敏"),
        ("cccccccc", today - timedelta(days=90), False, "王伟"),
        ("dddddddd", today, False, ""),
    ):
        marks = tmp_path / ".fairwatch" / "marks" / str(day.year) / station
        marks.mkdir(parents=True)
        line = f'{{"v":1,"id":"x","by":"{by}"}}\n' if by else "torn"
        (marks / f"{day:%Y%m%d}-1.jsonl").write_text(line, encoding="utf-8")
        if tells:
            (tmp_path / ".fairwatch" / "seen" / str(day.year) / station).mkdir(parents=True)
    assert list(older_stations(tmp_path, today)) == ["aaaaaaaa (李敏)", "dddddddd (?)"]
    assert not segments(tmp_path / "nowhere")


def test_what_the_index_of_an_earlier_fairwatch_held_stays_held_for_every_station(
    tmp_path: Path, folder: SharedFolder
) -> None:
    before = SharedFolder()  # as it was then, when it remembered nothing
    before.put(FILE, ledger(10), ZONE_NOW - 5 * DAY)
    old = Watcher(tmp_path / "old", before)
    old.visit()
    for one in (before, folder):
        one.put(FILE, ledger(4), ZONE_NOW - DAY)
    old.visit()
    assert old.shelf.files[FILE].state is SourceState.HELD
    index = Index(old.places.index)
    for row in index.load().files.values():
        index.put(msgspec.structs.replace(row, content=""))
    index.close()
    old.close()
    shutil.rmtree(old.places.state)
    old.places.index.with_name("seen.jsonl").unlink()
    with sqlite3.connect(old.places.index) as db:  # 0.1.1 wrote the same tables under this number
        db.execute("pragma user_version = 4")
    upgraded, fresh = Watcher(tmp_path / "old", folder), Watcher(tmp_path / "fresh", folder)
    for station in (upgraded, fresh):
        station.visit()
        assert station.shelf.files[FILE].state is SourceState.HELD
        assert signed(station.told()) == 55
    upgraded.again()
    assert signed(upgraded.told()) == 55
    assert len(Index(upgraded.places.index).load().files) == len(folder.files)


def test_a_version_of_which_nobody_counted_the_rows_has_lost_none_and_hides_no_loss() -> None:
    def version(n: int, rows: int | None) -> LedgerVersion:
        kinds = {"projects": rows} if rows else {}
        return LedgerVersion(
            id=f"{n}",
            file=FILE,
            was="",
            digest=f"d{n}",
            day=TODAY,
            at=ZONE_NOW,
            kinds=kinds,
            counted=rows is not None,
        )

    chain = [version(1, 10), version(2, None), version(3, 4)]
    for upto, counts, held in ((1, "1", None), (2, "2", None), (3, "2", "3")):
        stands = standing(chain[:upto], 20, lambda _: False)
        assert stands.counts is not None
        assert (stands.counts.id, stands.held and stands.held.id) == (counts, held)
    assert standing(chain, 20, lambda _: False).lost == (("projects", 10, 4),)
    assert standing([version(1, 10), version(2, 0)], 20, lambda _: False).lost == (("projects", 10, 0),)
