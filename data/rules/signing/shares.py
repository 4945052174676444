"""Whose the amount of a joint project is (`[joint] share`): the first-named unit's, or an equal share for each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from data.rules.base.fairs import yuan
from data.rules.base.projects import Entry

_PLACES = Decimal("0.000001")
"""As exact as amounts are read; what is left over stays with the first-named."""


def shares(entry: Entry, others: Sequence[str], share: str) -> Sequence[Entry]:
    """The project as its units count it, the first-named one and then the `others`; the same one for all where the
    first-named counts all of it."""
    if not others or entry.amount is None or share == "first":
        return [entry] * (len(others) + 1)
    part = (entry.amount.value / (len(others) + 1)).quantize(_PLACES, rounding=ROUND_HALF_UP)
    return [_of(entry, entry.amount.value - part * len(others)), *([_of(entry, part)] * len(others))]


def _of(entry: Entry, value: Decimal) -> Entry:
    """The project with a part of its amount."""
    assert entry.amount is not None
    amount = msgspec.structs.replace(entry.amount, value=value)
    return msgspec.structs.replace(entry, amount=amount, value=yuan(amount))
