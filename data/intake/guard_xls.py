"""How far the sheets of an Excel 97 workbook reach, from its records: the parser lays out the whole grid at once.

An XLS is a small file system (OLE) that holds one stream of records. Only where cells stand is looked at; what is
malformed is left to the parser, which refuses it.
"""

from __future__ import annotations

import struct

from data.intake.bounds import MAX_SHEETS, Bounds
from data.intake.plan import Plan
from data.intake.refused import Refused

_FREE = 0xFFFFFFFA  # sector numbers from here on are none
_STREAMS = ("workbook", "book")
_MINI = 64

_SHEET, _END = 0x85, 0x0A
_CELLS = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0xBD, 0xD6, 0xFD, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406})
_MANY = 0xBD  # one record for several cells beside each other: its last two bytes are the last column


def look_at_xls(data: bytes, plan: Plan) -> None:
    """Raises Refused where the grids of the sheets would be too large: far_cell, too_many_cells, too_many_sheets."""
    try:
        streams = _streams(data)
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        return  # no file system that can be followed: the parser says so
    for stream in streams:
        cells = 0
        for start in _sheets(stream):
            bounds = Bounds(plan, cells)
            _walk(stream, start, bounds)
            cells = bounds.done()


def _sheets(stream: bytes) -> list[int]:
    """Where the sheets begin, as the workbook's own list says, each place once."""
    starts: dict[int, None] = {}
    at = 0
    while at + 8 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _SHEET and size >= 4:
            starts[struct.unpack_from("<I", stream, at + 4)[0]] = None
            if len(starts) > MAX_SHEETS:
                raise Refused("too_many_sheets", limit=str(MAX_SHEETS))
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
        elif kind == _END:
            return
        at += 4 + size


def _streams(data: bytes) -> list[bytes]:
    """The workbook streams that the file system names; there should be one."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("unusual sectors")
    size = 1 << shift
    table = _table(data, size)
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], table, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    cutoff, mini_start = struct.unpack_from("<II", data, 56)
    found: list[bytes] = []
    small = b""
    for entry in entries:
        if _name(entry) not in _STREAMS:
            continue
        start, length = struct.unpack_from("<II", entry, 116)
        if length >= cutoff:
            found.append(_chain(data, start, table, size)[:length])
            continue
        if not small:
            small = _chain(data, struct.unpack_from("<I", entries[0], 116)[0], table, size)
            mini = _chain(data, mini_start, table, size)
            minis = struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4])
        found.append(_chain(small, start, minis, _MINI, first=0)[:length])
    return found


def _name(entry: bytes) -> str:
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows each one. The header lists the sectors of this table, and further sectors the rest."""
    listed = list(struct.unpack_from("<109I", data, 76))
    further = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while further < _FREE and further not in seen:
        seen.add(further)
        numbers = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        listed += numbers[:-1]
        further = numbers[-1]
    sectors = [data[(number + 1) * size : (number + 2) * size] for number in listed if number < _FREE]
    packed = b"".join(sectors)
    return struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])


def _chain(data: bytes, sector: int, table: tuple[int, ...], size: int, first: int = 1) -> bytes:
    """The sectors that hang together from this one on; a ring is cut where it closes."""
    parts: list[bytes] = []
    left = len(data) // size + 1
    while sector < _FREE and left:
        parts.append(data[(sector + first) * size : (sector + first + 1) * size])
        sector = table[sector] if sector < len(table) else _FREE
        left -= 1
    return b"".join(parts)
