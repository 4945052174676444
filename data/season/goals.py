"""The goals of every scope: metrics, gaps, cascades and breakdowns, from what progress counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from data.ledgers.kinds import Trip
from data.model import Goals
from data.season.breakdown import breakdowns
from data.season.ground import Ground
from data.season.metrics import Metrics, gap
from data.season.progress import Scope


def goals(ground: Ground, scope: Scope, units: Sequence[str], trips: Mapping[str, Sequence[Trip]]) -> Goals:
    """What one scope owes and has; `units` in the board's order, `trips` by unit."""
    as_of = ground.fairs.as_of
    work = Metrics(scope, ground.targets, ground.book, trips, as_of)
    return Goals(
        fair=scope.name,
        metrics=work.whole(),
        gap=gap(scope.total, scope.fair.target if scope.fair else None, "amount", as_of),
        cascades=work.cascades(),
        breakdowns=breakdowns(scope.total.held, ground.book, ground.settings.tiers, ground.basis),
        units=tuple(work.unit(name) for name in units),
        units_signed=sum((tally.signed for tally in scope.units.values()), Decimal(0)),
    )
