"""A number three lines tall."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widget import Widget


class BigDigits(Widget):
    """Draws `value` (digits only) in box-drawing glyphs, 3 cells a digit, 3 lines."""

    value: reactive[str] = reactive("", layout=True)
