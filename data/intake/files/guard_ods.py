"""How far an OpenDocument table reaches, from its packed XML: repeats make cells that are not written out."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from data.intake.files.bounds import Bounds
from data.intake.files.facts import Facts, FileRefused, Merge, letters
from data.intake.files.formats_ods import OdsFormats, OdsStyles
from data.intake.files.unzip import blocks
from data.intake.plan import Plan

_MAX_UNCACHED = 200_000
_TAG = re.compile(
    rb"""<(/?)table:(table-cell|covered-table-cell|table-row|table-column|table)(?=[\s/>])((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>"""
)
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d+)["']""")
_STYLE = re.compile(rb"""table:style-name\s*=\s*["']([^"']*)["']""")
_DEFAULT_STYLE = re.compile(rb"""table:default-cell-style-name\s*=\s*["']([^"']*)["']""")
_CURRENCY = re.compile(rb"""office:currency\s*=\s*["']([^"']*)["']""")
_DOWN = re.compile(rb"""number-rows-spanned\s*=\s*["'](\d+)["']""")
_ACROSS = re.compile(rb"""number-columns-spanned\s*=\s*["'](\d+)["']""")


def look_at_ods(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each table by its number. Raises Refused: password, damaged, far_cell, too_many_cells."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileRefused("password")
    styles = _styles(archive)
    tables: list[_Table] = []
    depth = 0
    for block in _well_formed(blocks(archive, archive.getinfo("content.xml"))):
        for closing, name, attributes, empty in _TAG.findall(block):
            if name == b"table":
                depth += -1 if closing else (0 if empty else 1)
                if not closing and depth == 1:
                    tables.append(_Table(plan, styles.telling, tables[-1].bounds.done() if tables else 0))
            elif not closing and tables and depth == 1:
                tables[-1].take(name, attributes)
    if tables:
        tables[-1].bounds.done()
    return {
        str(number): Facts(
            merges=table.merges,
            uncached=table.uncached,
            formats=table.formats.formats,
            since_1904=styles.since_1904,
        )
        for number, table in enumerate(tables)
    }


def _styles(archive: zipfile.ZipFile) -> OdsStyles:
    try:
        return OdsStyles(archive)
    except ExpatError as error:
        raise FileRefused("damaged") from error


def _well_formed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as they are. The parser would look for ever for the end of a table that has none."""
    parser = ParserCreate()
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield piece
        parser.Parse(b"", True)
    except ExpatError as error:
        raise FileRefused("damaged") from error


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(1, int(found[1][:12])) if found else 1


def _words(pattern: re.Pattern[bytes], attributes: bytes) -> str:
    found = pattern.search(attributes)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


class _Table:
    """Where the cells of one table stand; `before` are the cells of the tables before it."""

    def __init__(self, plan: Plan, styles: dict[str, str], before: int) -> None:
        self.merges: list[Merge] = []
        self.uncached: list[str] = []
        self.formats = OdsFormats(styles)
        self._told = bool(styles)
        self.bounds = Bounds(plan, before)
        self._row = 0
        self._next_row = 0
        self._column = 0

    def take(self, name: bytes, attributes: bytes) -> None:
        """A row's, a column's or a cell's tag."""
        if name == b"table-column":
            self.formats.column(_number(_COLUMNS, attributes), _words(_DEFAULT_STYLE, attributes))
            return
        if name == b"table-row":
            self._row, self._column = self._next_row, 0
            self._next_row += _number(_ROWS, attributes)
            self.formats.row(_words(_DEFAULT_STYLE, attributes))
            return
        wide = _number(_COLUMNS, attributes)
        if b"value" in attributes or b"formula" in attributes:
            self.bounds.take(self._next_row, self._column + wide)
            down, across = _number(_DOWN, attributes), _number(_ACROSS, attributes)
            if down > 1 or across > 1:
                self.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
            if b"value" not in attributes and len(self.uncached) < _MAX_UNCACHED:
                self.uncached.append(f"{letters(self._column)}{self._row + 1}")
            if self._told or b"currency=" in attributes:
                cells = range(self._row, self._next_row), range(self._column, self._column + wide)
                self.formats.cell(*cells, _words(_STYLE, attributes), _words(_CURRENCY, attributes))
        self._column += wide
