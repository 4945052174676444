"""Versions of one ledger: of the files that are one series the newest counts, and what it no longer holds is told.

Goes by what every station sees alike: the names of the files, their last change and their rows. Nothing is kept.
Source: docs/figures.md (versions of one ledger).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from data.ledgers.kinds_and_columns import LedgerRow
from data.ledgers.season import RECORD_TYPES, Season
from data.model import HeldLedger, Problem, Severity, SourceHealth, SourceState
from data.rules.between_ledgers.faults_as_work import name_of, unit_of
from data.rules.between_ledgers.rows_of_two_files import RowsOfFile, enough, shared
from data.rules.board_inputs import FilesSay
from data.rules.units.names import UnitBook
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.series_names import (
    Said,
    edition_number,
    quarter_of_name,
    series_name,
    time_of_name,
    time_of_titles,
)

FEW = 4
"""From how many rows on a kind of ledger in a workbook is asked by itself whether it is a version of the other's."""

_REMEMBERED = 4
"""Answers that are kept for one season: a board is made for today, and for the day that somebody asks for."""

BY_QUARTER = frozenset({"targets"})
"""Kinds whose rows are the same units every quarter: of two quarters neither is a version of the other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file: `older` says which version has replaced it, and `by` which file the next one is; `notes`
    what else is to be told of it."""

    older: Problem | None = None
    by: str = ""
    notes: tuple[Problem, ...] = ()

    def over(self, source: SourceHealth) -> SourceHealth:
        """The file as boards show it. What is wrong with rows that count no more is no work any more."""
        if self.older is None:
            return replace(source, problems=(*source.problems, *self.notes))
        return replace(source, state=SourceState.OLDER, why=self.older, problems=self.notes)


@dataclass(frozen=True, slots=True)
class Counted:
    """A season without the rows of older versions, and what is to be told of files, by name."""

    season: Season
    verdicts: Mapping[str, Verdict]

    def files(self, files: FilesSay) -> FilesSay:
        """What is said of the files, older versions named as such; nothing of these waits to be accepted."""
        if not self.verdicts:
            return files
        return replace(files, sources=tuple(self._sources(files.sources)), held=tuple(self._held(files.held)))

    def _sources(self, sources: Iterable[SourceHealth]) -> Iterator[SourceHealth]:
        for source in sources:
            verdict = self.verdicts.get(source.file)
            yield verdict.over(source) if verdict else source

    def _held(self, held: Iterable[HeldLedger]) -> Iterator[HeldLedger]:
        return (item for item in held if (verdict := self.verdicts.get(item.file)) is None or verdict.older is None)


class Versions:
    """Finds the older versions of a season; remembers them while season, files and day stay the same."""

    def __init__(self) -> None:
        self._series: tuple[Season, list[list[str]]] | None = None
        self._known: dict[object, Counted] = {}
        self._units: object = None

    def counted(self, season: Season, sources: Sequence[SourceHealth], settings: RuleSettings, near: date) -> Counted:
        """What of a season counts. `near` is the board's date, which gives days in names the year that they lack."""
        if not self.needed(season, settings):
            return Counted(season, {})
        series = self._candidates(season)
        if self._units != settings.units:
            self._units, self._known = settings.units, {}
        named = {file for files in series for file in files}
        changed = {source.file: source.changed_at for source in sources if source.file in named}
        given = (near, settings.zone, tuple(sorted(changed.items(), key=lambda pair: pair[0])))
        if given not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            book = UnitBook(season.units, settings, season.targets, season.projects)
            self._known[given] = _counted(season, series, _Times(changed, season.days, settings.zone, near), book)
        return self._known[given]

    def needed(self, season: Season, settings: RuleSettings) -> bool:
        """Whether there are files that may be versions of each other."""
        return settings.files.versions == "auto" and bool(self._candidates(season))

    def _candidates(self, season: Season) -> list[list[str]]:
        """Files of one series by their names, where there are several."""
        if self._series is None or self._series[0] is not season:
            files = {row.file for kind in RECORD_TYPES for row in getattr(season, kind)}
            found: dict[str, list[str]] = {}
            for file in sorted(files):
                found.setdefault(series_name(file), []).append(file)
            self._series = (season, [same for same in found.values() if len(same) > 1])
            self._known = {}
        return self._series[1]


