"""The same words under a new date are no movement; what was first seen is kept across runs."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from data.history import History, Said
from data.model import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def said(words: str, dated: date | None, key: str = "project/a") -> Said:
    return Said(key, words, dated, f"{words}|{dated}")


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


def at(stage: Stage | None, row: str) -> Said:
    return Said("project/a", "", None, row, stage)


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
