"""What this station sees of the ledgers, told to the folder: one record a version, in the stream `seen`.

What others saw comes in as their records do, and is kept beside the index for a start without the folder. A station
that only looks tells nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

import msgspec

from data.feed.outgoing_lines import Outgoing
from data.folder_memory.record import GONE, SeenLine, decode, lines_of, record_id
from data.folder_memory.records_by_file import FileSight, FolderMemory
from data.folder_memory.settings_text import packed_settings
from data.folder_memory.version_rows import VersionRows, by_digest, packed
from data.journal.folder_format import HOME
from data.journal.journal_lines import SEEN
from data.journal.kept_lines import SeenLines
from data.model import Problem
from data.processes.reader_messages import Append
from data.station.paths import Places
from data.support.installed import installed

_log = logging.getLogger(__name__)

SETTLES = 30.0
"""Seconds until a version is recorded that the folder may know to be an old one: a replica brings the records of a
ledger before the ledger itself."""

WHOLE_EVERY = 16
"""Versions of a file after which one is recorded with all of its rows, and not with what is new."""

APP = installed("fairwatch")


class _Waiting(msgspec.Struct):
    """A file whose present version is not recorded; `sure`: it is certainly newer than the one that is."""

    since: float
    sure: bool


class SeenDesk:
    """The memory of one folder, and what of it is this station's to write."""

    def __init__(
        self,
        places: Places,
        *,
        read_only: bool,
        one_shot: bool = False,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.memory = FolderMemory(clock if read_only else None)
        self.outgoing = Outgoing(places, read_only=read_only, one_shot=one_shot, stream=SEEN)
        self.rows = True
        """Whether rows are recorded (`[memory] rows`), and not only digests and counts."""
        self.settles = SETTLES
        self._writes = not read_only
        self._stream = str(places.folder / HOME / SEEN.name)
        self._kept = SeenLines(places.index.with_name("seen.jsonl"), keeps=places.keeps_cache)
        self._in_folder: set[int] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._said_hello = False
        self.memory.take(self._kept.lines())
        self.memory.take(self.outgoing.left().values())

    # ------------------------------------------------------------ what comes in

    def take_lines(self, lines: Iterable[bytes]) -> set[str]:
        """Lines of the folder's journals; the files of which they say anything new."""
        changed: set[str] = set()
        fresh: list[bytes] = []
        for line in lines:
            self._in_folder.add(hash(line))
            if files := self.memory.take([line]):
                changed |= files
                fresh.append(line)
        self._kept.add(fresh)
        return changed

    def see(self, sight: FileSight) -> None:
        """Take what this station sees of a file; it is recorded if it is news for the folder."""
        file, before = sight.file, self.memory.sight(sight.file)
        if before and before.digest != sight.digest:
            self._record_now(file)
        recorded = self.memory.recorded(file)
        head = recorded[-1].digest if recorded else GONE
        seen_before = before is not None and before.digest == head
        went = sight.digest == GONE and seen_before and self._writes
        self.memory.see(msgspec.structs.replace(sight, saw_it_go=True) if went else sight)
        if sight.digest == head or not (recorded or sight.kinds or sight.text):
            self._waiting.pop(file, None)
            return
        new = sight.digest not in {version.digest for version in recorded} and sight.digest != GONE
        self._waiting[file] = _Waiting(time.monotonic(), seen_before or new)

    def lose_sight(self, file: str) -> None:
        """This station cannot tell what a file holds now."""
        self._record_now(file)
        self.memory.lose_sight(file)

    @property
    def unrecorded(self) -> bool:
        """Whether a file's present version is still to be recorded."""
        return bool(self._waiting)

    @property
    def tells(self) -> bool:
        """Whether what this station sees is told to the others; else it is nobody's knowledge, and in no figure."""
        return self._writes

    # ------------------------------------------------------------ what goes out

    def write(self, now: datetime, *, whole: bool, first_look: datetime | None = None) -> None:
        """Record what is due. `whole`: the folder was seen whole, by this station since `first_look` (None: now)."""
        if not self._may_write():
            return
        due = [file for file, one in self._waiting.items() if one.sure or time.monotonic() - one.since > self.settles]
        lines = dict(line for file in due for line in self._record(file))
        if whole and not self._said_hello:
            lines |= dict(self._hello(first_look or now, now.date()))
        if self._saved(lines):
            for file in due:
                self._waiting.pop(file, None)
            self._said_hello |= whole

    def publish(self, sight: FileSight) -> None:
        """Record a version that this station knows from before, in front of the one that it sees now."""
        if self._may_write():
            head, base = self.memory.base(sight.file)
            self._saved(dict(self._lines(sight, head.id if head else "", base)))

    def _record_now(self, file: str) -> None:
        """Record what was last seen of a file, if it is certainly news: else nobody would know of the version
        between."""
        waiting = self._waiting.get(file)
        if waiting and waiting.sure and self._may_write() and self._saved(dict(self._record(file))):
            self._waiting.pop(file)

    def _may_write(self) -> bool:
        return self._writes and self.outgoing.ready()

    @property
    def is_new_here(self) -> bool:
        """Whether this station is to write and has never told the folder what it knows."""
        return self._may_write() and not self.memory.knows_station(self.outgoing.station)

    def tells_of(self, file: str) -> bool:
        """Whether what became of a file is to be told: what only a station has seen that tells nobody is not."""
        return self._writes or bool(self.memory.recorded(file))

    def publish_history(self, files: Iterable[list[FileSight]]) -> None:
        """Record what this station saw before it told the folder: of each file versions that follow each other, and no
        other station's."""
        lines: dict[str, bytes] = {}
        for sights in files:
            was, base = "", None
            for sight in sights:
                lines |= self._lines(sight, was, base)
                was, base = record_id(sight.file, was, sight.digest), VersionRows(by_digest(sight.rows or ()))
        self._saved(lines)

    def _record(self, file: str) -> Iterator[tuple[str, bytes]]:
        sight = self.memory.sight(file)
        recorded = self.memory.recorded(file)
        head, base = self.memory.base(file)
        if sight is None or (head.digest if head else GONE) == sight.digest:
            return
        if head is not None:
            sight = msgspec.structs.replace(sight, day=max(sight.day, head.day))
        if len(recorded) % WHOLE_EVERY == 0 or (head and head.day.year != sight.day.year):
            base = None
        yield from self._lines(sight, head.id if head else "", base)

    def _lines(self, sight: FileSight, was: str, base: VersionRows | None) -> Iterator[tuple[str, bytes]]:
        data = None
        if sight.text is not None:
            data = packed_settings(sight.text)
        elif self.rows and sight.rows is not None:
            data = packed(VersionRows(by_digest(sight.rows), sight.facts), base)
        head = SeenLine(
            id=record_id(sight.file, was, sight.digest),
            app=APP,
            file=sight.file,
            was=was,
            is_=sight.digest,
            day=min(sight.day, sight.at.date()),
            at=sight.at.astimezone(UTC),
            by=self.outgoing.station,
            kinds=dict(sight.kinds),
            counted=sight.counted,
        )
        try:
            yield from lines_of(head, data)
        except ValueError:
            _log.exception("%s: its version cannot be recorded", sight.file)

    def _hello(self, since: datetime, today: date) -> Iterator[tuple[str, bytes]]:
        """That this station runs this version and has known the whole folder since then, once."""
        station = self.outgoing.station
        if self.memory.knows_station(station, APP):
            return
        id_ = record_id("", station, APP)
        yield from lines_of(SeenLine(id=id_, app=APP, was=station, is_=APP, day=today, at=since.astimezone(UTC)), None)

    def _saved(self, lines: dict[str, bytes]) -> bool:
        """Save lines on this station and take them as said; whether that could be done."""
        if not lines:
            return True
        try:
            self.outgoing.save_all(lines)
        except OSError:
            _log.exception("what was seen of the ledgers could not be saved here; it is tried again")
            return False
        self.memory.take(lines.values())
        self._kept.add(lines.values())
        return True

    def to_send(self, today: date, now: float) -> Append | None:
        """The lines to offer to the store now, if any."""
        return self.outgoing.to_send(today, now)

    def look_around(self, now: float) -> set[str]:
        """Take over what other runs of this station left in the outbox when they ended; the files of which that says
        anything new. What follows it would else hang in the air at every other station."""
        left = self.outgoing.look_around(now)
        self._kept.add(line for line in left.values() if hash(line.rstrip(b"\n")) not in self._in_folder)
        return self.memory.take(left.values())

    def rescue(self) -> int:
        """Offer to the folder what is known here and was not found there; how many versions of ledgers."""
        missing: dict[str, bytes] = {}
        versions: set[str] = set()
        for line in (*self._kept.lines(), *self.outgoing.left().values()):
            bare = line.rstrip(b"\n")
            if hash(bare) not in self._in_folder and (said := decode(bare)):
                missing[said.id] = bare + b"\n"
                versions.update([said.record] if said.file else [])
        self.outgoing.give_back(missing)
        return len(versions)

    @property
    def problems(self) -> Iterator[Problem]:
        """What of the folder's memory says nothing: it is left out."""
        if count := self.memory.damaged:
            yield Problem("memory_garbled", self._stream, args=(("count", str(count)),))

    @property
    def unsent(self) -> int:
        """Lines that are not in the folder yet."""
        return self.outgoing.health()[0]
