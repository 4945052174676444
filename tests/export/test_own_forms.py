"""The office's own forms are filled with what the draft says, told in all that is wrong with them, and harm nothing."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from helpers.drafts import opened, small_draft
from helpers.own_forms import form_of

from data import wording
from data.export.forms.form_child import FillForm, check, fill
from data.export.forms.form_dangers import active_field, embedded_part
from data.export.forms.form_example import example_form
from data.export.forms.form_faults import FORM_FAULTS
from data.export.forms.form_fields import FORM_FIELDS, column_name, form_values, heading_name
from data.export.forms.own_form import FormUnfit, in_own_form
from data.export.papers.circular import circular
from data.export.papers.paper_kinds import PAPERS
from data.export.papers.paper_periods import PaperPeriod
from data.processes.bounded_child import ROOM
from data.settings import PAPER_CODES
from data.starter import FORM_NAME, start_season

HOSTILE_UNIT = "甲县 <b>&|{{ 7*7 }}{%p x %}"
REPEATED = (("{%tr for 行 in 表格[0].行 %}", ""), ("{{ 行.单位 }}", "{{ 行.完成 }}"), ("{%tr endfor %}", ""))


def told(*paragraphs: str, **more) -> list[tuple[str, str, str]]:
    """What is wrong with a form: the code, what stands there, the nearest name."""
    faults, _says_state = check(form_of(*paragraphs, **more), form_values(small_draft()))
    return [(fault.code, fault.got, fault.near) for fault in faults]


def filled(folder: Path, form: bytes, unit: str = "甲县", seconds: float = 60.0):
    (folder / "form.docx").write_bytes(form)
    return opened(in_own_form(folder, "form.docx", small_draft(unit), seconds))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_form_says_what_the_draft_says_and_words_of_ledgers_stay_words(tmp_path: Path) -> None:
    form = form_of("{{ 状态 }}", "{{ 标题 }}", "{{ 节.总体情况 }}", rows=REPEATED, header="截至{{ 日期 }}")
    document = filled(tmp_path, form, HOSTILE_UNIT)
    draft = small_draft()
    assert texts(document) == [draft.state, draft.title, "签约“合同”项目——85.30亿元。"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["县区", ""], [HOSTILE_UNIT, "1.50"], ["合计", "1.50"]]
    assert document.sections[0].header.paragraphs[0].text == "截至2026年5月8日"


def test_a_form_without_a_place_for_it_says_on_top_that_this_is_a_draft(tmp_path: Path) -> None:
    assert texts(filled(tmp_path, form_of("{{ 标题 }}")))[0] == small_draft().state


def test_all_that_is_wrong_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    form = form_of(
        "{{ 标体 }}",
        "｛｛ 标题 ｝｝",
        rows=(("{%tr for 行 in 表格[0].行 %}", ""), ("{{ 行.单 }}", "{{ 行.完成"), ("{%tr endfor %}", "")),
        header="{{ 日朝 }}",
    )
    (tmp_path / "form.docx").write_bytes(form)
    with pytest.raises(FormUnfit) as unfit:
        in_own_form(tmp_path, "form.docx", small_draft())
    assert unfit.value.lines == [
        "form.docx: paragraph 1: there is no field “标体”; the nearest is 标题",
        "form.docx: paragraph 2: “｛｛ 标题 ｝｝” is no tag: its brackets or % are full-width; write them half-width",
        "form.docx: table 1 row 2 cell 1: there is no field “行.单”; the nearest is 单位",
        "form.docx: table 1 row 2 cell 2: this tag is not whole: “{{ 行.完成”",
        "form.docx: header paragraph 1: there is no field “日朝”; the nearest is 日期",
    ]
    with wording.speaking("zh"):
        assert unfit.value.lines[2] == "form.docx: 第1张表 第2行 第1格: 没有字段“行.单”；最接近的是 单位"


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("{{ 状太 }}", [("unknown", "状太", "状态")]),
        ("{{ title }}", [("unknown", "title", "")]),
        ("{{ 标题.长 }}", [("unknown", "标题.长", "")]),
        ("{{ 节.总体 }}", [("unknown", "节.总体", "总体情况")]),
        ("{{ 节['总体情况'] }}{{ 表格[0].行[1].格[1] }}", []),
        ("{{ 表格[7].名称 }}", [("no_entry", "表格[7]", "")]),
        ("{% if 表格|length > 7 %}{{ 表格[7].名称 }}{% endif %}{{ 表格[7].名称 if 表格|length > 7 else '无' }}", []),
        ("{{ 节.get('督办事项', '无') }}", []),
        ("{{ 表格 }}{{ 节 }}", [("whole", "表格", ""), ("whole", "节", "")]),
        ("{% for 字 in 标题 %}{{ 字 }}{% endfor %}", [("no_list", "标题", "")]),
        ("{% for 表 in 表格 %}{{ 表.名 }}{{ loop.index }}{% endfor %}", [("unknown", "表.名", "名称")]),
        ("{% for 表 in 表格 %}{% endfor %}{{ 表 }}", [("unknown", "表", "表格")]),
        ("{% set 表 = 表格[0] %}{{ 表.名称 }}{{ 表.名 }}", [("unknown", "表.名", "名称")]),
        ("{% if 状态 %}{{ 甲 }}{% else %}{{ 乙 }}{% endif %}", [("unknown", "甲", ""), ("unknown", "乙", "")]),
        ("{{ 标题|upper }}{{ 标题 if 状态 else 日期 }}{{ 附注|join('；') }}", []),
        ("{{ 标题|没有 }}", [("broken", "{{ 标题|没有 }}", "")]),
        ("{{ 标题 }", [("broken", "{{ 标题 }", "")]),
        ("标题 }}", [("broken", "标题 }}", "")]),
        ("｛｛标题｝｝、{ { 日期 } }", [("full_width", "｛｛标题｝｝", ""), ("broken", "{ { 日期 } }", "")]),
        ("{{ 标题 }和｛% if 状态 %｝", [("broken", "{{ 标题 }和", ""), ("full_width", "｛% if 状态 %｝", "")]),
        ("{ { 标题 } }", [("broken", "{ { 标题 } }", "")]),
        ("{{ 标题 + }}", [("broken", "{{ 标题 + }}", "")]),
        ("{{ 标题 ｝｝", [("full_width", "{{ 标题 ｝｝", "")]),
        ("｛% if 状态 %｝", [("full_width", "｛% if 状态 %｝", "")]),
        ("{% if 状态 ％}", [("full_width", "{% if 状态 ％}", "")]),
        ("{{ “全”｝｝和{{ 日期 }}", [("full_width", "{{ “全”｝｝和{{ 日期 }}", "")]),
        ("完成50％，（见“附件”）{# 说明 #}", []),
        ("{% if 状态 %}", [("unclosed", "{% if 状态 %}", "")]),
        ("{% endfor %}", [("unopened", "{% endfor %}", "")]),
        ("{% if 状态 %}{% endfor %}", [("unclosed", "{% if 状态 %}", ""), ("unopened", "{% endfor %}", "")]),
        ("{% include 'x' %}", [("not_used", "{% include 'x' %}", "")]),
        ("{{r 标题 }}", [("not_used", "{{r 标题 }}", "")]),
        ("{%tr if 状态 %}", [("outside", "{%tr if 状态 %}", ""), ("unclosed", "{%tr if 状态 %}", "")]),
        ("{%p set 甲 = 标题 %}正文", [("beside", "正文", "")]),
        ("{{ 标题.__class__ }}", [("unknown", "标题.__class__", "")]),
        ("{{ ''.__class__ }}{{ cycler }}", [("unknown", "….__class__", ""), ("unknown", "cycler", "")]),
        ("{{ '' is 没有 }}", [("broken", "{{ '' is 没有 }}", "")]),
        ("{{ 2 ** 100000 }}", [("broken", "{{ 2 ** 100000 }}", "")]),
        ("{{ " + "[" * 900 + "]" * 900 + " }}", [("broken", "{{ " + "[" * 37 + "…", "")]),
        ("{{ self }}{{ lipsum() }}{{ open('/x') }}", [("unknown", name, "") for name in ("self", "lipsum", "open")]),
        ("{% macro 甲() %}", [("not_used", "{% macro 甲() %}", "")]),
        ("{% import 'os' as os %}", [("not_used", "{% import 'os' as os %}", "")]),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_what_it_is(words: str, faults: list[tuple[str, str, str]]) -> None:
    assert sorted(told(words)) == sorted(faults)


def test_tags_that_repeat_rows_stand_in_rows_of_their_own() -> None:
    assert told(rows=REPEATED) == []
    one_row = (("{% for 行 in 表格[0].行 %}{{ 行.单位 }}", "{{ 行.完成 }}{% endfor %}"),)
    assert [code for code, *_rest in told(rows=one_row)] == ["crossed"]
    both = (("{%tr for 行 in 表格[0].行 %}{{ 行.单位 }}", "{%tr endfor %}"),)
    assert {code for code, *_rest in told(rows=both)} == {"two"}
    beside = (REPEATED[0], REPEATED[1], ("{%tr endfor %}", "备注"))
    assert told(rows=beside) == [("beside", "备注", "")]
    lost = (REPEATED[0], REPEATED[1], ("{% endfor %}", ""))
    assert [code for code, *_rest in told(rows=lost)] == ["crossed"]


def test_every_fault_has_been_seen() -> None:
    """The cases above have each code of the table."""
    cases = next(mark for mark in test_each_fault_is_told_by_what_it_is.pytestmark if mark.name == "parametrize")
    seen = {code for _words, faults in cases.args[1] for code, *_rest in faults}
    assert seen | {"crossed", "two"} == set(FORM_FAULTS)


# ------------------------------------------------------------ what a form cannot do


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ("{{ ''|attr('__class__') }}", "failed"),
        ("{{ ('{0.__class__}').format(标题) }}", "unknown"),
        ("{{ 1 // 0 }}", "failed"),
        ("{{ 标题|center(900000000000) }}", "memory"),
        ("{{ 'x' * 3000000000 }}", "memory"),
        ("{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3, "late"),
        ("{% for a in range(99999) %}{{ 标题 * 99999 }}{% endfor %}", "memory"),
        ("{{ range(10 ** 9)|list }}", "failed"),
        ("{{ '{0.__init__.__globals__}'|format(标题) }}", "failed"),
        ("{{ 表格|sum(attribute='__class__.__mro__') }}", "failed"),
        ("{{ '</w:t></w:r><w:fldSimple w:instr=\"DDEAUTO c\"/><w:r><w:t>'|safe }}", "active_field"),
    ],
)
def test_a_form_that_reaches_out_or_never_ends_harms_nothing(tmp_path: Path, words: str, failure: str) -> None:
    seconds = 4.0 if failure == "late" else 60.0
    with pytest.raises(FormUnfit) as unfit:
        filled(tmp_path, form_of(words), seconds=seconds)
    assert (unfit.value.failure or unfit.value.faults[0].code) == failure
    assert [path.name for path in tmp_path.iterdir()] == ["form.docx"]


def repacked(form: bytes, **parts: bytes) -> bytes:
    """A form with these parts in the place of its own, or beside them; "_" stands for the dots and slashes of names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.replace("/", "_").replace(".", "_") not in parts:
                new.writestr(name, old.read(name))
        for name in old.namelist():
            if (own := parts.get(name.replace("/", "_").replace(".", "_"))) is not None:
                new.writestr(name, own)
        if "vbaProject" in parts:
            new.writestr("word/vbaProject.bin", parts["vbaProject"])
    return out.getvalue()


