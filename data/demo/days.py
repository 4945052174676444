"""The demo's calendar: everything hangs on `today`, and on how far the first fair is from it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from data.support.fast_dataclass import dataclass

FAIR_NAMES = ("青山洽谈会", "云川城洽会", "秋穗投资贸易周")
LENGTHS = (4, 3, 3)
"""How many days each fair lasts."""


class DemoDay(StrEnum):
    """What day of the season it is: long before the first fair, its second day, or weeks after it closed."""

    BEFORE = "before"
    FAIR = "fair"
    AFTER = "after"


_FAIRS = {DemoDay.BEFORE: (45, 77, 160), DemoDay.FAIR: (-1, 31, 114), DemoDay.AFTER: (-34, 45, 128)}
_FROM = {DemoDay.BEFORE: (-125, -60, -20), DemoDay.FAIR: (-171, -60, -20), DemoDay.AFTER: (-204, -60, -20)}
"""When fairs open, and from when on what is signed counts for each: in days from today."""


@dataclass(frozen=True, slots=True)
class SeasonDays:
    """The season's days around `today`: what counts from when, and when each fair opens."""

    today: date
    from_: date
    fairs: tuple[date, date, date]
    fairs_from: tuple[date, date, date]

    @classmethod
    def around(cls, today: date, day: DemoDay = DemoDay.BEFORE) -> SeasonDays:
        """Before the first fair it is 45 days off with three quarters of its season gone, the second 77, the third
        160."""

        def off(days: tuple[int, int, int]) -> tuple[date, date, date]:
            first, second, third = (today + timedelta(days=one) for one in days)
            return first, second, third

        return cls(today, off(_FROM[day])[0], off(_FAIRS[day]), off(_FROM[day]))

    @property
    def closes(self) -> date:
        """The last day of the first fair."""
        return self.fairs[0] + timedelta(days=LENGTHS[0] - 1)

    @property
    def is_open(self) -> bool:
        """Whether the first fair has opened: it may be over."""
        return self.fairs[0] <= self.today


def weekday(day: date) -> date:
    """The day itself, or the Friday before it: papers are signed and ledgers kept from Monday to Friday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def shift(day: date, days: int) -> date:
    """So many days later (earlier), moved back to a weekday."""
    return weekday(day + timedelta(days=days))
