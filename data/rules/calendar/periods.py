"""Weeks, half-months, months and quarters: the period that a day lies in, and its last working day."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from data.rules.calendar.workdays import Workdays
from data.support.fast_dataclass import dataclass

WEEK, HALF_MONTH, MONTH, QUARTER = "week", "half-month", "month", "quarter"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A period with a name that tells it from all others of every span: 2026-W18, 2026-05-1, 2026-05, 2026-Q2."""

    id: str
    first: date
    last: date


def period_of(span: str, day: date) -> Period:
    """The period of this span that a day lies in."""
    return _SPANS[span](day)


def next_period(span: str, period: Period) -> Period:
    """The one that follows."""
    return period_of(span, period.last + _DAY)


def last_workday(period: Period, workdays: Workdays) -> date | None:
    """The period's last working day; None when nobody works in all of it."""
    return next((day for day in _days(period)[::-1] if workdays.is_workday(day)), None)


def weekday_in(period: Period, weekday: int, workdays: Workdays) -> date | None:
    """The period's first such day of the week (Monday = 1) if it is worked, else the next that is, else one before."""
    days = _days(period)
    at = next((n for n, day in enumerate(days) if day.isoweekday() == weekday), 0)
    return next((day for day in (*days[at:], *days[:at][::-1]) if workdays.is_workday(day)), None)


def _days(period: Period) -> list[date]:
    return [period.first + _DAY * n for n in range((period.last - period.first).days + 1)]


def _week(day: date) -> Period:
    year, week, _ = day.isocalendar()
    first = day - _DAY * (day.isoweekday() - 1)
    return Period(f"{year}-W{week:02}", first, first + _DAY * 6)


def _half_month(day: date) -> Period:
    if day.day <= 15:
        return Period(f"{day:%Y-%m}-1", day.replace(day=1), day.replace(day=15))
    return Period(f"{day:%Y-%m}-2", day.replace(day=16), _month_end(day))


def _month(day: date) -> Period:
    return Period(f"{day:%Y-%m}", day.replace(day=1), _month_end(day))


def _quarter(day: date) -> Period:
    number = (day.month - 1) // 3
    return Period(
        f"{day.year}-Q{number + 1}",
        date(day.year, number * 3 + 1, 1),
        _month_end(date(day.year, number * 3 + 3, 1)),
    )


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


_SPANS: Mapping[str, Callable[[date], Period]] = {
    WEEK: _week,
    HALF_MONTH: _half_month,
    MONTH: _month,
    QUARTER: _quarter,
}
