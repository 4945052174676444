"""A roster whose shifts or days are columns (日期 | 上午 | 下午 | 夜班), laid out as one row for each day and shift.

Only a sheet that says that it is a roster (值班, 带班, 白班 ...) is one: an agenda has mornings and afternoons too.
What is no part of the grid is told as a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date

import msgspec

from data.intake.cells.cell_result import SheetCell
from data.intake.cells.cell_values import shown
from data.intake.cells.dates import When
from data.intake.cells.dates import day as read_day
from data.intake.cells.headings import normal
from data.intake.files.sheet_facts import Facts, letters
from data.intake.files.sheets import Sheet
from data.ledgers.season import Record
from data.model import Problem
from data.model.sheet_readings import ColumnReading
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

HEADER: list[SheetCell] = ["日期", "班次", "值班人员", "带班领导", "值班电话"]
"""The columns that a grid is laid out in, by their canonical headers."""

_SEARCHED = 12
_ROSTER = late_pattern(r"值班|带班|值守|排班|轮值|值日|[早中晚白夜]班")
_SHIFT = late_pattern(
    r"(?:值班)?(?:早|上午|白天?|日|全天|中午?|下午|晚上?|大?小?夜间?|凌晨)班?(?:值班)?(?:人员)?[:(]?(?:[\d:.时点半次日至到~\-—]*)\)?"
    r"|\d{1,2}[:时点]\d{0,2}分?[-—~至到](?:次日)?\d{1,2}[:时点]\d{0,2}分?"
)
_ROLES = (
    (late_pattern(r"(?:值班|带班|责任)?领导(?:姓名)?|带班(?:人|人员|领导|负责人)?"), "leader"),
    (late_pattern(r"(?:值班|在岗)?(?:人员|员|人|干部|工作人员)(?:姓名)?|值班|姓名"), "officer"),
    (late_pattern(r"(?:值班|联系|办公)?(?:电话|手机)(?:号码?)?"), "phone"),
)
_BRACKETED = late_pattern(r"(?P<role>[^()]+)\((?P<shift>[^()]+)\)")
_LED = late_pattern(r"(?P<shift>.+?班?)(?P<role>(?:值班|带班|领导|人员|电话).*)")
_LONGEST = 24
_WEEKDAY = late_pattern(r"(?:星期|周|礼拜)?[一二三四五六日天]")
_NUMBERED = late_pattern(r"(\d{1,2})[日号]?")
_MONTH = late_pattern(r"(?<!\d)(\d{1,2})月")


@dataclass(frozen=False, slots=True)
class _Watch:
    """One shift of one day: its cells by role, where it stands (row from 0, and the columns of day and officer)."""

    day: SheetCell
    shift: str
    row: int
    day_column: int
    column: int
    said: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterGrid:
    """The laid-out sheet; for each of its rows the row of the real sheet (from 0), and its columns of day and officer;
    rows of the real sheet that say something and are no part of the grid; its header's rows, those below it that were
    read, and its columns."""

    sheet: Sheet
    places: tuple[tuple[int, int, int], ...]
    others: tuple[tuple[int, list[SheetCell]], ...]
    header: tuple[int, ...]
    read: tuple[int, ...]
    columns: tuple[ColumnReading, ...]

    def moved_record(self, record: Record) -> Record:
        """A record by the real sheet's number of its row."""
        return msgspec.structs.replace(record, row=self.places[record.row - 1][0] + 1)

    def moved_problem(self, problem: Problem) -> Problem:
        """A problem by the real sheet's row and column."""
        if not problem.row:
            return problem
        row, day_column, column = self.places[problem.row - 1]
        at = {"": "", "A": letters(day_column)}.get(problem.column, letters(column))
        return replace(problem, row=row + 1, column=at)


def roster_grid(sheet: Sheet, when: When, names: Sequence[str]) -> RosterGrid | None:
    """The grid that a sheet is, or None. Its `names` (its own, the file's) may say that it is a roster."""
    said = [cell for row in sheet.rows[:_SEARCHED] for cell in row if isinstance(cell, str)]
    if not any(_ROSTER.search(text) for text in (*names, *said)):
        return None
    months = {int(found) for text in (*names, *said[:6]) for found in _MONTH.findall(text)}
    grid = _Grid(sheet, when, months.pop() if len(months) == 1 else 0)
    watches = grid.down() or grid.across()
    if not watches:
        return None
    told = [watch for watch in watches if any(watch.said.values())]
    first = min(grid.header)  # what stands above may name the year
    rows = [
        *sheet.rows[:first],
        HEADER,
        *([w.day, w.shift, *("、".join(dict.fromkeys(w.said.get(role, ()))) for role in _FIELDS)] for w in told),
    ]
    places = (*((number, 0, 0) for number in range(first + 1)), *((w.row, w.day_column, w.column) for w in told))
    read = {*grid.header, *grid.read, *range(first)}
    others = ((n, row) for n, row in enumerate(sheet.rows) if n not in read and any(map(_says, row)))
    laid = msgspec.structs.replace(
        sheet, rows=rows, merges=[], facts=Facts(since_1904=sheet.facts.since_1904), broken=(), garbled=(), ragged=False
    )
    header, below = tuple(sorted(grid.header)), tuple(sorted(grid.read))
    return RosterGrid(laid, places, tuple(others), header, below, tuple(grid.columns()))


