"""Boards that take long to make hold nothing up: what has come shows at once, and nobody is called late for them."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.feed import PROJECTS, Opened, put, season, signed
from helpers.parser_apart import HARMFUL, eventually, ledger, said, stopped_at

from data.feed.board_engine import Engine
from data.feed.board_pause import BOARD_EVERY, LOADING_SHARE, Pause
from data.feed.live_feed import FeedEvent
from data.feed.reading_retries import FIRST, MOST, Retries
from data.feed.refusals_and_clock import utc_now
from data.model import Board, SourceHealth
from data.processes.reader_messages import FileState
from data.processes.supervisor import errors_of
from data.station.index import FileRow
from data.station.paths import places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return season(tmp_path / "season")


class Driven:
    """An engine whose events wait in `events` until the test hands them on: so may a slow board let them wait."""

    def __init__(self, engine: Engine, events: queue.SimpleQueue[FeedEvent]) -> None:
        self.engine, self.events = engine, events

    def take_until(self, test: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not test():
            assert time.monotonic() < deadline
            with contextlib.suppress(queue.Empty):
                self.engine.take(self.events.get(timeout=0.05))  # type: ignore[arg-type]


@pytest.fixture
def driven(folder: Path) -> Iterator[Driven]:
    events: queue.SimpleQueue[FeedEvent] = queue.SimpleQueue()
    where = places(folder).made()
    with errors_of(where) as errors:
        engine = Engine(where, events.put, utc_now, errors=errors)
        try:
            yield Driven(engine, events)
        finally:
            engine.close()


# ---------------------------------------------------------------- boards withheld


@pytest.mark.parametrize("took", [0.01, 4.0, 90.0])
def test_the_pause_after_a_board_ends_with_the_loading(took: float) -> None:
    pause = Pause()
    assert pause.due(100.0, loading=True), "the first is due at once"
    pause.made(100.0, 100.0 + took)
    soon, late = 100.0 + took + BOARD_EVERY, 100.0 + took + max(BOARD_EVERY, LOADING_SHARE * took)
    assert pause.due(soon, loading=False)
    assert pause.due(soon, loading=True) == (soon == late)
    assert pause.due(late, loading=True)
    pause.made(late, late + took)
    pause.hurry()
    assert pause.due(late + took, loading=True), "an officer's mark shows at once"


def test_what_was_read_shows_as_soon_as_nothing_more_comes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the pause is: here it would outlive the test."""
    monkeypatch.setattr("data.feed.board_pause.LOADING_SHARE", 1e9)
    with Opened(folder) as opened:
        assert signed(opened.settled(), "南屏园区") == 10000
    with Opened(folder) as opened:
        opened.settled()
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        opened.wait(lambda board: signed(board, "南屏园区") == 12500)
        for n in range(30):
            put(folder / "多" / f"{n}.csv", ledger(1))
        opened.wait(lambda board: sum(bool(source.kinds) for source in board.sources) == 35)


