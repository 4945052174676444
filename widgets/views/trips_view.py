"""5 外出招商: trips by unit, by leader, by heads of units, and the statistic of the year's middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from data.model import Board, HeadTrips, TripCount, Trips
from data.wording import N_, NP_, _, pgettext
from widgets.frame.ink import Phrase, part
from widgets.table.column_cells import Col
from widgets.views.view import Group, Page, View
from widgets.views.view_columns import count, own, words

R = TypeVar("R")


def _columns(board: Board, rows: Sequence[TripCount]) -> Sequence[Col[TripCount]]:
    leaders = any(row.leader for row in rows)
    leader: Col[TripCount] = words("leader", pgettext("column", "led by"), lambda row: row.leader, least=6, trace=own)
    return (
        words("unit", pgettext("column", "name"), lambda row: row.unit or _("All units"), least=8),
        *((leader,) if leaders else ()),
        count("trips", pgettext("column", "trips"), lambda row: row.trips),
        count("days", pgettext("column", "days"), lambda row: row.days),
        count("firms", pgettext("column", "firms"), lambda row: row.firms),
        count("leads", pgettext("column", "leads"), lambda row: row.leads),
        count(
            "heads",
            pgettext("column", "led by the head"),
            lambda row: row.heads,
            priority=1,
        ),
        count("planned", pgettext("column", "trips ahead"), lambda row: row.planned, priority=2),
        count(
            "no_return",
            pgettext("column", "no return"),
            lambda row: row.no_return,
            priority=3,
            tone="warn",
        ),
    )


def _head_columns(board: Board, rows: Sequence[HeadTrips]) -> Sequence[Col[HeadTrips]]:
    return (
        words("unit", pgettext("column", "name"), lambda row: row.unit, least=8),
        words("head", pgettext("column", "leader"), lambda row: row.head, least=6),
        count("trips", pgettext("column", "trips"), lambda row: row.trips),
        count("days", pgettext("column", "days"), lambda row: row.days),
        count("firms", pgettext("column", "firms"), lambda row: row.firms),
        count("leads", pgettext("column", "leads"), lambda row: row.leads),
    )


def _rows(of: Callable[[Trips], Sequence[R]]) -> Callable[[Board, str | None], Sequence[Group[R]]]:
    """What the board tells of trips, where a ledger holds any."""
    return lambda board, scope: [Group(of(board.trips))] if board.trips else ()


def _since(board: Board, scope: str | None) -> list[Phrase]:
    return [part(_("since {date}").format(date=board.trips.from_.isoformat()), "muted", 3)] if board.trips else []


def _through(board: Board, scope: str | None) -> list[Phrase]:
    if board.trips is None:
        return []
    last = min(board.trips.statistic_on, board.as_of)
    return [part(_("{from_} to {to}").format(from_=f"{last.year}-01-01", to=last.isoformat()), "muted", 3)]


NOTHING = N_("no ledger holds trips")

PAGE = Page(
    "trips",
    5,
    NP_("page", "Outbound trips"),
    (
        View(
            "units",
            NP_("view", "units"),
            _rows(lambda trips: [trips.total, *trips.units]),
            _columns,
            lambda row: row.unit or _("All units"),
            NOTHING,
            texts=lambda row: (row.unit,),
            summary=_since,
        ),
        View(
            "leaders",
            NP_("view", "leaders"),
            _rows(lambda trips: trips.leaders),
            _columns,
            lambda row: row.leader,
            NOTHING,
            key=lambda row: (row.unit, row.leader),
            texts=lambda row: (row.unit, row.leader),
            summary=_since,
        ),
        View(
            "heads",
            NP_("view", "heads"),
            _rows(lambda trips: trips.heads),
            _head_columns,
            lambda row: row.unit,
            NOTHING,
            texts=lambda row: (row.unit, row.head),
            summary=_since,
        ),
        View(
            "statistic",
            NP_("view", "statistic"),
            _rows(lambda trips: trips.statistic),
            _head_columns,
            lambda row: row.unit,
            NOTHING,
            texts=lambda row: (row.unit, row.head),
            summary=_through,
        ),
    ),
)
