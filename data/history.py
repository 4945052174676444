"""What each row said, and when this station first saw it. Kept in the state directory: it cannot be derived again.

A project's report moves it only when its words are new: the same 最新进展 under a new date is no movement. So the
history keeps, for each item, the words, the day they were dated when they were first seen, and the day of that look.
A stage that this station saw change moves it too: few ledgers have a column for the day of it.
Every version of a row is kept with the moment and the place of that look, and so is its leaving, so that what this
station knew on an earlier day can be told, and what changed since.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from data.model import Place, Stage
from data.places import private

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA = 3
READABLE = (2, SCHEMA)
"""Schemas that can be read: 2 has neither moment nor place of a look. It is brought up to date when written to."""

_ORDER = tuple(Stage)
_LOOK = ("seen_at", "file", "sheet", "line")
_TABLES = ("versions", "words", "stages", "looks")
_log = logging.getLogger(__name__)


class Said(msgspec.Struct, frozen=True):
    """What one row says today: its item's key, its words (最新进展), their date, its JSON, its stage, its place."""

    key: str
    words: str
    dated: date | None
    row: str
    stage: Stage | None = None
    place: Place = Place("")


class KnownRow(msgspec.Struct, frozen=True):
    """A row as this station knew it: its JSON, where it stood when it was first seen to say so, and since when."""

    row: str
    place: Place
    seen_on: date


class _Known(msgspec.Struct, frozen=True):
    """`new_on` is the day of the present words, `before` that of the words before them, which counts until then;
    `seen_on` the day on which this station first saw the present words (None: an earlier version did not keep it)."""

    words: str
    new_on: date | None
    row: str
    stage: Stage | None = None
    moved_on: date | None = None
    seen_on: date | None = None
    before: date | None = None


