"""The slate to be signed at the fair (拟签约项目): planned signings by unit, with amount and paper.

A project is on the slate of the coming fair when it is not gone and its 签约日期 lies after the board's date, not after
the fair closes, and its 签约活动 names this fair or, where the cell is empty, its days say so (`which fair`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from data.model import Slate, SlateProject, SlateUnit, Trace
from data.rules.projects.projects import Entry
from data.rules.which_fair.fairs import CNY, FairBook, FairDates


def slate(entries: Iterable[Entry], fairs: FairBook, basis: str, as_of: date) -> Slate:
    """The slate of the fair that is next to open, or open; empty without one."""
    fair = current_fair(fairs, as_of)
    if fair is None:
        return Slate()
    units: dict[str, list[SlateProject]] = {}
    for entry in entries:
        day = entry.project.signed_on
        if entry.counts and not entry.gone and day is not None and _is_for(entry, day, fair, fairs, as_of):
            units.setdefault(entry.unit, []).append(_project(entry, day))
    return Slate(
        fair.name,
        tuple(_unit(unit, projects) for unit, projects in sorted(units.items(), key=lambda pair: -len(pair[1]))),
        Trace("slate", (("fair", fair.name), ("basis", basis)), tuple(p.place for ps in units.values() for p in ps)),
    )


def current_fair(fairs: FairBook, as_of: date) -> FairDates | None:
    """The earliest fair that has not closed by this date."""
    return next((fair for fair in fairs.fairs if fair.closes >= as_of), None)


def _is_for(entry: Entry, day: date, fair: FairDates, fairs: FairBook, as_of: date) -> bool:
    if not as_of < day <= fair.closes:
        return False
    named = entry.project.fair
    meant = fairs.find(named, day) if named else fairs.on(day)
    return meant is not None and meant.name == fair.name


def _project(entry: Entry, day: date) -> SlateProject:
    return SlateProject(
        key=entry.key,
        project=entry.project.name,
        unit=entry.unit,
        paper=entry.project.paper,
        amount=entry.amount.value if entry.amount else None,
        currency=entry.amount.currency if entry.amount else CNY,
        signs_on=day,
        place=entry.project.place,
    )


def _unit(unit: str, projects: list[SlateProject]) -> SlateUnit:
    amounts: dict[str, Decimal] = {}
    for project in projects:
        if project.amount is not None and project.currency == CNY:
            paper = project.paper.value if project.paper else ""
            amounts[paper] = amounts.get(paper, Decimal(0)) + project.amount
    return SlateUnit(unit, tuple(sorted(projects, key=lambda p: (p.signs_on, p.project))), tuple(amounts.items()))
