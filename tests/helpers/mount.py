"""A network share that has died: a real FUSE mount whose requests are taken and never answered.

A process that touches it cannot even be killed, as with a dead NFS or SMB server.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

_FORCE, _DETACH = 1, 2
_INIT = 26


def _answer_init(fd: int, request: bytes) -> None:
    """Say that the file system is there: only then does the kernel send what it is really asked."""
    (unique,) = struct.unpack_from("<Q", request, 8)
    said = struct.pack("<IIIIHHII32x", 7, 31, 0, 0, 12, 10, 65_536, 1)
    os.write(fd, struct.pack("<IiQ", 16 + len(said), 0, unique) + said)


def _serve(fd: int) -> None:
    try:
        while True:
            request = os.read(fd, 1 << 18)
            if struct.unpack_from("<I", request, 4)[0] == _INIT:
                _answer_init(fd, request)
    except OSError:  # it was unmounted
        os.close(fd)


def _mount(place: Path) -> None:
    try:
        fd = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        pytest.skip(
            f"no share can be made to hang here ({error.strerror}); a stopped reader stands for it in test_feed"
        )
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={fd},rootmode=40000,user_id=0,group_id=0".encode()
    if libc.mount(b"dead", os.fsencode(place), b"fuse", 0, options):
        os.close(fd)
        why = os.strerror(ctypes.get_errno())
        pytest.skip(f"no share can be made to hang here ({why}); a stopped reader stands for it in test_feed")
    threading.Thread(target=_serve, args=(fd,), name="dead share", daemon=True).start()


@contextlib.contextmanager
def dead_share(place: Path) -> Iterator[None]:
    """Mount it over a directory; what was there is there again afterwards. Skips where nothing may be mounted."""
    _mount(place)
    try:
        yield
    finally:
        ctypes.CDLL(None).umount2(os.fsencode(place), _FORCE | _DETACH)
