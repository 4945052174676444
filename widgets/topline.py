"""The line on top."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board


class TopLine(Widget):
    """Place, time, who is on duty, how old the data is. One line; says so when the data cannot be trusted."""

    board: reactive[Board | None] = reactive(None)
    officer: reactive[str] = reactive("")

    def tick(self, now: datetime) -> None:
        """The time is `now`: say time and ages anew."""
