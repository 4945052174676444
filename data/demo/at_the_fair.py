"""What the demo's fair brings once it is open: the contracts that were planned for it are signed."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from data.demo.cast import STALE
from data.demo.days import FAIR_NAMES, SeasonDays, shift
from data.demo.twists import NO_FAIR_COLUMN
from data.ledgers.kinds_and_columns import Project
from data.model import Paper, Stage

_SAID = "会上签订合同，正在办理项目备案"
_STARTS = 60
"""So many days after its signing a project of the fair is to start."""


def signed(projects: tuple[Project, ...], days: SeasonDays) -> tuple[Project, ...]:
    """The projects, of those that were to be signed each as it stands on the season's day; all as they are while the
    fair lies ahead. On its days those that had a day of their own are signed today, or every third tomorrow."""
    if not days.is_open:
        return projects
    planned = [p for p in projects if p.stage is Stage.TALKS and p.paper is Paper.CONTRACT]
    own = [p.name for p in planned if p.signed_on not in days.fairs and p.unit != STALE]
    at_fair = days.today <= days.closes
    turns = {name: days.today + timedelta(days=n % 3 == 0) for n, name in enumerate(own)} if at_fair else {}
    names = {p.name for p in planned}
    return tuple(_stands(p, turns.get(p.name, p.signed_on), days) if p.name in names else p for p in projects)


def _stands(project: Project, on: date | None, days: SeasonDays) -> Project:
    """A planned contract with its day: signed once that has come. Who keeps no ledger any more has told of none."""
    if project.unit == STALE:
        return msgspec.structs.replace(project, paper=None, contracted=None, signed_on=None, fair="")
    at_fair = on is not None and on <= days.closes
    fair = FAIR_NAMES[0] if at_fair and project.unit not in NO_FAIR_COLUMN else project.fair
    project = msgspec.structs.replace(project, signed_on=on, fair=fair)
    if on is None or on > days.today:
        return project
    return msgspec.structs.replace(
        project,
        stage=Stage.SIGNED,
        latest_progress=_SAID,
        reported_on=max(on, project.reported_on or on),
        planned_start=shift(on, _STARTS),
        blocker="",
        assurance_dept="",
    )
