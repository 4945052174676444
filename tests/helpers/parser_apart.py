"""A feed whose parser is stopped or killed at one ledger while a save of another waits behind it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from helpers.feed import PROJECTS, Opened, put
from helpers.intake import PROJECT_HEADER, csv_text

from data.feed.board_engine import Engine
from data.model import SourceHealth

HARMFUL, OTHER = "一.csv", "项目.csv"  # read in this order


def ledger(rows: int) -> str:
    """A ledger of so many projects."""
    return csv_text(
        [PROJECT_HEADER, *([f"第{n}号", "南屏园区", 1, "框架协议", "签约", "2026-03-04"] for n in range(rows))]
    )


def engine_of(opened: Opened) -> Engine:
    """The engine of an open feed."""
    engine = opened.feed._engine
    assert engine is not None
    return engine


def parser_of(opened: Opened) -> int:
    """The process id of its parser."""
    child = engine_of(opened).parser._child
    assert child is not None
    return child.pid


def eventually(test: Callable[[], bool]) -> None:
    """Wait until the fact holds."""
    deadline = time.monotonic() + 20
    while not test():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def parsing(opened: Opened, file: str) -> bool:
    """Whether the parser has been given this file."""
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
    """The code of the reason why a file is not read, or nothing."""
    return source.why.code if source.why else ""
