"""All records of the folder, by file, and what this station sees of each file now, which may not be recorded yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec

from data.folder_memory.chain import Allowed, Chain, LedgerVersion, VersionsCount, in_order, standing
from data.folder_memory.record import GONE, SeenLine, decode, pack_name
from data.folder_memory.settings_text import unpacked_settings
from data.folder_memory.version_rows import Pack, SheetFacts, VersionRows, by_digest, from_texts, opened, unpacked
from data.ledgers.season import Record
from data.settings import FILE_NAME

_Said = TypeVar("_Said")


class FileSight(msgspec.Struct, frozen=True, kw_only=True):
    """What this station sees of a file: the digest of its bytes ("": it is gone), the day of its last change, the
    moment at which it found that out, and its rows by kind.

    `rows` are those that may be shared, None where none may, or where they are not at hand. `saw_it_go`: this station
    had the last recorded version, and tells the others that it went; else nobody knows since when it is gone. `text` is
    that of fairwatch.toml, as far as it may be shared.
    """

    file: str
    digest: str
    day: date
    at: datetime
    kinds: Mapping[str, int] = {}
    rows: tuple[Record, ...] | None = None
    facts: SheetFacts = SheetFacts()
    saw_it_go: bool = False
    counted: bool = True
    text: str | None = None


class _RecordLines(msgspec.Struct):
    """The lines of one record by their packs; `head` is one of them."""

    head: SeenLine
    packs: dict[str, dict[int, SeenLine]] = {}

    def add(self, line: SeenLine) -> bool:
        """Take a line; whether it says anything new."""
        pack = self.packs.setdefault(line.pack, {})
        news = line.part not in pack
        pack.setdefault(line.part, line)
        # Of two that tell of one record the later day and the earlier moment stand: a clock may be behind, and
        # whoever looks first sees first. Rows are counted as the newer version counts them.
        first, second = sorted((self.head, line), key=lambda one: (one.app, one.pack, one.part))
        saw = min((first, second), key=lambda one: (one.at, one.by))
        head = msgspec.structs.replace(second, day=max(first.day, second.day), at=saw.at, by=saw.by)
        news |= head != self.head
        self.head = head
        return news

    def whole_packs(self) -> Iterator[tuple[str, list[str]]]:
        """Each pack of which all lines have come, and what stands in these."""
        for pack, lines in sorted(self.packs.items()):
            parts = next(iter(lines.values())).parts
            if pack and len(lines) == parts == max(lines):
                yield pack, [lines[part].rows for part in range(1, parts + 1)]


class FolderMemory:
    """The fold of the stream `seen`. `version` grows with each record that says anything new.

    `looks_at` is the clock of a station that only looks: nobody else knows since when it has seen what is not recorded,
    so it counts as seen at this moment.
    """

    def __init__(self, looks_at: Callable[[], datetime] | None = None) -> None:
        self._looks_at = looks_at
        self.version = 0
        self._taken: set[int] = set()
        self._damaged: set[int] = set()
        self._unread: set[tuple[str, str]] = set()
        self._parts: dict[str, dict[str, _RecordLines]] = {}
        self._chains: dict[str, Chain] = {}
        self._rows: dict[str, dict[str, VersionRows | None]] = {}
        self._sights: dict[str, FileSight] = {}
        self._hellos: dict[str, SeenLine] = {}
        self._news: dict[str, int] = {}

    # ------------------------------------------------------------ what comes in

    def take(self, lines: Iterable[bytes]) -> set[str]:
        """Lines of the stream, in any order, also twice; the files of which they say anything new ("": a station)."""
        changed: set[str] = set()
        for raw in lines:
            told = hash(raw.rstrip(b"\n"))
            if told in self._taken:  # what is kept here comes again from the folder, at every start
                continue
            self._taken.add(told)
            line = decode(raw)
            if line is None:
                self._damaged.add(told)
            elif self._add(line) if line.file else self._hear(line):
                changed.add(line.file)
        for file in changed:
            self._chains.pop(file, None)
            self._rows.pop(file, None)
            self._news[file] = self._news.get(file, 0) + 1
        self.version += bool(changed)
        return changed

    def _add(self, line: SeenLine) -> bool:
        records = self._parts.setdefault(line.file, {})
        if line.record in records:
            return records[line.record].add(line)
        records[line.record] = _RecordLines(line, {line.pack: {line.part: line}})
        return True

    def _hear(self, line: SeenLine) -> bool:
        known = self._hellos.get(line.id)
        if known is None or line.at < known.at:
            self._hellos[line.id] = line
        return self._hellos[line.id] is not known

    def see(self, sight: FileSight) -> None:
        """Take what this station sees of a file now."""
        self._sights[sight.file] = sight

    def lose_sight(self, file: str) -> None:
        """This station cannot tell what the file holds now."""
        self._sights.pop(file, None)

    def sight(self, file: str) -> FileSight | None:
        """What this station sees of a file, if it has looked."""
        return self._sights.get(file)

    @property
    def damaged(self) -> int:
        """Lines that could not be read, and rows of versions that say what none can: all of these are left out."""
        return len(self._damaged) + len(self._unread)

    # ------------------------------------------------------------ what follows

    @property
    def files(self) -> Iterator[str]:
        """All ledgers that were ever recorded."""
        return (file for file in self._parts if file != FILE_NAME)

    def knows_station(self, station: str, app: str = "") -> bool:
        """Whether a station has said that it runs this version of fairwatch ("": any)."""
        return any(line.was == station and app in ("", line.is_) for line in self._hellos.values())

    def first_look(self, now: datetime) -> datetime | None:
        """Since when all of the folder is known; None where nobody has seen it whole. A moment after `now` is none."""
        return min((line.at for line in self._hellos.values() if line.at <= now), default=None)

    def known_files(self) -> set[str]:
        """All ledgers that were ever recorded, or that this station sees."""
        return (self._parts.keys() | self._sights.keys()) - {FILE_NAME}

    def settings_text(self) -> str | None:
        """The last good fairwatch.toml, as the records have it; None where there is none, or it is not shared."""
        recorded = self.recorded(FILE_NAME)
        return self._said(recorded[-1].file, recorded[-1].id, unpacked_settings) if recorded else None

    def _said(self, file: str, id_: str, read: Callable[[bytes], _Said]) -> _Said | None:
        """What `read` finds in the first whole pack of a record; None where there is none. One in which it finds
        nothing (it raises ValueError), or that is not what its name says, was not written by fairwatch: it is left
        out."""
        lines = self._parts[file].get(id_)
        for pack, texts in lines.whole_packs() if lines else ():
            try:
                data = from_texts(texts)
                if pack_name(data) != pack:
                    raise ValueError("rows of another version")
                return read(data)
            except ValueError:
                self._unread.add((id_, pack))
        return None

    def news(self, file: str) -> int:
        """Another number whenever a line said anything new of a file, be it that a missing part of its rows came."""
        return self._news.get(file, 0)

    def recorded(self, file: str) -> Chain:
        """All versions of a file that are recorded."""
        if file not in self._chains:
            parts = self._parts.get(file, {})
            self._chains[file] = in_order({id_: _version(one.head) for id_, one in parts.items()})
        return self._chains[file]

    def chain(self, file: str) -> Chain:
        """All versions of a file, the one that this station sees now at the end."""
        recorded, sight = self.recorded(file), self._sights.get(file)
        if sight is None or (recorded[-1].digest if recorded else GONE) == sight.digest:
            return recorded
        last = recorded[-1] if recorded else None
        at = self._looks_at().astimezone(sight.at.tzinfo) if self._looks_at else sight.at
        day = max(sight.day, last.day) if last else sight.day
        if last and sight.digest == GONE and not sight.saw_it_go:
            # Each station that looks later would have a day of its own: it is gone from the day after it was last new.
            day, at = last.day + timedelta(days=1), last.at
        return (
            *recorded,
            LedgerVersion(
                id="",
                file=file,
                was=last.id if last else "",
                digest=sight.digest,
                day=day,
                at=at,
                kinds=sight.kinds,
            ),
        )

    def standing(self, file: str, percent: int, allowed: Allowed) -> VersionsCount:
        """Which version of a file counts now, and which one is held."""
        return standing(self.chain(file), percent, allowed)

    def rows(self, version: LedgerVersion) -> VersionRows | None:
        """The shared rows of a version; None where none are, or where one that it follows is missing."""
        sight = self._sights.get(version.file)
        if sight is not None and sight.digest == version.digest and sight.rows is not None:
            return VersionRows(by_digest(sight.rows), sight.facts)
        return self._recorded_rows(version)

    def shares_rows(self, version: LedgerVersion) -> bool:
        """Whether rows of a version are told at all, be it that not all of it has come."""
        sight = self._sights.get(version.file)
        if sight is not None and sight.digest == version.digest and sight.rows is not None:
            return True
        lines = self._parts.get(version.file, {}).get(version.id)
        return lines is not None and any(lines.packs)

    def _recorded_rows(self, version: LedgerVersion) -> VersionRows | None:
        """As `rows`, from the records alone: what the next record is told against must be everybody's."""
        known = self._rows.setdefault(version.file, {})
        parts = self._parts.get(version.file, {})
        # From the newest back to one that stands for itself, then forward again.
        path: list[tuple[str, Pack]] = []
        id_ = version.id
        while id_ and id_ not in known:
            pack = self._said(version.file, id_, opened)
            if pack is None:
                known[id_] = None
                break
            path.append((id_, pack))
            id_ = "" if pack.whole else parts[id_].head.was
        rows = known.get(id_)
        for done, pack in reversed(path):
            rows = known[done] = unpacked(pack, version.file, rows)
        return rows

    def base(self, file: str) -> tuple[LedgerVersion | None, VersionRows | None]:
        """The last recorded version, and its rows as the records have them."""
        recorded = self.recorded(file)
        if not recorded:
            return None, None
        return recorded[-1], self._recorded_rows(recorded[-1]) if file != FILE_NAME else None

    def forget_rows(self, file: str, *, but: Iterable[LedgerVersion | None]) -> None:
        """Let go of the rows of versions that are not asked for again soon."""
        keep = {version.id for version in but if version is not None}
        known = self._rows.get(file, {})
        self._rows[file] = {id_: rows for id_, rows in known.items() if id_ in keep}

    def gone_at(self, file: str) -> datetime | None:
        """The moment at which a file was found to be gone; None while it is there, and where nobody who had it before
        found that out: each station that looks later would have a moment of its own."""
        chain, sight = self.chain(file), self._sights.get(file)
        known = bool(chain and chain[-1].id) or (sight is not None and sight.saw_it_go)
        return chain[-1].at if chain and chain[-1].gone and known else None

    def came_at(self, file: str) -> datetime | None:
        """The moment at which a file was first seen, or seen again after it was gone; None where nobody saw it."""
        came: datetime | None = None
        for version in self.chain(file):
            came = None if version.gone else came or version.at
        return came

    def rows_there(self, file: str) -> Mapping[str, int]:
        """The rows by kind of the last version that was there, counted where its record does not say; {}: not known."""
        last = self.last_there(file)
        if last is None or last.kinds:
            return last.kinds if last else {}
        rows = self.rows(last)
        return dict(Counter(record.kind for record in rows.records)) if rows else {}

    def last_there(self, file: str) -> LedgerVersion | None:
        """The last version of a file that was there."""
        return next((version for version in reversed(self.chain(file)) if not version.gone), None)


def _version(head: SeenLine) -> LedgerVersion:
    return LedgerVersion(
        id=head.record,
        file=head.file,
        was=head.was,
        digest=head.is_,
        day=head.day,
        at=head.at,
        kinds=head.kinds,
        app=head.app,
        station=head.by,
        counted=head.counted,
    )
