"""Days and months as people write them. A missing year is assumed and said so; what is ambiguous stays unread.

Codes: date_unreadable, date_partial (no day), date_impossible (2月30日), date_implausible (2223), date_ambiguous
(5/2/2017), date_order (a range that ends before it begins), cell_error. Notes: year_assumed, date_month_end
(6月底, and 2026年2月, which is its last day), date_range, date_remark (words behind the day in brackets),
date_month_first and date_day_first (the column's other days say which), date_1904 (a bare number, counted from 1904
as the workbook says), cell_open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from data.intake.cells.cell_result import BLANK, Got, SheetCell, blank, finite, squeeze
from data.intake.cells.numerals import section
from data.model import FIRST_YEAR, LAST_YEAR
from data.support.late_pattern import late_pattern
from data.support.text import clean

_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets after February 1900
_EPOCH_1904 = date(1904, 1, 1)  # of workbooks that were begun on an old Macintosh

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = r"\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?"
_TIME = late_pattern(rf"(?:t|\s+)(?:{_CLOCK})(?:\s*(?:am|pm))?\s*(?:z|utc|[+-]\d\d:?\d\d)?$", re.IGNORECASE)
_HALF_DAY = late_pattern(
    rf"(?:上午|下午|中午|晚上|早上|晚|全天|am|pm)\s*(?:{_CLOCK}|\d{{1,2}}[时点]半?)?$", re.IGNORECASE
)
_AFTER_DAY = late_pattern(rf"(?<=[日号])\s*(?:{_CLOCK}|\d{{1,2}}[时点]半?)$")
_WEEKDAY = late_pattern(
    r"\(?(?:星期|周|礼拜)[一二三四五六日天末]\)?|\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)", re.IGNORECASE
)
_BEFORE = late_pattern(r"(?:之前|以前|前)$")
_WORDY = late_pattern(r"[〇○零一二两三四五六七八九十]+(?=[年月日号])")

_PLAIN = late_pattern(r"([0-9]{4})(?:([-/])|年)([0-9]{1,2})(?(2)\2|月)([0-9]{1,2})(?(2)|日)")
_YMD = late_pattern(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})[日号]?")
_COMPACT = late_pattern(r"(\d{4})(\d{2})(\d{2})")
_SPACED = late_pattern(r"\d{4} \d\d \d\d")
_PARTED = late_pattern(r"\d \d")
_MD = late_pattern(r"(?:(\d{2}|\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?")
_END = late_pattern(
    r"(?:(\d{4})年)?(\d{1,2})月(?:底|末|份)?|(?:(\d{4})年?)?(?:年底|年末)|(\d{4})(?:[-/]|\.(?=\d\d))(0?[1-9]|1[0-2])"
)
_SHORT = late_pattern(r"(\d\d)([-/.])(\d{1,2})\2(\d{1,2})")
_NEAR_YEARS = 6
"""Years that a day written with two digits (26.5.8) may lie from the title's or the season's."""
_MDY = late_pattern(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ENGLISH = late_pattern(
    rf"({_MONTH})\.?-?(\d{{1,2}})(?:st|nd|rd|th)?[,-](\d{{4}}|\d\d)"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?[-/]?({_MONTH})\.?[,/-]?(\d{{4}}|\d\d)"
)
_PARTIAL = late_pattern(r"\d{4}([-/.年](\d{1,2}月?)?)?|(\d{4}年)?\d{1,2}月(初|中|中旬|上旬|下旬)?|\d{1,2}[/.-]\d{1,2}")
_REMARK = late_pattern(r"(?<=[\d日号底末月])\s*\(([^()\d]{1,12})\)$")
_TAKES_BACK = late_pattern(r"未|不|没|无|非|消|废|改|推|延|终|停|退|否|误|错|缓|撤|\?")
"""What a remark behind a day says where the day does not hold: (取消), (改期), (未签)."""
_JOIN = late_pattern(r"^(.+?)(?:至|到|~|—+|–|--|(?<=[日号底])-|(?<=\d)-(?=\d{1,2}[日号])|\s-\s)(.+)$")
_DOTTED = late_pattern(r"^(\d{4}([./])\d{1,2}\2\d{1,2})-(.+)$")


class When(NamedTuple):
    """What serves a day that lacks its year; `source` says where it is from: "title", "season". `since_1904`: the
    workbook counts days from 1904."""

    year: int
    source: str = "season"
    since_1904: bool = False


_PROOFS = 3
"""Cells of a column that can only be read in one order, and none in the other, until the unclear ones follow them."""


def day_order(cells: Sequence[SheetCell]) -> str:
    """In which order a column writes 7/29/2022: "date_month_first", "date_day_first", "" where it does not show."""
    proofs = {"date_month_first": 0, "date_day_first": 0}
    for cell in cells:
        found = _MDY.fullmatch(_prepared(cell).replace(" ", "")) if isinstance(cell, str) and len(cell) <= 80 else None
        if found and max(int(found[1]), int(found[2])) > 12:
            proofs["date_day_first" if int(found[1]) > 12 else "date_month_first"] += 1
    order = max(proofs, key=lambda name: proofs[name])
    return order if proofs[order] >= _PROOFS and min(proofs.values()) == 0 else ""


def day(cell: SheetCell, when: When, order: str = "") -> Got:
    """A day: value ISO text, `until` ISO text where the cell holds a range. Never raises.

    `order` is how the column writes 5/2/2022, as `day_order` found; without it such a day stays unread.
    """
    if cell is None:
        return BLANK
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, bool | time | timedelta):
        return Got(code="date_unreadable")
    if isinstance(cell, int | float):
        return _number(finite(cell), when)
    if found := _PLAIN.fullmatch(cell):  # most are written so, and need none of what follows
        return _of(int(found[1]), int(found[3]), int(found[4]))
    return _written_day(cell, when, order)


def _written_day(cell: str, when: When, order: str) -> Got:
    if (nothing := blank(squeeze(cell))) is not None:
        return nothing
    if len(cell) > 80:
        return Got(code="date_unreadable")
    text = _prepared(cell)
    if (remark := _REMARK.search(text)) and not _TAKES_BACK.search(remark[1]):
        got = _written_day(text[: remark.start()], when, order)
        return got if got.code else got._replace(notes=(*got.notes, "date_remark"))
    got = _range(text, when) or _single(text, when)
    if got.code == "date_ambiguous" and order and (found := _MDY.fullmatch(text.replace(" ", ""))):
        first, second, year = map(int, found.groups())
        month_, number = (first, second) if order == "date_month_first" else (second, first)
        return _of(year, month_, number)._replace(notes=(order,))
    return got


def _prepared(cell: str) -> str:
    """Spaces kept single (they part a day from its time), weekdays and times off, Chinese numerals to digits."""
    text = " ".join(unicodedata.normalize("NFKC", clean(cell)).split())
    text = _WEEKDAY.sub("", text).strip()
    text = re.sub(r"(?<=\d) (?=[年月日号])|(?<=[年月]) (?=\d)", "", text)
    text = _WORDY.sub(lambda found: _spoken(found[0]), text)
    text = _BEFORE.sub("", text).strip()
    for pattern in (_TIME, _HALF_DAY, _AFTER_DAY):
        text = pattern.sub("", text).strip()
    return text


def _spoken(numerals: str) -> str:
    digits = numerals.replace("○", "〇")
    if len(digits) == 4 and not set(digits) & set("十百"):
        return "".join(str(section(char)) for char in digits)
    number = section(digits)
    return numerals if number is None else str(number)


def _number(number: float | None, when: When) -> Got:
    if number is None or abs(number) > 1e9:
        return Got(code="date_unreadable")
    whole = int(number)
    if counted := _counted(whole, when):
        return counted
    if number == whole and 10_000_000 <= whole <= 99_999_999:
        return _of(whole // 10_000, whole // 100 % 100, whole % 100)
    return Got(code="date_partial" if FIRST_YEAR <= whole <= LAST_YEAR else "date_unreadable")


def _counted(days: int, when: When) -> Got | None:
    """The day that a spreadsheet's count of days is; None where it lies in no year of ours."""
    if not 0 < days < 100_000:
        return None
    found = (_EPOCH_1904 if when.since_1904 else _EPOCH) + timedelta(days=days)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return Got(found.isoformat(), notes=("date_1904",) if when.since_1904 else ())


