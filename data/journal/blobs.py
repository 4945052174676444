"""Blobs beside the streams, whole files of the shared folder, named room/name: issued/<id>.json."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from data.journal.folder_format import HOME, opened, written
from data.journal.local_files import NOFOLLOW, NONBLOCK, read_all
from data.support.late_pattern import late_pattern

MAX_BLOB = 8 << 20
"""Bytes of a blob: what is longer was not written by fairwatch."""

ROOMS = ("issued",)
"""Where blobs lie, beside the streams: the papers that were issued."""

_NAME = late_pattern(rf"({'|'.join(ROOMS)})/([0-9A-Za-z_-][0-9A-Za-z._-]{{0,127}})")


def split(name: str) -> tuple[str, str]:
    """The room and the name in it. Raises ValueError for what is no blob's name."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(f"not the name of a blob: {name!r}")
    return found[1], found[2]


def bounded(data: bytes) -> bytes:
    """The same bytes. Raises ValueError when they are too many."""
    if len(data) > MAX_BLOB:
        raise ValueError(f"a blob of {len(data)} bytes is longer than {MAX_BLOB}")
    return data


def put(folder: Path, name: str, data: bytes) -> None:
    """Write and sync it, then give it its name. Raises OSError, ValueError."""
    room, file = split(name)
    with opened(folder, HOME, room, create=True) as fd, written(file, bounded(data), fd) as fresh:
        os.rename(fresh, file, src_dir_fd=fd, dst_dir_fd=fd)


def get(folder: Path, name: str) -> bytes | None:
    """What it holds; None if there is none. Raises OSError for what is no file or too long, ValueError."""
    room, file = split(name)
    try:
        with opened(folder, HOME, room) as fd:
            blob = os.open(file, os.O_RDONLY | NOFOLLOW | NONBLOCK, dir_fd=fd)
    except FileNotFoundError:
        folder.stat()  # no blob is no error; no folder is
        return None
    try:
        info = os.fstat(blob)
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "not a file", name)
        if info.st_size > MAX_BLOB:
            raise OSError(errno.EFBIG, "too long for a blob", name)
        return read_all(blob, MAX_BLOB)
    finally:
        os.close(blob)
