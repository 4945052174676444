"""What this station keeps of its terminal between two runs: the theme that was chosen in it."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from data.store.paths import private
from tui.themes import BY_NAME

_log = logging.getLogger(__name__)


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
