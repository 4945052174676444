"""The door to a folder's boards and marks: open a folder, take its boards as they come, use its verbs.

`open` gives a live feed, whose work runs in a thread of its own; `once` gives the board of one look, for commands
without a screen. Neither ever waits for the shared folder longer than it says.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent import futures
from dataclasses import field
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar

from data.feed.board_pause import Pause
from data.feed.kept_start import found_start
from data.feed.officer_verbs import Feed, refusals
from data.feed.refusals_and_clock import Clock, FeedFailed, Refused, utc_now
from data.feed.resting import Resting
from data.model import Board, Item, Undoable
from data.processes.supervisor import FromChild, ParserEnded, ReaderEnded, errors_of
from data.settings import Settings
from data.station.paths import Places, places
from data.support.fast_dataclass import dataclass

if TYPE_CHECKING:  # what reads and reckons is loaded when the first board is not one that was kept
    from data.feed.board_engine import Engine
    from data.feed.start_keeper import StartKeeper

# ------------------------------------------------------------
# a question that another thread puts to the one that owns the data, and its answer

Of = TypeVar("Of")
Answer = TypeVar("Answer")

LOOK_EVERY = 0.5
"""Seconds between two looks whether anybody is left to answer."""


class NobodyAnswers(Exception):
    """The thread that should have answered has ended."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Of, Answer]):
    """`work` is what is asked; what it raises is raised where the answer is waited for."""

    work: Callable[[Of], Answer]
    _future: futures.Future[Answer] = field(default_factory=futures.Future)

    def answer(self, of: Of) -> None:
        """Do the work. Call it in the thread that owns `of`; never raises."""
        try:
            self._future.set_result(self.work(of))
        except Exception as error:  # noqa: BLE001 - told where it was asked
            self._future.set_exception(error)

    def wait(self, ended: Callable[[], bool]) -> Answer:
        """The answer; NobodyAnswers once `ended` says that none will come."""
        while not self._future.done():
            if ended():
                raise NobodyAnswers
            futures.wait([self._future], timeout=LOOK_EVERY)
        return self._future.result()


NOT_OURS = frozenset({"gone", "denied", "unmounted", "strange", "replaced"})
"""States of a folder that no waiting changes."""

TICK = 0.5

WAIT = 10.0
"""Seconds that an officer's verb waits for the folder."""

REST_TICK = 2.0
"""Seconds between two looks at the clock while a kept board stands."""

HELD_BACK = 5.0
"""Seconds for which the kept board stands on at most, until the folder has been seen once more."""


@dataclass(frozen=True, slots=True)
class Wake:
    """An officer did something: a new board is due at once."""


@dataclass(frozen=True, slots=True)
class AtRest:
    """What the reader says that is asked while a kept board stands: nobody takes it any more once that is over."""

    said: FromChild | ParserEnded | ReaderEnded | None
    """None: nothing was said for a while."""


FeedEvent = FromChild | ParserEnded | ReaderEnded | Wake | Question["Engine", Any]
_Answer = TypeVar("_Answer")


