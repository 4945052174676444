"""A board of ledgers as bytes, read and reckoned in this process: path in the folder -> what lies there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from data import settings
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.season import season_of
from data.model import Board, SourceHealth, SourceState
from data.rules.board import build
from data.rules.board_inputs import FilesSay


def read_board(files: Mapping[str, bytes], on: str = "2026-05-20", toml: str = "") -> Board:
    """The board of a folder with these ledgers."""
    taken = settings.parse(toml)
    day = date.fromisoformat(on)
    plan = Plan.of(settings.ReadingSettings.of(taken), day.year)
    readings = {file: read_ledger(file, data, plan) for file, data in files.items()}
    records = [record for _, reading in sorted(readings.items()) for record in reading.records]
    sources = tuple(
        SourceHealth(file, SourceState.OK, problems=reading.problems) for file, reading in sorted(readings.items())
    )
    now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    rules = settings.RuleSettings.of(taken)
    return build(season_of(records), rules, as_of=day, now=now, files=FilesSay(sources))
