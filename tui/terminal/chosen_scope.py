"""Which fair is shown at this station in the place of the headline's: chosen with a key, remembered for later runs."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tui.terminal.kept_choice import keep, kept


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
        self.fair = kept(path, _KeptChoice()).fair if path else ""

    def choose(self, fair: str | None) -> bool:
        """This one from now on; whether it could be remembered, where it has to be."""
        self.fair = fair
        return self.path is None or keep(self.path, _KeptChoice(fair))
