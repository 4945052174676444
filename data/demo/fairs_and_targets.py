"""The demo's fairs and targets: targets are made to fit what was signed, so that every light is seen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from data.demo.cast import OWING, UnitCast
from data.demo.days import FAIR_NAMES, LENGTHS, SeasonDays, shift
from data.demo.twists import CLAIMED, claimed, find, signed_by
from data.ledgers.kinds_and_columns import Amount, Fair, Project, Target

REVISED = "青禾园区"
"""The unit whose target for the first fair was issued twice; the later one stands."""
COUNTED = "市农业农村局"
"""The unit whose target is a number of projects, not an amount."""

VENUES = ("云川国际会展中心", "云川体育公园展馆", "望川农博园")
TOPPED_UP = (Decimal("1.12"), Decimal("1.1"))
"""A fair's own target is this many times the sum of its units': the difference was never handed down."""


def targets(projects: tuple[Project, ...], days: SeasonDays) -> tuple[Target, ...]:
    """What units owe for the first two fairs, and for the whole season."""
    made = [target for u in OWING for target in _first(u, projects, days)]
    made += [_second(u, projects, days) for u in OWING]
    made += [_season(u, made) for u in OWING if u.name != COUNTED]
    return tuple(made)


def fairs(handed_down: tuple[Target, ...], days: SeasonDays) -> tuple[Fair, ...]:
    """The three fairs with targets of their own."""
    sums = [_sum(handed_down, name) for name in FAIR_NAMES[:2]]
    own = [_round(total * times, 50000) for total, times in zip(sums, TOPPED_UP, strict=True)] + [Decimal(800000)]
    return tuple(
        Fair(
            name=name,
            opens=opens,
            closes=opens + timedelta(days=length - 1),
            venue=venue,
            from_=from_,
            target=Amount(target),
        )
        for name, opens, length, venue, from_, target in zip(
            FAIR_NAMES, days.fairs, LENGTHS, VENUES, days.fairs_from, own, strict=True
        )
    )


def _sum(handed_down: tuple[Target, ...], fair: str) -> Decimal:
    latest = {t.unit: t.amount.value for t in handed_down if t.fair == fair and t.amount}
    return sum(latest.values(), Decimal(0))


def _round(amount: Decimal, step: int) -> Decimal:
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _fitting(signed: Decimal, completion: float, scale: float) -> Decimal:
    """A round target of which `signed` is about the share wanted."""
    if not signed or not completion:
        return _round(Decimal(scale) * 60000, 10000)
    wanted = signed / Decimal(str(completion))
    return max(_round(wanted, 5000 if wanted >= 50000 else 1000), Decimal(1000))


def _whole(unit: UnitCast, projects: tuple[Project, ...], fair: str, days: SeasonDays) -> tuple[Decimal, int]:
    """What a unit and those below it signed, and in how many contracts: what its target is held against."""
    below = [one.name for one in OWING if one.parent == unit.name]
    twice = find(projects, CLAIMED[0]).name
    found = [signed_by((*projects, *claimed(projects, twice, name)), name, fair, days) for name in (unit.name, *below)]
    return sum((amount for amount, _ in found), Decimal(0)), sum(count for _, count in found)


def _first(unit: UnitCast, projects: tuple[Project, ...], days: SeasonDays) -> list[Target]:
    signed, count = _whole(unit, projects, FAIR_NAMES[0], days)
    paper = f"云川招组发〔{days.from_.year}〕3号"
    issued = shift(days.from_, -2)
    if unit.name == COUNTED:
        wanted = max(count + 1, round(count / unit.pace))
        return [_target(unit, FAIR_NAMES[0], None, issued, paper, projects=wanted)]
    amount = _fitting(signed, unit.pace, unit.scale)
    if unit.name != REVISED:
        return [_target(unit, FAIR_NAMES[0], amount, issued, paper)]
    first = _target(unit, FAIR_NAMES[0], _round(amount * Decimal("1.4"), 5000), issued, paper)
    later = f"云川招组发〔{days.today.year}〕11号"
    return [first, _target(unit, FAIR_NAMES[0], amount, shift(days.today, -34), later)]


def _second(unit: UnitCast, projects: tuple[Project, ...], days: SeasonDays) -> Target:
    signed, _ = _whole(unit, projects, FAIR_NAMES[1], days)
    amount = _fitting(signed, unit.pace2, unit.scale * 0.5)
    paper = f"云川招组发〔{days.fairs_from[1].year}〕7号"
    return _target(unit, FAIR_NAMES[1], amount, shift(days.fairs_from[1], -1), paper)


def _season(unit: UnitCast, so_far: list[Target]) -> Target:
    """The whole season's: what its fairs ask together and a quarter more."""
    latest = {(t.unit, t.fair): t.amount.value for t in so_far if t.amount}
    amount = _round(sum((v for (name, _), v in latest.items() if name == unit.name), Decimal(0)) * 5 / 4, 1000)
    paid_in = _round(amount * Decimal("0.3"), 1000)
    return Target(unit=unit.name, kind=unit.kind, amount=Amount(amount), paid_in=Amount(paid_in))


def _target(
    unit: UnitCast, fair: str, amount: Decimal | None, issued: date, paper: str, projects: int | None = None
) -> Target:
    return Target(
        unit=unit.name,
        kind=unit.kind,
        fair=fair,
        amount=Amount(amount) if amount is not None else None,
        projects=projects,
        issued_on=issued,
        source_doc=paper,
    )
