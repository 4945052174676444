"""How far the sheets of an Excel 97 workbook reach, from its records: the parser lays out the whole grid at once."""

from __future__ import annotations

import struct

from data.intake.files.bounds import MAX_SHEETS, Bounds
from data.intake.files.facts import Facts, FileRefused
from data.intake.files.formats_xls import XlsNumbers
from data.intake.files.ole import Ole
from data.intake.plan import Plan

_SHEET, _END, _EXTENT = 0x85, 0x0A, 0x0200
_LARGEST = 65_536 * 256  # cells of an Excel 97 sheet
_CELLS = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0xBD, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406})
_MANY = 0xBD  # one record for several cells beside each other: its last two bytes are the last column


def look_at_xls(data: bytes, plan: Plan) -> dict[str, Facts]:
    """The facts of each sheet by its number in the workbook's list.

    Raises Refused: damaged, unknown_format (no workbook), far_cell, too_many_cells, too_many_sheets.
    """
    streams = Ole(data).streams("workbook", "book")
    if not streams:
        raise FileRefused("unknown_format")
    facts: dict[str, Facts] = {}
    for stream in streams:
        cells = 0
        numbers = XlsNumbers(stream)
        for number, start in enumerate(_sheets(stream)):
            bounds = Bounds(plan, cells)
            _walk(stream, start, bounds)
            cells = bounds.done()
            facts[str(number)] = Facts()
            numbers.note(stream, start, facts[str(number)])
    return facts


def _sheets(stream: bytes) -> list[int]:
    """Where the sheets begin, as the workbook's own list says, each place once."""
    starts: dict[int, None] = {}
    at = 0
    while at + 8 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _SHEET and size >= 4:
            starts[struct.unpack_from("<I", stream, at + 4)[0]] = None
            if len(starts) > MAX_SHEETS:
                raise FileRefused("too_many_sheets", limit=str(MAX_SHEETS))
        elif kind == _END:
            break
        at += 4 + size
    return list(starts)


def _walk(stream: bytes, at: int, bounds: Bounds) -> None:
    end = len(stream) - 4
    unpack = struct.Struct("<HHHH").unpack_from
    while at + 4 < end:
        kind, size, row, column = unpack(stream, at)
        if kind in _CELLS and size >= 4:
            if kind == _MANY and at + 4 + size <= len(stream):
                (column,) = struct.unpack_from("<H", stream, at + 2 + size)
            bounds.take(row + 1, column + 1)
        elif kind == _EXTENT:
            _check_extent(stream[at + 4 : at + 4 + size])
        elif kind == _END:
            return
        at += 4 + size


def _check_extent(record: bytes) -> None:
    """What a sheet says of its own extent is often too large, and room is made for it: it must be possible."""
    if len(record) in (10, 14):
        top, bottom, left, right = struct.unpack_from("<IIHH" if len(record) == 14 else "<HHHH", record)
        if top > bottom or left > right or (bottom - top) * (right - left) > _LARGEST:
            raise FileRefused("damaged")
