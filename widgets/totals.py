"""The headline figures of a fair."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board


class TotalsPanel(Widget):
    """All that is signed against the fair's target. `scope`: which fair ("": the board's headline, None: the season)."""

    board: reactive[Board | None] = reactive(None)
    scope: reactive[str | None] = reactive[str | None]("")

    def tick(self, now: datetime) -> None:
        """The time is `now`: say ages anew."""
