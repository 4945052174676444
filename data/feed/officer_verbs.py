"""What officers do with one folder and ask of it: each verb once, for a screen that stays and a command that goes."""

from __future__ import annotations

import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from data.feed.refusals_and_clock import Refused
from data.model import Board, Item, LedgerHistory, LogLine, MarkRequest, Orphan, Shift, Undoable, left_open
from data.model.issued_papers import IssuedPaper
from data.model.meeting_decisions import FOLLOWUP, MeetingDecision

# What reckons, what writes marks and what makes papers is imported where it is asked for: a start on a board that was
# kept needs none of it.
if TYPE_CHECKING:
    from data.export.papers.paper_kinds import PaperAsked
    from data.export.papers.paper_periods import PaperPeriod
    from data.feed.board_engine import Engine
    from data.feed.paper_desk import PaperSeen

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """What keeps a mark from being written, told as Refused."""
    from data.marks.make_mark import MarkError

    try:
        yield
    except MarkError as error:
        raise Refused(error.code, error.details) from error
    except OSError as error:
        _log.warning("a mark could not be saved here", exc_info=True)
        raise Refused("not_saved", (("why", error.strerror or str(error)),)) from error


class Verbs(ABC):
    """The verbs over an engine. What is written is saved on this station when its verb returns; what keeps it from
    being written, or a verb from being answered, is raised as Refused. An id is that of the mark in its journal.
    """

    # ------------------------------------------------------------ how the engine is come by

    @abstractmethod
    def _at_hand(self) -> Engine | None:
        """The engine; None while there is none yet."""

    @abstractmethod
    def _item(self, engine: Engine, key: str) -> Item | None:
        """The item of this key on the present board. Raises Refused while there is no board."""

    @abstractmethod
    def _where_boards_are_made(self, work: Callable[[Engine], _Answer]) -> _Answer:
        """What `work` makes of the engine, done where boards are made: it needs one of its own."""

    def _wait_until(self, done: Callable[[], bool]) -> bool:
        """Wait a few seconds for the folder, where there is one to wait for; whether it is done."""
        return done()

    def _written(self) -> None:  # noqa: B027 - whoever looks once shows nothing after it
        """Something was written: a new board is due."""

    # ------------------------------------------------------------ marks

    def mark(self, request: MarkRequest, by: str, item: Item | None = None) -> str:
        """Write a mark; returns its id. `item`: one that no list has."""
        engine = self._ready()
        with refusals():
            item = item or self._item(engine, request.key)
            now, today, settings = engine.now, engine.today, engine.shelf.settings
            made = engine.desk.mark(request, item, by=by, now=now, today=today, settings=settings)
        self._written()
        return made.id

    def undoable(self) -> Undoable | None:
        """What `undo` would undo. Never waits."""
        engine = self._at_hand()
        return engine.desk.undoable() if engine else None

    def undo(self, by: str) -> Undoable | None:
        """Undo this station's latest mark; returns what was undone, None when there is nothing."""
        engine = self._at_hand()
        if engine is None:
            return None
        with refusals():
            undone = engine.desk.undo(by=by, now=engine.now)
        self._written()
        return undone

    def log(self) -> tuple[LogLine, ...]:
        """Every line that any station wrote, in the log's order."""
        engine = self._at_hand()
        return engine.desk.log() if engine else ()

    def orphans(self) -> tuple[Orphan, ...]:
        """Marks whose row is gone, with the nearest names; none while a ledger may be missing."""
        engine = self._at_hand()
        rows = engine.rows if engine else {}
        return engine.desk.orphans(rows) if engine and rows else ()

    def link(self, orphan: Orphan, to: str, by: str) -> str:
        """Join an orphan to the row of key `to`; returns the mark's id."""
        engine = self._ready()
        with refusals():
            made = engine.desk.link(orphan, to, engine.rows, by=by, now=engine.now)
        self._written()
        return made.id

    def rescue(self) -> tuple[int, int]:
        """Offer to the folder the marks known here that it no longer holds, and the versions of ledgers that its memory
        has lost; how many of each."""
        engine = self._ready()
        counts = engine.desk.rescue(), engine.seen.rescue()
        self._rescue_papers(engine)
        return counts

    def history(self, *, file: str = "", unit: str = "", since: date | datetime | None = None) -> LedgerHistory:
        """Which ledgers changed when, the newest first (see `ledger_history`)."""
        from data.feed.ledger_history import HistoryGiven, ledger_history

        def told(engine: Engine) -> LedgerHistory:
            memory, station, log = engine.seen.memory, engine.seen.outgoing.station, engine.desk.log()
            given = HistoryGiven(engine.shelf, memory, engine.recollection, log, station, engine.now)
            return ledger_history(given, file=file, unit=unit, since=since)

        return self._where_boards_are_made(told)

    # ------------------------------------------------------------ the change of shifts

    def shift(self, names: Collection[str]) -> Shift:
        """What changed since the last shift of one of these officers."""
        from data.feed import handover

        return self._where_boards_are_made(partial(handover.shift, names=names))

    def sign(self, to: str, text: str, by: str) -> str:
        """Sign the shift's note, meant for `to`: its words, and what is open by the present board; returns its id."""
        from data.feed import handover
        from data.marks.make_handover import make_handover

        def signed(engine: Engine) -> str:
            left = left_open(handover.present(engine))
            return engine.desk.write(partial(make_handover, to, text, left), by=by, now=engine.now).id

        return self._where_boards_are_made(signed)

    def take_over(self, note: str, by: str) -> str:
        """Accept the note with this id; returns the mark's id."""
        from data.marks.make_handover import make_takeover

        taken = partial(make_takeover, note)
        return self._where_boards_are_made(lambda engine: engine.desk.write(taken, by=by, now=engine.now).id)

    # ------------------------------------------------------------ what meetings decide

    def decide(self, unit: str, what: str, due: date, who: str, meeting: date | None, by: str) -> MeetingDecision:
        """Write down what a dispatch meeting gave to a unit (`meeting`: its day, None: today's), and how it stands: it
        may stand in a ledger already."""
        from data.feed import handover
        from data.marks.decision_marks import make_decision
        from data.rules.units.names import item_key

        def decided(engine: Engine) -> MeetingDecision:
            units, today = engine.units(), engine.today
            called = units.called(unit)
            key = item_key(FOLLOWUP, "", "、".join(sorted(units.split(unit))), what)  # whoever is named first
            made = partial(make_decision, key, called, what, due, who, meeting or today, today)
            engine.desk.write(made, by=by, now=engine.now.astimezone(engine.shelf.settings.zone))
            return next(one for one in handover.present(engine).decided if one.key == key)

        return self._where_boards_are_made(decided)

    # ------------------------------------------------------------ papers

    def paper(self, kind: str, asked: PaperAsked, known: date | None = None) -> PaperSeen:
        """A paper as it was issued, or its draft; with `known` the draft of what was known on that day. Raises
        NeedsPeriod, NothingToReport, Refused."""
        from data.feed import paper_desk

        self._fetch(kind)
        return self._where_boards_are_made(partial(paper_desk.seen, kind=kind, asked=asked, known=known))

    def issues(self) -> tuple[IssuedPaper, ...]:
        """Every paper that was issued, by whichever station."""
        engine = self._at_hand()
        return engine.desk.issues() if engine else ()

    def answer(self, period: PaperPeriod, unit: str, said: str, text: str, by: str) -> str:
        """Write down a unit's answer to its figures of a period; returns the unit as the board calls it."""
        from data.feed import paper_desk

        work = partial(paper_desk.answer, period=period, unit=unit, said=said, text=text, by=by)
        return self._where_boards_are_made(work)

    def issue(self, kind: str, asked: PaperAsked, remark: str, by: str) -> IssuedPaper:
        """Issue a paper: its frozen figures into the folder, then the mark that names them. `remark`: 带注印发."""
        from data.feed import paper_desk

        self._fetch(kind)
        ready = self._where_boards_are_made(partial(paper_desk.ready, kind=kind, asked=asked, remark=remark, by=by))
        wish = self._ready().blobs.wish(ready.blob, ready.data)
        if not self._wait_until(wish.done.is_set) or wish.why:
            self._ready().blobs.give_up(wish)
            raise Refused("issue_folder", (("why", wish.why),))
        return self._where_boards_are_made(partial(ready.write, by=by))

    def _fetch(self, kind: str) -> None:
        """Have the frozen figures of a kind of paper at hand, as far as the folder gives them."""
        from data.feed import paper_desk

        engine = self._ready()
        desk = engine.blobs
        wishes = [(one, desk.wish(one.blob)) for one in paper_desk.needed(engine, kind) if not self._has(engine, one)]
        if wishes:
            self._wait_until(lambda: all(wish.done.is_set() for _, wish in wishes))
        for one, wish in wishes:
            desk.read(wish, one.digest)

    def _rescue_papers(self, engine: Engine) -> None:
        """Give the folder back the frozen figures that are kept here and that it lost, or holds altered."""
        from data.feed.blob_desk import digest_of

        kept = [(one, engine.blobs.kept(one.blob, one.digest)) for one in engine.desk.issues()]
        asked = [(one, data, engine.blobs.wish(one.blob)) for one, data in kept if data is not None]
        self._wait_until(lambda: all(wish.done.is_set() for *_, wish in asked))
        lost = [
            engine.blobs.wish(one.blob, data)
            for one, data, wish in asked
            if wish.done.is_set() and not wish.why and (wish.got is None or digest_of(wish.got) != one.digest)
        ]
        self._wait_until(lambda: all(wish.done.is_set() for wish in lost))

    @staticmethod
    def _has(engine: Engine, one: IssuedPaper) -> bool:
        return engine.blobs.kept(one.blob, one.digest) is not None

    def _ready(self) -> Engine:
        engine = self._at_hand()
        if engine is None:
            raise Refused("not_ready")
        return engine


class Feed(Verbs):
    """What a screen needs of the data: boards as they come, and the verbs."""

    @abstractmethod
    def boards(self) -> Iterator[Board]:
        """Boards as they come; blocks until there is a newer one; ends when the feed closes."""

    @abstractmethod
    def refresh(self) -> None:
        """Look at the whole folder now."""

    def wake(self) -> None:
        """Something may be asked soon. Never waits."""

    @abstractmethod
    def close(self) -> None:
        """Stop; never waits for the folder."""
