"""A form that one Enter fills in: every line has a value or may stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from data.wording import _
from tui.screens.dialog import Ask, Form


class Slip(Form):
    """Enter in any line writes all of them; Tab or the arrows go to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # A binding of the screen: Enter that comes in one read with the keys before it finds no line yet.
        Binding("enter", "write", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, subject: str, asks: Sequence[Ask]) -> None:
        super().__init__(title, subject, asks)
        self.hint = _("Enter writes it, Tab goes on, Esc leaves") if len(asks) > 1 else _("Enter writes it, Esc leaves")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line: a form's would go on to the next."""
        event.stop()
        event.prevent_default()
        self.action_write()

    def action_write(self) -> None:
        """Done, unless a line is at fault. Before the lines are there what stood in them counts."""
        answers = {ask.id: self._answer(ask) if self.query(f"#{ask.id}") else ask.value for ask in self.asks}
        for ask in self.asks:
            if fault := ask.fault(answers[ask.id]):
                for line in self.query("#fault").results(Static):
                    line.update(Content(fault))
                for wrong in self.query(f"#{ask.id}").results(Input):
                    wrong.focus()
                return
        self.dismiss(answers)