class History:
    """The history at `path`, for one shared folder on this station."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, _Known] = self._load_what_can_be_read()
        self._unsaved: dict[str, list[dict[str, str | int | None]]] = {name: [] for name in _TABLES}
        self._whole_at = self._looks()

    def note(self, rows: Iterable[Said], today: date, *, now: datetime | None = None, whole: bool = False) -> None:
        """Take down what is new in what the rows say. `today` is the office's day, `now` the moment of this look.

        `whole` says that these are all rows of a folder that was seen whole: those that are not among them have gone.
        Raises sqlite3.Error or OSError when it cannot be written: it is known all the same, and written with the next.
        """
        words, stages, versions = (self._unsaved[table] for table in ("words", "stages", "versions"))
        at = now.astimezone(UTC).isoformat(timespec="seconds") if now else None
        here: set[str] = set()
        for said in rows:
            here.add(said.key)
            known = self._known.get(said.key)
            if known is not None and known.row == said.row:
                continue
            versions.append(_version(said.key, today, at, said.row, said.place))
            told = _told(known, said, today)
            if known is None or (known.words, known.new_on) != (said.words, told.new_on):
                words.append({"key": said.key, "words": said.words, **_days(new_on=told.new_on, seen_on=told.seen_on)})
            stage, moved_on = _moved(known, said.stage, today)
            if known is None or (stage, moved_on) != (known.stage, known.moved_on):
                stages.append({"key": said.key, "stage": stage, "moved_on": moved_on.isoformat() if moved_on else None})
            self._known[said.key] = msgspec.structs.replace(told, row=said.row, stage=stage, moved_on=moved_on)
        for key in [key for key, known in self._known.items() if known.row and key not in here] if whole else ():
            versions.append(_version(key, today, at, "", Place("")))
            self._known[key] = msgspec.structs.replace(self._known[key], row="")
        first = whole and at is not None and not self._whole_at
        if first and at is not None:
            self._whole_at = [at]
            self._unsaved["looks"].append({"whole_at": at})
        if versions or first:
            self._write()

    def first_look(self) -> datetime | None:
        """The moment of this station's first look at the whole folder, from which everything is known; None where it
        has not seen it yet, or did so before moments were kept."""
        first = min(filter(None, self._whole_at), default=None)
        return datetime.fromisoformat(first) if first else None

    def begins(self) -> date | None:
        """The first day from which anything is known; None when nothing is."""
        return min((row.seen_on for rows in self._versions().values() for row, _ in rows), default=None)

    def known_on(self, when: date | datetime) -> dict[str, KnownRow]:
        """Every row as this station knew it at the end of a day, or at a moment, by its item's key."""
        last = {
            key: next((row for row, at in reversed(rows) if _by(when, row.seen_on, at)), None)
            for key, rows in self._versions().items()
        }
        return {key: row for key, row in last.items() if row is not None and row.row}

    def new_words_on(self, day: date) -> Mapping[str, date | None]:
        """`new_words` as they were on an earlier day, from the days that the words bear."""
        found: dict[str, date | None] = {}
        for key, words, new_on in self._rows("select key, words, new_on from words order by rowid"):
            on = _day(new_on)
            if words and (on is None or on <= day):
                found[key] = on
        return found

    def _versions(self) -> dict[str, list[tuple[KnownRow, datetime | None]]]:
        """All versions of every row in the order in which they were seen; a row that had gone is "" then."""
        dated = {name for _, name, *_ in self._rows("pragma table_info(versions)")} >= set(_LOOK)
        look = ", ".join(_LOOK if dated else ("null", "''", "''", "0"))
        found: dict[str, list[tuple[KnownRow, datetime | None]]] = {}
        for key, seen_on, row, at, file, sheet, line in self._rows(
            f"select key, seen_on, row, {look} from versions order by rowid"
        ):
            known = KnownRow(row, Place(file or "", sheet or "", line or 0), date.fromisoformat(seen_on))
            found.setdefault(key, []).append((known, datetime.fromisoformat(at) if at else None))
        return found

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the file says; nothing where there is none, or none that can be read."""
        if not self.path.exists():
            return []
        try:
            with contextlib.closing(sqlite3.connect(self.path)) as db:
                return db.execute(query).fetchall()
        except sqlite3.Error:
            _log.exception("the history could not be read")
            return []

    def words_by(self, day: date) -> Mapping[str, date | None]:
        """`new_words` as they count on a day: words dated later wait, and those before them count until then."""
        return {
            key: known.before if known.new_on is not None and known.new_on > day else known.new_on
            for key, known in self._known.items()
            if known.words
        }

    @property
    def new_words(self) -> Mapping[str, date | None]:
        """For each item the day on which its present words were new, None where no date says so."""
        return {key: known.new_on for key, known in self._known.items() if known.words}

    @property
    def stage_moves(self) -> Mapping[str, date]:
        """For each item whose stage was seen to move on, the day of the latest such look."""
        return {key: known.moved_on for key, known in self._known.items() if known.moved_on}

    def _load_what_can_be_read(self) -> dict[str, _Known]:
        """On a full disk a file with a log beside it opens only as immutable; one that is damaged stays as it is."""
        for how in ("", "?immutable=1"):
            try:
                return self._load(how)
            except sqlite3.Error:
                _log.exception("the history could not be read%s", how)
        return {}

    def _load(self, how: str) -> dict[str, _Known]:
        if not self.path.exists():
            return {}
        with contextlib.closing(sqlite3.connect(f"{self.path.as_uri()}{how}", uri=True)) as db:
            if db.execute("pragma user_version").fetchone()[0] not in READABLE:
                return {}
            rows: dict[str, str] = dict(db.execute("select key, row from versions order by rowid"))
            stages = {
                key: (Stage(stage) if stage else None, _day(moved_on))
                for key, stage, moved_on in db.execute("select key, stage, moved_on from stages order by rowid")
            }
            seen = "seen_on" if "seen_on" in _columns(db, "words") else "null"
            found: dict[str, _Known] = {}
            for key, words, new_on, seen_on in db.execute(
                f"select key, words, new_on, {seen} from words order by rowid"
            ):
                day = _day(new_on)
                stage, moved_on = stages.get(key, (None, None))
                before = _before(found.get(key), words, day)
                found[key] = _Known(words, day, rows.get(key, ""), stage, moved_on, _day(seen_on), before)
            return found

    def _looks(self) -> list[str]:
        """The moments of this station's first whole look, as they are kept. A history of a version that kept none says
        by its first row when it was, "" where it has no moments either: that is written with what comes next."""
        if self._rows("select 1 from sqlite_master where type = 'table' and name = 'looks'"):
            return [at for (at,) in self._rows("select whole_at from looks")]
        versions = self._versions()
        if not versions:
            return []
        first = min((at for rows in versions.values() for _, at in rows if at is not None), default=None)
        at = first.isoformat() if first else ""
        self._unsaved["looks"].append({"whole_at": at})
        return [at]

    def _write(self) -> None:
        with self._writing() as db:
            for table, rows in self._unsaved.items():
                db.table(table).insert_all(rows, alter=True)  # a table of an earlier version lacks a column
        for rows in self._unsaved.values():
            rows.clear()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite_utils.Database]:
        import sqlite_utils

        private(self.path)
        with contextlib.closing(sqlite3.connect(self.path, timeout=5)) as connection:
            db = sqlite_utils.Database(connection)
            if connection.execute("pragma user_version").fetchone()[0] != SCHEMA:
                db.enable_wal()
                with db.atomic():
                    db.table("versions").create({"key": str, "seen_on": str, "row": str}, if_not_exists=True)
                    for name, kind in zip(_LOOK, (str, str, str, int), strict=True):
                        if name not in db.table("versions").columns_dict:
                            db.table("versions").add_column(name, kind)
                    db.table("versions").create_index(["key"], if_not_exists=True)
                    db.table("words").create({"key": str, "words": str, "new_on": str}, if_not_exists=True)
                    db.table("looks").create({"whole_at": str}, if_not_exists=True)
                    db.table("stages").create({"key": str, "stage": str, "moved_on": str}, if_not_exists=True)
                    db.execute(f"pragma user_version = {SCHEMA}")
            with db.atomic():
                yield db


def _told(known: _Known | None, said: Said, today: date) -> _Known:
    """What is known of a row's words once it says this; row and stage are left for the caller.

    New words count from their own date, else from the day of the change; words that were there at the first look and
    carry no date prove nothing. A date after today waits for its day.
    """
    if known is None or known.words != said.words:
        new_on = said.dated or (today if known is not None and said.words else None)
        return _Known(said.words, new_on, said.row, seen_on=today, before=_before(known, said.words, new_on))
    if _is_corrected(known, said.dated, today):
        return msgspec.structs.replace(known, new_on=said.dated)
    return known


def _is_corrected(known: _Known, dated: date | None, today: date) -> bool:
    """Whether another date under the same words tells when they were new: one filled in where there was none, one by
    which they stood there when they were first seen, or one in place of a day that has not come yet. Any other makes
    old words look fresh, and is no movement."""
    if dated is None or dated == known.new_on:
        return False
    if known.new_on is None or dated < known.new_on:
        return True
    return today < known.new_on or (known.seen_on is not None and dated <= known.seen_on)


def _before(known: _Known | None, words: str, new_on: date | None) -> date | None:
    """The day that counts until `new_on` comes: that of the words before, or what counted before those."""
    if known is None:
        return None
    if known.words == words:
        return known.before
    later = known.new_on is not None and new_on is not None and known.new_on > new_on
    return known.before if later else known.new_on


def _columns(db: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(name for _, name, *_ in db.execute(f"pragma table_info({table})"))


def _days(**days: date | None) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _version(key: str, today: date, at: str | None, row: str, place: Place) -> dict[str, str | int | None]:
    look = dict(zip(_LOOK, (at, place.file, place.sheet, place.row), strict=True))
    return {"key": key, "seen_on": today.isoformat(), "row": row, **look}


def _by(when: date | datetime, seen_on: date, at: datetime | None) -> bool:
    """Whether a version was seen by then; one without a moment counts from the day after."""
    if not isinstance(when, datetime):
        return seen_on <= when
    return at <= when if at is not None else seen_on < when.date()


def _moved(known: _Known | None, stage: Stage | None, today: date) -> tuple[Stage | None, date | None]:
    """The stage to remember and the day it was seen to move on; going back, or a blank, is no movement."""
    if known is None or known.stage is None or stage is None:
        return stage or (known.stage if known else None), known.moved_on if known else None
    on = _ORDER.index(stage) > _ORDER.index(known.stage)
    return stage, today if on else known.moved_on


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
