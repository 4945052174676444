"""The two children of a feed and their keepers: one reads the shared folder, one parses. Neither is ever waited for.

A parser that dies or is late is replaced and its file set aside with the reason. A reader that does not answer is
left alone (a process stuck in a dead mount cannot even be killed), and one replacement is started.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from data.processes.channel import Child
from data.processes.reader_messages import FromReader, Health, ToReader, Watch
from data.station.paths import Places
from data.station.stamp import Stamp
from data.support.fast_dataclass import dataclass
from data.support.private_file import private

if TYPE_CHECKING:  # what reads ledgers is loaded with the first that is to be read
    from data.intake.reading_plan import Plan
    from data.processes.parser_messages import Parsed

_log = logging.getLogger(__name__)

PARSE_DEADLINE = 30.0
"""Seconds for one ledger; one of 100,000 rows takes a tenth of it."""

SILENT_AFTER = 15.0
"""Seconds without a sign of life (it gives one every 2) after which a reader counts as stuck."""

REPLACE_AFTER = 60.0
"""Seconds before a replacement that stays silent too is given up for another."""


@dataclass(frozen=True, slots=True)
class ParserEnded:
    """The parser of this generation has ended."""

    generation: int


@dataclass(frozen=True, slots=True)
class ReaderEnded:
    """The reader of this generation has ended."""

    generation: int


@dataclass(frozen=True, slots=True)
class FromChild:
    """A message and the generation of the child that sent it: what a replaced child still says does not count."""

    generation: int
    message: FromReader | Parsed


@dataclass(frozen=True, slots=True)
class Job:
    """One file to parse; `apart`: not everybody who reads the folder may read it."""

    file: str
    stamp: Stamp
    data: bytes
    apart: bool = False


RESTART_AFTER = 0.5
"""Seconds a reader must have lived before one that ended is started again: never a tight loop."""

Post = Callable[[FromChild | ParserEnded | ReaderEnded], None]


def errors_of(where: Places) -> IO[bytes]:
    """Where the children's errors go: a file beside the log, private; nowhere, where nothing can be written."""
    path = where.state / "children.log"
    if where.keeps_state:
        try:
            if path.exists() and path.stat().st_size > 1_000_000:
                path.unlink()
            private(path)
            return path.open("ab")
        except OSError:
            _log.exception("the children's errors cannot be kept")
    return Path(os.devnull).open("ab")


class ParserKeeper:
    """Parses one job after the other. `post` receives what the child says, from another thread.

    Whether a child answers is noted where its pipe is read: how long its words wait to be taken, while a large board
    is made, says nothing about it. And it is judged at the second look in a row that finds it wanting, since whoever
    looks may have been stopped itself, and hears first what waits in the pipe.
    """

    def __init__(self, post: Post, errors: IO[bytes]) -> None:
        self._post = post
        self._errors = errors
        self._generation = 0
        self._child: Child[Parsed] | None = None
        self._jobs: deque[tuple[Job, Plan]] = deque()
        self._current: tuple[Job, int] | None = None
        self._started = 0.0
        self._number = 0
        self._answered = 0
        self._doubted = 0

    @property
    def waiting(self) -> int:
        """Files not yet parsed."""
        return len(self._jobs) + (self._current is not None)

    def add(self, job: Job, plan: Plan) -> None:
        """Queue a file; an older version of it that still waits is dropped."""
        self._jobs = deque(waiting for waiting in self._jobs if waiting[0].file != job.file)
        self._jobs.append((job, plan))
        self._next()

    def done(self, parsed: Parsed) -> Job | None:
        """The job that an answer belongs to; None for an answer that came too late."""
        if self._current is None or self._current[1] != parsed.number:
            return None
        job = self._current[0]
        self._current = None
        self._next()
        return job

    def ended(self, message: ParserEnded) -> Job | None:
        """The job that killed the parser, if it had one."""
        return self._lose() if message.generation == self._generation else None

    def late(self, now: float) -> Job | None:
        """The job that has used up its deadline; its parser is replaced."""
        if self._current is None or now - self._started < PARSE_DEADLINE:
            return None
        number = self._current[1]
        if self._answered == number:
            return None
        if self._doubted != number:
            self._doubted = number
            return None
        return self._lose()

    def close(self) -> None:
        """End the child."""
        self._generation += 1
        if self._child:
            self._child.kill()

    def _lose(self) -> Job | None:
        job = self._current[0] if self._current else None
        self._current = None
        self.close()
        self._child = None
        self._next()
        return job

    def _next(self) -> None:
        if self._current is not None or not self._jobs:
            return
        from data.processes.parser_messages import Parse

        if self._child is None:
            self._child = self._start()
        job, plan = self._jobs.popleft()
        self._number += 1
        self._current = (job, self._number)
        self._started = time.monotonic()
        self._child.send(Parse(self._number, job.file, job.data, plan))

    def _start(self) -> Child[Parsed]:
        from data.processes.parser_messages import Parsed

        self._generation += 1
        mine = self._generation

        def take(parsed: Parsed) -> None:
            self._answered = max(self._answered, parsed.number)
            self._post(FromChild(mine, parsed))

        return Child("data.processes.parser", Parsed, take, lambda: self._post(ParserEnded(mine)), self._errors)


class ReaderKeeper:
    """Keeps one reader of the shared folder alive. `watch` gives what a new one is told first.

    Its signs of life are noted, and its silence is judged, as the parser's are.
    """

    def __init__(self, watch: Callable[[], Watch], post: Post, errors: IO[bytes]) -> None:
        self._watch = watch
        self._post = post
        self._errors = errors
        self.generation = 0
        self.silent = False
        self._heard = self._born = 0.0
        self._doubted = 0.0
        self._gone = False
        self._child = self._start()

    def send(self, message: ToReader) -> None:
        """Queue a message for the reader."""
        self._child.send(message)

    def heard(self, message: FromChild) -> bool:
        """Take note of what it says; False for one of a reader that was replaced."""
        if message.generation != self.generation:
            return False
        if isinstance(message.message, Health):
            self.silent = False
        return True

    def ended(self, message: ReaderEnded) -> None:
        """A reader that ended by itself (killed, out of memory) is replaced by the next check."""
        if message.generation == self.generation:
            self._gone = True

    def check(self, now: float) -> bool:
        """Replace a silent reader; whether anything changed."""
        if self._gone:
            if now - self._born < RESTART_AFTER:
                return False
        elif now - self._heard < SILENT_AFTER or (self.silent and now - self._born < REPLACE_AFTER):
            return False
        elif self._doubted != self._heard:
            self._doubted = self._heard
            return False
        self.silent = True
        self._child.kill()
        self._child = self._start()
        return True

    def close(self) -> None:
        """Let the reader finish what it writes and stop; nobody waits."""
        self.generation += 1
        self._child.leave()

    def _start(self) -> Child[FromReader]:
        self.generation += 1
        mine = self.generation
        self._heard = self._born = time.monotonic()
        self._gone = False

        def take(message: FromReader) -> None:
            if mine == self.generation:
                self._heard = time.monotonic()
            self._post(FromChild(mine, message))

        child: Child[FromReader] = Child(
            "data.processes.folder_reader", FromReader, take, lambda: self._post(ReaderEnded(mine)), self._errors
        )
        child.send(self._watch())
        return child
