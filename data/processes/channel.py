"""Child processes that talk in plain messages, and that nobody ever waits for.

A message is a msgspec struct, sent as msgpack behind its length (4 bytes, big-endian). A child reads its standard
input and writes its standard output; when its input ends it stops. The parent's side runs in daemon threads on raw
descriptors, so that neither a full pipe nor a child stuck in a dead mount can hold the screen or the exit.
"""

from __future__ import annotations

import os
import queue
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any, Generic, TypeVar

import msgspec

from data.support import gc_pause

Incoming = TypeVar("Incoming")
_LENGTH = struct.Struct(">I")


def _read_exactly(fd: int, count: int) -> bytes | None:
    parts: list[bytes] = []
    while count:
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def receive(fd: int, decoder: msgspec.msgpack.Decoder[Incoming]) -> Iterator[Incoming]:
    """Messages from a descriptor until it ends. A broken frame ends it too: the sender is gone or not ours."""
    while True:
        try:
            head = _read_exactly(fd, _LENGTH.size)
            body = _read_exactly(fd, _LENGTH.unpack(head)[0]) if head is not None else None
        except OSError:
            return
        if body is None:
            return
        with gc_pause.paused():
            message = decoder.decode(body)
        yield message


def send(fd: int, message: msgspec.Struct) -> None:
    """Write one message. Raises OSError when nobody reads any more."""
    body = msgspec.msgpack.encode(message)
    data = memoryview(_LENGTH.pack(len(body)) + body)
    while data:
        data = data[os.write(fd, data) :]


def own_channel() -> tuple[int, int]:
    """In a child: the descriptors to read from and write to.

    Standard output is then pointed at standard error, so that a stray print cannot break a frame.
    """
    read_fd, write_fd = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    return read_fd, write_fd


class Child(Generic[Incoming]):
    """A child process running `module`; each message it sends is handed to `take`, its end to `ended`.

    `take` and `ended` are called from a thread of the child's own; what it complains goes to `errors`, to nobody where
    that is None. `send` never blocks. `leave` lets the child finish what it does and stop by itself; `kill` ends it
    now. Neither waits.
    """

    def __init__(
        self,
        module: str,
        incoming: Any,
        take: Callable[[Incoming], None],
        ended: Callable[[], None],
        errors: IO[bytes] | int | None = None,
    ) -> None:
        import subprocess  # only a parent needs it: the children load this module too

        # -P: a folder named "data" in the working directory must not shadow ours.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if errors is None else errors,
            bufsize=0,
            start_new_session=True,
        )
        self._decoder: msgspec.msgpack.Decoder[Incoming] = msgspec.msgpack.Decoder(incoming)
        self._outgoing: queue.SimpleQueue[msgspec.Struct | None] = queue.SimpleQueue()
        self._take = take
        self._ended = ended
        for work in (self._read, self._write):
            threading.Thread(target=work, name=f"{module} {work.__name__}", daemon=True).start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def send(self, message: msgspec.Struct) -> None:
        """Queue a message for the child."""
        self._outgoing.put(message)

    def leave(self) -> None:
        """Close the child's input: it stops when it has finished what it is doing."""
        self._outgoing.put(None)

    def kill(self) -> None:
        """End the child now, whatever it does; one stuck in a dead mount ends when the mount lets it."""
        self._process.kill()
        self._outgoing.put(None)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for message in receive(stream.fileno(), self._decoder):
                self._take(message)
        self._ended()
        self._process.wait()  # this thread is nobody's business: it may wait for a stuck child as long as it takes

    def _write(self) -> None:
        assert self._process.stdin is not None
        stream = self._process.stdin
        try:
            while (message := self._outgoing.get()) is not None:
                send(stream.fileno(), message)
        except OSError:
            return  # the child has ended; `_read` says so
        finally:
            stream.close()
