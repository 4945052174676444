"""A claim that nobody followed up says for how many days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from helpers.feed import FOLLOWUPS, put, season

from data import wording
from data.feed.one_look import Glance
from data.model import MarkRequest, OwedItem
from data.wording.item_lines import handling, handling_tone

KEY = "followup/db1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / "督办.csv", FOLLOWUPS, age=60)
    return made


def mark(folder: Path, on: date, op: str, **more: object) -> None:
    """A mark of 李敏's at ten in the morning there."""
    then = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    with time_machine.travel(then, tick=True), Glance(folder) as glance:
        glance.mark(MarkRequest(KEY, op, **more), "李敏")  # type: ignore[arg-type]


def said(folder: Path, on: date) -> tuple[str, str]:
    """How the row is handled, and in which tone."""
    with Glance(folder) as glance:
        item = glance.board(on).item(KEY)
    assert isinstance(item, OwedItem)
    return handling(item), handling_tone(item)


# 2026-11-19 is a Thursday.
@pytest.mark.parametrize(
    ("on", "chinese", "plain"),
    [
        (date(2026, 11, 19), "我来跟 李敏", "claimed 李敏"),
        (date(2026, 11, 23), "我来跟 李敏", "claimed 李敏"),
        (date(2026, 11, 24), "我来跟 5天未动 李敏", "claimed untouched for 5 d 李敏"),
        (date(2026, 11, 25), "我来跟 6天未动 李敏", "claimed untouched for 6 d 李敏"),
    ],
)
def test_a_claim_of_three_working_days_says_its_true_days(folder: Path, on: date, chinese: str, plain: str) -> None:
    mark(folder, date(2026, 11, 19), "claim")
    text, tone = said(folder, on)
    assert text == plain
    assert (tone == "warn") == ("untouched" in plain)
    wording.use("zh")
    assert said(folder, on)[0] == chinese


def test_a_further_mark_begins_the_days_anew_and_one_taken_back_does_not(folder: Path) -> None:
    mark(folder, date(2026, 11, 16), "claim")
    mark(folder, date(2026, 11, 18), "note", text="已去电")
    assert said(folder, date(2026, 11, 20))[0] == "claimed 李敏"
    assert "untouched for 5 d" in said(folder, date(2026, 11, 23))[0]
    with time_machine.travel(datetime(2026, 11, 18, 3, tzinfo=UTC), tick=True), Glance(folder) as glance:
        assert glance.undo("李敏") is not None
    assert "untouched for 7 d" in said(folder, date(2026, 11, 23))[0]
