"""How far an OpenDocument table reaches, from its packed XML: repeats make cells that are not written out.

On the way it sees merges, error cells, and what is hidden or struck through: the parser tells of none of them, and of
an error cell it gives the 0 that stands in its place.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple, Self
from xml.parsers.expat import ExpatError, ParserCreate

from data.intake.cells.cell_result import blank, squeeze
from data.intake.files.formats_ods import OdsFormats, OdsStyles, style_heads
from data.intake.files.grid_bounds import Bounds
from data.intake.files.sheet_facts import MAX_TOLD, Facts, FileRefused, name_cell
from data.intake.files.strikes import ods_strikes
from data.intake.files.unzip import blocks
from data.intake.reading_plan import Plan
from data.support.late_pattern import late_pattern

_ANY_TAG = (
    rb"""<(/?)table:(table-cell|covered-table-cell|table-row|table-column|table)(?=[\s/>])"""
    rb"""((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>"""
)
_TAG = late_pattern(_ANY_TAG + rb"()")
_TAG_AND_ERROR = late_pattern(
    _ANY_TAG + rb"(?:\s*<text:p(?:\s[^<>]*)?>((?:#|Err:|\xe9\x94\x99\xe8\xaf\xaf:)[^<>]{1,16})</)?"
)
_ERROR_SIGNS = (b'"error"', b"'error'", b">#", b">Err:", b">\xe9\x94\x99\xe8\xaf\xaf:")
_ERROR = late_pattern(rb"""calcext:value-type\s*=\s*["']error["']""")
_HIDDEN = late_pattern(rb"""table:visibility\s*=\s*["'](?:collapse|filter)["']""")
_ROWS = late_pattern(rb"""number-rows-repeated\s*=\s*["'](\d+)["']""")
_COLUMNS = late_pattern(rb"""number-columns-repeated\s*=\s*["'](\d+)["']""")
_STYLE = late_pattern(rb"""table:style-name\s*=\s*["']([^"']*)["']""")
_DEFAULT_STYLE = late_pattern(rb"""table:default-cell-style-name\s*=\s*["']([^"']*)["']""")
_CURRENCY = late_pattern(rb"""office:currency\s*=\s*["']([^"']*)["']""")
_DOWN = late_pattern(rb"""number-rows-spanned\s*=\s*["'](\d+)["']""")
_ACROSS = late_pattern(rb"""number-columns-spanned\s*=\s*["'](\d+)["']""")


def look_at_ods(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each table by its number. Raises Refused: password, damaged, far_cell, too_many_cells."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileRefused("password")
    styles = _Styles.of(archive)
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
                    tables.append(_Table(plan, styles, tables[-1].bounds.done() if tables else 0))
            elif not closing and tables and depth == 1:
                tables[-1].take(name, attributes)
    if tables:
        tables[-1].bounds.done()
    return {str(number): table.facts for number, table in enumerate(tables)}


class _Styles(NamedTuple):
    """What a document says of all its tables: the cell styles whose formats tell something and those that strike
    through, and from when it counts days."""

    formats: dict[str, str]
    struck: frozenset[str]
    since_1904: bool

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Self:
        """Reads the heads of the parts that say so. Raises Refused damaged."""
        heads = style_heads(archive)
        try:
            styles = OdsStyles(heads)
        except ExpatError as error:
            raise FileRefused("damaged") from error
        return cls(styles.telling, ods_strikes(heads), styles.since_1904)


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

    def __init__(self, plan: Plan, styles: _Styles, before: int) -> None:
        self.facts = Facts(since_1904=styles.since_1904)
        self._formats = OdsFormats(styles.formats, self.facts.formats)
        self.bounds = Bounds(plan, before)
        self._struck = styles.struck
        self._is_styled = bool(styles.formats or styles.struck)
        self._row = 0
        self._next_row = 0
        self._column = 0
        self._next_column = 0

    def take(self, name: bytes, attributes: bytes) -> None:
        """A row's or a column's tag, or that of a cell that another one covers."""
        if name == b"table-row":
            self._row, self._column = self._next_row, 0
            self._next_row += _number(_ROWS, attributes)
            self._formats.row(_words(_DEFAULT_STYLE, attributes))
            if b"visibility" in attributes and _HIDDEN.search(attributes):
                self.facts.hide_row(self._row, self._next_row - self._row)
        elif name == b"table-column":
            self._take_column(attributes)
        else:
            self.take_cell(attributes, failed=False)

    def _take_column(self, attributes: bytes) -> None:
        first, self._next_column = self._next_column, self._next_column + _number(_COLUMNS, attributes)
        if b"visibility" in attributes and _HIDDEN.search(attributes):
            self.facts.hide_columns(first, self._next_column - 1)
        self._formats.columns(self._next_column, _words(_DEFAULT_STYLE, attributes))

    def take_cell(self, attributes: bytes, *, failed: bool) -> None:
        """A cell's tag, and whether the cell is an error."""
        is_plain = b"number-" not in attributes  # most cells neither repeat nor span others
        wide = 1 if is_plain else _number(_COLUMNS, attributes)
        has_value = b"value" in attributes
        if has_value or b"formula" in attributes:
            if self._next_row > self.bounds.row or self._column + wide > self.bounds.column:
                self.bounds.take(self._next_row, self._column + wide)
            if not is_plain:
                self._merge(_number(_DOWN, attributes), _number(_ACROSS, attributes))
            if failed:
                self._mark(self.facts.errors, wide)
            elif not has_value:
                self._mark(self.facts.uncached, wide)
            if self._is_styled or b"currency=" in attributes:
                self._take_style(attributes, wide)
        self._column += wide

    def _merge(self, down: int, across: int) -> None:
        if down > 1 or across > 1:
            self.facts.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))

    def _mark(self, refs: list[str], wide: int) -> None:
        """Note this cell, and what repeats it beside and below it."""
        for row in range(self._row, min(self._next_row, self._row + MAX_TOLD)):
            for column in range(self._column, self._column + wide):
                name_cell(refs, row, column)

    def _take_style(self, attributes: bytes, wide: int) -> None:
        style = _words(_STYLE, attributes) or self._formats.style_at(self._column)
        cells = range(self._row, self._next_row), range(self._column, self._column + wide)
        self._formats.cell(*cells, style, _words(_CURRENCY, attributes))
        if style in self._struck:
            self._mark(self.facts.struck, wide)


def _is_error(attributes: bytes, words: bytes) -> bool:
    """Whether a cell holds an error: by its type, or by what stands where its formula's value would."""
    if _ERROR.search(attributes):
        return True
    said = blank(squeeze(words.decode("utf-8", "replace"))) if words and b"formula" in attributes else None
    return said is not None and said.code == "cell_error"
