"""A draft as .docx: plain A4, in the fonts that offices have, each named for Chinese and for figures.

python-docx is an optional extra; its template's own defaults (English, its theme's fonts, its spacing) are replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from data.export.papers.draft import DraftPaper, DraftRow, DraftTable, Passage, PassageKind, RowKind, words_of
from data.support.late_pattern import late_pattern

FANGSONG, HEITI, SONGTI, XIAOBIAOSONG = "仿宋", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
_BODY, _TITLE, _SMALL, _TABLE = 16.0, 22.0, 12.0, 9.0
"""三号, 二号, 小四, 小五, in points."""
_LINE = 28.0
_TWO = 2 * _BODY
"""The indent of a paragraph's first line: two characters."""

_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
"""In mm, of an A4 page."""
_WIDTH = 156.0

_WIDE = late_pattern(r"([“”‘’—…]+)")
"""Signs that are Chinese and foreign: without a hint they are set in the font of figures."""

_LOOKS: Mapping[PassageKind, tuple[str, float, float, float]] = {
    PassageKind.TO: (FANGSONG, _BODY, 0, _LINE),
    PassageKind.BODY: (FANGSONG, _BODY, _TWO, _LINE),
    PassageKind.HEADING: (HEITI, _BODY, _TWO, _LINE),
    PassageKind.NOTE: (FANGSONG, _SMALL, 0, 20.0),
    PassageKind.SIGNED: (FANGSONG, _SMALL, 0, 24.0),
}
"""Font, size, first indent and line of each kind of paragraph, in points."""


def to_docx(draft: DraftPaper) -> bytes:
    """The paper as a document. Raises ModuleNotFoundError where python-docx is not installed."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in _MARGINS.items():
        setattr(section, name, Mm(width))
    _defaults(document, draft)
    writer = _DocxWriter(document)
    writer.paragraph(draft.STATE, HEITI, _SMALL, centred=True, red=True)
    writer.paragraph(draft.title, XIAOBIAOSONG, _TITLE, centred=True, line=35.0)
    for block in draft.blocks:
        if isinstance(block, Passage):
            font, size, indent, line = _LOOKS[block.kind]
            keep = block.kind is PassageKind.HEADING
            writer.paragraph(block.words, font, size, indent=indent, keep=keep, line=line)
        else:
            writer.table(block)
    _page_numbers(section)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _defaults(document: Any, draft: DraftPaper) -> None:
    """Chinese, without the template's spacing, author and day."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(_BODY)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")  # of figures: as Chinese they would be parted at the end of a line
        language.set(qn("w:eastAsia"), "zh-CN")
    core = document.core_properties
    core.title, core.author, core.comments, core.language = draft.title, "", "", "zh-CN"
    core.created = core.modified = datetime.combine(draft.as_of, time())


class _DocxWriter:
    """Adds paragraphs and tables to a document."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def paragraph(
        self,
        words: str,
        font: str,
        size: float,
        *,
        indent: float = 0,
        centred: bool = False,
        keep: bool = False,
        red: bool = False,
        line: float = _LINE,
    ) -> None:
        """One paragraph; `keep` holds it on the page of the next one."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        made = self._document.add_paragraph()
        look = made.paragraph_format
        look.first_line_indent, look.line_spacing, look.keep_with_next = Pt(indent), Pt(line), keep
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
        _run(made, words, font, size, red=red)

    def table(self, table: DraftTable) -> None:
        """Caption and unit, which stay with the table; its headers stand again on each page."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self.paragraph(table.caption, HEITI, _SMALL, centred=True, keep=True)
        self.paragraph(table.unit, FANGSONG, _TABLE + 1.5, keep=True, line=16.0)
        self._document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        made = self._document.add_table(rows=1 + len(table.rows), cols=len(table.heads))
        made.style, made.autofit, made.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
        widths = _column_widths(table)
        cells = [row.cells for row in made.rows]
        _narrow_margins(made)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        _set(made.rows[0], "w:tblHeader")
        for row in made.rows:
            _set(row, "w:cantSplit")
        _fill(cells[0], list(table.heads), [1] * len(table.heads), HEITI)
        for at, told in enumerate(table.rows, 1):
            self._row(cells[at], told, table)
        for line in cells:
            for cell, width in zip(line, widths, strict=True):
                cell.width = width

    def _row(self, cells: Sequence[Any], row: DraftRow, table: DraftTable) -> None:
        words = [words_of(cell) for cell in row.cells]
        font = FANGSONG if row.kind in (RowKind.OWN, RowKind.PART) else HEITI
        if row.kind is RowKind.HEADING:
            _fill([cells[0].merge(cells[-1])], words, [0], font)
            cells[0].paragraphs[0].paragraph_format.keep_with_next = True
        else:
            _fill(cells, words, [1 if not at else 0 if at in table.words_in else 2 for at in range(len(words))], font)


def _fill(cells: Sequence[Any], words: Sequence[str], sides: Sequence[int], font: str) -> None:
    """Words into cells; sides are left 0, centre 1, right 2, as python-docx numbers them."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    for cell, said, side in zip(cells, words, sides, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.line_spacing = Pt(_TABLE + 4)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _run(paragraph, said, font, _TABLE)


def _run(paragraph: Any, words: str, font: str, size: float, *, red: bool = False) -> None:
    """Words in a font: quotes and dashes too go by the Chinese one."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for part in _WIDE.split(words):
        run = paragraph.add_run(part)
        run.font.name, run.font.size = LATIN, Pt(size)
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)
        if _WIDE.fullmatch(part):
            fonts.set(qn("w:hint"), "eastAsia")
        if red:
            run.font.color.rgb = RGBColor(0xC0, 0, 0)


def _column_widths(table: DraftTable) -> list[Any]:
    """The page's width, parted by the longest words of the columns; a header may take two lines."""
    from docx.shared import Mm

    rows = [[words_of(cell) for cell in row.cells] for row in table.rows if row.kind is not RowKind.HEADING]
    longest = [max([_cells(row[at]) for row in rows] + [_cells(head) / 2]) + 2 for at, head in enumerate(table.heads)]
    return [Mm(_WIDTH * wide / sum(longest)) for wide in longest]


def _cells(words: str) -> float:
    return sum(2 if ord(sign) > 0x2E7F or sign == "%" else 1 for sign in words)


def _set(row: Any, name: str) -> None:
    """A property of a row: not parted by pages (w:cantSplit), stands again on each (w:tblHeader)."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.insert(0 if name == "w:cantSplit" else len(properties), OxmlElement(name))


def _narrow_margins(table: Any) -> None:
    """Half a millimetre beside the words of cells, so that eleven columns fit the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "28")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _page_numbers(section: Any) -> None:
    """— 1 —, below the text."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", SONGTI, 14)
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)
    _run(paragraph, " —", SONGTI, 14)
