"""`?`: the keys and what they do, from the table of actions; then the board's words, from the glossary."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.wording import _
from data.wording.glossary import TERMS
from tui.keys.actions import GROUPS, NO_OWN, Where, at
from tui.screens.boxes.dialog import Dialog, in_columns

KEY, MEANS, HEAD = "$text-accent", "$text-muted", "bold $text-primary"


class HelpScreen(Dialog[None]):
    """All actions of a screen, by groups; any key that closes a box closes it."""

    def __init__(self, where: Where, own: Mapping[str, str] = NO_OWN) -> None:
        super().__init__(_("Keys"), hint=_("Esc leaves; letters typed full-width work too"))
        self.where, self.own = where, own
        self.leave_by(own, "help")
        self.take_keys(["enter"], "leave")

    def body(self) -> ComposeResult:
        """A line an action."""
        with VerticalScroll(id="scroll"):
            yield Static(self.text())

    def text(self) -> Content:
        """The groups with their actions, and the glossary: a word and what it means."""
        actions = at(self.where, self.own)
        said = in_columns([((one.shown_keys, KEY), (one.word, ""), (_(one.help), MEANS)) for one in actions], "  ")
        lines: list[Content] = []
        for group in GROUPS:
            own = [line for action, line in zip(actions, said, strict=True) if action.group == group]
            lines += [Content.styled(_(group), HEAD), *own, Content("")]
        words = in_columns([((term.said, KEY), (term.means, MEANS)) for term in TERMS], "  ")
        return Content("\n").join([*lines, Content.styled(_("Words"), HEAD), *words])
