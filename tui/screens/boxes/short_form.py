"""A form that one Enter fills in: every line has a value or may stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from data.wording import _
from tui.screens.boxes.dialog import Ask, Form


class ShortForm(Form):
    """Enter in any line writes all of them; Tab or the arrows go to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, subject: str, asks: Sequence[Ask]) -> None:
        super().__init__(title, subject, asks)
        self.hint = _("Enter writes it, Tab goes on, Esc leaves") if len(asks) > 1 else _("Enter writes it, Esc leaves")

    def entered(self, line: Input) -> None:
        """Done, unless a line is at fault: that gets the keys."""
        answers = {ask.id: self._answer(ask) for ask in self.asks}
        for ask in self.asks:
            if fault := ask.fault(answers[ask.id]):
                self._fault(ask, fault)
                return
        self.dismiss(answers)
