"""Looks at a workbook before it is parsed, for what would take the parser down.

One value in cell XFD1048576 makes a dense grid that aborts the interpreter, and a 2 MB file can unpack to a
gigabyte: both are seen in the packed XML, streamed, and the cell is named. On the way it sees what the reader of
cells does not tell: error cells, formulas without a value, filtered rows, an ODS table's merges.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import msgspec

from data.intake.plan import Plan
from data.intake.refused import Refused

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""

_CHUNK = 1 << 20
_MAX_SHEETS = 200
_MAX_FAULTS = 200
_ODD_BYTES = (b"\n", b"\t", b"'")  # one byte is found ten times as fast as two
_ODD_SIGNS = (b"r =", b"= ")
_FAR_ROW = re.compile(
    rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["'](\d{6,})["'][^<>]*>(?:<(?:\w+:)?c\b[^<>]*/>)*<(?:\w+:)?c(?:\s[^<>]*[^/<>])?>"""
)
_ANY = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'](?![^<>]*/>)""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]+\d+)["']""")
_NO_VALUE = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]+\d+)["'][^<>]*><f(?:\s[^<>]*)?(?:/>|>[^<>]*</f>)(?:<v\s*/>|<v></v>)?</c>"""
)
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s(?=[^<>]*\bhidden=["'](?:1|true)["'])""")


class _Refs(NamedTuple):
    """What finds references of cells that hold something: `plain` in the XML that programs write, `odd` in any."""

    plain: re.Pattern[bytes]
    odd: re.Pattern[bytes]

    @classmethod
    def of(cls, group: str) -> _Refs:
        filled = r"(?=[^<>]*+(?<!/)>)"
        return cls(
            re.compile(rf'r="\s*{group}\d*\s*"{filled}'.encode()),
            re.compile(rf"""\br\s*=\s*["']\s*{group}\d*\s*["']{filled}""".encode()),
        )

    def within(self, block: bytes) -> re.Pattern[bytes]:
        """The pattern that this XML asks for."""
        odd = any(byte in block for byte in _ODD_BYTES) or any(sign in block for sign in _ODD_SIGNS)
        return self.odd if odd else self.plain


# Both give next to nothing for most ledgers, and of a block's many cells only what is distinct is looked at.
_FAR = _Refs.of(r"([A-Za-z]*\d{6,}|[A-Za-z]{2,}(?=\d))")  # columns from AA on, anything from row 100,000 on
_TALL = _Refs.of(r"[A-Za-z]+(\d{5,})")  # rows from 10,000 on
_NOT_FAR, _NOT_TALL, _NARROW = 99_999, 9_999, 26
_REF = re.compile(rb"""["'\s]([A-Za-z]*\d+)""")


class Facts(msgspec.Struct):
    """What the XML of one sheet says beside its cells."""

    hidden_rows: int = 0
    errors: list[str] = msgspec.field(default_factory=list)
    uncached: list[str] = msgspec.field(default_factory=list)
    merges: list[Merge] = msgspec.field(default_factory=list)


def letters(column: int) -> str:
    """A column's letters: 0 -> "A", 26 -> "AA"."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def look(data: bytes, plan: Plan) -> dict[str, Facts]:
    """What is worth knowing of a packed workbook, by the path of the sheet's part (ODS: the table's number).

    Raises Refused: incomplete, damaged, password, zip_bomb, far_cell, unknown_format, binary_workbook.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _look(archive, plan)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError) as error:
        raise Refused("incomplete" if b"PK\x05\x06" not in data[-66_000:] else "damaged") from error
    except RuntimeError as error:  # zipfile's own word for an encrypted member
        raise Refused("password") from error


