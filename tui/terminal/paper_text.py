"""A paper as lines of a terminal: paragraphs folded, tables in columns; one that is too wide in parts below each other,
each with the names of its rows, or row by row."""

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
_NAME_AND_WORDS = 2
"""A row of so many columns says by its name what the other is."""
_MOST_PARTS = 3
"""A table in more parts is told row by row."""


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
    rows = [_said(row) for row in table.told]
    wide = [max(map(cell_len, column)) for column in zip(table.heads, *rows, strict=True)]
    parts = _parts(wide, table.named, width)
    if 0 < len(parts) <= _MOST_PARTS:
        for number, part in enumerate(parts):
            if number:
                yield "", ""
            yield from _part(table, part, wide)
    else:
        for row in table.rows:
            yield from _alone(row, table, width)
    yield "", ""


def _parts(wide: Sequence[int], named: int, width: int) -> list[list[int]]:
    """The columns of each part: the first has those up to the names of rows, the others the names, and each as many
    more as have room. None where a column has none."""
    parts = [list(range(named + 1))]
    for at in range(named + 1, len(wide)):
        if not _fits([*parts[-1], at], wide, width):
            parts.append([named])
        parts[-1].append(at)
    return parts if all(_fits(part, wide, width) for part in parts) else []


def _fits(columns: Sequence[int], wide: Sequence[int], width: int) -> bool:
    return sum(wide[at] for at in columns) + _GAP * (len(columns) - 1) <= width


def _part(table: DraftTable, columns: Sequence[int], wide: Sequence[int]) -> Iterator[PaperLine]:
    yield _row(table.heads, columns, wide, table), "muted"
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            yield words_of(row.cells[0]), "accent"
        else:
            yield _row(_said(row), columns, wide, table), _tone(row)


def _said(row: DraftRow) -> list[str]:
    """Each cell on one line."""
    return [words_of(cell).replace("\n", " ") for cell in row.cells]


def _tone(row: DraftRow) -> str:
    return "strong" if row.kind is RowKind.TOTAL else "muted" if row.kind is RowKind.PART else ""


def _row(cells: Sequence[str], columns: Sequence[int], wide: Sequence[int], table: DraftTable) -> str:
    blanks = {at: " " * (wide[at] - cell_len(cells[at])) for at in columns}
    set_out = (cells[at] + blanks[at] if at in table.words_in else blanks[at] + cells[at] for at in columns)
    return (" " * _GAP).join(set_out).rstrip()


def _alone(row: DraftRow, table: DraftTable, width: int) -> Iterator[PaperLine]:
    """A row that has no room beside others: its name, and below it what each column says; what is empty is left out."""
    if row.kind is RowKind.HEADING:
        yield words_of(row.cells[0]), "accent"
        return
    named = table.named
    cells = _said(row)
    if len(cells) == _NAME_AND_WORDS:
        yield from ((line, _tone(row)) for line in _folded("  ".join(cells), width, _INDENT))
        return
    number = f"{cells[0]}. " if named and cells[0] else ""
    yield from ((line, _tone(row) or "strong") for line in _folded(f"{number}{cells[named]}", width))
    told = [
        f"{head} {cell}"
        for at, (head, cell) in enumerate(zip(table.heads, cells, strict=True))
        if cell not in ("", "—") and at != named and (at or not named)
    ]
    yield from ((line, "") for line in _told(told, width))


def _told(told: Sequence[str], width: int) -> Iterator[str]:
    """Columns with what they say, so many on a line as stand on it whole."""
    line = ""
    for said in told:
        if line and cell_len(line) + _GAP + cell_len(said) > width:
            yield from _folded(line, width, "  ")
            line = ""
        line += f"{' ' * _GAP}{said}"
    yield from _folded(line, width, "  ")
