"""The period that a paper is of, by its code: 2026-05-1 and 2026-05-2 are the halves of May, 2026-05 all of it, 2026Q2
its quarter and 2026H1 its half of the year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

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
        months, at = (3, int(longer[2])) if longer[2] else (6, int(longer[3]))
        return _months(code.strip(), int(longer[1]), months, at)
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


def month_day(day: date) -> str:
    """5月8日."""
    return f"{day.month}月{day.day}日"
