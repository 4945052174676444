"""The history's tables: how they are shaped, what is read out of them, and the rows that are written into them.

`versions`: every version of a row, with the look that first saw it; `words` and `stages`: what of it was news; `looks`:
the moment from which the whole folder is known. Rows are only ever added.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from data.model import Place, Stage
from data.station.databases import WAIT, Unreadable, at_once, shaped, shaping
from data.station.known_rows import Known, KnownRow, day_before
from data.support.private_file import private

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA = 3
READABLE = (2, SCHEMA)
"""Schemas that can be read: 2 has neither moment nor place of a look. It is brought up to date when written to."""

Row = dict[str, str | int | None]
"""A row that is written: its columns' values."""

_LOOK = ("seen_at", "file", "sheet", "line")


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite_utils.Database]:
    """The database at `path`, shaped as this version has it, in one transaction."""
    private(path)
    with contextlib.closing(sqlite3.connect(path, timeout=WAIT)) as connection:
        db = shaping(connection)
        shaped(connection, SCHEMA, partial(_shape, db))
        with at_once(connection):
            yield db


def _shape(db: sqlite_utils.Database) -> None:
    db.table("versions").create({"key": str, "seen_on": str, "row": str}, if_not_exists=True)
    for name, kind in zip(_LOOK, (str, str, str, int), strict=True):
        if name not in db.table("versions").columns_dict:
            db.table("versions").add_column(name, kind)
    db.table("versions").create_index(["key"], if_not_exists=True)
    db.table("words").create({"key": str, "words": str, "new_on": str}, if_not_exists=True)
    db.table("looks").create({"whole_at": str}, if_not_exists=True)
    db.table("stages").create({"key": str, "stage": str, "moved_on": str}, if_not_exists=True)


def all_known(db: sqlite3.Connection) -> dict[str, Known]:
    """What the database says of every row now. Raises what ERRORS lists, and Unreadable when it is no history, or one
    of a version that cannot be read: to write into it would spoil it for the other."""
    if not _is_shaped(db):
        return {}
    rows: dict[str, str] = dict(db.execute("select key, row from versions order by rowid"))
    stages = {
        key: (Stage(stage) if stage else None, _day(moved_on))
        for key, stage, moved_on in db.execute("select key, stage, moved_on from stages order by rowid")
    }
    found: dict[str, Known] = {}
    for key, words, new_on, seen_on in all_words(db):
        before = day_before(found.get(key), words, new_on)
        stage, moved_on = stages.get(key, (None, None))
        found[key] = Known(words, new_on, rows.get(key, ""), stage, moved_on, seen_on, before)
    return found


def _is_shaped(db: sqlite3.Connection) -> bool:
    """Whether it has its tables yet."""
    version = db.execute("pragma user_version").fetchone()[0]
    if version in READABLE:
        return True
    if version or db.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise Unreadable(f"no history of a version that can be read: {version}")
    return False


def all_words(db: sqlite3.Connection) -> list[tuple[str, str, date | None, date | None]]:
    """All words of every row, in the order in which they were seen, with the day on which they were new and the day on
    which they were first seen (None: an earlier version did not keep it)."""
    if not _is_shaped(db):
        return []
    seen = "seen_on" if "seen_on" in _columns(db, "words") else "null"
    rows = db.execute(f"select key, words, new_on, {seen} from words order by rowid")
    return [(key, words, _day(new_on), _day(seen_on)) for key, words, new_on, seen_on in rows]


def all_looks(db: sqlite3.Connection) -> list[str] | None:
    """The moments of the first whole look; None where an earlier version kept none."""
    return [at for (at,) in db.execute("select whole_at from looks")] if _columns(db, "looks") else None


def all_versions(db: sqlite3.Connection) -> dict[str, list[tuple[KnownRow, datetime | None]]]:
    """All versions of every row, by its key, in the order in which they were seen, each with the moment of its look
    (None: an earlier version did not keep it); a row that had gone is "" then."""
    found: dict[str, list[tuple[KnownRow, datetime | None]]] = {}
    if not _is_shaped(db):
        return found
    dated = _columns(db, "versions") >= set(_LOOK)
    look = ", ".join(_LOOK if dated else ("null", "''", "''", "0"))
    for key, seen_on, row, at, file, sheet, line in db.execute(
        f"select key, seen_on, row, {look} from versions order by rowid"
    ):
        one = KnownRow(row, Place(file or "", sheet or "", line or 0), date.fromisoformat(seen_on))
        found.setdefault(key, []).append((one, datetime.fromisoformat(at) if at else None))
    return found


def no_rows() -> dict[str, list[Row]]:
    """What is to be written, by table: nothing yet."""
    return {"versions": [], "words": [], "stages": [], "looks": []}


def _columns(db: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(name for _, name, *_ in db.execute(f"pragma table_info({table})"))


def _days(**days: date | None) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in days.items()}


def version_row(key: str, today: date, at: str | None, row: str, place: Place) -> Row:
    """A version of a row (JSON, "" where it has gone) as a look of that day, or moment, found it in that place."""
    look = dict(zip(_LOOK, (at, place.file, place.sheet, place.row), strict=True))
    return {"key": key, "seen_on": today.isoformat(), "row": row, **look}


def words_row(key: str, known: Known) -> Row:
    """A row's words, with the day on which they were new and that of the look that found them."""
    return {"key": key, "words": known.words, **_days(new_on=known.new_on, seen_on=known.seen_on)}


def stage_row(key: str, stage: Stage | None, moved_on: date | None) -> Row:
    """A row's stage, with the day on which it was seen to move on."""
    return {"key": key, "stage": stage, **_days(moved_on=moved_on)}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
