"""The line below."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board


class FootLine(Widget):
    """The keys that work here and now, and where the last mark is. `keys`: (key as shown, label), first ones kept."""

    board: reactive[Board | None] = reactive(None)
    keys: reactive[tuple[tuple[str, str], ...]] = reactive[tuple[tuple[str, str], ...]](())
    said: reactive[str] = reactive("")
