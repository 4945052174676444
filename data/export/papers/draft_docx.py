"""A draft as .docx, plain A4 or in the form of a 公文, in the fonts that offices have, each named for Chinese and for
figures. python-docx is an optional extra."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from data.export.papers.docx_defaults import new_document
from data.export.papers.docx_parts import (
    BAR_PARTS,
    add_bar,
    add_words,
    narrow_margins,
    set_cell,
    set_paragraph,
    set_row,
    set_widths,
    thin_end,
)
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    PaperBar,
    PaperWords,
    Passage,
    PassageKind,
    RowKind,
    words_of,
)
from data.export.papers.paper_fonts import FANGSONG, HEITI
from data.export.papers.paper_looks import NEWSLETTER, PageLook, ParagraphLook, heading_look, page_look

_CAPTION = ParagraphLook(HEITI, 12.0, 28.0, centred=True)
_UNIT = ParagraphLook(FANGSONG, 10.5, 16.0)
_ANNEX = "附件"
_BAR_CELLS = 26
"""How wide a bar with its figure is, in half characters."""
_CELL_MARGIN = 28
_BESIDE = 1.0
"""Room beside the words of a cell, in half characters."""
_GAP = 0.5
"""Room that programs leave between Chinese and figures, in half characters."""
_LEAST_WORDS = 8
"""A column of words may be as narrow as this, in half characters; its words take more lines then."""
_HEAD_WHOLE = 4
"""A header of so many half characters is not parted."""


def to_docx(draft: DraftPaper, form: str = NEWSLETTER) -> bytes:
    """The paper as a document of this form. Raises ModuleNotFoundError where python-docx is not installed."""
    look = page_look(form, one_page=draft.one_page)
    document = new_document(look, draft.title, draft.as_of)
    writer = _DocxWriter(document, look)
    if draft.state:
        writer.paragraph(draft.state, look.state, tone="red")
    writer.paragraph(_parted(draft.title, look), look.title, keep=look.apart)
    if look.apart:
        writer.paragraph("", look.kinds[PassageKind.TO], keep=True)
    before: Passage | DraftTable | None = None
    for block, following in zip(draft.blocks, (*draft.blocks, None)[1:], strict=True):
        if isinstance(block, Passage):
            writer.passage(block, following).page_break_before = _is_behind(block, before) or None
        else:
            writer.table(block)
        before = block
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _closes(block: Passage | DraftTable | None) -> bool:
    """Whether this is what stands last in a paper, and never alone on a page: the list of annexes, the signature."""
    if not isinstance(block, Passage):
        return False
    return block.kind is PassageKind.SIGNED or block.words.startswith(_ANNEX)


def _is_behind(block: Passage, before: Passage | DraftTable | None) -> bool:
    """Whether it begins what stands behind the signature (what has changed since, where figures come from): the pages
    before it stay as they were handed out."""
    signed = isinstance(before, Passage) and before.kind is PassageKind.SIGNED
    return signed and block.kind is PassageKind.HEADING


class _DocxWriter:
    """Adds paragraphs and tables to a document."""

    def __init__(self, document: Any, look: PageLook) -> None:
        self._document = document
        self._look = look

    def paragraph(self, words: str, look: ParagraphLook, *, keep: bool = False, tone: str = "") -> Any:
        """One paragraph; `keep` holds it on the page of the next one."""
        made = self._document.add_paragraph()
        set_paragraph(made, look, keep=keep)
        add_words(made, words, look.font, look.size, spacing=look.spacing, tone=tone)
        return made

    def passage(self, passage: Passage, following: Passage | DraftTable | None) -> Any:
        """The format of a paragraph of the draft, with the bars that it has below it; a heading stays with what
        follows, what leads to a table with it, and the last words of the text with the annexes and the signature."""
        look = self._look.kinds[passage.kind]
        if passage.kind is PassageKind.HEADING:
            look = heading_look(look, passage.words)
        bars = [part for part in passage.parts if isinstance(part, PaperBar)]
        begins = isinstance(following, DraftTable) and passage.kind is PassageKind.BODY
        keep = passage.kind is PassageKind.HEADING or begins or _closes(following) or bool(bars)
        made = self.paragraph(passage.words, look, keep=keep, tone=passage.tone)
        for bar in bars:
            drawn = self._document.add_table(rows=1, cols=BAR_PARTS + 1)
            add_bar(drawn, bar, self._width, ParagraphLook(FANGSONG, self._look.table_size, None))
        return made.paragraph_format

    @property
    def _width(self) -> int:
        from docx.shared import Mm

        return int(Mm(self._look.width))

    @property
    def _room(self) -> float:
        """The half characters of a table that stand beside each other on the page."""
        return self._look.width * _POINTS_A_MM / (self._look.table_size / 2)

    def table(self, table: DraftTable) -> None:
        """Caption, unit, headers and the first row stay together; the headers stand again on each page."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Emu

        if table.caption:
            self.paragraph(table.caption, _CAPTION, keep=True)
        if table.unit:
            self.paragraph(table.unit, _UNIT, keep=True).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        made = self._document.add_table(rows=1 + len(table.rows), cols=len(table.heads))
        made.style, made.autofit, made.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        narrow_margins(made, _CELL_MARGIN)
        widths = [Emu(int(self._width * share)) for share in _shares(table, self._room)]
        cells = [row.cells for row in made.rows]
        set_widths(made, cells, widths)
        for at, row in enumerate(made.rows):
            set_row(row, head=not at)
        self._fill(cells[0], table.heads, [1] * len(table.heads), HEITI, widths, keep=True)
        for at, told in enumerate(table.rows, 1):
            self._row(cells[at], told, table, widths)

    def _row(self, cells: Sequence[Any], row: DraftRow, table: DraftTable, widths: Sequence[int]) -> None:
        font = FANGSONG if row.kind in (RowKind.OWN, RowKind.PART) else HEITI
        if row.kind is RowKind.HEADING:
            self._fill([cells[0].merge(cells[-1])], row.cells, [0], font, widths, keep=True)
            return
        sides = [1 if not at else 0 if at in table.words_in else 2 for at in range(len(row.cells))]
        self._fill(cells, row.cells, sides, font, widths)

    def _fill(
        self,
        cells: Sequence[Any],
        said: Sequence[PaperWords],
        sides: Sequence[int],
        font: str,
        widths: Sequence[int],
        *,
        keep: bool = False,
    ) -> None:
        """Words and bars into cells; sides are those of `set_cell`."""
        size = self._look.table_size
        for at, (cell, words, side) in enumerate(zip(cells, said, sides, strict=True)):
            set_cell(cell, size, side, keep=keep)
            if isinstance(words, PaperBar):
                made = cell.add_table(rows=1, cols=BAR_PARTS + 1)
                add_bar(made, words, widths[at] - 2 * _CELL_MARGIN * _EMU_A_TWIP, ParagraphLook(font, size, None))
                cell._tc.remove(cell.paragraphs[0]._p)
                thin_end(cell)
                continue
            add_words(cell.paragraphs[0], words_of(words), font, size)


