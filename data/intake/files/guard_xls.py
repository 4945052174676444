"""How far the sheets of an Excel 97 workbook reach, from its records: the parser lays out the whole grid at once.

On the way it sees error cells, and what is hidden or struck through.
"""

from __future__ import annotations

import struct

from data.intake.files.formats_xls import XlsNumbers, xls_records
from data.intake.files.grid_bounds import MAX_SHEETS, Bounds
from data.intake.files.ole import Ole
from data.intake.files.sheet_facts import Facts, FileRefused, name_cell
from data.intake.reading_plan import Plan

_SHEET, _END, _EXTENT = 0x85, 0x0A, 0x0200
_LARGEST = 65_536 * 256  # cells of an Excel 97 sheet
_CELLS = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0xBD, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406})
_MANY = 0xBD  # one record for several cells beside each other: its last two bytes are the last column
_ERROR = 0x0205
_MAY_FAIL = frozenset({_ERROR, 0x06, 0x0206, 0x0406})  # it, and formulas
_ROW, _COLUMNS = 0x0208, 0x7D
_HIDE = (_ROW, _COLUMNS)
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


def look_at_xls(data: bytes, plan: Plan) -> dict[str, Facts]:
    """The facts of each sheet by its number in the workbook's list.

    Raises Refused: damaged, unknown_format (no workbook), far_cell, too_many_cells, too_many_sheets.
    """
    ole = Ole(data)
    streams = [stream for name in ("book", "workbook") for stream in ole.streams(name)]  # the last one is read
    if not streams:
        raise FileRefused("unknown_format")
    facts: list[Facts] = []
    for stream in streams:
        cells = 0
        numbers = XlsNumbers(stream)
        told: dict[int, Facts] = {}
        starts = _sheets(stream)
        for start in dict.fromkeys(starts):
            bounds = Bounds(plan, cells)
            told[start] = _walk(stream, start, bounds, numbers.struck)
            cells = bounds.done()
            numbers.note(stream, start, told[start])
        facts = [told[start] for start in starts]
    return {str(number): one for number, one in enumerate(facts)}


def _sheets(stream: bytes) -> list[int]:
    """Where the sheets begin, as the workbook's own list says."""
    starts: list[int] = []
    for kind, body in xls_records(stream, 0):
        if kind == _SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
            if len(starts) > MAX_SHEETS:
                raise FileRefused("too_many_sheets", limit=str(MAX_SHEETS))
    return starts


def _walk(stream: bytes, at: int, bounds: Bounds, struck: frozenset[int]) -> Facts:
    facts = Facts()
    end = len(stream) - 4
    unpack = struct.Struct("<HHHH").unpack_from
    while at + 4 < end:
        kind, size, row, column = unpack(stream, at)
        if kind in _CELLS and size >= 4:
            if struck or kind in _MAY_FAIL:
                _note_cell(kind, stream[at + 4 : at + 4 + size], struck, facts)
            if kind == _MANY and at + 4 + size <= len(stream):
                (column,) = struct.unpack_from("<H", stream, at + 2 + size)
            bounds.take(row + 1, column + 1)
        elif kind in _HIDE:
            _note_hidden(kind, stream[at + 4 : at + 4 + size], facts)
        elif kind == _EXTENT:
            _check_extent(stream[at + 4 : at + 4 + size])
        elif kind == _END:
            break
        at += 4 + size
    return facts


def _note_cell(kind: int, record: bytes, struck: frozenset[int], facts: Facts) -> None:
    """Whether a cell (its place, its format, its value) is an error or struck through; a record of several cells beside
    each other has six bytes for each."""
    row, column = struct.unpack_from("<HH", record)
    if kind == _ERROR:
        is_error = len(record) >= 8 and record[7] == 1
    else:
        is_error = kind in _MAY_FAIL and len(record) >= 14 and record[6] == 2 and record[12:14] == b"\xff\xff"
    if is_error:
        name_cell(facts.errors, row, column)
    formats = range(4, len(record) - 7, 6) if kind == _MANY else (4,)
    for number, at in enumerate(formats):
        if int.from_bytes(record[at : at + 2], "little") in struck:
            name_cell(facts.struck, row, column + number)


def _note_hidden(kind: int, record: bytes, facts: Facts) -> None:
    if kind == _ROW and len(record) >= 14:
        if record[12] & _ROW_HIDDEN:
            facts.hide_row(int.from_bytes(record[:2], "little"))
    elif kind == _COLUMNS and len(record) >= 10:
        first, last, width, _format, flags = struct.unpack_from("<5H", record)
        if flags & _COLUMN_HIDDEN or not width:
            facts.hide_columns(first, last)


def _check_extent(record: bytes) -> None:
    """What a sheet says of its own extent is often too large, and room is made for it: it must be possible."""
    if len(record) in (10, 14):
        top, bottom, left, right = struct.unpack_from("<IIHH" if len(record) == 14 else "<HHHH", record)
        if top > bottom or left > right or (bottom - top) * (right - left) > _LARGEST:
            raise FileRefused("damaged")
