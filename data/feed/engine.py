"""What turns the children's messages into boards. No threads here: the feed feeds it, a one-shot command drives it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import IO

from data.feed.ledgers import Shelf, newest_change
from data.feed.marks import MarkDesk
from data.feed.past import Past, known_on, said_by
from data.feed.retries import Retries
from data.ledgers.season import Season
from data.marks.event import Event
from data.marks.orphans import NamedRows
from data.model import Board, FolderHealth, Item, MarkRequest, MarksHealth, Orphan, Problem, SourceHealth, SourceState
from data.processes.parser_messages import Parsed
from data.processes.reader_messages import (
    Appended,
    AppendFailed,
    FileGone,
    FileRead,
    FileState,
    FromReader,
    Health,
    Look,
    MarksRead,
    SettingsRead,
    Taken,
    Watch,
)
from data.processes.supervisor import FromChild, Job, ParserEnded, ParserKeeper, Post, ReaderEnded, ReaderKeeper
from data.rules import board as boards
from data.rules.base.names import UnitBook, followup_key, project_key
from data.rules.base.worklist import Worklist
from data.rules.faults import Ledgers
from data.store.history import History
from data.store.index import Index
from data.store.paths import Places

BEGUN_ANEW = ("_set_aside", "_empty")
"""How the codes end of what is over as soon as it is told."""

SAVED_FOR = 10.0
"""Seconds after which ledgers that are still being saved no longer withhold the first figures of all others."""


class Engine:
    """One folder's shelf, marks and children. `clock` gives the present moment, with its time zone; the directories of
    `places` are made."""

    def __init__(
        self,
        places: Places,
        post: Post,
        clock: Callable[[], datetime],
        *,
        read_only: bool = False,
        one_shot: bool = False,
        errors: IO[bytes],
    ) -> None:
        self._clock = clock
        self._folder = places.folder
        self._unkept = places.problems()
        self.shelf = Shelf(Index(places.index, keeps=places.keeps_cache), clock().year)
        marks = not read_only and places.keeps_state
        self.desk = MarkDesk(places, self.shelf.settings, read_only=not marks, one_shot=one_shot)
        # A station that only looks writes nothing outside its cache.
        self.history = (
            History(places.index.with_name("history.db"), keeps=places.keeps_cache)
            if read_only
            else History(places.history, keeps=places.keeps_state)
        )
        self._told_on: dict[str, date] = {}
        self.folder = FolderHealth(checked_at=self.shelf.checked_at)
        self.last_session = self.shelf.checked_at
        """When an earlier run last saw the whole folder; None for the first one."""
        self.settled = False
        self._coming = True
        self._retries = Retries()
        self.dirty = True
        self._ledgers = 0
        self._only_saved_since = time.monotonic()
        self._noted: tuple[Season, bool] | None = None
        self._worklist = Worklist()
        self._watches = 0
        self._skipped: tuple[str, ...] = ()
        self._rows_of: object = None
        self.rows: NamedRows = {}
        """Every row that can be marked; empty while a ledger may be missing, since then no mark is without its row."""
        self.parser = ParserKeeper(post, errors)
        self.reader = ReaderKeeper(self._watch, post, errors)

    # ------------------------------------------------------------ driving

    def take(self, event: FromChild | ParserEnded | ReaderEnded) -> None:
        """One message of a child, or its end."""
        if isinstance(event, ParserEnded):
            self._lost(self.parser.ended(event), "parser_died")
        elif isinstance(event, ReaderEnded):
            self.reader.ended(event)
        elif isinstance(event.message, Parsed):
            self._parsed(event.message)
        elif self.reader.heard(event):
            self._heard(event.message)

    def tick(self) -> None:
        """What time brings: a late parser, a silent reader, marks to send. Call it about twice a second."""
        now = time.monotonic()
        self._lost(self.parser.late(now), "parser_late")
        if self.reader.check(now):
            self.desk.reader_replaced()
            self._set_folder("silent", "")
        self.dirty |= self.desk.look_around(now)
        if self.shelf.release(self.desk.accepted):
            self._read_anew()
        self.take_as_whole(SAVED_FOR)
        if self.folder.state == "ok":
            append = self.desk.to_send(self.today, now)
            if append:
                self.reader.send(append)

    def try_again(self, now: float) -> None:
        """Have ledgers read again whose reading took too long or broke the parser: perhaps the station's fault, or a
        chance. Only once all else has been read, since such a ledger may take its whole deadline again.
        """
        if not self.busy and self.folder.state == "ok":
            due = self._retries.due(self.shelf.broken(), now)
            if due:
                self.shelf.forget_stamps(due)
                self._read_anew()

    def look(self) -> None:
        """Have the folder scanned now."""
        self.reader.send(Look())

    def close(self) -> None:
        """Leave the children; waits for neither."""
        self.reader.close()
        self.parser.close()
        self.desk.close()
        self.shelf.close()

    @property
    def today(self) -> date:
        """The office's day."""
        return self._clock().astimezone(self.shelf.settings.zone).date()

    @property
    def busy(self) -> bool:
        """Whether the folder has not yet been seen whole, or something is still being read."""
        return not self.settled or self.parser.waiting > 0

    @property
    def loading(self) -> bool:
        """Whether ledgers keep coming in; one that only comes to rest does not."""
        return self.parser.waiting > 0 or (self._coming and self.folder.state in ("starting", "ok"))

    def board(self, as_of: date | None = None) -> Board:
        """The board of this moment; `as_of` is the day the rules are computed for (default today)."""
        now = self._clock().astimezone(self.shelf.settings.zone)
        self._note_history(now)
        self.dirty = False
        board = self._built(self.shelf.season, now, as_of or now.date(), self.history.words_by(as_of or now.date()))
        waiting = tuple(note for note in self.desk.handovers() if note.waiting)
        station = tuple(self.station(now.date()))
        return replace(board, handovers=waiting, station=station) if waiting or station else board

    def station(self, today: date) -> Iterator[Problem]:
        """What this station's own files lack. What was lost and begun anew is told on the day of it and not again."""
        for problem in (*self._unkept, *self.shelf.problems, *self.history.problems):
            over = problem.code.endswith(BEGUN_ANEW) and self._told_on.setdefault(problem.code, today) != today
            if not over:
                yield problem

    def past(self, when: date | datetime) -> Past:
        """The season as this station knew it at the end of a day, or at a moment."""
        return known_on(self.history, self.shelf.season, when)

    def first_known(self) -> Past | None:
        """The first look at the whole folder, of which all that changed since can be told; None before any."""
        first, begins = self.history.first_look(), self.history.begins()
        if begins is None:
            return None
        local = first.astimezone(self.shelf.settings.zone) if first else None
        return self.past(local or begins)  # what was seen before moments were kept is known by its day alone

    def board_of(self, past: Past, as_of: date | None = None) -> Board:
        """The board of what was known then; the rules are computed for that day unless told otherwise."""
        now = self._clock().astimezone(self.shelf.settings.zone)
        return self._built(past.season, now, as_of or past.day, self.history.new_words_on(past.day))

    def _built(self, season: Season, now: datetime, day: date, new_words: Mapping[str, date | None]) -> Board:
        sources = self.shelf.sources(now)
        return boards.build(
            season,
            self.shelf.settings,
            as_of=day,
            now=now,
            marks=lambda key, episode: self.desk.item(key, episode, day),
            new_words=new_words,
            stage_moves=self.history.stage_moves,
            sources=sources,
            folder=self._folder_now(),
            marks_health=self._marks_health(sources),
            data_at=newest_change(sources),
            project_logs=self.desk.project_logs(),
            ledgers=Ledgers(self.shelf.held(), self.desk.excluded(), self._worklist),
            logged_visits=self.desk.visits(),
        )

    def _folder_now(self) -> FolderHealth:
        """With how far its ledgers are read: files come between two words of the reader."""
        done, whole = self.shelf.done, self.shelf.whole
        ledgers = max(self._ledgers, done) if self._ledgers else 0
        return replace(self.folder, whole=whole, read=done, ledgers=ledgers)

    def take_as_whole(self, patience: float = 0.0) -> None:
        """Let figures stand once the folder was read whole, or once all that is left has been saved for so long.

        A file that is saved again and again must not withhold all others for ever; it is told as not read.
        """
        if self.shelf.whole or self.folder.state != "ok":
            return
        now = time.monotonic()
        if not self.busy:
            self._whole()
        elif self.parser.waiting or not self._ledgers or self.folder.reading > self.shelf.waiting:
            self._only_saved_since = now
        elif now - self._only_saved_since >= patience:
            self._whole()

    def _whole(self) -> None:
        self.shelf.seen_whole()
        self.dirty = True

    def units(self) -> UnitBook:
        """The units that ledgers and settings know."""
        season = self.shelf.season
        return UnitBook(season.units, self.shelf.settings, season.targets, season.projects)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self._clock()

    def mark(self, request: MarkRequest, item: Item | None, by: str) -> Event:
        """Make a mark and save it on this station; from any thread. Raises MarkError or OSError."""
        return self.desk.mark(request, item, by=by, now=self._clock(), today=self.today, settings=self.shelf.settings)

    def _marks_health(self, sources: Sequence[SourceHealth]) -> MarksHealth:
        if self.busy or self.folder.state != "ok" or any(_unknown(source) for source in sources):
            self.rows, self._rows_of = {}, None
        elif self._rows_of is not self.shelf.season:
            self._rows_of = self.shelf.season
            self.rows = rows_of(self.shelf.season)
        orphans = self.desk.count_orphans(self.rows) if self.rows else 0
        return replace(self.desk.health(), skipped=self._skipped, orphans=orphans)

    def orphans(self) -> tuple[Orphan, ...]:
        """Marks whose row is gone; from any thread. None while a ledger may be missing."""
        rows = self.rows
        return self.desk.orphans(rows) if rows else ()

    def link(self, orphan: Orphan, to: str, by: str) -> Event:
        """Join an orphan to the row of key `to`; from any thread. Raises MarkError or OSError."""
        return self.desk.link(orphan, to, self.rows, by=by, now=self._clock())

    # ------------------------------------------------------------ messages

    def _heard(self, message: FromReader) -> None:
        if isinstance(message, FileRead):
            self.parser.add(Job(message.file, message.stamp, message.data), self.shelf.plan)
        elif isinstance(message, FileGone):
            self.dirty |= self.shelf.drop(message.file, self._clock())
        elif isinstance(message, FileState):
            self.dirty |= self.shelf.take_state(message)
        elif isinstance(message, SettingsRead):
            self._settings(message.text)
        elif isinstance(message, MarksRead):
            self.dirty |= self.desk.take_lines(message.lines, self._clock())
        elif isinstance(message, Appended):
            self.desk.appended(message.number)
            self.dirty = True
        elif isinstance(message, AppendFailed):
            self.desk.failed(message.number, time.monotonic())
            self.dirty = True
        elif isinstance(message, Health):
            self._health(message)

    def _health(self, health: Health) -> None:
        self.shelf.is_folder(health.format_uuid)
        # By other settings than those in force "nothing left to read" says nothing: all may be to be read anew.
        settled = health.settled and health.number == self._watches
        self.dirty |= (settled, health.skipped) != (self.settled, self._skipped)
        self.settled, self._skipped = settled, health.skipped
        self._coming = health.coming or health.number != self._watches
        self._ledgers = health.ledgers or self._ledgers
        if health.state == "ok" and health.scans:
            self.shelf.checked(self._clock())
        self._set_folder(health.state if health.scans or health.state != "ok" else "starting", health.detail, health)
        self.take_as_whole(SAVED_FOR)

    def _set_folder(self, state: str, detail: str, health: Health | None = None) -> None:
        now = self._clock()
        old = self.folder
        self.folder = FolderHealth(
            state=state,
            checked_at=self.shelf.checked_at,
            since=old.since if state == old.state else now,
            watch=health.watch if health else old.watch,
            reading=max(health.waiting if health else 0, self.parser.waiting),
            detail=detail,
            settings_problem=self.shelf.settings_problem,
            settings_left=self.shelf.settings_left,
        )
        new = self.folder
        self.dirty |= (state, new.watch, new.reading) != (old.state, old.watch, old.reading)
        self.dirty |= (new.settings_problem, new.settings_left) != (old.settings_problem, old.settings_left)

    def _settings(self, text: str) -> None:
        before, files = self.shelf.plan_digest, self.shelf.settings.files
        problem = self._settings_said()
        if self.shelf.take_settings(text) and self.shelf.plan_digest != before:
            self.settled = False
        self.desk.go_by(self.shelf.settings)
        self.dirty = True
        changed = (self.shelf.plan_digest, self.shelf.settings.files) != (before, files)
        if changed or problem != self._settings_said():
            self._coming = True
            self.reader.send(self._watch())

    def _settings_said(self) -> tuple[str, tuple[str, ...]]:
        return self.shelf.settings_problem, self.shelf.settings_left

    def _parsed(self, parsed: Parsed) -> None:
        job = self.parser.done(parsed)
        if job is None:
            return
        self.shelf.take_reading(job, parsed.reading, self._clock(), self.desk.accepted)
        self.dirty = True
        self.reader.send(Taken(job.file))

    def _lost(self, job: Job | None, code: str) -> None:
        if job is None:
            return
        self.dirty |= self.shelf.set_aside(job.file, job.stamp, SourceState.FAILED, Problem(code, job.file))
        self._retries.failed(job.file, time.monotonic())
        self.reader.send(Taken(job.file))

    def _read_anew(self) -> None:
        """Tell the reader which files are known by now: those that are not any more it hands over again."""
        self.settled, self._coming = False, True
        self.reader.send(self._watch())

    def _watch(self) -> Watch:
        files = self.shelf.settings.files
        self._watches += 1
        return Watch(
            number=self._watches,
            folder=str(self._folder),
            known=self.shelf.known(),
            rest_workbook=files.rest_workbook,
            rest_csv=files.rest_csv,
            scan_seconds=files.scan_seconds,
            watch=files.watch,
            max_bytes=files.max_megabytes * 1_000_000,
            leave_out=files.leave_out,
            format_uuid=self.shelf.format_uuid,
            expected=tuple(file for file, row in self.shelf.files.items() if row.kinds),
        )

    def _note_history(self, now: datetime) -> None:
        season, today = self.shelf.season, now.date()
        whole = not self.busy and self.folder.state == "ok"
        if self._noted is not None and self._noted[0] is season and self._noted[1] >= whole:
            return
        self._noted = (season, whole)
        said = said_by(season)
        self.history.note(said.values(), today, now=now, whole=whole)


def rows_of(season: Season) -> NamedRows:
    """Every row that can be marked, by its key: its unit and its name."""
    return {
        **{project_key(p): (p.unit, p.name) for p in season.projects},
        **{followup_key(f): (f.owed_by, f.what) for f in season.followups},
    }


def _unknown(source: SourceHealth) -> bool:
    """Whether a file may hold rows that nobody has read: its last good version, if it has one, stands."""
    return source.state in (SourceState.WAITING, SourceState.HELD, SourceState.FAILED) and not source.kinds
