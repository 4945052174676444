"""Workbooks of every format whose numbers have number formats: one list of rows, and the same file four times."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import openpyxl
import xlwt
from helpers import xlsb
from helpers.intake import ods, patched, xlsx
from openpyxl.utils.datetime import CALENDAR_MAC_1904


class Shown(NamedTuple):
    """A cell's number and the code of its format."""

    number: float
    code: str


Rows = Sequence[Sequence[Any]]


def _plain(rows: Rows) -> list[list[Any]]:
    return [[cell.number if isinstance(cell, Shown) else cell for cell in row] for row in rows]


def _codes(rows: Rows) -> dict[tuple[int, int], str]:
    return {(n, m): cell.code for n, row in enumerate(rows) for m, cell in enumerate(row) if isinstance(cell, Shown)}


def formatted_xlsx(rows: Rows, *, since_1904: bool = False) -> bytes:
    """By openpyxl."""

    def also(book: openpyxl.Workbook) -> None:
        if since_1904:
            book.epoch = CALENDAR_MAC_1904
        for (row, column), code in _codes(rows).items():
            book.worksheets[0].cell(row + 1, column + 1).number_format = code

    return xlsx(_plain(rows), also=also)


def formatted_xls(rows: Rows, *, since_1904: bool = False) -> bytes:
    """By xlwt."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = since_1904
    sheet = book.add_sheet("台账")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Shown):
                sheet.write(number, column, cell.number, xlwt.easyxf(num_format_str=cell.code))
            elif cell is not None:
                sheet.write(number, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def formatted_xlsb(rows: Rows, *, since_1904: bool = False) -> bytes:
    """Of its records."""
    codes = list(dict.fromkeys(_codes(rows).values()))
    fresh = {code: 164 + at for at, code in enumerate(codes)}
    formats = b"".join(xlsb.record(0x2C, struct.pack("<H", at) + xlsb.wide(code)) for code, at in fresh.items())
    styles = b"".join(xlsb.style(at) for at in (0, 14, *fresh.values()))
    cells = b"".join(
        xlsb.row(number)
        + b"".join(
            xlsb.record(0x05, struct.pack("<IId", column, 2 + codes.index(cell.code), cell.number))
            if isinstance(cell, Shown)
            else xlsb.cell(column, cell)
            for column, cell in enumerate(row)
            if cell is not None
        )
        for number, row in enumerate(rows)
    )
    begin = xlsb.record(0x269, struct.pack("<I", 2 + len(codes)))
    more = {"xl/styles.bin": formats + begin + styles + xlsb.record(0x26A)}
    data = xlsb.book({"台账": xlsb.sheet(cells)}, more=more)
    if not since_1904:
        return data
    says = xlsb.record(0x99, struct.pack("<III", 1, 0, 0))
    return patched(data, lambda book: book.replace(xlsb.record(0x8F), says + xlsb.record(0x8F), 1), xlsb.BOOK_PART)


ODS_FORMATS: Mapping[str, str] = {
    '0!.0,"万元"': '<number:number-style style:name="{0}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="2" number:display-factor="1000"><number:embedded-text number:position="1">.'
    "</number:embedded-text></number:number><number:text>万元</number:text></number:number-style>",
    '0.00"亿元"': '<number:number-style style:name="{0}"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/><number:text>亿元</number:text></number:number-style>',
    '0.00,,"百万"': '<number:number-style style:name="{0}"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:display-factor="1000000"/><number:text>百万</number:text>'
    "</number:number-style>",
    "[$$-409]#,##0.00": '<number:currency-style style:name="{0}"><number:currency-symbol number:language="en" '
    'number:country="US">$</number:currency-symbol><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/></number:currency-style>',
    '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0': '<number:number-style style:name="{0}P0"><number:number '
    'number:decimal-places="0" number:min-integer-digits="3" number:display-factor="1000000"><number:embedded-text '
    'number:position="2">.</number:embedded-text></number:number><number:text>亿</number:text></number:number-style>'
    '<number:number-style style:name="{0}P1"><number:number number:decimal-places="0" number:min-integer-digits="2" '
    'number:display-factor="1000"><number:embedded-text number:position="1">.</number:embedded-text></number:number>'
    '<number:text>万</number:text></number:number-style><number:number-style style:name="{0}"><number:number '
    'number:decimal-places="0" number:min-integer-digits="1"/><style:map style:condition="value()&gt;=100000000" '
    'style:apply-style-name="{0}P0"/><style:map style:condition="value()&gt;=10000" style:apply-style-name="{0}P1"/>'
    "</number:number-style>",
    "00000000": '<number:number-style style:name="{0}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="8"/></number:number-style>',
    "0000-000": '<number:number-style style:name="{0}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="7"><number:embedded-text number:position="3">-</number:embedded-text></number:number>'
    "</number:number-style>",
    '"ZS"0000': '<number:number-style style:name="{0}"><number:text>ZS</number:text><number:number '
    'number:decimal-places="0" number:min-integer-digits="4"/></number:number-style>',
    "0%": '<number:percentage-style style:name="{0}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>',
}
"""What LibreOffice writes for these codes."""

_AUTOMATIC = re.compile(rb"<office:automatic-styles\s*/>|<office:automatic-styles\s*></office:automatic-styles\s*>")
_XML_CELL = re.compile(rb"<table:table-cell(?=[ />])")


def formatted_ods(rows: Rows, *, since_1904: bool = False) -> bytes:
    """By odfpy, with the formats that LibreOffice writes put in."""
    codes = _codes(rows)
    fresh = {code: f"N{164 + at}" for at, code in enumerate(dict.fromkeys(codes.values()))}
    styles = "".join(
        ODS_FORMATS[code].format(name)
        + f'<style:style style:name="ce{name}" style:family="table-cell" style:data-style-name="{name}"/>'
        for code, name in fresh.items()
    )
    days = b'<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    width = max(map(len, rows))

    def change(xml: bytes) -> bytes:
        places = iter((at // width, at % width) for at in range(len(rows) * width))

        def styled(found: re.Match[bytes]) -> bytes:
            code = codes.get(next(places, (-1, -1)))
            return found[0] + (f' table:style-name="ce{fresh[code]}"'.encode() if code else b"")

        xml = _AUTOMATIC.sub(b"<office:automatic-styles>" + styles.encode() + b"</office:automatic-styles>", xml)
        xml = _XML_CELL.sub(styled, xml)
        return xml.replace(b"<office:spreadsheet>", b"<office:spreadsheet>" + days) if since_1904 else xml

    full = [[*row, *[None] * (width - len(row))] for row in _plain(rows)]
    return patched(ods(full, tail=False), change, "content.xml")


FORMATTED_BOOKS: Mapping[str, Callable[..., bytes]] = {
    ".xlsx": formatted_xlsx,
    ".xls": formatted_xls,
    ".xlsb": formatted_xlsb,
    ".ods": formatted_ods,
}
"""What writes a workbook, by the ending of its name."""