_FIELDS = ("officer", "leader", "phone")


class _Grid:
    """Looks for days down the rows, or across them; `header` and `read` are the rows that it made use of, `fields` what
    its columns give."""

    def __init__(self, sheet: Sheet, when: When, month: int) -> None:
        self.rows = _filled(sheet)
        self.header: set[int] = set()
        self.read: set[int] = set()
        self.fields: dict[int, str] = {}
        self._when, self._month = when, month

    def columns(self) -> Iterator[ColumnReading]:
        """The columns that were read, each with what its last row of the header says."""
        last = self.rows[max(self.header)]
        for index, name in sorted(self.fields.items()):
            cell = last[index] if index < len(last) else None
            yield ColumnReading(letters(index), shown(cell) if _says(cell) else "", name)

    def down(self) -> list[_Watch]:
        """Each row a day; the header says for each column a shift, a role, or in two rows both."""
        for number in range(min(_SEARCHED, len(self.rows) - 1)):
            last = number
            if heads := _heads(self.rows[number : number + 1]):
                below = _heads(self.rows[number + 1 : number + 2])
                if below and not any(map(self._is_day, self.rows[number + 1])):
                    last += 1
                    heads = {at: _both(heads.get(at), below.get(at)) for at in sorted({*heads, *below})}
                first = self._day_column(heads, last)
                if first is not None and sum(bool(shift) for shift, _role in heads.values()) > 1:
                    self.header = set(range(number, last + 1))
                    self.fields = {first: "date", **{at: role or "officer" for at, (_shift, role) in heads.items()}}
                    return self._days_below(heads, first, last)
        return []

    def _day_column(self, heads: dict[int, tuple[str, str]], last: int) -> int | None:
        """The first column of which most cells below are days, and that heads nothing else; bare numbers may also count
        the rows, and are days where no column has any."""
        body = self.rows[last + 1 :]
        for is_day in (lambda cell: self._is_day(cell) and not _is_bare(cell), self._is_day):
            for index in range(min(4, max(map(len, body), default=0))):
                cells = [row[index] for row in body if index < len(row) and _says(row[index])]
                if index not in heads and cells and 2 * sum(map(is_day, cells)) >= len(cells):
                    return index
        return None

    def _days_below(self, heads: dict[int, tuple[str, str]], first: int, last: int) -> list[_Watch]:
        watches: dict[tuple[str, str], _Watch] = {}
        day: SheetCell = None
        shifts = list(dict.fromkeys(shift for shift, _role in heads.values() if shift))
        for number, row in enumerate(self.rows[last + 1 :], last + 1):
            labels = [_head(cell) for index, cell in enumerate(row) if index not in heads and isinstance(cell, str)]
            label = next((role for _shift, role in labels if role), "")
            if first >= len(row) or not any(index < len(row) and _says(row[index]) for index in heads):
                continue
            day = row[first] if _says(row[first]) or not label else day  # 带班领导 and 值班人员 below each other
            if not _says(day):
                continue
            self.read.add(number)
            for index, (shift, role) in heads.items():
                for one in [shift] if shift else shifts:
                    key = (str(day), one)
                    watch = watches.setdefault(key, _Watch(self._day(day), one, number, first, index))
                    _take(watch, row, index, number, role or label or "officer")
        return list(watches.values())

    def across(self) -> list[_Watch]:
        """Days beside each other; below them a row for each shift or role, named in front. Weeks may follow."""
        watches: dict[tuple[str, str], _Watch] = {}
        days: dict[int, SheetCell] = {}
        for number, row in enumerate(self.rows):
            found = {index: cell for index, cell in enumerate(row) if self._is_day(cell)}
            if len(found) > 1 and len(found) >= len(days) // 2:
                days = found
                self.header.add(number)
            elif days:
                self._watches_of(number, row, days, watches)
        if not watches:
            self.header = set()
        return list(watches.values())

    def _watches_of(
        self, number: int, row: list[SheetCell], days: dict[int, SheetCell], watches: dict[tuple[str, str], _Watch]
    ) -> None:
        labels = [_head(cell) for cell in row[: min(days)] if isinstance(cell, str)]
        shift = next((shift for shift, _role in labels if shift), "")
        role = next((role for _shift, role in labels if role), "")
        if all(_WEEKDAY.fullmatch(normal(str(row[index]))) for index in days if index < len(row) and _says(row[index])):
            self.read.add(number)  # the days' names, or nothing
        elif shift or role:
            self.read.add(number)
            self.fields |= dict.fromkeys(days, "officer")
            for index, cell in days.items():
                key = (f"{index} {cell}", shift)
                watch = watches.setdefault(key, _Watch(self._day(cell), shift, number, index, index))
                _take(watch, row, index, number, role or "officer")

    def _is_day(self, cell: SheetCell) -> bool:
        if isinstance(cell, date):
            return True
        if not isinstance(cell, str):
            return self._month > 0 and isinstance(cell, float | int) and 1 <= cell <= 31 and cell == int(cell)
        if self._month and _NUMBERED.fullmatch(normal(cell)):
            return True
        return bool(cell) and len(cell) <= 24 and read_day(_without_weekday(cell), self._when).value is not None

    def _day(self, cell: SheetCell) -> SheetCell:
        """A day as a ledger writes it: 3, 3日 in a sheet of one month has that month."""
        if isinstance(cell, str):
            found = _NUMBERED.fullmatch(normal(cell)) if self._month else None
            return f"{self._month}月{found[1]}日" if found else _without_weekday(cell)
        return f"{self._month}月{int(cell)}日" if isinstance(cell, float | int) else cell


