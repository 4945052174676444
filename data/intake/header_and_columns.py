"""Where a sheet's header is, what its columns mean, and so of which kind the sheet is.

A header stands under title rows and 单位 notes and may be two or three rows high: a merged group heading above
sub-headings. A sheet is of the kind whose required fields it has all and whose headers it matches best; a tie, or a
form, is a problem and not a guess.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

import msgspec

from data.intake.around_table import title_line
from data.intake.cells.amounts import UNCLEAR, AmountUnit, unit_of
from data.intake.cells.cell_result import Args, SheetCell
from data.intake.cells.dates import When
from data.intake.cells.headings import HeaderText, heading, normal, units_in
from data.intake.column_as_field import ReadColumn, columns_of
from data.intake.files.sheets import Sheet
from data.intake.header_try import DEPTH, HeaderTry, header_begins, headless, is_cut
from data.intake.reading_plan import HeaderBook, Match, Plan
from data.ledgers.kinds_and_columns import KINDS, Kind
from data.model import FIRST_YEAR, LAST_YEAR
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.text import line, short

SEARCHED_ROWS = 40
_FORM_ROWS = 12
NOTE = late_pattern(r"单位(?:为|是)?:*([^。;()]{1,24})")
_YEAR = late_pattern(r"(?<!\d)((?:19|20)\d\d)\s*年?(?!\d)")
_YEAR_SAID = late_pattern(r"(?<!\d)((?:19|20)\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read: its kind, the header's first and last row (from 0), its columns, the year of its title.

    `twice` are columns whose field another column already gives; `above` are the rows above the header, each in one
    line; `stated` are the fields that settings say for each row.
    """

    kind: Kind
    first: int
    last: int
    columns: tuple[ReadColumn, ...]
    when: When
    twice: tuple[ReadColumn, ...] = ()
    heads: tuple[HeaderText | None, ...] = ()
    above: tuple[str, ...] = ()
    stated: frozenset[str] = frozenset()

    @property
    def around(self) -> tuple[str, ...]:
        """The fields that have no column here and that what stands around the table may say."""
        said = {column.field for column in self.columns} | self.stated
        return tuple(name for name in self.kind.around if name not in said)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a sheet is not read: a code with its args, the row (from 0, or -1), the headers seen.

    `near` is how it would be read if the fields in `lacking` (groups of which one would do) had a column.
    """

    code: str
    args: Args = ()
    row: int = -1
    seen: tuple[str, ...] = ()
    near: Layout | None = None
    lacking: tuple[tuple[str, ...], ...] = ()


def find_layout(sheet: Sheet, plan: Plan, titles: Sequence[str] = ()) -> Layout | Unknown:
    """The layout of a sheet, or why there is none. `titles` may name the year too (the sheet's, the file's name)."""
    deepest = max(SEARCHED_ROWS, plan.own.header_row) + DEPTH
    top = [[_said(cell) for cell in row] for row in sheet.rows[:deepest]]
    rows = [row for row in range(min(len(top), SEARCHED_ROWS)) if header_begins(sheet, row) == row]
    if plan.own.header_row:
        rows = list(range(plan.own.header_row - 1, min(len(top), plan.own.header_row)))
    tries = [found for row in rows if (found := _best_try(top, row, sheet, plan.book))]
    chosen = _choose(tries)
    if chosen is None:
        return _nearly(tries, top, sheet, plan, titles)
    kinds = chosen.kinds
    if len(kinds) > 1:
        labels = ",".join(kind.name for kind in kinds)
        return Unknown("header_tie", (("kinds", labels),), chosen.last, _seen(top[chosen.last]))
    if not plan.own.kind and _is_form(sheet, chosen, kinds[0], plan.book):
        return Unknown("header_form", (), chosen.last, _seen(top[chosen.last]))
    return _layout(chosen, kinds[0], top, plan, titles)


def header_at(sheet: Sheet, row: int, plan: Plan) -> int | None:
    """The last row of the header that begins in a row (from 0); None where none of a ledger does."""
    top = [[_said(cell) for cell in cells] for cells in sheet.rows[row : row + DEPTH]]
    moved = _from_row(sheet, row)
    found = _best_try(top, 0, moved, plan.book)
    return None if found is None or found.best == (0, 0) else row + found.last


def _from_row(sheet: Sheet, row: int) -> Sheet:
    """The sheet from a row on, as far as a header may reach."""
    merges = None if sheet.merges is None else [(a - row, b, c - row, d) for a, b, c, d in sheet.merges if a >= row]
    return msgspec.structs.replace(sheet, rows=sheet.rows[row : row + DEPTH + 1], merges=merges)


def _said(cell: SheetCell) -> str:
    return cell if isinstance(cell, str) and len(cell) <= 200 else ""


def _best_try(top: list[list[str]], row: int, sheet: Sheet, book: HeaderBook) -> HeaderTry | None:
    """The header that begins in this row, of the depth that says most; None where nothing here is known."""
    if not _knows(top[row : row + 1], book) and not _groups(top, row, sheet, book):
        return None
    best: HeaderTry | None = None
    for depth in range(1, DEPTH + 1):
        rows = top[row : row + depth]
        if len(rows) < depth or not any(rows[-1]):
            break
        heads = _joined(rows, row, sheet, book)
        bare = headless(sheet, row, row + depth - 1, heads)
        found = HeaderTry(row, row + depth - 1, heads, bare, is_cut(sheet, row), sole=book.sole, stated=book.stated)
        for kind in KINDS:
            found.found[kind.name], found.known[kind.name] = _match(found.heads, kind.name, book)
        if best is None or _worth(found) > _worth(best) or _only_refines(found, best, rows[-1], sheet, book):
            best = found
    return best


def _only_refines(found: HeaderTry, best: HeaderTry, last: list[str], sheet: Sheet, book: HeaderBook) -> bool:
    """Whether a further row belongs to the header though no column gains by it: units, or heads of other columns."""
    said = [cell for cell in last if cell]
    if _worth(found) != _worth(best) or any(book.knows(heading(cell)) for cell in said):
        return False
    if all(not heading(cell).bare or unit_of(normal(cell)) for cell in said):
        return True
    if any(top <= found.first and bottom >= found.last for top, _first, bottom, _last in sheet.merges or ()):
        return True
    mapped = {index for names in found.found.values() for index, _match in names.values()}
    return len(said) > 1 and not any(index < len(last) and last[index] for index in mapped)


def _groups(top: list[list[str]], row: int, sheet: Sheet, book: HeaderBook) -> bool:
    """Whether a row that knows no header itself heads one that does: group headings only, or cells that reach down."""
    if sum(1 for cell in top[row] if cell) < 2:
        return False
    bottom = max((bottom for first, _left, bottom, _right in sheet.merges or () if first == row), default=row)
    return _knows(top[row + 1 : max(row + 2, min(bottom + 1, row + DEPTH))], book)


def _knows(rows: list[list[str]], book: HeaderBook) -> bool:
    return any(cell and book.knows(heading(cell)) for cells in rows for cell in cells)


def _worth(found: HeaderTry) -> tuple[tuple[int, int], int]:
    return found.best, max(len(names) for names in found.found.values())


def _joined(rows: list[list[str]], first: int, sheet: Sheet, book: HeaderBook) -> list[tuple[HeaderText, ...]]:
    """For each column the headings it may have, the fullest first."""
    width = max(len(row) for row in rows)
    filled = [_filled(row, first + number, width, sheet, last=row is rows[-1]) for number, row in enumerate(rows)]
    heads: list[tuple[HeaderText, ...]] = []
    for index in range(width):
        parts: list[str] = []
        for row in filled:
            if row[index] and (not parts or normal(row[index]) != normal(parts[-1])):
                parts.append(row[index])
        heads.append(tuple(_headings(parts, book)))
    return heads


def _headings(parts: list[str], book: HeaderBook) -> list[HeaderText]:
    heads = [heading("".join(parts[number:])) for number in range(len(parts))]
    if len(parts) > 1 and heads[-1].whole == "姓名" and book.knows(group := heading(parts[-2])):
        heads[-1] = group  # a name below 带班领导 is the leader's, and nobody's of whom other lists tell
    unit = next((head.unit for part in reversed(parts) if (head := heading(part)).unit), None)
    return [head if head.unit or not unit else replace(head, unit=unit) for head in heads]


def _filled(row: list[str], number: int, width: int, sheet: Sheet, *, last: bool) -> list[str]:
    """A header row with its group headings repeated over the columns that they head."""
    cells = row + [""] * (width - len(row))
    if last:
        return cells
    if sheet.merges is not None:
        for first_row, first, last_row, end in sheet.merges:
            if first_row <= number <= last_row and 0 <= first < width and end < width + 16_384:
                for index in range(first + 1, min(end, width - 1) + 1):
                    cells[index] = cells[index] or cells[first]
        return cells
    below = sheet.rows[number + 1] if number + 1 < len(sheet.rows) else []
    for index in range(1, width):
        if not cells[index] and index < len(below) and below[index] and cells[index - 1]:
            above_is_group = index - 1 < len(below) and bool(below[index - 1])
            cells[index] = cells[index - 1] if above_is_group else ""
    return cells


def _match(
    heads: list[tuple[HeaderText, ...]], kind: str, book: HeaderBook
) -> tuple[dict[str, tuple[int, Match]], set[int]]:
    """Field -> (column, how), and all columns that are known; of two for one field the better header wins, then the
    left one."""
    names: dict[str, tuple[int, Match]] = {}
    known: set[int] = set()
    for index, candidates in enumerate(heads):
        match = next((found for head in candidates if (found := book.match(kind, head))), None)
        if match:
            known.add(index)
            if match.field not in names or match.rank < names[match.field][1].rank:
                names[match.field] = (index, match)
            for also in match.split():
                names.setdefault(also.field, (index, also))
    return names, known


def _choose(tries: list[HeaderTry]) -> HeaderTry | None:
    """The place that says most, the first of equals; rows above that add nothing are no part of the header."""
    most = max((found.best for found in tries), default=(0, 0))
    if most == (0, 0):
        return None
    chosen = next(found for found in tries if found.best == most)
    for found in tries:
        if found.best == most and found.last == chosen.last and found.first > chosen.first:
            chosen = found
    return chosen


def _is_form(sheet: Sheet, chosen: HeaderTry, kind: Kind, book: HeaderBook) -> bool:
    """Labels beside their values, line after line: below the header stand further labels of the same kind."""
    taken = chosen.found[kind.name]
    own = {match.field for _index, match in taken.values()}
    for row in sheet.rows[chosen.last + 1 : chosen.last + 1 + _FORM_ROWS]:
        cells = [cell for cell in row if isinstance(cell, str) and cell and len(cell) <= 40]
        labels = {m.field for cell in cells if (m := book.match(kind.name, heading(cell)))}
        repeated = {heading(cell).whole for cell in cells} <= {head.whole for heads in chosen.heads for head in heads}
        if not repeated and len(labels) >= 2 and len(labels - own) >= 1 and 3 * len(labels) >= len(cells):
            return True
    return False


def _layout(chosen: HeaderTry, kind: Kind, top: list[list[str]], plan: Plan, titles: Sequence[str]) -> Layout:
    above = [cell for row in top[: chosen.first] for cell in row if cell]
    noted = _note_unit([*above, *(cell for row in top[chosen.last + 1 : chosen.last + 2] for cell in row if cell)])
    taken: dict[int, list[Match]] = {}
    for at, match in chosen.found[kind.name].values():
        taken.setdefault(at, []).append(match)
    columns: list[ReadColumn] = []
    twice: list[ReadColumn] = []
    for index, candidates in enumerate(chosen.heads):
        head = candidates[0] if candidates else None
        if head and index in taken:
            columns += columns_of(index, head, taken[index], kind, noted, plan.own)
        elif head and (also := next((m for h in candidates if (m := plan.book.match(kind.name, h))), None)):
            twice.append(ReadColumn(index, head.text, also.field))
    when = _when([*above, *titles], plan)
    heads = tuple(candidates[0] if candidates else None for candidates in chosen.heads)
    lines = tuple(said for row in top[: chosen.first] if (said := title_line(row)))
    stated = plan.book.stated if plan.own.kind == kind.name else frozenset()
    return Layout(kind, chosen.first, chosen.last, tuple(columns), when, tuple(twice), heads, lines, stated)


def _note_unit(cells: list[str]) -> AmountUnit | None:
    """The unit of a note such as 单位:亿元 above the header; of several (单位:个、亿元) the one that is of amounts."""
    for cell in cells:
        for said in NOTE.findall(normal(cell)):
            if units := units_in(said):
                return next(iter(units)) if len(units) == 1 else UNCLEAR
    return None


def _when(titles: Sequence[str], plan: Plan) -> When:
    """The year that the title names, else the season's. A year with 年 is surer than a bare number."""
    for pattern in (_YEAR_SAID, _YEAR):
        for title in titles:
            years = {int(year) for year in pattern.findall(line(title))}
            if len(years) == 1 and FIRST_YEAR <= min(years) <= LAST_YEAR:
                return When(years.pop(), "title")
    return When(plan.year, "season")


