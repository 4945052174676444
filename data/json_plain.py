"""Amounts and ratios in JSON's plain types."""

from __future__ import annotations

from decimal import Decimal

from data.wording.figures import half_up

PLACES = 6
"""Decimals of a ratio."""


def amount(value: Decimal | None) -> str | None:
    """An amount in 万元 without exponent and without idle zeros: "1250", "1250.5", "0"."""
    if value is None:
        return None
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def ratio(value: Decimal | None) -> float | None:
    """A ratio rounded half up to 6 places from its decimals: 0.1250125 is 0.125013, which no float can say."""
    return None if value is None else float(half_up(value, PLACES))
