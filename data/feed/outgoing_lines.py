"""This station's lines of one stream on their way to the store: saved here first, offered until it has them.

What could not be sent waits in the outbox, also for the next run.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from datetime import date

from data.journal.journal_lines import MARKS, Stream
from data.journal.outbox import Outbox, directory
from data.journal.station_id import new_run, station
from data.processes.reader_messages import Append
from data.station.paths import Places

_log = logging.getLogger(__name__)

LOOK_AROUND = 5.0
"""Seconds between two looks for lines that another run of this station left behind."""

RETRY_AFTER = 5.0
"""Seconds until lines that the store did not take are offered again."""


class Outgoing:
    """Lines by their ids. May be called from any thread: a lock is held while a disk writes. Moments are seconds of one
    clock."""

    def __init__(self, places: Places, *, read_only: bool, one_shot: bool, stream: Stream = MARKS) -> None:
        self._lock = threading.RLock()
        self._places = places
        self._read_only = read_only
        self._stream = stream
        self._shared = str(directory(places.state, stream) / f"{places.folder_id}-oneshot.json") if one_shot else ""
        self._outbox: Outbox | None = None
        self._waiting: dict[str, bytes] = {}
        self._sent: dict[int, tuple[str, ...]] = {}
        self._number = 0
        self._not_before = 0.0
        self._saved = ""
        self._looked_around = float("-inf")
        self._restoring = False
        self.station = ""
        self.run = new_run()
        try:
            self.open()
        except OSError:
            # A full disk: the board is shown all the same, and the next mark tries again and says why not.
            _log.exception("the outbox could not be opened")

    def open(self) -> bool:
        """Make known who this station is and where its lines are saved; whether it writes at all. Raises OSError."""
        with self._lock:
            if self._outbox is None and not self._read_only:
                self.station = station(self._places.state)
                self._outbox = Outbox(self._places.state, self._places.folder_id, self.run, self._stream)
            return self._outbox is not None

    def save(self, id_: str, line: bytes) -> None:
        """Save a line on this station, and send it from now on. Raises OSError."""
        self.save_all({id_: line})

    def ready(self) -> bool:
        """Whether lines can be saved here now."""
        try:
            return self.open()
        except OSError:
            _log.warning("the outbox cannot be opened", exc_info=True)
            return False

    def save_all(self, lines: Mapping[str, bytes]) -> None:
        """Save lines by their ids on this station at once, and send them from now on. Raises OSError."""
        with self._lock:
            assert self._outbox
            self._outbox.save_all(lines.values())
            self._waiting.update(lines)
            self._saved = "here"
            self._not_before = 0.0

    @property
    def in_flight(self) -> bool:
        """Whether lines are offered, and the answer has not come."""
        with self._lock:
            return bool(self._sent)

    def health(self) -> tuple[int, str]:
        """How many wait, and where the last one is: "here", in the "folder", or "" if none was ever saved."""
        with self._lock:
            return len(self._waiting), self._saved

    def left(self) -> dict[str, bytes]:
        """All that is still to be delivered of this station, as it lies on its disk."""
        with self._lock:
            return self._outbox.pending() if self._outbox else {}

    def look_around(self, now: float) -> dict[str, bytes]:
        """Take over what other runs of this station left when they ended, and send it from now on."""
        with self._lock:
            if self._outbox is None or now - self._looked_around < LOOK_AROUND:
                return {}
            self._looked_around = now
            left = {id_: line for id_, line in self._outbox.pending().items() if id_ not in self._waiting}
            self._waiting.update(left)
            return left

    def give_back(self, missing: Mapping[str, bytes]) -> int:
        """Send what the folder lost, and its FORMAT if that is gone too; how many lines wait now."""
        with self._lock:
            self._restoring = True
            self._waiting.update(missing)
            return len(self._waiting)

    def to_send(self, today: date, now: float) -> Append | None:
        """The lines to offer to the store now, if any; the answer comes as `appended` or `failed`."""
        with self._lock:
            if self._sent or not self._waiting or now < self._not_before:
                return None
            self._number += 1
            self._sent[self._number] = tuple(self._waiting)
            return Append(
                self._number,
                tuple(self._waiting.values()),
                self.station,
                self.run,
                today,
                shared=self._shared,
                restore=self._restoring,
                stream=self._stream.name,
            )

    def appended(self, number: int) -> None:
        """The store has them, to stay."""
        with self._lock:
            ids = self._sent.pop(number, ())
            if self._outbox and ids:
                try:
                    self._outbox.delivered(ids)
                except OSError:
                    # They are in the folder all the same; noted as pending they are sent again, under the same ids.
                    _log.exception("the outbox could not note what was delivered")
            for id_ in ids:
                self._waiting.pop(id_, None)
            if not self._waiting:
                self._saved = "folder"

    def failed(self, number: int, now: float) -> None:
        """The store did not take them: they are offered again."""
        with self._lock:
            if self._sent.pop(number, None) is not None:
                self._not_before = now + RETRY_AFTER

    def reader_replaced(self) -> None:
        """What was sent to a reader that no longer answers is sent to the next: under the same ids, so harmlessly."""
        with self._lock:
            self._sent.clear()

    def close(self) -> None:
        """Leave the outbox to the next run."""
        with self._lock:
            if self._outbox:
                self._outbox.close()
