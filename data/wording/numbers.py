"""Figures as they are printed: rounded half up, amounts in 亿元, recomputable from what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

YI = Decimal(10000)
USUAL = 4
"""Decimals of 亿元 that are printed at most, so that a column keeps its width: 万元."""
HIDDEN = 2000
"""Of so much of an amount one may be rounded away: rates are printed to a thousandth, and recompute."""
MOST = 10
"""Decimals of 亿元 that an amount in 万元 with its 6 places can have."""


def half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded half up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def decimals_for(amounts: Iterable[Decimal | None], at_least: int = 1, at_most: int = USUAL) -> int:
    """Decimals of 亿元 that print all these amounts (万元) exactly, so that sums and rates recompute; at most 4, and
    more only where these would hide too much of an amount."""
    needed = at_least
    for amount in amounts:
        if not amount:
            continue
        in_yi = amount / YI
        while needed < at_most and in_yi != half_up(in_yi, needed):
            needed += 1
        needed = _shows(in_yi, needed)
    return needed


def _shows(value: Decimal, decimals: int) -> int:
    """So many decimals, or as many more as it takes to print it, to within one in HIDDEN."""
    while decimals < MOST and abs(half_up(value, decimals) - value) * HIDDEN > abs(value):
        decimals += 1
    return decimals


def yi(amount: Decimal, decimals: int = 1) -> str:
    """An amount in 万元, printed in 亿元 with so many decimals: 1110000 -> "111.0"."""
    return f"{half_up(amount / YI, decimals):f}"


def yi_short(amount: Decimal) -> str:
    """An amount in 万元, printed in 亿元 without idle zeros: 4200000 -> "420", 8160 -> "0.816", 0.3 -> "0.00003"."""
    in_yi = amount / YI
    text = f"{half_up(in_yi, _shows(in_yi, USUAL)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal) -> str:
    """A plain number with 4 decimals, and more where these would hide too much of it: 1.5 -> "1.5000"."""
    return f"{half_up(value, _shows(value, USUAL)):f}"


def percent(ratio: Decimal, decimals: int = 1) -> str:
    """A ratio as percent: 0.2643 -> "26.4%"."""
    return f"{half_up(ratio * 100, decimals):f}%"


def points(completion: Decimal, pace: Decimal, decimals: int = 1) -> Decimal:
    """Percentage points ahead of pace (negative: behind), as the difference of the two printed rates."""
    return half_up(completion * 100, decimals) - half_up(pace * 100, decimals)


def signed_number(value: Decimal) -> str:
    """A number with its sign: "-23.5", "+4.0", "0.0"."""
    return f"{value:+f}" if value else f"{abs(value):f}"
