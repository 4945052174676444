"""A packed workbook's parts, unpacked piece by piece."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from data.intake.files.sheet_facts import FileRefused

_CHUNK = 1 << 20
_LONGEST_TAG = 8 * _CHUNK
_STARTS = (b"<c ", b"<row ", b"<table:table")


def blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member unpacked in pieces that end before a cell begins, or at least where a tag has ended.

    Raises Refused damaged where no tag ends for longer than any can be, and what zipfile raises.
    """
    rest = b""
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            new = max(len(rest) - 16, 0)  # what came before was searched already
            rest += piece
            cut = max(rest.rfind(start, new) for start in _STARTS)
            if cut <= 0:
                cut = rest.rfind(b">", new) + 1
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > _LONGEST_TAG:
                raise FileRefused("damaged")
    yield rest
