"""An app in one of our themes, in the signs that its terminal can draw, and only where there is room for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec
from textual import events, on

from data.settings import Settings
from data.support.private_file import private
from data.wording import _
from tui.messages import ThemeChosen
from tui.screens.base.acting import ActingScreen
from tui.screens.too_small import TooSmallScreen, fits
from tui.terminal.filters import NoColours, PlainSigns
from tui.terminal.locked_app import ReservedApp
from tui.terminal.themes import BY_NAME, DEFAULT, LOOKS

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dress:
    """How the program was started: with a theme ("": none), where this station keeps the one that is chosen in it
    (None: nowhere), and whether the terminal draws signs of ambiguous width two cells wide.
    """

    theme: str = ""
    kept: Path | None = None
    wide: bool = False


class DressedApp(ReservedApp):
    """The theme is that of the command line, else the one chosen at this station, else that of the settings."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.dress = dress
        self._by: Settings | None = None
        self._chosen = dress.theme or (theme_of(dress.kept) if dress.kept else "")
        self._plain = PlainSigns(enabled=False)
        # In the place of Textual's filter for NO_COLOR, which turns colours into greys.
        self._filters = [*self._filters[:1], *([NoColours()] if self.no_color else []), self._plain]
        for look in LOOKS:
            self.register_theme(look.theme)
        self.theme = self._chosen or DEFAULT

    def follow(self, settings: Settings) -> None:
        """Other settings may be in force: their keys, their theme and their signs."""
        if settings == self._by:
            return
        self._by, terminal = settings, settings.terminal
        for screen in self.screen_stack:
            if isinstance(screen, ActingScreen):
                screen.bind_keys()
        if not self._chosen:
            self.theme = terminal.theme
        plain = terminal.borders == "ascii" or (terminal.borders == "auto" and self.dress.wide)
        if plain != self._plain.enabled:
            self._plain.enabled = plain
            for screen in self.screen_stack:
                for widget in screen.walk_children(with_self=True):
                    widget.refresh()

    @on(ThemeChosen)
    def wear(self, message: ThemeChosen) -> None:
        """This theme from now on, and in later runs where marks may be made; behind the gate one station is many."""
        self.theme = self._chosen = message.name
        if self.read_only or self.enclosed or self.dress.kept is None:
            return
        try:
            keep_theme(self.dress.kept, message.name)
        except OSError:
            _log.exception("%s cannot be written", self.dress.kept)
            face = self.screen_stack[0]
            if isinstance(face, ActingScreen):
                face.say(_("this theme is worn, but could not be remembered"))

    @on(events.Resize)
    def look_at_size(self, event: events.Resize) -> None:
        """Below the smallest size one line stands in front of everything, and goes when there is room again."""
        if not fits(event.size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())


# ------------------------------------------------------------
# what this station keeps of its terminal between two runs: the theme that was chosen in it


class Remembered(msgspec.Struct, frozen=True):
    """What terminal.json holds."""

    theme: str = ""
    v: int = 1


def theme_of(path: Path) -> str:
    """The theme that was chosen at this station; "" if none was, or one that this version does not know."""
    try:
        theme = msgspec.json.decode(path.read_bytes(), type=Remembered).theme
    except FileNotFoundError:
        return ""
    except (OSError, msgspec.DecodeError):
        _log.warning("%s cannot be read", path, exc_info=True)
        return ""
    return theme if theme in BY_NAME else ""


def keep_theme(path: Path, theme: str) -> None:
    """Remember the theme. Raises OSError."""
    private(path)
    path.write_bytes(msgspec.json.encode(Remembered(theme)))
