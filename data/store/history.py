"""What each row said, and when this station first saw it. Kept in the state directory: it cannot be derived again.

A project's report moves it only when its words are new: the same 最新进展 under a new date is no movement. So the
history keeps, for each item, the words, the day they were dated when they were first seen, and the day of that look.
A stage that this station saw change moves it too: few ledgers have a column for the day of it.
Every version of a row is kept with the moment and the place of that look, and so is its leaving, so that what this
station knew on an earlier day can be told, and what changed since.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from data.model import Place, Problem, Stage
from data.store.databases import ERRORS, WAIT, StationDatabase, Unreadable, shaping
from data.support.private_file import private

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA = 3
READABLE = (2, SCHEMA)
"""Schemas that can be read: 2 has neither moment nor place of a look. It is brought up to date when written to."""

_ORDER = tuple(Stage)
_LOOK = ("seen_at", "file", "sheet", "line")


class RowSaid(msgspec.Struct, frozen=True):
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

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        self.path = path
        self.file = StationDatabase(path, "history", keeps=keeps)
        self._known: dict[str, _Known] = self.file.read(all_known) or {}
        self._unsaved = _no_rows()
        self._looked: tuple[date, str | None] | None = None
        self._whole_at = self._looks()

    def note(self, rows: Iterable[RowSaid], today: date, *, now: datetime | None = None, whole: bool = False) -> None:
        """Take down what is new in what the rows say. `today` is the office's day, `now` the moment of this look.

        `whole` says that these are all rows of a folder that was seen whole: those that are not among them have gone.
        It is known then even where it cannot be written (`problems` says why), and written with the next.
        """
        apart = self._apart()
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
                stages.append({"key": said.key, "stage": stage, **_days(moved_on=moved_on)})
            self._known[said.key] = msgspec.structs.replace(told, row=said.row, stage=stage, moved_on=moved_on)
        for key in [key for key, known in self._known.items() if known.row and key not in here] if whole else ():
            versions.append(_version(key, today, at, "", Place("")))
            self._known[key] = msgspec.structs.replace(self._known[key], row="")
        first = whole and now is not None and not self._whole_at
        if first and now is not None:
            self._whole_at = [now.astimezone(UTC).isoformat()]  # to the instant: a session may have ended that second
            self._unsaved["looks"].append({"whole_at": self._whole_at[0]})
        self._looked = today, at
        if apart or not self.file.keeps:
            self._unsaved = _no_rows()
        elif versions or first:
            self._save(today, at)

    def _apart(self) -> bool:
        """Whether the file is there and could not be read: then nothing is written into it, since every row would be
        first seen today in the midst of what is not known. One that can be read by now is gone by from here on."""
        if "history_unreadable" not in self.file.problems:
            return False
        found = self.file.read(all_known)
        if "history_unreadable" in self.file.problems:
            return True
        self._known = found or {}
        self._whole_at = self._looks()
        return False

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
        for key, words, on, _ in self.file.read(_all_words) or ():
            if words and (on is None or on <= day):
                found[key] = on
        return found

    def _versions(self) -> dict[str, list[tuple[KnownRow, datetime | None]]]:
        """All versions of every row in the order in which they were seen; a row that had gone is "" then."""
        found = self.file.read(_all_versions)
        if found is None and self._looked and self._known and self.file.keeps and not os.path.lexists(self.path):
            self._save(*self._looked)  # damage that shows only here: what of it is known goes into the new one
        return found or {}

    def left_out(self, keys: Sequence[str]) -> None:
        """Rows of these items say nothing that can be read: bytes of theirs were changed, and no page tells."""
        self.file.note("garbled", count=str(len(keys)))

    @property
    def problems(self) -> Iterable[Problem]:
        """What became of the file, each once."""
        return self.file.problems.values()

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

    def _looks(self) -> list[str]:
        """The moments of this station's first whole look, as they are kept. A history of a version that kept none says
        by its first row when it was, "" where it has no moments either: that is written with what comes next."""
        found = self.file.read(_all_looks)
        if found is not None or not (versions := self._versions()):
            return found or []
        first = min((at for rows in versions.values() for _, at in rows if at is not None), default=None)
        at = first.isoformat() if first else ""
        self._unsaved["looks"].append({"whole_at": at})
        return [at]

    def _save(self, today: date, at: str | None) -> None:
        """Write what is not yet written; into a new file all that is known, also where the old one proves damaged."""
        for _ in range(2):
            if not os.path.lexists(self.path):
                self._complete(today, at)
            try:
                self._write()
            except ERRORS as error:
                if not self.file.failed(error):
                    return
            else:
                self.file.problems.pop("history_unwritten", None)
                return

    def _complete(self, today: date, at: str | None) -> None:
        """All that is known is to be written: what is no news has been seen today at the latest."""
        have = {table: {row.get("key") for row in rows} for table, rows in self._unsaved.items()}
        if not self._unsaved["looks"]:
            self._unsaved["looks"].extend({"whole_at": moment} for moment in self._whole_at)
        for key, one in self._known.items():
            rows: dict[str, dict[str, str | int | None]] = {
                "versions": _version(key, today, at, one.row, Place("")),
                "words": {"key": key, "words": one.words, **_days(new_on=one.new_on, seen_on=one.seen_on)},
                "stages": {"key": key, "stage": one.stage, **_days(moved_on=one.moved_on)},
            }
            for table, row in rows.items():
                if key not in have[table]:
                    self._unsaved[table].append(row)

    def _write(self) -> None:
        with self._writing() as db:
            for table, rows in self._unsaved.items():
                db.table(table).insert_all(rows, alter=True)  # a table of an earlier version lacks a column
        self._unsaved = _no_rows()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite_utils.Database]:
        private(self.path)
        with contextlib.closing(sqlite3.connect(self.path, timeout=WAIT)) as connection:
            db = shaping(connection)
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


def all_known(db: sqlite3.Connection) -> dict[str, _Known]:
    """What the database says of every row now. Raises what ERRORS lists, and Unreadable when it is no history, or one
    of a version that cannot be read: to write into it would spoil it for the other."""
    if not _is_shaped(db):
        return {}
    rows: dict[str, str] = dict(db.execute("select key, row from versions order by rowid"))
    stages = {
        key: (Stage(stage) if stage else None, _day(moved_on))
        for key, stage, moved_on in db.execute("select key, stage, moved_on from stages order by rowid")
    }
    found: dict[str, _Known] = {}
    for key, words, new_on, seen_on in _all_words(db):
        before = _before(found.get(key), words, new_on)
        stage, moved_on = stages.get(key, (None, None))
        found[key] = _Known(words, new_on, rows.get(key, ""), stage, moved_on, seen_on, before)
    return found


def _is_shaped(db: sqlite3.Connection) -> bool:
    """Whether it has its tables yet."""
    version = db.execute("pragma user_version").fetchone()[0]
    if version in READABLE:
        return True
    if version or db.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise Unreadable(f"no history of a version that can be read: {version}")
    return False


def _all_words(db: sqlite3.Connection) -> list[tuple[str, str, date | None, date | None]]:
    """All words of every row, in the order in which they were seen, with the day on which they were new and the day on
    which they were first seen (None: an earlier version did not keep it)."""
    if not _is_shaped(db):
        return []
    seen = "seen_on" if "seen_on" in _columns(db, "words") else "null"
    rows = db.execute(f"select key, words, new_on, {seen} from words order by rowid")
    return [(key, words, _day(new_on), _day(seen_on)) for key, words, new_on, seen_on in rows]


def _all_looks(db: sqlite3.Connection) -> list[str] | None:
    """The moments of the first whole look; None where an earlier version kept none."""
    return [at for (at,) in db.execute("select whole_at from looks")] if _columns(db, "looks") else None


def _all_versions(db: sqlite3.Connection) -> dict[str, list[tuple[KnownRow, datetime | None]]]:
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


def _no_rows() -> dict[str, list[dict[str, str | int | None]]]:
    return {"versions": [], "words": [], "stages": [], "looks": []}


def _told(known: _Known | None, said: RowSaid, today: date) -> _Known:
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
    """Whether another date under the same words tells when they were new: one filled in where there was none, an
    earlier one, one in place of a day that has not come yet, or one whose year alone was wrong and by which they stood
    there when they were first seen. Any other makes old words look fresh, and is no movement."""
    if dated is None or dated == known.new_on:
        return False
    if known.new_on is None or dated < known.new_on or today < known.new_on:
        return True
    same_day = (dated.month, dated.day) == (known.new_on.month, known.new_on.day)
    return same_day and known.seen_on is not None and dated <= known.seen_on


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
