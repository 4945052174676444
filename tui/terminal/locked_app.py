"""An app that, where it may only be looked at or is all that its user is given, leaves no file and starts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, TextIO

from textual.app import App


class ReservedApp(App[None]):
    """`read_only` and `enclosed` shut what Textual itself offers: pictures, other files, links, suspension.

    `enclosed`: behind the gate, where officers mark but reach nothing else of the machine.
    """

    read_only = False
    enclosed = False
    copies: Path | None = None
    """The file that what is copied goes into too (None: none)."""
    exports: Path | None = None
    """The folder that lists are written into (None: none)."""
    season: Path = Path()
    """The shared folder, which holds the office's own forms of papers."""

    typed = b""
    """What was typed before the screen had the keys."""

    @property
    def _shut(self) -> bool:
        return self.read_only or self.enclosed

    def action_suspend_process(self) -> None:
        """Ctrl+Z."""
        if not self._shut:
            super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A link, in another program."""
        if not self._shut:
            super().open_url(url, new_tab=new_tab)

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """A picture of the screen, as a file; "" where none may be left."""
        return "" if self._shut else super().save_screenshot(filename, path, time_format)

    def deliver_text(self, path_or_file: str | Path | TextIO, **more: object) -> str | None:
        """Any file of words, a picture of the screen too."""
        return None if self._shut else super().deliver_text(path_or_file, **more)  # type: ignore[arg-type]

    def deliver_binary(self, path_or_file: str | Path | BinaryIO, **more: object) -> str | None:
        """Any other file."""
        return None if self._shut else super().deliver_binary(path_or_file, **more)  # type: ignore[arg-type]
