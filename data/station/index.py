"""The local index of one shared folder: what was last read of each file. Derived, disposable, private (0600).

Three tables: `files` (one row a file: its stamp, state, problems), `records` (one row a ledger row, values as JSON)
and `meta`. One file's rows are swapped in one transaction. sqlite-utils shapes a new one and is loaded for that alone:
a command that notes when it last saw the folder is not to cost what importing it does, half of Textual's own import.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from data.ledgers.kinds_and_columns import Seen
from data.ledgers.season import RECORD_TYPES, Record, typed
from data.model import Problem, SourceState
from data.station.databases import ERRORS, WAIT, StationDatabase, Unreadable, at_once, shaped, shaping
from data.station.stamp import Stamp
from data.support.private_file import private

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA = 5
"""Raise it when a table or the meaning of a value changes: an index of an earlier one is thrown away and read anew, one
of a later one set aside."""

EARLIER = 4
"""The schema of fairwatch 0.1. What it says is kept, and each ledger is read anew: which version was the last good one,
and that a newer one is held, nobody else may know."""


class Held(msgspec.Struct, frozen=True):
    """A newer version that waits to be accepted: its digest, what it lost, what was wrong with its sheets, its rows by
    kind."""

    content: str
    losses: tuple[tuple[str, int, int], ...]
    problems: tuple[Problem, ...] = ()
    kinds: dict[str, int] = {}


class FileDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What the index keeps of one file in one column, as JSON; `FileRow` says what it means."""

    kinds: dict[str, int] = {}
    problems: tuple[Problem, ...] = ()
    why: Problem | None = None
    columns: dict[str, dict[str, str]] = {}
    held: Held | None = None
    was: dict[str, int] = {}
    days: dict[str, str] = {}
    near: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    content: str = ""
    apart: bool = False


class FileRow(FileDetail, frozen=True, kw_only=True):
    """What the index keeps of one file. `plan` is the digest of how it was read: settings change, it is read anew.

    `stamp` is what the records were read from; `state` and `why` may speak of a later version that could not be read,
    and `held` of one that was read and does not count yet. `columns`: sheet -> field -> its column's letter. `was` are
    the kinds of a ledger that is gone. `days`: sheet -> the day that it says it speaks of. `near` are the kinds that
    tables nearly are of which no row was read, `bare` those of tables without a row. `content` is the digest of the
    bytes that the records were read from ("": an earlier version did not keep it); `apart`: not everybody who reads the
    folder may read the file.
    """

    file: str
    stamp: Stamp
    plan: str
    state: SourceState
    read_at: datetime | None = None


class IndexContents(msgspec.Struct, frozen=True):
    """All that a warm index holds."""

    files: dict[str, FileRow]
    records: dict[str, tuple[Record, ...]]
    settings: str
    checked_at: datetime | None
    format_uuid: str = ""
    whole: str = ""


