"""A paper as lines of a terminal: paragraphs folded, tables in columns, or row by row where they are too wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, Passage, PassageKind, RowKind, words_of
from data.support.late_pattern import late_pattern

PaperLine = tuple[str, str]
"""Words, and their tone."""

_PIECES = late_pattern(r"[\u2e80-\uffef][，。、：；！？）」”』]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")
_INDENT = "    "
_GAP = 2


def paper_lines(draft: DraftPaper, width: int) -> list[PaperLine]:
    """The whole paper in lines of at most `width` cells."""
    return list(_lines(draft, max(20, width)))


def _lines(draft: DraftPaper, width: int) -> Iterator[PaperLine]:
    if draft.state:
        yield draft.state, "bad"
    yield from ((line, "title") for line in _folded(draft.title, width))
    yield "", ""
    for block in draft.blocks:
        yield from _passage(block, width) if isinstance(block, Passage) else _table(block, width)


def _passage(passage: Passage, width: int) -> Iterator[PaperLine]:
    heading = passage.kind is PassageKind.HEADING
    if heading:
        yield "", ""
    first = _INDENT if passage.kind is PassageKind.BODY else ""
    tone = "heading" if heading else "muted" if passage.kind in (PassageKind.NOTE, PassageKind.SIGNED) else ""
    yield from ((line, tone) for line in _folded(first + passage.words, width))


def _folded(words: str, width: int, indent: str = "") -> Iterator[str]:
    """Chinese may part anywhere, other words at spaces; a piece that is too long for a line is cut."""
    line = ""
    for piece in _PIECES.findall(words):
        while cell_len(line) + cell_len(piece.rstrip()) > width:
            if line.strip():
                yield line.rstrip()
                line = indent
            else:
                room = width - cell_len(line)
                yield line + piece[:room]
                line, piece = indent, piece[room:]
        line += piece
    yield line.rstrip()


def _table(table: DraftTable, width: int) -> Iterator[PaperLine]:
    yield "", ""
    if table.caption or table.unit:
        yield "  ".join(filter(None, (table.caption, table.unit))), "strong"
    rows = [[words_of(cell) for cell in row.cells] for row in table.rows if row.kind is not RowKind.HEADING]
    wide = [max(map(cell_len, column)) for column in zip(table.heads, *rows, strict=True)]
    if sum(wide) + _GAP * (len(wide) - 1) <= width:
        yield _row(table.heads, wide, table), "muted"
        for row in table.rows:
            heading = row.kind is RowKind.HEADING
            yield (words_of(row.cells[0]), "accent") if heading else (_cells(row, wide, table), _tone(row))
    else:
        for row in table.rows:
            yield from _alone(row, table, width)
    yield "", ""


def _tone(row: DraftRow) -> str:
    return "strong" if row.kind is RowKind.TOTAL else "muted" if row.kind is RowKind.PART else ""


def _cells(row: DraftRow, wide: Sequence[int], table: DraftTable) -> str:
    return _row([words_of(cell) for cell in row.cells], wide, table)


def _row(cells: Sequence[str], wide: Sequence[int], table: DraftTable) -> str:
    blanks = [" " * (width - cell_len(cell)) for cell, width in zip(cells, wide, strict=True)]
    set_out = (
        cell + blank if at in table.words_in else blank + cell
        for at, (cell, blank) in enumerate(zip(cells, blanks, strict=True))
    )
    return (" " * _GAP).join(set_out).rstrip()


def _alone(row: DraftRow, table: DraftTable, width: int) -> Iterator[PaperLine]:
    """A row that has no room beside others: its name, and below it what each column says; what is empty is left out."""
    if row.kind is RowKind.HEADING:
        yield words_of(row.cells[0]), "accent"
        return
    named = min(table.words_in, default=0)
    cells = [words_of(cell) for cell in row.cells]
    number = f"{cells[0]}. " if named and cells[0] else ""
    yield from ((line, _tone(row) or "strong") for line in _folded(f"{number}{cells[named]}", width))
    told = (
        f"{head} {cell}"
        for at, (head, cell) in enumerate(zip(table.heads, cells, strict=True))
        if cell not in ("", "—") and at != named and (at or not named)
    )
    yield from ((line, "") for line in _folded("  " + "  ".join(told), width, "  "))
