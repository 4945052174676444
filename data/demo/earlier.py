"""The demo's season as it was known on an earlier day: what came later is not there yet.

A project that moved since has its earlier words, stage and money; a few contracts were told wrongly or late, and put
right only since, so that papers of those days have their corrections. All of it follows from the season and the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import msgspec

from data.demo.cast import STALE
from data.demo.days import FAIR_NAMES, SeasonDays, shift
from data.demo.drafts import progress_words
from data.demo.twists import CLAIMED
from data.demo.whole_season import Demo
from data.ledgers.kinds_and_columns import Amount, Project
from data.ledgers.season import Season
from data.model import Paper, Stage, Status
from data.support.fast_dataclass import dataclass

_SINCE: Mapping[str, Callable[[Any], date | None]] = {
    "followups": lambda row: row.assigned,
    "blockers": lambda row: row.opened,
    "visits": lambda row: row.date,
    "trips": lambda row: row.departs,
    "reports": lambda row: row.due,
    "targets": lambda row: row.issued_on,
    "natives": lambda row: row.verified_on,
    "leads": lambda row: row.received,
    "funds": lambda row: row.month + timedelta(days=32) if row.month else None,
}
"""Since when a row of a ledger stands: a month's money is told in the next."""

_LATER: Mapping[str, tuple[str, ...]] = {
    "followups": ("arranged", "replied", "settled", "closed"),
    "blockers": ("closed",),
    "reports": ("received",),
    "milestones": ("actual",),
    "payouts": ("paid_on",),
    "prep": ("done",),
    "leads": ("screened", "shared"),
}
"""Which cells of a row are filled in as their days come."""

_TOLD_TOO_MUCH = Decimal("1.25")
"""What a contract that was told wrongly said, against what it is."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Names of the contracts of which ledgers told otherwise `until` a day: one too `high`, one `late`, as not
    signed."""

    until: date
    high: str
    late: str


def slips_of(demo: Demo, signed_by: date, until: date) -> Slips:
    """Contracts of the first fair, signed by a day and written about since `until`, of two units: the largest is told
    too high, another late. "" where the season has none such."""
    able = [p for p in demo.season.projects if _is_plain(p, demo.days, signed_by) and _day(p) > until]
    able.sort(key=lambda p: (-p.contracted.value if p.contracted else Decimal(0), p.name))
    high = able[0] if able else None
    late = next((p for p in reversed(able) if high and p.unit != high.unit), None)
    return Slips(until, high.name if high else "", late.name if late else "")


def _is_plain(project: Project, days: SeasonDays, signed_by: date) -> bool:
    """Whether it is a contract of its unit alone, in yuan, counted for the first fair."""
    return (
        project.paper is Paper.CONTRACT
        and project.status is Status.NORMAL
        and project.stage in {Stage.SIGNED, Stage.LANDED, Stage.BUILDING}
        and project.fair == FAIR_NAMES[0]
        and project.signed_on is not None
        and days.fairs_from[0] <= project.signed_on <= signed_by
        and project.contracted is not None
        and project.contracted.currency == "CNY"
        and "、" not in project.unit
        and project.unit not in {STALE, CLAIMED[0][0]}
    )


def _day(project: Project) -> date:
    return project.reported_on or date.min


def season_then(demo: Demo, on: date, slips: Slips) -> Demo:
    """The season as it was known on that day."""
    kinds = {kind: _rows(demo.season, kind, on) for kind in {*_SINCE, *_LATER}}
    projects = tuple(_then(p, on, demo.days, slips) for p in demo.season.projects)
    return replace(demo, season=msgspec.structs.replace(demo.season, projects=projects, **kinds))


def _rows(season: Season, kind: str, on: date) -> tuple[Any, ...]:
    since = _SINCE.get(kind, lambda _row: None)
    rows = (row for row in getattr(season, kind) if (since(row) or on) <= on)
    return tuple(_without(row, _LATER.get(kind, ()), on) for row in rows)


