"""The journals in the shared folder: each run appends to files of its own, every station reads all of them.

Runs in the folder reader, a child process. The order of writing and the rules of reading are
docs/marks.md's; each was measured on shares and replicas.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

import msgspec

from data.journal.local_files import NOFOLLOW, NONBLOCK, OWNER_ONLY, locked, read_all
from data.journal.shared_folder import (
    HOME,
    MARKS,
    FormatChanged,
    FormatMissing,
    formats,
    init_format,
    open_directory,
    opened,
    sync_directory,
)

ROTATE = 256 * 1024
"""Bytes after which a run goes on in a new segment."""

MAX_SEGMENT = 8 << 20
"""Bytes that are read of one file: what is longer was not written by fairwatch."""

MAX_DEPTH = 3
"""marks / year / station: directories below are not ours."""

SWEEP = 12
"""Every so many polls all segments are opened, at the others only each station's newest day: a share may show an old
size until a file is opened."""

_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")
_APPEND = os.O_WRONLY | os.O_APPEND | NOFOLLOW
_READ = os.O_RDONLY | NOFOLLOW | NONBLOCK


@dataclass(slots=True)
class _Segment:
    """The file that a run is writing: `size` is what this run last wrote."""

    name: str
    day: date
    size: int = 0


class Position(msgspec.Struct, frozen=True):
    """Where a writer left its segment: its name, its day, and its size in bytes then."""

    name: str
    day: date
    size: int


class JournalWriter:
    """Appends one run's marks. `expected` is the folder's uuid, if known; "" makes it at the first mark."""

    def __init__(self, folder: Path, station: str, run: str, expected: str = "") -> None:
        if not (_NAME.fullmatch(station) and _NAME.fullmatch(run)):
            raise ValueError(f"not a station or run: {station!r}, {run!r}")
        self._folder = folder
        self._station = station
        self._run = run
        self._accepted = {expected} - {""}
        self._segment: _Segment | None = None
        self._created: dict[date, int] = {}

    @property
    def position(self) -> Position | None:
        """Where this writer stands, for one that goes on after it."""
        segment = self._segment
        return Position(segment.name, segment.day, segment.size) if segment else None

    def resume(self, position: Position | None) -> None:
        """Go on where another writer of the same name left off."""
        if position is not None:
            self._segment = _Segment(position.name, position.day, position.size)

    def append(self, lines: Sequence[bytes], today: date) -> None:
        """Write whole lines and fsync them: when this returns they are in the folder.

        Raises OSError (FormatMissing, FormatChanged when it is not our folder), and ValueError for what is no line.
        After an error the same lines may be appended again: readers take an id once.
        """
        for line in lines:
            if not line.endswith(b"\n") or line.count(b"\n") != 1 or len(line) > MAX_LINE:
                raise ValueError("a mark is one line of 4 KiB at most")
        self._check()
        with opened(self._folder, HOME, MARKS, str(today.year), self._station, create=True) as directory:
            for part in _parts(lines):
                self._put(part, today, directory)

    def _check(self) -> None:
        if not self._accepted:
            init_format(self._folder)
        found = formats(self._folder)
        if not found:
            raise FormatMissing
        if self._accepted and self._accepted.isdisjoint(found):
            raise FormatChanged
        self._accepted.update(found)

    def _put(self, data: bytes, today: date, directory: int) -> None:
        """One write: at the end of our segment, or, if that cannot be, in a new one."""
        segment = self._segment
        if segment and segment.day == today and segment.size + len(data) <= ROTATE:
            try:
                if self._write(segment, data, directory):
                    return
            except OSError:
                if not segment.size:
                    raise  # it is new already: on a full disk each try would leave another empty file
        self._segment = segment = self._fresh(today, directory)
        if not self._write(segment, data, directory):
            raise OSError(errno.EIO, "not all of the line was written")

    def _write(self, segment: _Segment, data: bytes, directory: int) -> bool:
        """False if the segment is not as this run left it, or a write was short; it is then left as it is."""
        self._segment = None if segment.size else segment
        try:
            fd = os.open(segment.name, _APPEND, dir_fd=directory)
        except FileNotFoundError:
            return False
        try:
            info = os.fstat(fd)
            if not stat.S_ISREG(info.st_mode) or info.st_size != segment.size or os.write(fd, data) != len(data):
                return False
            os.fsync(fd)
        finally:
            os.close(fd)
        if not segment.size:
            sync_directory(directory)
        segment.size += len(data)
        self._segment = segment
        return True

    def _fresh(self, today: date, directory: int) -> _Segment:
        """A file that nobody had before."""
        while True:
            number = self._created[today] = self._created.get(today, 0) + 1
            name = f"{today:%Y%m%d}-{self._run}{'' if number == 1 else f'-{number}'}.jsonl"
            try:
                fd = os.open(name, _APPEND | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=directory)
            except FileExistsError:
                continue
            os.close(fd)
            return _Segment(name, today)


def _parts(lines: Sequence[bytes]) -> Iterator[bytes]:
    """Whole lines in pieces of a quarter segment at most, each of which is one write."""
    part: list[bytes] = []
    for line in lines:
        if sum(map(len, part)) + len(line) > ROTATE // 4:
            yield b"".join(part)
            part = []
        part.append(line)
    if part:
        yield b"".join(part)


@dataclass(frozen=True, slots=True)
class _JournalSeen:
    """What was read of one file: so many bytes of whole lines with this checksum, and how the file stood then."""

    length: int
    crc: int
    stamp: tuple[int, int, int]


class JournalReader:
    """Reads all journals. `skipped` names what lies under marks/ and is no journal, or could not be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[str, _JournalSeen] = {}
        self._polls = 0
        self.skipped: tuple[str, ...] = ()

    def poll(self) -> list[bytes]:
        """New whole lines, without their newlines, in no promised order. Raises OSError if the folder is gone.

        What follows the last newline waits. A file that no longer begins with what was read of it is read anew,
        so a line may come twice; one that shrank or vanished takes nothing back.
        """
        skipped: list[str] = []
        lines: list[bytes] = []
        self._polls += 1
        try:
            with opened(self._folder, HOME, MARKS) as directory:
                self._walk(directory, "", lines, skipped)
        except (FileNotFoundError, NotADirectoryError):
            self._folder.stat()  # no marks yet is no error; no folder is
        self.skipped = tuple(skipped)
        return lines

    def _walk(self, directory: int, below: str, lines: list[bytes], skipped: list[str]) -> None:
        with os.scandir(directory) as entries:
            found = sorted((entry for entry in entries if entry.name[0] not in ".~"), key=lambda entry: entry.name)
        files = [entry for entry in found if entry.name.endswith(".jsonl")]
        newest = files[-1].name[:8] if files else ""
        for entry in found:
            path = f"{below}{entry.name}"
            try:
                if entry in files:
                    self._file(entry, directory, path, lines, skipped, look=entry.name[:8] == newest)
                elif entry.is_dir(follow_symlinks=False) and below.count("/") < MAX_DEPTH:
                    child = open_directory(entry.name, directory)
                    try:
                        self._walk(child, f"{path}/", lines, skipped)
                    finally:
                        os.close(child)
                else:
                    skipped.append(path)
            except FileNotFoundError:
                continue  # it went between listing and opening: a replica renames files into place
            except OSError:
                skipped.append(path)  # tried again at the next poll

    def _file(
        self,
        entry: os.DirEntry[str],
        directory: int,
        path: str,
        lines: list[bytes],
        skipped: list[str],
        *,
        look: bool,
    ) -> None:
        seen = self._seen.get(path)
        if not look and self._polls % SWEEP and seen and _stamp(entry.stat(follow_symlinks=False)) == seen.stamp:
            return
        fd = os.open(entry.name, _READ, dir_fd=directory)
        try:
            info = os.fstat(fd)
            if not stat.S_ISREG(info.st_mode):
                skipped.append(path)
                return
            if info.st_size > MAX_SEGMENT:
                skipped.append(path)
            if seen is None or seen.stamp != _stamp(info):
                self._seen[path] = _take(read_all(fd, min(info.st_size, MAX_SEGMENT)), seen, _stamp(info), lines)
        finally:
            os.close(fd)


