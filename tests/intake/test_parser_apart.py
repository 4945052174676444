"""A workbook can only harm the process that parses it: that one is replaced, all else goes on."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest
from helpers.feed import OWED, Opened, put, season, signed
from helpers.parser_apart import HARMFUL, eventually, ledger, parser_of, parsing, said, stopped_at

from data.model import MarkRequest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = season(tmp_path / "season")
    put(made / HARMFUL, ledger(1), age=3600)
    return made


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
