"""The least that a program with Textual's screen costs."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("ready")


BareApp().run()
