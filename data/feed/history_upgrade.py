"""What this station's own history holds, told to the folder once: the rows that a fairwatch before the memory saw.

It kept rows and no files: each look at a file's projects and follow-ups becomes a version of it, named by its rows, and
without a count, so that none is held for having fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import PurePosixPath

import msgspec

from data.feed.file_sights import named_by_rows
from data.feed.known_then import FOLLOWUPS, PROJECTS
from data.folder_memory.privacy import shareable
from data.folder_memory.records_by_file import FileSight
from data.ledgers.season import Record
from data.station.history import History
from data.station.index import FileRow
from data.station.known_rows import KnownRow

_KINDS = {PROJECTS: "projects", FOLLOWUPS: "followups"}

_Changes = dict[tuple[date, datetime], dict[str, Record | None]]
"""The moment of a look -> each row that it found changed, None where it was there no longer."""


def earlier_sights(
    history: History, station: str, files: Mapping[str, FileRow], before: datetime
) -> Iterator[list[FileSight]]:
    """For each file all that the history holds of it from `before` this moment of the office, in which this run began,
    the oldest first; a clock that was set back since makes nothing earlier.

    Each is named by the `station` too: when two saw the same rows first on two days, both are told. `files` are those
    that are there now: where one may not be read by all, nothing of its directory is told, since nobody knows who might
    read what is gone.
    """
    before = (
        min(before, history.noted_from or before).astimezone(before.tzinfo).replace(microsecond=0)
    )  # as moments are kept
    apart = {PurePosixPath(file).parent for file, row in files.items() if row.apart}
    for file, changes in sorted(_by_file(history, before).items()):
        if PurePosixPath(file).parent not in apart:
            yield list(_sights(file, changes, station))


def _by_file(history: History, before: datetime) -> dict[str, _Changes]:
    found: dict[str, _Changes] = {}
    for key, versions in history.versions().items():
        kind = next((kind for begin, kind in _KINDS.items() if key.startswith(begin)), "")
        last = ""
        for known, at in versions if kind else ():
            moment = (known.seen_on, at or datetime.combine(known.seen_on, time(), before.tzinfo))
            file = known.place.file or last
            if moment[1] >= before or not file:
                continue
            if last and last != file:
                found[last].setdefault(moment, {})[key] = None
            found.setdefault(file, {}).setdefault(moment, {})[key] = _record(kind, file, known)
            last = file
    return found


def _record(kind: str, file: str, known: KnownRow) -> Record | None:
    try:
        values = msgspec.json.decode(known.row, type=dict) if known.row else None
    except msgspec.MsgspecError:
        values = None  # bytes of it were changed, and the history says so where it is asked
    if values is None:
        return None
    filled = {name: value for name, value in values.items() if value not in ("", None, 0, [])}
    return Record(kind, file, known.place.sheet, known.place.row, filled, tuple(filled))


def _sights(file: str, changes: _Changes, station: str) -> Iterator[FileSight]:
    rows: dict[str, Record | None] = {}
    for (day, at), changed in sorted(changes.items(), key=lambda pair: pair[0]):
        rows |= changed
        shared = shareable(row for row in rows.values() if row is not None)
        yield FileSight(file=file, digest=named_by_rows(shared, station), day=day, at=at, rows=shared, counted=False)
