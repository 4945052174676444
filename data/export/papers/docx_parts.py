"""The small parts of a .docx that python-docx has no words for: fonts of both scripts, properties of rows and tables,
bars, page numbers, the grid. Elements stand in the order of the schema: Word calls a file damaged otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.export.papers.draft import PaperBar
from data.export.papers.paper_fonts import LATIN, SONGTI
from data.export.papers.paper_looks import PageLook, ParagraphLook
from data.support.late_pattern import late_pattern

_WIDE = late_pattern(r"([“”‘’—…]+)")
"""Signs that are Chinese and foreign: without their font and a hint they are set as figures are."""

BAR_PARTS = 20
"""Columns of a bar."""

_FULL, _EMPTY, _MARK = "404040", "D9D9D9", "C00000"
_BAR_SHARE = 0.7
"""The part of its column that a bar takes; its figure has the rest."""
_THIN = 1.0
_NUMBER_SIZE = 14.0
_TWIPS = 20
TONES: Mapping[str, str] = {"blue": "1F4E9E", "orange": "C55A11", "red": _MARK}
"""The colours of words."""


def element(name: str, **attributes: object) -> Any:
    """A new element of Word's with these attributes, named without their `w:`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_words(
    paragraph: Any, words: str, font: str, size: float, *, spacing: float = 0.0, tone: str = "", latin: str = LATIN
) -> None:
    """Words in a font, figures and letters in `latin`; quotes and dashes go by the Chinese font. `spacing` is added
    between characters, in points; `tone` is one of TONES, or black."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for part in filter(None, _WIDE.split(words)):
        wide = bool(_WIDE.fullmatch(part))
        run = paragraph.add_run(part)
        run.font.name, run.font.size = (font if wide else latin), Pt(size)
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)
        if wide:
            fonts.set(qn("w:hint"), "eastAsia")
        if tone:
            run.font.color.rgb = RGBColor.from_string(TONES[tone])
        if spacing:
            # before w:sz; python-docx has put the size there already
            run._element.rPr.find(qn("w:sz")).addprevious(element("w:spacing", val=round(spacing * _TWIPS)))


def set_paragraph(paragraph: Any, look: ParagraphLook, *, keep: bool = False) -> None:
    """Indent, line and side of a paragraph; `keep` holds it on the page of the next one."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.keep_with_next = keep or None
    if look.line is not None:
        form.line_spacing = Pt(look.line)
    if look.indent:
        form.first_line_indent = Pt(look.indent * (look.size + look.spacing))
        paragraph._p.pPr.ind.set(qn("w:firstLineChars"), str(look.indent * 100))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    if look.line is not None:
        off_grid(paragraph)


def off_grid(paragraph: Any) -> None:
    """Let a paragraph's lines be as high as it says, and not as the grid has them."""
    paragraph._p.get_or_add_pPr().insert_element_before(element("w:snapToGrid", val=0), *_AFTER_GRID)


_AFTER_GRID = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def set_row(row: Any, *, head: bool = False) -> None:
    """No page parts a row; a head stands again on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))


def narrow_margins(table: Any, twips: int) -> None:
    """So much beside the words of cells; by half a millimetre (28) eleven columns fit the page."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=twips, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def set_widths(table: Any, rows: Iterable[Sequence[Any]], widths: Sequence[Any]) -> None:
    """The widths of columns, by the grid and by each cell of these rows: programs go by one or the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width


def add_bar(made: Any, bar: PaperBar, width: int, look: ParagraphLook) -> None:
    """Draw a bar in a new table of one row and BAR_PARTS + 1 columns, `width` wide (EMU): shaded, the figure beside."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Emu, Pt

    full, mark = bar.parts(BAR_PARTS)
    made.autofit = False
    narrow_margins(made, 0)
    set_row(made.rows[0])
    cells = made.rows[0].cells
    for at, cell in enumerate(cells[:-1]):
        shade = _MARK if at == mark else _FULL if at < full else _EMPTY
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=shade))
        _thin(cell.paragraphs[0])
    cells[-1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    words = cells[-1].paragraphs[0]
    words.paragraph_format.line_spacing = Pt(look.size)
    off_grid(words)
    add_words(words, f" {bar.words}", look.font, look.size)
    part = int(width * _BAR_SHARE / BAR_PARTS)
    set_widths(made, [cells], [Emu(part)] * BAR_PARTS + [Emu(width - part * BAR_PARTS)])


def _thin(paragraph: Any) -> None:
    """A paragraph without words that takes no room."""
    from docx.shared import Pt

    paragraph.paragraph_format.line_spacing = Pt(_THIN)
    off_grid(paragraph)
    mark = element("w:rPr")
    mark.append(element("w:sz", val=2))
    paragraph._p.get_or_add_pPr().insert_element_before(mark, "w:sectPr")


def thin_end(cell: Any) -> None:
    """Word wants a paragraph behind a table in a cell: one that takes no room."""
    _thin(cell.paragraphs[-1])


def set_grid(section: Any, pitch: int) -> None:
    """A grid of lines of this pitch in twentieths of a point; 0 for none."""
    from docx.oxml.ns import qn

    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    if pitch:
        properties.append(element("w:docGrid", type="lines", linePitch=pitch))


def number_pages(document: Any, look: PageLook) -> None:
    """— 1 — below the text: in the middle, or at the outer side, a character from the edge."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.footer_distance = Mm(look.foot)
    if not look.outer:
        _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.CENTER)
        return
    document.settings.odd_and_even_pages_header_footer = True
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.paragraph_format.right_indent = even.paragraph_format.left_indent = Pt(_NUMBER_SIZE)
    _number(odd, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(even, WD_ALIGN_PARAGRAPH.LEFT)


def _number(paragraph: Any, side: Any) -> None:
    from docx.shared import Pt

    paragraph.alignment = side
    off_grid(paragraph)
    add_words(paragraph, "— ", SONGTI, _NUMBER_SIZE, latin=SONGTI)
    run = paragraph.add_run()
    run.font.name, run.font.size = SONGTI, Pt(_NUMBER_SIZE)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = element("w:fldChar", fldCharType=kind) if kind else element("w:instrText")
        part.text = text or None
        run._element.append(part)
    add_words(paragraph, " —", SONGTI, _NUMBER_SIZE, latin=SONGTI)
