"""The pictures of papers: pages side by side, as a PNG that any program reads."""

from __future__ import annotations

import struct
import zlib

import pytest

from tui.maintain.page_pixels import Pixels, beside

WHITE, RED, BLACK = b"\xff\xff\xff", b"\xff\x00\x00", b"\x00\x00\x00"


def ppm(*rows: bytes) -> bytes:
    return f"P6\n{len(rows[0]) // 3} {len(rows)}\n255\n".encode() + b"".join(rows)


def colours(png: bytes) -> list[list[bytes]]:
    """The rows of a PNG with a palette, pixel by pixel."""
    at, parts = 8, {}
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, said = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + said),)
        parts[name] = said
        at += 12 + size
    width, height = struct.unpack(">2I", parts[b"IHDR"][:8])
    body, palette = zlib.decompress(parts[b"IDAT"]), parts[b"PLTE"]
    rows = [body[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]
    return [[palette[3 * pixel : 3 * pixel + 3] for pixel in row] for row in rows]


def test_a_page_comes_back_as_it_was() -> None:
    page = Pixels.read(ppm(WHITE + RED, BLACK + WHITE))
    assert colours(page.png()) == [[WHITE, RED], [BLACK, WHITE]]


@pytest.mark.parametrize(("pages", "across"), [(1, 1), (3, 3), (4, 4), (5, 3), (8, 4)])
def test_pages_stand_side_by_side_in_even_rows(pages: int, across: int) -> None:
    page = Pixels.read(ppm(*[BLACK * 4] * 20))
    said = colours(beside([page] * pages).png())
    assert len(said[0]) == 5 * across + 1
    assert sum(row[1] == BLACK for row in said) == 20 * -(-pages // across)


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="PPM"):
        Pixels.read(b"P5\n1 1\n255\n\0")
