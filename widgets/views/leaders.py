"""7 包抓领导: a page for each sponsoring leader: projects, the stalled of them, blockers, visits."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Board, Place, ProjectLine, SponsorPage, StalledProject, Trace, VisitDay
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, ngettext, pgettext
from data.wording.code_words import stage_word
from data.wording.item_lines import days_word
from widgets.table.column_cells import Col
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import count, day, money, own, words

RULE = "sponsor-page"


@dataclass(frozen=True, slots=True)
class _Leader:
    page: SponsorPage
    rows: tuple[Place, ...]

    @property
    def trace(self) -> Trace:
        """The leader's projects."""
        return Trace(RULE, (), self.rows)


@dataclass(frozen=True, slots=True)
class _Sponsored:
    """One project of a leader's page."""

    sponsor: str
    line: ProjectLine
    stalled: StalledProject | None
    blockers: tuple[str, ...]


def _leaders(board: Board, scope: str | None) -> Sequence[Group[_Leader]]:
    places = {line.key: line.places[0] for line in board.projects}
    return [
        Group(
            [
                _Leader(page, tuple(places[key] for key in page.projects if key in places))
                for page in board.stall_work.sponsors
            ]
        )
    ]


def _leader_columns(board: Board, rows: Sequence[_Leader]) -> Sequence[Col[_Leader]]:
    return (
        words("sponsor", pgettext("column", "sponsor"), lambda row: row.page.sponsor, least=8, grow=True),
        count("projects", pgettext("column", "projects"), lambda row: len(row.page.projects)),
        count(
            "stalled",
            pgettext("column", "stalled"),
            lambda row: len(row.page.stalled),
            tone="bad",
        ),
        count(
            "blockers",
            pgettext("column", "blockers"),
            lambda row: len(row.page.blockers),
            tone="warn",
            trace=lambda row: Trace(RULE, (), tuple(one.place for one in row.page.blockers)),
        ),
        count("visits", pgettext("column", "visits"), lambda row: row.page.visits),
        day("last", pgettext("column", "last visit"), lambda row: row.page.last_visit, trace=own),
    )


def _pages(board: Board, scope: str | None) -> Sequence[Group[_Sponsored]]:
    lines = {line.key: line for line in board.projects}
    idle = {item.key: item for item in board.stalled}
    groups = []
    for page in board.stall_work.sponsors:
        held: dict[str, list[str]] = {}
        for one in page.blockers:
            held.setdefault(one.project, []).append(one.what)
        rows = [
            _Sponsored(page.sponsor, lines[key], idle.get(key), tuple(held.get(lines[key].project, ())))
            for key in page.projects
            if key in lines
        ]
        rows.sort(key=lambda row: row.stalled is None)
        visits = _("visits {n}").format(n=page.visits)
        stalled = _("stalled {n}").format(n=len(page.stalled))
        count = ngettext("{n} project", "{n} projects", len(page.projects)).format(n=len(page.projects))
        groups.append(Group(rows, page.sponsor, f"{count}  {stalled}  {visits}"))
    return groups


def _page_columns(board: Board, rows: Sequence[_Sponsored]) -> Sequence[Col[_Sponsored]]:
    def idle(row: _Sponsored) -> str:
        return days_word(row.stalled) if row.stalled else ""

    return (
        words("project", pgettext("column", "project"), lambda row: row.line.project, least=10, most=40),
        words("unit", pgettext("column", "unit"), lambda row: row.line.unit, least=8, priority=1),
        words("stage", pgettext("column", "stage"), lambda row: stage_word(row.line.stage), least=4),
        money(
            "amount",
            pgettext("column", "amount"),
            lambda row: row.line.amount,
            priority=2,
            trace=lambda row: Trace("signed", (), row.line.places),
        ),
        words(
            "idle",
            pgettext("column", "days idle"),
            idle,
            whole=True,
            tone=lambda row: "warn",
            trace=lambda row: Trace("stalled", (), row.line.places) if row.stalled else None,
        ),
        words(
            "blockers",
            pgettext("column", "blockers"),
            lambda row: "、".join(row.blockers) or row.line.blocker,
            most=60,
            grow=True,
        ),
        words("officer", pgettext("column", "site officer"), lambda row: row.line.site_officer, priority=4),
    )


@dataclass(frozen=True, slots=True)
class _Visit:
    """One day on a leader's page."""

    sponsor: str
    project: str
    visit: VisitDay


def _visits(board: Board, scope: str | None) -> Sequence[Group[_Visit]]:
    names = {line.key: line.project for line in board.projects}
    return [
        Group(
            [_Visit(page.sponsor, names.get(one.project, ""), one) for one in reversed(page.visit_days)],
            page.sponsor,
            str(page.visits),
        )
        for page in board.stall_work.sponsors
    ]


def _visit_columns(board: Board, rows: Sequence[_Visit]) -> Sequence[Col[_Visit]]:
    def source(row: _Visit) -> str:
        return _("logged here") if row.visit.logged else _("in a ledger")

    return (
        day("on", pgettext("column", "day"), lambda row: row.visit.on),
        words("project", pgettext("column", "project"), lambda row: row.project, least=10, most=40),
        words("by", pgettext("column", "who"), lambda row: "、".join(row.visit.by), priority=1),
        words("said", pgettext("column", "what was found"), lambda row: "; ".join(row.visit.said), most=70, grow=True),
        words("source", pgettext("column", "known from"), source, priority=2),
    )


NOTHING = N_("no ledger names a sponsoring leader")

PAGE = Page(
    "leaders",
    7,
    NP_("page", "Leaders"),
    (
        View(
            "leaders",
            NP_("view", "leaders"),
            _leaders,
            _leader_columns,
            lambda row: row.page.sponsor,
            NOTHING,
        ),
        View(
            "pages",
            NP_("view", "page by page"),
            _pages,
            _page_columns,
            lambda row: row.line.project,
            NOTHING,
            key=lambda row: (row.sponsor, row.line.key),
            texts=lambda row: (row.sponsor, row.line.project, row.line.unit),
            item=lambda row: row.line.key,
        ),
        View(
            "visits",
            NP_("view", "visits"),
            _visits,
            _visit_columns,
            lambda row: row.project,
            N_("no visit is known"),
            key=lambda row: (row.sponsor, row.visit.project, row.visit.on),
            texts=lambda row: (row.sponsor, row.project, *row.visit.by, *row.visit.said),
        ),
    ),
)
