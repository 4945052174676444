"""What the app wears: one of our themes, and the signs that its terminal can draw."""

from __future__ import annotations

from pathlib import Path

import msgspec

from data.settings import Terminal
from data.support.fast_dataclass import dataclass
from tui.terminal.filters import PlainSigns
from tui.terminal.kept_choice import keep, kept
from tui.terminal.locked_app import ReservedApp
from tui.terminal.themes import BY_NAME, DEFAULT, LOOKS


@dataclass(frozen=True, slots=True)
class Dress:
    """How the program was started: with a theme ("": none), where this station keeps the one that is chosen in it
    (None: nowhere), and whether the terminal draws signs of ambiguous width two cells wide.
    """

    theme: str = ""
    kept: Path | None = None
    wide: bool = False


class Wardrobe:
    """What an app wears: the theme of the command line, else the one chosen at this station, else the settings'; and
    by `signs` those that its terminal can draw."""

    def __init__(self, app: ReservedApp, dress: Dress, signs: PlainSigns) -> None:
        self.app, self.dress, self.signs = app, dress, signs
        self._by: Terminal | None = None
        self._chosen = dress.theme or (theme_of(dress.kept) if dress.kept else "")
        for look in LOOKS:
            app.register_theme(look.theme)
        app.theme = self._chosen or DEFAULT

    def follow(self, terminal: Terminal) -> None:
        """Other settings may be in force."""
        if terminal == self._by:
            return
        self._by = terminal
        if not self._chosen:
            self.app.theme = terminal.theme
        plain = terminal.borders == "ascii" or (terminal.borders == "auto" and self.dress.wide)
        if plain != self.signs.enabled:
            self.signs.enabled = plain
            for screen in self.app.screen_stack:
                for widget in screen.walk_children(with_self=True):
                    widget.refresh()

    def wear(self, name: str) -> bool:
        """This theme from now on, and in later runs where marks may be made; behind the gate one station is many.
        Whether it could be remembered, where it has to be."""
        self.app.theme = self._chosen = name
        if self.app.read_only or self.app.enclosed or self.dress.kept is None:
            return True
        return keep(self.dress.kept, Remembered(name))


# ------------------------------------------------------------
# what this station keeps of its terminal between two runs: the theme that was chosen in it


class Remembered(msgspec.Struct, frozen=True):
    """What terminal.json holds."""

    theme: str = ""
    v: int = 1


def theme_of(path: Path) -> str:
    """The theme that was chosen at this station; "" if none was, or one that this version does not know."""
    theme = kept(path, Remembered()).theme
    return theme if theme in BY_NAME else ""
