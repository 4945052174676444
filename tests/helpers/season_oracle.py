"""What a season comes to by its truths alone: written by docs/figures.md, without a rule of the program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from helpers.generated_seasons import GeneratedSeason, Truth

FIRST_DAY = date(2026, 1, 1)
"""The generated fairs open in 2026, and not before March."""
DAYS_OF_A_FAIR = 2


def counted(season: GeneratedSeason, fair: str | None) -> Iterator[Truth]:
    """The contracts that are signed for a fair, or in the season (None), by its day."""
    for truth in season.truths:
        returned = truth.status == "退回" and (truth.status_on is None or truth.status_on <= season.as_of)
        live = truth.paper == "合同" and not returned and truth.amount is not None
        if live and truth.day is not None and FIRST_DAY <= truth.day <= season.as_of and _in(season, truth, fair):
            yield truth


def _in(season: GeneratedSeason, truth: Truth, fair: str | None) -> bool:
    if fair is None:
        return True
    assert truth.day is not None
    closes = {name: opens + timedelta(DAYS_OF_A_FAIR) for name, opens in season.fairs.items()}
    if truth.fair:
        return truth.fair == fair and truth.day <= closes[fair]
    first = next((name for name in sorted(closes, key=lambda name: closes[name]) if truth.day <= closes[name]), None)
    return first == fair


def signed(season: GeneratedSeason, fair: str | None, unit: str | None = None) -> Decimal:
    """What comes to by them, in 万元, of all or of the unit that counts the amount."""
    return sum(
        (
            truth.amount.value
            for truth in counted(season, fair)
            if truth.amount is not None and truth.amount.currency == "元" and unit in (None, truth.units[0])
        ),
        Decimal(0),
    )


def contracts(season: GeneratedSeason, fair: str | None) -> int:
    """How many they are."""
    return sum(1 for _ in counted(season, fair))
