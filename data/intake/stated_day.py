"""The day that a sheet says it speaks of (截至2026年5月8日, 填报时间：5月8日): in its titles, notes or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from data.intake.cells.cell_result import SheetCell
from data.intake.cells.dates import When, day
from data.intake.cells.headings import normal
from data.support.late_pattern import late_pattern

_LABEL = late_pattern(
    r"截[至止](?:日期|时间|到|为|于)?"
    r"|(?:填报|填表|制表|报送|上报|统计|更新|数据)(?:截[至止])?(?:日期|时间|时点|日)|as ?of",
    re.IGNORECASE,
)
_DAY = late_pattern(r"[\s::为是]*([\d〇零一二三四五六七八九十年月日号底末./\-至到~—–]+)")
_EDGES = late_pattern(r"^[-至到~—–.]+|[-至到~—–.]+$")
_ENDED = late_pattern(r".*[日号]")
_LONGEST = 200


def stated_day(rows: Iterable[Sequence[SheetCell]], name: str, when: When) -> str:
    """The first such day as ISO text, "--05-08" where no year is said; "" where none is.

    `rows` are those that are no records, `name` is the sheet's; `when` gives the year that the title says.
    """
    for cells in ([name], *rows):
        said = [cell for cell in cells if cell not in (None, "")]
        for at, cell in enumerate(said):
            if isinstance(cell, str) and len(cell) <= _LONGEST:
                found = _after_label(cell, said[at + 1 : at + 2], when)
                if found:
                    return found
    return ""


def _after_label(cell: str, following: Sequence[SheetCell], when: When) -> str:
    """The day behind a label in a cell, or in the cell that follows where the label ends it."""
    text = normal(cell)
    for label in _LABEL.finditer(text):
        rest = text[label.end() :]
        told = _DAY.match(rest)
        if told:
            return _iso(_EDGES.sub("", told[1]), when)
        if not rest.strip(": ") and following:
            return _iso(following[0], when)
    return ""


def _iso(cell: SheetCell, when: When) -> str:
    if not isinstance(cell, str | date | datetime):
        return ""
    got = day(cell, when)
    if got.value is None and isinstance(cell, str) and (ends := _ENDED.match(cell)):
        got = day(ends[0], when)  # 5月8日18时: the hour, or a number that follows, is no part of it
    said = got.until or got.value
    if said is None:
        return ""
    return f"-{said[4:]}" if "year_assumed" in got.notes and when.source != "title" else said
