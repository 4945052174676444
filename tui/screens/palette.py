"""The palette: find an action by its name. Textual's own speaks English only."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from data.wording import _
from tui.actions import Action, Where, at
from tui.screens.dialog import Dialog, pad
from widgets.typing_line import TypingLine


class PaletteScreen(Dialog[str]):
    """Gives the id of the action that was chosen. What does not work now is listed with its reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, where: Where, why_not: Callable[[Action], str]) -> None:
        super().__init__(_("Commands"), hint=_("type a word, ↑↓ and Enter choose, Esc leaves"))
        self.actions = tuple(action for action in at(where) if action.id != "palette")
        self.why_not = why_not
        self.found = self.actions

    def body(self) -> ComposeResult:
        """A line to type in, and what it finds."""
        yield TypingLine(placeholder=_("a word of the command"), id="word")
        yield OptionList(id="choices")

    def on_mount(self) -> None:
        """All of them at first."""
        self.query_one(OptionList).can_focus = False
        self._find("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only those that hold the word."""
        self._find(event.value.strip().casefold())

    def on_input_submitted(self) -> None:
        """Enter: the highlighted one."""
        at_row = self.query_one(OptionList).highlighted
        if at_row is not None:
            self.dismiss(self.found[at_row].id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click."""
        self.dismiss(self.found[event.option_index].id)

    def action_move(self, by: int) -> None:
        """The highlight, up or down."""
        choices = self.query_one(OptionList)
        if self.found:
            choices.highlighted = ((choices.highlighted or 0) + by) % len(self.found)

    def _find(self, word: str) -> None:
        self.found = tuple(
            action
            for action in self.actions
            if word in action.word.casefold() or word in _(action.help).casefold() or word == action.id
        )
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options([Option(self._line(action)) for action in self.found])
        if self.found:
            choices.highlighted = 0
        else:
            choices.add_option(Option(Content(_("no command has this word")), disabled=True))

    def _line(self, action: Action) -> Content:
        width = max(cell_len(one.word) for one in self.actions)
        keys = max(cell_len(one.shown_key) for one in self.actions)
        reason = self.why_not(action)
        return Content.assemble(
            (pad(action.shown_key, keys), "$text-accent"),
            "  ",
            pad(action.word, width),
            "  ",
            (reason or _(action.help), "$text-warning" if reason else "$text-muted"),
        )
