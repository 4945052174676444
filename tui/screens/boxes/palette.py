"""The palette: find an action by its name, or a theme: moving over one shows it. Textual's own speaks English only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from data.support.fast_dataclass import dataclass
from data.wording import _
from tui.keys.actions import Action
from tui.screens.boxes.dialog import Dialog, in_columns
from tui.terminal.themes import LOOKS
from widgets.frame.typing_line import TypingLine


@dataclass(frozen=True, slots=True)
class PaletteLine:
    """A line: what it gives when it is chosen, its words; `theme` is what moving over it shows."""

    gives: str
    key: str
    word: str
    help: str
    reason: str = ""
    theme: str = ""

    @property
    def tone(self) -> str:
        """That of its help, or of why it does not work."""
        return "$text-warning" if self.reason else "$text-muted"

    def holds(self, word: str) -> bool:
        """Whether it is found by this word."""
        return word in self.word.casefold() or word in self.help.casefold() or word in (self.gives, self.theme)


def action_entries(actions: Sequence[Action], why_not: Callable[[Action], str]) -> tuple[PaletteLine, ...]:
    """A line for each action; what does not work now is listed with its reason."""
    return tuple(
        PaletteLine(action.id, action.shown_key, action.word, _(action.help), why_not(action))
        for action in actions
        if action.id != "palette"
    )


def theme_entries() -> tuple[PaletteLine, ...]:
    """A line for each theme."""
    word = _("theme: {name}")
    return tuple(
        PaletteLine(f"theme:{look.name}", "", word.format(name=look.word), _(look.help), theme=look.name)
        for look in LOOKS
    )


class PaletteScreen(Dialog[str]):
    """Gives the id of the action that was chosen, or `theme:` with a theme's name. Left, the theme is as before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, entries: Sequence[PaletteLine]) -> None:
        super().__init__(_("Commands"), hint=_("type a word, ↑↓ and Enter choose, Esc leaves"))
        self.entries = tuple(entries)
        self.found = self.entries
        self.before = ""
        said = in_columns(
            [((one.key, "$text-accent"), (one.word, ""), (one.reason or one.help, one.tone)) for one in self.entries]
        )
        self._lines = dict(zip(self.entries, said, strict=True))

    def body(self) -> ComposeResult:
        """A line to type in, and what it finds."""
        yield TypingLine(placeholder=_("a word of the command"), id="word")
        yield OptionList(id="choices")

    def on_mount(self) -> None:
        """All of them at first; of themes only, the present one is highlighted."""
        self.before = self.app.theme
        self.query_one(OptionList).can_focus = False
        self._find("")
        if self.entries[0].theme:
            worn = [at for at, entry in enumerate(self.found) if entry.theme == self.before]
            self.query_one(OptionList).highlighted = worn[0] if worn else 0

    def on_unmount(self) -> None:
        """Whatever closed the box: what was only looked at goes. What was chosen comes as a message behind this."""
        self.app.theme = self.before

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only those that hold the word."""
        self._find(event.value.strip().casefold())

    def on_input_submitted(self) -> None:
        """Enter: the highlighted one."""
        at_row = self.query_one(OptionList).highlighted
        if at_row is not None:
            self._choose(at_row)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click."""
        self._choose(event.option_index)

    def action_move(self, by: int) -> None:
        """The highlight, up or down; a theme is shown while its line is highlighted."""
        choices = self.query_one(OptionList)
        if self.found:
            choices.highlighted = to = ((choices.highlighted or 0) + by) % len(self.found)
            self.app.theme = self.found[to].theme or self.before

    def _choose(self, at: int) -> None:
        self.before = self.found[at].theme or self.before
        self.dismiss(self.found[at].gives)

    def _find(self, word: str) -> None:
        self.app.theme = self.before
        self.found = tuple(entry for entry in self.entries if entry.holds(word))
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options([Option(self._lines[entry]) for entry in self.found])
        if self.found:
            choices.highlighted = 0
        else:
            choices.add_option(Option(Content(_("no command has this word")), disabled=True))
