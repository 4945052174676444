"""Small files of this station: owner only, and locked against another fairwatch on the same station."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

OWNER_ONLY = 0o600
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)  # not on every platform
NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
DIRECTORY: int = getattr(os, "O_DIRECTORY", 0)


def try_lock(fd: int, *, wait: bool = False) -> bool:
    """Hold the descriptor's file until it is closed or the process ends; False if another holds it."""
    try:
        import fcntl  # not on every platform, hence not at the top
    except ImportError:
        return True
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone among this station's programs; `path` is an empty file made for it. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY)
    try:
        try_lock(fd, wait=True)
        yield
    finally:
        os.close(fd)


def sync_directory(path: Path) -> None:
    """Make a name created or removed in a local directory durable."""
    fd = os.open(path, os.O_RDONLY | DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def read_all(fd: int, at_most: int) -> bytes:
    """The file from its start, `at_most` bytes of it."""
    parts = []
    offset = 0
    while offset < at_most and (part := os.pread(fd, min(1 << 20, at_most - offset), offset)):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)
