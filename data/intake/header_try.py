"""One place where a sheet's header may be, and which kinds of ledger it would make of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from data.intake.cells.cell_result import SheetCell
from data.intake.cells.headings import HeaderText
from data.intake.files.sheets import Sheet
from data.intake.reading_plan import Match
from data.ledgers.kinds_and_columns import KINDS, Kind
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

DEPTH = 3
"""Rows that a header may have."""

COUNTERS = frozenset({"序号", "序", "no", "no.", "编次", "#", ""})
"""Headers of columns that only count rows."""

_REMARKS = frozenset({"备注", "说明", "备注说明", "note", "notes", "remark", "remarks"})
"""Headers of columns that may stand in a list of any kind, and so tell none."""

_BODY_ROWS = 10
"""Rows below a header that are looked at for columns without a head."""

_OWNER = late_pattern(
    r"(?:.{0,4}(?:县区|区县|县市区|县、?市、?区|县\(市、?区\)|县\(区\))|(?:牵头|主责|承接|落户|属地|申报|填报|报送|推荐|招引)单位)(?:名称)?"
)
"""Headers of columns that name the owner of a row, beside those that are known."""


@dataclass(frozen=False, slots=True)
class HeaderTry:
    """One place where the header may be, and what each kind makes of it: its fields with their columns (`found`), and
    every column that says something to it (`known`). `headless` is how many columns hold something under no head, or
    a number in its place; `cut` says that heads of its columns stand in the row above. `sole` is the kind that settings
    say it is, `stated` the fields that they say for each row: these need no column."""

    first: int
    last: int
    heads: list[tuple[HeaderText, ...]]
    headless: int = 0
    cut: bool = False
    found: dict[str, dict[str, tuple[int, Match]]] = field(default_factory=dict)
    known: dict[str, set[int]] = field(default_factory=dict)
    sole: str = ""
    stated: frozenset[str] = frozenset()

    def complete(self, kind: Kind) -> bool:
        """Whether all is there that a sheet of this kind must have."""
        if self.sole not in ("", kind.name):
            return False
        names = {*self.found[kind.name], *self.stated} if self.sole else {*self.found[kind.name]}
        required = [f.name for f in kind.fields if f.required]
        if not all(name in names for name in required):
            return False
        if any(not any(name in names for name in group) for group in kind.any_of):
            return False
        return bool(self.sole) or len(required) > 1 or bool(kind.any_of) or self._is_told_by_one(kind)

    def _is_told_by_one(self, kind: Kind) -> bool:
        """Whether a sheet is of a kind that must have one column only. A name alone stands in every list: it says three
        of four columns, or half of them with another one; and none is there that another kind must have."""
        known, width = len(self.found[kind.name]), self.width
        if self.cut or (4 * known < 3 * width and (known < 2 or 2 * known < width)):
            return False
        return all(self._needed(other) <= self.known[kind.name] for other in KINDS)

    @property
    def width(self) -> int:
        """Columns that say something, counters (序号) and remarks apart."""
        heads = (heads[0].whole for heads in self.heads if heads)
        return self.headless + sum(1 for head in heads if head not in COUNTERS and head not in _REMARKS)

    def score(self, kind: Kind) -> tuple[int, int]:
        """How well the headers match: fields found, those by their canonical header."""
        names = self.found[kind.name]
        return len(names), sum(1 for _index, match in names.values() if match.rank <= 0)

    @property
    def best(self) -> tuple[int, int]:
        """The best score of any kind."""
        return max(map(self.score, self._contenders()), default=(0, 0))

    @property
    def kinds(self) -> list[Kind]:
        """The kinds whose headers match best: one, or several that cannot be told apart."""
        best = self.best
        equal = [kind for kind in self._contenders() if self.score(kind) == best]
        return [kind for kind in equal if self._has_around(kind)] or equal

    def _contenders(self) -> list[Kind]:
        """The kinds of which all is there. One whose owner only stands around the table gives way to a kind that must
        have a column which would say nothing to it (走访日期, 月份, 节点), is not told by two columns alone, and not
        where a column that nobody knows may name the owner (牵头县区)."""
        complete = [kind for kind in KINDS if self.complete(kind)]
        return [
            kind
            for kind in complete
            if self.sole
            or self._has_around(kind)
            or (
                len(self.found[kind.name]) > 1 + len(kind.any_of)
                and not any(heads and _OWNER.fullmatch(heads[0].whole) for heads in self.heads)
                and all(self._read_by(kind) >= self._needed(other) for other in complete if other is not kind)
            )
        ]

    def _has_around(self, kind: Kind) -> bool:
        return all(name in self.found[kind.name] for name in kind.around)

    def _read_by(self, kind: Kind) -> set[int]:
        return {index for index, _match in self.found[kind.name].values()}

    def _needed(self, kind: Kind) -> set[int]:
        names = self.found[kind.name]
        return {names[f.name][0] for f in kind.fields if f.required and f.name in names}


def headless(sheet: Sheet, first: int, last: int, heads: Sequence[object]) -> int:
    """The columns without a head of which the header's rows hold a number, or half of the rows below it something: a
    part of the header stands elsewhere. The first of them may only count or name its rows."""
    header = sheet.rows[first : last + 1]
    body = [row for row in sheet.rows[last + 1 : last + 1 + _BODY_ROWS] if sum(map(_says, row)) > 1]
    width = max(map(len, (*header, *body)), default=0)
    found = 0
    for index in range(width):
        if index < len(heads) and heads[index]:
            continue
        numbered = any(index < len(row) and _says(row[index]) for row in header)
        filled = sum(1 for row in body if index < len(row) and _says(row[index]))
        found += numbered or (index > 0 and filled > 0 and 2 * filled >= len(body))
    return found


def _says(cell: SheetCell) -> bool:
    return cell is not None and cell != ""


def header_begins(sheet: Sheet, row: int) -> int:
    """The first row of the header that a row is part of: cells that are merged from above reach into it, or the row
    itself. What stands alone in its row (a title) or over nothing (a word down the side) heads no column."""
    for _step in range(DEPTH):
        above = next(_heads_into(sheet, row), row)
        if above == row:
            break
        row = above
    return row


def _heads_into(sheet: Sheet, row: int) -> Iterator[int]:
    """Where merged cells begin that reach into this row from above, and head a column."""
    for top, left, bottom, right in sheet.merges or ():
        if top < row <= bottom and sum(map(_says, sheet.rows[top])) > 1:
            body = sheet.rows[bottom + 1 : bottom + 1 + _BODY_ROWS]
            if any(_says(cell) for cells in body for cell in cells[left : right + 1]):
                yield top


def is_cut(sheet: Sheet, row: int) -> bool:
    """Whether a header that begins in this row lacks a part that stands in the row above: a head over a column that has
    none here, as a text keeps of cells that were merged."""
    above = sheet.rows[row - 1] if row else []
    if sum(map(_says, above)) < 2:
        return False
    here, body = sheet.rows[row], sheet.rows[row + 1 : row + 1 + _BODY_ROWS]
    blank = (index for index, cell in enumerate(above) if _says(cell) and not any(map(_says, here[index : index + 1])))
    return any(_says(cell) for index in blank for cells in body for cell in cells[index : index + 1])
