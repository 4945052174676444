"""The demo's 150 projects: for each a stage, the day it last moved, and all that follows from the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from random import Random

from data.demo.cast import CAST, STALE, UnitCast, person
from data.demo.days import SeasonDays, shift, weekday
from data.demo.words import (
    BLOCKERS,
    BRANDS,
    CHANNELS,
    CITY_LEADERS,
    FIRM_FORMS,
    LOCAL_LEADERS,
    ORIGINS,
    PRODUCTS,
    PROGRESS,
    WAITING,
    clears,
)
from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Paper, Stage, Status
from data.support.fast_dataclass import dataclass

LIMITS = {Stage.INTENT: 45, Stage.TALKS: 30, Stage.SIGNED: 20, Stage.LANDED: 30, Stage.BUILDING: 30}
"""Days without movement after which a stage is stalled: the defaults of the settings."""

STALE_DAYS = 23
"""For so many days nobody has touched the stale unit's ledger."""

PAID_SHARE = {Stage.LANDED: 0.1, Stage.BUILDING: 0.45, Stage.PRODUCTION: 0.9, Stage.CAPACITY: 1.0, Stage.SIGNED: 0.02}


class Fate(Enum):
    """How a project is doing."""

    MOVING = auto()
    STALLED = auto()
    SILENT = auto()  # no date at all
    LATE_NODE = auto()  # moving, but a milestone is overdue
    BY_NODE = auto()  # idle, and its next milestone is still ahead


@dataclass(frozen=True, slots=True)
class Draft:
    """A project and how it is doing."""

    project: Project
    fate: Fate


FATES: dict[tuple[str, Stage, int], Fate] = {
    ("溪桥县", Stage.INTENT, 0): Fate.SILENT,
    ("市文旅局", Stage.TALKS, 1): Fate.SILENT,
    ("南屏园区", Stage.BUILDING, 0): Fate.LATE_NODE,
    ("澜源县", Stage.LANDED, 0): Fate.LATE_NODE,
    ("望川区", Stage.BUILDING, 1): Fate.LATE_NODE,
    ("云川高新产业园", Stage.LANDED, 1): Fate.BY_NODE,
    ("东岭园区", Stage.BUILDING, 1): Fate.BY_NODE,
}
"""The projects, by unit, stage and place among the unit's, whose story the milestones tell."""

SPARED: frozenset[tuple[str, Stage, int]] = frozenset(
    {
        ("望川区", Stage.SIGNED, 0),
        ("望川区", Stage.SIGNED, 2),
        ("青禾园区", Stage.SIGNED, 1),
        ("云川高新产业园", Stage.SIGNED, 1),
        ("云川高新产业园", Stage.LANDED, 0),
        ("澜源县", Stage.LANDED, 1),
        ("东岭园区", Stage.SIGNED, 3),
        ("南屏园区", Stage.BUILDING, 3),
        ("青禾园区", Stage.LANDED, 1),
    }
)
"""Projects with a story of their own (`data.demo.twists`), never drawn to stand still."""


def drafts(rng: Random, days: SeasonDays) -> list[Draft]:
    """All projects, unit by unit."""
    products = _Products(rng)
    by_name = {u.name: _unit_drafts(rng, days, u, products) for u in sorted(CAST, key=lambda u: len(u.industries))}
    return [draft for u in CAST for draft in by_name[u.name]]


class _Products:
    """Deals out products so that no two projects share a name."""

    def __init__(self, rng: Random) -> None:
        self._left = {industry: rng.sample(names, len(names)) for industry, names in PRODUCTS.items()}
        self._rng = rng

    def draw(self, industries: Sequence[str]) -> tuple[str, str]:
        """An industry of these and one of its products."""
        open_ = [industry for industry in industries if self._left[industry]]
        industry = self._rng.choice(open_)
        return industry, self._left[industry].pop()


def _unit_drafts(rng: Random, days: SeasonDays, unit: UnitCast, products: _Products) -> list[Draft]:
    keys = list(_numbered(unit))
    able = [key for key in keys if key[1] in LIMITS and key not in FATES and key not in SPARED and not _planned(key)]
    idle = set(rng.sample(able, unit.stalled))
    made = []
    for number, key in enumerate(keys, start=1):
        fate = FATES.get(key, Fate.STALLED if key in idle else Fate.MOVING)
        made.append(Draft(_project(rng, days, unit, key, number, fate, products), fate))
    return made


def _numbered(unit: UnitCast) -> Iterator[tuple[str, Stage, int]]:
    seen: dict[Stage, int] = {}
    for stage in unit.deck:
        seen[stage] = seen.get(stage, -1) + 1
        yield unit.name, stage, seen[stage]


def _planned(key: tuple[str, Stage, int]) -> bool:
    """Each unit's first matter in talks (and the big parks' second) has a day for its signing."""
    unit, stage, nth = key
    return stage is Stage.TALKS and nth < (2 if unit in {"南屏园区", "云川高新产业园"} else 1)


