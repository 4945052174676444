"""Visits that sponsors owe their projects (包联单位每周深入项目一线), in the last weeks before a fair.

Each project with a sponsoring leader, signed and not yet in production, is owed `[owed] visits_a_week` visits a week
while a fair is at most `[cadence] fair_weeks` weeks away; due on the week's last working day. A visit that an officer
logged counts as one of the ledger's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from data.model import OwedItem, Stage, Trace
from data.records import Visit
from data.season.owing import Owing
from data.season.periods import WEEK, last_workday, period_of
from data.season.projects import Entry
from data.season.workdays import Workdays
from data.wording.owed_words import visit_title

VISITED = frozenset({Stage.SIGNED, Stage.LANDED, Stage.BUILDING})
"""The stages in which there is a site to visit and something to move."""

Logged = Mapping[str, tuple[date, ...]]
"""The days on which officers logged a visit (`v`), by the project's key."""


class Visits:
    """The visits of the ledgers and of the log, by project."""

    def __init__(self, rows: Iterable[Visit], logged: Logged, owing: Owing) -> None:
        found: dict[str, set[date]] = {key: set(days) for key, days in logged.items()}
        for row in rows:
            entry = owing.project(row.project)
            if entry is not None:
                found.setdefault(entry.key, set()).add(row.date)
        self.any = bool(found)
        """Whether anybody keeps count of visits: without a ledger or a log nothing says that one was not made."""
        self._days = {key: sorted(day for day in days if day <= owing.as_of) for key, days in found.items()}

    def days(self, entry: Entry) -> list[date]:
        """The days by the board's date on which the project was visited, the earliest first."""
        return self._days.get(entry.key, [])


def visits_owed(
    entries: Iterable[Entry], visits: Visits, a_week: int, workdays: Workdays, owing: Owing
) -> Iterator[OwedItem]:
    """The visits of the board's week that are still owed. Ask only in the last weeks before a fair."""
    week = period_of(WEEK, owing.as_of)
    due = last_workday(week, workdays)
    if due is None or not a_week:
        return
    for entry in entries:
        if entry.gone or entry.stage not in VISITED or not entry.project.sponsor or not entry.markable:
            continue
        made = sum(day >= week.first for day in visits.days(entry))
        if made < a_week:
            values = (("visits_a_week", str(a_week)), ("made", str(made)), ("week", week.id))
            yield owing.item(
                "visit",
                f"visit/{entry.key}",
                visit_title(entry.project.name),
                due,
                place=entry.project.place,
                trace=Trace("visit-weekly", values, (entry.project.place,)),
                unit="、".join(entry.units),
                owed_by=entry.project.sponsor,
                project=entry.project.name,
                next_period=due + timedelta(days=7),
            )
