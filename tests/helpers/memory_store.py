"""A store that keeps everything in this process: what a relay, or a test without a folder, speaks to in its place."""

from __future__ import annotations

import threading
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from data.journal import blobs
from data.journal.lines import STREAMS, Stream, check
from data.journal.store import Hand, Store


class Memory:
    """What the stores of several stations share."""

    def __init__(self) -> None:
        self.news = threading.Condition()
        self.uuid = ""
        self.lines: defaultdict[str, list[bytes]] = defaultdict(list)
        self.blobs: dict[str, bytes] = {}

    def begin(self) -> None:
        self.uuid = self.uuid or str(uuid.uuid4())


class MemoryStore(Store):
    """One station's store; `memory` is shared with the others."""

    def __init__(self, memory: Memory, streams: Mapping[str, Stream] = STREAMS) -> None:
        self._memory = memory
        self._streams = streams
        self._read: defaultdict[str, int] = defaultdict(int)
        self._told = 0

    def identity(self) -> str:
        return self._memory.uuid

    def append(self, stream: str, lines: Sequence[bytes], hand: Hand) -> None:
        check(lines, self._streams[stream])
        with self._memory.news:
            self._memory.begin()
            self._memory.lines[stream] += lines
            self._memory.news.notify_all()

    def poll(self) -> dict[str, list[bytes]]:
        with self._memory.news:
            found = {}
            for name, lines in self._memory.lines.items():
                if new := [line.rstrip(b"\n") for line in lines[self._read[name] :]]:
                    found[name] = new
                self._read[name] = len(lines)
            self._told = self._count()
            return found

    def wait(self, timeout: float) -> bool:
        with self._memory.news:
            return self._memory.news.wait_for(lambda: self._count() > self._told, timeout)

    def put(self, name: str, data: bytes) -> None:
        blobs.split(name)
        with self._memory.news:
            self._memory.begin()
            self._memory.blobs[name] = blobs.bounded(data)

    def get(self, name: str) -> bytes | None:
        blobs.split(name)
        return self._memory.blobs.get(name)

    def close(self) -> None:
        """It holds nothing to let go of."""

    def _count(self) -> int:
        return sum(map(len, self._memory.lines.values()))
