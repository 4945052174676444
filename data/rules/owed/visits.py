"""Visits that sponsors owe their projects (包联单位每周深入项目一线), in the last weeks before a fair.

Each project with a sponsoring leader, signed and not yet in production, is owed `[owed] visits_a_week` visits a week
while a fair is at most `[cadence] fair_weeks` weeks away; due on the week's last working day. A visit that an officer
logged counts as one of the ledger's. A visit is no movement: it never ends a stall (docs/figures.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from data.ledgers.kinds_and_columns import Visit
from data.model import OwedItem, Stage, Trace, VisitDay
from data.rules.board_inputs import VISIT_KEY, Logged
from data.rules.calendar.periods import WEEK, last_workday, period_of
from data.rules.calendar.workdays import Workdays
from data.rules.owed.owed_items import Owing
from data.rules.projects.projects import Entry
from data.support.kept_each import Each, every
from data.wording import language
from data.wording.season_words import visit_title

VISITED = frozenset({Stage.SIGNED, Stage.LANDED, Stage.BUILDING})
"""The stages in which there is a site to visit and something to move."""


class Visits:
    """The visits of the ledgers and of the log, by project."""

    def __init__(self, rows: Iterable[Visit], logged: Logged, owing: Owing) -> None:
        found: dict[str, list[_Told]] = {}
        for row in rows:
            entry = owing.project(row.project)
            if entry is not None:
                found.setdefault(entry.key, []).append(_Told(row.date, row.who, row.result, False))
        for key, marks in logged.items():
            told = (_Told(mark.on, mark.by, mark.said, True) for mark in marks)
            found.setdefault(key.removeprefix(VISIT_KEY), []).extend(told)
        self.any = bool(found)
        """Whether anybody keeps count of visits: without a ledger or a log nothing says that one was not made."""
        self._days = {key: _by_day(key, told, owing.as_of) for key, told in found.items()}

    def days(self, entry: Entry) -> tuple[VisitDay, ...]:
        """The days by the board's date on which the project was visited, the earliest first, each once."""
        return self._days.get(entry.key, ())


class _Told(NamedTuple):
    """What one row or mark says of a visit."""

    on: date
    by: str
    said: str
    logged: bool


def _by_day(key: str, told: Iterable[_Told], as_of: date) -> tuple[VisitDay, ...]:
    days: dict[date, list[_Told]] = {}
    for one in told:
        if one.on <= as_of:
            days.setdefault(one.on, []).append(one)
    return tuple(
        VisitDay(
            project=key,
            on=day,
            by=tuple(dict.fromkeys(one.by for one in same if one.by)),
            said=tuple(dict.fromkeys(one.said for one in same if one.said)),
            logged=all(one.logged for one in same),
        )
        for day, same in sorted(days.items())
    )


def visits_owed(
    entries: Sequence[Entry], visits: Visits, a_week: int, workdays: Workdays, owing: Owing, each: Each = every
) -> Iterator[OwedItem]:
    """The visits of the board's week that are still owed. Ask only in the last weeks before a fair."""
    week = period_of(WEEK, owing.as_of)
    due = last_workday(week, workdays)
    if due is None or not a_week:
        return
    asked, this_week = str(a_week), ("week", week.id)
    made = {entry.key: sum(day.on >= week.first for day in visits.days(entry)) for entry in entries if visits.any}
    owed = [
        entry
        for entry in entries
        if entry.stage in VISITED
        and not entry.gone
        and entry.project.sponsor
        and entry.markable
        and made.get(entry.key, 0) < a_week
    ]

    def item(entry: Entry) -> OwedItem:
        project = entry.project
        values = (("visits_a_week", asked), ("made", str(made.get(entry.key, 0))), this_week)
        return owing.item(
            "visit",
            VISIT_KEY + entry.key,
            visit_title(project.name),
            due,
            place=entry.place,
            trace=Trace("visit-weekly", values, (entry.place,)),
            unit="、".join(entry.units),
            owed_by=project.sponsor,
            project=project.name,
            project_key=entry.key,
            next_period=due + timedelta(days=7),
        )

    told = ((made.get(entry.key, 0), owing.whom(entry.project.sponsor)) for entry in owed)
    yield from each(owed, item, (due, asked, week.id, owing.as_of, language()), told)
