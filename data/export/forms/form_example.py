"""An example of a form, to be made the office's own in Word: each field once, with what it holds in remarks that are
never printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from data.export.forms.form_fields import FORM_FIELDS, STATE
from data.export.papers.docx_defaults import new_document
from data.export.papers.docx_parts import add_words, set_paragraph
from data.export.papers.draft import PassageKind
from data.export.papers.paper_looks import NEWSLETTER, ParagraphLook, page_look
from data.wording import _

_DAY = date(2026, 1, 1)

_COLUMNS = ("序号", "单位", "任务", "完成", "完成率", "位次", "较上期", "待核")
"""Of the completion table, as a form names them."""

_HEADING, _BODY, _NOTE, _SIGNED = PassageKind.HEADING, PassageKind.BODY, PassageKind.NOTE, PassageKind.SIGNED

_ABOVE: Sequence[tuple[str, PassageKind]] = (
    ("{%p if 副标题 %}", PassageKind.SUBTITLE),
    ("{{ 副标题 }}", PassageKind.SUBTITLE),
    ("{%p endif %}", PassageKind.SUBTITLE),
    ("{{ 主送 }}", PassageKind.TO),
    ("{%p for 一节 in 正文 %}", _BODY),
    ("{%p if 一节.标题 %}", _HEADING),
    ("{{ 一节.标题 }}", _HEADING),
    ("{%p endif %}", _HEADING),
    ("{%p for 一段 in 一节.段落 %}", _BODY),
    ("{{ 一段 }}", _BODY),
    ("{%p endfor %}", _BODY),
    ("{%p for 一表 in 一节.表格 %}", _NOTE),
    ("{{ 一表.名称 }}（{{ 一表.计量单位 }}）", _NOTE),
)
_BELOW: Sequence[tuple[str, PassageKind]] = (
    ("{%p endfor %}", _NOTE),
    ("{%p endfor %}", _BODY),
    ("{%p for 一条 in 附注 %}", _NOTE),
    ("{{ 一条 }}", _NOTE),
    ("{%p endfor %}", _NOTE),
    ("{%p for 一行 in 落款 %}", _SIGNED),
    ("{{ 一行 }}", _SIGNED),
    ("{%p endfor %}", _SIGNED),
    ("{{ 日期 }}", _SIGNED),
)
"""What stands above and below the table."""


def example_form() -> bytes:
    """The example, its remarks in the language in force. Raises ModuleNotFoundError where python-docx is not there."""
    look = page_look(NEWSLETTER)
    document = new_document(look, "", _DAY)
    _write(document, f"{{{{ {STATE} }}}}", look.state)
    _write(document, "{{ 标题 }}", look.title)
    for words, kind in _ABOVE:
        _write(document, words, look.kinds[kind])
    _table(document, look.kinds[_NOTE].font, look.table_size)
    for words, kind in _BELOW:
        _write(document, words, look.kinds[kind])
    for remark in _remarks():
        _write(document, f"{{#p {remark} #}}", look.kinds[_NOTE])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _remarks() -> list[str]:
    """What can be used; a remark ends at the first bracket or number sign."""
    fields = [f"{name}: {_(meaning)}" for name, meaning in FORM_FIELDS.items()]
    return [
        _("These remarks are not printed. The fields:"),
        *fields,
        _("A row has 行类 (单位, 其中, 分类, 其他, 合计), 格 (its cells, a list), and each cell by its header."),
    ]


def _write(document: Any, words: str, look: ParagraphLook) -> None:
    paragraph = document.add_paragraph()
    set_paragraph(paragraph, look)
    add_words(paragraph, words, look.font, look.size)


def _table(document: Any, font: str, size: float) -> None:
    """Headers, then one row for each row of the table."""
    rows = (
        _COLUMNS,
        ("{%tr for 行 in 一表.行 %}", *[""] * (len(_COLUMNS) - 1)),
        tuple(f"{{{{ 行.{name} }}}}" for name in _COLUMNS),
        ("{%tr endfor %}", *[""] * (len(_COLUMNS) - 1)),
    )
    table = document.add_table(rows=len(rows), cols=len(_COLUMNS))
    table.style = "Table Grid"
    for row, said in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, said, strict=True):
            add_words(cell.paragraphs[0], words, font, size)
