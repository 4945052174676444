"""How far an XLSX sheet reaches, from its packed XML; error cells, formulas without a value, what is hidden or struck.

The XML that programs write names every cell first of all (`<c r="B7"`): there a quick look for names that lie far
out is enough. Any other XML is gone through tag by tag.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple, Self

from data.intake.files.formats_xlsx import book_says, formats_in, styles_of, styles_part
from data.intake.files.grid_bounds import MAX_SHEETS, Bounds
from data.intake.files.sheet_facts import MAX_TOLD, Facts, FileRefused, address
from data.intake.files.strikes import xlsx_strikes
from data.intake.files.unzip import blocks
from data.intake.reading_plan import Plan
from data.support.late_pattern import late_pattern

_NEAR = (99_999, 26)  # what the quick look does not see lies within these
_NOT_TALL = 9_999  # what the look for rows does not tell apart
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # of any spreadsheet program
_FAR = late_pattern(rb'r="(?:([A-Za-z]+\d{6,})|([A-Za-z]{2,})\d+)"(?=([^<>]*)>)')
_TALL = late_pattern(rb'r="[A-Za-z]+(\d{5,})"')
_OTHER = late_pattern(rb"[<:]c[a-zA-Z]")
_TAG = late_pattern(rb"""<(?:\w+:)?(row|c)(?=[\s/>])((?:[^<>"'/]+|"[^"]*"|'[^']*'|/(?!>))*+)(/?)>""")
_REF = late_pattern(rb"""(?:^|\s)r\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_ERROR = late_pattern(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]+\d+)["']""")
_NO_VALUE = late_pattern(
    rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]+\d+)["'][^<>]*>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<>]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v(?:\s[^<>]*)?>(\s*|-?0(?:\.0+)?)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
"""A formula without a value, or with the nought that programs write which do not compute."""
_ROW = late_pattern(rb"""<(?:\w+:)?row(?=[\s/>])([^<>]*)>""")
_COLUMN = late_pattern(rb"""<(?:\w+:)?col\s([^<>]*)>""")
_HIDDEN = late_pattern(rb"""\bhidden=["'](?:1|true)["']|\b(?:ht|width)=["']0(?:\.0+)?["']""")
_HIDING = (b"hidden=", b'ht="0', b'width="0')
_REACH = late_pattern(rb"""\b(min|max)=["'](\d{1,9})["']""")
_STYLED = late_pattern(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\br=["']([A-Z]+\d+)["'])(?=[^<>]*\bs=["'](\d{1,9})["'])[^<>]*[^<>/]>"""
)
_TARGET = late_pattern(rb"""\bTarget\s*=\s*["']([^"']*)["']""")
_COUNT = late_pattern(rb"""ount\s*=\s*["']\s*(\d+)""")
_LINKS = "xl/_rels/workbook.xml.rels"
_READ_WHOLE = ("sharedstrings.xml", "styles.xml", "workbook.xml", ".rels")


def look_at_xlsx(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each sheet by the path of its part. A part is a sheet by its folder, or as the workbook lists it."""
    facts: dict[str, Facts] = {}
    listed = _listed(archive)
    book = _Book.of(archive)
    for member in archive.infolist():
        name = member.filename.lower()
        if name.endswith(_READ_WHOLE):
            for block in blocks(archive, member):  # a member whose size lies is found out by its checksum
                if b"ount" in block and any(int(count[:12]) > member.file_size for count in _COUNT.findall(block)):
                    raise FileRefused("damaged")  # room is made for so many strings before one is read
        elif name in listed or ("/worksheets/" in name and name.endswith(".xml")):
            if len(facts) >= MAX_SHEETS:
                raise FileRefused("too_many_sheets", limit=str(MAX_SHEETS))
            facts[member.filename] = Facts(since_1904=book.since_1904)
            plain = _scan(archive, member, plan, facts[member.filename], book)
            if book.formats:
                facts[member.filename].formats = formats_in(blocks(archive, member), book.formats, plain)
    return facts


def _listed(archive: zipfile.ZipFile) -> set[str]:
    """The parts that the workbook names, however they are called."""
    parts: set[str] = set()
    for member in archive.infolist():
        if member.filename.lower() == _LINKS:
            for target in _TARGET.findall(archive.read(member)):
                path = target.decode("utf-8", "replace").lower()
                parts.add(path.lstrip("/") if path.startswith("/") else f"xl/{path}")
    return parts


class _Book(NamedTuple):
    """What a workbook says of all its sheets: the styles whose formats tell something and those that strike through,
    from when it counts days, and whether its noughts may be formulas that nobody computed."""

    formats: dict[int, str]
    struck: frozenset[int]
    since_1904: bool
    not_computed: bool

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Self:
        """Reads the parts that say so."""
        styles = styles_part(archive)
        return cls(styles_of(styles), xlsx_strikes(styles), *book_says(archive))


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo, plan: Plan, facts: Facts, book: _Book) -> bool:
    """Fills `facts`. Returns whether all cells begin with their names."""
    bounds = Bounds(plan)
    bounds.row, bounds.column = _NEAR
    plain, rows, named_rows = True, 0, 0
    for block in blocks(archive, member):
        plain = plain and _is_plain(block)
        _note(block, facts, rows, book)
        rows += block.count(b"<row")
        if rows > _MOST_ROWS:
            raise FileRefused("far_cell", cell=f"A{rows}")
        if plain:
            named_rows += block.count(b'<row r="')
            _quickly(block, bounds)
    counted = rows > plan.max_rows and named_rows < rows  # a row without a name stands below the one before
    if plain and not counted and bounds.row * bounds.column > plan.max_cells:
        bounds.row = max(bounds.row if bounds.row > _NEAR[0] else 0, _tallest(blocks(archive, member)))
    if not plain or counted or bounds.row * bounds.column > plan.max_cells or plan.max_rows < _NEAR[0]:
        _exactly(blocks(archive, member), Bounds(plan), plan)
    return plain


def _note(block: bytes, facts: Facts, rows: int, book: _Book) -> None:
    """What a block says beside its cells; `rows` stand before it."""
    if any(sign in block for sign in _HIDING):
        _note_hidden(block, facts, rows)
    if b't="e"' in block and len(facts.errors) < MAX_TOLD:
        facts.errors += [ref.decode() for ref in _ERROR.findall(block)]
    if (b"<f" in block or b":f" in block) and len(facts.uncached) < MAX_TOLD:
        found = _NO_VALUE.findall(block)
        facts.uncached += [ref.decode() for ref, nought in found if book.not_computed or not nought.strip()]
    if book.struck and len(facts.struck) < MAX_TOLD:
        facts.struck += [ref.decode() for ref, style in _STYLED.findall(block) if int(style) in book.struck]


def _note_hidden(block: bytes, facts: Facts, row: int) -> None:
    for attributes in _ROW.findall(block):
        said = _REF.search(attributes)
        row = int(said[2][:12]) if said and said[2] else row + 1
        if _HIDDEN.search(attributes):
            facts.hide_row(row - 1)
    for attributes in _COLUMN.findall(block):
        reach = {name: int(number) for name, number in _REACH.findall(attributes)}
        if _HIDDEN.search(attributes) and len(reach) == 2:
            facts.hide_columns(reach[b"min"] - 1, reach[b"max"] - 1)


def _is_plain(block: bytes) -> bool:
    """Whether each cell begins with its name, and nothing in the block can pretend to be a cell."""
    if b":c" in block or (b"!" in block and b"<!" in block):
        return False
    cells, named = block.count(b"<c"), block.count(b'<c r="')
    return cells == named or cells == named + len(_OTHER.findall(block))


def _quickly(block: bytes, bounds: Bounds) -> None:
    """Widen the bounds by the cells that stand far out and are no mere format.

    Of a wide ledger's many cells only what is distinct is looked at: its columns, and what their tags say.
    """
    for ref, column, rest in set(_FAR.findall(block)):
        if not rest.endswith(b"/") or rest.count(b'"') % 2 or b"'" in rest:
            name = (ref or _named(block, column)).decode()
            width, height = address(name)
            bounds.widen(height if ref else 0, width, name)


def _named(block: bytes, column: bytes) -> bytes:
    """A cell of this column, to be called by its name if it is too far out."""
    found = re.search(rb'r="(%s\d+)"' % column, block)
    return found[1] if found else column + b"1"


def _tallest(pieces: Iterator[bytes]) -> int:
    """The last row whose cells are named, or the 9,999 that this look does not tell apart."""
    return max((int(row[:12]) for block in pieces for row in set(_TALL.findall(block))), default=0) or _NOT_TALL


def _exactly(pieces: Iterator[bytes], bounds: Bounds, plan: Plan) -> None:
    """Go through every row and cell; one without a name stands beside, or below, the one before."""
    row, column, cells = 0, 0, 0
    for block in pieces:
        for kind, attributes, empty in _TAG.findall(block):
            said = _REF.search(attributes)
            letters, digits = (said[1], said[2]) if said else (b"", b"")
            if kind == b"row":
                row, column = int(digits[:12]) if digits else row + 1, 0
                continue
            at = row
            if letters and digits:
                column, at = address((letters + digits).decode())
            else:
                column += 1
            cells += 1
            if not empty or column > _MOST_COLUMNS:
                bounds.take(at, column, (letters + digits).decode())
        if cells > 2 * plan.max_cells:
            raise FileRefused("too_many_cells", limit=str(plan.max_cells))
