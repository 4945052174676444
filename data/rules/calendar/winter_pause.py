"""The winter pause: days on which the clock of building projects stands still (`[stall] winter`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

_DAY = timedelta(days=1)


class Winter:
    """`days` are the first and the last day, "MM-DD", both included; () for no pause."""

    def __init__(self, days: Sequence[str]) -> None:
        self._first, self._last = (_month_day(day) for day in days) if days else ((0, 0), (0, 0))

    def running(self, since: date, until: date) -> int:
        """Days after `since` through `until` on which the clock runs."""
        days = (until - since).days
        if days <= 0 or self._first == (0, 0):
            return max(0, days)
        first = since + _DAY
        return days - sum(self._overlap(year, first, until) for year in range(first.year - 1, until.year + 1))

    def _overlap(self, year: int, first: date, last: date) -> int:
        """Days of the winter that begins in `year` which lie from `first` through `last`."""
        ends = year if self._first <= self._last else year + 1
        begin, end = _day(year, self._first), _day(ends, self._last)
        return max(0, (min(last, end) - max(first, begin)).days + 1)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _day(year: int, month_day: tuple[int, int]) -> date:
    """The day in that year; 29 February is the 28th where there is none."""
    month, day = month_day
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        day = 28
    return date(year, month, day)
