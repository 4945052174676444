"""The past of the demo: its ledgers as they were on each day on which its office did something, and what it did, by
the same verbs and the same store as an officer's commands. It is another station's: what that one shares is left of it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from data.demo import past_days, write_then
from data.demo.folder import refuse_filled
from data.demo.past_weeks import ISSUER, Answered, Deed, HandedOut, Issued, PastDay
from data.demo.whole_season import Demo
from data.export.papers.paper_kinds import PaperAsked
from data.feed.one_look import Glance
from data.model import Board, Item, MarkRequest, OwedItem, OwedPhase
from data.settings import Settings

BEGINS = time(14, 10)
"""At what o'clock of a day the first thing is done."""
STEP = timedelta(minutes=7)
"""How long each takes."""
PATIENCE = 60.0
"""Seconds within which the ledgers of a past day are read, and what was done lies in the folder."""


def write_demo(into: Path, demo: Demo, *, past: bool = True) -> None:
    """Write the demo into an empty folder, with its past unless it shall have none. Raises FileExistsError for one that
    holds anything, RuntimeError where the past could not be done."""
    refuse_filled(into)
    if past:
        with _another_station():
            for ledgers, days in groupby(past_days(demo), key=lambda day: day.ledgers):
                write_then(into, ledgers, demo)
                _live_through(into, list(days))
    write_then(into, demo.days.today, demo)


@contextmanager
def _another_station() -> Iterator[None]:
    """Files of a station that is gone afterwards: this machine's keep nothing of what it did."""
    names = ("XDG_CACHE_HOME", "XDG_STATE_HOME")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="fairwatch-past-", ignore_cleanup_errors=True) as home:
        try:
            os.environ.update({name: str(Path(home) / name.lower()) for name in names})
            yield
        finally:
            for name, was in before.items():
                os.environ.pop(name) if was is None else os.environ.update({name: was})


class _Hour:
    """The clock of past days: each thing that is done takes a while."""

    def __init__(self, on: date) -> None:
        self.begin(on)

    def begin(self, on: date) -> None:
        """Another day begins."""
        self.now = datetime.combine(on, BEGINS, Settings().zone)

    def __call__(self) -> datetime:
        return self.now


def _live_through(folder: Path, days: Sequence[PastDay]) -> None:
    """Do what was done on these days, on the ledgers as they lie in the folder, to the items that the board of the
    first one's morning lists."""
    clock = _Hour(days[0].on)
    with Glance(folder, clock=clock, wait=PATIENCE) as glance:
        if not glance.reached:
            raise RuntimeError(f"{folder} could not be read in time")
        board = glance.board()
        for day in days:
            clock.begin(day.on)
            for deed in day.deeds:
                clock.now += STEP
                _do(glance, board, deed, day.by)
        if not glance.deliver(PATIENCE):
            raise RuntimeError(f"{folder} did not take what was done")


def _do(glance: Glance, board: Board, deed: Deed, by: str) -> None:
    if isinstance(deed, Answered):
        glance.answer(deed.period, deed.unit, deed.answer, deed.text, by)
    elif isinstance(deed, Issued):
        about = _waiting(board, deed.about)[0].key if deed.about else ""
        glance.issue(deed.kind, PaperAsked(deed.period, deed.number, about), deed.remark, ISSUER)
    else:
        _hand_out(glance, board, deed, by)


def _hand_out(glance: Glance, board: Board, deed: HandedOut, by: str) -> None:
    """An outcome for one item; where the season has none such left, nothing."""
    waiting = _waiting(board, deed.item)
    if deed.nth < len(waiting):
        item = waiting[deed.nth]
        until = board.as_of + timedelta(days=deed.days) if deed.days else None
        request = MarkRequest(item.key, "act", deed.outcome, until, deed.who, deed.text, seen=item.episode)
        glance.mark(request, by)


def _waiting(board: Board, kind: str) -> Sequence[Item]:
    """The items of a kind that are late and in nobody's hands; of a kind without such, all."""
    items = [item for item in board.items if item.kind == kind and item.markable]
    late = [item for item in items if isinstance(item, OwedItem) and item.overdue and item.phase is OwedPhase.OPEN]
    return late or items
