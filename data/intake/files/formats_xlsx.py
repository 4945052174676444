"""The number formats of an XLSX that tell more than a number does, and the cells that have them."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping

from data.intake.cells.number_format import telling
from data.intake.files.sheet_facts import Formats, address
from data.support.late_pattern import late_pattern

STYLES, WORKBOOK = "xl/styles.xml", "xl/workbook.xml"
BUILT_IN = {9: "0%", 10: "0.00%"}
"""The formats that have no code in a file and tell something in every country."""

_ATTRIBUTE = late_pattern(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT = late_pattern(r"""<(?:\w+:)?numFmt\s((?:[^<>"']+|"[^"]*"|'[^']*')*+)>""")
_CELL_STYLES, _CELL_STYLES_END = late_pattern(r"<(?:\w+:)?cellXfs[\s>]"), late_pattern(r"</(?:\w+:)?cellXfs\s*>")
_STYLE = late_pattern(r"""<(?:\w+:)?xf(?=[\s/>])((?:[^<>"']+|"[^"]*"|'[^']*')*+)>""")
_CELL = late_pattern(rb"""<(?:\w+:)?(row|c)(?=[\s/>])((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>""")
_REF = late_pattern(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)(\d{0,9})""")
_STYLED = late_pattern(rb"""(?:^|\s)s\s*=\s*["']\s*(\d{1,9})""")
_SINCE_1904 = late_pattern(rb"""<(?:\w+:)?workbookPr\s[^<>]*\bdate1904\s*=\s*["'](?:1|true|on)["']""")
_FULL_CALC = late_pattern(rb"""<(?:\w+:)?calcPr\s[^<>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true|on)["']""")


def styles_part(archive: zipfile.ZipFile) -> bytes:
    """The part that holds a workbook's styles; nothing where it has none."""
    names = [name for name in archive.namelist() if name.lower() == STYLES]
    return archive.read(names[0]) if names else b""


def styles_of(part: bytes) -> dict[int, str]:
    """The cell styles (the `s` of a cell) whose format tells something: its code."""
    styles = part.decode("utf-8", "replace")
    codes: dict[int, str] = dict(BUILT_IN)
    for attributes in _FORMAT.findall(styles):
        said = _said(attributes)
        if said.get("numFmtId", "").isdecimal():
            codes[int(said["numFmtId"][:9])] = html.unescape(said.get("formatCode", ""))
    begin = _CELL_STYLES.search(styles)
    end = _CELL_STYLES_END.search(styles, begin.end()) if begin else None
    cell_styles = styles[begin.end() : end.start()] if begin and end else ""
    numbers = (_said(one).get("numFmtId", "") for one in _STYLE.findall(cell_styles))
    return telling_styles((int(number[:9]) if number.isdecimal() else 0 for number in numbers), codes)


def telling_styles(numbers: Iterator[int], codes: Mapping[int, str]) -> dict[int, str]:
    """Style -> code, of the styles (from 0) with these numbers of formats, where the format tells something."""
    return {style: codes[number] for style, number in enumerate(numbers) if number in codes and telling(codes[number])}


def book_says(archive: zipfile.ZipFile) -> tuple[bool, bool]:
    """Whether the workbook counts days from 1904, and whether it asks to be computed anew when it is opened."""
    names = [name for name in archive.namelist() if name.lower() == WORKBOOK]
    book = archive.read(names[0]) if names else b""
    return bool(_SINCE_1904.search(book)), bool(_FULL_CALC.search(book))


def formats_in(pieces: Iterator[bytes], styles: Mapping[int, str], plain: bool) -> Formats:
    """The cells (row and column from 0) of these styles. `plain`: each begins with its name; else one without a name
    stands beside the one before."""
    return _quickly(pieces, styles) if plain else _exactly(pieces, styles)


def _quickly(pieces: Iterator[bytes], styles: Mapping[int, str]) -> Formats:
    formats: Formats = {}
    numbers = "|".join(map(str, styles)).encode()
    cells = re.compile(rb'<c r="([A-Z]+\d+)"[^<>]*? s="(%s)"' % numbers)
    for block in pieces:
        for ref, style in cells.findall(block):
            column, row = address(ref.decode())
            formats[row - 1, column - 1] = styles[int(style)]
    return formats


def _exactly(pieces: Iterator[bytes], styles: Mapping[int, str]) -> Formats:
    formats: Formats = {}
    row = column = 0
    for block in pieces:
        for kind, attributes, empty in _CELL.findall(block):
            said = _REF.search(attributes)
            letters, digits = (said[1], said[2]) if said else (b"", b"")
            if kind == b"row":
                row, column = int(digits) if digits else row + 1, 0
                continue
            column, at = address((letters + digits).decode()) if letters and digits else (column + 1, row)
            style = _STYLED.search(attributes) if not empty else None
            if style and (code := styles.get(int(style[1]))):
                formats[at - 1, column - 1] = code
    return formats


def _said(attributes: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(attributes)}
