"""A numbered panel around one table."""

from __future__ import annotations

from datetime import datetime

from textual.containers import Vertical
from textual.reactive import reactive

from data.model import Board


class TablePanel(Vertical):
    """A titled frame around a VirtualTable. Call `focus_table()` to give it the keys."""

    board: reactive[Board | None] = reactive(None)
    needle: reactive[str] = reactive("")

    def focus_table(self) -> None:
        """Give the table inside the focus."""

    def tick(self, now: datetime) -> None:
        """The time is `now`: say ages anew."""
