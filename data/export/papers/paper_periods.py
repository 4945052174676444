"""The period that a paper is of, by its code: 2026-05-1 and 2026-05-2 are the halves of May, 2026-05 all of it, 2026Q2
its quarter and 2026H1 its half of the year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

_CODE = late_pattern(r"(20\d\d)-(0[1-9]|1[0-2])(?:-([12]))?")
_LONGER = late_pattern(r"(20\d\d)-?(?:[Qq]([1-4])|[Hh]([12]))")
_HALF = 15
"""The last day of a month's first half."""


@dataclass(frozen=True, slots=True)
class PaperPeriod:
    """Both days count."""

    code: str
    first: date
    last: date


def paper_period(code: str) -> PaperPeriod | None:
    """The period of a code; None for what is none."""
    longer = _LONGER.fullmatch(code.strip())
    if longer is not None:
        year, quarter, half = longer.groups()
        if quarter:
            return _months(f"{year}Q{quarter}", int(year), 3, int(quarter))
        return _months(f"{year}H{half}", int(year), 6, int(half))
    found = _CODE.fullmatch(code.strip())
    if found is None:
        return None
    year, month, half = int(found[1]), int(found[2]), found[3]
    first = date(year, month, _HALF + 1 if half == "2" else 1)
    last = date(year, month, _HALF if half == "1" else monthrange(year, month)[1])
    return PaperPeriod(code.strip(), first, last)


def _months(code: str, year: int, months: int, at: int) -> PaperPeriod:
    """The `at`-th part of a year that is parted into so many months each."""
    last = months * at
    return PaperPeriod(code, date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]))


HALF_MONTH, MONTH, QUARTER, HALF_YEAR = "half month", "month", "quarter", "half year"
_MONTHS = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6}


def latest_period(span: str, today: date) -> PaperPeriod:
    """The period of this length that was over last: the one that a paper is due of."""
    if span == HALF_MONTH:
        day = today.replace(day=1) - timedelta(days=1) if today.day <= _HALF else today.replace(day=_HALF)
        code = f"{day:%Y-%m}-{1 if day.day == _HALF else 2}"
    else:
        months = _MONTHS[span]
        year, at = (today.year, (today.month - 1) // months) if today.month > months else (today.year - 1, 12 // months)
        code = {MONTH: f"{year}-{at:02d}", QUARTER: f"{year}Q{at}", HALF_YEAR: f"{year}H{at}"}[span]
    found = paper_period(code)
    assert found
    return found


def month_day(day: date) -> str:
    """5月8日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """2026年5月8日."""
    return f"{day.year}年{month_day(day)}"


def days_words(first: date, last: date) -> str:
    """5月1日至5月8日."""
    return f"{month_day(first)}至{month_day(last)}"
