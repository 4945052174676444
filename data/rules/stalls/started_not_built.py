"""Started, not built (开而未建), and projects that nobody looks after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.model import Stage, StartedNotBuilt, Trace, Uncared
from data.rules.calendar.winter_pause import Winter
from data.rules.owed.visits import VISITED, Visits
from data.rules.projects.projects import Entry
from data.rules.stalls.movement_evidence import Evidence
from data.settings import Stall

SIGNS = ("funds", "report")
"""What tells that a project which broke ground is being built: money, and a report whose words are new."""


def started_not_built(
    entries: Iterable[Entry], evidence: Evidence, rules: Stall, as_of: date
) -> tuple[StartedNotBuilt, ...]:
    """Projects that broke ground and have shown no money and no new words for more than the setting's days.

    The clock starts on the day of breaking ground, and stands still in winter. The longest first.
    """
    limit, winter = rules.started_not_built, Winter(rules.winter)
    found = []
    for entry in entries if limit else ():
        project = entry.project
        started = project.started_on
        if started is None or started > as_of or entry.gone or entry.reached(Stage.PRODUCTION):
            continue
        since = max(started, evidence.latest_of(entry, SIGNS) or started)
        days = winter.running(since, as_of)
        if days > limit:
            values = (("limit", str(limit)), ("since", since.isoformat()))
            found.append(
                StartedNotBuilt(
                    key=entry.key,
                    project=project.name,
                    unit="、".join(entry.units),
                    started_on=started,
                    since=since,
                    days=days,
                    limit=limit,
                    sponsor=project.sponsor,
                    trace=Trace("started-not-built", values, (entry.place,)),
                )
            )
    return tuple(sorted(found, key=lambda risk: (-risk.days, risk.unit, risk.project)))


def uncared(entries: Iterable[Entry], visits: Visits) -> tuple[Uncared, ...]:
    """Projects signed and not yet in production that lack a sponsor, a site officer or any visit; most lacks first.

    What a ledger has no column for is not said to be lacking.
    """
    found = []
    for entry in entries:
        if entry.gone or entry.stage not in VISITED:
            continue
        lacks = tuple(_lacks(entry, visits))
        if lacks:
            found.append(Uncared(entry.key, entry.project.name, "、".join(entry.units), lacks, entry.place))
    return tuple(sorted(found, key=lambda one: (-len(one.lacks), one.unit, one.project)))


def _lacks(entry: Entry, visits: Visits) -> Iterator[str]:
    if not entry.project.sponsor and _asked(entry, "sponsor"):
        yield "sponsor"
    if not entry.project.site_officer and _asked(entry, "site_officer"):
        yield "officer"
    if visits.any and not visits.days(entry):
        yield "visit"


def _asked(entry: Entry, column: str) -> bool:
    """Whether any ledger that lists the project has this column."""
    return any(column in row.fields for row in entry.rows)
