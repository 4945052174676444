"""One look at a folder, for commands without a screen."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from data.feed.board_engine import Engine
from data.feed.live_feed import NOT_OURS, FeedEvent, Question, Wake
from data.feed.officer_verbs import Verbs, refusals
from data.feed.refusals_and_clock import Clock, utc_now
from data.model import Board, Item
from data.processes.supervisor import errors_of
from data.settings import Settings
from data.station.paths import places

_Answer = TypeVar("_Answer")

ONCE_SECONDS = 10.0
"""How long a one-shot command waits for files that are just being saved."""

TELL_SECONDS = 2.0
"""How long a one-shot command waits, at its end, until what it saw of the ledgers is in the folder."""


class Glance(Verbs):
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
            where,
            self._events.put,
            clock,
            read_only=read_only,
            one_shot=shares_a_segment,
            founds=False,
            errors=self._errors,
        )
        self._until(lambda: not self.engine.busy or self.engine.folder.state in NOT_OURS, wait)
        self.engine.take_as_whole()
        self.engine.remember()

    @property
    def reached(self) -> bool:
        """Whether the folder itself answered and was seen whole."""
        return self.engine.state.seen_whole

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.engine.shelf.in_force.settings

    def board(self, as_of: date | None = None) -> Board:
        """The board, with the rules computed for `as_of` (default today)."""
        return self.engine.board(as_of)

    def _at_hand(self) -> Engine:
        return self.engine

    def _item(self, engine: Engine, key: str) -> Item | None:
        return engine.board().item(key)

    def _where_boards_are_made(self, work: Callable[[Engine], _Answer]) -> _Answer:
        with refusals():
            return work(self.engine)

    def _wait_until(self, done: Callable[[], bool]) -> bool:
        return self._until(done, ONCE_SECONDS if self.reached else 0.0)

    def deliver(self, wait: float = ONCE_SECONDS) -> bool:
        """Wait until the marks, rescued ones too, are in the folder; False when they stay here for the next run."""
        return self._until(lambda: not self.engine.desk.health().unsent, wait)

    def deliver_all(self, wait: float) -> bool:
        """The same, and with the marks what its memory is told of the ledgers."""
        return self._until(lambda: not (self.engine.desk.health().unsent or self.engine.seen.unsent), wait)

    def _tell(self) -> None:
        """Tell the folder what was seen of its ledgers, if it answers soon; else the next run does."""
        if self.reached:
            self.engine.tick()
            self._until(lambda: not self.engine.seen.outgoing.in_flight, TELL_SECONDS)

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
        self._tell()
        self.engine.close()
        self._errors.close()