def test_a_file_that_never_rests_withholds_no_other_save(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.feed.board_pause.LOADING_SHARE", 1e9)
    with Opened(folder) as opened:
        opened.settled()
        writer = subprocess.Popen(
            ["sh", "-c", f"while :; do echo x >> '{folder}/日志.csv'; sleep 0.05; done"], start_new_session=True
        )
        try:
            opened.wait(lambda board: any(s.file == "日志.csv" and s.state == "waiting" for s in board.sources))
            put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
            board = opened.wait(lambda board: signed(board, "南屏园区") == 12500)
            assert {s.file: s.state for s in board.sources}["日志.csv"] == "waiting"
        finally:
            os.killpg(writer.pid, signal.SIGKILL)
            writer.wait()


def test_a_file_that_goes_on_being_saved_asks_for_no_board_of_its_own(driven: Driven, folder: Path) -> None:
    engine = driven.engine
    driven.take_until(lambda: not engine.busy)

    def told() -> list[FileRow]:
        return [row for row in engine.shelf.files.values() if row.state == "waiting"]

    put(folder / "日志.csv", "x\n")
    driven.take_until(lambda: bool(told()))
    (row,) = told()
    again = FileState(row.file, row.stamp, "waiting", "not_at_rest")
    assert not engine.shelf.take_state(again)


# ---------------------------------------------------------------- nobody is late whose word was not heard


def test_a_ledger_that_was_read_in_time_is_not_refused_because_a_board_took_long(
    driven: Driven, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = driven.engine
    driven.take_until(lambda: not engine.busy)
    put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
    driven.take_until(lambda: engine.parser.waiting > 0)
    monkeypatch.setattr(
        "data.processes.supervisor.PARSE_DEADLINE", 0.0
    )  # whoever comes from a board finds it long over
    eventually(lambda: engine.parser._answered == engine.parser._number)
    for _ in range(3):
        engine.tick()
    driven.take_until(lambda: not engine.busy)
    (source,) = [s for s in engine.board().sources if s.file == "项目.csv"]
    assert (source.state, source.why) == ("ok", None)
    assert signed(engine.board(), "南屏园区") == 12500


def test_a_reader_that_spoke_while_a_board_was_made_is_not_called_silent(
    driven: Driven, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = driven.engine
    driven.take_until(lambda: not engine.busy)
    generation = engine.reader.generation
    while not driven.events.empty():
        driven.events.get()
    begun = time.monotonic()
    put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
    eventually(lambda: not driven.events.empty())  # heard, and not taken: a board is being made
    ended = time.monotonic()
    monkeypatch.setattr("data.processes.supervisor.SILENT_AFTER", ended - begun)
    for _ in range(3):
        assert not engine.reader.check(ended)
    assert engine.reader.generation == generation


def test_who_was_stopped_itself_judges_nobody_before_a_second_look(driven: Driven) -> None:
    engine = driven.engine
    driven.take_until(lambda: not engine.busy)
    now = time.monotonic() + 1000  # as after a stop, or a night of sleep, before any word was heard
    generation = engine.reader.generation
    assert not engine.reader.check(now)
    engine.look()
    heard = engine.reader._heard
    eventually(lambda: engine.reader._heard != heard)
    assert not engine.reader.check(now)
    assert engine.reader.generation == generation


# ---------------------------------------------------------------- refused as late, tried again


def source_of(board: Board) -> SourceHealth:
    return next(s for s in board.sources if s.file == HARMFUL)


@pytest.mark.parametrize("code", ["parser_late", "parser_died"])
def test_a_ledger_whose_reading_failed_is_tried_again_without_a_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    put(folder / HARMFUL, ledger(1), age=3600)
    monkeypatch.setattr("data.feed.reading_retries.FIRST", 0.2)
    if code == "parser_late":
        monkeypatch.setattr("data.processes.supervisor.PARSE_DEADLINE", 3.0)
    with Opened(folder) as opened:
        opened.settled()
        pid = stopped_at(opened, folder)
        if code == "parser_died":
            os.kill(pid, signal.SIGKILL)
        opened.wait(lambda board: said(source_of(board)) == code)
        board = opened.wait(lambda board: source_of(board).state == "ok" and not board.folder.reading)
        assert source_of(board).kinds == (("projects", 2),)


def test_a_ledger_refused_as_late_is_tried_again_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / HARMFUL, ledger(1), age=3600)
    with monkeypatch.context() as patched:
        patched.setattr("data.processes.supervisor.PARSE_DEADLINE", 2.0)
        with Opened(folder) as opened:
            opened.settled()
            stopped_at(opened, folder)
            opened.wait(lambda board: said(source_of(board)) == "parser_late")
    with Opened(folder) as opened:
        board = opened.wait(lambda board: source_of(board).state == "ok")
        assert source_of(board).kinds == (("projects", 2),)


def test_a_ledger_that_fails_each_time_is_tried_ever_more_rarely() -> None:
    retries = Retries()
    retries.failed("a.csv", 0.0)
    assert retries.due(["a.csv", "of an earlier run.csv"], 0.0) == ["of an earlier run.csv"]
    at, tried = 0.0, []
    while at < 10 * MOST:
        at += 1.0
        tried += [at] * len(retries.due(["a.csv"], at))
    pauses = [later - sooner for sooner, later in zip([0.0, *tried], tried, strict=False)]
    assert pauses[0] == FIRST
    assert pauses == sorted(pauses)
    assert pauses[-1] == MOST
    assert retries.due([], at) == []
    assert retries.due(["a.csv"], at) == ["a.csv"], "read well meanwhile, it begins anew"
