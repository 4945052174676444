"""One look at a folder, for commands without a screen."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Collection
from datetime import date

from data.feed import handover
from data.feed.engine import Engine
from data.feed.interface import Clock, _refusals, utc_now
from data.feed.live import NOT_OURS, FeedEvent, Question, Wake
from data.model import Board, Item, LogLine, MarkRequest, Shift, Undoable
from data.processes.supervisor import errors_of
from data.store.paths import places

ONCE_SECONDS = 10.0
"""How long a one-shot command waits for files that are just being saved."""


class Glance:
    """One look at a folder, for a command without a screen. Use it as a context manager.

    `reached` says whether the folder was seen whole within the time; if not, boards are of the last good copy. One that
    only `looks` goes on where this station keeps nothing; else Unusable is raised there.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        read_only: bool = False,
        clock: Clock = utc_now,
        wait: float = ONCE_SECONDS,
        shares_a_segment: bool = True,
        looks: bool = False,
    ) -> None:
        where = places(folder).made(read_only=read_only, looks=looks or read_only)
        self._events: queue.SimpleQueue[FeedEvent] = queue.SimpleQueue()
        self._errors = errors_of(where)
        self.engine = Engine(
            where, self._events.put, clock, read_only=read_only, one_shot=shares_a_segment, errors=self._errors
        )
        self._until(lambda: not self.engine.busy or self.engine.folder.state in NOT_OURS, wait)
        self.engine.take_as_whole()

    @property
    def reached(self) -> bool:
        """Whether the folder itself answered and was seen whole."""
        return self.engine.folder.state == "ok" and not self.engine.busy

    def board(self, as_of: date | None = None) -> Board:
        """The board, with the rules computed for `as_of` (default today)."""
        return self.engine.board(as_of)

    def mark(self, request: MarkRequest, by: str, item: Item | None = None) -> str:
        """Write a mark; its id once it is saved on this station. `item`: one that no list has. Raises Refused."""
        with _refusals():
            return self.engine.mark(request, item or self.engine.board().item(request.key), by).id

    def undo(self, by: str) -> Undoable | None:
        """Undo this station's latest mark; None when there is nothing."""
        with _refusals():
            return self.engine.desk.undo(by=by, now=self.engine.now)

    def log(self) -> tuple[LogLine, ...]:
        """Every line that any station wrote, in the log's order."""
        return self.engine.desk.log()

    def shift(self, names: Collection[str]) -> Shift:
        """What changed since the last shift of one of these officers."""
        return handover.shift(self.engine, names)

    def rescue(self) -> int:
        """Offer to the folder the marks known here that it no longer holds; how many. `deliver` waits for them."""
        return self.engine.desk.rescue()

    def deliver(self, wait: float = ONCE_SECONDS) -> bool:
        """Wait until the marks are in the shared folder; False when they stay in the outbox for the next run."""
        return self._until(lambda: not self.engine.desk.health().unsent, wait)

    def _until(self, done: Callable[[], bool], wait: float) -> bool:
        deadline = time.monotonic() + wait
        while not done():
            self.engine.tick()
            if time.monotonic() >= deadline:
                return False
            try:
                event = self._events.get(timeout=0.05)
            except queue.Empty:
                continue
            if not isinstance(event, Wake | Question):
                self.engine.take(event)
        return True

    def __enter__(self) -> Glance:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()
        self._errors.close()
