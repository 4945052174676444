"""Lines about a board, at a time."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive

from data.model import Board
from widgets.frame.ink import Lines


class BoardLines(Lines):
    """Lines made of a board: ages are told by its time, or by `tick`'s."""

    board: reactive[Board | None] = reactive(None, repaint=False)

    _now: datetime | None = None

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self.turn()

    def tick(self, now: datetime) -> None:
        """The time is `now`: say time and ages anew. Repaints nothing while the words are the same."""
        self._now = now
        self.turn()

    def turn(self) -> None:
        """Board or time are others."""
        self.redraw()