def _range(text: str, when: When) -> Got | None:
    found = _DOTTED.match(text)
    start, end = (found[1], found[3]) if found else ("", "")
    if not found and (found := _JOIN.match(text)):
        start, end = found[1].strip(), found[2].strip()
    if not found:
        return None
    first = _single(start + ("日" if re.search(r"月\d{1,2}$", start) else ""), when)
    if first.value is None:
        return first
    opened = date.fromisoformat(first.value)
    last = _end_of(end, opened)
    if last.value is None:
        return last
    closed = date.fromisoformat(last.value)
    if closed < opened and "year_assumed" in (*first.notes, *last.notes) and closed.month < opened.month:
        last = _of(closed.year + 1, closed.month, closed.day)
    elif closed < opened:
        return Got(code="date_order")
    return Got(first.value, notes=(*first.notes, "date_range"), until=last.value)


def _end_of(text: str, opened: date) -> Got:
    """The end of a range, where year and month may be those of its beginning."""
    if found := re.fullmatch(r"(\d{1,2})[日号]?", text):
        return _of(opened.year, opened.month, int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})", text):
        return _of(opened.year, int(found[1]), int(found[2]))
    return _single(text, When(opened.year))


def _single(text: str, when: When) -> Got:
    if _PARTED.search(text) and not _SPACED.fullmatch(text):
        return Got(code="date_unreadable")  # 2026.5.2 1: without its space it would be another day
    bare = text.replace(" ", "").casefold()
    if (found := _YMD.fullmatch(bare)) and _same_signs(found[2], found[4]):
        return _of(int(found[1]), int(found[3]), int(found[5]))
    if found := _COMPACT.fullmatch(bare):
        return _of(int(found[1]), int(found[2]), int(found[3]))
    if found := _MD.fullmatch(bare):
        return _without_year(found[1], int(found[2]), int(found[3]), when)
    if found := _END.fullmatch(bare):
        return _month_end(found[1] or found[3] or found[4], int(found[2] or found[5] or 12), when)
    if found := _ENGLISH.fullmatch(bare):
        name, number, year = found.groups()[:3] if found[1] else (found[5], found[4], found[6])
        return _without_year(year, _MONTHS[name], int(number), when)
    if found := _SHORT.fullmatch(bare):
        return _two_digits(int(found[1]), int(found[3]), int(found[4]), found[2], when)
    if found := _MDY.fullmatch(bare):
        return _american(int(found[1]), int(found[2]), int(found[3]))
    if bare.isascii() and re.fullmatch(r"\d{5}(\.\d+)?", bare):
        return _number(float(bare), when)
    return Got(code="date_partial" if _PARTIAL.fullmatch(bare) else "date_unreadable")