_EMU_A_TWIP = 635
_POINTS_A_MM = 72 / 25.4


def _parted(title: str, look: PageLook) -> str:
    """A title too long for one line has what stands in brackets on the next: never a sign or two alone."""
    room = look.width * _POINTS_A_MM / (look.title.size / 2)
    first, bracket, rest = title.rpartition("（")
    return f"{first}\n{bracket}{rest}" if first and _cells(title) > room >= _cells(first) else title


def _shares(table: DraftTable, room: float) -> list[float]:
    """The page's width of `room` half characters, parted by the longest words of the columns. Where they have no room
    beside each other the widest columns of words give way, so that figures, days and names stay on one line."""
    rows = [row.cells for row in table.told]
    wide = [
        max([_cells(row[at]) for row in rows] + [_head_cells(head)]) + _BESIDE for at, head in enumerate(table.heads)
    ]
    words = [one for at, one in enumerate(wide) if at in table.words_in]
    most = max(_LEAST_WORDS, _widest(words, room - (sum(wide) - sum(words))))
    wide = [min(one, most) if at in table.words_in else one for at, one in enumerate(wide)]
    return [one / sum(wide) for one in wide]


def _widest(columns: Sequence[float], room: float) -> float:
    """How wide a column of these may be at most, so that all have room beside each other."""
    left = sorted(columns)
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    return room / len(left) if left else max(columns, default=0.0)


def _head_cells(head: str) -> float:
    """A header of more than two characters may take two lines, whole characters each."""
    cells = _cells(head)
    return cells if cells <= _HEAD_WHOLE else 2.0 * math.ceil(cells / 4)


def _cells(said: PaperWords) -> float:
    if isinstance(said, PaperBar):
        return _BAR_CELLS
    lines = words_of(said).split("\n")
    return max(sum(2 if _is_wide(sign) else 1 for sign in line) + _GAP * _turns(line) for line in lines)


def _is_wide(sign: str) -> bool:
    return ord(sign) > 0x2E7F or sign in "%□"


def _turns(line: str) -> int:
    """How often Chinese and figures stand beside each other: programs leave a quarter of a character there."""
    return sum(one.isalnum() and other.isalnum() and _is_wide(one) != _is_wide(other) for one, other in pairwise(line))
