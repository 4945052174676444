"""A workbook can only harm the process that parses it: that one is replaced, all else goes on."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from feed_helpers import PROJECTS, Opened, put, season
from intake_helpers import PROJECT_HEADER, csv_text
from test_feed import OWED, signed

from data.feed.engine import Engine
from data.model import MarkRequest, SourceHealth

HARMFUL, OTHER = "一.csv", "项目.csv"  # read in this order


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / HARMFUL, ledger(1), age=3600)
    return made


def ledger(rows: int) -> str:
    return csv_text(
        [PROJECT_HEADER, *([f"第{n}号", "南屏园区", 1, "框架协议", "签约", "2026-03-04"] for n in range(rows))]
    )


def engine_of(opened: Opened) -> Engine:
    engine = opened.feed._engine
    assert engine is not None
    return engine


def parser_of(opened: Opened) -> int:
    child = engine_of(opened).parser._child
    assert child is not None
    return child.pid


def eventually(test: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not test():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def parsing(opened: Opened, file: str) -> bool:
    current = engine_of(opened).parser._current
    return current is not None and current[0].file == file


def stopped_at(opened: Opened, folder: Path, rows: int = 2) -> int:
    """The parser, stopped when it has been given the harmful ledger; a save of the other one waits behind it."""
    pid = parser_of(opened)
    os.kill(pid, signal.SIGSTOP)
    put(folder / HARMFUL, ledger(rows))
    eventually(lambda: parsing(opened, HARMFUL))
    put(folder / OTHER, PROJECTS.replace("10000", "12500"))
    return pid


def said(source: SourceHealth) -> str:
    return source.why.code if source.why else ""


def of(opened: Opened, code: str) -> None:
    """The harmful ledger is set aside with this reason, its last good version counts, the other one is read."""
    board = opened.wait(
        lambda b: signed(b, "南屏园区") == 12500 and any(s.file == HARMFUL and said(s) == code for s in b.sources)
    )
    (source,) = [s for s in board.sources if s.file == HARMFUL]
    assert (source.state, source.kinds) == ("failed", (("projects", 1),))
    assert not [s.file for s in board.sources if s.file != HARMFUL and s.state != "ok"]


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT], ids=lambda sign: sign.name)
def test_a_parser_that_dies_of_a_ledger_is_replaced_and_the_others_are_read(folder: Path, sign: signal.Signals) -> None:
    with Opened(folder) as opened:
        opened.settled()
        pid = stopped_at(opened, folder)
        os.kill(pid, sign)
        os.kill(pid, signal.SIGCONT)
        of(opened, "parser_died")
        assert parser_of(opened) != pid


def test_a_parser_over_its_deadline_is_replaced_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.processes.supervisor.PARSE_DEADLINE", 2.0)
    with Opened(folder) as opened:
        opened.settled()
        pid = stopped_at(opened, folder)
        of(opened, "parser_late")
        assert parser_of(opened) != pid


def test_a_parser_over_its_memory_costs_one_ledger(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        pid = stopped_at(opened, folder, rows=60_000)
        used = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
        resource.prlimit(pid, resource.RLIMIT_AS, (used + 8_000_000, used + 8_000_000))
        os.kill(pid, signal.SIGCONT)
        of(opened, "parser_died")


def test_a_ledger_that_killed_its_parser_is_read_when_it_is_saved_again(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        os.kill(stopped_at(opened, folder), signal.SIGKILL)
        of(opened, "parser_died")
        put(folder / HARMFUL, ledger(5))
        opened.wait(lambda b: any(s.file == HARMFUL and s.kinds == (("projects", 5),) for s in b.sources))


def test_a_mark_reaches_the_folder_while_a_ledger_is_parsed(folder: Path) -> None:
    with Opened(folder) as opened:
        item = opened.settled().item(OWED)
        assert item is not None
        pid = stopped_at(opened, folder)
        try:
            opened.feed.mark(MarkRequest(OWED, "act", "chased", seen=item.episode), "李敏")
            opened.wait(lambda b: b.marks.last_saved == "folder" and not b.marks.unsent)
            assert parsing(opened, HARMFUL)
            assert list(folder.glob(".fairwatch/marks/**/*.jsonl"))
        finally:
            os.kill(pid, signal.SIGCONT)


def test_closing_waits_for_no_parser(folder: Path) -> None:
    with Opened(folder) as opened:
        opened.settled()
        pid = stopped_at(opened, folder)
    eventually(lambda: not Path(f"/proc/{pid}").exists())
