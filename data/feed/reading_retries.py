"""When a ledger whose reading failed by chance, perhaps, is tried again: soon, then ever more rarely."""

from __future__ import annotations

from collections.abc import Iterable

FIRST = 60.0
"""Seconds until the first new attempt: a station that was out of breath has it again."""

MOST = 3600.0
"""Seconds between two attempts at a ledger that fails each time: one that takes all of its deadline holds up others."""


class Retries:
    """The failing files and when each is due. Times are seconds of one clock."""

    def __init__(self) -> None:
        self._next: dict[str, tuple[float, float]] = {}
        """File -> when it is due, and how long after that it is due once more."""

    def failed(self, file: str, now: float) -> None:
        """Its reading has just failed; without this word (it failed in an earlier run) a file is due at once."""
        self._next.setdefault(file, (now + FIRST, 2 * FIRST))

    def due(self, failing: Iterable[str], now: float) -> list[str]:
        """Those of all failing files whose turn it is now; each is named once, and again when its pause is over."""
        self._next = {file: self._next.get(file, (now, FIRST)) for file in failing}
        found = [file for file, (at, _) in self._next.items() if at <= now]
        for file in found:
            pause = self._next[file][1]
            self._next[file] = (now + pause, min(2 * pause, MOST))
        return found