def test_a_file_that_is_no_plain_form_is_told_as_what_it_is(tmp_path: Path) -> None:
    form = form_of("{{ 标题 }}")
    remote = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        links = archive.read("word/_rels/document.xml.rels")
    linked = links.replace(b"</Relationships>", remote[remote.index(b"<Relationship Id") :].replace(b"rId1", b"rId99"))
    bomb = b"<w:x>" + b" " * 201_000_000
    for content, failure in (
        (None, "missing"),
        (b"", "no_docx"),
        (b"PK\x03\x04 no more", "no_docx"),
        (form[:-200], "no_docx"),
        (repacked(form, vbaProject=b"x"), "macros"),
        (repacked(form, word__rels_document_xml_rels=linked), "outside_links"),
        (repacked(form, word_document_xml=bomb), "too_large"),
        (b"x" * 20_000_001, "too_large"),
    ):
        path = tmp_path / f"{failure}.docx"
        if content is not None:
            path.write_bytes(content)
        assert fill(FillForm(str(path), form_values(small_draft()))).failure == failure


def with_field(*codes: str, simple: bool = False) -> bytes:
    """A form with a field, its code in so many runs; a code in brackets is a field of its own within it."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(form_of("{{ 标题 }}")))
    paragraph = document.paragraphs[0]
    if simple:
        field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): codes[0]})
        paragraph._p.append(field)
    marks: list[tuple[str, str]] = [] if simple else [("begin", ""), *(("", code) for code in codes), ("end", "")]
    for kind, code in marks:
        inner = [("begin", ""), ("", code[1:-1]), ("end", "")] if code.startswith("{") else [(kind, code)]
        for one, words in inner:
            run = paragraph.add_run()._r
            if one:
                run.append(run.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): one}))
            else:
                text = run.makeelement(qn("w:instrText"), {})
                text.text = words
                run.append(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (with_field(" PAGE "), ""),
        (with_field(" TOC \\o "), ""),
        (with_field(" =SUM(ABOVE) "), ""),
        (with_field("eq\\o\\ac(○,一)"), ""),
        (with_field('DDEAUTO"c:/x"'), 'DDEAUTO"c:/x"'),
        (with_field("  "), "{ }"),
        (with_field(" IF ", "{ PAGE }", ' = 1 "x" "y" '), ""),
        (with_field(" DDEAUTO c:\\x "), "DDEAUTO c:\\x"),
        (with_field(" DD", "EAUTO c:\\x "), "DDEAUTO c:\\x"),
        (with_field("{ QUOTE 68 68 69 }", " c:\\x "), "c:\\x"),
        (with_field(' includetext "C:/x" '), 'includetext "C:/x"'),
        (with_field(" LINK Excel.Sheet x ", simple=True), "LINK Excel.Sheet x"),
    ],
)
def test_a_form_has_no_field_that_runs_or_fetches(form: bytes, found: str) -> None:
    assert active_field(opened(form)) == found


def test_a_form_has_no_program_or_document_within_it(tmp_path: Path) -> None:
    document = opened(form_of("{{ 标题 }}"))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for at, kind in enumerate(("oleObject", "aFChunk", "control")):
        other = opened(form_of("{{ 标题 }}"))
        part = Part(PackURI(f"/word/embeddings/x{at}.bin"), "application/octet-stream", b"x", other.part.package)
        other.part.relate_to(part, f"{office}/{kind}")
        assert embedded_part(other) == f"/word/embeddings/x{at}.bin"
    assert embedded_part(document) == active_field(document) == ""


def test_only_a_plain_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(form_of("{{ 标题 }}"))
    (tmp_path / "link.docx").symlink_to(tmp_path / "form.docx")
    (tmp_path / "folder.docx").mkdir()
    os.mkfifo(tmp_path / "fifo.docx")
    for name in ("link", "folder", "fifo"):
        assert fill(FillForm(str(tmp_path / f"{name}.docx"), form_values(small_draft()))).failure == "not_plain", name


def test_a_child_has_less_room_than_the_machine() -> None:
    assert ROOM <= 1 << 30


# ------------------------------------------------------------ fields and the example


def test_names_of_columns_and_sections_are_what_is_printed() -> None:
    assert [column_name(head) for head in ("完成(合同)", "意向（不计）", "完成率", "1", "")] == [
        "完成",
        "意向",
        "完成率",
        "",
        "",
    ]
    assert [heading_name(words) for words in ("一、总体情况（节选）", "（二）县区", "3. 下步", "总体")] == [
        "总体情况",
        "县区",
        "下步",
        "总体",
    ]
    values = form_values(small_draft())
    assert set(values) == set(FORM_FIELDS)
    assert [section["标题"] for section in values["正文"]] == ["", "一、总体情况", "（一）县区", "1. 完成"]
    assert values["表格"][0]["行"][1]["格"] == ["1", "甲县", "3.00", "1.50", "50.0%"]


def test_the_example_names_every_field_and_fits_the_circular(tmp_path: Path, demo_board) -> None:
    board = demo_board("zh")
    draft = circular(board, PaperPeriod("", date(2026, 11, 1), board.as_of), 3)
    (tmp_path / "example.docx").write_bytes(example_form())
    written = texts(opened(example_form()))
    assert [name for name in FORM_FIELDS if not any(f"{name}:" in words for words in written)] == []
    document = opened(in_own_form(tmp_path, "example.docx", draft))
    said = texts(document)
    assert [passage.words for passage in draft.blocks if hasattr(passage, "words") and passage.words not in said] == []
    assert not any("{" in words or "可用" in words or "fields" in words for words in said)
    for made, table in zip(document.tables, draft.tables, strict=True):
        assert len(made.rows) == 1 + len(table.rows)


def test_the_page_of_forms_names_every_field() -> None:
    page = (Path(__file__).parents[2] / "docs/forms.md").read_text(encoding="utf-8")
    assert [name for name in FORM_FIELDS if not re.search(rf"[`{{ ]{name}[ `.]", page)] == []


def test_a_new_season_has_the_example(tmp_path: Path) -> None:
    started = start_season(tmp_path / "season")
    assert FORM_NAME in started.written
    assert started.unmade == ()
    assert FORM_NAME in start_season(tmp_path / "season").kept


def test_each_paper_may_have_a_form() -> None:
    assert set(PAPERS) <= set(PAPER_CODES)
