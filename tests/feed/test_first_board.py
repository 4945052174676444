"""The board that a run kept for the next start: the same as one made from nothing, and not shown where it may not."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers.demo import season_board
from helpers.feed import OWED, PROJECTS, Opened, put, season, signed
from helpers.folder_board import board_of_files
from helpers.generated_seasons import GeneratedSeason, seasons
from hypothesis import given

from data.demo import write_season
from data.feed import start_keeper
from data.feed.kept_start import first_board_path
from data.feed.one_look import Glance
from data.model import Board, FolderHealth, MarkRequest
from data.station.kept_board import from_kept, to_kept
from data.station.paths import places

NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)


class Hand:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A board is kept as soon as it is at rest."""
    monkeypatch.setattr(start_keeper, "RESTS", 0.0)


@pytest.fixture
def clock() -> Hand:
    return Hand()


def kept_file(folder: Path) -> Path:
    return first_board_path(places(folder))


def keep(folder: Path, clock: Callable[[], datetime]) -> Board:
    """Have a run keep its board; the board."""
    path = kept_file(folder)
    path.unlink(missing_ok=True)
    with Opened(folder, clock=clock) as opened:
        board = opened.settled()
        deadline = time.monotonic() + 60
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    assert path.stat().st_mode & 0o777 == 0o600
    return board


def from_nothing(folder: Path, clock: Callable[[], datetime]) -> Board:
    """The board of this moment, made of ledgers and marks."""
    with Glance(folder, clock=clock, wait=60) as glance:
        return glance.board()


def told(board: Board) -> Board:
    """The board without what tells runs apart: how its reader stands, and how often this run's marks changed."""
    marks = replace(board.marks, version=0, last_saved="")
    return replace(board, folder=FolderHealth(), marks=marks)


def moments(value: Any) -> Iterator[datetime]:
    """All moments in a board."""
    if isinstance(value, datetime):
        yield value
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from moments(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from moments(part)


def same(board: Board) -> None:
    again = from_kept(to_kept(board))
    assert again == board
    assert [at.utcoffset() for at in moments(again)] == [at.utcoffset() for at in moments(board)]


@given(seasons(doubts=True))
def test_a_kept_board_is_the_board(drawn: GeneratedSeason) -> None:
    same(board_of_files(drawn.files, drawn.as_of))


def test_the_demos_board_is_kept_whole(tmp_path: Path) -> None:
    board = season_board(tmp_path)
    assert board.faults
    assert board.projects
    same(board)


def test_a_start_shows_the_kept_board_as_one_made_from_nothing(tmp_path: Path, clock: Hand) -> None:
    folder = tmp_path / "season"
    write_season(folder, date(2026, 11, 22))
    keep(folder, clock)
    clock.at += timedelta(hours=11)  # the evening's officers are on duty
    with Opened(folder, clock=clock) as opened:
        first = opened.wait(lambda _: True)
        assert first.folder.state == "starting"  # nothing is live that was not compared
        assert first.folder.checked_at < clock.at
        live = opened.settled()
        assert opened.feed.rests
        made = from_nothing(folder, clock)
        assert told(live) == told(made)
        assert live.duty == made.duty
        assert told(first) == told(made) or first.marks.orphans == 0


def test_a_ledger_that_changed_meanwhile_is_read(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    put(folder / "项目.csv", PROJECTS.replace("10000", "20000"), age=60)
    with Opened(folder, clock=clock) as opened:
        assert opened.wait(lambda _: True).folder.state == "starting"
        opened.wait(lambda b: b.folder.state == "ok" and signed(b, "南屏园区") == 20000)
        assert not opened.feed.rests


def test_a_ledger_that_changes_under_a_kept_board_is_read(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    with Opened(folder, clock=clock) as opened:
        opened.settled()
        assert opened.feed.rests
        put(folder / "项目.csv", PROJECTS.replace("10000", "20000"))
        opened.wait(lambda b: signed(b, "南屏园区") == 20000)


def test_a_mark_right_after_the_start_counts(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    with Opened(folder, clock=clock) as opened:
        opened.wait(lambda _: True)
        opened.feed.mark(MarkRequest(OWED, "claim"), "李敏")
        opened.wait(lambda b: b.item(OWED).marks.by == "李敏")  # type: ignore[union-attr]
        assert opened.feed.undoable() is not None


def test_the_mark_of_another_station_under_a_kept_board_counts(
    tmp_path: Path, clock: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    with Opened(folder, clock=clock) as opened:
        opened.settled()
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / "other" / variable))
        with Opened(folder, clock=clock) as other:
            other.settled()
            other.feed.mark(MarkRequest(OWED, "claim"), "何安")
            opened.wait(lambda b: b.item(OWED).marks.by == "何安")  # type: ignore[union-attr]


def test_other_settings_are_gone_by(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    settings = folder / "fairwatch.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("云川市", "石桥市"), encoding="utf-8")
    with Opened(folder, clock=clock) as opened:
        opened.wait(lambda b: b.place == "石桥市")


def test_the_next_days_board_is_made_anew(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    with Opened(folder, clock=clock) as opened:
        opened.settled()
        clock.at += timedelta(days=1)
        opened.wait(lambda b: b.as_of == date(2026, 11, 23))
    clock.at += timedelta(days=1)
    with Opened(folder, clock=clock) as opened:
        assert opened.wait(lambda _: True).as_of == date(2026, 11, 24)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _altered(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace("南屏园区".encode(), "东岭园区".encode()))


def _readable(path: Path) -> None:
    path.chmod(0o644)


def _link(path: Path) -> None:
    moved = path.rename(path.with_name("elsewhere"))
    path.symlink_to(moved)


def _index_gone(path: Path) -> None:
    path.with_name("index.db").unlink()


def _marks_lost(path: Path) -> None:
    path.with_name("seen.jsonl").write_bytes(b"")


@pytest.mark.parametrize("harm", [_cut, _altered, _readable, _link, _index_gone, _marks_lost])
def test_what_is_not_as_it_was_is_not_shown(
    tmp_path: Path, clock: Hand, harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    folder = season(tmp_path / "season")
    board = keep(folder, clock)
    harm(kept_file(folder))
    with caplog.at_level(logging.INFO), Opened(folder, clock=clock) as opened:
        again = opened.settled()
        assert not opened.feed.rests
    assert told(again) == told(replace(board, sources=again.sources))
    assert "is not used" in caplog.text


def test_a_station_that_only_looks_has_its_own(tmp_path: Path, clock: Hand) -> None:
    folder = season(tmp_path / "season")
    keep(folder, clock)
    with Opened(folder, clock=clock, read_only=True) as opened:
        opened.settled()
        assert not opened.feed.rests
