"""6 部门堵点: what holds projects, by the department that must clear it."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import BLOCKED, BlockerLine, BlockerLoad, Board, DeskBlocker, Trace
from data.wording import N_, NP_, _, pgettext
from data.wording.code_words import outcome_word
from widgets.frame.ink import Phrase, part
from widgets.table.column_cells import Col
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import count, day, words

RULE = "blocker-age"


def _name(dept: str) -> str:
    return dept or _("no department named")


def _load_columns(board: Board, rows: Sequence[BlockerLoad]) -> Sequence[Col[BlockerLoad]]:
    def trace(row: BlockerLoad) -> Trace:
        return Trace(RULE, (), tuple(one.place for one in row.blockers))

    return (
        words("dept", pgettext("column", "department"), lambda row: _name(row.dept), least=10, grow=True),
        count("open", pgettext("column", "open"), lambda row: row.open, trace=trace),
        count("overdue", pgettext("column", "overdue"), lambda row: row.overdue, tone="bad", trace=trace),
        count("undated", pgettext("column", "no date"), lambda row: row.undated, tone="warn", priority=2, trace=trace),
        count("oldest", pgettext("column", "oldest, days"), lambda row: row.oldest, trace=trace),
        words(
            "what",
            pgettext("column", "blockers"),
            lambda row: "、".join(one.what for one in row.blockers),
            most=80,
            priority=1,
        ),
    )


def blocker_columns(board: Board, rows: Sequence[BlockerLine]) -> Sequence[Col[BlockerLine]]:
    """The columns of a list of blockers."""

    def trace(row: BlockerLine) -> Trace:
        return Trace(RULE, (), (row.place,))

    return (
        words("what", pgettext("column", "blocker"), lambda row: row.what, least=10, most=50),
        words("project", pgettext("column", "project"), lambda row: row.project, least=8, most=40, grow=True),
        words("unit", pgettext("column", "unit"), lambda row: row.unit, least=8, priority=1),
        words("dept", pgettext("column", "department"), lambda row: row.dept, priority=3),
        count("age", pgettext("column", "days"), lambda row: row.age, trace=trace),
        count(
            "over",
            pgettext("column", "days late"),
            lambda row: row.days_over if (row.days_over or 0) > 0 else None,
            tone="bad",
            trace=trace,
        ),
    )


def _by_department(board: Board, scope: str | None) -> Sequence[Group[BlockerLine]]:
    return [Group(load.blockers, _name(load.dept), str(load.open)) for load in board.stall_work.blockers]


def _total(board: Board, scope: str | None) -> list[Phrase]:
    loads = board.stall_work.blockers
    late = sum(load.overdue for load in loads)
    said = [part(_("{n} blockers").format(n=sum(load.open for load in loads)), "", 2)]
    return [*said, part(pgettext("owed", "{n} overdue").format(n=late), "bad", 1)] if late else said


def _desk_blockers(board: Board, scope: str | None) -> Sequence[Group[DeskBlocker]]:
    return [Group(board.stall_work.desk_blockers)]


def _desk_columns(board: Board, rows: Sequence[DeskBlocker]) -> Sequence[Col[DeskBlocker]]:
    """The desk's own word: no department is claimed for it."""
    return (
        words(
            "kind",
            pgettext("column", "what is lacking"),
            lambda row: outcome_word("blocker kind", BLOCKED + row.kind),
            least=4,
        ),
        words("text", pgettext("column", "blocker"), lambda row: row.text, least=10, most=60, grow=True),
        words("project", pgettext("column", "project"), lambda row: row.project, least=8, most=40),
        words("unit", pgettext("column", "unit"), lambda row: row.unit, least=8, priority=1),
        words("by", pgettext("column", "logged by"), lambda row: row.by, priority=2),
        day("at", pgettext("column", "day"), lambda row: row.at.date(), priority=3),
    )


NOTHING = N_("no blocker is open")

PAGE = Page(
    "departments",
    6,
    NP_("page", "Departments"),
    (
        View(
            "load",
            NP_("view", "departments"),
            lambda board, scope: [Group(board.stall_work.blockers)],
            _load_columns,
            lambda row: _name(row.dept),
            NOTHING,
            texts=lambda row: (row.dept, *(one.what for one in row.blockers)),
            summary=_total,
        ),
        View(
            "blockers",
            NP_("view", "blockers"),
            _by_department,
            blocker_columns,
            lambda row: row.what,
            NOTHING,
            key=lambda row: (row.project, row.what, row.place),
            texts=lambda row: (row.what, row.project, row.unit, row.dept),
            summary=_total,
        ),
        View(
            "desk",
            NP_("view", "the desk's word"),
            _desk_blockers,
            _desk_columns,
            lambda row: row.project,
            N_("no officer logged a blocker that still stands"),
            key=lambda row: (row.key, row.kind),
            texts=lambda row: (row.project, row.unit, row.text),
            item=lambda row: row.key,
        ),
    ),
)
