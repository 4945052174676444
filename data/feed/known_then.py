"""What was known earlier: the season as the folder's memory, or this station's history, holds it; what changed since.

A board of an earlier knowledge has the rows of published kinds as they were known then; all other ledgers, marks and
settings are those of now, and whoever shows it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

import msgspec

from data.folder_memory.privacy import PUBLISHED
from data.ledgers.kinds_and_columns import FollowUp, LedgerRow, Project
from data.ledgers.season import Season
from data.model import Board, Change
from data.rules.changes import changes
from data.rules.units.names import followup_key, named_key, plain_key, project_key
from data.station.history import History
from data.station.known_rows import KnownRow, RowSaid
from data.support.fast_dataclass import dataclass
from data.support.kept_each import Each, every
from data.support.late_pattern import late_pattern
from data.support.spelling import squash

PROJECTS, FOLLOWUPS = "project/", "followup/"
"""How the keys of their rows begin."""

_OWN = frozenset({"projects", "followups"})
"""Kinds whose rows this station's own history holds."""

_NUMBERED = late_pattern(r"#\d+$")
"""What tells items of one key apart, behind it."""

_Kept = TypeVar("_Kept", Project, FollowUp)


@dataclass(frozen=True, slots=True)
class Past:
    """The season as it was known at `when`; `begins` is the day on which this station's history begins, if any, and
    `first_look` the moment from which it knows the whole folder, where that was kept. `as_now` are the files whose rows
    nobody kept: what they say is of now.
    """

    when: date | datetime
    season: Season
    begins: date | None
    first_look: datetime | None = None
    as_now: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day of it."""
        return day_of(self.when)

    @property
    def before_history(self) -> bool:
        """Whether nothing, or not all, is known of then: this station looked for the first time later (首次打开)."""
        if self.begins is None or self.begins > self.day:
            return True
        return isinstance(self.when, datetime) and self.first_look is not None and self.when < self.first_look


def day_of(when: date | datetime) -> date:
    """The day of a moment, or the day itself."""
    return when.date() if isinstance(when, datetime) else when


def known_on(history: History, season: Season, when: date | datetime) -> Past:
    """The season with its projects and follow-ups as this station knew them at the end of a day, or at a moment.

    Follow-ups were not kept by earlier versions: where none was known by then, they are those of now.
    """
    known = history.known_on(when)
    columns = {(row.file, row.sheet): row.fields for row in (*season.projects, *season.followups)}
    garbled: list[str] = []
    projects = tuple(_rows(known, PROJECTS, Project, columns, garbled))
    followups = tuple(_rows(known, FOLLOWUPS, FollowUp, columns, garbled))
    if garbled:
        history.left_out(garbled)
    then = msgspec.structs.replace(season, projects=projects, followups=followups or season.followups)
    return Past(when, then, history.begins(), history.first_look())


def as_then(now: Season, then: Season, own: Season, told: Collection[str]) -> Season:
    """The present season with what was known `then` of published kinds. Of files that are not `told` there nobody kept
    the rows: their projects and follow-ups are those that this station knew (`own`), all else is as it is now."""
    phones = {row.name: row.phone for row in now.units}  # these the memory leaves out
    units = (msgspec.structs.replace(row, phone=row.phone or phones.get(row.name, "")) for row in then.units)
    then = msgspec.structs.replace(then, units=tuple(units))
    kinds: dict[str, tuple[LedgerRow, ...]] = {}
    for kind in PUBLISHED:
        kept = own if kind in _OWN else now
        rows = (*getattr(then, kind), *(row for row in getattr(kept, kind) if row.file not in told))
        kinds[kind] = rows if rows or kind == "projects" else getattr(now, kind)
    columns, days = {**now.columns, **then.columns}, {**now.days, **then.days}
    return msgspec.structs.replace(now, **kinds, columns=columns, days=days)


def changes_since(past: Past, then: Board, season: Season, board: Board) -> tuple[Change, ...]:
    """What changed from `past` (whose board is `then`) to the present season (whose board is `board`)."""
    apart = _shared_numbers(past.season.projects) | _shared_numbers(season.projects)
    found = changes(
        _by_key(past.season, apart),
        _by_key(season, apart),
        board.basis,
        board.as_of,
        stalled_before=_stalled(then, apart),
        stalled_now=_stalled(board, apart),
    )
    return tuple(replace(change, key=plain_key(change.key)) for change in found)


def _shared_numbers(rows: Iterable[Project]) -> set[str]:
    """The keys that rows of several names have: units number their projects alike."""
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(project_key(row), set()).add(squash(row.name))
    return {key for key, found in names.items() if len(found) > 1}


def _stalled(board: Board, apart: Collection[str]) -> set[str]:
    return {_apart(_NUMBERED.sub("", item.key), item.project, apart) for item in board.stalled}


def _apart(key: str, name: str, apart: Collection[str]) -> str:
    return named_key(key, name) if key in apart else key


def _by_key(season: Season, apart: Collection[str] = ()) -> Mapping[str, Project]:
    """Of rows that share a key one speaks, as in the history; those whose keys are in `apart` by their names too."""
    found: dict[str, Project] = {}
    for row in season.projects:
        key = _apart(project_key(row), row.name, apart)
        found[key] = max(found[key], row, key=_speaks) if key in found else row
    return found


def _rows(
    known: Mapping[str, KnownRow],
    begin: str,
    kind: type[_Kept],
    columns: Mapping[tuple[str, str], tuple[str, ...]],
    garbled: list[str],
) -> Iterator[_Kept]:
    """The rows whose keys begin so; the keys of those that say nothing that can be read go into `garbled`."""
    for key, row in known.items():
        if key.startswith(begin):
            try:
                yield _row(row, kind, columns)
            except (msgspec.MsgspecError, ValueError):
                garbled.append(key)


def _row(known: KnownRow, kind: type[_Kept], columns: Mapping[tuple[str, str], tuple[str, ...]]) -> _Kept:
    """A row as it was known. Its ledger's columns are those of now; of one that is gone, what the row filled in."""
    row = msgspec.json.decode(known.row, type=kind)
    place = known.place
    filled = tuple(name for name, value in msgspec.structs.asdict(row).items() if value not in ("", None, 0, ()))
    fields = columns.get((place.file, place.sheet), filled)
    return msgspec.structs.replace(row, file=place.file, sheet=place.sheet, row=place.row, fields=fields)


# ------------------------------------------------------------ what the rows of a season say, as the history keeps it


def said_by(season: Season, each: Each = every) -> Mapping[str, RowSaid]:
    """The projects and follow-ups of a season, by their items' keys.

    Where rows share a key one speaks, else they would answer each other for ever: the newest, or the one with more
    words, whatever their files are called.
    """
    speak = _by_key(season)
    said = dict(zip(speak, each(tuple(speak.values()), _said), strict=True))
    for f in season.followups:
        key = followup_key(f)
        said.setdefault(key, RowSaid(key, "", None, _json(f), None, f.place))
    return said


def _said(row: Project) -> RowSaid:
    """Words are compared without their spaces and punctuation: one more of these is no news."""
    words = squash(row.latest_progress)
    return RowSaid(project_key(row), words, row.reported_on, _json(row), row.stage, row.place)


def _speaks(row: Project) -> tuple[date, int, str]:
    """By what the row is found that speaks for those of its key."""
    return row.reported_on or date.min, len(row.latest_progress), _json(row)


def _json(row: LedgerRow) -> str:
    return msgspec.json.encode(dict(row.told())).decode()
