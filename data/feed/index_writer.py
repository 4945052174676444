"""Writes to the index, which are given to it again when it did not take them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

from data.station.index import Index

Write = Callable[[], None]

STORE_AGAIN = 60.0
"""Seconds until an index that took nothing is written again."""


class IndexWriter:
    """Writes to `index`; `everything` gives the writes that make an index of all that is known."""

    def __init__(self, index: Index, everything: Callable[[], Iterable[Write]]) -> None:
        self._index = index
        self._everything = everything
        self._behind_until: float | None = None

    def store(self, write: Write) -> None:
        """Write to the index. What it does not take it is given again later, all at once: it was begun anew, or is
        locked, or its disk is full, and asking it for each of a thousand files would hold up the board.
        """
        if self._behind_until is None:
            if self._index.store(write):
                return
            if os.path.lexists(self._index.path):  # as good as it was, and not to be written now
                self._behind_until = time.monotonic() + STORE_AGAIN
        if self._behind_until is not None and time.monotonic() < self._behind_until:
            return
        whole = all(self._index.store(one) for one in self._everything())
        self._behind_until = None if whole else time.monotonic() + STORE_AGAIN
