"""The journals of a stream in the shared folder: each run appends to files of its own, all stations read all of them.

Runs in the folder reader, a child process. The order of writing and the rules of reading are
docs/marks.md's; each was measured on shares and replicas.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

import msgspec

from data.journal.folder_format import HOME, Guard, open_directory, opened, sync_directory
from data.journal.journal_lines import MARKS, Stream, check
from data.journal.local_files import NOFOLLOW, NONBLOCK, OWNER_ONLY, locked, read_all
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

ROTATE = 256 * 1024
"""Bytes after which a run goes on in a new segment."""

MAX_SEGMENT = 8 << 20
"""Bytes that are read of one file: what is longer was not written by fairwatch."""

MAX_DEPTH = 3
"""stream / year / station: directories below are not ours."""

SWEEP = 12
"""Every so many polls all segments are opened, at the others only each station's newest day: a share may show an old
size until a file is opened."""

_NAME = late_pattern(r"[0-9A-Za-z_-]{1,64}")
_APPEND = os.O_WRONLY | os.O_APPEND | NOFOLLOW
_READ = os.O_RDONLY | NOFOLLOW | NONBLOCK


@dataclass(frozen=False, slots=True)
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
    """Appends one run's lines. `expected` is the folder's uuid, if known; "" makes it at the first line."""

    def __init__(self, folder: Path, station: str, run: str, expected: str = "", stream: Stream = MARKS) -> None:
        if not (_NAME.fullmatch(station) and _NAME.fullmatch(run)):
            raise ValueError(f"not a station or run: {station!r}, {run!r}")
        self._folder = folder
        self._station = station
        self._run = run
        self._guard = Guard(folder, expected)
        self._stream = stream
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
        check(lines, self._stream)
        self._guard.check()
        with opened(self._folder, HOME, self._stream.name, str(today.year), self._station, create=True) as directory:
            for part in _parts(lines):
                self._put(part, today, directory)

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
        if part and sum(map(len, part)) + len(line) > ROTATE // 4:
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
    """Reads all journals of a stream. `skipped` names what lies among them and is none, or could not be read."""

    def __init__(self, folder: Path, stream: Stream = MARKS) -> None:
        self._folder = folder
        self._stream = stream
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
            with opened(self._folder, HOME, self._stream.name) as directory:
                self._walk(directory, "", lines, skipped)
        except (FileNotFoundError, NotADirectoryError):
            self._folder.stat()  # nothing written yet is no error; no folder is
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
                data = read_all(fd, min(info.st_size, MAX_SEGMENT))
                self._seen[path], new = _new(data, seen, _stamp(info))
                lines.extend(line[: self._stream.longest + 1] for line in new)
        finally:
            os.close(fd)


def _new(data: bytes, seen: _JournalSeen | None, stamp: tuple[int, int, int]) -> tuple[_JournalSeen, list[bytes]]:
    """What is seen of a file by now, and its lines that are new."""
    length = data.rfind(b"\n") + 1
    known = seen.length if seen and seen.length <= length and crc32(data[: seen.length]) == seen.crc else 0
    return _JournalSeen(length, crc32(data[:length]), stamp), list(filter(None, data[known:length].split(b"\n")))


def _stamp(info: os.stat_result) -> tuple[int, int, int]:
    return info.st_size, info.st_mtime_ns, info.st_ino


# ------------------------------------------------------------
# the segment that the one-shot commands of a station share: one file a day, under a lock of this station
# A command writes one line and ends; a file for each would be thousands by the end of a season (docs/marks.md: 100,000
# small files took 14.9 s to merge, daily segments 1.4 s). What the last command left is noted locally, so that a
# segment that is not as it was left is left alone, as the JournalWriter of a run does.

RUN = "oneshot"
"""Stands in the segment's name where a run's id stands otherwise; the lines inside keep the ids of their runs."""


def append_shared(writer: JournalWriter, lines: Sequence[bytes], today: date, note: Path) -> None:
    """Append to the segment that this `writer` shares with others of its station. `note` is a local file; its lock lies
    beside it.

    Raises what `JournalWriter.append` raises. A note that is missing or cannot be read costs a new segment, and
    nothing else.
    """
    with locked(note.with_suffix(".lock")):
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
