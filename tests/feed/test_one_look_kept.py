"""A command without a screen shows the board that was kept only where it is the one that it would reckon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from helpers.feed import PROJECTS, put, season, signed

from data.demo import write_season
from data.export.board_json import as_text, to_json
from data.feed.kept_start import first_board_path
from data.feed.one_look import Glance
from data.feed.refusals_and_clock import Refused
from data.model import Board, MarkRequest
from data.station.paths import places
from data.wording import speaking

NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, 14, tzinfo=UTC)


def now() -> datetime:
    return NOW


def look(folder: Path, clock: Callable[[], datetime] = now) -> tuple[Board, bool]:
    """The board of a command, and whether it was reckoned."""
    with Glance(folder, clock=clock, looks=True, wait=60) as glance:
        board = glance.board()
        return board, glance._engine is not None


def founded(folder: Path) -> Path:
    """A folder in which a mark was made once: what stations see of its ledgers is written there from then on."""
    with Glance(folder, clock=now, wait=60) as glance:
        glance.mark(MarkRequest(glance.board().owed[0].key, "note", text="零"), "李敏")
        assert glance.deliver_all(60)
    return folder


def note(folder: Path, key: str, text: str, by: str) -> None:
    """Have a command write a note."""
    with Glance(folder, clock=now, wait=60) as glance:
        glance.mark(MarkRequest(key, "note", text=text), by)
        assert glance.deliver()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return founded(season(tmp_path / "season"))


def test_the_second_command_says_what_the_first_reckoned(tmp_path: Path) -> None:
    folder = tmp_path / "season"
    write_season(folder, date(2026, 11, 22))
    founded(folder)
    (first, reckoned), (again, anew) = look(folder), look(folder)
    assert (reckoned, anew) == (True, False)
    assert as_text(to_json(again)) == as_text(to_json(first))
    (evening, anew) = look(folder, lambda: LATER)
    first_board_path(places(folder)).unlink()
    (from_nothing, reckoned) = look(folder, lambda: LATER)
    assert (reckoned, anew) == (True, False)
    assert as_text(to_json(evening)) == as_text(to_json(from_nothing))


def test_a_ledger_that_changed_is_read(folder: Path) -> None:
    look(folder)
    assert not look(folder)[1]
    put(folder / "项目.csv", PROJECTS.replace("10000", "20000"), age=60)
    board, reckoned = look(folder)
    assert reckoned
    assert signed(board, "南屏园区") == 20000
    assert not look(folder)[1]


def test_a_ledger_that_is_gone_is_missed(folder: Path) -> None:
    board, _ = look(folder)
    owed = len(board.owed)
    assert owed
    (folder / "督办.csv").unlink()
    here, _ = look(folder)
    first_board_path(places(folder)).unlink(missing_ok=True)
    from_nothing, _ = look(folder)
    assert as_text(to_json(here)) == as_text(to_json(from_nothing))


def test_a_mark_of_this_station_and_of_another_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board, _ = look(folder)
    note(folder, board.owed[0].key, "一", "李敏")
    marked, reckoned = look(folder)
    assert reckoned
    assert marked.owed[0].marks.history[0].text == "一"
    assert not look(folder)[1]
    with monkeypatch.context() as other:
        other.setenv("XDG_STATE_HOME", str(folder.parent / "other state"))
        other.setenv("XDG_CACHE_HOME", str(folder.parent / "other cache"))
        note(folder, board.owed[0].key, "二", "赵敏")
    marked, reckoned = look(folder)
    assert reckoned
    assert marked.owed[0].marks.history[0].text == "二"


def test_a_mark_by_the_kept_board_is_that_by_a_reckoned_one(folder: Path) -> None:
    key, kept = look(folder)[0].owed[0].key, first_board_path(places(folder))

    def marked(text: str) -> tuple[str, int]:
        with Glance(folder, clock=now, wait=60) as glance:
            item = glance.board().item(key)
            assert item is not None
            reckoned = len(glance.engine._kept)
            glance.mark(MarkRequest(key, "note", text=text, seen=item.episode), "李敏")
            with pytest.raises(Refused):
                glance.mark(MarkRequest("followup/none", "note", text=text), "李敏")
            again = glance.board().item(key)
            assert again is not None
            assert again.marks.history[0].text == text
            assert glance.deliver()
            return item.title, reckoned

    assert kept.exists()
    by_kept = marked("一")
    kept.unlink()
    by_reckoned = marked("二")
    assert by_kept[0] == by_reckoned[0]
    assert (by_kept[1], by_reckoned[1]) == (0, 1)
    history = look(folder)[0].item(key).marks.history  # type: ignore[union-attr]
    assert [line.text for line in history[:2]] == ["二", "一"]


def test_a_board_speaks_the_language_that_is_asked_for(folder: Path) -> None:
    said: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for spoken in ("en", "zh", "en", "zh"):
        with speaking(spoken):
            board, reckoned = look(folder)
            said.setdefault(spoken, []).append((tuple(item.title for item in board.owed), reckoned))
    assert [reckoned for _, reckoned in said["en"] + said["zh"]] == [True, False] * 2
    assert said["en"][0][0] == said["en"][1][0] != said["zh"][0][0] == said["zh"][1][0]


def test_what_the_kept_board_does_not_say_is_reckoned(folder: Path) -> None:
    look(folder)
    with Glance(folder, clock=now, looks=True, wait=60) as glance:
        kept = glance.board()
        assert glance._engine is None
        on = glance.board(date(2026, 11, 20))
        assert on.as_of == date(2026, 11, 20)
        assert as_text(to_json(glance.board())) == as_text(to_json(kept))
