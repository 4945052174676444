"""What makes a season untidy: the fair each deal was signed for, deals sent back, dates left out, a dollar deal."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

import msgspec

from data.demo.days import FAIR_NAMES, SeasonDays, shift
from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Paper, Stage, Status

NO_FAIR_COLUMN = frozenset({"青禾园区", "松屏县"})
"""Units whose ledgers do not say for which fair a deal was signed."""

ONE_FAIR = "市文旅局"
"""A unit that signs for the first fair only, and lands nothing of it."""

BROKEN_DATE = "2月30日"
"""What the one broken row says under 签约日期."""
BROKEN = ("青禾园区", Stage.SIGNED, 1)
YUAN_CELL = ("南屏园区", Stage.TALKS, 0)
"""The row whose amounts are in 万元 in the cell, though the note says 亿元."""
JOINT_WITH = "望川区"

CLAIMED = (("澜源县", Stage.BUILDING, 0), "市商务局")
"""A contract that two ledgers claim, each as its own: its unit's, and that of the department which brought it."""

Twist = Callable[[Project, SeasonDays], Project]


def _with(**changes: object) -> Twist:
    return lambda project, days: msgspec.structs.replace(project, **changes)


def _left(status: Status, ago: int, **more: object) -> Twist:
    def twist(project: Project, days: SeasonDays) -> Project:
        since = max(shift(days.today, -ago), project.signed_on or days.from_)
        return msgspec.structs.replace(project, status=status, status_on=since, **more)

    return twist


def _dollars(project: Project, days: SeasonDays) -> Project:
    amount = Amount(Decimal(8000), "USD")
    return msgspec.structs.replace(project, total_investment=amount, contracted=amount, paid_in=None, origin="境外")


def _joint(project: Project, days: SeasonDays) -> Project:
    return msgspec.structs.replace(project, unit=f"{project.unit}、{JOINT_WITH}")


def _undated(project: Project, days: SeasonDays) -> Project:
    return msgspec.structs.replace(project, signed_on=None, latest_progress="合同已签订，签约时间待企业确认")


TWISTS: dict[tuple[str, Stage, int], Twist] = {
    BROKEN: _with(signed_on=None),
    ("望川区", Stage.SIGNED, 0): _undated,
    ("望川区", Stage.SIGNED, 2): _left(Status.ENDED, 12, latest_progress="投资方资金链断裂，双方同意终止", blocker=""),
    ("云川高新产业园", Stage.SIGNED, 1): _dollars,
    ("云川高新产业园", Stage.LANDED, 0): _joint,
    ("澜源县", Stage.LANDED, 1): _with(contracted=None, paid_in=None),
    ("东岭园区", Stage.SIGNED, 3): _left(Status.RETURNED, 18, latest_progress="逾期未开工，按规定退回"),
    ("南屏园区", Stage.BUILDING, 3): _left(Status.RETURNED, 9, latest_progress="开而未建，已被市上退回"),
    ("青禾园区", Stage.LANDED, 1): _left(Status.REPLACED, 15, latest_progress="拟以在谈项目置换"),
    ("松屏县", Stage.SIGNED, 0): _with(paper=None),
}
"""The rows with a story, by unit, stage and place among the unit's."""


def twisted(projects: list[Project], rng: Random, days: SeasonDays) -> tuple[Project, ...]:
    """The projects with each its fair, and the rows of `TWISTS` as they went."""
    done: list[Project] = []
    seen: dict[tuple[str, Stage | None], int] = {}
    for project in projects:
        nth = seen[project.unit, project.stage] = seen.get((project.unit, project.stage), -1) + 1
        assert project.stage is not None
        dated = msgspec.structs.replace(project, fair=_fair_of(project, rng, days))
        done.append(TWISTS.get((project.unit, project.stage, nth), _with())(dated, days))
    return _replaced(done)


def find(projects: tuple[Project, ...], key: tuple[str, Stage, int]) -> Project:
    """The project of this unit, stage and place among the unit's."""
    unit, stage, nth = key
    return [p for p in projects if p.unit.split("、")[0] == unit and p.stage is stage][nth]


def claimed(projects: tuple[Project, ...], name: str, unit: str) -> tuple[Project, ...]:
    """What a unit's ledger lists as its own beside its own projects: the contract of that name, if it claims one."""
    if unit != CLAIMED[1]:
        return ()
    return tuple(msgspec.structs.replace(p, unit=unit) for p in projects if p.name == name)


def _fair_of(project: Project, rng: Random, days: SeasonDays) -> str:
    """The 签约活动 cell: empty for old deals, for talks without a date, and where the ledger has no such column."""
    draw = rng.random()
    if project.signed_on is None or project.signed_on < days.from_ or project.unit in NO_FAIR_COLUMN:
        return ""
    if project.signed_on > days.today:
        return FAIR_NAMES[0] if project.signed_on <= days.closes else FAIR_NAMES[1]
    if project.signed_on >= days.fairs_from[2] and project.paper is Paper.CONTRACT and draw < 0.12:
        return FAIR_NAMES[2]
    if project.signed_on > days.closes:
        return FAIR_NAMES[1]
    if project.signed_on >= days.fairs_from[1] and draw < 0.8 and project.unit != ONE_FAIR:
        return FAIR_NAMES[1]
    return FAIR_NAMES[0]


def _replaced(projects: list[Project]) -> tuple[Project, ...]:
    """Names, in the row of a replaced project, the one that takes its place."""
    stand_in = find(tuple(projects), ("青禾园区", Stage.TALKS, 1)).name
    return tuple(
        msgspec.structs.replace(p, replaced_by=stand_in) if p.status is Status.REPLACED else p for p in projects
    )


def signed_by(projects: tuple[Project, ...], unit: str, fair: str, days: SeasonDays) -> tuple[Decimal, int]:
    """Contracted amount and number of contracts that a unit has signed for a fair, to make targets that fit."""
    first = days.fairs_from[FAIR_NAMES.index(fair)]
    counted = [
        p
        for p in projects
        if p.unit.split("、")[0] == unit
        and p.paper is Paper.CONTRACT
        and p.status is Status.NORMAL
        and p.signed_on is not None
        and first <= p.signed_on <= days.today
        and (p.fair or FAIR_NAMES[0]) == fair
    ]
    yuan = [p.contracted.value for p in counted if p.contracted and p.contracted.currency == "CNY"]
    return sum(yuan, Decimal(0)), len(counted)
