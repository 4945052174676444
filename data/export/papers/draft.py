"""A paper before it has a form: its title, paragraphs and tables as plain values, each figure rounded as it is printed,
with what it rests on. `draft_markdown`, `draft_html` and `draft_docx` write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from data.model import Trace
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as it is printed, and what it rests on."""

    words: str
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class PaperBar:
    """A share of a whole, drawn by the forms that can and printed by all as its figure: `share` is 1 when all is done,
    `mark` where the pace stands (None: nowhere)."""

    share: Decimal
    figure: Stated
    mark: Decimal | None = None

    @property
    def words(self) -> str:
        """The figure as it is printed."""
        return self.figure.words

    def parts(self, width: int) -> tuple[int, int | None]:
        """How many of `width` parts are full, and which of them bears the mark: none is past the end."""
        mark = None if self.mark is None else min(_part(self.mark, width), width - 1)
        return _part(self.share, width), mark


def _part(share: Decimal, width: int) -> int:
    return int(min(max(share, Decimal(0)), Decimal(1)) * width)


PaperWords = str | Stated | PaperBar


def words_of(said: PaperWords) -> str:
    """As it is printed."""
    return said if isinstance(said, str) else said.words


def figure_of(said: PaperWords) -> Stated | None:
    """The figure that is printed, if it rests on rows or a rule."""
    figure = said.figure if isinstance(said, PaperBar) else said
    return figure if isinstance(figure, Stated) and figure.trace else None


class NothingToReport(Exception):
    """The board holds nothing that this paper could tell: no fair and no target, or none of its items. `why` says so
    in a sentence to be translated, "" where there is no more to say."""

    def __init__(self, why: str = "", **said: str) -> None:
        super().__init__(why)
        self.why, self.said = why, said


class PassageKind(StrEnum):
    """What a paragraph is in its paper."""

    TO = "to"
    BODY = "body"
    HEADING = "heading"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph; `tone` is the colour that it is printed in ("blue", "orange", "red"; "": black)."""

    parts: tuple[PaperWords, ...]
    kind: PassageKind = PassageKind.BODY
    tone: str = ""

    @property
    def words(self) -> str:
        """As it is printed."""
        return "".join(map(words_of, self.parts))


class RowKind(StrEnum):
    """What a row of a table is: a unit's own, one that is part of the line above, a heading, what other tables have of
    the sum, the sum."""

    OWN = "own"
    PART = "part"
    HEADING = "heading"
    REST = "rest"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row; a heading has one cell, which spans the table."""

    cells: tuple[PaperWords, ...]
    kind: RowKind = RowKind.OWN


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: its caption ("": it stands under a heading), the unit that its amounts are in, its headers and rows.
    `words_in` are the columns of words; others hold figures and are set to the right."""

    caption: str
    unit: str
    heads: tuple[str, ...]
    rows: tuple[DraftRow, ...]
    words_in: frozenset[int] = frozenset({1})

    def of_kind(self, *kinds: RowKind) -> tuple[DraftRow, ...]:
        """The rows of these kinds."""
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def told(self) -> tuple[DraftRow, ...]:
        """The rows that say something of their own: all but the headings."""
        return tuple(row for row in self.rows if row.kind is not RowKind.HEADING)

    @property
    def named(self) -> int:
        """The column that names a row: the first one of words."""
        return min(self.words_in, default=0)


DRAFT = "草稿 未经核对 未印发"
"""What every form says above a paper that nobody has issued."""

BLANK_DAY = "　　　　年　　月　　日"
"""Where a signature has a day that is written by hand; on an issued paper the day of its issue stands there."""


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """The whole paper. `state` stands above it: that it is a draft, not yet confirmed by the units nor issued; "" where
    it was issued. `one_page`: it is set in smaller print, to stand on one page."""

    kind: str
    title: str
    as_of: date
    blocks: tuple[Passage | DraftTable, ...]
    one_page: bool = False
    state: str = DRAFT

    @property
    def tables(self) -> tuple[DraftTable, ...]:
        """Its tables, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, DraftTable))

    @property
    def figures(self) -> Iterator[Stated]:
        """Its figures that rest on rows or a rule, in their order."""
        for block in self.blocks:
            parts = block.parts if isinstance(block, Passage) else [cell for row in block.rows for cell in row.cells]
            yield from (figure for part in parts if (figure := figure_of(part)))

    @property
    def words(self) -> str:
        """All of it, a line a paragraph or row."""
        return "\n".join((self.title, *(line for block in self.blocks for line in _lines(block))))


def _lines(block: Passage | DraftTable) -> Iterator[str]:
    if isinstance(block, Passage):
        yield block.words
        return
    yield from (line for line in (block.caption, block.unit, "\t".join(block.heads)) if line)
    yield from ("\t".join(map(words_of, row.cells)) for row in block.rows)


def numbered(rows: Iterable[DraftRow]) -> Iterator[DraftRow]:
    """Rows with the column of numbers in front: those of units and things have one, what is part of a line or a sum
    has none, and a heading spans the table."""
    at = 0
    for row in rows:
        at += row.kind is RowKind.OWN
        if row.kind is RowKind.HEADING:
            yield row
        else:
            yield DraftRow((str(at) if row.kind is RowKind.OWN else "", *row.cells), row.kind)


def list_rows(lines: Iterable[Sequence[PaperWords]]) -> tuple[DraftRow, ...]:
    """The numbered rows of a list."""
    return tuple(numbered(DraftRow(tuple(cells)) for cells in lines))


def body(*parts: PaperWords) -> Passage:
    """A paragraph of the text."""
    return Passage(parts)


def note(words: str) -> Passage:
    """A paragraph in small print."""
    return Passage((words,), PassageKind.NOTE)


def subtitle(words: str) -> Passage:
    """What stands below the title."""
    return Passage((words,), PassageKind.SUBTITLE)


def by_hand(words: str) -> Passage:
    """A line that is filled in and signed by hand."""
    return Passage((words,), PassageKind.SIGNED)


def heading(words: str) -> Passage:
    """A heading of the first order: 一、总体情况."""
    return Passage((words,), PassageKind.HEADING)