def _project(
    rng: Random,
    days: SeasonDays,
    unit: UnitCast,
    key: tuple[str, Stage, int],
    number: int,
    fate: Fate,
    products: _Products,
) -> Project:
    stage = key[1]
    industry, product = products.draw(unit.industries)
    total = _amount(rng, unit.scale)
    contracted = _round(total * rng.choice((Decimal(1), Decimal(1), Decimal("0.9"), Decimal("0.8"), Decimal("0.7"))))
    moved = None if fate is Fate.SILENT else shift(days.today, -_idle_days(rng, unit, stage, fate))
    paper, signed_on = _paper(rng, days, unit, key, moved)
    started = _started(rng, stage, signed_on, moved)
    blocker = _blocker(rng, stage, fate)
    return Project(
        id=f"{unit.letters}{days.today.year}-{number:03d}",
        name=product,
        unit=unit.name,
        investor=rng.choice(BRANDS) + (industry[-2:] if rng.random() < 0.4 else "") + rng.choice(FIRM_FORMS),
        origin=rng.choice(ORIGINS),
        industry=industry,
        channel=rng.choice(CHANNELS),
        total_investment=Amount(total),
        contracted=Amount(contracted) if paper else None,
        paper=paper,
        stage=stage,
        signed_on=signed_on,
        paid_in=_paid(rng, stage, contracted),
        planned_start=shift(days.today, rng.randint(20, 150)) if stage in {Stage.SIGNED, Stage.LANDED} else None,
        started_on=started,
        planned_production=shift(days.today, rng.randint(90, 400)) if stage is Stage.BUILDING else None,
        produced_on=moved if stage is Stage.PRODUCTION else None,
        sponsor=_sponsor(rng, total),
        site_officer=person(rng) if rng.random() < 0.85 else "",
        latest_progress=progress_words(rng, stage, fate),
        reported_on=moved,
        blocker=blocker,
        assurance_dept=clears(blocker, unit.name) if blocker else "",
        status=Status.NORMAL,
    )


def _amount(rng: Random, scale: float) -> Decimal:
    """A total investment in 万元: mostly one to five 亿, now and then far more, in the round figures of brochures."""
    yi = min(24.0, max(0.2, rng.lognormvariate(0.75, 0.7) * scale))
    step = Decimal(500) if yi < 3 else Decimal(5000)
    return max(step, (Decimal(int(yi * 10000)) / step).quantize(Decimal(1)) * step)


def _round(amount: Decimal) -> Decimal:
    return (amount / 100).quantize(Decimal(1)) * 100


def _idle_days(rng: Random, unit: UnitCast, stage: Stage, fate: Fate) -> int:
    limit = LIMITS.get(stage, 60)
    if fate in {Fate.STALLED, Fate.BY_NODE}:
        return limit + 1 + int(rng.random() ** 2 * 54)
    if unit.name == STALE:
        return rng.randint(STALE_DAYS + 1, max(STALE_DAYS + 1, limit - 2))
    return rng.randint(0, limit - 4)


def _paper(
    rng: Random, days: SeasonDays, unit: UnitCast, key: tuple[str, Stage, int], moved: date | None
) -> tuple[Paper | None, date | None]:
    _, stage, nth = key
    if _planned(key):
        return Paper.CONTRACT, rng.choice((days.fairs[0], days.fairs[1], shift(days.today, rng.randint(6, 40))))
    if moved is None or stage is Stage.INTENT:
        return None, None
    if stage is Stage.TALKS:
        if unit.stages[2] == 0 or nth < 2:
            return None, None
        paper = Paper.INTENT if nth == 2 else Paper.FRAMEWORK
        return paper, _between(rng, shift(days.from_, 4), moved)
    if stage is Stage.SIGNED and nth == 2:
        return Paper.FRAMEWORK, _between(rng, shift(days.from_, 4), moved)
    old = stage in {Stage.PRODUCTION, Stage.CAPACITY} or (stage is Stage.BUILDING and nth % 2 == 1)
    if old:
        return Paper.CONTRACT, weekday(days.from_ - timedelta(days=rng.randint(60, 420)))
    ago = 8 if stage in {Stage.LANDED, Stage.BUILDING} else 0
    return Paper.CONTRACT, _between(rng, shift(days.from_, 4), shift(moved, -ago))


def _between(rng: Random, first: date, last: date) -> date:
    span = max(0, (last - first).days)
    return weekday(first + timedelta(days=int(rng.random() * (span + 1))))


def _started(rng: Random, stage: Stage, signed_on: date | None, moved: date | None) -> date | None:
    if stage not in {Stage.BUILDING, Stage.PRODUCTION, Stage.CAPACITY} or signed_on is None or moved is None:
        return None
    return _between(rng, min(moved, shift(signed_on, 5)), moved if stage is Stage.BUILDING else shift(moved, -40))


def _paid(rng: Random, stage: Stage, contracted: Decimal) -> Amount | None:
    share = PAID_SHARE.get(stage, 0.0) * rng.uniform(0.5, 1.0)
    return Amount(_round(contracted * Decimal(round(share, 3)))) if share else None


def _sponsor(rng: Random, total: Decimal) -> str:
    if rng.random() < 0.1:
        return ""
    return rng.choice(CITY_LEADERS if total >= 50000 else LOCAL_LEADERS)


def _blocker(rng: Random, stage: Stage, fate: Fate) -> str:
    held = 0.85 if fate is Fate.STALLED else 0.18
    known = stage in {Stage.SIGNED, Stage.LANDED, Stage.BUILDING, Stage.TALKS}
    return rng.choice(BLOCKERS) if known and rng.random() < held else ""


def progress_words(rng: Random, stage: Stage, fate: Fate = Fate.MOVING) -> str:
    """A sentence of 最新进展 as a unit would write it at this stage."""
    if fate is Fate.SILENT:
        return ""
    if fate is Fate.STALLED and rng.random() < 0.6:
        return rng.choice(WAITING)
    words = rng.choice(PROGRESS[stage])
    return words.format(
        leader=rng.choice(LOCAL_LEADERS), n=rng.randint(3, 18) * 10, k=rng.randint(2, 5), p=rng.randint(3, 9) * 10
    )
