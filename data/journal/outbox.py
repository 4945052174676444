"""Marks are saved here first: on this station's disk, before anything is asked of the shared folder.

A run appends to a file of its own and keeps it locked while it lives. Files of runs that ended are taken over by
whoever gets their lock, so that two programs on one station neither steal nor lose each other's marks. What was
delivered is written into the same file; a file with nothing left to deliver is removed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from data.journal.local_files import NOFOLLOW, OWNER_ONLY, read_all, sync_directory, try_lock
from data.marks.event import Event, decode, encode

_MAX_FILE = 1 << 30
_DONE = b'{"done":'


class _Done(msgspec.Struct, frozen=True):
    done: tuple[str, ...]


@dataclass(slots=True)
class _Box:
    """One file, locked by us. `keep`: it holds lines that this version cannot deliver."""

    path: Path
    fd: int
    events: dict[str, Event] = field(default_factory=dict)
    keep: bool = False
    torn: bool = False

    def load(self) -> None:
        """Read what a run that ended left."""
        *lines, rest = read_all(self.fd, _MAX_FILE).split(b"\n")
        self.torn = bool(rest)
        for line in filter(None, lines):
            if line.startswith(_DONE) and self._forget(line):
                continue
            event = decode(line)
            if isinstance(event, Event):
                self.events[event.id] = event
            else:
                self.keep = True

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
            self.events.pop(id_, None)
        return True


class Outbox:
    """This run's outbox for one folder, and what earlier runs left in theirs. May be called from any thread."""

    def __init__(self, state_dir: Path, folder_id: str, run: str) -> None:
        self._directory = state_dir / "outbox"
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prefix = f"{folder_id}-"
        self._stem = f"{folder_id}-{run}"
        self._lock = threading.Lock()
        self._mine: _Box | None = None
        self._left: dict[str, _Box] = {}

    def save(self, event: Event) -> None:
        """Append and fsync: when this returns, the mark is safe on this station. Raises OSError, ValueError."""
        line = encode(event)
        with self._lock:
            if self._mine is None:
                self._mine = self._create()
            self._mine.append(line)
            self._mine.events[event.id] = event

    def pending(self) -> tuple[Event, ...]:
        """What is still to be delivered: earlier runs' first, then this run's, each in the order of writing."""
        with self._lock:
            self._take_over()
            boxes = [self._left[name] for name in sorted(self._left)]
            earlier = [event for box in boxes for event in box.events.values()]
            mine = list(self._mine.events.values()) if self._mine else []
            return (*sorted(earlier, key=lambda event: event.lam), *mine)

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
            if box.events or box.keep:
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
        done = tuple(id_ for id_ in box.events if id_ in ids)
        if not done:
            return False
        if len(done) == len(box.events) and not box.keep:
            box.close(remove=True)
            return True
        box.append(msgspec.json.encode(_Done(done)) + b"\n")
        for id_ in done:
            del box.events[id_]
        return False


def _is_still(path: Path, fd: int) -> bool:
    try:
        there, held = path.stat(follow_symlinks=False), os.fstat(fd)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino)
