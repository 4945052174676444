"""What a line of any stream has, whatever it says: its version first, an id, and a checksum that ends it.

The checksum is taken over the bytes as they stand, so that a reader of another version, or one that meets a field
it does not know, still tells a whole line from a damaged one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec

from data.support.fast_dataclass import dataclass

VERSION = 1

MAX_LINE = 4096
"""Bytes of a mark's line, its newline counted."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines of one sort, in a directory of their own: its name, and the bytes of their longest, its newline counted."""

    name: str
    longest: int


MARKS = Stream("marks", MAX_LINE)
SEEN = Stream("seen", 64 * 1024)

STREAMS = {stream.name: stream for stream in (MARKS, SEEN)}
"""The streams that a store holds."""

OURS = b'{"v":%d,' % VERSION
"""How a line of this version begins."""

_CRC = b',"crc":"'


class Head(msgspec.Struct, frozen=True):
    """What the journal knows of a line: its id, and the counter that orders it (0 where the stream has none)."""

    id: str
    lam: int = 0


_HEADS = msgspec.json.Decoder(Head)


def sealed(said: bytes, longest: int = MAX_LINE) -> bytes:
    """The line of this JSON object, with its checksum and newline. Raises ValueError when it is longer than allowed."""
    line = b'%s%s%08x"}\n' % (said[:-1], _CRC, zlib.crc32(said))
    if len(line) > longest:
        raise ValueError(f"a line of {len(line)} bytes is longer than {longest}")
    return line


def whole(line: bytes) -> bool:
    """Whether a line, without its newline, ends with the checksum of what stands before."""
    said, found, end = line.rpartition(_CRC)
    return bool(found) and end == b'%08x"}' % zlib.crc32(said + b"}")


def head(line: bytes) -> Head | None:
    """The head of a whole line of this version; None of any other line."""
    line = line.rstrip(b"\n")
    if not (line.startswith(OURS) and whole(line)):
        return None
    try:
        found = _HEADS.decode(line)
    except (ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None
    return found if found.id else None


def check(lines: Iterable[bytes], stream: Stream) -> None:
    """Raise ValueError for what is no line of the stream."""
    for line in lines:
        if not line.endswith(b"\n") or line.count(b"\n") != 1 or len(line) > stream.longest:
            raise ValueError(f"what {stream.name} take is one line of {stream.longest} bytes at most")
