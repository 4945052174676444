"""By what a file of the shared folder is known again, in messages and in the index."""

from __future__ import annotations

import msgspec


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """By what a file is known again: size in bytes, time of change in ns, inode."""

    size: int
    mtime_ns: int
    inode: int
