"""Whose the amount of a joint project is (`[joint] share`): the first-named unit's, or an equal share for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from data.rules.projects.projects import Entry
from data.rules.which_fair.fairs import yuan

_PLACES = Decimal("0.000001")
"""As exact as amounts are read; what is left over stays with the first-named."""


def shares(entry: Entry, share: str) -> Mapping[str, Entry]:
    """The project as each of its units counts it; the same one for all where the first-named counts all of it."""
    others = entry.units[1:]
    if not others or entry.amount is None or share == "first":
        return dict.fromkeys(entry.units, entry)
    part = (entry.amount.value / len(entry.units)).quantize(_PLACES, rounding=ROUND_HALF_UP)
    first = _of(entry, entry.amount.value - part * len(others))
    return {**dict.fromkeys(others, _of(entry, part)), entry.unit: first}


def joined(parts: Sequence[Entry]) -> Entry:
    """What several units count of one project, as one of them."""
    if all(part is parts[0] for part in parts):
        return parts[0]
    return _of(parts[0], sum((part.amount.value for part in parts if part.amount is not None), Decimal(0)))


def _of(entry: Entry, value: Decimal) -> Entry:
    """The project with a part of its amount."""
    assert entry.amount is not None
    amount = msgspec.structs.replace(entry.amount, value=value)
    return msgspec.structs.replace(entry, amount=amount, value=yuan(amount))
