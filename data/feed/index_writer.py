"""Writes to the index, which are given to it again when it did not take them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

from data.station.index import Index

Write = Callable[[], None]

STORE_AGAIN = 60.0
"""Seconds at most until an index that took nothing is written again; the first time it is after one."""


class IndexWriter:
    """Writes to `index`; `everything` gives the writes that make an index of all that is known."""

    def __init__(self, index: Index, everything: Callable[[], Iterable[Write]]) -> None:
        self._index = index
        self._everything = everything
        self._behind_until: float | None = None
        self._wait = 1.0

    def store(self, write: Write) -> None:
        """Write to the index. What it does not take it is given again later, all at once: it was begun anew, or is
        locked, or its disk is full, and asking it for each of a thousand files would hold up the board.
        """
        if self._behind_until is None:
            if self._index.store(write):
                return
            if os.path.lexists(self._index.path):  # as good as it was, and not to be written now
                self._later()
                return
            self._behind_until = 0.0
        self.catch_up()

    @property
    def is_behind(self) -> bool:
        """Whether there is anything that the index did not take."""
        return self._behind_until is not None

    def catch_up(self) -> bool:
        """Give the index what it did not take, if it is time for that; whether it has all by now that it lacked."""
        if self._behind_until is None or time.monotonic() < self._behind_until:
            return False
        if all(self._index.store(one) for one in self._everything()):
            self._behind_until, self._wait = None, 1.0
            return True
        self._later()
        return False

    def _later(self) -> None:
        self._behind_until = time.monotonic() + self._wait
        self._wait = min(STORE_AGAIN, self._wait * 2)
