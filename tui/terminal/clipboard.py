"""What `y` copies goes to the terminal's clipboard and, since no terminal says whether it took it, into a file too."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from textual.app import App

from data.support.private_file import private
from data.wording import _
from data.wording.no_formulas import disarmed
from tui.terminal.locked_app import ReservedApp

_log = logging.getLogger(__name__)


def copy(app: App[Any], text: str) -> str:
    """Copy the text, in which no cell is a formula; what to tell the officer: where it went, and what if the clipboard
    has nothing."""
    text = disarmed(text)
    app.copy_to_clipboard(text)
    sent = _("sent to the terminal's clipboard (OSC 52)")
    file = app.copies if isinstance(app, ReservedApp) and not app.enclosed else None
    if file is None:
        return sent
    try:
        _keep(file, text)
    except OSError:
        _log.exception("%s cannot be written", file)
        return _("{sent}; the file beside it could not be written").format(sent=sent)
    return _("{sent}, and into {file}").format(sent=sent, file=_short(file))


def _keep(file: Path, text: str) -> None:
    """The latest copy alone, readable by its owner: it may hold telephone numbers. Raises OSError."""
    private(file)
    file.write_text(text + "\n", encoding="utf-8")


def _short(file: Path) -> str:
    """The file as people write it: ~ for their home."""
    return f"~/{file.relative_to(Path.home())}" if file.is_relative_to(Path.home()) else str(file)