class Index:
    """The index at `path`. Every method is called from one thread at a time; several programs may share the file.

    `keeps`: false where its folder may not be written; then it is only read.
    """

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        self.path = path
        self.file = StationDatabase(path, "index", keeps=keeps, derived=True)
        self._db: sqlite3.Connection | None = None
        self._inode = 0

    def load(self) -> IndexContents:
        """Everything in it; empty when it is missing, of another schema (the next write shapes it anew) or broken."""
        self.close()  # else the next write would not see that it is to be shaped
        return self.file.read(said) or IndexContents({}, {}, "", None)

    def store(self, write: Callable[[], None]) -> bool:
        """Do this write of ours; whether there is no more to do. When it fails the board goes on: all is derived.

        An index that `write` found damaged is set aside by then, and everything must be written anew.
        """
        if not self.file.keeps:
            return True
        try:
            write()
        except ERRORS as error:
            self.close()
            self.file.failed(error)
            return False
        self.file.problems.pop("index_unwritten", None)
        return True

    def swap(self, row: FileRow, records: Sequence[Record]) -> None:
        """Put one file's row and records in place of what was there, all or nothing."""
        with self._writing() as db:
            db.execute("delete from records where file = ?", (row.file,))
            db.executemany(_INSERT_RECORD, map(_record_row, records))
            db.execute(_PUT_FILE, _file_row(row))

    def put(self, row: FileRow) -> None:
        """Replace one file's row and leave its records, the last good version."""
        with self._writing() as db:
            db.execute(_PUT_FILE, _file_row(row))

    def drop(self, file: str) -> None:
        """Forget a file that left the folder."""
        with self._writing() as db:
            db.execute("delete from records where file = ?", (file,))
            db.execute("delete from files where file = ?", (file,))

    def remember(self, key: str, value: str) -> None:
        """Keep one value of the folder itself: "settings" (fairwatch.toml), "checked_at", "format", "whole"."""
        with self._writing() as db:
            db.execute("insert or replace into meta (key, value) values (?, ?)", (key, value))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        db = self._open()
        with at_once(db):
            yield db

    def _open(self) -> sqlite3.Connection:
        """The database, kept open between writes: opening it for each file costs half of a cold start.

        Somebody may delete the cache while the program runs: then it is made anew.
        """
        private(self.path)
        inode = self.path.stat().st_ino
        if self._db is not None and self._inode == inode:
            return self._db
        self.close()
        db = sqlite3.connect(self.path, timeout=WAIT, check_same_thread=False)
        try:
            db.execute("pragma synchronous = normal")  # derived data: a power cut may cost the last file's rows
            shaped(db, SCHEMA, lambda: _shape(shaping(db)))
        except sqlite3.Error:
            db.close()
            raise
        self._db, self._inode = db, inode
        return db

    def close(self) -> None:
        """Let go of the file. A write opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None


_RECORD_COLUMNS: dict[str, type] = {
    "file": str,
    "sheet": str,
    "row": int,
    "kind": str,
    "fields": str,
    "assumed": str,
    "seen": str,
    "data": str,
}
_INSERT_RECORD = (
    f"insert into records ({', '.join(f'[{name}]' for name in _RECORD_COLUMNS)})"
    f" values ({', '.join('?' * len(_RECORD_COLUMNS))})"
)
_FILE_COLUMNS = ("file", "stamp", "plan", "state", "read_at", "detail")
_PUT_FILE = (
    f"insert or replace into files ({', '.join(_FILE_COLUMNS)})"
    f" values ({', '.join(f':{name}' for name in _FILE_COLUMNS)})"
)


def _shape(db: sqlite_utils.Database) -> None:
    if db.execute("pragma user_version").fetchone()[0] == EARLIER:
        db.execute("update files set plan = ''")
        return
    for name in ("files", "records", "meta"):
        db.table(name).drop(ignore=True)
    db.table("files").create(dict.fromkeys(_FILE_COLUMNS, str), pk="file")
    db.table("records").create(_RECORD_COLUMNS)
    db.table("records").create_index(["file"])
    db.table("meta").create({"key": str, "value": str}, pk="key")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _file_row(row: FileRow) -> dict[str, Any]:
    return {
        "file": row.file,
        "stamp": _json(row.stamp),
        "plan": row.plan,
        "state": str(row.state),
        "read_at": row.read_at.isoformat() if row.read_at else None,
        "detail": _json({name: getattr(row, name) for name in FileDetail.__struct_fields__}),
    }


def _record_row(record: Record) -> tuple[str | int, ...]:
    return (
        record.file,
        record.sheet,
        record.row,
        record.kind,
        ",".join(record.fields),
        ",".join(record.assumed),
        _json(record.seen) if record.seen is not None else "",
        _json(record.values),
    )


def said(db: sqlite3.Connection) -> IndexContents | None:
    """All that the database says; None where it is of an earlier schema, or of none yet. Raises what ERRORS lists, and
    Unreadable when it is not an index at all."""
    version = db.execute("pragma user_version").fetchone()[0]
    if version == SCHEMA:
        return _load(db)
    if version == EARLIER:
        return _to_read_anew(_load(db))
    if version > SCHEMA:
        raise Unreadable(f"an index of a version that is not known: {version}")
    if not version and db.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise Unreadable("a database of another program")
    return None


def _to_read_anew(kept: IndexContents) -> IndexContents:
    """The same without the files of which a row cannot be any more what it was, and all others to be read anew."""
    files = {
        file: msgspec.structs.replace(row, plan="")
        for file, row in kept.files.items()
        if all(map(_fits, kept.records.get(file, ())))
    }
    return msgspec.structs.replace(
        kept, files=files, records={file: rows for file, rows in kept.records.items() if file in files}
    )


def _fits(record: Record) -> bool:
    try:
        return record.kind not in RECORD_TYPES or bool(typed(record))
    except msgspec.ValidationError:
        return False


def _load(db: sqlite3.Connection) -> IndexContents:
    detail = msgspec.json.Decoder(FileDetail)
    stamp = msgspec.json.Decoder(Stamp)
    values = msgspec.json.Decoder(dict[str, Any])
    seen: dict[str, Seen | None] = {"": None}
    files: dict[str, FileRow] = {}
    for file, stamp_text, plan, state, read_at, text in db.execute(
        "select file, stamp, plan, state, read_at, detail from files"
    ):
        files[file] = FileRow(
            file=file,
            stamp=stamp.decode(stamp_text),
            plan=plan,
            state=SourceState(state),
            read_at=datetime.fromisoformat(read_at) if read_at else None,
            **msgspec.structs.asdict(detail.decode(text)),
        )
    records: dict[str, list[Record]] = {}
    for kind, file, sheet, row, text, fields, assumed, around in db.execute(
        "select kind, file, sheet, row, data, fields, assumed, seen from records order by rowid"
    ):
        if around not in seen:
            seen[around] = msgspec.json.decode(around, type=Seen)
        record = Record(kind, file, sheet, row, values.decode(text), _words(fields), _words(assumed), seen[around])
        records.setdefault(file, []).append(record)
    meta = dict(db.execute("select key, value from meta"))
    checked = meta.get("checked_at")
    return IndexContents(
        files,
        {file: tuple(rows) for file, rows in records.items()},
        meta.get("settings", ""),
        datetime.fromisoformat(checked) if checked else None,
        meta.get("format", ""),
        meta.get("whole", ""),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
