"""The quarterly score of units, by one of four formulas. Source: docs/rules.md.

- completion: 100 × the unit's completion, as on the board.
- count_amount: points for the number and points for the amount, each done / target and capped.
- min_max: floor + spread × (x − min) / (max − min), x the completion, within the unit's group.
- weighted: points for 签约 (completion), 落地 and 开工 (share of its contracts), 资金到位 (paid-in / basis), each
  capped. What no ledger of the scope tells is left out, and the other weights are scaled up to the same sum.

Units are ranked within kind and parent, by amounts and by numbers of projects apart; those with nothing done have no
place. A unit without the targets that the formula needs has no score, and none that was not read, or of which rows
that could change its light or rank are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from data.model import Conversion, ConversionLine, Goals, ScorePart, Scoring, TargetMetric, Trace, UnitGoals, UnitScore
from data.rules.projects.projects import Entry
from data.rules.targets.pace_and_light import as_decimal
from data.rules.units.names import UnitBook
from data.rules.units.ranking import ranks
from data.settings import Score
from data.support.fast_dataclass import dataclass

NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Value:
    """One part of a unit's score before it is weighed: `reached` 1 is all of it; None: its target is missing."""

    name: str
    reached: Fraction | None
    weight: Fraction


def scores(
    goals: Goals,
    conversion: Conversion,
    held: Sequence[Entry],
    book: UnitBook,
    rule: Score,
    as_of: date,
    parts: Container[str] = (),
    unjudged: Mapping[str, str] = NOBODY,
) -> Scoring:
    """The scores of one scope's units, in the board's order; `held` are the scope's contracts, `parts` the units that
    are 其中 lines of another one and stand outside the ranks, `unjudged` units that have no score, and why."""
    conversions = {one.unit: one for one in conversion.units}
    makers: Mapping[str, Callable[[], dict[str, list[Value]]]] = {
        "completion": lambda: {one.unit: [_completion(one, Fraction(100))] for one in goals.units},
        "min_max": lambda: {one.unit: [_completion(one, Fraction(100))] for one in goals.units},
        "count_amount": lambda: {one.unit: _count_amount(one, rule) for one in goals.units},
        "weighted": lambda: _weighted(goals.units, conversions, _told(held), rule),
    }
    values = makers[rule.formula]()
    groups = {one.unit: (book.kind(one.unit), book.parent(one.unit), _table(one, rule)) for one in goals.units}
    cap = None if rule.formula in ("completion", "min_max") else Fraction(str(rule.cap))
    points = {unit: None if unit in unjudged else _points(parts, cap) for unit, parts in values.items()}
    totals = _spread(points, groups, rule) if rule.formula == "min_max" else points
    # Whoever has nothing to show has no place, though 60 + 40·0 be above it.
    ranked = ranks(
        (unit, groups[unit], total if points[unit] else points[unit])
        for unit, total in totals.items()
        if unit not in parts
    )
    return Scoring(
        fair=goals.fair,
        formula=rule.formula,
        period=f"{as_of.year}Q{(as_of.month + 2) // 3}",
        units=tuple(
            UnitScore(
                unit=unit,
                kind=book.kind(unit),
                score=as_decimal(totals[unit]),
                rank=ranked[unit][0] if unit in ranked else None,
                ranked_of=ranked[unit][1] if unit in ranked else None,
                parts=() if unit in unjudged else tuple(_part(v, cap) for v in reached if v.reached is not None),
                reason=unjudged.get(unit) or _reason(points[unit], totals[unit]),
            )
            for unit, reached in values.items()
        ),
        trace=Trace("score", _used(rule)),
    )


def _table(unit: UnitGoals, rule: Score) -> str:
    """Amounts and numbers of projects are not held against each other, but where the formula takes both."""
    return "" if rule.formula == "count_amount" else unit.gap.metric


def _completion(unit: UnitGoals, weight: Fraction) -> Value:
    """The unit's completion as the board shows it: of the amount, or of the number where only that is owed."""
    return Value("completion", _ratio(unit.gap.done, unit.gap.target), weight)


def _count_amount(unit: UnitGoals, rule: Score) -> list[Value]:
    metrics = {metric.metric: metric for metric in unit.metrics}
    return [
        Value("projects", _reached(metrics.get("projects")), Fraction(str(rule.count_weight))),
        Value("amount", _reached(metrics.get("amount")), Fraction(str(rule.amount_weight))),
    ]


