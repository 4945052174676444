"""What each row said, and when this station first saw it. Kept in the state directory: it cannot be derived again.

A project's report moves it only when its words are new: the same 最新进展 under a new date is no movement. So the
history keeps, for each item, the words, the day they were dated when they were first seen, and the day of that look.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from data.places import private

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA = 1


class Said(msgspec.Struct, frozen=True):
    """What one row says today: its item's key, its words (最新进展), their date, and the whole row as JSON."""

    key: str
    words: str
    dated: date | None
    row: str


class _Known(msgspec.Struct, frozen=True):
    words: str
    new_on: date | None
    row: str


class History:
    """The history at `path`, for one shared folder on this station."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, _Known] = self._load()

    def note(self, rows: Iterable[Said], today: date) -> None:
        """Take down what is new in what the rows say. `today` is the office's day."""
        words: list[dict[str, str | None]] = []
        versions: list[dict[str, str]] = []
        for said in rows:
            known = self._known.get(said.key)
            if known is not None and known.row == said.row:
                continue
            versions.append({"key": said.key, "seen_on": today.isoformat(), "row": said.row})
            if known is None or known.words != said.words:
                # Words seen change count from their own date, else from the day of the change; words that were
                # there at the first look and carry no date prove nothing.
                new_on = said.dated or (today if known is not None and said.words else None)
                words.append({"key": said.key, "words": said.words, "new_on": new_on.isoformat() if new_on else None})
            else:
                new_on = known.new_on
            self._known[said.key] = _Known(said.words, new_on, said.row)
        if versions:
            self._write(words, versions)

    @property
    def new_words(self) -> Mapping[str, date | None]:
        """For each item the day on which its present words were new, None where no date says so."""
        return {key: known.new_on for key, known in self._known.items() if known.words}

    def _load(self) -> dict[str, _Known]:
        if not self.path.exists():
            return {}
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            if db.execute("pragma user_version").fetchone()[0] != SCHEMA:
                return {}
            rows: dict[str, str] = dict(db.execute("select key, row from versions order by rowid"))
            return {
                key: _Known(words, date.fromisoformat(new_on) if new_on else None, rows.get(key, ""))
                for key, words, new_on in db.execute("select key, words, new_on from words order by rowid")
            }

    def _write(self, words: list[dict[str, str | None]], versions: list[dict[str, str]]) -> None:
        with self._writing() as db:
            db.table("versions").insert_all(versions)
            db.table("words").insert_all(words)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite_utils.Database]:
        import sqlite_utils

        private(self.path)
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection:
            db = sqlite_utils.Database(connection)
            if connection.execute("pragma user_version").fetchone()[0] != SCHEMA:
                db.enable_wal()
                with db.atomic():
                    db.table("versions").create({"key": str, "seen_on": str, "row": str}, if_not_exists=True)
                    db.table("versions").create_index(["key"], if_not_exists=True)
                    db.table("words").create({"key": str, "words": str, "new_on": str}, if_not_exists=True)
                    db.execute(f"pragma user_version = {SCHEMA}")
            with db.atomic():
                yield db
