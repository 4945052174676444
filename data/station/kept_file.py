"""A file of this station's cache that is written whole and read whole: private, bounded, and known to be undamaged."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)  # not on every platform
_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
_SUM = 16
"""Bytes of the checksum."""


class Unkept(ValueError):
    """What stands there is not what was kept."""


def read_kept(path: Path, mark: bytes, largest: int) -> memoryview:
    """What was kept under this `mark`, at most `largest` bytes. Raises OSError, Unkept for a file that is another's,
    that others may write or read, that is too large, of another mark, or damaged."""
    fd = os.open(path, os.O_RDONLY | _NOFOLLOW | _NONBLOCK)
    with os.fdopen(fd, "rb") as file:
        said = os.fstat(fd)
        if not stat.S_ISREG(said.st_mode) or said.st_uid != os.geteuid() or said.st_mode & 0o077:
            raise Unkept("not a file of its owner alone")
        if said.st_size > largest:
            raise Unkept("too large")
        data = memoryview(file.read(said.st_size))  # nothing of it is copied: it may be large
    begin = len(mark) + _SUM
    if data[: len(mark)] != mark or _sum(data[begin:]) != data[len(mark) : begin]:
        raise Unkept("damaged, or of another version")
    return data[begin:]


def write_kept(path: Path, mark: bytes, data: bytes) -> None:
    """Put this in the place of what stood there, all or nothing. Raises OSError."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(b"".join((mark, _sum(data), data)))
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def stamp_of(path: Path) -> tuple[int, ...]:
    """By what it is told whether a file of this station is the one that it was; () where there is none."""
    try:
        said = path.stat()
    except FileNotFoundError:
        return ()
    return said.st_mtime_ns, said.st_size, said.st_ino


def _sum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM).digest()
