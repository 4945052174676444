"""Files of a folder, by name -> the board, in this process: read by intake, then the rules; no child, no index."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from copy import copy
from datetime import UTC, date, datetime, time
from functools import lru_cache

from data.feed.file_states import columns_read, days_stated, rows_by_kind
from data.intake.ledger_reading import Reading
from data.intake.read_ledger import read_ledger
from data.intake.reading_plan import Plan
from data.ledgers.season import season_of
from data.model import Board, SourceHealth, SourceState
from data.rules.board import build
from data.rules.board_inputs import NO_MARKS, FilesSay, MarksSay
from data.rules.units.unit_of_row import owned
from data.settings import ReadingSettings, RuleSettings, parse

SAVED = datetime(2026, 1, 1, tzinfo=UTC)
"""When each file was last changed, unless a test says otherwise."""


_built = itertools.count()


def built() -> int:
    """How many boards were built here so far."""
    return next(copy(_built))


@lru_cache(maxsize=4096)
def _read(file: str, data: bytes, toml: str, year: int) -> Reading:
    return read_ledger(file, data, Plan.of(ReadingSettings.of(parse(toml)), year))


def board_of_files(
    files: Mapping[str, bytes],
    as_of: date,
    *,
    toml: str = "",
    marks: MarksSay = NO_MARKS,
    saved: Mapping[str, datetime] | None = None,
) -> Board:
    """The board of these files on a day, with `saved` saying when some of them were last changed."""
    next(_built)
    settings = parse(toml)
    readings = {file: _read(file, data, toml, as_of.year) for file, data in sorted(files.items())}
    columns = {file: columns_read(reading) for file, reading in readings.items() if reading.sheets}
    records = [record for reading in readings.values() for record in reading.records]
    season = season_of(records, columns, {file: days for file, one in readings.items() if (days := days_stated(one))})
    rules = RuleSettings.of(settings)
    now = datetime.combine(as_of, time(9, 14), settings.zone)
    sources = tuple(_source(file, reading, (saved or {}).get(file, SAVED)) for file, reading in readings.items())
    said = FilesSay(sources=sources)
    return build(owned(season, rules).season, rules, as_of=as_of, now=now, marks=marks, files=said)


def _source(file: str, reading: Reading, saved: datetime) -> SourceHealth:
    kinds = tuple(sorted(rows_by_kind(reading).items()))
    if reading.refused:
        return SourceHealth(file, SourceState.FAILED, why=reading.refused, changed_at=saved)
    return SourceHealth(file, SourceState.OK, kinds, reading.problems, saved, saved)
