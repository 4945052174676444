"""The same words under a new date are no movement; what was first seen is kept across runs."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from data.history import History, Said


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
