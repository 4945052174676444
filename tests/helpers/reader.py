"""The reader as it really runs: a child process, talked to in messages."""

from __future__ import annotations

import queue
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from data.processes.channel import Child
from data.processes.reader_messages import FromReader, Health, Taken, ToReader, Watch
from data.station.stamp import Stamp

TODAY = date(2026, 11, 22)
Wanted = TypeVar("Wanted", bound=msgspec.Struct)


class LiveReader:
    """A reader of `folder`; `wait` gives the next message of a type. Taken is answered by itself unless `hold`."""

    def __init__(self, folder: Path, *, known: dict[str, Stamp] | None = None, hold: bool = False, **more: object):
        self.messages: queue.SimpleQueue[FromReader | None] = queue.SimpleQueue()
        self.seen: list[FromReader] = []
        self.hold = hold
        self.child: Child[FromReader] = Child(
            "data.processes.folder_reader",
            FromReader,
            self.messages.put,
            lambda: self.messages.put(None),
            subprocess.DEVNULL,
        )
        settings: dict[str, object] = {
            "rest_workbook": 0.2, "rest_csv": 0.2, "scan_seconds": 0.5, "watch": "auto", "max_bytes": 50_000_000, **more
        }  # fmt: skip
        self.child.send(Watch(number=1, folder=str(folder), known=known or {}, **settings))  # type: ignore[arg-type]

    def send(self, message: ToReader) -> None:
        self.child.send(message)

    def wait(
        self, kind: type[Wanted], test: Callable[[Wanted], bool] = lambda _: True, seconds: float = 20.0
    ) -> Wanted:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self.messages.get(timeout=left)
            except queue.Empty:
                break
            if message is None:
                raise AssertionError(f"the reader ended; seen {self.seen}")
            self.seen.append(message)
            if type(message).__name__ == "FileRead" and not self.hold:
                self.child.send(Taken(message.file))  # type: ignore[union-attr]
            if isinstance(message, kind) and test(message):
                return message
        raise AssertionError(f"no {kind.__name__}; seen {[m for m in self.seen if not isinstance(m, Health)]}")

    def settle(self) -> None:
        """Wait until the folder was seen whole and nothing is left to read."""
        self.wait(Health, lambda health: health.settled)

    def names(self, kind: type[msgspec.Struct]) -> list[str]:
        """The files of the messages of a kind seen so far."""
        return [message.file for message in self.seen if isinstance(message, kind)]  # type: ignore[attr-defined]

    def __enter__(self) -> LiveReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.child.kill()
        while self.messages.get(timeout=10) is not None:
            pass
