"""The number formats of a binary workbook (.xlsb) that tell more than a number does, and what it says of its days and
formulas."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from data.intake.files.formats_xlsx import BUILT_IN, telling_styles
from data.intake.files.sheet_facts import Facts, name_cell

_FONT, _FORMAT, _STYLE, _STYLES, _STYLES_END = 0x2B, 0x2C, 0x2F, 0x269, 0x26A
_STRUCK = 0x08
_BOOK, _CALC, _ROW = 0x99, 0x9D, 0x00
_FULL_CALC_AT = 24
_NUMBERS, _FORMULA = frozenset({0x02, 0x05, 0x09}), 0x09

Records = Iterable[tuple[int, bytes]]


class XlsbNumbers:
    """What the records of a workbook's styles, and of the workbook itself, say of its numbers; `struck` are the cell
    styles that strike through."""

    def __init__(self, styles: Records, book: Records) -> None:
        self._styles, self.struck = _styles(styles)
        self._not_computed = self.since_1904 = False
        for kind, body in book:
            if kind == _BOOK:
                self.since_1904 = bool(body[:1] and body[0] & 1)
            elif kind == _CALC:
                self._not_computed = len(body) > _FULL_CALC_AT and bool(body[_FULL_CALC_AT] & 1)

    @property
    def tell(self) -> bool:
        """Whether its sheets' cells must be looked at."""
        return bool(self._styles) or self._not_computed

    def note(self, records: Records, facts: Facts) -> None:
        """Note what the cells of a sheet are shown as, and formulas whose 0 nobody computed."""
        row = 0
        for kind, body in records:
            if kind == _ROW:
                (row,) = struct.unpack_from("<I", body)
            elif kind in _NUMBERS:
                column, style = struct.unpack_from("<II", body)
                if code := self._styles.get(style & 0xFFFFFF):
                    facts.formats[row, column] = code
                if kind == _FORMULA and self._not_computed and body[8:16] == bytes(8):
                    name_cell(facts.uncached, row, column)


def _styles(records: Records) -> tuple[dict[int, str], frozenset[int]]:
    """The cell styles whose format tells something, with its code; and those whose font strikes through."""
    codes: dict[int, str] = dict(BUILT_IN)
    fonts: list[bool] = []
    numbers: list[int] = []
    struck: set[int] = set()
    within = False
    for kind, body in records:
        if kind == _FORMAT:
            number, size = struct.unpack_from("<HI", body)
            codes[number] = body[6 : 6 + 2 * size].decode("utf-16-le", "replace")
        elif kind == _FONT:
            fonts.append(bool(body[2] & _STRUCK))
        elif kind in (_STYLES, _STYLES_END):
            within = kind == _STYLES
        elif kind == _STYLE and within:
            number, font = struct.unpack_from("<HH", body, 2)
            if font < len(fonts) and fonts[font]:
                struck.add(len(numbers))
            numbers.append(number)
    return telling_styles(iter(numbers), codes), frozenset(struck)