def _seen(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(short(cell, 24) for cell in row if cell)[:20]


def _nearly(tries: list[HeaderTry], top: list[list[str]], sheet: Sheet, plan: Plan, titles: Sequence[str]) -> Unknown:
    """Nothing is complete: the kind that lacks least is named with what it lacks, else the headers that were seen."""
    best: tuple[int, int] = (0 if plan.own.kind else 1, 0)
    nearest: tuple[HeaderTry, Kind] | None = None
    for found in tries:
        for kind in KINDS:
            names = found.found[kind.name]
            count = len(_lacking(kind, {*names, *plan.book.stated}))
            if plan.own.kind not in ("", kind.name):
                continue
            said = any((f.required or f.name in kind.around) and f.name in names for f in kind.fields)
            if (said or plan.own.kind) and (len(names), -count) > best and count:
                best, nearest = (len(names), -count), (found, kind)
    if nearest:
        found, kind = nearest
        if _is_form(sheet, found, kind, plan.book):
            return Unknown("header_form", (), found.last, _seen(top[found.last]))
        lacking = _lacking(kind, {*found.found[kind.name], *plan.book.stated})
        missing = "、".join("/".join(kind.field(name).headers[0] for name in group) for group in lacking)
        args = (("kind", kind.name), ("missing", missing))
        layout = _layout(found, kind, top, plan, titles)
        return Unknown("header_missing", args, found.last, _seen(top[found.last]), layout, lacking)
    fullest = max(range(len(top)), key=lambda number: sum(1 for cell in top[number] if cell), default=-1)
    if fullest < 0 or sum(1 for cell in top[fullest] if cell) < 2:
        return Unknown("no_table")
    seen = _seen(top[fullest])
    return Unknown("header_unknown", (("headers", "、".join(seen)),), fullest, seen)


def _lacking(kind: Kind, names: Container[str]) -> tuple[tuple[str, ...], ...]:
    """The fields that a sheet of this kind must have and that have no column; of a group one would do."""
    groups = (*((f.name,) for f in kind.fields if f.required or f.name in kind.around), *kind.any_of)
    return tuple(group for group in groups if not any(name in names for name in group))
