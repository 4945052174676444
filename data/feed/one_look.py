"""One look at a folder, for commands without a screen.

A command that only looks shows the board that an earlier run kept, where the folder's reader finds nothing new; the
first that reckons one keeps it for those after it.
"""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable
from datetime import date
from typing import IO, TYPE_CHECKING, TypeVar

from data.feed.kept_start import found_start
from data.feed.live_feed import NOT_OURS, FeedEvent, Question, Wake
from data.feed.officer_verbs import Verbs, refusals
from data.feed.refusals_and_clock import Clock, utc_now
from data.feed.resting import KeptWord, Resting
from data.model import Board, Item, Problem
from data.processes.supervisor import FromChild, ParserEnded, ReaderEnded, errors_of
from data.settings import Settings
from data.station.paths import Places, places
from data.support.fast_dataclass import dataclass

if TYPE_CHECKING:  # what reads and reckons is loaded when the board is not one that was kept
    from data.feed.board_engine import Engine
    from data.feed.start_keeper import StartKeeper

_Answer = TypeVar("_Answer")

ONCE_SECONDS = 10.0
"""How long a one-shot command waits for files that are just being saved."""

TELL_SECONDS = 2.0
"""How long a one-shot command waits, at its end, until what it saw of the ledgers is in the folder."""


@dataclass(frozen=True, slots=True)
class StillSo:
    """A board that was kept, after a look at the folder found it as it was; and the settings in force."""

    board: Board
    settings: Settings


def still_so(where: Places, clock: Clock, errors: IO[bytes], *, looks: bool, wait: float) -> StillSo | None:
    """The kept board if the whole folder, seen within so many seconds, has nothing new; None where it must be reckoned.

    `looks`: this station only looks.
    """
    found = found_start(where, clock(), looks=looks)
    if found is None:
        return None
    said: queue.SimpleQueue[FromChild | ParserEnded | ReaderEnded] = queue.SimpleQueue()
    resting = Resting(found, where, said.put, errors)
    deadline = time.monotonic() + wait
    try:
        while not resting.seen_whole:
            if not resting.takes(said.get(timeout=max(0.0, deadline - time.monotonic())), clock()):
                return None
        if resting.disturbed(clock(), time.monotonic()):
            return None
        board = resting.board(clock())
    except queue.Empty:
        return None
    finally:
        resting.close()
    resting.note_look()
    return StillSo(board, resting.settings)


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
        self._where = places(folder).made(read_only=read_only, looks=looks or read_only)
        self._clock, self._wait, self._shares = clock, wait, shares_a_segment
        self._read_only = read_only
        self._events: queue.SimpleQueue[FeedEvent] = queue.SimpleQueue()
        self._errors = errors_of(self._where)
        self._engine: Engine | None = None
        self._keeper: StartKeeper | None = None
        self._reckoned: Board | None = None
        self._word: KeptWord | None = None
        self._still = still_so(self._where, clock, self._errors, looks=read_only, wait=wait) if looks else None
        if self._still is None:
            self._engine = self._looked(keeps=looks)

    def _looked(self, *, keeps: bool) -> Engine:
        """What reads and reckons, once it has seen the folder; the board is kept at the end if it `keeps` it."""
        from data.feed.board_engine import Engine
        from data.feed.start_keeper import StartKeeper

        self._keeper = StartKeeper(self._where, looks=self._read_only) if keeps else None
        found = None if keeps else found_start(self._where, self._clock(), looks=self._read_only)
        self._word = KeptWord(found) if found else None
        self._engine = engine = Engine(
            self._where,
            self._events.put,
            self._clock,
            read_only=self._read_only,
            one_shot=self._shares,
            founds=False,
            errors=self._errors,
        )
        self._until(lambda: not engine.busy or engine.folder.state in NOT_OURS, self._wait)
        engine.take_as_whole()
        engine.remember()
        return engine

    @property
    def engine(self) -> Engine:
        """What reads and reckons; it looks at the folder first where the kept board was enough so far."""
        return self._engine or self._looked(keeps=False)

    @property
    def reached(self) -> bool:
        """Whether the folder itself answered and was seen whole."""
        return self._engine is None or self._engine.state.seen_whole

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._still.settings if self._still and self._engine is None else self.engine.shelf.in_force.settings

    def problems(self) -> tuple[Problem, ...]:
        """What this station's own files lack: nothing where a board was kept."""
        return tuple(self._engine.station(self._engine.today)) if self._engine else ()

    def board(self, as_of: date | None = None) -> Board:
        """The board, with the rules computed for `as_of` (default today)."""
        if as_of is not None:
            return self.engine.board(as_of)
        if self._still and self._engine is None:
            return self._still.board
        if self._word and self._word.seen_whole:
            return self._word.board(self._clock())
        self._reckoned = self.engine.board()
        return self._reckoned

    def _at_hand(self) -> Engine:
        return self.engine

    def _item(self, engine: Engine, key: str) -> Item | None:
        return self.board().item(key)

    def _written(self) -> None:
        self._word = None

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
        engine = self.engine
        if self.reached:
            engine.tick()
            self._until(lambda: not engine.seen.outgoing.in_flight, TELL_SECONDS)

    def _until(self, done: Callable[[], bool], wait: float) -> bool:
        engine = self.engine
        deadline = time.monotonic() + wait
        while not done():
            engine.tick()
            if time.monotonic() >= deadline:
                return False
            try:
                event = self._events.get(timeout=0.05)
            except queue.Empty:
                continue
            if not isinstance(event, Wake | Question):
                if self._keeper and isinstance(event, FromChild):
                    self._keeper.hear(event.message)
                self._go_on_with(event)
                engine.take(event)
        return True

    def _go_on_with(self, event: FromChild | ParserEnded | ReaderEnded) -> None:
        """The kept board does for what is marked until anything is heard that it does not know."""
        known = isinstance(event, FromChild) and self._word and self._word.is_known(event.message, self._clock())
        self._word = self._word if known else None

    def __enter__(self) -> Glance:
        return self

    def __exit__(self, *_: object) -> None:
        if self._engine:
            self._tell()
            if self._keeper:
                self._keeper.look(self._engine, self._reckoned, last=True)
            self._engine.close()
        self._errors.close()
