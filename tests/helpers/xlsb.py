"""Binary workbooks (.xlsb) made on the spot, of the records that programs write and of those that none does."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

ROW, SHEET, SST_ITEM, FORMULA_ERROR = 0x00, 0x9C, 0x13, 0x0B
BOOK_PART = "xl/workbook.bin"
DATE_STYLE, STRUCK_STYLE = 1, 2
_DAY_ZERO = date(1899, 12, 30)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="rId{0}" Type="worksheet" Target="{1}"/>'


def record(kind: int, body: bytes = b"", size: int | None = None) -> bytes:
    """One record; `size` is what it says of its body where that is not true."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    left = len(body) if size is None else size
    while True:
        head += bytes([left & 0x7F | (0x80 if left > 0x7F else 0)])
        left >>= 7
        if not left:
            return head + body


def wide(text: str) -> bytes:
    """A text as these records hold it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, hidden: bool = False) -> bytes:
    """A row's head, from 0."""
    return record(ROW, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(column: int, value: Any, strings: list[str] | None = None, style: int = 0) -> bytes:
    """A cell with a value; a text stands in it, or among the `strings`. An Exception is a formula's error."""
    head = struct.pack("<II", column, DATE_STYLE if isinstance(value, date) else style)
    if isinstance(value, date):
        return record(0x05, head + struct.pack("<d", (value - _DAY_ZERO).days))
    if isinstance(value, Exception):
        return record(FORMULA_ERROR, head + b"\x2a" + bytes(10))
    if not isinstance(value, str):
        return record(0x05, head + struct.pack("<d", value))
    if strings is None:
        return record(0x06, head + wide(value))
    strings.append(value)
    return record(0x07, head + struct.pack("<I", len(strings) - 1))


def sheet(
    cells: bytes, merges: Iterable[tuple[int, int, int, int]] = (), hidden: Iterable[tuple[int, int]] = ()
) -> bytes:
    """A sheet's part; merges are first row, last row, first column, last column, from 0; hidden columns likewise."""
    columns = b"".join(record(0x3C, struct.pack("<IIIIH", *span, 2304, 0, 1)) for span in hidden)
    merged = b"".join(record(0xB0, struct.pack("<IIII", *merge)) for merge in merges)
    return b"".join(
        (record(0x81), record(0x94, bytes(16)), columns, record(0x91), cells, record(0x92), merged, record(0x82)),
    )


def rows_of(rows: Sequence[Sequence[Any]], strings: list[str] | None = None, hidden: Iterable[int] = ()) -> bytes:
    """The records of rows from A1 on; None writes no cell."""
    return b"".join(
        row(number, number in hidden)
        + b"".join(cell(column, value, strings) for column, value in enumerate(cells) if value is not None)
        for number, cells in enumerate(rows)
    )


def book(parts: dict[str, bytes], strings: Sequence[str] = (), more: dict[str, bytes] | None = None) -> bytes:
    """A workbook of these sheets by name; `more` are parts beside them, or in their place."""
    listed = b"".join(
        record(SHEET, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        for number, name in enumerate(parts, 1)
    )
    links = "".join(_RELATION.format(number, f"worksheets/sheet{number}.bin") for number in range(1, len(parts) + 1))
    packed = {
        "[Content_Types].xml": b"<Types/>",
        BOOK_PART: record(0x83) + record(0x8F) + listed + record(0x90) + record(0x9D) + record(0x84),
        "xl/_rels/workbook.bin.rels": _RELATIONS.format(links).encode(),
        "xl/styles.bin": _FONTS
        + record(0x272, struct.pack("<I", 1))
        + style(0, 1)
        + record(0x273)
        + record(0x269, struct.pack("<I", 3))
        + b"".join((style(0), style(14), style(0, 1)))
        + record(0x26A),
        **{f"xl/worksheets/sheet{number}.bin": part for number, part in enumerate(parts.values(), 1)},
    }
    if strings:
        items = b"".join(record(SST_ITEM, b"\0" + wide(text)) for text in strings)
        packed["xl/sharedStrings.bin"] = record(0x9F, struct.pack("<II", len(strings), len(strings))) + items
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**packed, **(more or {})}.items():
            archive.writestr(name, content)
    return out.getvalue()


_FONTS = b"".join(record(0x2B, struct.pack("<HH", 220, struck) + bytes(21)) for struck in (0, 8))
"""A font, and one that strikes through."""


def style(number_format: int, font: int = 0) -> bytes:
    """A cell style with the number format of this number and this font."""
    return record(0x2F, struct.pack("<HHH", 0, number_format, font) + bytes(10))


def xlsb(
    rows: Sequence[Sequence[Any]], merges: Iterable[tuple[int, int, int, int]] = (), hidden: Iterable[int] = ()
) -> bytes:
    """A workbook of one sheet, its texts among the shared strings."""
    strings: list[str] = []
    return book({"台账": sheet(rows_of(rows, strings, hidden), merges)}, strings)
