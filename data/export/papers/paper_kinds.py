"""The papers that the office hands in, each one entry: what it is called, what it must be told, the day whose board it
is made of, and what drafts it. The command, its help and the board's list of papers derive from this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from data.export.papers.circular import circular
from data.export.papers.corrections import LastIssue
from data.export.papers.dispatch_meeting import agenda, decisions
from data.export.papers.draft import DraftPaper
from data.export.papers.fair_bulletin import fair_bulletin
from data.export.papers.figures_then import FiguresThen
from data.export.papers.fulfilment_table import after_fair, closed_fair
from data.export.papers.leaders_page import leaders_page
from data.export.papers.monthly_circular import monthly_circular, quarterly_ranking
from data.export.papers.paper_periods import HALF_MONTH, HALF_YEAR, MONTH, QUARTER, PaperPeriod
from data.export.papers.site_review import site_review
from data.export.papers.supervision_slip import supervision_slip
from data.export.papers.trips_statistic import trips_statistic
from data.model import Board
from data.support.fast_dataclass import dataclass
from data.wording import N_, _


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """What a paper is asked for with; what its kind does not take is left as it is. `about` is the key of an item or
    the name of a unit or fair; `number` is the issue's, None leaves its place blank. `last` is the paper of this kind
    that was issued before the period, `issued` the figures of all of those, the oldest first. `issue` is the mark of
    the issue that is meant, "" for the paper of the period or of today."""

    period: PaperPeriod | None = None
    number: int | None = None
    about: str = ""
    last: LastIssue | None = None
    issued: tuple[FiguresThen, ...] = ()
    issue: str = ""


class NeedsPeriod(Exception):
    """This kind of paper is of a period, and none was named."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper. `draft` raises NothingToReport; `of_period` says that it needs the period, whose last day's
    board it is made of (today's while the period runs); others are of the board of today. `about` is what ABOUT names:
    "item", "fair" (without one the last that closed), or "" for nothing, and `named` tells whom or what that is on a
    board; `span` how long its period mostly is."""

    code: str
    words: str
    draft: Callable[[Board, PaperAsked], DraftPaper]
    of_period: bool = False
    about: str = ""
    named: Callable[[Board, str], str] = lambda _board, about: about
    span: str = ""

    @property
    def name(self) -> str:
        """What it is called, without what a command must be told."""
        return _(self.words).replace("：", ":").partition(":")[0]

    def day(self, asked: PaperAsked, today: date) -> date:
        """The day whose board it is made of. Raises NeedsPeriod."""
        if not self.of_period:
            return today
        if asked.period is None:
            raise NeedsPeriod
        return min(asked.period.last, today)


def _of_period(
    draft: Callable[[Board, PaperPeriod, PaperAsked], DraftPaper],
) -> Callable[[Board, PaperAsked], DraftPaper]:
    """A draft that takes the period, and what else it is asked for with."""

    def drafted(board: Board, asked: PaperAsked) -> DraftPaper:
        if asked.period is None:
            raise NeedsPeriod
        return draft(board, asked.period, asked)

    return drafted


_ALL = (
    PaperKind("brief", N_("a page for a leader (情况汇报)"), lambda board, _asked: leaders_page(board)),
    PaperKind("agenda", N_("the weekly dispatch meeting (周调度议程)"), lambda board, _asked: agenda(board)),
    PaperKind("decisions", N_("who does what by when (交办清单)"), lambda board, _asked: decisions(board)),
    PaperKind(
        "slip",
        N_("a notice to who owes a matter (督办通知单): its key, number or name"),
        lambda board, asked: supervision_slip(board, asked.about),
        about="item",
    ),
    PaperKind(
        "circular",
        N_("the half-monthly circular (半月工作动态): --period 2026-05-1"),
        _of_period(lambda board, period, asked: circular(board, period, asked.number, asked.last)),
        of_period=True,
        span=HALF_MONTH,
    ),
    PaperKind(
        "review",
        N_("what was signed, to be looked at on the site (现场评审清单): --period 2026-05-1"),
        _of_period(lambda board, period, asked: site_review(board, period, asked.number)),
        of_period=True,
        span=HALF_MONTH,
    ),
    PaperKind("daily", N_("a day of the fair (会期快报)"), lambda board, _asked: fair_bulletin(board)),
    PaperKind(
        "after",
        N_("what became of a fair's contracts (会后90天履约表): its name, else the last that closed"),
        lambda board, asked: after_fair(board, asked.about),
        about="fair",
        named=closed_fair,
    ),
    PaperKind(
        "monthly",
        N_("the month's inspection (督查通报): --period 2026-05"),
        _of_period(lambda board, period, asked: monthly_circular(board, period, asked.number, asked.last)),
        of_period=True,
        span=MONTH,
    ),
    PaperKind(
        "quarterly",
        N_("the quarter's ranking (季度排名): --period 2026Q2"),
        _of_period(
            lambda board, period, asked: quarterly_ranking(board, period, asked.number, asked.last, asked.issued)
        ),
        of_period=True,
        span=QUARTER,
    ),
    PaperKind(
        "trips",
        N_("outbound trips of the half year (外出招商统计表): --period 2026H1"),
        _of_period(lambda board, period, asked: trips_statistic(board, period, asked.number)),
        of_period=True,
        span=HALF_YEAR,
    ),
)

PAPERS: Mapping[str, PaperKind] = {kind.code: kind for kind in _ALL}
"""By their codes, in the order in which they are told."""
