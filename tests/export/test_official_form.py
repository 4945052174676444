"""A .docx is in the form that the settings name, plain A4 or that of GB/T 9704-2012, and in the order of the schema."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from helpers.drafts import opened, part_text, small_draft
from lxml import etree

from data.export.papers.docx_parts import BAR_PARTS
from data.export.papers.draft import DraftRow, DraftTable
from data.export.papers.draft_docx import to_docx
from data.export.papers.paper_fonts import PAPER_FONTS, missing_fonts
from data.export.papers.paper_looks import NEWSLETTER, OFFICIAL, page_look
from data.settings import SettingsError, parse

FORMS = (NEWSLETTER, OFFICIAL)

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect "
    "bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblCellMar": "top left bottom right",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tc": "tcPr tbl p",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "r": "rPr fldChar instrText t",
    "p": "pPr r",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "settings": "zoom proofState mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl compat rsids "
    "mathPr themeFontLang clrSchemeMapping doNotAutoCompressPictures shapeDefaults decimalSymbol listSeparator docId "
    "defaultImageDpi",
    "compat": "useFELayout compatSetting",
}
"""The elements that papers use, in the order of WordprocessingML's schema (CT_PPr, CT_RPr, CT_TblPr ...)."""


WRITTEN = ("word/document", "word/settings", "word/footer")
"""The parts that we write elements into; the library's own stand as they are elsewhere."""


def paragraph(document, begins: str):
    return next(one for one in document.paragraphs if one.text.startswith(begins))


def fonts(run) -> tuple[str, str | None]:
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.name


@pytest.mark.parametrize("form", FORMS)
def test_every_element_stands_where_the_schema_has_it(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(small_draft(), form))) as archive:
        names = [name for name in archive.namelist() if name.startswith(WRITTEN)]
        trees = [etree.fromstring(archive.read(name)) for name in names]
    seen = set()
    for element in (one for tree in trees for one in tree.iter() if isinstance(one.tag, str)):
        name = etree.QName(element).localname
        if name not in ORDER or (name == "p" and element.getparent() is None):
            continue
        order = ORDER[name].split()
        children = [etree.QName(child).localname for child in element]
        assert set(children) <= set(order), (name, children)
        if name not in ("tc", "r"):
            assert all(order.index(a) <= order.index(b) for a, b in pairwise(children)), (name, children)
        if name == "tc":
            assert children[-1] == "p", "Word wants a paragraph at the end of a cell"
        seen.add(name)
    assert seen == set(ORDER)


def test_the_official_form_is_that_of_the_standard() -> None:
    data = to_docx(small_draft(), OFFICIAL)
    document = opened(data)
    section = document.sections[0]
    sides = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm) for side in (section.page_width, section.page_height, *sides)] == [210, 297, 37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    title = paragraph(document, "招商")
    assert (title.paragraph_format.line_spacing.pt, title.runs[0].font.size.pt) == (35, 22)
    assert fonts(title.runs[0])[0] == "方正小标宋简体"
    assert title._p.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
    text = paragraph(document, "现将")
    assert text.paragraph_format.line_spacing is None
    assert text._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert (fonts(text.runs[0])[0], text.runs[0].font.size.pt) == ("仿宋", 16)
    assert text.runs[0]._element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_headings_go_by_their_number() -> None:
    document = opened(to_docx(small_draft(), OFFICIAL))
    found = {begins: fonts(paragraph(document, begins).runs[0])[0] for begins in ("一、", "（一）", "1. ", "附件")}
    assert found == {"一、": "黑体", "（一）": "楷体", "1. ": "仿宋", "附件": "仿宋"}


def test_pages_are_numbered_at_their_outer_side() -> None:
    document = opened(to_docx(small_draft(), OFFICIAL))
    assert document.settings.odd_and_even_pages_header_footer
    odd, even = document.sections[0].footer.paragraphs[0], document.sections[0].even_page_footer.paragraphs[0]
    assert [one._p.xpath("string(.//w:instrText)") for one in (odd, even)] == ["PAGE", "PAGE"]
    assert odd.text.split() == even.text.split() == ["—", "—"]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert {run.font.size.pt for run in odd.runs} == {14}
    assert {fonts(run)[0] for run in odd.runs if run.text} == {"宋体"}


@pytest.mark.parametrize("form", FORMS)
def test_quotes_and_dashes_are_set_in_the_chinese_font(form: str) -> None:
    runs = paragraph(opened(to_docx(small_draft(), form)), "签约").runs
    wide = {run.text: fonts(run) for run in runs if run.text in ("“", "”", "——")}
    assert wide == dict.fromkeys(("“", "”", "——"), ("仿宋", "仿宋"))
    assert fonts(runs[0]) == ("仿宋", "Times New Roman")


@pytest.mark.parametrize("form", FORMS)
def test_what_belongs_together_stays_on_one_page(form: str) -> None:
    document = opened(to_docx(small_draft(), form))
    kept = [one.text for one in document.paragraphs if one.paragraph_format.keep_with_next]
    for begins in ("一、", "（一）", "1. ", "完成情况", "单位：", "请对照", "附件", "拟稿"):
        assert any(text.startswith(begins) for text in kept), begins
    assert not any(text.startswith(("现将", "签约", "抄送")) for text in kept)
    head, heading_row, first, total = document.tables[0].rows
    rows = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in (head, heading_row, first, total)]
    assert rows == [True, True, None, None]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (head, heading_row, first, total))
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (head, first)] == [True, False]


