"""One question to a child process that may be led astray by what it reads: it has little memory and little time, can
write no file, and sees nothing of our environment."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

import msgspec

from data.processes.channel import own_channel

BoundedQuestion = TypeVar("BoundedQuestion", bound=msgspec.Struct)
BoundedAnswer = TypeVar("BoundedAnswer", bound=msgspec.Struct)

ROOM = 1024 * 1024 * 1024
"""Bytes of address space."""

_KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "SYSTEMROOT")
_REAPED_WITHIN = 2.0


class ChildDied(Exception):
    """The child ended without an answer: it was out of memory, or the system ended it."""


def ask_bounded(module: str, asked: msgspec.Struct, answer: type[BoundedAnswer], seconds: float) -> BoundedAnswer:
    """What `module` answers. Raises TimeoutError, and it is ended then; ChildDied."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-B", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
    )
    try:
        said, _errors = child.communicate(msgspec.msgpack.encode(asked), seconds)
    except subprocess.TimeoutExpired:
        _leave(child)
        raise TimeoutError from None
    if child.returncode:
        raise ChildDied
    return msgspec.msgpack.decode(said, type=answer)


def _leave(child: subprocess.Popen[bytes]) -> None:
    """End it, and wait no longer than a moment: one that hangs in a dead mount is past killing."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_REAPED_WITHIN)


def answer_once(asked: type[BoundedQuestion], work: Callable[[BoundedQuestion], msgspec.Struct]) -> None:
    """In the child: read the question, hold this process to its limits, answer, and end."""
    read_fd, write_fd = own_channel()
    with os.fdopen(read_fd, "rb") as stream:
        question = msgspec.msgpack.decode(stream.read(), type=asked)
    _limit()
    told = msgspec.msgpack.encode(work(question))
    with contextlib.suppress(BrokenPipeError), os.fdopen(write_fd, "wb") as out:
        out.write(told)


def _limit() -> None:
    """Little memory, no file, no core, where the platform can."""
    try:
        import resource
    except ImportError:  # not a POSIX system: the parent's deadline is what is left
        return
    for limit, most in ((resource.RLIMIT_AS, ROOM), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (most, most))
