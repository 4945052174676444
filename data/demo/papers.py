"""The demo's smaller ledgers: the roster, milestones worked backwards, the month's money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from data.demo.cast import OFFICE, person
from data.demo.days import SeasonDays, shift
from data.demo.drafts import Draft, Fate
from data.demo.words import CITY_LEADERS, NODES
from data.ledgers.kinds_and_columns import Amount, Funds, Milestone, Project, RosterDay
from data.model import Stage, Status

_REACHED = {Stage.SIGNED: 1, Stage.LANDED: 2, Stage.BUILDING: 4}
_STEP = timedelta(days=34)


def roster(rng: Random, days: SeasonDays) -> tuple[RosterDay, ...]:
    """Ten days back and ten ahead: six officers in turn, a leader in charge for three days each."""
    officers = ["李敏"]
    while len(officers) < 6:
        name = person(rng)
        if name not in officers:
            officers.append(name)
    leaders = (*CITY_LEADERS[:2], "王主任", "孙主任")
    return tuple(
        RosterDay(
            date=days.today + timedelta(days=n),
            shift="全天",
            officer=officers[n % len(officers)],
            leader=leaders[(n + 11) // 3 % len(leaders)],
            phone=OFFICE.phone,
        )
        for n in range(-10, 11)
    )


def milestones(rng: Random, drafts: list[Draft], days: SeasonDays) -> tuple[Milestone, ...]:
    """Nodes of the projects whose fate hangs on them, and of a few that keep to their plan."""
    told = [d for d in drafts if d.fate in {Fate.LATE_NODE, Fate.BY_NODE}]
    sound = [d for d in drafts if d.fate is Fate.MOVING and d.project.stage in _REACHED and d.project.started_on]
    return tuple(node for draft in told + rng.sample(sound, 5) for node in _nodes(rng, draft, days))


def _nodes(rng: Random, draft: Draft, days: SeasonDays) -> Iterator[Milestone]:
    """Reached nodes lie before the day the project last moved; the next is ahead, or late if that is its fate."""
    project = draft.project
    assert project.stage is not None
    assert project.reported_on is not None
    reached = _REACHED[project.stage]
    late = draft.fate is Fate.LATE_NODE
    next_due = shift(days.today, -rng.randint(4, 16) if late else rng.randint(9, 40))
    for n, name in enumerate(NODES[: reached + 3]):
        back = reached - n
        actual = shift(project.reported_on, -30 * back - 2) if back > 0 else None
        planned = shift(actual, rng.randint(-6, 4)) if actual else next_due - back * _STEP
        yield Milestone(project=project.name, unit=project.unit, node=name, planned=planned, actual=actual)


def funds(rng: Random, projects: tuple[Project, ...], days: SeasonDays) -> tuple[Funds, ...]:
    """What arrived, month by month, for projects under way; never after the day a project last moved."""
    going = {Stage.LANDED, Stage.BUILDING, Stage.PRODUCTION}
    able = [p for p in projects if p.stage in going and p.status is Status.NORMAL and p.paid_in and p.reported_on]
    return tuple(row for p in rng.sample(able, min(20, len(able))) for row in _months(rng, p, days))


def _months(rng: Random, project: Project, days: SeasonDays) -> Iterator[Funds]:
    assert project.paid_in is not None
    assert project.reported_on is not None
    month = project.reported_on.replace(day=1)
    for _ in range(3):
        month = (month - timedelta(days=1)).replace(day=1)
        arrived = (project.paid_in.value * Decimal(rng.randint(8, 22)) / 100).quantize(Decimal(10))
        if month < date(days.from_.year, days.from_.month, 1) or not arrived:
            return
        fixed = (arrived * Decimal(rng.randint(70, 100)) / 100).quantize(Decimal(1))
        yield Funds(
            project=project.name,
            month=month,
            paid_in=Amount(arrived),
            fixed_investment=Amount(fixed),
            booked=Amount((fixed * Decimal("0.9")).quantize(Decimal(1))),
        )
