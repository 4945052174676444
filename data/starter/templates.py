"""An empty workbook for each kind of ledger, with the headers that intake knows. The table of kinds says all of it.

Headers are Chinese in every language: units fill the workbooks in, and the first header of a field is canonical.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from data.intake.column_reader import LONG_FIELDS
from data.ledgers.kinds_and_columns import PAPER_WORDS, STAGE_WORDS, STATUS_WORDS, UNIT_KIND_WORDS, Field, Kind, Type
from data.settings import Settings
from data.wording import _, language
from data.wording.how_read import how_to_write

ROWS = 1000
"""Rows that have their formats and lists."""

EXAMPLE = "示例"
"""What stands before the example row: intake knows it, and never counts the row."""

_FORMATS: Mapping[Type, str] = {Type.CODE: "@", Type.DATE: "yyyy-mm-dd", Type.MONTH: "yyyy-mm", Type.RATIO: "0%"}
_WIDTHS: Mapping[Type, int] = {Type.TEXT: 18, Type.UNITS: 18, Type.UNIT: 16, Type.AMOUNT: 14}
_WIDTH, _LONG_WIDTH = 12, 32
_MOST_LIST = 255
"""Characters that Excel allows a list of choices."""

_EXAMPLES: Mapping[Type, Any] = {
    Type.CODE: "001",
    Type.UNIT: "示例县",
    Type.UNITS: "示例县、示例园区",
    Type.AMOUNT: 12000,
    Type.COUNT: 3,
    Type.DATE: date(2026, 5, 8),
    Type.MONTH: date(2026, 5, 1),
    Type.RATIO: 0.6,
}


def file_name(kind: Kind) -> str:
    """What the workbook of a kind is called."""
    return f"{_title(kind)}.xlsx"


def _title(kind: Kind) -> str:
    return kind.label.replace("/", "")  # no name of a file or a sheet may hold one


def header(field: Field, settings: Settings) -> str:
    """A column's header: the canonical one, an amount's with its unit."""
    unit = f"({settings.files.amount_unit})" if field.type is Type.AMOUNT else ""
    return field.headers[0] + unit


def choices(kind: Kind, field: Field, settings: Settings) -> tuple[str, ...]:
    """The words that a cell of this field may choose from, the office's own among them; none for most fields."""
    fixed: Mapping[Type, tuple[Mapping[Any, tuple[str, ...]], Mapping[str, tuple[str, ...]]]] = {
        Type.STAGE: (STAGE_WORDS, settings.stages),
        Type.PAPER: (PAPER_WORDS, settings.papers.words),
        Type.STATUS: (STATUS_WORDS, settings.statuses),
    }
    if field.type is Type.FLAG:
        return "是", "否"
    if field.type in fixed:
        known, own = fixed[field.type]
        return (*(words[0] for words in known.values()), *(word for words in own.values() for word in words))
    offered = {
        ("units", "kind"): tuple(words[0] for words in UNIT_KIND_WORDS.values()),
        ("targets", "kind"): tuple(words[0] for words in UNIT_KIND_WORDS.values()),
        ("followups", "grade"): tuple(settings.followups.ladders),
    }
    return offered.get((kind.name, field.name), ())


def example(kind: Kind, field: Field, settings: Settings) -> Any:
    """What the example row says in this column."""
    words = choices(kind, field, settings)
    return words[0] if words else _EXAMPLES.get(field.type, f"{EXAMPLE}{field.headers[0]}")


def template(kind: Kind, settings: Settings) -> bytes:
    """The workbook of a kind; its remarks are in the language in force."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as file:
        _fill(file, kind, settings)
    return out.getvalue()


def _fill(file: Any, kind: Kind, settings: Settings) -> None:
    page = file.add_worksheet(_title(kind))
    looks = _TemplateFormats(file)
    page.write(0, 0, "序号", looks.head)
    page.set_column(0, 0, 6)
    page.write(1, 0, EXAMPLE, looks.example)
    page.write_comment(1, 0, _("This row is an example. It is never counted; you may delete it."), _NOTE)
    for number, field in enumerate(kind.fields, start=1):
        needed = field.required or any(field.name in group for group in kind.any_of)
        page.write(0, number, header(field, settings), looks.required if needed else looks.head)
        page.write_comment(0, number, _remark(kind, field, settings), _NOTE)
        page.set_column(number, number, _width(field, settings), looks.cell(field))
        page.write(1, number, example(kind, field, settings), looks.cell(field, example=True))
        _offer(page, number, kind, field, settings)
    page.freeze_panes(1, 1)


_NOTE = {"x_scale": 1.6, "font_size": 10}


class _TemplateFormats:
    """The formats of a workbook."""

    def __init__(self, file: Any) -> None:
        head = {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}
        self._file = file
        self.head = file.add_format({**head, "bold": False, "bg_color": "#F2F2F2"})
        self.required = file.add_format({**head, "bg_color": "#FFD966"})
        self.example = file.add_format({"italic": True, "font_color": "#7F7F7F"})

    def cell(self, field: Field, *, example: bool = False) -> Any:
        """The format of a field's cells."""
        look = {"num_format": _FORMATS.get(field.type, "General"), "text_wrap": field.name in LONG_FIELDS}
        return self._file.add_format({**look, "italic": True, "font_color": "#7F7F7F"} if example else look)


def _width(field: Field, settings: Settings) -> int:
    wanted = _LONG_WIDTH if field.name in LONG_FIELDS else _WIDTHS.get(field.type, _WIDTH)
    return max(wanted, 2 * len(header(field, settings)) + 2)


def _remark(kind: Kind, field: Field, settings: Settings) -> str:
    """What a header's comment says: whether the column must be filled in, what goes into it, what else it is called."""
    lines = []
    comma = "、" if language() == "zh" else ", "
    if field.required:
        lines.append(_("Must be filled in."))
    for group in kind.any_of:
        if field.name in group:
            names = comma.join(kind.field(name).headers[0] for name in group)
            lines.append(_("At least one of these must be filled in: {names}.").format(names=names))
    words = choices(kind, field, settings)
    lines.append(how_to_write(field.type, settings.files.amount_unit))
    if words:
        lines.append(_("For example: {words}.").format(words=comma.join(words)))
    if len(field.headers) > 1:
        lines.append(_("This header may also be: {names}.").format(names=comma.join(field.headers[1:])))
    return "\n".join(line for line in lines if line)


def _offer(page: Any, number: int, kind: Kind, field: Field, settings: Settings) -> None:
    """A list of choices, or a hint how to write a day. Other words are let through: an office may have its own."""
    words = choices(kind, field, settings)
    if words and len(",".join(words)) <= _MOST_LIST:
        page.data_validation(1, number, ROWS, number, {"validate": "list", "source": list(words), "show_error": False})
    elif field.type in (Type.DATE, Type.MONTH):
        hint = {"validate": "any", "input_message": how_to_write(field.type, "")}
        page.data_validation(1, number, ROWS, number, hint)
