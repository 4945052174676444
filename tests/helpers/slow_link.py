"""A terminal at the far end of a slow link: what either side sends arrives half a round trip later."""

from __future__ import annotations

import os
import time
from collections import deque

from helpers.terminals import Terminal


class FarTerminal(Terminal):
    """What is read is what stands on the far screen by now; keys and answers set out from there."""

    HALF = 0.15
    """Seconds from one end to the other."""

    def __enter__(self) -> FarTerminal:
        self._coming: deque[tuple[float, bytes]] = deque()
        self._going: deque[tuple[float, bytes]] = deque()
        return self

    def read(self, seconds: float) -> bytes:
        """Let so much time pass."""
        shown = bytearray()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if data := self._written(0.005):
                self._coming.append((time.monotonic() + self.HALF, data))
            while self._coming and self._coming[0][0] <= time.monotonic():
                shown += self._coming[0][1]
                self._show(self._coming.popleft()[1])
            while self._going and self._going[0][0] <= time.monotonic():
                os.write(self._master, self._going.popleft()[1])
        return bytes(shown)

    def _send(self, data: bytes) -> None:
        self._going.append((time.monotonic() + self.HALF, data))
