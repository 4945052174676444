"""The settings in force: those of the last fairwatch.toml that could be read, and what follows from them.

While the present one cannot be read, those that the folder remembers are in force at every station.
"""

from __future__ import annotations

import hashlib

import msgspec

from data.intake.reading_plan import Plan
from data.settings import ReadingSettings, RuleSettings, Settings, SettingsError, TakenSettings, read

READING_VERSION = "5"
"""Raise it when intake reads something differently: every file is then read anew."""


class SettingsInForce:
    """`plan` is how ledgers are to be read now; `plan_digest` names that way: a file read another way is read anew.
    `rules` is what the rules go by now. `year` is that of days which say none."""

    def __init__(self, text: str, year: int) -> None:
        self._year = year
        self.taken = TakenSettings(Settings())
        """What is in force of the last fairwatch.toml that could be read, and what of it is not taken."""
        self.problem = ""
        self.text = ""
        """What stands in the folder."""
        self.good = ""
        """The text of what is in force."""
        self._go_by(self.taken.settings)
        self.take(text)

    def take(self, text: str) -> bool:
        """Go by another fairwatch.toml; whether it could be read.

        Keys that are not understood are told (`left`) and the rest is in force; one that is no TOML changes nothing but
        is told (`problem`).
        """
        self.text = text
        try:
            self.taken = read(text)
        except SettingsError as error:
            self.problem = error.text
            return False
        self.good, self.problem = text, ""
        self._go_by(self.taken.settings)
        return True

    def go_back_to(self, text: str) -> bool:
        """Go by what the folder remembers as the last good one, while the present one cannot be read; whether that is
        another than was in force."""
        if text == self.good:
            return False
        try:
            self.taken = read(text)
        except SettingsError:  # of another version of fairwatch, which reads more
            return False
        self.good = text
        self._go_by(self.taken.settings)
        return True

    @property
    def left(self) -> tuple[str, ...]:
        """Each key of the settings in force that is not taken, and why, in the reader's language."""
        return tuple(error.text for error in self.taken.left)

    def _go_by(self, settings: Settings) -> None:
        """The settings, and once for all files what follows from them: how ledgers are read, and that way's name."""
        self.settings = settings
        self.rules = RuleSettings.of(settings)
        self.plan = Plan.of(ReadingSettings.of(settings), self._year)
        coded = READING_VERSION.encode() + msgspec.msgpack.encode(self.plan)
        self.plan_digest = hashlib.sha256(coded).hexdigest()[:16]
