"""Blobs that lie beside the marks, asked for and written through the folder reader; what is right is kept here too.

A blob is right if its SHA-256 is the one that a mark names. Kept in this station's cache, it is at hand while the
folder does not answer, and can be given back to a folder that lost it.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from data.processes.reader_messages import BlobSaid, GetBlob, PutBlob
from data.support.fast_dataclass import dataclass
from data.support.private_file import private

_log = logging.getLogger(__name__)


def digest_of(data: bytes) -> str:
    """What a mark names a blob's bytes by."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=False, slots=True)
class BlobWish:
    """One blob to be read, or written (`data`). Once it is `done`, `got` is what was read and `why` what kept it from
    being read or written ("" if nothing did)."""

    number: int
    name: str
    data: bytes | None = None
    got: bytes | None = None
    why: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def request(self) -> PutBlob | GetBlob:
        """What the reader is told."""
        if self.data is None:
            return GetBlob(self.number, self.name)
        return PutBlob(self.number, self.name, self.data)


class BlobDesk:
    """One folder's blobs. May be called from any thread. `directory` is where this station keeps them."""

    def __init__(self, directory: Path, *, keeps: bool) -> None:
        self._lock = threading.RLock()
        self._directory = directory
        self._keeps = keeps
        self._number = 0
        self._waiting: dict[int, BlobWish] = {}
        self._sent: dict[int, BlobWish] = {}
        self._right: dict[str, bytes] = {}
        self._faults: dict[str, str] = {}

    def wish(self, name: str, data: bytes | None = None) -> BlobWish:
        """Have a blob read, or written, as soon as the folder answers."""
        with self._lock:
            self._number += 1
            wish = self._waiting[self._number] = BlobWish(self._number, name, data)
            return wish

    def give_up(self, wish: BlobWish) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            self._waiting.pop(wish.number, None)
            self._sent.pop(wish.number, None)

    def send(self, send: Callable[[PutBlob | GetBlob], None]) -> None:
        """Tell the reader what it has not been told yet."""
        with self._lock:
            fresh, self._waiting = self._waiting, {}
            self._sent |= fresh
        for wish in fresh.values():
            send(wish.request)

    def reader_replaced(self) -> None:
        """What was sent to a reader that no longer answers is sent to the next."""
        with self._lock:
            self._waiting = {**self._sent, **self._waiting}
            self._sent = {}

    def answered(self, said: BlobSaid) -> None:
        """The reader's answer."""
        with self._lock:
            wish = self._sent.pop(said.number, None)
        if wish is not None:
            wish.got, wish.why = said.data, said.why
            wish.done.set()

    def kept(self, name: str, digest: str) -> bytes | None:
        """What this station keeps of this name, if it is what a mark names by this digest."""
        data = self._right.get(name)
        if data is None:
            try:
                data = (self._directory / name).read_bytes()
            except FileNotFoundError:
                return None
            except OSError:
                _log.exception("a blob that was kept could not be read; the folder has it")
                return None
        return data if digest_of(data) == digest else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep what was found right. When it cannot be kept for a start without the folder the log says why."""
        self._faults.pop(name, None)
        if not self._keeps:
            self._right[name] = data
            return
        path = self._directory / name
        try:
            private(path)
            path.write_bytes(data)
        except OSError:
            _log.exception("a blob could not be kept for a start without the folder")
            self._right[name] = data

    def read(self, wish: BlobWish, digest: str) -> None:
        """Take what a wish brought: keep it if it is right, else note why it is not at hand."""
        if not wish.done.is_set() or wish.why:
            self.give_up(wish)
            self._faults[wish.name] = "issued_unreachable"
        elif wish.got is None:
            self._faults[wish.name] = "issued_missing"
        elif digest_of(wish.got) != digest:
            self._faults[wish.name] = "issued_altered"
        else:
            self.keep(wish.name, wish.got)

    def fault(self, name: str) -> str:
        """Why a blob that was asked for is not at hand, as the code of a problem; "" where it is, or nobody asked."""
        return self._faults.get(name, "")
