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
    """A key as people call it: "f5" is F5, "f13" is Shift+F1, "space" is 空格."""
    if key == "space":
        return pgettext("key", "Space")
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if shifted := _shifted(key):
        return f"Shift+F{shifted}"
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def twins(key: str) -> tuple[str, ...]:
    """The key and what else arrives for it: the full-width character that a Chinese input method makes of it; terminals
    tell Shift+F1 as f13, or by their newer protocol as what it is."""
    if key == "space":
        return (key, "ideographic_space")
    if len(key) == 1 and "!" <= key <= "~":
        return (key, chr(ord(key) + 0xFEE0))
    return (key, f"shift+f{_shifted(key)}") if _shifted(key) else (key,)


def _shifted(key: str) -> int:
    """1 for f13, which is Shift+F1, to 12 for f24; 0 for any other key."""
    number = int(key[1:]) if key[:1] == "f" and key[1:].isdecimal() else 0
    return number - 12 if 13 <= number <= 24 else 0
