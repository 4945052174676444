"""The days on which the office works, for those who type one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from data.settings import Settings


def office_workdays(settings: Callable[[], Settings]) -> Callable[[date, int], date]:
    """(day, n) -> the n-th working day after it, by the office's own calendar as `settings` has it when asked."""

    def after(day: date, n: int) -> date:
        from data.rules.calendar.workdays import Workdays  # the list of holidays: only when a date is typed

        return Workdays(settings().calendar).add(day, n)

    return after
