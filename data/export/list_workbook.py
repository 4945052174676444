"""A list as it is shown -> an XLSX that is printed as it stands: typed cells, lights in words and colours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from data.export.list_texts import about, header
from data.model.shown_list import EXPORT_MARK, CellForm, ShownCell, ShownGroup, ShownList
from data.support.late_pattern import late_pattern
from data.wording import _
from data.wording.no_formulas import is_armed
from data.wording.numbers import YI

HEAD = 3
"""Rows above the list: its title, what must be known of it, the headers."""

_LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""
_SHEET_NAME = 31
"""Characters of a sheet's name."""
_NO_SHEET_NAME = frozenset("[]:*?/\\")
_NARROWEST, _WIDEST = 6, 48
_FONT = "宋体"

_TONES: Mapping[str, Mapping[str, str]] = {
    "good": {"bg_color": "#C6EFCE", "font_color": "#006100"},
    "warn": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "bad": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
}
"""The colours of lights; their words say the same."""

_PERCENT = frozenset({CellForm.RATIO, CellForm.COMPLETION})
_BAR = {
    "type": "data_bar",
    "bar_solid": True,
    "bar_color": "#9DC3E6",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
}


def to_xlsx(shown: ShownList) -> bytes:
    """The workbook. Words are text whatever they begin with; a figure shows the decimals that the board prints."""
    return to_workbook([(_("List"), shown)])


def to_workbook(sheets: Sequence[tuple[str, ShownList]]) -> bytes:
    """Several lists in one workbook, each on a sheet of its name as far as a spreadsheet takes it; one at least."""
    import xlsxwriter

    out, shown = BytesIO(), sheets[0][1]
    no_guesses = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True, **no_guesses}) as file:
        file.set_properties({"title": shown.title, "created": datetime.combine(shown.as_of, time())})
        file.set_custom_property(EXPORT_MARK, shown.id)
        for name, (_name, one) in zip(_sheet_names([name for name, _list in sheets]), sheets, strict=True):
            _ListPage(file, one, name).write()
    return out.getvalue()


def _sheet_names(names: Iterable[str]) -> Iterator[str]:
    """The names without the signs that none may have, at most as long as one may be, each another one."""
    taken = {"history"}  # which Excel keeps for itself
    for name in names:
        plain = "".join(sign if sign.isprintable() and sign not in _NO_SHEET_NAME else " " for sign in name).strip("' ")
        tries = (_at_most(plain, _SHEET_NAME - len(end)) + end for end in ("", *(f" ({n})" for n in range(2, 1000))))
        found = next(one for one in tries if one and one.casefold() not in taken)
        taken.add(found.casefold())
        yield found


def _at_most(name: str, most: int) -> str:
    """The name cut to so many characters as a spreadsheet counts them, those beyond the first plane twice."""
    while len(name.encode("utf-16-le")) > 2 * most:
        name = name[:-1]
    return name.rstrip("' ")


class _ListPage:
    """One sheet, row by row."""

    def __init__(self, file: Any, shown: ShownList, name: str) -> None:
        self._file = file
        self._shown = shown
        self._sheet = file.add_worksheet(name)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._at = HEAD
        self._last = max(len(shown.columns) - 1, 0)

    def write(self) -> None:
        """Everything, and how it is printed."""
        sheet, shown = self._sheet, self._shown
        sheet.write_string(0, 0, shown.title[:_LONGEST], self._format(**_TITLE))
        sheet.write_string(1, 0, self._about()[:_LONGEST], self._format(**_ABOUT))
        for at, column in enumerate(shown.columns):
            sheet.write_string(HEAD - 1, at, header(column), self._format(**_HEADER))
        for group in shown.groups:
            self._group(group)
        self._columns()
        self._print()

    def _about(self) -> str:
        return "  ".join((f"{EXPORT_MARK} {self._shown.id}", *about(self._shown)[1:]))

    def _group(self, group: ShownGroup) -> None:
        if not group.rows:
            return
        if group.heading:
            self._sheet.write_string(self._at, 0, group.title[:_LONGEST], self._format(bold=True))
            self._at += 1
        for row in group.rows:
            for at, cell in enumerate(row):
                self._cell(at, cell)
            self._at += 1

    def _cell(self, at: int, cell: ShownCell) -> None:
        look: dict[str, Any] = {"border": 1, "valign": "vcenter"}
        figures = self._shown.columns[at].form not in (CellForm.WORDS, CellForm.DAY)
        value = cell.value
        if cell.form is CellForm.LIGHT:
            look |= _TONES.get(cell.tone, {})
        if value is None:
            words = cell.words[:_LONGEST]
            look |= {"num_format": "@", "text_wrap": True, "align": "right" if figures else "left"}
            look |= {"quote_prefix": True} if is_armed(words) else {}
            self._sheet.write_string(self._at, at, words, self._format(**look))
        elif isinstance(value, date):
            self._sheet.write_datetime(self._at, at, value, self._format(num_format="yyyy-mm-dd", **look))
        elif isinstance(value, (int, Decimal)):
            in_unit = value / YI if cell.form is CellForm.AMOUNT else value
            self._sheet.write_number(self._at, at, in_unit, self._format(num_format=_number_format(cell), **look))

    def _columns(self) -> None:
        """Widths by what stands in the columns; bars over completions."""
        rows = [row for group in self._shown.groups for row in group.rows]
        for at, column in enumerate(self._shown.columns):
            widest = max((_width(row[at].words) for row in rows), default=0)
            self._sheet.set_column(at, at, min(max(widest, _width(header(column)), _NARROWEST) + 2, _WIDEST))
            if column.form is CellForm.COMPLETION and rows:
                self._sheet.conditional_format(HEAD, at, self._at - 1, at, _BAR)

    def _print(self) -> None:
        sheet = self._sheet
        sheet.freeze_panes(HEAD, 1)
        sheet.repeat_rows(0, HEAD - 1)
        sheet.print_area(0, 0, max(self._at - 1, HEAD - 1), self._last)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._shown.as_of.isoformat()}&R&P/&N")

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        return self._formats.get(key) or self._formats.setdefault(
            key, self._file.add_format({"font_name": _FONT, "font_size": 11, **look})
        )


_TITLE: Mapping[str, Any] = {"bold": True, "font_size": 16}
_ABOUT: Mapping[str, Any] = {"font_color": "#595959", "font_size": 9}
_HEADER: Mapping[str, Any] = {
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "bg_color": "#F2F2F2",
    "text_wrap": True,
}


_FIGURE = late_pattern(r"[-+]?\d[\d,]*(?:\.(\d+))?%?")


def _number_format(cell: ShownCell) -> str:
    """With as many decimals as its words have, and with what they say behind the number: 4 个项目."""
    found = _FIGURE.match(cell.words)
    decimals = "." + "0" * len(found[1]) if found and found[1] else ""
    behind = cell.words[found.end() :].replace('"', "") if found else ""
    percent = "%" if cell.form in _PERCENT else ""
    return f"0{decimals}{percent}" + (f'"{behind}"' if behind else "")


def _width(words: str) -> int:
    """The cells of a spreadsheet's column that words take."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
