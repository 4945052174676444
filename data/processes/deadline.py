"""Work that touches a folder which may never answer, done in a process of its own that nobody waits for too long.

A thread would not do: no process ends while one of its threads hangs in a dead mount, not even when it is killed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import TypeVar, cast

Answer = TypeVar("Answer")


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """What `work` returns or raises; both must pickle. Raises TimeoutError when it takes longer: it is then left alone.

    For commands that have not started a thread yet: the process is forked.
    """
    read_fd, write_fd = os.pipe()
    child = os.fork()
    if not child:
        _answer(write_fd, work)
    os.close(write_fd)
    try:
        said = _read(read_fd, time.monotonic() + seconds)
    except TimeoutError:
        os.kill(child, signal.SIGKILL)  # and not waited for: it may be past killing
        raise
    finally:
        os.close(read_fd)
    os.waitpid(child, 0)
    good, answer = pickle.loads(said)
    if not good:
        raise answer
    return cast(Answer, answer)


def _answer(write_fd: int, work: Callable[[], object]) -> None:
    """In the child: do the work, say what came of it, and end without a word more."""
    try:
        answer: tuple[bool, object] = (True, work())
    except Exception as error:  # noqa: BLE001 - raised again in the process that asked
        answer = (False, error)
    with contextlib.suppress(BrokenPipeError), open(write_fd, "wb") as stream:
        pickle.dump(answer, stream)
    os._exit(0)


def _read(fd: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while True:
        if not select.select([fd], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(fd, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
