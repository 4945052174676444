"""What is wrong with one key of fairwatch.toml, or with the whole file."""

from __future__ import annotations

from data.wording.settings_words import settings_error_text


class SettingsError(Exception):
    """Something in fairwatch.toml cannot be taken: `key` is where ("lights.green"), `code` with `details` says why.

    `near` is the known key that is nearest to one that is not known, "" where none is near.
    """

    def __init__(self, key: str, code: str, *, near: str = "", **details: str) -> None:
        self.key, self.code, self.details, self.near = key, code, details, near
        super().__init__(self.text)

    @property
    def text(self) -> str:
        """The key and the reason, in the reader's language."""
        return settings_error_text(self.key, self.code, self.details, self.near)
