"""The demo's calendar: everything hangs on `today`."""

from __future__ import annotations

from datetime import date, timedelta

from data.support.fast_dataclass import dataclass

FAIR_NAMES = ("青山洽谈会", "云川城洽会", "秋穗投资贸易周")


@dataclass(frozen=True, slots=True)
class SeasonDays:
    """The season's days around `today`: what counts from when, and when each fair opens."""

    today: date
    from_: date
    fairs: tuple[date, date, date]
    fairs_from: tuple[date, date, date]

    @classmethod
    def around(cls, today: date) -> SeasonDays:
        """The first fair is 45 days off with three quarters of its season gone, the second 77, the third 160."""

        def off(days: int) -> date:
            return today + timedelta(days=days)

        return cls(today, off(-125), (off(45), off(77), off(160)), (off(-125), off(-60), off(-20)))


def weekday(day: date) -> date:
    """The day itself, or the Friday before it: papers are signed and ledgers kept from Monday to Friday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def shift(day: date, days: int) -> date:
    """So many days later (earlier), moved back to a weekday."""
    return weekday(day + timedelta(days=days))