@pytest.mark.parametrize("form", FORMS)
def test_where_there_is_no_room_words_give_way_and_figures_stay_on_one_line(form: str) -> None:
    heads = ("序号", "单位", *(f"第{n}项完成率" for n in range(10)), "说明")
    cells = ("1", "云川高新技术产业开发园区", *["100.00%"] * 10, "标准厂房尚未交付")
    draft = replace(small_draft(), blocks=(DraftTable("", "", heads, (DraftRow(cells),), words_in=frozenset({1, 12})),))
    (table,) = opened(to_docx(draft, form)).tables
    wide = [column.width.pt for column in table.columns]
    half = page_look(form).table_size / 2
    assert min(wide[2:12]) > 7.5 * half
    assert wide[1] < 24 * half
    assert sum(wide) == pytest.approx(page_look(form).width * 72 / 25.4, abs=1)


@pytest.mark.parametrize("form", FORMS)
def test_a_bar_is_narrow_columns_with_the_figure_beside(form: str) -> None:
    cell = opened(to_docx(small_draft(), form)).tables[0].rows[2].cells[4]
    (bar,) = cell.tables
    fills = [one._tc.tcPr.find(qn("w:shd")) for one in bar.rows[0].cells]
    shades = [shade.get(qn("w:fill")) for shade in fills if shade is not None]
    assert len(shades) == BAR_PARTS == 20
    assert (shades[:10], shades[14]) == (["404040"] * 10, "C00000")
    assert set(shades[10:14] + shades[15:]) == {"D9D9D9"}
    assert bar.rows[0].cells[-1].text.strip() == "50.0%"


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_the_library_s_own_document_is_left(form: str) -> None:
    data = to_docx(small_draft(), form)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name] == []
    styles, settings = part_text(data, "word/styles.xml"), part_text(data, "word/settings.xml")
    assert "ja-JP" not in styles + settings
    assert 'w:eastAsia="en-US"' not in styles
    assert "Theme=" not in styles
    defaults = styles[: styles.index("</w:docDefaults>")]
    assert 'w:after="0"' in defaults
    assert "w:line=" not in defaults
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings


def test_the_settings_name_the_form_and_the_words_beside_it() -> None:
    assert parse("").papers.form == NEWSLETTER
    given = parse('[papers]\nform = "公文"\ncontract = ["投资协议书"]').papers
    assert (given.form, given.words) == (OFFICIAL, {"contract": ("投资协议书",)})
    with pytest.raises(SettingsError, match="公文"):
        parse('[papers]\nform = "红头"')


@pytest.mark.parametrize("file", ["/etc/a.docx", "../a.docx", "a/../../a.docx", "C:\\a.docx", "模板.dotx", "模板"])
def test_a_form_lies_in_the_folder(file: str) -> None:
    with pytest.raises(SettingsError, match=r"forms\.circular"):
        parse(f"[forms]\ncircular = '{file}'")
    assert parse("[forms]\ncircular = '模板/通报.docx'").forms == {"circular": "模板/通报.docx"}


def test_a_font_is_missed_only_where_none_of_its_names_is_there() -> None:
    everywhere = [others[0] for others in PAPER_FONTS.values()]
    assert missing_fonts(everywhere) == ()
    assert missing_fonts([*everywhere[1:], " dejavu sans "]) == ("仿宋",)
    assert missing_fonts(["仿宋_gb2312"]) == tuple(PAPER_FONTS)[1:]
