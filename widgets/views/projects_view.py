"""2 项目: every project by its stage and what the stage asks for; stalls, repeats, replacements."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data.model import (
    Board,
    ProjectLine,
    Repeat,
    Replacement,
    Stage,
    Trace,
)
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, ngettext, pgettext
from data.wording.code_words import at_most_words, basis_word, paper_word, stage_word, status_word
from data.wording.numbers import yi_short
from data.wording.season_words import ALIKE, ENDS, NEXT_STEPS, season_word
from widgets.frame.ink import Phrase, part
from widgets.table.column_cells import Col
from widgets.views import stalls_view
from widgets.views.stalls_view import widest
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import UNKNOWN, count, day, money, own, words


@dataclass(frozen=True, slots=True)
class _Line:
    line: ProjectLine
    basis: str

    def trace(self, rule: str, *values: tuple[str, str]) -> Trace:
        """What a figure of it rests on."""
        return Trace(rule, (("basis", self.basis), *values), self.line.places)


def _all(board: Board, scope: str | None) -> Sequence[Group[_Line]]:
    """Stages with what each asks for, the furthest first; those that left stand below."""
    basis = basis_word(board.basis)
    stages: dict[Stage | None, list[_Line]] = {stage: [] for stage in (*reversed(Stage), None)}
    gone: list[_Line] = []
    for line in board.projects:
        (gone if line.gone else stages[line.stage]).append(_Line(line, basis))
    asks = {one.stage: one for one in board.pipeline.stages}
    groups = []
    for stage, rows in stages.items():
        told = asks.get(stage)
        step = season_word(NEXT_STEPS, told.next_step) if told and told.next_step else ""
        total = _total(told.count, told.amount) if told else ""
        groups.append(
            Group(rows, stage_word(stage) if stage else _("stage not said"), f"{total or len(rows)}  {step}".rstrip())
        )
    return [*groups, Group(gone, _("returned, replaced or ended"), str(len(gone)))]


def _total(count: int, amount: Decimal) -> str:
    """12 个项目 345.6 亿元: a number and an amount, each with what it counts."""
    words = ngettext("{n} project, {amount} ¥100m", "{n} projects, {amount} ¥100m", count)
    return words.format(n=count, amount=yi_short(amount))


def _all_columns(board: Board, rows: Sequence[_Line]) -> Sequence[Col[_Line]]:
    as_of = board.as_of
    marked = {item.key for item in board.stalled}

    def idle(row: _Line) -> int | None:
        return None if row.line.moved_on is None else (as_of - row.line.moved_on).days

    def state(row: _Line) -> str:
        line = row.line
        if line.gone and line.status:
            return status_word(line.status)
        if line.at_most is not None:
            return at_most_words(line.at_most)
        return _("stalled") if line.key in marked else "" if line.counts else _("not counted")

    return (
        words("project", pgettext("column", "project"), lambda row: row.line.project, least=10, most=40),
        words("unit", pgettext("column", "unit"), lambda row: row.line.unit, least=8, priority=1),
        words(
            "stage",
            pgettext("column", "stage"),
            lambda row: stage_word(row.line.stage),
            least=widest(stage_word(stage) for stage in Stage),
            priority=5,
        ),
        words(
            "paper",
            pgettext("column", "paper"),
            lambda row: paper_word(row.line.paper) if row.line.paper else "",
            least=4,
            priority=6,
        ),
        money(
            "amount", pgettext("column", "amount"), lambda row: row.line.amount, trace=lambda row: row.trace("signed")
        ),
        money(
            "paid_in",
            pgettext("column", "paid in"),
            lambda row: row.line.paid_in,
            priority=3,
            trace=lambda row: row.trace("paid-in"),
        ),
        day("signed_on", pgettext("column", "signed on"), lambda row: row.line.signed_on, priority=2),
        words("fair", pgettext("column", "fair"), lambda row: row.line.fair or "", priority=7),
        count(
            "idle",
            pgettext("column", "idle"),
            idle,
            priority=2,
            trace=lambda row: row.trace(
                "stalled", ("evidence", row.line.moved_on.isoformat() if row.line.moved_on else "—")
            ),
        ),
        words("state", pgettext("column", "state"), state, least=4, priority=1, tone=lambda row: "warn"),
        words("sponsor", pgettext("column", "sponsor"), lambda row: row.line.sponsor, priority=4),
        words("blocker", pgettext("column", "blocker"), lambda row: row.line.blocker, priority=8),
        words("officer", pgettext("column", "site officer"), lambda row: row.line.site_officer, priority=UNKNOWN),
        words("investor", pgettext("column", "investor"), lambda row: row.line.investor, priority=10),
        words("industry", pgettext("column", "industry"), lambda row: row.line.industry, priority=11),
    )


def _all_summary(board: Board, scope: str | None) -> list[Phrase]:
    return [part(basis_word(board.basis), "muted", 4), part(_("100 million yuan"), "muted", 5)]


ALL: View[_Line] = View(
    "all",
    NP_("view", "all"),
    _all,
    _all_columns,
    lambda row: row.line.project,
    N_("no ledger holds a project"),
    texts=lambda row: (row.line.project, row.line.unit, row.line.investor, row.line.sponsor, row.line.site_officer),
    item=lambda row: row.line.key,
    summary=_all_summary,
)


# ------------------------------------------------------------ signed twice, replaced


def _side(row: Repeat, second: bool) -> str:
    side = row.second if second else row.first
    amount = "" if side.amount is None else yi_short(side.amount)
    return " ".join(part for part in (side.unit, side.project, side.fair or "", amount) if part)


def _repeat_columns(board: Board, rows: Sequence[Repeat]) -> Sequence[Col[Repeat]]:
    return (
        words("investor", pgettext("column", "investor"), lambda row: row.investor, least=8, trace=own),
        words("first", pgettext("column", "first"), lambda row: _side(row, second=False), least=12, most=50, trace=own),
        words(
            "second", pgettext("column", "second"), lambda row: _side(row, second=True), least=12, most=50, trace=own
        ),
        words(
            "alike",
            pgettext("column", "alike"),
            lambda row: "、".join(season_word(ALIKE, one) for one in (*row.across, *row.alike)),
            priority=1,
            grow=True,
            trace=own,
        ),
        count("likeness", pgettext("column", "name, %"), lambda row: row.likeness, priority=2),
    )


def _chain(row: Replacement) -> str:
    end = f"{row.said} ({season_word(ENDS, row.end)})" if row.end else ""
    return " → ".join(part for part in (*row.chain, end) if part)


def _replacement_columns(board: Board, rows: Sequence[Replacement]) -> Sequence[Col[Replacement]]:
    return (
        words("project", pgettext("column", "project"), lambda row: row.project, least=10, most=40),
        words("unit", pgettext("column", "unit"), lambda row: row.unit, least=12, priority=1),
        words(
            "status",
            pgettext("column", "state"),
            lambda row: status_word(row.status) if row.status else "",
            least=4,
            priority=2,
        ),
        words("chain", pgettext("column", "replaced by"), _chain, most=90, grow=True, trace=own),
    )


PAGE = Page(
    "stalled",
    2,
    NP_("page", "Projects"),
    (
        ALL,
        *stalls_view.VIEWS,
        View(
            "repeats",
            NP_("view", "twice"),
            lambda board, scope: [Group(board.repeats)],
            _repeat_columns,
            lambda row: row.investor,
            N_("nothing seems to be signed twice"),
            key=lambda row: (row.first.place, row.second.place),
            texts=lambda row: (row.investor, row.first.project, row.second.project, row.first.unit, row.second.unit),
        ),
        View(
            "replaced",
            NP_("view", "replaced"),
            lambda board, scope: [Group(board.pipeline.replacements)],
            _replacement_columns,
            lambda row: row.project,
            N_("no project was replaced"),
            key=lambda row: (row.unit, row.project),
            texts=lambda row: (row.project, row.unit, *row.chain),
        ),
    ),
)
