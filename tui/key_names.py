"""What keys are called, and what a Chinese input method makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import pgettext

_KEY_NAMES: Mapping[str, str] = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "right": "→",
    "left": "←",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """A key as people call it: "f5" is F5, "space" is 空格."""
    if key == "space":
        return pgettext("key", "Space")
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def twins(key: str) -> tuple[str, ...]:
    """The key and the full-width character that a Chinese input method makes of it."""
    if key == "space":
        return (key, "ideographic_space")
    if len(key) == 1 and "!" <= key <= "~":
        return (key, chr(ord(key) + 0xFEE0))
    return (key,)
