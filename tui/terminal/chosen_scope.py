"""Which fair is shown at this station in the place of the headline's: chosen with a key, remembered for later runs."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from data.support.private_file import private

_log = logging.getLogger(__name__)


class _KeptChoice(msgspec.Struct, frozen=True):
    """What scope.json holds: `fair` null is the season, "" the headline's own scope."""

    fair: str | None = ""
    v: int = 1


class ChosenScope:
    """`fair` is the chosen one: a fair's name, None for the season, "" for whatever the board's headline is.

    `path` is where it is remembered, None: nowhere.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.fair = _read(path) if path else ""

    def choose(self, fair: str | None) -> bool:
        """This one from now on; whether it could be remembered, where it has to be."""
        self.fair = fair
        if self.path is None:
            return True
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            private(self.path)
            self.path.write_bytes(msgspec.json.encode(_KeptChoice(fair)))
        except OSError:
            _log.exception("%s cannot be written", self.path)
            return False
        return True


def _read(path: Path) -> str | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_KeptChoice).fair
    except FileNotFoundError:
        return ""
    except (OSError, msgspec.DecodeError):
        _log.warning("%s cannot be read", path, exc_info=True)
        return ""
