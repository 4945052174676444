"""What turns the children's messages into boards. No threads here: the feed feeds it, a one-shot command drives it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import IO, TYPE_CHECKING

import msgspec

from data.feed.blob_desk import BlobDesk
from data.feed.file_states import is_unknown
from data.feed.folder_state import SAVED_FOR, FolderState, newest_change
from data.feed.history_upgrade import earlier_sights
from data.feed.known_then import Past
from data.feed.last_good import Shelf
from data.feed.marks_desk import MarkDesk
from data.feed.moved_rows import named_rows
from data.feed.new_version_recorder import SeenDesk
from data.feed.reading_retries import Retries
from data.feed.recalled_days import Recollection
from data.journal.journal_lines import MARKS, SEEN
from data.ledgers.season import Season
from data.marks.orphans import NamedRows
from data.model import Board, FolderHealth, MarksHealth, Problem, SourceHealth, SourceState
from data.processes.parser_messages import Parsed
from data.processes.reader_messages import (
    Appended,
    AppendFailed,
    BlobSaid,
    FileGone,
    FileRead,
    FileState,
    FromReader,
    Health,
    LinesRead,
    Look,
    SettingsRead,
    Taken,
)
from data.processes.supervisor import FromChild, Job, ParserEnded, ParserKeeper, Post, ReaderEnded, ReaderKeeper
from data.rules.board_inputs import FilesSay, HistorySays
from data.rules.units.names import UnitBook
from data.settings import FILE_NAME, RuleSettings
from data.station.history import History
from data.station.index import Index
from data.station.paths import Places

if TYPE_CHECKING:  # the rules are loaded with the first board: a command that only marks may need none
    from data.rules.board import KeptParts

BEGUN_ANEW = ("_set_aside", "_empty")
"""How the codes end of what is over as soon as it is told."""


class Engine:
    """One folder's shelf, marks and children. `clock` gives the present moment, with its time zone; the directories of
    `places` are made. `founds`: what it sees of the ledgers goes into a folder that has no `.fairwatch` yet, too."""

    def __init__(
        self,
        places: Places,
        post: Post,
        clock: Callable[[], datetime],
        *,
        read_only: bool = False,
        one_shot: bool = False,
        founds: bool = True,
        errors: IO[bytes],
    ) -> None:
        self._clock, self._began = clock, clock()
        self._founds = founds
        self._unkept = places.problems()
        writes = not read_only and places.keeps_state
        self.seen = SeenDesk(places, read_only=not writes, one_shot=one_shot, clock=clock)
        self.shelf = Shelf(Index(places.index, keeps=places.keeps_cache), clock().year, self.seen)
        self.desk = MarkDesk(places, self.shelf.settings, read_only=not writes, one_shot=one_shot)
        self.blobs = BlobDesk(places.index.parent, keeps=places.keeps_cache)
        self.shelf.accepted = self.desk.accepted
        # A station that only looks writes nothing outside its cache.
        path = places.index.with_name("history.db") if read_only else places.history
        self.history = History(path, keeps=places.keeps_cache if read_only else places.keeps_state)
        self.recollection = Recollection(self.shelf, self.seen.memory, self.history, clock, looks=read_only)
        self.last_session = self.shelf.checked_at
        """When an earlier run last saw the whole folder; None for the first one."""
        self._retries, self._told_on = Retries(), dict[str, date]()
        self._kept: dict[bool, KeptParts] = {}
        self.dirty = True
        self._rows_of: object = None
        self.rows: NamedRows = {}
        """Every row that can be marked; empty while a ledger may be missing, since then no mark is without its row."""
        self.parser = ParserKeeper(post, errors)
        self.state = FolderState(str(places.folder), self.shelf, self.parser)
        self.reader = ReaderKeeper(self.state.watch, post, errors)

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
            for waits in (self.desk.outgoing, self.seen.outgoing, self.blobs):
                waits.reader_replaced()
            self.dirty |= self.state.stands("silent", "", self._clock())
        self.dirty |= self.desk.look_around(now) | self.shelf.writer.catch_up()
        self._remembers(self.seen.look_around(now))
        if self.shelf.release():
            self._read_anew()
        self.take_as_whole(SAVED_FOR)
        if self.folder.state == "ok":
            self.remember()
            self.blobs.send(self.reader.send)
            # A command that looks once makes no folder one of fairwatch's.
            tells = not self.loading and (self._founds or self.shelf.format_uuid)
            for outgoing in (self.desk.outgoing, *([self.seen.outgoing] if tells else [])):
                if append := outgoing.to_send(self.today, now):
                    self.reader.send(append)

    def remember(self) -> None:
        """Record what this station saw of the ledgers, as soon as nothing more comes in."""
        if self.state.seen_whole:
            self.dirty |= self.shelf.gone.miss(self._clock().astimezone(self.shelf.settings.zone))
        if not self.loading:
            zone, whole = self.shelf.settings.zone, self.state.seen_whole
            if whole and self.seen.rows and self.seen.is_new_here:
                began, station = self._began.astimezone(zone), self.seen.outgoing.station
                self.seen.publish_history(earlier_sights(self.history, station, self.shelf.files, began))
            self.seen.write(self._clock().astimezone(zone), whole=whole, first_look=self.history.first_look())

    def try_again(self, now: float) -> None:
        """Have ledgers read again whose reading took too long or broke the parser: perhaps the station's fault, or a
        chance. Only once all else has been read, since such a ledger may take its whole deadline again.
        """
        if self.state.seen_whole:
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
        self.desk.outgoing.close()
        self.seen.outgoing.close()
        self.shelf.close()

    @property
    def today(self) -> date:
        """The office's day."""
        return self._clock().astimezone(self.shelf.settings.zone).date()

    @property
    def busy(self) -> bool:
        """Whether the folder has not yet been seen whole, or something is still being read."""
        return self.state.busy

    @property
    def loading(self) -> bool:
        """Whether ledgers keep coming in; one that only comes to rest does not."""
        return self.state.loading

    @property
    def folder(self) -> FolderHealth:
        """How the folder stands."""
        return self.state.health

    def board(self, as_of: date | None = None) -> Board:
        """The board of this moment; `as_of` is the day the rules are computed for (default today)."""
        now = self._clock().astimezone(self.shelf.settings.zone)
        self.recollection.note(now, whole=self.state.seen_whole)
        self.dirty = False
        day = as_of or now.date()
        board = self._built(self.shelf.season, self.shelf.rules, now, day, self.recollection.says_by(day), keeps=True)
        waiting = tuple(note for note in self.desk.handovers() if note.waiting)
        station = tuple(self.station(now.date()))
        return replace(board, handovers=waiting, station=station) if waiting or station else board

    def station(self, today: date) -> Iterator[Problem]:
        """What this station's own files lack. What was lost and begun anew is told on the day of it and not again."""
        for problem in (*self._unkept, *self.shelf.problems, *self.history.problems, *self.seen.problems):
            over = problem.code.endswith(BEGUN_ANEW) and self._told_on.setdefault(problem.code, today) != today
            if not over:
                yield problem

    def past(self, when: date | datetime) -> Past:
        """The season as it was known at the end of a day, or at a moment."""
        return self.recollection.past(when)

    def first_known(self) -> Past | None:
        """The first look at the whole folder, of which all that changed since can be told; None before any."""
        return self.recollection.first_known()

    def board_of(self, past: Past, as_of: date | None = None) -> Board:
        """The board of what was known then; the rules are computed for that day unless told otherwise."""
        now = self._clock().astimezone(self.shelf.settings.zone)
        # What was known then are the rows that counted then, and none of these is an older version.
        rules = msgspec.structs.replace(
            self.shelf.rules, files=msgspec.structs.replace(self.shelf.rules.files, versions="all")
        )
        says = self.recollection.says_on(past.day)
        board = self._built(past.season, rules, now, as_of or past.day, says)
        return replace(board, station=tuple(self.station(now.date())))

    def _built(
        self, season: Season, rules: RuleSettings, now: datetime, day: date, says: HistorySays, *, keeps: bool = False
    ) -> Board:
        from data.rules.board import KeptParts, build

        kept = self._kept.setdefault(day == now.date(), KeptParts()) if keeps else None  # another day's are its own
        desk, shelf, sources = self.desk, self.shelf, self.shelf.sources()
        return build(
            season,
            rules,
            as_of=day,
            now=now,
            marks=desk.says(day),
            history=says,
            files=FilesSay(
                sources, shelf.held(), newest_change(sources, now), self.state.now(), self._marks_health(sources)
            ),
            versions=self.recollection.versions,
            kept=kept,
        )

    def take_as_whole(self, patience: float = 0.0) -> None:
        """Let figures stand once the folder was read whole, or all that is left has been saved for so many seconds."""
        self.dirty |= self.state.take_as_whole(patience)

    @property
    def season(self) -> Season:
        """The records that count: all that were read, without those of older versions of a ledger."""
        return self.recollection.counted().season

    def units(self) -> UnitBook:
        """The units that ledgers and settings know."""
        season = self.season
        return UnitBook(season.units, self.shelf.rules, season.targets, season.projects)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self._clock()

    def _marks_health(self, sources: Sequence[SourceHealth]) -> MarksHealth:
        if not self.state.seen_whole or any(is_unknown(source) for source in sources):
            self.rows, self._rows_of = {}, None
        elif self._rows_of is not (season := self.season):
            self._rows_of = season
            self.rows = named_rows(season)
        orphans = self.desk.count_orphans(self.rows) if self.rows else 0
        return replace(self.desk.health(), skipped=self.state.skipped, orphans=orphans)

    # ------------------------------------------------------------ messages

    def _heard(self, message: FromReader) -> None:
        if isinstance(message, FileRead):
            self.parser.add(Job(message.file, message.stamp, message.data, message.apart), self.shelf.in_force.plan)
        elif isinstance(message, FileGone):
            self.dirty |= self.shelf.drop(message.file, self._clock())
        elif isinstance(message, FileState):
            self.dirty |= self.shelf.take_state(message)
        elif isinstance(message, SettingsRead):
            self._go_by(partial(self.shelf.take_settings, message, self._clock()))
        elif isinstance(message, LinesRead):
            self._lines(message)
        elif isinstance(message, Appended | AppendFailed):
            outgoing = self.seen.outgoing if message.stream == SEEN.name else self.desk.outgoing
            failed = isinstance(message, AppendFailed)
            outgoing.failed(message.number, time.monotonic()) if failed else outgoing.appended(message.number)
            self.dirty |= message.stream == MARKS.name
        elif isinstance(message, BlobSaid):
            self.blobs.answered(message)
        elif isinstance(message, Health):
            self._health(message)

    def _lines(self, message: LinesRead) -> None:
        if message.stream == MARKS.name:
            self.dirty |= self.desk.take_lines(message.lines, self._clock())
        elif message.stream == SEEN.name:
            self._remembers(self.seen.take_lines(message.lines))

    def _remembers(self, changed: set[str]) -> None:
        """Go by what the folder remembers of these files by now."""
        self.dirty |= bool(changed)
        if FILE_NAME in changed:
            self._go_by(self.shelf.recall_settings)
        if self.shelf.recall(changed):
            self._read_anew()

    def _health(self, health: Health) -> None:
        self.shelf.is_folder(health.format_uuid)
        self.dirty |= self.state.hear(health, self._clock())
        self.take_as_whole(SAVED_FOR)

    def _go_by(self, take: Callable[[], bool]) -> None:
        """Take settings, whether those of the folder's file or those that it remembers."""
        before = self._settings_said()
        if take() and self.shelf.in_force.plan_digest != before[0]:
            self.state.settled = False
        self.desk.go_by(self.shelf.settings)
        self.dirty = True
        if self._settings_said() != before:
            self.state.expect_more()
            self.reader.send(self.state.watch())

    def _settings_said(self) -> tuple[object, ...]:
        now = self.shelf.in_force
        return now.plan_digest, now.settings.files, now.problem, now.left

    def _parsed(self, parsed: Parsed) -> None:
        job = self.parser.done(parsed)
        if job is None:
            return
        self.shelf.take_reading(job, parsed.reading, self._clock())
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
        self.state.settled = False
        self.state.expect_more()
        self.reader.send(self.state.watch())