class LiveFeed(Feed):
    """A feed that works in a thread. Its boards go to one reader at a time; its verbs may be called from any thread."""

    def __init__(self, folder: str | os.PathLike[str], *, read_only: bool = False, clock: Clock = utc_now) -> None:
        self._where = places(folder)
        self._read_only = read_only
        self._clock = clock
        self._events: queue.SimpleQueue[FeedEvent | AtRest | None] = queue.SimpleQueue()
        self._news = threading.Condition()
        self._board: Board | None = None
        self._version = 0
        self._closed = False
        self._engine: Engine | None = None
        self._opened, self._awake = threading.Event(), threading.Event()
        self._resting: Resting | None = None
        self._held_back_until = 0.0
        self.failure: BaseException | None = None
        threading.Thread(target=self._run, name="feed", daemon=True).start()

    # ------------------------------------------------------------ for the screen

    def boards(self) -> Iterator[Board]:
        """The newest each time. Raises FeedFailed at the end when the feed failed."""
        seen = 0
        while True:
            with self._news:
                while not self._closed and self._version <= seen:
                    self._news.wait()
                if self._closed:
                    break
                seen, board = self._version, self._board
            if board is not None:
                yield board
        if self.failure is not None:
            raise FeedFailed from self.failure

    def refresh(self) -> None:
        """By the reader, soon: nobody waits for it."""
        if self._engine:
            self._engine.look()
        self.wake()

    @property
    def rests(self) -> bool:
        """Whether the board is the one that an earlier run kept, and nothing was read or reckoned in this run."""
        return self._resting is not None and self._engine is None

    def wake(self) -> None:
        """Something may be asked soon: what a kept board spared is read and reckoned from now on. Never waits."""
        if self.rests:
            self._events.put(Wake())

    def undoable(self) -> Undoable | None:
        """What `undo` would undo, without a wait for what a kept board spared."""
        return self._resting.undoable if self._resting and self._engine is None else super().undoable()

    def _at_hand(self) -> Engine | None:
        if self.rests:
            self.wake()
            self._awake.wait(WAIT)
        return self._engine

    def _item(self, engine: Engine, key: str) -> Item | None:
        if self._board is None:
            raise Refused("not_ready")
        return self._board.item(key)

    def _where_boards_are_made(self, work: Callable[[Engine], _Answer]) -> _Answer:
        """In the feed's own thread; whoever asks waits for it."""
        if self._at_hand() is None or self._board is None:
            raise Refused("not_ready")
        ask = Question(work)
        self._events.put(ask)
        try:
            with refusals():
                return ask.wait(lambda: self._closed)
        except NobodyAnswers:
            raise Refused("not_ready") from None
        finally:
            self._written()

    def _wait_until(self, done: Callable[[], bool]) -> bool:
        """In the asker's thread; the feed's own goes on."""
        self._written()  # what is wished for is told the reader at once
        deadline = time.monotonic() + WAIT
        while not done() and not self._closed and time.monotonic() < deadline:
            time.sleep(LOOK_EVERY / 10)
        return done()

    def _written(self) -> None:
        self._events.put(Wake())

    @property
    def settings(self) -> Settings:
        """The settings in force; waits a moment for the index to be read, never for the folder."""
        self._opened.wait(2.0)
        if self._engine is None:
            return self._resting.settings if self._resting else Settings()
        return self._engine.shelf.settings

    def close(self) -> None:
        """The thread ends by itself."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._events.put(None)

    # ------------------------------------------------------------ the thread

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self.failure = error  # shown by the screen as what it is: a board that freezes silently is worse
            raise
        finally:
            self._opened.set()  # or not: nobody waits for the settings of a feed that failed
            self._awake.set()
            self.close()

    def _work(self) -> None:
        where = self._where.made(read_only=self._read_only, looks=self._read_only)
        with errors_of(where) as errors:
            self._rest(where, errors)
            if self._closed:
                return
            from data.feed.board_engine import Engine
            from data.feed.start_keeper import StartKeeper

            engine = Engine(where, self._events.put, self._clock, read_only=self._read_only, errors=errors)
            self._engine = engine
            self._opened.set()
            self._awake.set()
            keeper = StartKeeper(where, looks=self._read_only)
            try:
                self._serve(engine, keeper)
                keeper.look(engine, self._board, last=True)
            finally:
                engine.close()

    def _rest(self, where: Places, errors: IO[bytes]) -> None:
        """Show the board that an earlier run kept until anything is new, or is asked for that it does not say."""
        found = found_start(where, self._clock(), looks=self._read_only)
        if found is None:
            return
        resting = self._resting = Resting(found, where, lambda said: self._events.put(AtRest(said)), errors)
        self._opened.set()
        try:
            self._stand(resting)
        finally:
            resting.close()
            self._held_back_until = time.monotonic() + HELD_BACK
        if self._closed:
            resting.note_look()

    def _stand(self, resting: Resting) -> None:
        while not self._closed:
            if resting.dirty:
                self._publish(resting.board(self._clock()))
            try:
                event = self._events.get(timeout=REST_TICK)
            except queue.Empty:
                event = AtRest(None)
            if event is None:
                continue
            known = isinstance(event, AtRest) and (event.said is None or resting.takes(event.said, self._clock()))
            if not known or resting.disturbed(self._clock(), time.monotonic()):
                return

    def _serve(self, engine: Engine, keeper: StartKeeper) -> None:
        """Boards, then what has come meanwhile, then what time brings: nobody is late whose word was not yet heard."""
        pause = Pause()
        last_tick = float("-inf")
        while not self._closed:
            begun = time.monotonic()
            held_back = begun < self._held_back_until and engine.folder.state == "starting"
            if engine.dirty and not held_back and pause.due(begun, loading=engine.loading):
                self._publish(engine.board())
                pause.made(begun, time.monotonic())
            left = TICK / 5 if held_back else max(0.0, pause.left(time.monotonic(), loading=engine.loading))
            if self._take(engine, keeper, min(TICK, left) if engine.dirty else TICK):
                pause.hurry()
                last_tick = float("-inf")
            now = time.monotonic()
            if now - last_tick >= TICK:
                engine.tick()
                engine.try_again(now)
                keeper.look(engine, self._board)
                last_tick = now
                if self._board and self._board.as_of != engine.today:
                    engine.dirty = True

    def _take(self, engine: Engine, keeper: StartKeeper, wait: float) -> bool:
        """Take what has come, or wait so many seconds for it; whether an officer did something."""
        woken = False
        for event in self._drain(wait):
            if isinstance(event, Question):
                event.answer(engine)
            elif isinstance(event, Wake):
                engine.dirty = woken = True  # set here alone: from another thread it could be lost under a tick
            elif not isinstance(event, AtRest):
                if isinstance(event, FromChild):
                    keeper.hear(event.message)
                engine.take(event)
        return woken

    def _drain(self, wait: float) -> Iterator[FeedEvent | AtRest]:
        try:
            event = self._events.get(timeout=wait)
            while event is not None:
                yield event
                event = self._events.get_nowait()
        except queue.Empty:
            return

    def _publish(self, board: Board) -> None:
        with self._news:
            self._board = board
            self._version += 1
            self._news.notify_all()


def open(folder: str | os.PathLike[str], *, read_only: bool = False, clock: Clock = utc_now) -> LiveFeed:
    """Open a folder. Returns at once: the first board is what the index still knows, the folder is checked after it."""
    return LiveFeed(folder, read_only=read_only, clock=clock)
