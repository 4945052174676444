"""What each row said, and when this station first saw it. Kept in the state directory: it cannot be derived again.

A project's report moves it only when its words are new: the same 最新进展 under a new date is no movement. So the
history keeps, for each item, the words, the day they were dated when they were first seen, and the day of that look.
A stage that this station saw change moves it too: few ledgers have a column for the day of it.
Every version of a row is kept with the moment and the place of that look, and so is its leaving, so that what this
station knew on an earlier day can be told, and what changed since.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from data.model import Place, Problem
from data.station.databases import ERRORS, StationDatabase
from data.station.history_tables import (
    all_known,
    all_looks,
    all_versions,
    all_words,
    no_rows,
    stage_row,
    version_row,
    words_row,
    writing,
)
from data.station.known_rows import Known, KnownRow, RowSaid, moved, seen_by, told_now


class History:
    """The history at `path`, for one shared folder on this station."""

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        self.path = path
        self.file = StationDatabase(path, "history", keeps=keeps)
        self._known: dict[str, Known] = self.file.read(all_known) or {}
        self.version = 0
        """Another number whenever anything new is known."""
        self._unsaved = no_rows()
        self._looked: tuple[date, str | None] | None = None
        self.noted_from: datetime | None = None
        """The earliest moment of this run's notes: what was noted before it is of earlier runs."""
        self._whole_at = self._looks()

    def note(self, rows: Iterable[RowSaid], today: date, *, now: datetime | None = None, whole: bool = False) -> None:
        """Take down what is new in what the rows say. `today` is the office's day, `now` the moment of this look.

        `whole` says that these are all rows of a folder that was seen whole: those that are not among them have gone.
        It is known then even where it cannot be written (`problems` says why), and written with the next.
        """
        apart = self._apart()
        words, stages, versions = (self._unsaved[table] for table in ("words", "stages", "versions"))
        at = now.astimezone(UTC).isoformat(timespec="seconds") if now else None
        if now is not None:
            self.noted_from = min(now, self.noted_from or now)
        here: set[str] = set()
        for said in rows:
            here.add(said.key)
            known = self._known.get(said.key)
            if known is not None and known.row == said.row:
                continue
            versions.append(version_row(said.key, today, at, said.row, said.place))
            told = told_now(known, said, today)
            if known is None or (known.words, known.new_on) != (said.words, told.new_on):
                words.append(words_row(said.key, told))
            stage, moved_on = moved(known, said.stage, today)
            if known is None or (stage, moved_on) != (known.stage, known.moved_on):
                stages.append(stage_row(said.key, stage, moved_on))
            self._known[said.key] = msgspec.structs.replace(told, row=said.row, stage=stage, moved_on=moved_on)
            self.version += 1
        for key in [key for key, known in self._known.items() if known.row and key not in here] if whole else ():
            versions.append(version_row(key, today, at, "", Place("")))
            self._known[key] = msgspec.structs.replace(self._known[key], row="")
        first = whole and now is not None and not self._whole_at
        if first and now is not None:
            self._whole_at = [now.astimezone(UTC).isoformat()]  # to the instant: a session may have ended that second
            self._unsaved["looks"].append({"whole_at": self._whole_at[0]})
        self._looked = today, at
        if apart or not self.file.keeps:
            self._unsaved = no_rows()
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
        self.version += 1
        self._whole_at = self._looks()
        return False

    def first_look(self) -> datetime | None:
        """The moment of this station's first look at the whole folder, from which everything is known; None where it
        has not seen it yet, or did so before moments were kept."""
        first = min(filter(None, self._whole_at), default=None)
        return datetime.fromisoformat(first) if first else None

    def begins(self) -> date | None:
        """The first day from which anything is known; None when nothing is."""
        return min((row.seen_on for rows in self.versions().values() for row, _ in rows), default=None)

    def known_on(self, when: date | datetime) -> dict[str, KnownRow]:
        """Every row as this station knew it at the end of a day, or at a moment, by its item's key."""
        last = {
            key: next((row for row, at in reversed(rows) if seen_by(when, row.seen_on, at)), None)
            for key, rows in self.versions().items()
        }
        return {key: row for key, row in last.items() if row is not None and row.row}

    def new_words_on(self, day: date) -> Mapping[str, date | None]:
        """`new_words` as they were on an earlier day, from the days that the words bear."""
        found: dict[str, date | None] = {}
        for key, words, on, _ in self.file.read(all_words) or ():
            if words and (on is None or on <= day):
                found[key] = on
        return found

    def versions(self) -> dict[str, list[tuple[KnownRow, datetime | None]]]:
        """All versions of every row, by its item's key, as the tables have them (see `all_versions`)."""
        found = self.file.read(all_versions)
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
        found = self.file.read(all_looks)
        if found is not None or not (versions := self.versions()):
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
            rows = {
                "versions": version_row(key, today, at, one.row, Place("")),
                "words": words_row(key, one),
                "stages": stage_row(key, one.stage, one.moved_on),
            }
            for table, row in rows.items():
                if key not in have[table]:
                    self._unsaved[table].append(row)

    def _write(self) -> None:
        with writing(self.path) as db:
            for table, rows in self._unsaved.items():
                db.table(table).insert_all(rows, alter=True)  # a table of an earlier version lacks a column
        self._unsaved = no_rows()
