"""Everybody's marks as they stand, and this station's as they are made: the fold, and the lines that go out.

A mark is encoded once, saved here as a line, and shown at once; `Outgoing` sends it when the folder answers. Lines seen
are kept beside the index, so that a station that starts offline knows what was handled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial

from data.feed.outgoing_lines import Outgoing
from data.journal.journal_lines import MAX_LINE
from data.journal.kept_lines import SeenLines
from data.marks import make_mark
from data.marks.fold_marks import Fold
from data.marks.log_lines import log_lines
from data.marks.logged_visits import logged_visits
from data.marks.make_mark import Author, MarkError
from data.marks.mark_event import Damaged, Event, Newer, decode, mark_name
from data.marks.orphans import NamedRows, orphan_keys, orphans
from data.marks.paper_marks import answers, issues
from data.marks.wrong_clocks import Clocks
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
from data.model.issued_papers import IssuedPaper, UnitAnswer
from data.rules.board_inputs import MarksSay, MarkTrail
from data.rules.calendar.workdays import Workdays
from data.settings import Settings
from data.station.paths import Places


class MarkDesk:
    """The marks of one folder. Called from several threads: a lock keeps them apart, and is held while a disk writes.

    So the screen's own thread calls `undoable` only, which takes no lock.
    """

    def __init__(self, places: Places, settings: Settings, *, read_only: bool, one_shot: bool = False) -> None:
        self._lock = threading.RLock()
        self._kept = SeenLines(places.index.with_name("marks.jsonl"), keeps=places.keeps_cache)
        self._clocks = Clocks(places.index.with_name("clocks-ahead.txt"), keeps=places.keeps_cache)
        self._n = 0
        self._zone = settings.zone
        self.fold = Fold(settings.marks.unchanged_days, settings.zone)
        for mark in map(decode, self._kept.lines()):
            if not isinstance(mark, Damaged):  # it was whole when it was kept: the folder has it as it should be
                self.fold.take(mark)
        self._held: set[str | bytes] = set()
        self._counted: tuple[object, int, int] = (None, -1, 0)
        self._undoable: Undoable | None = None
        self.outgoing = Outgoing(places, read_only=read_only, one_shot=one_shot)
        self._note_undoable()
        self.look_around(0.0)

    @property
    def station(self) -> str:
        """This station's id, "" while it writes nothing."""
        return self.outgoing.station

    # ------------------------------------------------------------ what the screen asks

    def mark(
        self, request: MarkRequest, item: Item | None, *, by: str, now: datetime, today: date, settings: Settings
    ) -> Event:
        """Make a mark and save it here. Raises MarkError when it is not allowed, OSError when it cannot be saved."""
        days, rule = Workdays(settings.calendar), settings.marks

        def made(writer: Author) -> Event:
            return make_mark.make(request, item, today=today, workdays=days, settings=rule, **writer)

        return self.write(made, by=by, now=now)

    def undo(self, *, by: str, now: datetime) -> Undoable | None:
        """Undo this station's latest mark; None when there is nothing to undo."""
        with self._lock:
            target = self._undoable
            event = self.fold.undoable(self.station) if target else None
            if event is None:
                return None
            self.write(lambda writer: make_mark.make_undo(event, **writer), by=by, now=now)
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

    def says(self, day: date) -> MarksSay:
        """What marks say to the rules on a day."""
        touched = self.fold.touched
        trail = MarkTrail(touched, len(touched), day)  # first: what is marked meanwhile is asked for once more
        of = partial(self.item, today=day)
        return MarksSay(of, self.excluded(), self.visits(), self.project_logs(), self.apart(), trail)

    def excluded(self) -> tuple[Exclusion, ...]:
        """The marks in force that take a row out of what is counted."""
        with self._lock:
            return self.fold.excluded()

    def apart(self) -> frozenset[str]:
        """The contradictions of which two rows were ruled to be two projects."""
        with self._lock:
            return self.fold.apart()

    def visits(self) -> dict[str, tuple[LoggedVisit, ...]]:
        """The visits that officers logged, by the key that their marks count for."""
        with self._lock:
            return logged_visits(self.fold, self._zone)

    def health(self) -> MarksHealth:
        """What waits, what could not be read, and whose clocks are off."""
        with self._lock:
            return MarksHealth(
                *self.outgoing.health(),
                *self.fold.health(),
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
        if to not in rows:
            raise make_mark.no_item(to)
        return self.write(lambda writer: make_mark.make_link(orphan, to, rows[to][1], **writer), by=by, now=now)

    def handovers(self) -> tuple[ShiftNote, ...]:
        """Every note of a shift, the latest first."""
        with self._lock:
            return self.fold.handovers(self.station)

    def answers(self, period: str) -> tuple[UnitAnswer, ...]:
        """What units answered to their figures of a period."""
        with self._lock:
            return answers(self.fold, period, self._zone)

    def issues(self) -> tuple[IssuedPaper, ...]:
        """Every paper that was issued, in the order that all stations find."""
        with self._lock:
            return issues(self.fold, self._zone)

    def try_out(self, made: Callable[[Author], Event], *, by: str, now: datetime) -> None:
        """Make a mark and write nothing. Raises MarkError where `write` would."""
        with self._lock:
            make_mark.line_of(made(self._author(by, now)))

    def write(self, made: Callable[[Author], Event], *, by: str, now: datetime) -> Event:
        """Save here what `made` makes of this station's next number. Raises MarkError, OSError as `mark` does."""
        with self._lock:
            writes = self.outgoing.open()
            event = made(self._author(by, now))
            if not writes:
                raise MarkError("read_only", ())
            line = make_mark.line_of(event)
            self.outgoing.save(event.id, line)
            self._n += event.id == self._next_id  # an issue has a run of its own
            self.fold.add([line])
            self._kept.add([line])  # else the next start would not know it until the folder has been read
            self._note_undoable()
            return event

    @property
    def _next_id(self) -> str:
        return f"{self.outgoing.station}.{self.outgoing.run}.{self._n + 1}"

    def _author(self, by: str, now: datetime) -> Author:
        station, run = self.outgoing.station, self.outgoing.run
        return Author(by=by, station=station, run=run, n=self._n + 1, fold=self.fold, now=now)

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
            missing: dict[str, bytes] = {}
            for line in (*self._kept.lines(), *self.outgoing.left().values()):
                mark = decode(line)
                whole = line.rstrip(b"\n") + b"\n"
                if not isinstance(mark, Damaged) and mark_name(mark) not in self._held and len(whole) <= MAX_LINE:
                    missing[mark.id if isinstance(mark, Event) else repr(mark.line)] = whole
            return self.outgoing.give_back(missing)

    def look_around(self, now: float) -> bool:
        """Take over what other runs of this station left in the outbox when they ended; whether there was any."""
        with self._lock:
            left = self.outgoing.look_around(now)
            # Kept too: the next start may come before the folder has been read.
            self._kept.add([line for line in left.values() if self.fold.add([line])])
            if left:
                self._note_undoable()
            return bool(left)
