"""The board that an earlier run kept, for as long as the folder's reader says nothing new: until then nothing else of
this station is read, and nothing reckoned.

What is new it does not take: whoever asks it ends it then, and reads and reckons from the beginning.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import IO

from data.feed.folder_state import newest_change
from data.feed.kept_start import DIGEST, FoundStart, line_digest, waits_to_be_sent
from data.model import Board, FolderHealth
from data.processes.reader_messages import FileState, FromReader, Health, LinesRead, SettingsRead
from data.processes.supervisor import FromChild, ParserEnded, ReaderEnded, ReaderKeeper
from data.rules.fair.duty_roster import duty, local_now, unstaffed
from data.station.index_said import note_look
from data.station.paths import Places

_log = logging.getLogger(__name__)

LOOK_AROUND = 5.0
"""Seconds between two looks into this station's outbox."""


class KeptWord:
    """A found board, for as long as what is heard of the folder is known. `dirty`: it is to be shown anew."""

    def __init__(self, found: FoundStart) -> None:
        self._kept, self._board, self.settings = found.kept, found.board, found.settings
        self.undoable = found.kept.undoable
        self._lines = {
            stream: {said[at : at + DIGEST] for at in range(0, len(said), DIGEST)}
            for stream, said in found.kept.lines.items()
        }
        stood = found.board.folder
        self._folder = FolderHealth(checked_at=found.kept.checked_at, whole=stood.whole, read=stood.read)
        self._settled = False
        self.dirty = True

    def is_known(self, message: FromReader | object, now: datetime) -> bool:
        """Whether a child's message says nothing new of the folder."""
        if isinstance(message, Health):
            return self._stands(message, now)
        if isinstance(message, LinesRead):
            known = self._lines.get(message.stream, set())
            return all(line_digest(line) in known for line in message.lines)
        if isinstance(message, SettingsRead):
            return message.text == self._kept.settings
        return isinstance(message, FileState) and self._kept.told.get(message.file) == message

    def _stands(self, said: Health, now: datetime) -> bool:
        """Take how the folder stands; whether it does as it did, as far as it was seen."""
        if said.state != "ok" or said.detail or said.waiting or said.skipped != self._kept.skipped * bool(said.scans):
            return False
        seen = bool(said.scans)
        state = "ok" if seen else "starting"
        old = self._folder
        self._folder = replace(
            old,
            state=state,
            checked_at=now if seen else old.checked_at,
            since=old.since if state == old.state else now,
            watch=said.watch,
            ledgers=max(said.ledgers, old.read) if said.ledgers else 0,
        )
        settled = said.settled and not said.coming
        self.dirty |= (state, said.watch, settled) != (old.state, old.watch, self._settled)
        self._settled = settled
        return True

    def board(self, now: datetime) -> Board:
        """The board of this moment."""
        self.dirty = False
        local, kept = now.astimezone(self.settings.zone), self._board
        marks = kept.marks if self._settled else replace(kept.marks, orphans=0)
        roster, rule = self._kept.roster, self.settings.roster
        return replace(
            kept,
            now=local,
            data_at=newest_change(kept.sources, local),
            folder=self._folder,
            marks=marks,
            duty=duty(roster, kept.as_of, local_now(local, kept.as_of, self.settings.zone), rule),
            unstaffed=unstaffed(roster, kept.as_of),
        )

    @property
    def seen_at(self) -> datetime | None:
        """When the whole folder was last seen by this run; None if it was not."""
        return self._folder.checked_at if self._folder.state == "ok" else None

    @property
    def seen_whole(self) -> bool:
        """Whether this run has seen the whole folder, and nothing of it is on its way."""
        return self._settled and self.seen_at is not None


class Resting(KeptWord):
    """The same with a reader of the folder of its own. `post` is given what that says."""

    def __init__(
        self,
        found: FoundStart,
        where: Places,
        post: Callable[[FromChild | ParserEnded | ReaderEnded], None],
        errors: IO[bytes],
    ) -> None:
        super().__init__(found)
        self._where = where
        self._looked = 0.0
        self.reader = ReaderKeeper(lambda: found.kept.watch, post, errors)

    def takes(self, event: FromChild | ParserEnded | ReaderEnded, now: datetime) -> bool:
        """Whether what has come of a child says nothing new of the folder."""
        if not isinstance(event, FromChild):
            return False
        return not self.reader.heard(event) or self.is_known(event.message, now)

    def disturbed(self, now: datetime, moment: float) -> bool:
        """Whether the day has turned, the reader is silent, or another program of this station has left something to
        send. `moment`: seconds of a clock that only goes forward."""
        if now.astimezone(self.settings.zone).date() != self._kept.day or self.reader.check(moment):
            return True
        if moment - self._looked < LOOK_AROUND:
            return False
        self._looked = moment
        return waits_to_be_sent(self._where)

    def note_look(self) -> None:
        """Note for the next run when this one last saw the whole folder, if it did."""
        if self.seen_at is None:
            return
        try:
            note_look(self._where.index, self.seen_at)
        except (OSError, sqlite3.Error):
            _log.warning("the last look at the folder could not be noted", exc_info=True)

    def close(self) -> None:
        """Let the reader go; nobody waits."""
        self.reader.close()