def _look(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    members = archive.infolist()
    names = {member.filename for member in members}
    if sum(member.file_size for member in members) > plan.max_unpacked:
        raise Refused("zip_bomb", limit=f"{plan.max_unpacked // 1_000_000}")
    if "content.xml" in names:
        return _look_at_ods(archive, plan)
    if any(name.startswith("xl/") and name.endswith(".bin") and "/worksheets/" in name for name in names):
        raise Refused("binary_workbook")
    if not any(name.startswith("xl/") for name in names):
        raise Refused("unknown_format")
    facts: dict[str, Facts] = {}
    for member in members:
        if "/worksheets/" in member.filename and member.filename.endswith(".xml"):
            if len(facts) >= _MAX_SHEETS:
                raise Refused("too_many_sheets", limit=str(_MAX_SHEETS))
            facts[member.filename] = _scan(archive, member, plan)
        elif member.filename.endswith(("sharedStrings.xml", "styles.xml", "workbook.xml")):
            for _ in _blocks(archive, member):  # a member whose size lies is found out by its checksum
                pass
    return facts


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member unpacked in pieces that end before a cell begins, so that no cell is cut."""
    rest = b""
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            rest += piece
            cut = max(rest.rfind(b"<c "), rest.rfind(b"<row "), rest.rfind(b"<table:table"))
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 8 * _CHUNK:
                cut = rest.rfind(b">") + 1
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo, plan: Plan) -> Facts:
    """The facts of one sheet. It is looked at again, more closely, only where a look leaves room for too many cells."""
    facts = Facts()
    rows, columns = _far_out(_noting(_blocks(archive, member), facts), plan)
    if rows * columns > plan.max_cells or plan.max_rows < _NOT_FAR:
        rows = max(rows if rows > _NOT_FAR else 0, _tallest(_blocks(archive, member), plan))
    if rows * columns > plan.max_cells:
        _scan_exactly(_blocks(archive, member), plan)
    return facts


def _noting(blocks: Iterator[bytes], facts: Facts) -> Iterator[bytes]:
    """The same blocks, and into `facts` what they say beside their cells."""
    for block in blocks:
        if b"hidden=" in block:
            facts.hidden_rows += len(_HIDDEN_ROW.findall(block))
        if b't="e"' in block and len(facts.errors) < _MAX_FAULTS:
            facts.errors += [ref.decode() for ref in _ERROR.findall(block)]
        if b"<f" in block and len(facts.uncached) < _MAX_FAULTS:
            facts.uncached += [ref.decode() for ref in _NO_VALUE.findall(block)]
        yield block


def _far_out(blocks: Iterator[bytes], plan: Plan) -> tuple[int, int]:
    """Rows and columns that the sheet has at most. Raises Refused: far_cell."""
    rows, columns = _NOT_FAR, _NARROW
    for block in blocks:
        pattern = _FAR.within(block)
        far = set(pattern.findall(block))
        if any(ref.isdigit() for ref in far):
            far = {ref for ref in far if not ref.isdigit()} | set(_FAR_ROW.findall(block))
        for ref in far:
            column, row = address(ref.decode())
            if row > plan.max_rows or column > plan.max_columns:
                raise Refused("far_cell", cell=_first_outside(block, pattern, plan))
            rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _first_outside(block: bytes, pattern: re.Pattern[bytes], plan: Plan) -> str:
    """The reference to name, of a block that has one outside the limits."""
    refs = [found[1].decode() for cell in pattern.finditer(block) if (found := _REF.search(cell[0]))]
    for ref in refs:
        column, row = address(ref)
        if row > plan.max_rows or column > plan.max_columns:
            return ref[:24]
    raise AssertionError("the block has one")


def _tallest(blocks: Iterator[bytes], plan: Plan) -> int:
    """The last row, or the 9,999 that this look does not tell apart. Raises Refused: far_cell."""
    last = _NOT_TALL
    for block in blocks:
        pattern = _TALL.within(block)
        last = max(last, *(int(row[:12]) for row in set(pattern.findall(block))), 0)
        if last > max(plan.max_rows, _NOT_TALL):
            raise Refused("far_cell", cell=_first_outside(block, pattern, plan))
    return last


def _scan_exactly(blocks: Iterator[bytes], plan: Plan) -> None:
    last_row, last_column, far = 0, 0, ""
    for block in blocks:
        for name, digits in _ANY.findall(block):
            column, row = address(f"{name.decode()}{digits.decode()}")
            if row > last_row or column > last_column:
                last_row, last_column = max(row, last_row), max(column, last_column)
                far = f"{name.decode()}{digits.decode()}"
        if last_row * last_column > plan.max_cells:
            raise Refused("far_cell", cell=far[:24])


def address(ref: str) -> tuple[int, int]:
    """Column and row of a reference such as "AB12", both from 1; a bare number is a row."""
    digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    column = 0
    for letter in ref[: len(ref) - len(digits)][:8].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(digits[:12] or 0)


_ODS_TAG = re.compile(rb"<(/?)table:(table-cell|covered-table-cell|table-row|table)\b([^<>]*?)(/?)>")
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d{1,12})"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,12})"')
_ODS_DOWN = re.compile(rb'number-rows-spanned="(\d{1,12})"')
_ODS_ACROSS = re.compile(rb'number-columns-spanned="(\d{1,12})"')


def _look_at_ods(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("password")
    tables: list[_OdsTable] = []
    depth = 0
    for block in _blocks(archive, archive.getinfo("content.xml")):
        for closing, name, attributes, empty in _ODS_TAG.findall(block):
            if name == b"table":
                depth += -1 if closing else (0 if empty else 1)
                if not closing and depth == 1:
                    tables.append(_OdsTable(plan))
            elif not closing and tables and depth == 1:
                tables[-1].take(name, attributes, bool(empty))
    return {str(number): Facts(merges=table.merges) for number, table in enumerate(tables)}


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(1, int(found[1])) if found else 1


class _OdsTable:
    """Where the cells of one ODS table stand: repeats make cells far away that are not written out."""

    def __init__(self, plan: Plan) -> None:
        self.merges: list[Merge] = []
        self._plan = plan
        self._row = 0
        self._next_row = 0
        self._column = 0
        self._widest = 1

    def take(self, name: bytes, attributes: bytes, empty: bool) -> None:
        if name == b"table-row":
            self._row, self._column = self._next_row, 0
            self._next_row += _number(_ODS_ROWS, attributes)
            return
        wide = _number(_ODS_COLUMNS, attributes)
        if b"value-type" in attributes:
            self._check(self._next_row, self._column + wide)
            down, across = _number(_ODS_DOWN, attributes), _number(_ODS_ACROSS, attributes)
            if down > 1 or across > 1:
                self.merges.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += wide

    def _check(self, rows: int, columns: int) -> None:
        self._widest = max(self._widest, columns)
        if rows > self._plan.max_rows or columns > self._plan.max_columns:
            raise Refused("far_cell", cell=f"{letters(columns - 1)}{rows}")
        if rows * self._widest > self._plan.max_cells:
            raise Refused("zip_bomb", limit=f"{self._plan.max_unpacked // 1_000_000}")