def _without(row: Any, cells: tuple[str, ...], on: date) -> Any:
    later = [name for name in cells if (getattr(row, name) or on) > on]
    return msgspec.structs.replace(row, **dict.fromkeys(later)) if later else row


# ---------------------------------------------------------------- projects


def _then(project: Project, on: date, days: SeasonDays, slips: Slips) -> Project:
    """The project's row on that day; one that nobody has touched since is as it is."""
    if project.reported_on is None or max(project.reported_on, project.status_on or date.min) <= on:
        return project
    back, reported = _report_before(project, on)
    signed = project.signed_on is not None and project.signed_on <= on
    if not signed or (project.name == slips.late and on <= slips.until):
        made = _unsigned(project, days)
    else:
        made = _signed(project, on, back)
        if project.name == slips.high and on <= slips.until and made.contracted:
            high = (made.contracted.value * _TOLD_TOO_MUCH / 100).quantize(Decimal(1)) * 100
            made = msgspec.structs.replace(made, contracted=Amount(high))
    known = [day for day in (made.signed_on, made.started_on, made.produced_on) if day and day <= on]
    reported = max([reported, *known])
    words = progress_words(Random(f"{project.name} {back}"), made.stage or Stage.TALKS)
    if words == project.latest_progress:  # else the present ones would be no news
        words = f"{reported.month}月{reported.day}日，{words}"
    return msgspec.structs.replace(made, reported_on=reported, latest_progress=words)


def _report_before(project: Project, on: date) -> tuple[int, date]:
    """How many reports before the present one the ledger had by then, and that one's day: there is one every week or
    two."""
    return next((n, day) for n, day in enumerate(_reports(project)) if day <= on)


def _reports(project: Project) -> Iterator[date]:
    """The days on which the unit wrote something about the project, the latest first."""
    rng = Random(f"{project.name} reports")
    day = project.reported_on
    assert day is not None
    while True:
        yield day
        day = shift(day, -rng.randint(6, 14))


def _unsigned(project: Project, days: SeasonDays) -> Project:
    """Still in talks. What is planned was so before, and so was what a fair has brought."""
    day = project.signed_on
    planned = day is not None and (day > days.today or days.fairs[0] <= day <= days.closes)
    more: dict[str, Any] = {} if planned else {"paper": None, "contracted": None, "signed_on": None, "fair": ""}
    return msgspec.structs.replace(
        project,
        stage=Stage.INTENT if project.stage is Stage.INTENT else Stage.TALKS,
        status=Status.NORMAL,
        status_on=None,
        replaced_by="",
        paid_in=None,
        planned_start=None,
        started_on=None,
        produced_on=None,
        **more,
    )


def _signed(project: Project, on: date, back: int) -> Project:
    """As far as it had come since it was signed; its money came by and by."""
    assert project.signed_on is not None
    assert project.reported_on is not None
    changes: dict[str, Any] = {}
    stage = project.stage
    if project.status_on is not None and project.status_on > on:
        changes |= {"status": Status.NORMAL, "status_on": None, "replaced_by": ""}
    if project.produced_on is not None and project.produced_on > on:
        stage, changes["produced_on"] = Stage.BUILDING, None
    if project.started_on is not None and project.started_on > on:
        stage = Stage.LANDED
        changes |= {"started_on": None, "planned_start": project.started_on, "planned_production": None}
    half_way = project.signed_on + (project.reported_on - project.signed_on) / 2
    if stage is Stage.LANDED and on < half_way:
        stage = Stage.SIGNED
    if project.paid_in is not None:
        share = Decimal(max(40, 100 - 8 * back)) / 100
        paid = (project.paid_in.value * share / 100).quantize(Decimal(1)) * 100
        changes["paid_in"] = Amount(paid, project.paid_in.currency) if paid and stage is not Stage.SIGNED else None
    return msgspec.structs.replace(project, stage=stage, **changes)
