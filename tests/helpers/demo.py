"""Reads a demo folder the way the program does: by intake, file for file, without children and index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.demo import DemoDay, write_season
from data.feed.one_look import Glance
from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.season import Record, Season, season_of
from data.model import Board, Problem, Severity, SourceHealth, SourceState
from data.processes.ledger_files import judge
from data.rules import board as boards
from data.rules.board_inputs import FilesSay
from data.settings import FILE_NAME, ReadingSettings, RuleSettings, Settings, parse

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 14, tzinfo=ZONE)
SEED = 7
"""The demo season of the pictures, of the figures and of their screens: the same day, minute and seed for all."""


def season_board(home: Path, day: DemoDay = DemoDay.BEFORE) -> Board:
    """That season's board on such a day of it, in the language in force, written below `home` and read through the real
    feed."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        write_season(home / "season", DAY, SEED, day)
        with Glance(home / "season", read_only=True, clock=lambda: NOW, wait=60) as look:
            assert look.reached
            return look.board(DAY)


@dataclass(frozen=True)
class Folder:
    """All that intake says of a folder. `ignored` are files that are no ledgers."""

    settings: Settings
    readings: dict[str, Reading]
    ignored: tuple[str, ...]

    @property
    def records(self) -> list[Record]:
        return [record for reading in self.readings.values() for record in reading.records]

    @property
    def season(self) -> Season:
        return season_of(self.records)

    @property
    def problems(self) -> list[Problem]:
        told = [problem for reading in self.readings.values() for problem in reading.problems]
        return [problem for problem in told if problem.severity is Severity.PROBLEM]


def read_folder(folder: Path, year: int) -> Folder:
    """Every file below a folder, through `read_ledger`."""
    settings = parse((folder / FILE_NAME).read_text("utf-8"))
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    plan = Plan.of(ReadingSettings.of(settings), year)
    ledgers = [name for name in names if judge(name).ledger]
    readings = {name: read_ledger(name, (folder / name).read_bytes(), plan) for name in ledgers}
    return Folder(settings, readings, tuple(name for name in names if name not in readings))


def board_of(folder: Folder, as_of: date) -> Board:
    """The board of a folder without marks."""
    now = datetime.combine(as_of, time(9, 14), folder.settings.zone)
    sources = tuple(
        SourceHealth(file, SourceState.FAILED if reading.refused else SourceState.OK, why=reading.refused)
        for file, reading in folder.readings.items()
    )
    files = FilesSay(sources=sources)
    return boards.build(folder.season, RuleSettings.of(folder.settings), as_of=as_of, now=now, files=files)
