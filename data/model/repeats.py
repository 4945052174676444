"""Signings that may be one and the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.model.sources import Place
from data.model.trace import Trace


@dataclass(frozen=True, slots=True)
class RepeatSide:
    """One of the two signings. `fair` None: it belongs to none; `amount` in 万元, None without one in yuan."""

    project: str
    unit: str
    fair: str | None
    amount: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two signings of one investor in two units or two fairs, alike in name or amount: to be looked at, counted twice.

    `across` holds "units" and "fairs", `alike` "name" and "amount"; `likeness` of the names is in percent, rounded
    down.
    """

    investor: str
    first: RepeatSide
    second: RepeatSide
    across: tuple[str, ...]
    alike: tuple[str, ...]
    likeness: int
    trace: Trace
