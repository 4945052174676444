"""Who is last and below pace (位次在末位且低于序时): what a bad place is, in assessments and in rankings. It is
listed for people to decide on.

Source: docs/rules.md ("连续两次考核排名靠后"; what 靠后 means is a setting; the last of at least five who is also below
pace is ours, source: none). Whose pace or completion is unknown is not called bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from data.model import LEAST_RANKED


def is_last(rank: int | None, ranks: Sequence[int]) -> bool:
    """Whether a place is the last of enough others, `ranks`, its own among them; who is level with all is not last."""
    return rank is not None and len(ranks) >= LEAST_RANKED and min(ranks) < max(ranks) == rank


def is_below(completion: Decimal | Fraction | None, pace: Decimal | Fraction | None) -> bool:
    """Whether a completion is known to be below its pace, and never at 100 % or more."""
    return completion is not None and pace is not None and Fraction(completion) < min(Fraction(pace), Fraction(1))
