"""The day that a row speaks of (as-of): stated in the row, in its sheet or in the name of its file.

Source: docs/figures.md (rows of one project that differ). A file's last change says nothing here: it is saved anew for
many reasons. Days in names and titles are found as they are for versions of a ledger, and none is later than the
board's date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.ledgers.kinds_and_columns import Project
from data.support.series_names import day_of_name, time_of_titles

SheetDays = Mapping[str, Mapping[str, str]]
"""File -> sheet -> the day that its title states: "2026-05-08", or "--05-08" where it says no year."""


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
            title = time_of_titles((said,), self._as_of)
            days = (title.day if title is not None else None, day_of_name(row.file, self._as_of))
            self._known[key] = next((day for day in days if day is not None and day <= self._as_of), None)
        return self._known[key]