def _take(watch: _Watch, row: list[SheetCell], index: int, number: int, role: str) -> None:
    cell = row[index] if index < len(row) else None
    words = str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell) if _says(cell) else ""
    if words.strip(" -—/、\n"):
        watch.said.setdefault(role, []).append(words)
        if role == "officer":
            watch.row, watch.column = number, index


def _heads(rows: list[list[SheetCell]]) -> dict[int, tuple[str, str]]:
    """The columns that a row of a header names: each with its shift and its role, of which one may be ""."""
    found = {index: _head(cell) for row in rows for index, cell in enumerate(row) if isinstance(cell, str)}
    return {index: head for index, head in found.items() if any(head)}


def _both(above: tuple[str, str] | None, below: tuple[str, str] | None) -> tuple[str, str]:
    """What two rows of a header say of a column; of its role the lower one knows better."""
    (shift, role), (lower_shift, lower_role) = above or ("", ""), below or ("", "")
    return shift or lower_shift, lower_role or role


def _head(cell: str) -> tuple[str, str]:
    """The shift and the role that a head names: 夜班, 值班人员, 夜班值班人员, 带班领导(白天)."""
    if len(cell) > _LONGEST:
        return "", ""
    text = normal(cell)
    if role := _role(text):
        return "", role
    if _SHIFT.fullmatch(text):
        return "".join(cell.split()), ""
    for pattern in (_BRACKETED, _LED):
        if (found := pattern.fullmatch(text)) and _SHIFT.fullmatch(found["shift"]) and (role := _role(found["role"])):
            return found["shift"], role
    return "", ""


def _role(text: str) -> str:
    return next((role for words, role in _ROLES if words.fullmatch(text)), "")


def _is_bare(cell: SheetCell) -> bool:
    return not isinstance(cell, date) and (not isinstance(cell, str) or cell.strip().isdecimal())


def _filled(sheet: Sheet) -> list[list[SheetCell]]:
    """The rows with merged cells repeated, as a grid of days and shifts means them; a head whose cells are merged no
    more, to the right, where the row below goes on."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merges or ():
        if 0 <= left <= right < 1000 and top < len(rows) and left < len(rows[top]):
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return list(_filled_right(rows))


def _filled_right(rows: list[list[SheetCell]]) -> Iterator[list[SheetCell]]:
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else []
        for index in range(1, min(len(row), len(below))):
            above = row[index - 1]
            goes_on = isinstance(head := below[index], str) and any(_head(head))
            if goes_on and not _says(row[index]) and isinstance(above, str) and any(_head(above)):
                row[index] = above
        yield row


def _without_weekday(cell: str) -> str:
    return re.sub(r"[(（\s]*(?:星期|周|礼拜)[一二三四五六日天][)）\s]*", "", cell).strip()


def _says(cell: SheetCell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
