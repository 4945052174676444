"""Working days of the People's Republic: the State Council's list, as `chinesecalendar` has it.

A year that `chinesecalendar` does not know falls back to weekends and the statutory days; `unknown_years` names such
years so that the screen can say 放假安排未录入.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate

from data.rules.calendar.statutory_days import STATUTORY_DAYS
from data.settings import Calendar

_DAY = timedelta(days=1)


class Workdays:
    """The working days of one office: the country's, and what `[calendar]` adds (a day in both is worked)."""

    def __init__(self, calendar: Calendar) -> None:
        self._off = frozenset(calendar.holidays)
        self._on = frozenset(calendar.workdays)
        self._years: dict[int, tuple[int, ...]] = {}

    def is_workday(self, day: date) -> bool:
        """Whether the office works on this day."""
        return self.count(day, day) == 1

    def count(self, first: date, last: date) -> int:
        """Working days from `first` through `last`, both included; 0 if `first` is after `last`."""
        if first > last:
            return 0
        whole = sum(self._year(year)[-1] for year in range(first.year, last.year))
        return whole + self._year(last.year)[_index(last) + 1] - self._year(first.year)[_index(first)]

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`; `day` itself for n ≤ 0."""
        while n > 0:
            day += _DAY
            n -= self.is_workday(day)
        return day

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years from `first` through `last` whose holidays `chinesecalendar` does not know."""
        known = _known_years()
        return tuple(year for year in range(first.year, last.year + 1) if year not in known)

    def _year(self, year: int) -> tuple[int, ...]:
        """How many days are worked before each day of the year; the last entry is the whole year's number."""
        if year not in self._years:
            rule = _rule(year)
            first = date(year, 1, 1)
            length = _index(date(year, 12, 31)) + 1
            days = (first + timedelta(days=n) for n in range(length))
            worked = (d in self._on or (d not in self._off and rule(d)) for d in days)
            self._years[year] = tuple(accumulate(worked, initial=0))
        return self._years[year]


def _index(day: date) -> int:
    return day.timetuple().tm_yday - 1


def _known_years() -> range:
    from chinese_calendar.constants import holidays  # slow to import, and not needed for the first paint

    return range(min(holidays).year, max(holidays).year + 1)


def _rule(year: int) -> Callable[[date], bool]:
    """Tells the working days of one year."""
    if year not in _known_years():
        return _fallback(year)
    from chinese_calendar.constants import holidays, workdays

    return lambda day: day in workdays or (day.weekday() < 5 and day not in holidays)


def _fallback(year: int) -> Callable[[date], bool]:
    statutory = statutory_days(year)
    return lambda day: day.weekday() < 5 and day not in statutory


def statutory_days(year: int) -> frozenset[date]:
    """The days that the law itself gives, before the State Council moves any."""
    if year in STATUTORY_DAYS:
        return frozenset(date(year, int(day[:2]), int(day[2:])) for day in STATUTORY_DAYS[year].split())
    from holidays import country_holidays  # heavy, and only for a year beyond the table

    return frozenset(country_holidays("CN", years=year))
