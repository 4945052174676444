"""Pages side by side as one small PNG: enough for papers in a few greys and reds, without a library for pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from math import ceil

from data.support.fast_dataclass import dataclass

ACROSS = 4
"""So many pages stand side by side at most."""
_WHITE = 63
_LEVELS = 4
"""Of each of red, green and blue: 64 colours in all, black first and white last."""
_STEP = 256 // _LEVELS
_FRAME = _WHITE // 3 * 2


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture: its rows from above, a byte a pixel, which names its colour."""

    rows: tuple[bytes, ...]

    @classmethod
    def read(cls, data: bytes) -> Pixels:
        """A binary PPM as pdftoppm writes it, without comments. Raises ValueError for anything else."""
        kind, size, most, body = data.split(b"\n", 3)
        if (kind, most) != (b"P6", b"255"):
            raise ValueError("no binary PPM of 8 bits")
        width, height = map(int, size.split())
        named = bytes(width * height)
        for at, weight in enumerate((_LEVELS**2, _LEVELS, 1)):
            levels = bytes(value // _STEP * weight for value in range(256))
            part = int.from_bytes(body[at::3].translate(levels), "big") | int.from_bytes(named, "big")
            named = part.to_bytes(width * height, "big")
        return cls(tuple(named[at : at + width] for at in range(0, len(named), width)))

    @property
    def width(self) -> int:
        """In pixels."""
        return len(self.rows[0])

    def png(self) -> bytes:
        """As a PNG with a palette."""
        spread = [value * 255 // (_LEVELS - 1) for value in range(_LEVELS)]
        palette = bytes(part for red in spread for green in spread for blue in spread for part in (red, green, blue))
        body = zlib.compress(b"".join(b"\0" + row for row in self.rows), 9)
        head = struct.pack(">2I5B", self.width, len(self.rows), 8, 3, 0, 0, 0)
        parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", body), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, said) for name, said in parts)


def _chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


def beside(pages: Sequence[Pixels]) -> Pixels:
    """Pages in rows as even as can be, a grey line around each; what is white below all of a row is left out."""
    rows: list[bytes] = []
    across = ceil(len(pages) / ceil(len(pages) / ACROSS))
    blank = bytes([_WHITE])
    for first in range(0, len(pages), across):
        held = [_cropped(page) for page in pages[first : first + across]]
        height = max(len(page) for page in held)
        line = bytes([_FRAME])
        for at in range(height):
            told = [page[at] if at < len(page) else blank * len(page[0]) for page in held]
            told += [blank * len(held[0][0])] * (across - len(told))
            rows.append(line + line.join(told) + line)
        rows.append(line * len(rows[-1]))
    return Pixels((rows[-1], *rows))


def _cropped(page: Pixels) -> tuple[bytes, ...]:
    """The rows of a page down to its last words, with some room below; the page's number does not count."""
    white = bytes([_WHITE]) * page.width
    foot = len(page.rows) * 9 // 10
    last = max((at for at, row in enumerate(page.rows[:foot]) if row != white), default=0)
    return page.rows if last > foot * 8 // 10 else page.rows[: last + 30]
