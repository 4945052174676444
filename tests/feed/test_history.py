"""The same words under a new date are no movement; what was first seen is kept across runs."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.model import Stage
from data.station.history import History
from data.station.known_rows import RowSaid


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def said(words: str, dated: date | None, key: str = "project/a") -> RowSaid:
    return RowSaid(key, words, dated, f"{words}|{dated}")


MAY_1, MAY_9, MAY_20 = date(2026, 5, 1), date(2026, 5, 9), date(2026, 5, 20)


def test_words_count_from_their_own_date(path: Path) -> None:
    history = History(path)
    history.note([said("已开工", MAY_1)], MAY_20)
    assert history.new_words == {"project/a": MAY_1}


def test_the_same_words_under_a_new_date_are_no_movement(path: Path) -> None:
    history = History(path)
    history.note([said("正在办理", MAY_1)], MAY_1)
    history.note([said("正在办理", MAY_9)], MAY_9)
    assert history.new_words == {"project/a": MAY_1}


def test_new_words_move(path: Path) -> None:
    history = History(path)
    history.note([said("正在办理", MAY_1)], MAY_1)
    history.note([said("已取得用地批复", MAY_9)], MAY_9)
    assert history.new_words == {"project/a": MAY_9}


def counted(path: Path, *looks: tuple[date, str, date | None], by: date = MAY_20) -> date | None:
    """The day that counts for the words, after looks of (day, words, date beside them), each by a new run."""
    for today, words, dated in looks:
        History(path).note([said(words, dated)], today)
    history = History(path)
    assert history.words_by(by) == History(path).words_by(by)
    return history.words_by(by)["project/a"]


def test_words_dated_after_today_wait_for_their_day_and_those_before_count_until_then(path: Path) -> None:
    looks = [(MAY_1, "正在办理", MAY_1), (MAY_9, "已开工", MAY_20)]
    assert counted(path, *looks, by=date(2026, 5, 19)) == MAY_1
    assert counted(path, by=MAY_20) == MAY_20


def test_words_that_are_dated_ahead_at_the_first_look_count_on_their_day(path: Path) -> None:
    assert counted(path, (MAY_9, "已开工", MAY_20), by=MAY_9) is None
    assert counted(path, (date(2026, 5, 10), "已开工", MAY_20), by=MAY_20) == MAY_20


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([(MAY_1, None), (MAY_9, MAY_9)], MAY_9),  # filled in later
        ([(MAY_9, None), (MAY_20, MAY_1)], MAY_1),
        ([(MAY_9, MAY_9), (MAY_20, MAY_1)], MAY_1),  # corrected to an earlier day
        ([(MAY_9, date(2025, 5, 9)), (MAY_20, MAY_9)], MAY_9),  # a year set right: they stood there that day
        ([(MAY_1, MAY_20), (MAY_9, MAY_1)], MAY_1),  # a day that had not come yet
        ([(MAY_1, MAY_20), (MAY_9, date(2026, 5, 12))], date(2026, 5, 12)),
        ([(MAY_1, MAY_1), (MAY_9, None)], MAY_1),  # taken out again
        ([(MAY_1, MAY_1), (MAY_9, MAY_9)], MAY_1),  # old words under a new date
        ([(MAY_1, None), (MAY_9, MAY_9), (MAY_20, MAY_20)], MAY_9),
    ],
)
def test_a_day_that_is_filled_in_or_corrected_later_counts(path: Path, looks, expected) -> None:
    assert counted(path, *((today, "正在办理", dated) for today, dated in looks)) == expected


def test_a_history_that_kept_no_day_of_the_words_is_read_and_goes_on(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.executescript(
            "create table versions (key text, seen_on text, row text, seen_at text, file text, sheet text, line int);"
            "create table words (key text, words text, new_on text);"
            "create table stages (key text, stage text, moved_on text);"
            "insert into versions values ('project/a', '2026-05-01', '1', '2026-05-01T04:00:00+00:00', '', '', 0);"
            "insert into words values ('project/a', '正在办理', null);"
            "pragma user_version = 3"
        )
    db.close()
    assert counted(path, (MAY_9, "正在办理", MAY_9)) == MAY_9
    assert counted(path, (MAY_20, "已开工", None)) == MAY_20
    assert History(path).first_look() == datetime(2026, 5, 1, 4, tzinfo=UTC)


def test_the_first_look_is_the_first_of_the_whole_folder(path: Path) -> None:
    moments = [datetime(2026, 5, day, 4, tzinfo=UTC) for day in (1, 2, 3)]
    History(path).note([said("一", MAY_1)], MAY_1, now=moments[0])
    assert History(path).first_look() is None
    for now in moments[1:]:
        History(path).note([said("一", MAY_1)], now.date(), now=now, whole=True)
    assert History(path).first_look() == moments[1]


def test_undated_words_prove_nothing_at_the_first_look_and_count_from_a_change(path: Path) -> None:
    history = History(path)
    history.note([said("正在办理", None)], MAY_1)
    assert history.new_words == {"project/a": None}
    history.note([said("已取得用地批复", None)], MAY_9)
    assert history.new_words == {"project/a": MAY_9}


def test_history_survives_a_restart(path: Path) -> None:
    History(path).note([said("正在办理", MAY_1)], MAY_1)
    again = History(path)
    again.note([said("正在办理", MAY_20)], MAY_20)
    assert again.new_words == {"project/a": MAY_1}
    assert History(path).new_words == {"project/a": MAY_1}


def test_it_is_private(path: Path) -> None:
    History(path).note([said("正在办理", MAY_1)], MAY_1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def at(stage: Stage | None, row: str) -> RowSaid:
    return RowSaid("project/a", "", None, row, stage)


def test_a_stage_that_was_seen_to_move_on_counts_from_the_day_of_that_look(path: Path) -> None:
    history = History(path)
    history.note([at(Stage.SIGNED, "1")], MAY_1)
    assert history.stage_moves == {}
    history.note([at(Stage.LANDED, "2")], MAY_9)
    assert history.stage_moves == {"project/a": MAY_9}
    again = History(path)
    again.note([at(Stage.LANDED, "3")], MAY_20)
    assert again.stage_moves == {"project/a": MAY_9}


def test_going_back_or_leaving_a_stage_blank_is_no_movement(path: Path) -> None:
    history = History(path)
    history.note([at(Stage.LANDED, "1")], MAY_1)
    history.note([at(None, "2")], MAY_9)
    history.note([at(Stage.LANDED, "3")], MAY_9)
    history.note([at(Stage.SIGNED, "4")], MAY_20)
    assert history.stage_moves == {}
