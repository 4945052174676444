"""This station's own databases, index and history: what can be read of them, and what becomes of a damaged one.

A damaged one is set aside (renamed, never deleted) and begun anew, and that is told once. One that is only locked, on
a full disk or not ours to read stays as it is: what it holds is as good as it was.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from data.model import Problem, Severity
from data.station.causes import cause

if TYPE_CHECKING:
    import sqlite_utils

Answer = TypeVar("Answer")

ERRORS = (sqlite3.Error, OSError, ValueError, TypeError, msgspec.MsgspecError)
"""What reading a database can raise, the last three where it holds what this program did not write."""

WAIT = 2.0
"""Seconds that a lock of another program is waited for: the first picture waits as long."""

_SET_ASIDE = ".damaged-"
_BESIDE = ("-wal", "-shm", "-journal")
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
"""SQLite's codes for a file that is broken, is no database, or lacks a table or a column."""

_NOT_TAKEN = frozenset({"pandas", "numpy", "pysqlite3", "sqlite_dump"})
_log = logging.getLogger(__name__)


class Unreadable(Exception):
    """The file is a database, and none of this program's, or of a version that it cannot read."""


class StationDatabase:
    """The database at `path`; `name` is "index" or "history". `problems` is what became of it, by code, each once.

    `keeps`: it may be written, and set aside. `derived`: nothing is lost with it, so that one which may not be read
    is set aside too.
    """

    def __init__(self, path: Path, name: str, *, keeps: bool = True, derived: bool = False) -> None:
        self.path = path
        self.name = name
        self.keeps = keeps
        self.problems: dict[str, Problem] = {}
        self._derived = derived

    def read(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What `work` finds in it. None where there is no file, or none that can be read: a damaged one is then set
        aside. On a full disk a file with a log beside it opens only as immutable.
        """
        try:
            if not self._there() or self._is_empty():
                return None
            return self._with("mode=rw", work)
        except Exception as error:
            if not isinstance(error, (*ERRORS, Unreadable)):
                raise
            if self.failed(error, "unreadable"):
                return None
        try:
            found = self._with("immutable=1", work)
        except (*ERRORS, Unreadable):
            _log.exception("%s could not be read", self.path)
            return None
        self.problems.pop(f"{self.name}_unreadable", None)
        return found

    def failed(self, error: Exception, how: str = "unwritten") -> bool:
        """Note why it could not be read or written; whether it was set aside for that and is to be begun anew."""
        if self.is_damage(error):
            return self._set_aside(error)
        _log.warning("%s: %s", self.path, error, exc_info=error)
        self.note(how, cause=cause(error))
        return False

    def examine(self, work: Callable[[sqlite3.Connection], object]) -> Exception | None:
        """What is wrong with it, each page looked at; changes nothing. None: all is well, or there is no such file."""

        def whole(db: sqlite3.Connection) -> None:
            for (said,) in db.execute("pragma quick_check"):
                if said != "ok":
                    raise Unreadable(said)
            work(db)

        try:
            if self._there():
                self._with("mode=ro", whole)
        except Exception as error:
            if not isinstance(error, (*ERRORS, Unreadable)):
                raise
            return error
        return None

    def set_aside(self) -> list[Path]:
        """The damaged ones that lie beside it, the oldest first."""
        found = self.path.parent.glob(f"{self.path.name}{_SET_ASIDE}*")
        return sorted(path for path in found if not path.name.endswith(_BESIDE))

    def _there(self) -> bool:
        """Whether anything stands there. Raises Unreadable for a folder, a fifo and the like, and for a broken link."""
        if not os.path.lexists(self.path):
            return False
        beside = (self.path.with_name(self.path.name + end) for end in _BESIDE)
        if not self.path.is_file() or any(one.exists() and not one.is_file() for one in beside):
            raise Unreadable("not a file")
        return True

    def _is_empty(self) -> bool:
        """Whether there is nothing in it, also as a database: there is nothing to set aside, but something was lost."""
        log = self.path.with_name(f"{self.path.name}-wal")
        if self.path.stat().st_size or log.exists():
            return False
        if not self._derived:
            self.note("empty")
        return True

    def _with(self, how: str, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        uri = f"{self.path.absolute().as_uri()}?{how}"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=WAIT)) as db:
            return work(db)

    def is_damage(self, error: Exception) -> bool:
        """Whether this error says that the file will never be read, so that it is set aside."""
        if isinstance(error, OSError):
            return self._no_file()
        if not isinstance(error, sqlite3.Error):
            return True
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # a text that is none: Python says so, not SQLite
            return isinstance(error, sqlite3.OperationalError)
        shut = code & 0xFF == sqlite3.SQLITE_CANTOPEN
        ours = os.access(self.path, os.R_OK)  # else it stands for itself what somebody else wrote here
        return code & 0xFF in _DAMAGE or (shut and (self._no_file() or (self._derived and not ours)))

    def _no_file(self) -> bool:
        """Whether something else than a file stands in its place."""
        try:
            return os.path.lexists(self.path) and not self.path.is_file()
        except OSError:
            return False  # what stands there may not be seen

    def _set_aside(self, error: Exception) -> bool:
        if not self.keeps:
            self.note("unreadable", cause="damaged")
            return False
        target = self.path.with_name(f"{self.path.name}{_SET_ASIDE}{datetime.now():%Y%m%d-%H%M%S-%f}")
        try:
            self.path.rename(target)
            for end in _BESIDE:
                with contextlib.suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + end).rename(target.with_name(target.name + end))
        except FileNotFoundError:
            return True  # another program of this station was first, and says so
        except OSError as refused:
            self.note("unreadable", cause=cause(refused))
            return False
        _log.error("%s was damaged and lies now in %s", self.path, target, exc_info=error)
        self.note("set_aside", beside=str(target))
        return True

    def note(self, how: str, **args: str) -> None:
        """Say what became of it."""
        code = f"{self.name}_{how}"
        self.problems[code] = Problem(code, str(self.path), args=tuple(args.items()), severity=Severity.NOTE)


def shaped(db: sqlite3.Connection, schema: int, shape: Callable[[], object]) -> None:
    """Have the database be of this schema: `shape` is called where it is not yet. Of several programs that begin one in
    the same moment one shapes it and the others wait: what it wrote meanwhile stays."""
    if _schema(db) == schema:
        return
    _keep_log(db)
    with at_once(db):
        if _schema(db) != schema:
            shape()
            db.execute(f"pragma user_version = {schema}")


@contextlib.contextmanager
def at_once(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction that writes from its beginning: one that reads first is refused, and not kept waiting, where
    another program wrote meanwhile."""
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # damage may have ended it already
            db.execute("rollback")
        raise


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])


def _keep_log(db: sqlite3.Connection) -> None:
    """Write ahead from now on. SQLite itself does not wait for others with that."""
    until = time.monotonic() + WAIT
    while True:
        try:
            db.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


# ---------------------------------------------------------------- sqlite_utils without what it takes along


class _Shut:
    """Lets the thread that made it import none of `_NOT_TAKEN`; other threads import what they like. A finder of
    modules; `importlib.abc`, which names that, loads more than it is worth to every command."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Never finds anything."""
        if name in _NOT_TAKEN and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)


def shaping(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """sqlite-utils on this connection. Imported here, after the first picture, and without what it takes along where it
    is installed: pandas alone takes longer to import than all of this program. No plugins of others either.
    """
    if "sqlite_utils" not in sys.modules:
        shut = _Shut()
        sys.meta_path.insert(0, shut)
        try:
            import sqlite_utils
        finally:
            sys.meta_path.remove(shut)
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)
