"""The screen's thread and the feed's at the same time: no mark is lost, and the screen waits for nobody."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from helpers.feed import Opened, season

from data.model import MarkRequest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


def test_a_mark_made_while_the_feed_looks_around_is_on_the_next_board(folder: Path) -> None:
    with Opened(folder) as opened:
        item = opened.settled().owed[0]
        folder.rename(folder.with_name("gone"))  # so that no answer of the folder asks for the board instead
        opened.wait(lambda board: board.folder.state == "gone")
        engine = opened.feed._engine
        assert engine is not None
        desk, real = engine.desk, engine.desk.look_around

        def look_around(now: float) -> bool:
            desk.look_around = real  # type: ignore[method-assign]
            opened.feed.mark(MarkRequest(item.key, "claim", seen=item.episode), "李敏")
            return real(now)

        desk.look_around = look_around  # type: ignore[method-assign]
        board = opened.wait(lambda board: board.owed[0].marks.by == "李敏", 8)
        assert board.marks.unsent == 1


def test_what_would_be_undone_is_told_while_a_disk_holds_the_marks(folder: Path) -> None:
    with Opened(folder) as opened:
        item = opened.settled().owed[0]
        mark = opened.feed.mark(MarkRequest(item.key, "claim", seen=item.episode), "李敏")
        engine = opened.feed._engine
        assert engine is not None
        answers: list[str] = []
        with engine.desk._lock:  # as while a mark is synced to a slow disk

            def ask() -> None:
                undoable = opened.feed.undoable()
                answers.append(undoable.id if undoable else "")

            asking = threading.Thread(target=ask, daemon=True)
            asking.start()
            asking.join(10)
            assert answers == [mark]
