"""`?`: the keys and what they do, from the table of actions; then the board's words, from the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.wording import _
from data.wording.glossary import TERMS
from tui.keys.actions import GROUPS, NO_OWN, Where, at
from tui.screens.boxes.dialog import Dialog, pad


class HelpScreen(Dialog[None]):
    """All actions of a screen, by groups; any key that closes a box closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False)]

    def __init__(self, where: Where, own: Mapping[str, str] = NO_OWN) -> None:
        super().__init__(_("Keys"), hint=_("Esc leaves; letters typed full-width work too"))
        self.where, self.own = where, own
        self.leave_by(own, "help")

    def body(self) -> ComposeResult:
        """A line an action."""
        with VerticalScroll(id="scroll"):
            yield Static(self.text())

    def text(self) -> Content:
        """The groups with their actions."""
        actions = at(self.where, self.own)
        keys = max(cell_len(action.shown_keys) for action in actions)
        words = max(cell_len(action.word) for action in actions)
        lines: list[Content] = []
        for group in GROUPS:
            lines.append(Content.styled(_(group), "bold $text-primary"))
            lines += [
                Content.assemble(
                    "  ",
                    (pad(action.shown_keys, keys), "$text-accent"),
                    "  ",
                    pad(action.word, words),
                    "  ",
                    (_(action.help), "$text-muted"),
                )
                for action in actions
                if action.group == group
            ]
            lines.append(Content(""))
        return Content("\n").join([*lines, *_words()])


def _words() -> list[Content]:
    """The glossary: a word and what it means."""
    width = max(cell_len(term.said) for term in TERMS)
    head = Content.styled(_("Words"), "bold $text-primary")
    said = [
        Content.assemble("  ", (pad(term.said, width), "$text-accent"), "  ", (term.means, "$text-muted"))
        for term in TERMS
    ]
    return [head, *said]
