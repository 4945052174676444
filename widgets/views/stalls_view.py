"""Views of stalled projects and of what lies around them: late nodes, not built, nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from rich.cells import cell_len

from data.model import (
    BelowAdmission,
    Board,
    SlippedProject,
    StalledProject,
    StartedNotBuilt,
    Trace,
    Uncared,
)
from data.model.shown_list import CellForm
from data.wording import N_, NP_, _, pgettext
from data.wording.code_words import stage_word
from data.wording.item_lines import days_word, stall_word
from data.wording.item_traces import trace_of
from data.wording.season_words import LACKS, season_word
from widgets.table.column_cells import Col
from widgets.table.column_widths import Column
from widgets.views.view import Group, View
from widgets.views.view_columns import UNKNOWN, count, day, handling, money, own, words


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def project(self) -> str: ...
    @property
    def unit(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


def _view(
    id: str,
    label: tuple[str, str],
    rows: Callable[[Board], Sequence[K]],
    columns: Callable[[Board, Sequence[K]], Sequence[Col[K]]],
    nothing: str,
) -> View[K]:
    """A view of projects in the board's order."""
    return View(
        id,
        label,
        lambda board, scope: [Group(rows(board))],
        columns,
        lambda row: row.project,
        nothing,
        texts=lambda row: (row.project, row.unit),
        item=lambda row: row.key,
    )


def widest(texts: Iterable[str]) -> int:
    """The width of a column that is shown whole or not at all."""
    return max([4, *(cell_len(text) for text in texts)])


def named(rows: Sequence[K]) -> tuple[Col[K], Col[K]]:
    """The columns that every list of projects begins with: what it is called, and whose it is."""
    return (
        words("project", pgettext("column", "project"), lambda row: row.project, least=10, most=40),
        words("unit", pgettext("column", "unit"), lambda row: row.unit, least=12, priority=1),
    )


def _stalled_columns(board: Board, rows: Sequence[StalledProject]) -> Sequence[Col[StalledProject]]:
    idle = Column("days", pgettext("column", "days idle"), align="right", short=pgettext("column", "idle"))
    return (
        *named(rows),
        words(
            "stage",
            pgettext("column", "stage"),
            lambda row: stage_word(row.stage),
            least=widest(stage_word(row.stage) for row in rows),
            priority=4,
        ),
        Col(idle, lambda row: [(days_word(row), "warn")], lambda row: row.days_stalled, trace_of, form=CellForm.COUNT),
        count("limit", pgettext("column", "limit"), lambda row: row.limit, priority=3, trace=trace_of),
        words(
            "reason",
            pgettext("column", "why"),
            lambda row: stall_word(row.reason),
            least=widest(stall_word(row.reason) for row in rows),
            priority=6,
            trace=trace_of,
        ),
        words("blocker", pgettext("column", "blocker"), lambda row: row.blocker, priority=5),
        words("sponsor", pgettext("column", "sponsor"), lambda row: row.sponsor, priority=5),
        words("officer", pgettext("column", "site officer"), lambda row: row.site_officer, priority=UNKNOWN),
        words("milestone", pgettext("column", "milestone"), lambda row: row.milestone, priority=10),
        handling(least=9),
    )


def _slipped_columns(board: Board, rows: Sequence[SlippedProject]) -> Sequence[Col[SlippedProject]]:
    def nodes(row: SlippedProject) -> str:
        return "; ".join(
            f"{slip.node} {slip.planned.isoformat()} +{slip.days}" + (_(" (reached)") if slip.reached else "")
            for slip in row.slips
        )

    return (
        *named(rows),
        count("days", pgettext("column", "days late"), lambda row: row.days, tone="bad"),
        words("nodes", pgettext("column", "nodes"), nodes, most=90, grow=True, trace=own),
    )


def _unbuilt_columns(board: Board, rows: Sequence[StartedNotBuilt]) -> Sequence[Col[StartedNotBuilt]]:
    return (
        *named(rows),
        day("started", pgettext("column", "started"), lambda row: row.started_on, priority=2),
        day("since", pgettext("column", "silent since"), lambda row: row.since, priority=3),
        count("days", pgettext("column", "days"), lambda row: row.days, tone="bad"),
        count("limit", pgettext("column", "limit"), lambda row: row.limit, priority=3),
        words("sponsor", pgettext("column", "sponsor"), lambda row: row.sponsor, priority=4, grow=True),
    )


def _uncared_columns(board: Board, rows: Sequence[Uncared]) -> Sequence[Col[Uncared]]:
    def lacks(row: Uncared) -> str:
        return "、".join(season_word(LACKS, lack) for lack in row.lacks)

    return (
        *named(rows),
        words(
            "lacks",
            pgettext("column", "lacks"),
            lacks,
            most=60,
            grow=True,
            tone=lambda row: "warn",
            trace=lambda row: Trace("uncared", (), (row.place,)),
        ),
    )


def _below_columns(board: Board, rows: Sequence[BelowAdmission]) -> Sequence[Col[BelowAdmission]]:
    return (
        *named(rows),
        words("industry", pgettext("column", "industry"), lambda row: row.industry, priority=2),
        money("amount", pgettext("column", "amount"), lambda row: row.amount),
        money("threshold", pgettext("column", "threshold"), lambda row: row.threshold),
    )


VIEWS = (
    _view("stalled", NP_("view", "stalled"), lambda b: b.stalled, _stalled_columns, N_("no project is stalled")),
    _view(
        "slipped", NP_("view", "late nodes"), lambda b: b.stall_work.slipped, _slipped_columns, N_("no node is late")
    ),
    _view(
        "unbuilt",
        NP_("view", "not built"),
        lambda b: b.stall_work.started_not_built,
        _unbuilt_columns,
        N_("every project that broke ground shows money or news"),
    ),
    _view(
        "uncared",
        NP_("view", "nobody's"),
        lambda b: b.stall_work.uncared,
        _uncared_columns,
        N_("every project has somebody to look after it"),
    ),
    _view(
        "below",
        NP_("view", "below admission"),
        lambda b: b.pipeline.below_admission,
        _below_columns,
        N_("no project is below the threshold of its industry, or no threshold is set"),
    ),
)
