"""The child process of `fairwatch doctor`: tries the shared folder, and says each finding as soon as it has it.

What comes after a step that hangs is never said, so the parent knows where a dead mount stopped it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import queue
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from data.journal.folder_format import HOME, formats, opened
from data.journal.journal_lines import MARKS, SEEN
from data.journal.local_files import NOFOLLOW, OWNER_ONLY
from data.processes.channel import Child, own_channel, receive, send
from data.processes.syncthing import ignored, settings_of
from data.support.settings_bytes import SETTINGS_FILE, decoded
from data.support.text import line

STEPS = ("reading", "settings", "format", "marks", "writing", "clock", "space", "syncthing")
"""What is tried, in this order."""

LATELY = timedelta(days=30)
"""A station that marked nothing for longer is asked no more by which version of fairwatch it does."""

MAX_IGNORE = 64 * 1024
MAX_SETTINGS = 1 << 20


class TryFolder(msgspec.Struct, frozen=True, tag=True):
    """Try this folder."""

    folder: str


class Finding(msgspec.Struct, frozen=True, tag=True):
    """What a step found: `said` by name, or `why` it could not be done (the system's reason)."""

    step: str
    said: dict[str, str] = {}
    why: str = ""


class Done(msgspec.Struct, frozen=True, tag=True):
    """All steps were tried."""


FromProbe = Finding | Done
StepFindings = Iterator[tuple[str, str]]


def reading(folder: Path) -> StepFindings:
    """Whether it can be listed, and how many entries it has."""
    with os.scandir(folder) as entries:
        yield "entries", str(sum(1 for _ in entries))


def settings(folder: Path) -> StepFindings:
    """The text of its fairwatch.toml, where there is one."""
    with contextlib.suppress(FileNotFoundError), (folder / SETTINGS_FILE).open("rb") as file:
        yield "text", decoded(file.read(MAX_SETTINGS))


def format_(folder: Path) -> StepFindings:
    """The folder's id, and how many were made apart."""
    found = formats(folder)
    yield "uuid", found[0] if found else ""
    yield "count", str(len(found))


def marks(folder: Path) -> StepFindings:
    """How many segments there are, of how many stations."""
    segments, stations = 0, set()
    with contextlib.suppress(FileNotFoundError), opened(folder, HOME, MARKS.name):
        for path in (folder / HOME / MARKS.name).glob("*/*/*.jsonl"):
            segments += 1
            stations.add(path.parent.name)
    yield "segments", str(segments)
    yield "stations", str(len(stations))
    yield "older", ", ".join(older_stations(folder, datetime.now().date()))


def older_stations(folder: Path, today: date) -> Iterator[str]:
    """The stations that marked something of late and never told what they see of the ledgers, each with the officer who
    marked last: they run a fairwatch that does not know of the folder's memory."""
    newest: dict[str, Path] = {}
    for path in sorted((folder / HOME / MARKS.name).glob("*/*/*.jsonl"), key=lambda one: one.name):
        newest[path.parent.name] = path
    tell = {path.name for path in (folder / HOME / SEEN.name).glob("*/*")}
    since = f"{today - LATELY:%Y%m%d}"
    for station, path in sorted(newest.items()):
        if station not in tell and path.name[:8] >= since:
            yield f"{line(station)} ({_last_officer(path)})"


def _last_officer(path: Path) -> str:
    """Who wrote the last line of a segment; "?" where that cannot be read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2 * MARKS.longest))
        last = file.read().rstrip(b"\n").rpartition(b"\n")[2]
    try:
        return line(msgspec.json.decode(last, type=_Officer).by)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return "?"


class _Officer(msgspec.Struct):
    by: str


class Trial:
    """A file made below .fairwatch and taken away again: whether one may write there, and by which clock."""

    def __init__(self) -> None:
        self._off: float | None = None

    def writing(self, folder: Path) -> StepFindings:
        """Make, sync and remove it; a .fairwatch that was made for it goes with it."""
        made = not (folder / HOME).exists()
        name = f".doctor-{secrets.token_hex(4)}.tmp"
        try:
            with opened(folder, HOME, create=True) as fd:
                file = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | NOFOLLOW, OWNER_ONLY, dir_fd=fd)
                try:
                    before = time.time()
                    os.write(file, b"x")
                    os.fsync(file)
                    after = time.time()
                    stamp = os.stat(name, dir_fd=fd, follow_symlinks=False).st_mtime
                    self._off = 0.0 if before - 2 <= stamp <= after + 2 else stamp - before
                finally:
                    os.close(file)
                    os.unlink(name, dir_fd=fd)
        finally:
            if made:
                with contextlib.suppress(OSError):
                    (folder / HOME).rmdir()
        yield "written", "yes"

    def clock(self, _folder: Path) -> StepFindings:
        """By how many seconds the share's clock is ahead of ours."""
        if self._off is None:
            raise OSError(errno.ENODATA, "no file could be made")
        yield "ahead", f"{self._off:.0f}"


def space(folder: Path) -> StepFindings:
    """Bytes free for us."""
    found = os.statvfs(folder)
    yield "free", str(found.f_bavail * found.f_frsize)


def syncthing(folder: Path) -> StepFindings:
    """Whether Syncthing keeps it, by which pattern it hides our files, and its settings where they can be read."""
    root = next((one for one in (folder, *folder.parents) if (one / ".stfolder").exists()), None)
    if root is None:
        return
    yield "root", str(root)
    ignore = root / ".stignore"
    if ignore.is_file():
        with ignore.open("rb") as file:
            yield "hides", ignored(file.read(MAX_IGNORE).decode("utf-8", errors="replace"))
    yield from settings_of(root).items()


def main() -> None:
    """Answer one TryFolder on standard input and output."""
    read_fd, write_fd = own_channel()
    ask = next(receive(read_fd, msgspec.msgpack.Decoder(TryFolder)), None)
    if ask is None:
        return
    trial = Trial()
    steps: tuple[Callable[[Path], StepFindings], ...] = (
        reading, settings, format_, marks, trial.writing, trial.clock, space, syncthing
    )  # fmt: skip
    for name, step in zip(STEPS, steps, strict=True):
        try:
            finding = Finding(name, dict(step(Path(ask.folder))))
        except OSError as error:
            finding = Finding(name, why=error.strerror or str(error))
        send(write_fd, finding)
    send(write_fd, Done())
    sys.stderr.flush()
    os._exit(0)


# ------------------------------------------------------------
# runs the probe of a folder, and never waits for it longer than it says

WAIT = 10.0
"""Seconds for the whole of it; a mount that is dead never answers."""


def examine(folder: Path, wait: float = WAIT) -> tuple[dict[str, Finding], bool]:
    """What was found, by step, and whether the folder answered to the end."""
    answers: queue.SimpleQueue[FromProbe | None] = queue.SimpleQueue()
    child: Child[FromProbe] = Child("data.processes.folder_probe", FromProbe, answers.put, lambda: answers.put(None))
    child.send(TryFolder(str(folder)))
    found: dict[str, Finding] = {}
    deadline = time.monotonic() + wait
    whole = False
    while len(found) <= len(STEPS) and (left := deadline - time.monotonic()) > 0:
        try:
            answer = answers.get(timeout=left)
        except queue.Empty:
            break
        if not isinstance(answer, Finding):
            whole = isinstance(answer, Done)
            break
        found[answer.step] = answer
    child.kill()
    return found, whole


if __name__ == "__main__":
    main()
