"""The papers that the office hands in, each one entry: what it is called, what it must be told, the day whose board it
is made of, and what drafts it. The command, its help and the board's list of papers derive from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from data.export.papers.circular import circular
from data.export.papers.draft import DraftPaper
from data.export.papers.paper_periods import PaperPeriod
from data.model import Board
from data.support.fast_dataclass import dataclass
from data.wording import N_


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """What a paper is asked for with; what its kind does not take is left as it is. `about` is the key of an item or
    the name of a unit or fair; `number` is the issue's, None leaves its place blank."""

    period: PaperPeriod | None = None
    number: int | None = None
    about: str = ""


class NeedsPeriod(Exception):
    """This kind of paper is of a period, and none was named."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper. `draft` raises NothingToReport; `of_period` says that it needs the period, whose last day's
    board it is made of (today's while the period runs); others are of the board of today."""

    code: str
    words: str
    draft: Callable[[Board, PaperAsked], DraftPaper]
    of_period: bool = False

    def day(self, asked: PaperAsked, today: date) -> date:
        """The day whose board it is made of. Raises NeedsPeriod."""
        if not self.of_period:
            return today
        if asked.period is None:
            raise NeedsPeriod
        return min(asked.period.last, today)


def _circular(board: Board, asked: PaperAsked) -> DraftPaper:
    if asked.period is None:
        raise NeedsPeriod
    return circular(board, asked.period, asked.number)


_ALL = (
    PaperKind(
        "circular", N_("the half-monthly circular (半月工作动态): --period 2026-05-1"), _circular, of_period=True
    ),
)

PAPERS: Mapping[str, PaperKind] = {kind.code: kind for kind in _ALL}
"""By their codes, in the order in which they are told."""