def _take(data: bytes, seen: _JournalSeen | None, stamp: tuple[int, int, int], lines: list[bytes]) -> _JournalSeen:
    """Add to `lines` what is new in a file's bytes."""
    length = data.rfind(b"\n") + 1
    known = seen.length if seen and seen.length <= length and crc32(data[: seen.length]) == seen.crc else 0
    lines.extend(line[: MAX_LINE + 1] for line in data[known:length].split(b"\n") if line)
    return _JournalSeen(length, crc32(data[:length]), stamp)


def _stamp(info: os.stat_result) -> tuple[int, int, int]:
    return info.st_size, info.st_mtime_ns, info.st_ino


# ------------------------------------------------------------
# the segment that the one-shot commands of a station share: one file a day, under a lock of this station
# A command writes one mark and ends; a file for each would be thousands by the end of a season (docs/marks.md: 100,000
# small files took 14.9 s to merge, daily segments 1.4 s). What the last command left is noted locally, so that a
# segment that is not as it was left is left alone, as the JournalWriter of a run does.

RUN = "oneshot"
"""Stands in the segment's name where a run's id stands otherwise; the marks inside keep the ids of their runs."""


def append(folder: Path, station: str, expected: str, lines: Sequence[bytes], today: date, note: Path) -> None:
    """Append marks to the station's shared segment. `note` is a local file; its lock lies beside it.

    Raises what `JournalWriter.append` raises. A note that is missing or cannot be read costs a new segment, and
    nothing else.
    """
    with locked(note.with_suffix(".lock")):
        writer = JournalWriter(folder, station, RUN, expected)
        writer.resume(_read(note))
        try:
            writer.append(lines, today)
        finally:
            _write(note, writer.position)


def _read(note: Path) -> Position | None:
    try:
        return msgspec.json.decode(note.read_bytes(), type=Position)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(note: Path, position: Position | None) -> None:
    if position is None:
        return
    fresh = note.with_suffix(".new")
    fd = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, OWNER_ONLY)
    try:
        os.write(fd, msgspec.json.encode(position))
    finally:
        os.close(fd)
    fresh.replace(note)


MAX_LINE = 4096
"""Bytes of a line, its newline counted."""
