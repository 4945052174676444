"""How far an OpenDocument table reaches, from its packed XML: repeats make cells that are not written out.

On the way it sees merges, error cells, and what is hidden or struck through: the parser tells of none of them, and of
an error cell it gives the 0 that stands in its place.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

import msgspec

from data.intake.cells.result import blank, squeeze
from data.intake.files.bounds import Bounds
from data.intake.files.facts import MAX_TOLD, Facts, FileRefused, Formats, name_cell
from data.intake.files.formats_ods import OdsFormats, OdsStyles
from data.intake.files.strikes import ods_strikes
from data.intake.files.unzip import blocks
from data.intake.plan import Plan

_ANY_TAG = (
    rb"""<(/?)table:(table-cell|covered-table-cell|table-row|table-column|table)(?=[\s/>])"""
    rb"""((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>"""
)
_TAG = re.compile(_ANY_TAG + rb"()")
_TAG_AND_ERROR = re.compile(
    _ANY_TAG + rb"(?:\s*<text:p(?:\s[^<>]*)?>((?:#|Err:|\xe9\x94\x99\xe8\xaf\xaf:)[^<>]{1,16})</)?"
)
_ERROR_SIGNS = (b'"error"', b"'error'", b">#", b">Err:", b">\xe9\x94\x99\xe8\xaf\xaf:")
_STYLES = re.compile(rb"<office:automatic-styles(?=[\s>]).*?</office:automatic-styles\s*>", re.DOTALL)
_MOST_STYLES, _PIECE = 16_000_000, 1 << 16
"""Bytes of the tables' part among which its styles are looked for, before its body begins, and of one look."""
_STYLE = re.compile(rb"""table:style-name\s*=\s*["']([^"']*)["']""")
_DEFAULT_STYLE = re.compile(rb"""table:default-cell-style-name\s*=\s*["']([^"']*)["']""")
_ERROR = re.compile(rb"""calcext:value-type\s*=\s*["']error["']""")
_HIDDEN = re.compile(rb"""table:visibility\s*=\s*["'](?:collapse|filter)["']""")
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d+)["']""")
_CURRENCY = re.compile(rb"""office:currency\s*=\s*["']([^"']*)["']""")
_DOWN = re.compile(rb"""number-rows-spanned\s*=\s*["'](\d+)["']""")
_ACROSS = re.compile(rb"""number-columns-spanned\s*=\s*["'](\d+)["']""")


def look_at_ods(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each table by its number. Raises Refused: password, damaged, far_cell, too_many_cells."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileRefused("password")
    styles, strikes = _styles(archive), _strikes(archive)
    tables: list[_Table] = []
    depth = 0
    for block in _well_formed(blocks(archive, archive.getinfo("content.xml"))):
        may_fail = any(sign in block for sign in _ERROR_SIGNS)
        for closing, name, attributes, empty, words in (_TAG_AND_ERROR if may_fail else _TAG).findall(block):
            if name == b"table-cell":
                if tables and depth == 1 and not closing:
                    tables[-1].take_cell(attributes, failed=may_fail and _is_error(attributes, words))
            elif name == b"table":
                depth += -1 if closing else (0 if empty else 1)
                if not closing and depth == 1:
                    tables.append(_Table(plan, styles.telling, strikes, tables[-1].bounds.done() if tables else 0))
            elif not closing and tables and depth == 1:
                tables[-1].take(name, attributes)
    if tables:
        tables[-1].bounds.done()
    return {
        str(number): msgspec.structs.replace(table.facts, formats=table.formats, since_1904=styles.since_1904)
        for number, table in enumerate(tables)
    }


def _styles(archive: zipfile.ZipFile) -> OdsStyles:
    try:
        return OdsStyles(archive)
    except ExpatError as error:
        raise FileRefused("damaged") from error


def _strikes(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The names of the styles that strike through: named ones, and those that the tables' own part begins with."""
    parts = [archive.read(name) for name in archive.namelist() if name == "styles.xml"]
    begin = piece = b""
    with archive.open("content.xml") as stream:
        while b"<office:body" not in piece and len(begin) < _MOST_STYLES and (piece := stream.read(_PIECE)):
            begin += piece
    if found := _STYLES.search(begin):
        parts.append(found[0])
    return ods_strikes(*parts)


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
    """Where the cells of one table stand, and its facts; `before` are the cells of the tables before it."""

    def __init__(self, plan: Plan, styles: dict[str, str], strikes: frozenset[bytes], before: int) -> None:
        self.facts = Facts()
        self._formats = OdsFormats(styles)
        self._told = bool(styles)
        self.bounds = Bounds(plan, before)
        self._strikes = strikes
        self._styles: list[tuple[int, bytes]] = []
        self._row = 0
        self._next_row = 0
        self._row_style = b""
        self._column = 0
        self._next_column = 0

    @property
    def formats(self) -> Formats:
        """The formats of its cells that tell something."""
        return self._formats.formats

    def take(self, name: bytes, attributes: bytes) -> None:
        """A row's or a column's tag, or that of a cell that another one covers."""
        if name == b"table-row":
            self._row, self._column = self._next_row, 0
            self._next_row += _number(_ROWS, attributes)
            self._row_style = _default(attributes)
            self._formats.row(_words(_DEFAULT_STYLE, attributes))
            if b"visibility" in attributes and _HIDDEN.search(attributes):
                self.facts.hide_row(self._row, self._next_row - self._row)
        elif name == b"table-column":
            self._take_column(attributes)
        else:
            self.take_cell(attributes, failed=False)

    def _take_column(self, attributes: bytes) -> None:
        wide = _number(_COLUMNS, attributes)
        self._formats.column(wide, _words(_DEFAULT_STYLE, attributes))
        first, self._next_column = self._next_column, self._next_column + wide
        if b"visibility" in attributes and _HIDDEN.search(attributes):
            self.facts.hide_columns(first, self._next_column - 1)
        if self._strikes and len(self._styles) < MAX_TOLD:
            self._styles.append((self._next_column, _default(attributes)))

    def take_cell(self, attributes: bytes, *, failed: bool) -> None:
        """A cell's tag, and whether the cell is an error."""
        wide = _number(_COLUMNS, attributes)
        if b"value" in attributes or b"formula" in attributes:
            self.bounds.take(self._next_row, self._column + wide)
            down, across = _number(_DOWN, attributes), _number(_ACROSS, attributes)
            if down > 1 or across > 1:
                self.facts.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
            if b"value" not in attributes:
                name_cell(self.facts.uncached, self._row, self._column)
            if self._told or b"currency=" in attributes:
                cells = range(self._row, self._next_row), range(self._column, self._column + wide)
                self._formats.cell(*cells, _words(_STYLE, attributes), _words(_CURRENCY, attributes))
            if failed:
                self._mark(self.facts.errors, wide)
            if self._strikes and self._is_struck(attributes):
                self._mark(self.facts.struck, wide)
        self._column += wide

    def _mark(self, refs: list[str], wide: int) -> None:
        """Note this cell, and what repeats it beside and below it."""
        for row in range(self._row, min(self._next_row, self._row + MAX_TOLD)):
            for column in range(self._column, self._column + wide):
                name_cell(refs, row, column)

    def _is_struck(self, attributes: bytes) -> bool:
        """Whether the cell's own style, else its row's, else its column's, strikes through."""
        found = _STYLE.search(attributes)
        style = found[1] if found else self._row_style
        return (style or next((one for end, one in self._styles if self._column < end), b"")) in self._strikes


def _default(attributes: bytes) -> bytes:
    """The style that a row or a column gives to cells that have none."""
    found = _DEFAULT_STYLE.search(attributes)
    return found[1] if found else b""


def _is_error(attributes: bytes, words: bytes) -> bool:
    """Whether a cell holds an error: by its type, or by what stands where its formula's value would."""
    if _ERROR.search(attributes):
        return True
    said = blank(squeeze(words.decode("utf-8", "replace"))) if words and b"formula" in attributes else None
    return said is not None and said.code == "cell_error"
