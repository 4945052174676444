"""Periods as people say them: 第20周, 5月上半月, 5月, 二季度. JSON and marks keep the codes (2026-W20, 2026-05-1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.support.late_pattern import late_pattern
from data.wording import NP_, pgettext

MONTHS = (
    NP_("month", "January"),
    NP_("month", "February"),
    NP_("month", "March"),
    NP_("month", "April"),
    NP_("month", "May"),
    NP_("month", "June"),
    NP_("month", "July"),
    NP_("month", "August"),
    NP_("month", "September"),
    NP_("month", "October"),
    NP_("month", "November"),
    NP_("month", "December"),
)
HALVES = (NP_("period", "1st half of {month}"), NP_("period", "2nd half of {month}"))
QUARTERS = (
    NP_("period", "Q1 {year}"),
    NP_("period", "Q2 {year}"),
    NP_("period", "Q3 {year}"),
    NP_("period", "Q4 {year}"),
)
WEEK = NP_("period", "week {n}")


def period_words(code: str) -> str:
    """What a period is called, by its code; a ledger's own words for one stay as they are."""
    plain = code.strip()
    for pattern, say in _SAYINGS:
        if found := pattern.fullmatch(plain):
            return say(*found.groups())
    return code


def with_period_words(text: str) -> str:
    """`text` with each period's code in words: names that marks of earlier versions keep have codes in them."""
    return _ANYWHERE.sub(lambda found: period_words(found[0]), text)


def _month(_year: str, month: str) -> str:
    return pgettext(*MONTHS[int(month) - 1])


_YEAR, _OF_YEAR = r"(20\d\d)", r"(0[1-9]|1[0-2])"
_SAYINGS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (late_pattern(rf"{_YEAR}-?[Ww](0?[1-9]|[1-4]\d|5[0-3])"), lambda _year, week: pgettext(*WEEK).format(n=int(week))),
    (
        late_pattern(rf"{_YEAR}-?[Qq]([1-4])"),
        lambda year, quarter: pgettext(*QUARTERS[int(quarter) - 1]).format(year=year),
    ),
    (
        late_pattern(rf"{_YEAR}-{_OF_YEAR}-([12])"),
        lambda year, month, half: pgettext(*HALVES[int(half) - 1]).format(month=_month(year, month)),
    ),
    (late_pattern(rf"{_YEAR}-{_OF_YEAR}"), _month),
)
_ANYWHERE = late_pattern(rf"(?<![\w-])(?:{'|'.join(pattern.pattern for pattern, _say in _SAYINGS)})(?![\w-])", re.ASCII)
"""A day (2026-05-08) holds no period: nothing joins on either side."""
