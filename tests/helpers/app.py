"""A feed in memory: the sample board, marks applied to it at once. What it was asked is kept in `asked`."""

from __future__ import annotations

import queue
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from helpers.board import NOW, sample_board, screen_text
from textual.app import App
from textual.pilot import Pilot

from data.export.papers.issue_terms import asked_units
from data.export.papers.paper_kinds import PAPERS, PaperAsked
from data.export.papers.paper_periods import PaperPeriod
from data.feed.paper_desk import PaperSeen
from data.feed.refusals_and_clock import Refused
from data.model import (
    Board,
    Item,
    ItemMarks,
    ItemState,
    LedgerHistory,
    LogLine,
    MarkLine,
    MarkRequest,
    Orphan,
    Shift,
    Undoable,
)
from data.model.issued_papers import IssuedPaper, UnitAnswer
from tui.app.app import FairwatchApp
from tui.screens.desk import DeskScreen
from widgets.frame.footline import FootLine

ZONE = ZoneInfo("Asia/Shanghai")
STATES = {
    "act": ItemState.WAITING,
    "snooze": ItemState.SNOOZED,
    "claim": ItemState.CLAIMED,
    "reopen": ItemState.OPEN,
    "accept": ItemState.HANDLED,
}


class MemoryFeed:
    """Implements `data.feed.officer_verbs.Feed` without a folder."""

    def __init__(self, board: Board | None = None, *, refuse: bool = False, changed: Shift | None = None) -> None:
        self.board = board or sample_board()
        self.refuse = refuse
        self.asked: list[tuple[Any, ...]] = []
        self.closed = False
        self.lines: tuple[LogLine, ...] = ()
        self.vanished: tuple[Orphan, ...] = ()
        self.changed = changed or Shift()
        self.answers: tuple[UnitAnswer, ...] = ()
        self.issued: tuple[IssuedPaper, ...] = ()
        self.open_units: tuple[str, ...] = ()
        self.ends: date | None = None
        self.past = LedgerHistory()
        self._boards: queue.SimpleQueue[Board | None] = queue.SimpleQueue()
        self._undo: list[tuple[Undoable, ItemMarks]] = []
        self._boards.put(self.board)

    def boards(self) -> Iterator[Board]:
        while (board := self._boards.get()) is not None:
            yield board

    def put(self, board: Board) -> None:
        """A newer board."""
        self.board = board
        self._boards.put(board)

    def wake(self) -> None:
        """All that may be asked is at hand."""

    def refresh(self) -> None:
        self.asked.append(("refresh",))

    def mark(self, request: MarkRequest, by: str) -> str:
        if self.refuse:
            raise Refused("ambiguous")
        self.asked.append(("mark", request, by))
        item = self.board.item(request.key)
        assert item is not None
        id = f"s1.r1.{len(self._undo) + 100}"
        self._undo.append((self._undoable(id, item, request, by), item.marks))
        self._set_marks(item, marked(item.marks, request, by, id))
        return id

    def undoable(self) -> Undoable | None:
        return self._undo[-1][0] if self._undo else None

    def undo(self, by: str) -> Undoable | None:
        self.asked.append(("undo", by))
        if not self._undo:
            return None
        what, before = self._undo.pop()
        item = self.board.item(what.key)
        assert item is not None
        self._set_marks(item, before)
        return what

    def log(self) -> tuple[LogLine, ...]:
        return self.lines

    def orphans(self) -> tuple[Orphan, ...]:
        return self.vanished

    def shift(self, names: Collection[str]) -> Shift:
        self.asked.append(("shift", tuple(names)))
        return self.changed

    def paper(self, kind: str, asked: PaperAsked, known: date | None = None) -> PaperSeen:
        self.asked.append(("paper", kind, asked))
        draft = PAPERS[kind].draft(self.board, asked)
        units = asked_units(self.board, self.answers)
        issue = next((one for one in self.issued if asked.period and one.period == asked.period.code), None)
        return PaperSeen(
            replace(draft, state="") if issue else draft, self.board, issue, units, self.open_units, self.ends
        )

    def issues(self) -> tuple[IssuedPaper, ...]:
        return self.issued

    def answer(self, period: PaperPeriod, unit: str, said: str, text: str, by: str) -> str:
        self.asked.append(("answer", period.code, unit, said, text, by))
        self.answers = (*self.answers, UnitAnswer(unit, said, by, NOW, text))
        self._changed()
        return unit

    def issue(self, kind: str, asked: PaperAsked, remark: str, by: str) -> IssuedPaper:
        if self.refuse:
            raise Refused("issue_folder", (("why", ""),))
        assert asked.period
        self.asked.append(("issue", kind, asked.period.code, asked.number, remark, by))
        made = IssuedPaper("s1.r9.1", kind, asked.period.code, "", asked.number, by, NOW, "")
        self.issued = (*self.issued, made)
        self._changed()
        return made

    def _changed(self) -> None:
        marks = self.board.marks
        self.put(replace(self.board, marks=replace(marks, version=marks.version + 1)))

    def history(self, *, file: str = "", unit: str = "", since: date | datetime | None = None) -> LedgerHistory:
        self.asked.append(("history", file))
        return replace(self.past, changes=tuple(one for one in self.past.changes if file in ("", one.file)))

    def sign(self, to: str, text: str, by: str) -> str:
        self.asked.append(("sign", to, text, by))
        return "s1.r1.1"

    def take_over(self, note: str, by: str) -> str:
        self.asked.append(("take_over", note, by))
        self.put(replace(self.board, handovers=tuple(one for one in self.board.handovers if one.id != note)))
        return "s1.r1.1"

    def link(self, orphan: Orphan, to: str, by: str) -> str:
        if self.refuse:
            raise Refused("not_ready")
        self.asked.append(("link", orphan.key, to, by))
        return "s1.r1.1"

    def close(self) -> None:
        self.closed = True
        self._boards.put(None)

    @property
    def marks(self) -> list[tuple[MarkRequest, str]]:
        """What was marked, with by whom."""
        return [(one[1], one[2]) for one in self.asked if one[0] == "mark"]

    def _undoable(self, id: str, item: Item, request: MarkRequest, by: str) -> Undoable:
        return Undoable(id, item.key, item.title, item.kind, request.op, request.outcome, by, NOW)

    def _set_marks(self, item: Item, marks: ItemMarks) -> None:
        new = replace(item, marks=marks)
        stalled = tuple(new if one.key == item.key else one for one in self.board.stalled)
        owed = tuple(new if one.key == item.key else one for one in self.board.owed)
        faults = tuple(new if one.key == item.key else one for one in self.board.faults)
        health = replace(self.board.marks, last_saved="here", unsent=1)
        board = replace(self.board, stalled=stalled, owed=owed, faults=faults, marks=health)  # type: ignore[arg-type]
        self.put(board)


