"""展会倒计时: how long until each fair."""

from __future__ import annotations

from datetime import datetime

from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board


class CountdownPanel(Widget):
    """One line a fair. Takes the board; auto height."""

    board: reactive[Board | None] = reactive(None)

    def tick(self, now: datetime) -> None:
        """The time is `now`: say ages anew."""
