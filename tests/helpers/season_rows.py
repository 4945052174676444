"""Short ways to write the rows of trips, funds and assessments, beside those of helpers.season."""

from __future__ import annotations

from typing import Any

from helpers.season import _rows, day, money

from data.ledgers.kinds_and_columns import Assessment, Funds, Trip
from data.model import Board, ConversionLine, Goals, TargetMetric, UnitGoals


def trip(unit: str, departs: str, leader: str = "某某", returns: str | None = None, **more: Any) -> Trip:
    """A trip of a leader."""
    place = {"file": "外出.csv", "row": next(_rows)} | more
    return Trip(unit=unit, leader=leader, departs=day(departs), returns=day(returns), **place)


def funds(project: str, month: str, paid_in: Any = None, booked: Any = None) -> Funds:
    """A month's funds of a project, in 万元."""
    row = next(_rows)
    return Funds(
        project=project, month=day(month), paid_in=money(paid_in), booked=money(booked), file="资金.csv", row=row
    )


def assessed(unit: str, period: str, score: str = "", rank: int | None = None, circular: str = "") -> Assessment:
    """A period's assessment of a unit."""
    place = {"file": "考核.csv", "row": next(_rows)}
    return Assessment(unit=unit, period=period, score=score, rank=rank, circular=circular, **place)


def goals(shown: Board, fair: str | None = "青山洽谈会") -> Goals:
    """The goals of one fair, or of the season."""
    return next(one for one in shown.goals if one.fair == fair)


def unit_goals(shown: Board, unit: str, fair: str | None = "青山洽谈会") -> UnitGoals:
    """The goals of one unit."""
    return next(one for one in goals(shown, fair).units if one.unit == unit)


def metric(shown: Board, unit: str, name: str, fair: str | None = "青山洽谈会") -> TargetMetric:
    """One goal of one unit."""
    return next(one for one in unit_goals(shown, unit, fair).metrics if one.metric == name)


def ladder(shown: Board, unit: str = "", fair: str | None = "青山洽谈会") -> ConversionLine:
    """A unit's conversion from signed to produced; of all, where none is named."""
    found = next(one for one in shown.conversions if one.fair == fair)
    return next(one for one in (found.total, *found.units) if one.unit == unit)


def parts(shown: Board, by: str) -> list[tuple[str, int, int]]:
    """(key, count, amount) of a breakdown of the fair."""
    found = next(one for one in goals(shown).breakdowns if one.by == by)
    return [(part.key, part.count, int(part.amount)) for part in found.parts]
