"""How far the sheets of a binary workbook (.xlsb) reach, from its packed records; and what they say of it.

A part is a row of records: a kind (one or two bytes of seven bits), a size (up to four), a body. A record that says
more than its part holds, or a sheet that the workbook's links do not lead to, is refused: what cannot be told
beforehand is not parsed.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from data.intake.files.formats_xlsb import XlsbNumbers
from data.intake.files.grid_bounds import MAX_SHEETS, Bounds
from data.intake.files.sheet_facts import MAX_TOLD, Facts, FileRefused, name_cell
from data.intake.reading_plan import Plan
from data.support.late_pattern import late_pattern

BOOK, LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_STYLES = "xl/styles.bin"
_TABLES = ("xl/sharedstrings.bin", _STYLES)

_ROW, _COLUMNS, _SHEET, _MERGE = 0x00, 0x3C, 0x9C, 0xB0
_SPANS = (_COLUMNS, _MERGE)
_COLUMN_HIDDEN = 0x01
_CELLS = frozenset({0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B})
_ERRORS = frozenset({0x03, 0x0B})
_COUNTS = {0x9F: 4, 0x267: 0, 0x269: 0}
"""Where the record that begins the strings, formats or styles says how many follow: room may be made for them."""

_HIDDEN = 0x10
_NO_TEXT = 0xFFFF_FFFF
_CHUNK = 1 << 20
_LONGEST_HEAD = 6

_RELATION = late_pattern(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = late_pattern(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_UINT = struct.Struct("<I").unpack_from
_RANGE = struct.Struct("<IIII").unpack_from


def look_at_xlsb(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    """The facts of each sheet by its number in the workbook's list.

    Raises Refused: damaged, far_cell, too_many_cells, too_many_sheets.
    """
    try:
        return _look(archive, plan)
    except (IndexError, struct.error) as error:  # a record is cut, or too short for what it is
        raise FileRefused("damaged") from error


def _look(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    members = {member.filename: member for member in archive.infolist()}
    if len(members) < len(archive.infolist()) or not {BOOK, LINKS} <= set(members):
        raise FileRefused("damaged")  # of two parts of one name it is not told which is read
    for member in members.values():
        if member.filename.lower() in _TABLES:
            _check_counts(archive, member)
    links = _links(archive.read(members[LINKS]))
    styles = (_records(archive, one) for one in members.values() if one.filename.lower() == _STYLES)
    numbers = XlsbNumbers(next(styles, iter(())), _records(archive, members[BOOK]))
    facts: dict[str, Facts] = {}
    before = 0
    for number, relation in enumerate(_sheets(archive, members[BOOK])):
        part = links.get(relation)
        if part is None or part not in members:
            raise FileRefused("damaged")
        facts[str(number)] = Facts(since_1904=numbers.since_1904)
        if part.split("/")[1] == "worksheets":
            before = _scan(archive, members[part], Bounds(plan, before), facts[str(number)], numbers.struck)
            if numbers.tell:
                numbers.note(_records(archive, members[part]), facts[str(number)])
    return facts


def _links(packed: bytes) -> dict[str, str]:
    """Relation -> the path of its part."""
    found: dict[str, str] = {}
    for relation in _RELATION.findall(packed):
        said = {name: double or single for name, double, single in _ATTRIBUTE.findall(relation)}
        target = said.get(b"Target", b"").decode("utf-8", "replace")
        found[said.get(b"Id", b"").decode("utf-8", "replace")] = f"xl/{target}"
    return found


def _sheets(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> list[str]:
    """The relations of the workbook's sheets, in its order."""
    relations: list[str] = []
    for kind, body in _records(archive, member):
        if kind != _SHEET:
            continue
        (size,) = _UINT(body, 8)
        if size == _NO_TEXT:
            continue
        relations.append(body[12 : 12 + 2 * size].decode("utf-16-le", "replace"))
        if len(relations) > MAX_SHEETS:
            raise FileRefused("too_many_sheets", limit=str(MAX_SHEETS))
    return relations


def _check_counts(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    for kind, body in _records(archive, member):
        if kind in _COUNTS and _UINT(body, _COUNTS[kind])[0] > member.file_size:
            raise FileRefused("damaged")


def _scan(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, bounds: Bounds, facts: Facts, struck: frozenset[int]
) -> int:
    """The cells of this sheet's grid and of those before it. Fills `facts`."""
    row, cells, most = 0, 0, 2 * bounds.most
    for kind, body in _records(archive, member):
        if kind in _CELLS:
            (column,) = _UINT(body, 0)
            cells += 1
            if row >= bounds.row or column >= bounds.column:
                bounds.take(row + 1, column + 1)
            if kind in _ERRORS:
                name_cell(facts.errors, row, column)
            if struck and int.from_bytes(body[4:7], "little") in struck:
                name_cell(facts.struck, row, column)
        elif kind == _ROW:
            (row,) = _UINT(body, 0)
            if body[11] & _HIDDEN:
                facts.hide_row(row)
        elif kind in _SPANS:
            _note_span(kind, body, facts)
        if cells > most:
            raise FileRefused("too_many_cells", limit=str(most // 2))
    return bounds.done()


def _note_span(kind: int, body: bytes, facts: Facts) -> None:
    """Merged cells, or columns that are not shown."""
    first, second, third, fourth = _RANGE(body, 0)
    if kind == _COLUMNS:
        if body[16] & _COLUMN_HIDDEN or not third:  # its width
            facts.hide_columns(first, second)
    elif len(facts.merges) < MAX_TOLD:
        facts.merges.append((first, third, second, fourth))


def _records(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[int, bytes]]:
    """Kind and body of a part's records, unpacked piece by piece. Raises Refused damaged where one does not end."""
    rest, left = b"", member.file_size
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            rest, left, at = rest + piece, left - len(piece), 0
            while at < len(rest) and (len(rest) - at >= _LONGEST_HEAD or not left):
                kind, start, size = rest[at], at + 2, rest[at + 1]
                if kind & 0x80 or size & 0x80:  # most records need no more than one byte for each
                    kind, start, size = _head(rest, at)
                if start + size > len(rest):
                    if start + size > len(rest) + left:
                        raise FileRefused("damaged")
                    break
                yield kind, rest[start : start + size]
                at = start + size
            rest = rest[at:]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the record that begins here, where its body begins, and the body's size."""
    kind = data[at]
    at += 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
        at += 1
    size = shift = 0
    while shift < 28:
        part = data[at]
        at += 1
        size |= (part & 0x7F) << shift
        shift += 7
        if not part & 0x80:
            break
    return kind, at, size
