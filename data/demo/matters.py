"""The demo's 80 follow-ups: 62 in the office's own ledger, 18 in a department's that has no 销号 column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import msgspec

from data.demo.cast import OFFICE
from data.demo.days import SeasonDays, shift
from data.demo.words import CLEARS, GENERAL_MATTERS, GENERAL_SOURCES, PROJECT_MATTERS, clears
from data.ledgers.kinds_and_columns import FollowUp, Project
from data.support.fast_dataclass import dataclass

DEPARTMENT = CLEARS["用地"]
"""The department that keeps a ledger of its own."""
OFFICE_ROWS, DEPARTMENT_ROWS = 62, 18

# How many of each course a ledger's rows take; the rest are closed.
_OFFICE_COURSES: tuple[str, ...] = (
    *("overdue",) * 7,
    *("late_rung",) * 3,
    *("review",) * 5,
    *("undated",) * 2,
    *("extended",) * 2,
    *("coming",) * 6,
    *("on_ladder",) * 2,
    "today",
)
_DEPARTMENT_COURSES = ("overdue", "overdue", "on_ladder", "coming", "coming")


@dataclass(frozen=True, slots=True)
class _Matter:
    what: str
    owed_by: str
    project: str = ""
    unit: str = ""


def followups(rng: Random, days: SeasonDays, projects: tuple[Project, ...]) -> tuple[FollowUp, ...]:
    """Both ledgers' matters, the office's first."""
    general = [_Matter(what, owed_by) for what, owed_by in GENERAL_MATTERS]
    about = _about_projects(rng, projects)
    office = general + [next(about) for _ in range(OFFICE_ROWS - len(general))]
    rng.shuffle(office)
    year = days.today.year
    rows = list(_ledger(rng, days, office, _OFFICE_COURSES, f"督办〔{year}〕{{:03d}}号", closes=True))
    land = [_land(project) for project in rng.sample(projects, DEPARTMENT_ROWS)]
    rows += _ledger(rng, days, land, _DEPARTMENT_COURSES, f"ZR{year}-{{:02d}}", closes=False)
    return tuple(rows)


def is_departments(item: FollowUp) -> bool:
    """Whether the matter stands in the department's ledger."""
    return item.id.startswith("ZR")


def _about_projects(rng: Random, projects: tuple[Project, ...]) -> Iterator[_Matter]:
    for project in rng.sample(projects, len(projects)):
        template = rng.choice(PROJECT_MATTERS[1:])
        first = project.unit.split("、")[0]
        yield _Matter(template.format(p=project.name), clears(template, first), project.name, first)


def _land(project: Project) -> _Matter:
    first = project.unit.split("、")[0]
    return _Matter(f"{project.name}{'用地预审' if project.blocker else '选址意见'}", DEPARTMENT, project.name, first)


def _ledger(
    rng: Random, days: SeasonDays, matters: list[_Matter], courses: tuple[str, ...], number: str, *, closes: bool
) -> Iterator[FollowUp]:
    deck = list(courses) + ["closed"] * (len(matters) - len(courses))
    waiting = [m for m in matters if m.owed_by == OFFICE.superior]
    deck = deck[: len(deck) - len(waiting)]
    rng.shuffle(deck)
    drawn = [(m, "superior" if m in waiting else deck.pop()) for m in matters]
    dated = [(m, course, _assigned(rng, days, course)) for m, course in drawn]
    for n, (matter, course, assigned) in enumerate(sorted(dated, key=lambda d: d[2]), start=1):
        base = FollowUp(
            id=number.format(n),
            what=matter.what,
            owed_by=matter.owed_by,
            project=matter.project,
            unit=matter.unit,
            assigned=assigned,
            source=rng.choice(GENERAL_SOURCES) if closes else "",
        )
        yield _COURSES[course](rng, days, base, closes)


_AGES = {"late_rung": (9, 24), "on_ladder": (4, 5), "coming": (2, 25), "today": (7, 9), "overdue": (14, 50)}


def _assigned(rng: Random, days: SeasonDays, course: str) -> date:
    return shift(days.today, -rng.randint(*_AGES.get(course, (30, 110))))


def _plus(day: date | None, by: int) -> date:
    assert day is not None
    return shift(day, by)


def _closed(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    settled = _plus(base.assigned, rng.randint(5, 24))
    return _row(
        base,
        grade=rng.choice(("一般", "一般", "重大")),
        arranged=base.assigned,
        replied=_plus(base.assigned, 3),
        due=_plus(base.assigned, rng.choice((7, 15, 30))),
        settled=settled,
        closed=_plus(settled, rng.randint(1, 4)) if closes else None,
    )


def _overdue(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    replied = _plus(base.assigned, 3) if rng.random() < 0.4 else None
    due = shift(days.today, -rng.randint(1, 13))
    return _row(base, grade=rng.choice(("一般", "重大")), arranged=_plus(base.assigned, 1), replied=replied, due=due)


def _late_rung(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    """No due date of its own: the ladder of its grade has a rung that was due already."""
    replied = _plus(base.assigned, 3) if rng.random() < 0.5 else None
    return _row(base, grade="一般", arranged=base.assigned, replied=replied)


def _on_ladder(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    return _row(base, grade="重大", arranged=base.assigned, replied=_plus(base.assigned, 2))


def _review(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    """Settled by the unit, and not yet struck off by the office."""
    settled = shift(days.today, -rng.randint(1, 6))
    return _row(
        base, grade="一般", arranged=base.assigned, replied=_plus(base.assigned, 3), due=settled, settled=settled
    )


def _coming(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    due = days.today.fromordinal(days.today.toordinal() + rng.randint(1, 24))
    return _row(base, grade=rng.choice(("一般", "重大", "复杂")), arranged=base.assigned, due=due)


def _today(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    return _row(base, grade="一般", arranged=base.assigned, due=days.today)


def _extended(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    due = shift(days.today, -rng.randint(3, 12))
    until = days.today.fromordinal(days.today.toordinal() + rng.randint(5, 20))
    return _row(base, grade="复杂", arranged=base.assigned, replied=_plus(base.assigned, 3), due=due, extended_to=until)


def _undated(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    """Neither a due date nor a grade with a ladder."""
    return _row(base, grade="长期")


def _superior(rng: Random, days: SeasonDays, base: FollowUp, closes: bool) -> FollowUp:
    return _row(base, grade="重大", arranged=base.assigned, due=shift(days.today, -rng.randint(2, 20)))


def _row(base: FollowUp, **changes: object) -> FollowUp:
    return msgspec.structs.replace(base, **changes)


_COURSES = {
    "closed": _closed,
    "overdue": _overdue,
    "late_rung": _late_rung,
    "on_ladder": _on_ladder,
    "review": _review,
    "coming": _coming,
    "today": _today,
    "extended": _extended,
    "undated": _undated,
    "superior": _superior,
}
