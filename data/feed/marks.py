"""This station's marks on their way, and everybody's as they stand: outbox, fold, and what the folder still lacks.

A mark is saved here first, shown at once, and sent to the folder when it answers; what could not be sent waits in
the outbox, also for the next run. Lines seen are kept beside the index, so that a station that starts offline knows
what was handled.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from data.journal.journal import MAX_LINE
from data.journal.outbox import Outbox
from data.journal.seen_lines import SeenLines
from data.journal.station import new_run, station
from data.marks import make
from data.marks.clocks import Clocks
from data.marks.event import Damaged, Event, Newer, decode, encode, mark_name
from data.marks.fold import Fold
from data.marks.log_lines import log_lines
from data.marks.make import MarkError
from data.marks.make_handover import Author
from data.marks.orphans import NamedRows, orphan_keys, orphans
from data.marks.thread import day_of
from data.model import (
    Exclusion,
    Item,
    ItemMarks,
    LoggedVisit,
    LogLine,
    MarkLine,
    MarkRequest,
    MarksHealth,
    Orphan,
    ShiftNote,
    Undoable,
)
from data.processes.reader_messages import Append
from data.rules.base.workdays import Workdays
from data.settings import Settings
from data.store.paths import Places

_log = logging.getLogger(__name__)

LOOK_AROUND = 5.0
"""Seconds between two looks for marks that another run of this station left behind."""

RETRY_AFTER = 5.0
"""Seconds until marks that the folder did not take are offered again."""


class MarkDesk:
    """The marks of one folder. Called from several threads: a lock keeps them apart, and is held while a disk writes.

    So the screen's own thread calls `undoable` only, which takes no lock.
    """

    def __init__(self, places: Places, settings: Settings, *, read_only: bool, one_shot: bool = False) -> None:
        self._lock = threading.RLock()
        self._kept = SeenLines(places.index.with_name("marks.jsonl"), keeps=places.keeps_cache)
        self._clocks = Clocks(places.index.with_name("clocks-ahead.txt"), keeps=places.keeps_cache)
        self._read_only = read_only
        self._places = places
        self._shared = str(places.outbox / f"{places.folder_id}-oneshot.json") if one_shot else ""
        self.station = ""
        self.run = new_run()
        self._n = 0
        self._zone = settings.zone
        self.fold = Fold(settings.marks.unchanged_days, settings.zone)
        self.fold.add(self._kept.whole())
        self._held: set[str | bytes] = set()
        self._counted: tuple[object, int, int] = (None, -1, 0)
        self._outbox: Outbox | None = None
        self._pending: dict[str, bytes] = {}
        self._sent: dict[int, tuple[str, ...]] = {}
        self._number = 0
        self._not_before = 0.0
        self._last_saved = ""
        self._looked_around = float("-inf")
        self._undoable: Undoable | None = None
        self._restoring = False
        try:
            self._open()
        except OSError:
            # A full disk: the board is shown all the same, and the next mark tries again and says why not.
            _log.exception("the outbox could not be opened")
        self._note_undoable()
        self.look_around(0.0)

    def _open(self) -> None:
        """Who this station is and where its marks are saved, if not yet known. Raises OSError."""
        if self._outbox is None and not self._read_only:
            self.station = station(self._places.state)
            self._outbox = Outbox(self._places.state, self._places.folder_id, self.run)

    # ------------------------------------------------------------ what the screen asks

    def mark(
        self, request: MarkRequest, item: Item | None, *, by: str, now: datetime, today: date, settings: Settings
    ) -> Event:
        """Make a mark and save it here. Raises MarkError when it is not allowed, OSError when it cannot be saved."""
        with self._lock:
            self._open()
            event = make.make(
                request,
                item,
                by=by,
                station=self.station,
                run=self.run,
                n=self._n + 1,
                fold=self.fold,
                now=now,
                today=today,
                workdays=Workdays(settings.calendar),
                settings=settings.marks,
            )
            return self._save(event)

    def undo(self, *, by: str, now: datetime) -> Undoable | None:
        """Undo this station's latest mark; None when there is nothing to undo."""
        with self._lock:
            target = self._undoable
            event = self.fold.undoable(self.station) if target else None
            if event is None:
                return None
            self._save(
                make.make_undo(event, by=by, station=self.station, run=self.run, n=self._n + 1, fold=self.fold, now=now)
            )
            return target

    def undoable(self) -> Undoable | None:
        """What `undo` would undo now. Never waits: the screen asks it while a slow disk may hold the lock."""
        return self._undoable

    def item(self, key: str, episode: str, today: date) -> ItemMarks:
        """Where an item stands."""
        with self._lock:
            return self.fold.item(key, episode, today)

    def project_logs(self) -> Mapping[str, tuple[MarkLine, ...]]:
        """What officers logged about each project, by its key, the newest first."""
        with self._lock:
            return self.fold.project_logs()

    def accepted(self, key: str, episode: str) -> bool:
        """Whether an officer has accepted this version of a held ledger."""
        with self._lock:
            return self.fold.accepted(key, episode)

    def excluded(self) -> tuple[Exclusion, ...]:
        """The marks in force that take a row out of what is counted."""
        with self._lock:
            return self.fold.excluded()

    def visits(self) -> dict[str, tuple[LoggedVisit, ...]]:
        """The visits that officers logged, by the key that their marks count for. On the day that the mark names, but
        never after the day of the key press; made by whom it names, else by who pressed the key."""
        with self._lock:
            found: dict[str, list[LoggedVisit]] = {}
            for key, event in self.fold.visits():
                pressed = event.at.astimezone(self._zone).date()
                on, by = min(day_of(event) or pressed, pressed), event.arg.who or event.by
                found.setdefault(key, []).append(LoggedVisit(on, by, event.arg.text))
            return {key: tuple(visits) for key, visits in found.items()}

    def health(self) -> MarksHealth:
        """What waits, what could not be read, and whose clocks are off."""
        with self._lock:
            newer, damaged = self.fold.health()
            return MarksHealth(
                len(self._pending),
                self._last_saved,
                newer,
                damaged,
                clocks=self._clocks.off(self.fold),
                version=self.fold.version,
            )

    def log(self) -> tuple[LogLine, ...]:
        """Every line of every station, in the log's order."""
        with self._lock:
            return log_lines(self.fold, self._clocks, self._zone, self.station)

    def orphans(self, rows: NamedRows) -> tuple[Orphan, ...]:
        """The marks whose row is none of these, with the nearest of these."""
        with self._lock:
            return orphans(self.fold, rows)

    def count_orphans(self, rows: NamedRows) -> int:
        """How many there are that nobody has joined to a row."""
        with self._lock:
            if self._counted[:2] != (rows, self.fold.version):
                self._counted = rows, self.fold.version, len(orphan_keys(self.fold, rows))
            return self._counted[2]

    def link(self, orphan: Orphan, to: str, rows: NamedRows, *, by: str, now: datetime) -> Event:
        """Join the marks of a vanished row to the row of key `to`. Raises MarkError, OSError as `mark` does."""
        with self._lock:
            self._open()
            if to not in rows:
                raise make.no_item(to)
            ours = {"station": self.station, "run": self.run}
            event = make.make_link(orphan, to, rows[to][1], by=by, n=self._n + 1, fold=self.fold, now=now, **ours)
            return self._save(event)

    def handovers(self) -> tuple[ShiftNote, ...]:
        """Every note of a shift, the latest first."""
        with self._lock:
            return self.fold.handovers(self.station)

    def write(self, made: Callable[[Author], Event], *, by: str, now: datetime) -> Event:
        """Save here what `made` makes of this station's next number. Raises MarkError, OSError as `mark` does."""
        with self._lock:
            self._open()
            writer = Author(by=by, station=self.station, run=self.run, n=self._n + 1, fold=self.fold, now=now)
            return self._save(made(writer))

    def close(self) -> None:
        """Leave the outbox to the next run."""
        with self._lock:
            if self._outbox:
                self._outbox.close()

    def _save(self, event: Event) -> Event:
        if self._outbox is None:
            raise MarkError("read_only", ())
        line = encode(event)
        self._outbox.save(event)
        self._n += 1
        self._pending[event.id] = line
        self._last_saved = "here"
        self._not_before = 0.0
        self.fold.add([line])
        self._kept.add([line])  # else the next start would not know it until the folder has been read
        self._note_undoable()
        return event

    def _note_undoable(self) -> None:
        """Work out what `undo` would undo: after every change of the fold, under the lock."""
        event = self.fold.undoable(self.station) if self.station else None
        self._undoable = (
            Undoable(
                event.id, event.key, event.was.name, event.was.kind, event.op, event.arg.outcome, event.by, event.at
            )
            if event
            else None
        )

    def go_by(self, settings: Settings) -> None:
        """Go by other settings from now on."""
        with self._lock:
            self._zone = settings.zone
            self.fold.go_by(settings.marks.unchanged_days, settings.zone)

    # ------------------------------------------------------------ what the folder says

    def take_lines(self, lines: Iterable[bytes], now: datetime) -> bool:
        """Lines of the folder's journals, read at this moment; whether anything was new."""
        with self._lock:
            before = self.fold.version
            fresh: list[bytes] = []
            events: list[Event] = []
            for line in lines:
                mark = decode(line)
                self._held.add(mark_name(mark))
                known = isinstance(mark, Newer) and mark.line in self.fold.newer
                if self.fold.take(mark) and isinstance(mark, Event):
                    events.append(mark)
                    fresh.append(line)
                elif isinstance(mark, Newer) and not known:
                    fresh.append(line)
            self._clocks.read(events, now)
            if fresh:
                self._kept.add(fresh)
                self._note_undoable()
            return self.fold.version != before

    def rescue(self) -> int:
        """Offer to the folder what is known here and was not found there; how many marks. Call it once all was read.

        They go into a segment of this run under the ids that they have. If the folder has lost its FORMAT and still
        holds our ledgers it is given it back.
        """
        with self._lock:
            self._restoring = True
            waiting = [encode(event) for event in self._outbox.pending()] if self._outbox else []
            for line in (*self._kept.lines(), *waiting):
                mark = decode(line)
                whole = line.rstrip(b"\n") + b"\n"
                if not isinstance(mark, Damaged) and mark_name(mark) not in self._held and len(whole) <= MAX_LINE:
                    self._pending[mark.id if isinstance(mark, Event) else repr(mark.line)] = whole
            return len(self._pending)

    def look_around(self, now: float) -> bool:
        """Take over what other runs of this station left in the outbox when they ended; whether there was any."""
        with self._lock:
            if self._outbox is None or now - self._looked_around < LOOK_AROUND:
                return False
            self._looked_around = now
            left = {event.id: encode(event) for event in self._outbox.pending() if event.id not in self._pending}
            self._pending.update(left)
            # Kept too: the next start may come before the folder has been read.
            self._kept.add([line for line in left.values() if self.fold.add([line])])
            if left:
                self._note_undoable()
            return bool(left)

    def to_send(self, today: date, now: float) -> Append | None:
        """The marks to offer to the folder now, if any; the answer comes as `appended` or `failed`."""
        with self._lock:
            if self._sent or not self._pending or now < self._not_before:
                return None
            self._number += 1
            self._sent[self._number] = tuple(self._pending)
            lines = tuple(self._pending.values())
            return Append(
                self._number, lines, self.station, self.run, today, shared=self._shared, restore=self._restoring
            )

    def appended(self, number: int) -> None:
        """The folder has them, synced."""
        with self._lock:
            ids = self._sent.pop(number, ())
            if self._outbox and ids:
                try:
                    self._outbox.delivered(ids)
                except OSError:
                    # They are in the folder all the same; noted as pending they are sent again, under the same ids.
                    _log.exception("the outbox could not note what was delivered")
            for id_ in ids:
                self._pending.pop(id_, None)
            if not self._pending:
                self._last_saved = "folder"

    def failed(self, number: int, now: float) -> None:
        """The folder did not take them: they are offered again."""
        with self._lock:
            if self._sent.pop(number, None) is not None:
                self._not_before = now + RETRY_AFTER

    def reader_replaced(self) -> None:
        """What was sent to a reader that no longer answers is sent to the next: under the same ids, so harmlessly."""
        with self._lock:
            self._sent.clear()