def _same_signs(first: str, second: str) -> bool:
    return first == second or (first == "年" and second == "月")


def _without_year(said: str | None, month: int, number: int, when: When) -> Got:
    if said and len(said) == 4:
        return _of(int(said), month, number)
    year = 2000 + int(said) if said else when.year
    return _assumed(_of(year, month, number))


def _two_digits(first: int, middle: int, last: int, sign: str, when: When) -> Got:
    """26.5.8, 26/5/8: the year first, where it lies near. With strokes it must not be one that comes last too."""
    near = range(when.year - _NEAR_YEARS, when.year + _NEAR_YEARS + 1)
    if 2000 + first not in near or (sign != "." and 2000 + last in near):
        return Got(code="date_ambiguous" if 2000 + last in near else "date_unreadable")
    return _assumed(_of(2000 + first, middle, last))


def _month_end(said: str | None, month: int, when: When) -> Got:
    year = int(said) if said else when.year
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return _of(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    got = Got(last.isoformat(), notes=("date_month_end",))
    return got if said else _assumed(got)


def _american(first: int, second: int, year: int) -> Got:
    """7/29/2022 can only be July 29; 5/2/2022 may be either and is not guessed."""
    if first > 12 and second <= 12:
        first, second = second, first
    elif second <= 12 and first != second:
        return Got(code="date_ambiguous")
    return _of(year, first, second)


def _assumed(got: Got) -> Got:
    return got if got.value is None else got._replace(notes=(*got.notes, "year_assumed"))


def _of(year: int, month: int, number: int) -> Got:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Got(code="date_implausible")
    try:
        return Got(date(year, month, number).isoformat())
    except ValueError:
        return Got(code="date_impossible")


def _plausible(value: date) -> Got:
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return Got(value.isoformat())
    return Got(code="date_implausible")


_YM = late_pattern(r"(\d{4})[-/.年](\d{1,2})月?(?:份)?")
_YM_COMPACT = late_pattern(r"(\d{4})(0[1-9]|1[0-2])")
_M = late_pattern(r"(\d{1,2})月(?:份)?")
_NAMED = late_pattern(rf"({_MONTH})\.?,?(\d{{4}})")


def month(cell: SheetCell, when: When) -> Got:
    """A month, as its first day. Codes: month_unreadable and those of `day`. Never raises."""
    if isinstance(cell, datetime | date):
        got = day(cell, when)
        return got if got.value is None else got._replace(value=got.value[:8] + "01")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _month_number(finite(cell), when)
    if not isinstance(cell, str):
        return BLANK if cell is None else Got(code="month_unreadable")
    bare = squeeze(cell).casefold()
    if (nothing := blank(bare)) is not None:
        return nothing
    bare = _WORDY.sub(lambda found: _spoken(found[0]), bare)
    if re.fullmatch(r"\d{4}\.1", bare):  # January, or October that a spreadsheet has cut
        return Got(code="month_unreadable")
    if found := _YM.fullmatch(bare) or _YM_COMPACT.fullmatch(bare):
        return _of(int(found[1]), int(found[2]), 1)
    if found := _NAMED.fullmatch(bare):
        return _of(int(found[2]), _MONTHS[found[1]], 1)
    if found := _M.fullmatch(bare):
        return _assumed(_of(when.year, int(found[1]), 1))
    whole = day(cell, when)
    if whole.value is None or whole.until or "date_month_end" in whole.notes:
        return Got(code="month_unreadable")
    return whole._replace(value=whole.value[:8] + "01")


def _month_number(number: float | None, when: When) -> Got:
    if number is None or abs(number) > 1e9:
        return Got(code="month_unreadable")
    whole = int(number)
    if number == whole and 1 <= whole <= 12:
        return _assumed(_of(when.year, whole, 1))
    if number == whole and FIRST_YEAR * 100 < whole < LAST_YEAR * 100 + 13:
        return _of(whole // 100, whole % 100, 1)
    if counted := _counted(whole, when):
        return counted._replace(value=counted.value[:8] + "01")
    return Got(code="month_unreadable")
