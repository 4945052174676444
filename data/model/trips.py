"""Trips to investors, by unit and by leader, heads of units apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.model.trace import Trace


@dataclass(frozen=True, slots=True)
class TripCount:
    """Trips of one unit (`leader` "") or of one leader of it.

    `days` counts both ends, through the board's date while a trip lasts; `no_return` trips lack a day of return and
    give no days. `planned` trips leave after the board's date and enter nothing else. `heads` are trips that the
    unit's head led.
    """

    unit: str
    leader: str
    trips: int
    days: int
    firms: int
    leads: int
    heads: int
    planned: int
    no_return: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class HeadTrips:
    """The trips of a unit's head (主要负责人), zero rows kept. `head` "": the units ledger names none."""

    unit: str
    head: str
    trips: int
    days: int
    firms: int
    leads: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class Trips:
    """Trips from `from_` through the board's date: by unit (they add up to `total`), by leader, and by heads.

    A trip that several leaders led counts for each of them. `statistic` counts heads' trips from 1 January through
    `statistic_on`, or through the board's date before it.
    """

    from_: date
    total: TripCount
    units: tuple[TripCount, ...]
    leaders: tuple[TripCount, ...]
    heads: tuple[HeadTrips, ...]
    statistic_on: date
    statistic: tuple[HeadTrips, ...]
