"""What an ordinary user may not do, also where the tests run as root."""

from __future__ import annotations

import ctypes
import os
import struct
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")
_DROP_FROM_BOUNDING_SET = 24  # PR_CAPBSET_DROP
_OVERRIDE, _SEARCH = 1, 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_VERSION_3 = 0x20080522


def without_privileges(work: Callable[[], Result]) -> Result:
    """Do this as one who must keep to the permissions of files, and so must the processes that it starts.

    Root gives up the right to override them in a thread of its own: such rights belong to threads, and what a
    process is started with is what the thread has that starts it.
    """
    if os.geteuid() != 0:
        return work()
    done: list[tuple[Any, BaseException | None]] = []

    def apart() -> None:
        try:
            _give_up()
            done.append((work(), None))
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
            done.append((None, error))

    thread = threading.Thread(target=apart)
    thread.start()
    thread.join()
    result, error = done[0]
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _give_up() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for right in (_OVERRIDE, _SEARCH):
        if libc.prctl(_DROP_FROM_BOUNDING_SET, right, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the right cannot be given up")
    head = struct.pack("<Ii", _VERSION_3, 0)
    now = ctypes.create_string_buffer(24)
    if libc.capget(head, now):
        raise OSError(ctypes.get_errno(), "the rights cannot be read")
    words = list(struct.unpack("<6I", now.raw))
    for place in (0, 1):  # what is in force, and what may be taken again
        words[place] &= ~(1 << _OVERRIDE | 1 << _SEARCH)
    if libc.capset(head, struct.pack("<6I", *words)):
        raise OSError(ctypes.get_errno(), "the rights cannot be set")