def _weighted(
    units: Sequence[UnitGoals], conversions: Mapping[str, ConversionLine], told: Sequence[str], rule: Score
) -> dict[str, list[Value]]:
    weights = {
        name: Fraction(str(weight))
        for name, weight in (
            ("signed", rule.signed_weight),
            ("landed", rule.landed_weight),
            ("started", rule.started_weight),
            ("paid_in", rule.paid_in_weight),
        )
    }
    whole, left = sum(weights.values()), sum(weight for name, weight in weights.items() if name in told)
    scale = Fraction(whole) / left if left else Fraction(0)
    found: dict[str, list[Value]] = {}
    for unit in units:
        line = conversions[unit.unit]
        shares = {rate.name: _ratio(rate.numerator, rate.denominator) or Fraction(0) for rate in line.rates}
        started = next(step.count for step in line.steps if step.name == "started")
        reached = {
            "signed": _ratio(unit.gap.done, unit.gap.target),
            "landed": shares["landing"],
            "started": _ratio(Decimal(started), Decimal(line.net.count)) or Fraction(0),
            "paid_in": shares["paid_in"],
        }
        found[unit.unit] = [Value(name, reached[name], weights[name] * scale) for name in told]
    return found


def _told(held: Sequence[Entry]) -> tuple[str, ...]:
    """The parts that some contract of the scope says anything of; what nothing tells is a blank and no zero."""
    projects = [entry.project for entry in held]
    moves = any(project.stage or project.started_on or project.produced_on for project in projects)
    paid = any(entry.paid_in is not None for entry in held)
    return ("signed", *(("landed", "started") if moves else ()), *(("paid_in",) if paid else ()))


def _spread(
    points: Mapping[str, Fraction | None], groups: Mapping[str, tuple[str, str, str]], rule: Score
) -> dict[str, Fraction | None]:
    """60 + 40·(x−min)/(max−min) within each group; None where all of a group are level."""
    members: dict[tuple[str, str, str], list[Fraction]] = {}
    for unit, own in points.items():
        if own is not None:
            members.setdefault(groups[unit], []).append(own)
    found: dict[str, Fraction | None] = {}
    for unit, own in points.items():
        least, most = min(members.get(groups[unit], ()), default=None), max(members.get(groups[unit], ()), default=None)
        if own is None or least is None or most is None or least == most:
            found[unit] = None
        else:
            found[unit] = Fraction(str(rule.floor)) + Fraction(str(rule.spread)) * (own - least) / (most - least)
    return found


def _reason(points: Fraction | None, total: Fraction | None) -> str:
    if points is None:
        return "no_target"
    return "" if total is not None else "no_spread"


def _points(parts: Sequence[Value], cap: Fraction | None) -> Fraction | None:
    """The sum of the parts; None when one has no target."""
    found = Fraction(0)
    for part in parts:
        if part.reached is None:
            return None
        found += _capped(part.reached, cap) * part.weight
    return found


def _part(value: Value, cap: Fraction | None) -> ScorePart:
    reached = value.reached or Fraction(0)
    return ScorePart(value.name, _number(reached), _number(value.weight), _number(_capped(reached, cap) * value.weight))


def _capped(reached: Fraction, cap: Fraction | None) -> Fraction:
    return reached if cap is None else min(reached, cap)


def _number(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _reached(metric: TargetMetric | None) -> Fraction | None:
    return _ratio(metric.done, metric.target) if metric is not None else None


def _ratio(done: Decimal, target: Decimal | None) -> Fraction | None:
    return Fraction(done) / Fraction(target) if target is not None and target > 0 else None


_USED: Mapping[str, tuple[str, ...]] = {
    "completion": (),
    "min_max": ("floor", "spread"),
    "count_amount": ("count_weight", "amount_weight", "cap"),
    "weighted": ("signed_weight", "landed_weight", "started_weight", "paid_in_weight", "cap"),
}
"""The settings that each formula uses."""


def _used(rule: Score) -> tuple[tuple[str, str], ...]:
    names = ("formula", *_USED[rule.formula])
    return tuple((f"score.{name}", f"{getattr(rule, name)}") for name in names)
