"""Who checks the office's own keys (`[keys]`): the settings read them, the program alone knows the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

KeyCheck = Callable[[Mapping[str, str]], None]

key_checks: list[KeyCheck] = []
"""Each is given keys by action and raises `data.settings.SettingsError` for what cannot be."""