def marked(marks: ItemMarks, request: MarkRequest, by: str, id: str) -> ItemMarks:
    """An item's marks once this request has been made on them."""
    line = MarkLine(
        id, NOW, by, request.op, request.outcome, request.until, request.text, request.who, in_force=True, undone=False
    )
    history = (line, *marks.history)
    if request.op == "note":
        return replace(marks, notes=marks.notes + 1, history=history)
    if request.op == "log":
        return replace(marks, history=history, logged=(line, *marks.logged))
    ended = request.outcome in ("closed-out", "as-is", "excluded", "first", "second", "different")
    return replace(
        marks,
        state=ItemState.HANDLED if ended else STATES[request.op],
        by=by,
        at=NOW,
        op=request.op,
        outcome=request.outcome,
        until=request.until,
        who=request.who,
        claimed_by=by if request.op == "claim" else marks.claimed_by,
        chased=marks.chased + (request.outcome == "chased"),
        in_force=(id,),
        history=history,
    )


def app_on(feed: MemoryFeed | None = None, *, now: datetime = NOW, **more: Any) -> FairwatchApp:
    """The app on a feed in memory, at the sample board's minute."""
    return FairwatchApp(feed or MemoryFeed(), zone=ZONE, clock=lambda: now, **more)


async def until(pilot: Pilot[None], fact: Callable[[], object], what: str = "") -> None:
    """Wait until the fact holds; an assertion if it never does."""
    for _ in range(200):
        if fact():
            return
        await pilot.pause(0.01)
    raise AssertionError(what or "\n".join(screen_text(pilot.app)))


def shown(app: App[Any]) -> str:
    """All that stands on the screen."""
    return "\n".join(screen_text(app))


@asynccontextmanager
async def running(
    feed: MemoryFeed | None = None, *, size: tuple[int, int] = (120, 40), **more: Any
) -> AsyncIterator[tuple[MemoryFeed, Pilot[None]]]:
    """The app with its first board on screen. In it the officer is 李敏 unless `by` says otherwise."""
    feed = feed or MemoryFeed()
    app = app_on(feed, **{"by": "李敏", **more})
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.first.board is not None)
        await pilot.pause()
        yield feed, pilot


def desk(pilot: Pilot[None]) -> DeskScreen:
    """The duty screen of the running app."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, DeskScreen)
    return screen


def said(pilot: Pilot[None]) -> str:
    """What the foot line says."""
    return desk(pilot).query_one(FootLine).said
