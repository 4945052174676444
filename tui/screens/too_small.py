"""One plain line in the place of everything, while the terminal is too small for the board."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from tui.keys.key_names import twins
from tui.terminal.fitness import size_words, smallest_here


def fits(size: Size) -> bool:
    """Whether the board has room."""
    least = smallest_here()
    return size.width >= least[0] and size.height >= least[1]


class TooSmallScreen(Screen[None]):
    """Stands in front until there is room. Keys do nothing here but leave."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(",".join(twins("q")), "app.quit", show=False)]

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(id="too-small")

    def on_mount(self) -> None:
        """Say it."""
        self._look(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Still too small, or not."""
        self._look(event.size)

    def on_screen_resume(self) -> None:
        """What stood in front is gone; meanwhile there may be room."""
        self._look(self.app.size)

    def _look(self, size: Size) -> None:
        if not fits(size):
            self.query_one(Static).update(Content(size_words(size.width, size.height, smallest_here())))
        elif self.is_current:
            self.dismiss(None)
