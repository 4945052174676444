"""Several tables on one sheet: where the header of another one stands below the first, each is read for itself.

A row below a table that is a header of its own begins another table, with the titles and notes that stand right above
it. The same header once more, as sheets repeat it on each page, begins none, unless a note of another unit stands
above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from data.intake.cells.cell_result import SheetCell
from data.intake.cells.headings import heading, normal, units_in
from data.intake.files.sheet_facts import address, letters
from data.intake.files.sheets import Sheet
from data.intake.header_and_columns import NOTE, Layout, header_at
from data.intake.header_try import header_begins
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import Type
from data.support.late_pattern import late_pattern

_LEAST, _KNOWN = 3, 2
"""Words in one row, and those of them that are known headers, for it to be a header that a ledger has."""

_LONGEST = 40
"""Characters of a header; prose is none."""

_NOTES = 4
"""Rows right above a header that may be its titles and notes."""


_WORD = late_pattern(r"[^\W\d_]")


def tables_of(sheet: Sheet, plan: Plan) -> list[tuple[int, Sheet]]:
    """The tables of a sheet, each as a sheet of its own with the number of rows above it; the whole one where it holds
    but one."""
    starts = [0] if plan.own.header_row else [0, *_starts(sheet, plan)]
    if len(starts) == 1:
        return [(0, sheet)]
    ends = [*starts[1:], len(sheet.rows)]
    return [(start, _part(sheet, start, end)) for start, end in zip(starts, ends, strict=True)]


def below(layout: Layout, first: Layout) -> Layout:
    """The layout of a table that stands below the sheet's first: without a title of its own it has that of the first.
    A unit that only a note above the first names may be another one's: a bare number below it is of no unit."""
    columns = layout.columns
    if any(column.unit_from == "note" for column in first.columns):
        amounts = (layout.kind.field(column.field).type is Type.AMOUNT for column in columns)
        columns = tuple(
            replace(column, unclear=_UNSAID) if money and column.unit is None and not column.unclear else column
            for column, money in zip(columns, amounts, strict=True)
        )
    return replace(layout, columns=columns, above=layout.above or first.above)


_UNSAID = "单位"
"""What a column of amounts is told by that lacks a unit, where another table of the sheet has one."""


def _starts(sheet: Sheet, plan: Plan) -> Iterator[int]:
    """Where a table begins that is not the sheet's first: at the first row of its titles and notes."""
    known: dict[str, bool] = {}
    openings = {header[0] for header in plan.book.known if header}
    before: list[str] | None = None
    last = -1
    for number, row in enumerate(sheet.rows):
        if number <= last or not _may_be_header(row, openings):
            continue
        words = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        for word in words:
            if word not in known:
                known[word] = plan.book.knows(heading(word))
        count = sum(known[word] for word in words)
        if count < _KNOWN or 2 * count < len(words):
            continue
        first = header_begins(sheet, number)
        found = header_at(sheet, first, plan) if first > last else None
        if found is None or found < number:
            continue
        heads = [heading(word).whole for word in words]
        begins = _begin(sheet.rows, first, last)
        if before is not None and (heads != before or _names_unit(sheet.rows[begins:first])):
            yield begins
        if before is None or heads != before:
            before = heads
        last = found


def _may_be_header(row: Sequence[SheetCell], openings: set[str]) -> bool:
    """Whether a row says words only, and its second one begins as a header does: asked of every row of a sheet."""
    said = 0
    for cell in row:
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            return False
        said += 1
        if said == 2 and normal(cell[:2])[:1] not in openings:
            return False
    return said >= _LEAST


def _begin(rows: Sequence[Sequence[SheetCell]], header: int, last: int) -> int:
    """The first row of the titles and notes that stand right above a header."""
    begins = header
    for number in range(header - 1, max(last, header - 1 - _NOTES), -1):
        said = [cell for cell in rows[number] if cell is not None and cell != ""]
        if len(said) > 2 or not all(isinstance(cell, str) and _WORD.search(cell) for cell in said):
            break
        begins = number
    return begins


def _names_unit(rows: Sequence[Sequence[SheetCell]]) -> bool:
    cells = (cell for row in rows for cell in row if isinstance(cell, str))
    return any(units_in(said) for cell in cells for said in NOTE.findall(normal(cell)))


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    merges = None
    if sheet.merges is not None:
        merges = [
            (first - start, left, min(bottom, end - 1) - start, right)
            for first, left, bottom, right in sheet.merges
            if start <= first < end
        ]
    return msgspec.structs.replace(
        sheet,
        rows=sheet.rows[start:end],
        merges=merges,
        facts=msgspec.structs.replace(
            sheet.facts,
            hidden_rows=[
                (max(first, start) - start, last - start) for first, last in sheet.facts.hidden_rows if last >= start
            ],
            errors=_moved(sheet.facts.errors, start, end),
            uncached=_moved(sheet.facts.uncached, start, end),
            struck=_moved(sheet.facts.struck, start, end),
        ),
        broken=tuple(row - start for row in sheet.broken if start <= row < end),
        garbled=tuple(row - start for row in sheet.garbled if start <= row < end),
    )


def _moved(refs: Sequence[str], start: int, end: int) -> list[str]:
    found = ((column, row) for column, row in map(address, refs) if start < row <= end)
    return [f"{letters(column - 1)}{row - start}" for column, row in found]
