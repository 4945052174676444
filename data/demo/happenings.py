"""What happens while the demo is open: one change at a time, each in the next ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import msgspec

from data.demo.books import project_path
from data.demo.days import FAIR_NAMES, SeasonDays
from data.demo.drafts import progress_words
from data.demo.matters import is_departments
from data.demo.twists import NO_FAIR_COLUMN
from data.demo.whole_season import Demo
from data.ledgers.kinds_and_columns import Amount, FollowUp, Project
from data.ledgers.season import Season
from data.model import Paper, Stage, Status
from data.support.fast_dataclass import dataclass

OFFICE_MATTERS = "招组办/督办台账.xlsx"
LAND_MATTERS = "市自然资源局/要素保障交办事项.csv"


@dataclass(frozen=True, slots=True)
class Happening:
    """Where the next change happens and of what sort it is."""

    path: str
    what: str


CYCLE: tuple[Happening, ...] = tuple(
    Happening(path, what)
    for path, what in (
        ("南屏园区/南屏园区项目台账.xlsx", "sign"),
        (OFFICE_MATTERS, "reply"),
        ("高新产业园/项目推进表.xlsx", "money"),
        ("青禾园区/青禾园区台账.csv", "progress"),
        ("溪桥县/溪桥县在谈项目.csv", "sign"),
        (LAND_MATTERS, "settle"),
        ("东岭园区/东岭园区招商项目统计表.xlsx", "progress"),
        ("澜源县/澜源县招商项目.txt", "money"),
        ("望川区/望川区招商台账.et", "progress"),
        (OFFICE_MATTERS, "close"),
        ("市直部门/市直部门招商项目汇总.xlsx", "sign"),
        ("青禾园区/青禾园区台账.csv", "sign"),
        ("高新产业园/项目推进表.xlsx", "progress"),
        ("南屏园区/南屏园区项目台账.xlsx", "money"),
    )
)
"""Units take turns; the stale unit, true to itself, does nothing."""

ProjectTurn = Callable[[Project, SeasonDays, Random], Project]


def happen(demo: Demo, step: int, seed: int) -> Demo:
    """The season after one more change. A unit with nothing left to sign, or no money due, reports progress instead."""
    next_ = CYCLE[step % len(CYCLE)]
    rng = Random(f"{seed} change {step}")
    if next_.path in {OFFICE_MATTERS, LAND_MATTERS}:
        season = _matters(demo.season, next_, demo.days.today)
    else:
        season = _projects(demo, next_, rng)
    return replace(demo, season=season)


# ---------------------------------------------------------------- projects


def _projects(demo: Demo, next_: Happening, rng: Random) -> Season:
    able = [
        n
        for n, p in enumerate(demo.season.projects)
        if p.status is Status.NORMAL and p.name != demo.broken and p.reported_on and project_path(p) == next_.path
    ]
    able.sort(key=lambda n: (demo.season.projects[n].reported_on or date.min, n))
    fitting = [n for n in able if _fits(demo.season.projects[n], next_.what)]
    n, what = (fitting[0], next_.what) if fitting else (able[0], "progress")
    changed = _CHANGES[what](demo.season.projects[n], demo.days, rng)
    projects = (*demo.season.projects[:n], changed, *demo.season.projects[n + 1 :])
    return msgspec.structs.replace(demo.season, projects=projects)


def _fits(project: Project, what: str) -> bool:
    if what == "sign":
        return project.stage is Stage.TALKS
    if what == "money":
        return project.stage in {Stage.LANDED, Stage.BUILDING} and _room(project) > 0
    return True


def _room(project: Project) -> Decimal:
    """What may still arrive of what was contracted."""
    if project.contracted is None:
        return Decimal(0)
    return project.contracted.value - (project.paid_in.value if project.paid_in else 0)


def _sign(project: Project, days: SeasonDays, rng: Random) -> Project:
    fair = FAIR_NAMES[0] if days.today <= days.closes else FAIR_NAMES[1]
    return msgspec.structs.replace(
        project,
        stage=Stage.SIGNED,
        paper=Paper.CONTRACT,
        contracted=project.contracted or project.total_investment,
        signed_on=days.today,
        fair="" if project.unit in NO_FAIR_COLUMN else fair,
        latest_progress="今日签订合同，" + progress_words(rng, Stage.SIGNED).removeprefix("合同已签订，"),
        reported_on=days.today,
    )


def _money(project: Project, days: SeasonDays, rng: Random) -> Project:
    assert project.contracted is not None
    had = project.paid_in.value if project.paid_in else Decimal(0)
    more = min(_room(project), Decimal(rng.randint(3, 20) * 100))
    words = f"新到位资金{more.normalize():f}万元，{progress_words(rng, project.stage or Stage.LANDED)}"
    return msgspec.structs.replace(
        project, paid_in=Amount(had + more, project.contracted.currency), latest_progress=words, reported_on=days.today
    )


def _progress(project: Project, days: SeasonDays, rng: Random) -> Project:
    """New words under a new date; if chance gives the old ones, they get a day."""
    assert project.stage is not None
    words = progress_words(rng, project.stage)
    if words == project.latest_progress:
        words = f"{days.today.month}月{days.today.day}日，{words}"
    return msgspec.structs.replace(project, latest_progress=words, reported_on=days.today)


_CHANGES: dict[str, ProjectTurn] = {"sign": _sign, "money": _money, "progress": _progress}


# ---------------------------------------------------------------- follow-ups


def _matters(season: Season, next_: Happening, today: date) -> Season:
    """The oldest matter that waits for this step takes it; with none left, nothing happens."""
    department = next_.path == LAND_MATTERS
    ours = [(f.assigned or today, n) for n, f in enumerate(season.followups) if is_departments(f) is department]
    waiting = [n for _, n in sorted(ours) if _waits(season.followups[n], next_.what)]
    if not waiting:
        return season
    n = waiting[0]
    followups = (*season.followups[:n], _STEPS[next_.what](season.followups[n], today), *season.followups[n + 1 :])
    return msgspec.structs.replace(season, followups=followups)


def _waits(item: FollowUp, what: str) -> bool:
    if what == "reply":
        return item.replied is None and item.settled is None
    if what == "settle":
        return item.settled is None
    return item.settled is not None and item.closed is None


def _replied(item: FollowUp, today: date) -> FollowUp:
    return msgspec.structs.replace(item, arranged=item.arranged or today, replied=today)


def _settled(item: FollowUp, today: date) -> FollowUp:
    return msgspec.structs.replace(item, replied=item.replied or today, settled=today)


def _closed(item: FollowUp, today: date) -> FollowUp:
    return msgspec.structs.replace(item, closed=today)


_STEPS: dict[str, Callable[[FollowUp, date], FollowUp]] = {"reply": _replied, "settle": _settled, "close": _closed}
