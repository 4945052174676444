"""How the folder stands by the words of its reader: what of it has been seen, and whether its figures stand."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model import FolderHealth, SourceHealth, SourceState
from data.processes.reader_messages import Health, Watch

if TYPE_CHECKING:
    from data.feed.last_good import Shelf
    from data.processes.supervisor import ParserKeeper

SAVED_FOR = 10.0
"""Seconds after which ledgers that are still being saved no longer withhold the first figures of all others."""


class FolderState:
    """The folder at `path`, whose ledgers come to `shelf` through `parser`. `health` is how it stands."""

    def __init__(self, path: str, shelf: Shelf, parser: ParserKeeper) -> None:
        self._path, self._shelf, self._parser = path, shelf, parser
        self.health = FolderHealth(checked_at=shelf.checked_at)
        self.settled = False
        """Whether its reader has handed over all that is to be read by the settings in force."""
        self.skipped: tuple[str, ...] = ()
        """Segments of marks that its reader leaves out."""
        self._coming = True
        self._ledgers = 0
        self._watches = 0
        self._only_saved_since = time.monotonic()

    @property
    def busy(self) -> bool:
        """Whether the folder has not yet been seen whole, or something is still being read."""
        return not self.settled or self._parser.waiting > 0

    @property
    def loading(self) -> bool:
        """Whether ledgers keep coming in; one that only comes to rest does not."""
        return self._parser.waiting > 0 or (self._coming and self.health.state in ("starting", "ok"))

    @property
    def seen_whole(self) -> bool:
        """Whether the folder answers and nothing of it is left to read."""
        return not self.busy and self.health.state == "ok"

    def now(self) -> FolderHealth:
        """How it stands, with how far its ledgers are read: files come between two words of the reader."""
        done, whole = self._shelf.done, self._shelf.whole
        ledgers = max(self._ledgers, done) if self._ledgers else 0
        return replace(self.health, whole=whole, read=done, ledgers=ledgers)

    def hear(self, said: Health, now: datetime) -> bool:
        """Take what its reader says of it; whether that is news for the board."""
        # By other settings than those in force "nothing left to read" says nothing: all may be to be read anew.
        in_force = said.number == self._watches
        settled = said.settled and in_force
        news = (settled, said.skipped) != (self.settled, self.skipped)
        self.settled, self.skipped = settled, said.skipped
        self._coming = said.coming or not in_force
        self._ledgers = said.ledgers or self._ledgers
        if said.state == "ok" and said.scans:
            self._shelf.checked(now)
        state = said.state if said.scans or said.state != "ok" else "starting"
        return self.stands(state, said.detail, now, said) or news

    def stands(self, state: str, detail: str, now: datetime, said: Health | None = None) -> bool:
        """It stands so from now on; whether that is news for the board."""
        old = self.health
        new = self.health = FolderHealth(
            state=state,
            checked_at=self._shelf.checked_at,
            since=old.since if state == old.state else now,
            watch=said.watch if said else old.watch,
            reading=max(said.waiting if said else 0, self._parser.waiting),
            detail=detail,
            settings_problem=self._shelf.in_force.problem,
            settings_left=self._shelf.in_force.left,
        )
        return (state, new.watch, new.reading, new.settings_problem, new.settings_left) != (
            old.state,
            old.watch,
            old.reading,
            old.settings_problem,
            old.settings_left,
        )

    def expect_more(self) -> None:
        """More of it may come than its reader has said."""
        self._coming = True

    def watch(self) -> Watch:
        """How it is to be read from now on, and which files are known by now."""
        self._watches += 1
        return self.asked(self._watches)

    def asked(self, number: int) -> Watch:
        """What a reader is told under this number."""
        files = self._shelf.settings.files
        return Watch(
            number=number,
            folder=self._path,
            known=self._shelf.known(),
            rest_workbook=files.rest_workbook,
            rest_csv=files.rest_csv,
            scan_seconds=files.scan_seconds,
            watch=files.watch,
            max_bytes=files.max_megabytes * 1_000_000,
            leave_out=files.leave_out,
            format_uuid=self._shelf.format_uuid,
            expected=self._shelf.gone.last_there,
        )

    def take_as_whole(self, patience: float = SAVED_FOR) -> bool:
        """Let figures stand once the folder was read whole, or once all that is left has been saved for so long;
        whether they stand only now.

        A file that is saved again and again must not withhold all others for ever; it is told as not read.
        """
        if self._shelf.whole or self.health.state != "ok":
            return False
        now = time.monotonic()
        if self.busy:
            if self._parser.waiting or not self._ledgers or self.health.reading > self._shelf.waiting:
                self._only_saved_since = now
                return False
            if now - self._only_saved_since < patience:
                return False
        self._shelf.seen_whole()
        return True


def newest_change(sources: Iterable[SourceHealth], now: datetime) -> datetime | None:
    """When the latest of the ledgers that were read well was changed; None without any. One that was changed in the
    future was changed now."""
    times = [min(s.changed_at, now) for s in sources if s.state == SourceState.OK and s.kinds and s.changed_at]
    return max(times, default=None)
