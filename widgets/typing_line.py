"""A line to type in."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Input


class TypingLine(Input):
    """An Input whose cursor stands still: a blinking one sends bytes twice a second, over SSH too."""

    cursor_blink = reactive(False, init=False)
