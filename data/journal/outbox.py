"""Lines are saved here first: on this station's disk, before anything is asked of the shared folder.

A run appends to a file of its own and keeps it locked while it lives. Files of runs that ended are taken over by
whoever gets their lock, so that two programs on one station neither steal nor lose each other's lines. What was
delivered is written into the same file; a file with nothing left to deliver is removed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import NamedTuple

import msgspec

from data.journal.journal_lines import MARKS, Stream, check, head
from data.journal.local_files import NOFOLLOW, OWNER_ONLY, read_all, sync_directory, try_lock
from data.support.fast_dataclass import dataclass

_MAX_FILE = 1 << 30
_DONE = b'{"done":'


class _Done(msgspec.Struct, frozen=True):
    done: tuple[str, ...]


class _OutboxLine(NamedTuple):
    """A line with its newline, and its counter."""

    lam: int
    line: bytes


@dataclass(frozen=False, slots=True)
class _Box:
    """One file, locked by us. `keep`: it holds lines that this version cannot deliver."""

    path: Path
    fd: int
    lines: dict[str, _OutboxLine] = field(default_factory=dict)
    keep: bool = False
    torn: bool = False

    def load(self) -> None:
        """Read what a run that ended left."""
        *lines, rest = read_all(self.fd, _MAX_FILE).split(b"\n")
        self.torn = bool(rest)
        for line in filter(None, lines):
            if line.startswith(_DONE) and self._forget(line):
                continue
            self.keep |= not self.add(line + b"\n")

    def add(self, line: bytes) -> bool:
        """Take a line that stands in the file; False if it is none that this version can deliver."""
        said = head(line)
        if said is not None:
            self.lines[said.id] = _OutboxLine(said.lam, line)
        return said is not None

    def append(self, line: bytes) -> None:
        """Durably. On an error the file is as it was before, or its torn end is closed by the next line."""
        size = os.fstat(self.fd).st_size
        data = b"\n" + line if self.torn else line
        try:
            written = os.write(self.fd, data)
            if written != len(data):
                raise OSError(0, "not all of the line was written")
            os.fsync(self.fd)
        except OSError:
            self.torn = True
            os.ftruncate(self.fd, size)
            raise
        self.torn = False

    def close(self, *, remove: bool) -> None:
        """Let go of the file; `remove` it, as nothing is left in it."""
        if remove:
            self.path.unlink(missing_ok=True)
        os.close(self.fd)

    def _forget(self, line: bytes) -> bool:
        try:
            done = msgspec.json.decode(line, type=_Done).done
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        for id_ in done:
            self.lines.pop(id_, None)
        return True


class Outbox:
    """This run's outbox for a folder's stream, and what earlier runs left in theirs. May be called from any thread."""

    def __init__(self, state_dir: Path, folder_id: str, run: str, stream: Stream = MARKS) -> None:
        self._directory = directory(state_dir, stream)
        self._stream = stream
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prefix = f"{folder_id}-"
        self._stem = f"{folder_id}-{run}"
        self._lock = threading.Lock()
        self._mine: _Box | None = None
        self._left: dict[str, _Box] = {}

    def save(self, line: bytes) -> None:
        """Append and fsync: when this returns, the line is safe on this station. Raises OSError, ValueError."""
        self.save_all([line])

    def save_all(self, lines: Iterable[bytes]) -> None:
        """The same for several lines at once."""
        lines = tuple(lines)
        check(lines, self._stream)
        if any(head(line) is None for line in lines):
            raise ValueError("a line has its version, its id and its checksum")
        with self._lock:
            if self._mine is None:
                self._mine = self._create()
            self._mine.append(b"".join(lines))
            for line in lines:
                self._mine.add(line)

    def pending(self) -> dict[str, bytes]:
        """The lines still to be delivered, by id: earlier runs' first, then this run's, in the order of writing."""
        with self._lock:
            self._take_over()
            boxes = [self._left[name] for name in sorted(self._left)]
            earlier = sorted((one for box in boxes for one in box.lines.items()), key=lambda one: one[1].lam)
            mine = self._mine.lines.items() if self._mine else ()
            return {id_: waiting.line for id_, waiting in (*earlier, *mine)}

    def delivered(self, ids: Iterable[str]) -> None:
        """These are in the shared folder: noted durably, and never pending again. Raises OSError."""
        wanted = frozenset(ids)
        with self._lock:
            for name, box in list(self._left.items()):
                if self._note(box, wanted):
                    del self._left[name]
            if self._mine and self._note(self._mine, wanted):
                self._mine = None

    def close(self) -> None:
        """Let go of the files; what is pending stays in them for the next run."""
        with self._lock:
            for box in (*self._left.values(), *([self._mine] if self._mine else [])):
                box.close(remove=False)
            self._left.clear()
            self._mine = None

    def _create(self) -> _Box:
        number = 1
        while True:
            name = f"{self._stem}.jsonl" if number == 1 else f"{self._stem}-{number}.jsonl"
            box = self._lock_file(self._directory / name, os.O_CREAT | os.O_EXCL)
            if box:
                sync_directory(self._directory)
                return box
            number += 1

    def _take_over(self) -> None:
        """Files whose run has ended (nobody holds their lock) are ours to deliver."""
        mine = self._mine.path.name if self._mine else ""
        for path in sorted(self._directory.glob(f"{self._prefix}*.jsonl")):
            if path.name == mine or path.name in self._left:
                continue
            box = self._lock_file(path, 0)
            if box is None:
                continue
            box.load()
            if box.lines or box.keep:
                self._left[path.name] = box
            else:
                box.close(remove=True)

    def _lock_file(self, path: Path, flags: int) -> _Box | None:
        """Open and lock; None if another holds it, made it or removed it before us."""
        try:
            fd = os.open(path, os.O_RDWR | os.O_APPEND | NOFOLLOW | flags, OWNER_ONLY)
        except FileExistsError:
            return None
        except OSError:
            if flags:
                raise  # nothing can be saved here at all
            return None  # gone meanwhile, or a link or a directory that somebody put there: not ours
        if try_lock(fd) and _is_still(path, fd):
            return _Box(path, fd)
        os.close(fd)
        return None

    def _note(self, box: _Box, ids: frozenset[str]) -> bool:
        """Note what is delivered of one file; True when it is emptied and gone."""
        done = tuple(id_ for id_ in box.lines if id_ in ids)
        if not done:
            return False
        if len(done) == len(box.lines) and not box.keep:
            box.close(remove=True)
            return True
        box.append(msgspec.json.encode(_Done(done)) + b"\n")
        for id_ in done:
            del box.lines[id_]
        return False


def directory(state_dir: Path, stream: Stream) -> Path:
    """Where a stream's lines wait; marks where they did before there were streams: an earlier version's are there."""
    return state_dir / "outbox" / ("" if stream == MARKS else stream.name)


def _is_still(path: Path, fd: int) -> bool:
    try:
        there, held = path.stat(follow_symlinks=False), os.fstat(fd)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino)
