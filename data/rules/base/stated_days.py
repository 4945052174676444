"""The day that a row speaks of (as-of): stated in the row, in its sheet or in the name of its file.

Source: docs/figures.md (rows of one project that differ). A file's last change says nothing here: it is saved anew for
many reasons. A day without a year is the latest such day by the board's date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from data.ledgers.kinds import Project

SheetDays = Mapping[str, Mapping[str, str]]
"""File -> sheet -> the day that its title states: "2026-05-08", or "--05-08" where it says no year."""

_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[年.\-_/]\s*(\d{1,2})\s*[月.\-_/]\s*(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
)
_SHORT = re.compile(
    r"(?<![\dv第.])(\d{1,2})\s*(?:月\s*(\d{1,2})\s*(?:[日号]|(?![\d.]))|[.\-](\d{1,2})(?![\d.期版稿批亿万]))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class StatedDays:
    """The as-of of rows on one date: 更新日期, else the sheet's 截至 or 填报时间, else the day in the file's name.

    A day later than `as_of` is none, and the next is asked.
    """

    def __init__(self, sheets: SheetDays, as_of: date) -> None:
        self._sheets, self._as_of = sheets, as_of
        self._known: dict[tuple[str, str], date | None] = {}

    def of(self, row: Project) -> date | None:
        """The day that a row speaks of; None where nothing states it."""
        if row.reported_on is not None and row.reported_on <= self._as_of:
            return row.reported_on
        key = (row.file, row.sheet)
        if key not in self._known:
            said = self._sheets.get(row.file, {}).get(row.sheet, "")
            self._known[key] = day_said(said, self._as_of) or day_in_name(row.file, self._as_of)
        return self._known[key]


def day_said(text: str, as_of: date) -> date | None:
    """The day of an ISO text, or of one without a year ("--05-08"), not after `as_of`; None without."""
    if text.startswith("--"):
        month, number = text[2:].split("-")
        return _latest(int(month), int(number), as_of)
    return _by(date.fromisoformat(text), as_of) if text else None


def day_in_name(file: str, as_of: date) -> date | None:
    """The day in a file's name, else in that of a folder around it; None where there is none by `as_of`."""
    path = PurePosixPath(unicodedata.normalize("NFKC", file))
    years = {found for found in _YEAR.findall(str(path)) if found}
    year = int(years.pop()) if len(years) == 1 else None
    for part in (path.stem, *reversed(path.parts[:-1])):
        found = _in_text(part.casefold(), year, as_of)
        if found is not None:
            return found
    return None


def _in_text(text: str, year: int | None, as_of: date) -> date | None:
    """The last day that a name holds: of a span that is its end."""
    full = [tuple(int(part) for part in groups if part) for groups in _FULL.findall(text)]
    days = [_by(day, as_of) for groups in full if (day := _day(*groups))]
    if not days:
        short = [(int(month), int(a or b)) for month, a, b in _SHORT.findall(text)]
        days = [_by(_day(year, *one), as_of) if year else _latest(*one, as_of) for one in short]
    return next((day for day in reversed(days) if day is not None), None)


def _latest(month: int, number: int, as_of: date) -> date | None:
    """The latest day of this month and number that is not after `as_of`."""
    this = _day(as_of.year, month, number)
    if this is not None and this <= as_of:
        return this
    return _day(as_of.year - 1, month, number)


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
