"""An empty Chinese document on A4. What python-docx's own template brings and no Chinese paper has is replaced: its
languages, spacing, theme fonts, the mode of Word 2010, the picture of its first page."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from data.export.papers.docx_parts import number_pages, set_grid
from data.export.papers.draft import PassageKind
from data.export.papers.paper_fonts import FANGSONG, LATIN
from data.export.papers.paper_looks import PageLook

_LANGUAGES = {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}
"""`w:val` is of figures and letters: were they Chinese, a number would be parted at the end of a line."""

_THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
_WORD_MODE = "15"
_NOT_OURS = ("/thumbnail", "/customXml", "/stylesWithEffects")
"""How the relationships of those parts end that a paper does without."""


def new_document(look: PageLook, title: str, day: date) -> Any:
    """A document of this look without a word but its page numbers; title and day are its properties."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, width in zip(("top", "bottom", "left", "right"), look.margins, strict=True):
        setattr(section, f"{name}_margin", Mm(width))
    set_grid(section, look.grid)
    _drop_parts(document)
    _styles(document)
    _settings(document.settings.element)
    number_pages(document, look)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(look.kinds[PassageKind.BODY].size)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    core = document.core_properties
    core.title, core.author, core.comments, core.language = title, "", "", "zh-CN"
    core.created = core.modified = datetime.combine(day, time())
    return document


def _drop_parts(document: Any) -> None:
    for rels in (document.part.package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_NOT_OURS)]:
            del rels[name]


def _styles(document: Any) -> None:
    """Fonts by name and not by theme, Chinese, nothing between paragraphs."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for theme in _THEME_FONTS:
            fonts.attrib.pop(qn(theme), None)
    for language in styles.iter(qn("w:lang")):
        for name, value in _LANGUAGES.items():
            language.set(qn(name), value)
    defaults = styles.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        for name, font in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:cs", LATIN), ("w:eastAsia", FANGSONG)):
            fonts.set(qn(name), font)
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.attrib.clear()
        spacing.set(qn("w:after"), "0")
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)


def _settings(settings: Any) -> None:
    from docx.oxml.ns import qn

    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.remove(settings.find(qn("w:savePreviewPicture")))
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), _WORD_MODE)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), _LANGUAGES["w:eastAsia"])
