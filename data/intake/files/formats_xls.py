"""The number formats of an Excel 97 workbook that tell more than a number does, and what it says of its days and
formulas."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from data.intake.files.formats_xlsx import BUILT_IN, telling_styles
from data.intake.files.sheet_facts import Facts, name_cell

_END, _OLD = 0x0A, 0x0500
_FONT, _STRUCK = 0x31, 0x08
_NO_FONT = 4  # no font has this number
_BEGIN, _FORMAT, _STYLE, _DAYS, _COMPUTED = 0x0809, 0x041E, 0xE0, 0x22, 0x01C1
_NUMBER, _RK, _MANY, _FORMULA = 0x0203, 0x027E, 0xBD, 0x06
_NOUGHTS = (bytes(8), b"\3\0\0\0\0\0\xff\xff")
"""A formula's value, 0 or no words, where nobody has computed it."""


class XlsNumbers:
    """What the beginning of a workbook's stream says of its numbers; `struck` are the cell styles whose font strikes
    through."""

    def __init__(self, stream: bytes) -> None:
        codes: dict[int, str] = dict(BUILT_IN)
        numbers: list[int] = []
        fonts: set[int] = set()
        struck: set[int] = set()
        font = 0
        self.since_1904 = False
        self._computed = old = False
        for kind, body in xls_records(stream, 0):
            if kind == _BEGIN and len(body) >= 2:
                old = struct.unpack_from("<H", body)[0] == _OLD
            elif kind == _FORMAT and len(body) >= 5:
                codes[struct.unpack_from("<H", body)[0]] = _code(body, old)
            elif kind == _FONT and len(body) >= 4:
                if body[2] & _STRUCK:
                    fonts.add(font)
                font += 2 if font == _NO_FONT - 1 else 1
            elif kind == _STYLE and len(body) >= 4:
                if struct.unpack_from("<H", body)[0] in fonts:
                    struck.add(len(numbers))
                numbers.append(struct.unpack_from("<H", body, 2)[0])
            elif kind == _DAYS:
                self.since_1904 = body[:1] == b"\1"
            elif kind == _COMPUTED:
                self._computed = True
        self._styles, self.struck = telling_styles(iter(numbers), codes), frozenset(struck)

    def note(self, stream: bytes, start: int, facts: Facts) -> None:
        """Note what the cells of the sheet that begins here are shown as, and formulas that nobody computed."""
        facts.since_1904 = self.since_1904
        if self._computed and not self._styles:
            return
        for kind, body in xls_records(stream, start):
            if kind in (_NUMBER, _RK, _FORMULA) and len(body) >= 6:
                row, column, style = struct.unpack_from("<HHH", body)
                if style in self._styles:
                    facts.formats[row, column] = self._styles[style]
                if kind == _FORMULA and not self._computed and body[6:14] in _NOUGHTS:
                    name_cell(facts.uncached, row, column)
            elif kind == _MANY and len(body) >= 6:
                row, column = struct.unpack_from("<HH", body)
                for number, at in enumerate(range(4, len(body) - 6, 6)):
                    (style,) = struct.unpack_from("<H", body, at)
                    if style in self._styles:
                        facts.formats[row, column + number] = self._styles[style]


def _code(body: bytes, old: bool) -> str:
    if old:
        return body[3 : 3 + body[2]].decode("gbk", "replace")
    (count,) = struct.unpack_from("<H", body, 2)
    if body[4] & 1:
        return body[5 : 5 + 2 * count].decode("utf-16-le", "replace")
    return body[5 : 5 + count].decode("latin-1")


def xls_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of the records from here to the end of this part of the stream."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
