"""Trips to investors (外出招商): by unit, by leader, and those of heads of units, zero rows kept.

A trip counts by its day of departure. Source: docs/rules.md (the statistic at the end of June).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from data.ledgers.kinds_and_columns import Trip
from data.model import HeadTrips, Trace, TripCount, Trips
from data.rules.units.names import UnitBook
from data.settings import TripRule
from data.support.late_pattern import late_pattern
from data.support.spelling import squash

_HALF = 6
"""Months of half a year."""
_LEADERS = late_pattern(r"[、,，;；/\n]+")


def trips(by_unit: Mapping[str, Sequence[Trip]], book: UnitBook, rule: TripRule, from_: date, as_of: date) -> Trips:
    """All counts from `from_` through the board's date; `by_unit` as `metrics.trips_by_unit` sorts them.

    Units of the units ledger without a trip stand with zero; a unit has a zero row for its head even where the
    ledger names none.
    """
    counting = _Counting(book, from_, as_of)
    names = tuple(dict.fromkeys([*book.listed(), *by_unit]))
    everything = [trip for name in names for trip in by_unit.get(name, ())]
    month, day = (int(part) for part in rule.statistic_on.split("-"))
    statistic_on = _day(as_of.year, month, day)
    statistic = _Counting(book, date(as_of.year, 1, 1), min(as_of, statistic_on), rule.statistic_on)
    half = _Counting(book, date(as_of.year, 1 if as_of.month <= _HALF else _HALF + 1, 1), as_of)
    return Trips(
        from_=from_,
        total=counting.count("", "", everything),
        units=tuple(counting.count(name, "", by_unit.get(name, ())) for name in names),
        leaders=tuple(line for name in names for line in counting.leaders(name, by_unit.get(name, ()))),
        heads=tuple(counting.head(name, by_unit.get(name, ())) for name in names),
        statistic_on=statistic_on,
        statistic=tuple(statistic.head(name, by_unit.get(name, ())) for name in names),
        half_from=half.from_,
        half_total=half.count("", "", everything),
        half=tuple(half.count(name, "", by_unit.get(name, ())) for name in names),
    )


def _day(year: int, month: int, day: int) -> date:
    """That day of the year; 29 February is the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


class _Counting:
    """Trips of the days `from_` through `last`."""

    def __init__(self, book: UnitBook, from_: date, last: date, statistic_on: str = "") -> None:
        self._book, self.from_, self._last = book, from_, last
        days = (("from", from_.isoformat()), ("through", last.isoformat()))
        self._values = (*days, *((("trips.statistic_on", statistic_on),) if statistic_on else ()))

    def count(self, unit: str, leader: str, trips: Iterable[Trip]) -> TripCount:
        """One line of counts."""
        trips = list(trips)
        made = self._made(trips)
        return TripCount(
            unit=unit,
            leader=leader,
            trips=len(made),
            days=self._days(made),
            firms=sum(trip.firms_met or 0 for trip in made),
            leads=sum(trip.leads or 0 for trip in made),
            heads=sum(self._by_head(trip) for trip in made),
            planned=sum(trip.departs > self._last for trip in trips),
            no_return=sum(trip.returns is None for trip in made),
            trace=Trace("trips", self._values, tuple(trip.place for trip in made)),
        )

    def leaders(self, unit: str, trips: Iterable[Trip]) -> Iterable[TripCount]:
        """A line for each leader of the unit's trips, the most trips first."""
        names: dict[str, str] = {}
        led: dict[str, list[Trip]] = {}
        for trip in trips:
            for name in dict.fromkeys(_leaders(trip)):
                names.setdefault(squash(name), name)
                led.setdefault(squash(name), []).append(trip)
        lines = [self.count(unit, names[key], trips) for key, trips in led.items()]
        return sorted(lines, key=lambda line: -line.trips)

    def head(self, unit: str, trips: Iterable[Trip]) -> HeadTrips:
        """The trips of the unit's head, none too."""
        made = [trip for trip in self._made(trips) if self._by_head(trip)]
        return HeadTrips(
            unit=unit,
            head=self._book.head(unit),
            trips=len(made),
            days=self._days(made),
            firms=sum(trip.firms_met or 0 for trip in made),
            leads=sum(trip.leads or 0 for trip in made),
            trace=Trace("heads-trips", self._values, tuple(trip.place for trip in made)),
        )

    def _made(self, trips: Iterable[Trip]) -> list[Trip]:
        return [trip for trip in trips if self.from_ <= trip.departs <= self._last]

    def _days(self, made: Iterable[Trip]) -> int:
        return sum(
            max((min(trip.returns, self._last) - trip.departs).days + 1, 0) for trip in made if trip.returns is not None
        )

    def _by_head(self, trip: Trip) -> bool:
        """As 是否一把手 says; where it does not, whether the unit's head is among those who led."""
        if trip.is_head is not None:
            return trip.is_head
        head = squash(self._book.head(self._book.resolve(trip.unit)))
        return bool(head) and head in map(squash, _leaders(trip))


def _leaders(trip: Trip) -> list[str]:
    return [name.strip() for name in _LEADERS.split(trip.leader) if name.strip()]
