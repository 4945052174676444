"""Days as officers type them: 5-8, 2026-05-08, 5月8日, 8 (the next 8th), +3 (working days), 周五, 下周一, tomorrow."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from data.support.late_pattern import late_pattern
from data.wording import _

WorkdayAfter = Callable[[date, int], date]
"""(day, n) -> the n-th working day after it."""


class Unclear(ValueError):
    """What was typed is no day that can be taken; its text says what is expected."""


_NEAR: Mapping[str, int] = {"今天": 0, "今日": 0, "明天": 1, "后天": 2, "大后天": 3, "today": 0, "tomorrow": 1}
_CHINESE_DAYS: Mapping[str, int] = {name: i for i, name in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_DAYS: Mapping[str, int] = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_FULL = late_pattern(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_SHORT = late_pattern(r"(\d{1,2})[-./月](\d{1,2})[日号]?")
_BARE = late_pattern(r"(\d{1,2})[日号]?")
_PLUS = late_pattern(r"\+(\d{1,3})")
_CHINESE_WEEKDAY = late_pattern(r"(下?)(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH_WEEKDAY = late_pattern(r"(next )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*")


def expected() -> str:
    """What a day may look like, in the reader's language."""
    return _("a day such as 5-8, 8, 2026-05-08, +3 (working days) or next monday")


def parse_day(text: str, today: date, workday_after: WorkdayAfter, *, at_most: int | None = None) -> date:
    """The day that `text` means, today or later; `at_most` days away. Raises Unclear.

    Without a year or month it is the next such day; a weekday is the next after today, with 下 or "next" that of next
    week.
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).strip().lower().split())
    day = _relative(typed, today, workday_after) or _absolute(typed, today)
    if day is None:
        raise Unclear(expected())
    if day < today:
        raise Unclear(_("{day} is past").format(day=day.isoformat()))
    if at_most is not None and day > today + timedelta(days=at_most):
        raise Unclear(
            _("at most {days} days: no later than {day}").format(
                days=at_most, day=(today + timedelta(days=at_most)).isoformat()
            )
        )
    return day


def _relative(typed: str, today: date, workday_after: WorkdayAfter) -> date | None:
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    if plus := _PLUS.fullmatch(typed):
        return workday_after(today, int(plus[1]))
    if chinese := _CHINESE_WEEKDAY.fullmatch(typed):
        return weekday(today, _CHINESE_DAYS[chinese[2]], next_week=bool(chinese[1]))
    if english := _ENGLISH_WEEKDAY.fullmatch(typed):
        return weekday(today, _ENGLISH_DAYS[english[2]], next_week=bool(english[1]))
    return None


def weekday(today: date, day: int, *, next_week: bool = False) -> date:
    """The next such weekday (Monday is 0) after today, or the one of the week that begins next Monday."""
    if next_week:
        return today + timedelta(days=7 - today.weekday() + day)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _absolute(typed: str, today: date) -> date | None:
    if full := _FULL.fullmatch(typed):
        return _day(int(full[1]), int(full[2]), int(full[3]))
    if short := _SHORT.fullmatch(typed):
        month, day = int(short[1]), int(short[2])
        this_year = _day(today.year, month, day)
        return this_year if this_year and this_year >= today else _day(today.year + 1, month, day)
    if bare := _BARE.fullmatch(typed):
        return _next_of_month(today, int(bare[1]))
    return None


def _next_of_month(today: date, day: int) -> date | None:
    """The next such day of a month, today or later; a month that is too short is passed over."""
    months = [(today.year + month // 12, month % 12 + 1) for month in range(today.month - 1, today.month + 2)]
    found = (_day(year, month, day) for year, month in months)
    return next((one for one in found if one and one >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
