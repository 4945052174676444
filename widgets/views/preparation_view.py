"""4 筹备: the five streams, the tasks, the invitations, who will sign at the fair, the roster, the office's duties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from data.model import Board, Duty, DutyLine, Paper, SlateProject, StreamBurn, Trace
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, ngettext, pgettext
from data.wording.ages import WEEKDAYS
from data.wording.code_words import currency_word, paper_word
from data.wording.numbers import percent, yi_short
from data.wording.period_names import period_words
from data.wording.season_words import DUTY_STATES, GUEST_STATES, SPANS, duty_words, season_word
from widgets.frame.ink import Phrase, part
from widgets.panels.bar import pace_bar
from widgets.table.column_cells import Col
from widgets.table.column_widths import Column
from widgets.views import owed_view
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import count, day, money, own, words

# ------------------------------------------------------------ streams


def _stream_columns(board: Board, rows: Sequence[StreamBurn]) -> Sequence[Col[StreamBurn]]:
    bar = Column("bar", pgettext("column", "progress"), 8, 30, priority=3, grow=True)
    return (
        words("stream", pgettext("column", "stream"), lambda row: row.stream or _("no stream said"), least=8),
        Col(
            bar,
            lambda row: pace_bar(Decimal(row.done) / row.total if row.total else None, None, 20, "good"),
            card=False,
        ),
        count("total", pgettext("column", "tasks"), lambda row: row.total),
        count("done", pgettext("column", "done"), lambda row: row.done, tone="good"),
        count("due", pgettext("column", "ahead"), lambda row: row.due),
        count("overdue", pgettext("column", "overdue"), lambda row: row.overdue, tone="bad"),
        count("undated", pgettext("column", "no date"), lambda row: row.undated, tone="warn", priority=1),
    )


# ------------------------------------------------------------ invitations


@dataclass(frozen=True, slots=True)
class _Guests:
    """One line of the funnel, or one of its shares."""

    name: str
    at: int
    reached: int | None
    of: int | None
    trace: Trace | None

    @property
    def share(self) -> str:
        """In percent of those who are asked about."""
        part = self.at if self.reached is None else self.reached
        return percent(Decimal(part) / self.of) if self.of else "—"


def _funnel(board: Board, scope: str | None) -> Sequence[Group[_Guests]]:
    funnel = board.fair_work.funnel
    if not funnel.total:
        return ()
    steps = [
        _Guests(season_word(GUEST_STATES, step.state), step.at, step.reached, funnel.total, funnel.trace)
        for step in funnel.steps
    ]
    declined = _Guests(season_word(GUEST_STATES, "declined"), funnel.declined, None, funnel.total, funnel.trace)
    unknown = [_Guests(word, n, None, funnel.total, funnel.trace) for word, n in funnel.unknown]
    shares = (
        (_("from elsewhere"), funnel.non_local),
        (_("from elsewhere, coming"), funnel.non_local_coming),
        (_("top tier"), funnel.top_tier),
        (_("top tier, coming"), funnel.top_tier_coming),
    )
    told = [_Guests(name, one.part, None, one.whole, funnel.trace) for name, one in shares if one.whole]
    return [Group([*steps, declined, *unknown], _("Steps"), str(funnel.total)), Group(told, _("Shares"))]


def _guest_columns(board: Board, rows: Sequence[_Guests]) -> Sequence[Col[_Guests]]:
    return (
        words("name", pgettext("column", "guests"), lambda row: row.name, least=10, grow=True),
        count("at", pgettext("column", "now here"), lambda row: row.at),
        count("reached", pgettext("column", "here or beyond"), lambda row: row.reached),
        count("of", pgettext("column", "of"), lambda row: row.of),
        words("share", pgettext("column", "share"), lambda row: row.share, whole=True, trace=own),
    )


# ------------------------------------------------------------ the slate, the roster, the duties


def _slate(board: Board, scope: str | None) -> Sequence[Group[SlateProject]]:
    groups = []
    for unit in board.fair_work.slate.units:
        sums = "  ".join(
            _("{paper} {amount} ¥100m").format(paper=_paper(paper), amount=yi_short(amount))
            for paper, amount in unit.amounts
        )
        count = ngettext("{n} project", "{n} projects", len(unit.projects)).format(n=len(unit.projects))
        groups.append(Group(unit.projects, unit.unit, f"{count}  {sums}".rstrip()))
    return groups


def _paper(paper: str) -> str:
    return paper_word(Paper(paper)) if paper in set(Paper) else _("paper not said")


def _slate_columns(board: Board, rows: Sequence[SlateProject]) -> Sequence[Col[SlateProject]]:
    slate = board.fair_work.slate

    def trace(row: SlateProject) -> Trace:
        return Trace("slate", slate.trace.values if slate.trace else (), (row.place,))

    return (
        words("project", pgettext("column", "project"), lambda row: row.project, least=10, most=44, grow=True),
        words("unit", pgettext("column", "unit"), lambda row: row.unit, least=8, priority=2),
        words("paper", pgettext("column", "paper"), lambda row: paper_word(row.paper) if row.paper else "", least=4),
        money("amount", pgettext("column", "amount"), lambda row: row.amount, trace=trace),
        words("currency", pgettext("column", "currency"), lambda row: currency_word(row.currency), least=3, priority=4),
        day("signs_on", pgettext("column", "signs on"), lambda row: row.signs_on, trace=trace),
    )


def _slate_summary(board: Board, scope: str | None) -> list[Phrase]:
    return [part(board.fair_work.slate.fair, "", 2)] if board.fair_work.slate.fair else []


def _before(row: DutyLine) -> str:
    marked = season_word(DUTY_STATES, "done") if row.before_done else _("not marked")
    return f"{period_words(row.before)} {marked}"


def _duty_columns(board: Board, rows: Sequence[DutyLine]) -> Sequence[Col[DutyLine]]:
    tones = {"missed": "bad", "today": "warn", "done": "good"}
    return (
        words("duty", pgettext("column", "duty"), lambda row: duty_words(row.duty), least=8),
        words("span", pgettext("column", "how often"), lambda row: season_word(SPANS, row.span), priority=2),
        words("period", pgettext("column", "period"), lambda row: period_words(row.period), whole=True, priority=1),
        day("due", pgettext("column", "due"), lambda row: row.due, trace=own),
        words(
            "state",
            pgettext("column", "state"),
            lambda row: season_word(DUTY_STATES, row.state),
            tone=lambda row: tones.get(row.state, ""),
            trace=own,
        ),
        words(
            "before",
            pgettext("column", "the period before"),
            _before,
            priority=3,
            grow=True,
            trace=own,
        ),
    )


def _gaps(board: Board, scope: str | None) -> Sequence[Group[date]]:
    return [Group(board.fair_work.roster.gaps)]


def _gap_columns(board: Board, rows: Sequence[date]) -> Sequence[Col[date]]:
    return (
        words(
            "day",
            pgettext("column", "day"),
            lambda row: row.isoformat(),
            whole=True,
            trace=lambda row: Trace("roster-gaps"),
        ),
        words("weekday", pgettext("column", "weekday"), lambda row: _(WEEKDAYS[row.weekday()]), least=3, grow=True),
    )


def _on_duty(board: Board, scope: str | None) -> list[Phrase]:
    roster = board.fair_work.roster
    until = [part(_("until {date}").format(date=roster.until.isoformat()), "muted", 3)] if roster.until else []
    on = " ".join(one for one in (roster.now.officer, roster.now.phone) if one) if roster.now else ""
    now = [part(_("on duty now {who}").format(who=on), "", 2)] if on else []
    today = [part(_("today {who}").format(who=_("; ").join(map(_who, roster.today))), "", 4)]
    return [*now, *(today if len(roster.today) > 1 else ()), *until]


def _who(duty: Duty) -> str:
    """A shift with its officers, who leads them, and their telephone."""
    leader = _("in charge {name}").format(name=duty.leader) if duty.leader else ""
    return " ".join(one for one in (duty.shift, duty.officer, leader, duty.phone) if one)


PAGE = Page(
    "preparation",
    4,
    NP_("page", "Preparation"),
    (
        View(
            "streams",
            NP_("view", "streams"),
            lambda board, scope: [Group(board.fair_work.streams)],
            _stream_columns,
            lambda row: row.stream or _("no stream said"),
            N_("no ledger holds preparation"),
            texts=lambda row: (row.stream,),
        ),
        View(
            "tasks",
            NP_("view", "tasks"),
            owed_view.of_kind("prep"),
            owed_view.columns,
            lambda row: row.what,
            N_("no task of preparation is open"),
            texts=lambda row: (row.what, row.unit, row.owed_by),
            item=lambda row: row.key,
        ),
        View(
            "guests",
            NP_("view", "invitations"),
            _funnel,
            _guest_columns,
            lambda row: row.name,
            N_("no ledger holds invitations"),
        ),
        View(
            "slate",
            NP_("view", "to be signed"),
            _slate,
            _slate_columns,
            lambda row: row.project,
            N_("nothing is planned to be signed at the fair"),
            texts=lambda row: (row.project, row.unit),
            summary=_slate_summary,
            item=lambda row: row.key,
        ),
        View(
            "roster",
            NP_("view", "roster gaps"),
            _gaps,
            _gap_columns,
            lambda row: row.isoformat(),
            N_("no day is without an officer, as far as the roster goes"),
            summary=_on_duty,
        ),
        View(
            "duties",
            NP_("view", "our duties"),
            lambda board, scope: [Group(board.cadence)],
            _duty_columns,
            lambda row: duty_words(row.duty),
            N_("the settings give the office no duties"),
        ),
    ),
)
