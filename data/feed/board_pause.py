"""The pause between two boards, so that making them does not hold up what they are to show."""

from __future__ import annotations

BOARD_EVERY = 0.25
"""Seconds between two boards while many files come in."""

LOADING_SHARE = 9.0
"""How many times as long as a board took until the next one, while files come in."""


class Pause:
    """When the next board may be made. While thousands of files come in, most of the time is for them and not for
    boards; as soon as nothing more comes in, the newest is due at once. Times are seconds of one clock.
    """

    def __init__(self) -> None:
        self._ended = float("-inf")
        self._took = 0.0

    def due(self, now: float, *, loading: bool) -> bool:
        """Whether a board may be made now."""
        return self.left(now, loading=loading) <= 0.0

    def left(self, now: float, *, loading: bool) -> float:
        """Seconds until a board may be made; zero or less when one may."""
        pause = max(BOARD_EVERY, LOADING_SHARE * self._took) if loading else BOARD_EVERY
        return self._ended + pause - now

    def made(self, begun: float, ended: float) -> None:
        """A board was made from `begun` to `ended`."""
        self._took, self._ended = ended - begun, ended

    def hurry(self) -> None:
        """An officer waits: the next board is due at once."""
        self._ended = float("-inf")
