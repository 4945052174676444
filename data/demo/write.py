"""A ledger's bytes: GBK or UTF-8 CSV, UTF-16 text, a workbook that looks right when opened, or one with a password."""

from __future__ import annotations

import csv
import struct
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from data.demo.forms import DemoCell, DemoSheet, cells, headers, totals
from data.support.fast_dataclass import dataclass

CODECS = {"gbk": ("gbk", ","), "utf8": ("utf-8-sig", ","), "utf16": ("utf-16", "\t")}
"""Forms of plain text, as Excel, WPS and "Unicode text" save them: codec and separator."""


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One file of the folder. `form` is "xlsx", "locked" or a key of `CODECS`; `age`: how many days ago it was
    saved."""

    path: str
    form: str
    sheets: tuple[DemoSheet, ...]
    age: int = 0


def render(book: DemoFile, made: date) -> bytes:
    """The file's bytes: the same for the same book."""
    if book.form == "locked":
        return _locked()
    return _workbook(book, made) if book.form == "xlsx" else _text(book)


def _locked() -> bytes:
    """What a workbook with a password is to whoever lacks it: an OLE file (MS-CFB) whose only stream is sealed.

    A header, the table of its three sectors, its directory, and a sector of the stream."""
    free, end, table, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, bytes(16)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + none + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 0, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", table, end, end, *[free] * 125)
    entries = _entry("Root Entry", 5, 1, end, 0) + _entry("EncryptedPackage", 2, free, 2, 512)
    return header + sectors + entries + bytes(256) + bytes(range(256)) * 2


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """A line of an OLE file's directory."""
    said = name.encode("utf-16-le")
    front = said.ljust(64, b"\0") + struct.pack("<HBB3I", len(said) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return front + bytes(36) + struct.pack("<IQ", start, size)


def _text(book: DemoFile) -> bytes:
    codec, separator = CODECS[book.form]
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    (sheet,) = book.sheets
    writer.writerow((["序号"] if sheet.numbered else []) + headers(sheet))
    for n, row in enumerate(sheet.rows, start=1):
        writer.writerow(([str(n)] if sheet.numbered else []) + ["" if c is None else str(c) for c in cells(sheet, row)])
    return out.getvalue().encode(codec)


def _workbook(book: DemoFile, made: date) -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as file:
        file.set_properties({"created": datetime(made.year, made.month, made.day)})
        looks = _DemoFormats(file)
        for sheet in book.sheets:
            _Page(file.add_worksheet(sheet.name), sheet, looks).fill()
    return out.getvalue()


class _DemoFormats:
    """The few formats a ledger uses."""

    def __init__(self, file: Any) -> None:
        cell = {"border": 1, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
        self.title = file.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "黑体"})
        self.note = file.add_format({"align": "right", "font_name": "宋体", "font_size": 10})
        self.head = file.add_format(cell | {"bold": True, "align": "center", "bg_color": "#DDEBF7", "text_wrap": True})
        self.cell = file.add_format(cell | {"text_wrap": True})
        self.day = file.add_format(cell | {"num_format": "yyyy-mm-dd"})
        self.middle = file.add_format(cell | {"align": "center", "text_wrap": True})
        self.total = file.add_format(cell | {"bold": True})


class _Page:
    """Fills one worksheet from the top."""

    def __init__(self, page: Any, sheet: DemoSheet, looks: _DemoFormats) -> None:
        self._page, self._sheet, self._looks = page, sheet, looks
        self._first = 1 if sheet.numbered else 0
        self._width = self._first + len(sheet.columns)
        self._row = 0

    def fill(self) -> None:
        """Title, note, header, rows, total, remark."""
        self._line(self._sheet.title, self._looks.title)
        self._line(self._sheet.note, self._looks.note)
        self._head()
        top = self._row
        for n, row in enumerate(self._sheet.rows, start=1):
            self._cells(n, cells(self._sheet, row))
        self._merge_identity(top)
        if self._sheet.total:
            self._total()
        self._line(self._sheet.remark, self._looks.cell)
        for n, column in enumerate(self._sheet.columns):
            self._page.set_column(self._first + n, self._first + n, column.width)
        self._page.freeze_panes(top, self._first)

    def _line(self, text: str, look: Any) -> None:
        if text:
            self._page.merge_range(self._row, 0, self._row, self._width - 1, text, look)
            self._row += 1

    def _head(self) -> None:
        names = (["序号"] if self._sheet.numbered else []) + headers(self._sheet)
        if not self._sheet.grouped:
            self._page.write_row(self._row, 0, names, self._looks.head)
            self._row += 1
            return
        groups = [""] * self._first + [c.group for c in self._sheet.columns]
        for start, end in _runs(groups):
            if not groups[start]:
                for n in range(start, end + 1):
                    self._page.merge_range(self._row, n, self._row + 1, n, names[n], self._looks.head)
                continue
            self._across(start, end, groups[start])
            self._page.write_row(self._row + 1, start, names[start : end + 1], self._looks.head)
        self._row += 2

    def _across(self, start: int, end: int, text: str) -> None:
        if start == end:
            self._page.write(self._row, start, text, self._looks.head)
        else:
            self._page.merge_range(self._row, start, self._row, end, text, self._looks.head)

    def _cells(self, number: int, values: list[DemoCell]) -> None:
        if self._sheet.numbered:
            self._page.write_number(self._row, 0, number, self._looks.middle)
        for n, value in enumerate(values, start=self._first):
            if isinstance(value, date):
                self._page.write_datetime(self._row, n, value, self._looks.day)
            else:
                self._page.write(self._row, n, value, self._looks.cell)
        self._row += 1

    def _merge_identity(self, top: int) -> None:
        """Merge the rows of one unit vertically, as ledgers do with 责任单位."""
        columns = [c.field for c in self._sheet.columns]
        if self._sheet.merged not in columns:
            return
        n = self._first + columns.index(self._sheet.merged)
        values = [str(getattr(row, self._sheet.merged)) for row in self._sheet.rows]
        for start, end in _runs(values):
            if end > start:
                self._page.merge_range(top + start, n, top + end, n, values[start], self._looks.middle)

    def _total(self) -> None:
        sums = totals(self._sheet)
        row: list[DemoCell] = ["合计", *sums] if self._sheet.numbered else ["合计", *sums[1:]]
        for n, value in enumerate(row):
            self._page.write(self._row, n, value, self._looks.total)
        self._row += 1


def _runs(values: list[str]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of equal values."""
    start = 0
    for n in range(1, len(values) + 1):
        if n == len(values) or values[n] != values[start]:
            yield start, n - 1
            start = n