class _WithinDay(NamedTuple):
    """What orders the versions of one day: the numbers of their names, where all have one; then their last change, in
    seconds. Of two that neither tells apart, what they hold decides."""

    number: tuple[int, ...]
    changed: float


@dataclass(frozen=True, slots=True)
class _Times:
    """When files were last changed, what the titles of their sheets say, the zone of days, and the board's date."""

    changed: Mapping[str, datetime | None]
    titles: Mapping[str, Mapping[str, str]]
    zone: ZoneInfo
    near: date

    def version(self, file: str, rows: RowsOfFile) -> _SeriesFile:
        """A file with its time: what its name says, else the titles of its sheets, else its last change."""
        said = time_of_name(file, self.near) or time_of_titles(self.titles.get(file, {}).values(), self.near)
        changed = self.changed.get(file)
        local = changed.astimezone(self.zone) if changed else None
        day = said.day if said else local.date() if local else date.min
        return _SeriesFile(file, rows, said, day, _WithinDay(edition_number(file), local.timestamp() if local else 0.0))


@dataclass(frozen=True, slots=True)
class _SeriesFile:
    """One file of a series; `said` is what its name, else its titles say of its time, `day` that or the day of its last
    change."""

    file: str
    rows: RowsOfFile
    said: Said | None
    day: date
    order: _WithinDay

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of ledger in it."""
        return frozenset(self.rows.by_kind)

    def beside(self, other: _SeriesFile) -> str:
        """By what people call it: its day, week, month or quarter; its file where that tells it from no other."""
        label = self.said.label if self.said else ""
        return label if label and (other.said is None or other.said.label != label) else self.file


def _counted(season: Season, series: Sequence[Sequence[str]], times: _Times, book: UnitBook) -> Counted:
    rows = _rows_of(season, {file for files in series for file in files}, book)
    verdicts: dict[str, Verdict] = {}
    for files in series:
        for same in _by_unit(files, book):
            verdicts |= _judged(_ordered([times.version(file, rows[file]) for file in same]))
    return Counted(_without(season, {file for file, verdict in verdicts.items() if verdict.older}), verdicts)


def _rows_of(season: Season, files: set[str], book: UnitBook) -> dict[str, RowsOfFile]:
    found = {file: RowsOfFile(book) for file in files}
    for kind in RECORD_TYPES:
        for row in getattr(season, kind):
            if row.file in files:
                found[row.file].add(kind, row)
    return found


def _by_unit(files: Sequence[str], book: UnitBook) -> Iterable[list[str]]:
    """Files that name two different units are no versions of each other."""
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(book.named_in(PurePosixPath(file).stem), []).append(file)
    return found.values()


def _ordered(versions: Sequence[_SeriesFile]) -> list[_SeriesFile]:
    """The oldest first. No tie is broken by a name: where what two files hold is the same, either may count."""
    dated = any(version.said for version in versions)
    days: dict[tuple[date, int], list[_SeriesFile]] = {}
    for version in versions:
        minute = version.said.minute if version.said else 0
        days.setdefault((version.day, minute) if dated else (date.min, 0), []).append(version)
    found: list[_SeriesFile] = []
    for _, same in sorted(days.items(), key=lambda pair: pair[0]):
        if not all(version.order.number for version in same):
            same = [replace(version, order=version.order._replace(number=())) for version in same]
        same = sorted(same, key=lambda version: version.order)
        for _, tied in groupby(same, key=lambda version: version.order):
            alike = list(tied)
            # The digest reads every cell: it is asked for only where nothing else tells two apart.
            found += sorted(alike, key=lambda one: (one.rows.digest, one.file)) if len(alike) > 1 else alike
    return found


def _judged(versions: Sequence[_SeriesFile]) -> dict[str, Verdict]:
    """What becomes of each file of a series, the oldest first: replaced by the next, or beside it."""
    following: dict[int, int] = {}
    notes: dict[str, list[Problem]] = {}
    for at, old in enumerate(versions):
        after = _next(versions, at)
        if after is None:
            continue
        new, pairs = versions[after], _pairs(old, versions[after])
        alike, of = sum(both for both, _ in pairs), sum(rows for _, rows in pairs)
        if enough(alike, of) and all(rows < FEW or enough(both, rows) for both, rows in pairs):
            following[at] = after
        elif of:
            notes.setdefault(old.file, []).append(_both_count(old, new, alike, of))
            notes.setdefault(new.file, []).append(_both_count(new, old, alike, of))
    older: dict[str, Problem] = {}
    for at, after in following.items():
        last = after
        while last in following:
            last = following[last]
        old, new = versions[at], versions[last]
        older[old.file] = _note("older_version", old.file, ("newer", new.beside(old)))
        notes[old.file] = list(_vanished(old, versions[after], new))
        if _same_day(old, new):
            notes.setdefault(new.file, []).append(Problem("versions_same_day", new.file, args=(("other", old.file),)))
    by = {versions[at].file: versions[after].file for at, after in following.items()}
    return {file: Verdict(older.get(file), by.get(file, ""), tuple(notes.get(file, ()))) for file in {**older, **notes}}


def _next(versions: Sequence[_SeriesFile], at: int) -> int | None:
    """The next in time that holds all kinds of this one, so that nothing but rows may leave."""
    return next((n for n in range(at + 1, len(versions)) if versions[at].kinds <= versions[n].kinds), None)


def _pairs(old: _SeriesFile, new: _SeriesFile) -> list[tuple[int, int]]:
    """For each kind how many rows of the smaller are in the other, and how many it has; none where the two are of
    different quarters."""
    if old.kinds & BY_QUARTER and quarter_of_name(old.file) != quarter_of_name(new.file):
        return []
    return [shared(old.rows.by_kind[kind], new.rows.by_kind[kind]) for kind in sorted(old.kinds)]


def _same_day(old: _SeriesFile, new: _SeriesFile) -> bool:
    """Whether two files claim to be the version of one moment, and say different things."""
    claimed = old.said is not None and old.said.exact and old.said == new.said
    return claimed and old.order.number == new.order.number and old.rows.digest != new.rows.digest


def _both_count(this: _SeriesFile, other: _SeriesFile, alike: int, of: int) -> Problem:
    return _note(
        "versions_all_count", this.file, ("newer", other.beside(this)), ("same", str(alike)), ("rows", str(of))
    )


def _vanished(old: _SeriesFile, after: _SeriesFile, last: _SeriesFile) -> Iterator[Problem]:
    """The rows of a version that neither the one after it nor the one that counts holds."""
    for kind, rows in old.rows.by_kind.items():
        for row in rows.missing_from(after.rows.by_kind[kind], last.rows.by_kind[kind]):
            yield _gone_row(row, last.beside(old))


def _gone_row(row: LedgerRow, newer: str) -> Problem:
    return Problem(
        "version_vanished",
        row.file,
        row.sheet,
        row.row,
        text=name_of(row),
        args=(("newer", newer),),
        severity=Severity.NOTE,
        unit=unit_of(row),
        about=name_of(row),
    )


def _note(code: str, file: str, *args: tuple[str, str]) -> Problem:
    return Problem(code, file, args=args, severity=Severity.NOTE)


def _without(season: Season, files: set[str]) -> Season:
    """The season without the rows of these files."""
    if not files:
        return season
    kept = {kind: tuple(row for row in getattr(season, kind) if row.file not in files) for kind in RECORD_TYPES}
    return msgspec.structs.replace(season, **kept)
