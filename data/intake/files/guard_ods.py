"""How far an OpenDocument table reaches, from its packed XML: repeats make cells that are not written out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from data.intake.files.bounds import Bounds
from data.intake.files.facts import Facts, FileRefused, Merge
from data.intake.files.unzip import blocks
from data.intake.plan import Plan

_TAG = re.compile(
    rb"""<(/?)table:(table-cell|covered-table-cell|table-row|table)(?=[\s/>])((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>"""
)
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d+)["']""")
_DOWN = re.compile(rb"""number-rows-spanned\s*=\s*["'](\d+)["']""")
_ACROSS = re.compile(rb"""number-columns-spanned\s*=\s*["'](\d+)["']""")


def look_at_ods(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each table by its number. Raises Refused: password, damaged, far_cell, too_many_cells."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FileRefused("password")
    tables: list[_Table] = []
    depth = 0
    for block in _well_formed(blocks(archive, archive.getinfo("content.xml"))):
        for closing, name, attributes, empty in _TAG.findall(block):
            if name == b"table":
                depth += -1 if closing else (0 if empty else 1)
                if not closing and depth == 1:
                    tables.append(_Table(plan, tables[-1].bounds.done() if tables else 0))
            elif not closing and tables and depth == 1:
                tables[-1].take(name, attributes)
    if tables:
        tables[-1].bounds.done()
    return {str(number): Facts(merges=table.merges) for number, table in enumerate(tables)}


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


class _Table:
    """Where the cells of one table stand; `before` are the cells of the tables before it."""

    def __init__(self, plan: Plan, before: int) -> None:
        self.merges: list[Merge] = []
        self.bounds = Bounds(plan, before)
        self._row = 0
        self._next_row = 0
        self._column = 0

    def take(self, name: bytes, attributes: bytes) -> None:
        """A row's or a cell's tag."""
        if name == b"table-row":
            self._row, self._column = self._next_row, 0
            self._next_row += _number(_ROWS, attributes)
            return
        wide = _number(_COLUMNS, attributes)
        if b"value" in attributes or b"formula" in attributes:
            self.bounds.take(self._next_row, self._column + wide)
            down, across = _number(_DOWN, attributes), _number(_ACROSS, attributes)
            if down > 1 or across > 1:
                self.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += wide
