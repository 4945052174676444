"""The one table of themes: red, amber and green only where a light or a warning is told, and always with its word.

Textual derives many colours from a theme's few; those that words are drawn in or stand on are named here, so that
each has the contrast that tests/widgets/test_themes.py asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import Theme

from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, pgettext


@dataclass(frozen=True, slots=True)
class BoardTheme:
    """A theme: its colours, its name in words, whom it is for.

    `ground`, `surface` (boxes), `panel` (lines on top and below), `cursor` (the row that keys work on) and `trouble`
    (the line on top when the data cannot be trusted) are what words stand on; the others are what they are drawn in.
    `alarm` is the wall's ground when nothing can be trusted: there the words have the colour of `ground`.
    """

    name: str
    label: tuple[str, str]
    help: str
    dark: bool
    ground: str
    surface: str
    panel: str
    cursor: str
    trouble: str
    alarm: str
    text: str
    muted: str
    edge: str
    accent: str
    good: str
    warn: str
    bad: str

    @property
    def word(self) -> str:
        """The name in the reader's language."""
        return pgettext(*self.label)

    @property
    def theme(self) -> Theme:
        """As Textual takes it."""
        return Theme(
            name=self.name,
            dark=self.dark,
            primary=self.accent,
            secondary=self.accent,
            accent=self.accent,
            foreground=self.text,
            background=self.ground,
            surface=self.surface,
            panel=self.panel,
            success=self.good,
            warning=self.warn,
            error=self.alarm,
            variables=dict(self._variables()),
        )

    def _variables(self) -> Mapping[str, str]:
        return {
            "text-muted": self.muted,
            "text-disabled": self.muted,
            "text-primary": self.accent,
            "text-accent": self.accent,
            "text-success": self.good,
            "text-warning": self.warn,
            "text-error": self.bad,
            "error-muted": self.trouble,
            "border": self.accent,
            "border-blurred": self.edge,
            "block-cursor-foreground": self.text,
            "block-cursor-background": self.cursor,
            "block-cursor-blurred-foreground": self.text,
            "block-cursor-blurred-background": self.cursor,
        }


_DARK = BoardTheme(
    name="dark",
    label=NP_("theme", "dark"),
    help=N_("light words on a dark ground; for most rooms"),
    dark=True,
    ground="#121212",
    surface="#1c1c1c",
    panel="#262626",
    cursor="#303a46",
    trouble="#5f0000",
    alarm="#d75f5f",
    text="#d0d0d0",
    muted="#a8a8a8",
    edge="#767676",
    accent="#87afd7",
    good="#87af5f",
    warn="#d7af5f",
    bad="#ff8787",
)
LOOKS: tuple[BoardTheme, ...] = (
    _DARK,
    BoardTheme(
        name="light",
        label=NP_("theme", "light"),
        help=N_("dark words on white; for sunlight and bright rooms"),
        dark=False,
        ground="#ffffff",
        surface="#f5f5f5",
        panel="#e4e4e4",
        cursor="#d7ffff",
        trouble="#ffdfdf",
        alarm="#af0000",
        text="#1c1c1c",
        muted="#585858",
        edge="#767676",
        accent="#005f87",
        good="#005f00",
        warn="#7d5600",
        bad="#af0000",
    ),
    BoardTheme(
        name="high-contrast",
        label=NP_("theme", "high contrast"),
        help=N_("white on black, strong colours; for weak eyes and poor screens"),
        dark=True,
        ground="#000000",
        surface="#000000",
        panel="#121212",
        cursor="#00005f",
        trouble="#5f0000",
        alarm="#ff8787",
        text="#ffffff",
        muted="#dadada",
        edge="#bcbcbc",
        accent="#5fffff",
        good="#5fff5f",
        warn="#ffff5f",
        bad="#ffafaf",
    ),
    replace(
        _DARK,
        name="colour-blind",
        label=NP_("theme", "colour-blind safe"),
        help=N_("blue, yellow and orange lights; for eyes that confuse red and green"),
        alarm="#ffaf00",
        accent="#d7d7ff",
        good="#5fafff",
        warn="#ffff87",
        bad="#ffaf00",
    ),
)
"""Where it can be, colours of the 256-colour cube, so that a terminal without true colour shows the same."""

BY_NAME: Mapping[str, BoardTheme] = {look.name: look for look in LOOKS}
DEFAULT = LOOKS[0].name
