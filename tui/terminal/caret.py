"""Where the terminal's own cursor stands: at what is typed, or on the chosen row, in every frame.

It is not shown, but input methods open their window beside it and screen readers read its line. Textual moves it when a
line's text changes: to the corner of the screen when a form has just opened, and on no row of any list.
"""

from __future__ import annotations

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import OptionList

from widgets.frame.typing_line import TypingLine
from widgets.table.virtual_table import VirtualTable


def caret_of(screen: Screen[Any]) -> Offset:
    """The cursor's place, in cells from the screen's corner."""
    has_keys = screen.focused
    if isinstance(has_keys, TypingLine | VirtualTable):
        return has_keys.caret
    if isinstance(has_keys, OptionList):
        return _row_of(has_keys)
    if has_keys is None:  # a box that has just opened, or that only asks for a key; the wall
        box = next(iter(screen.query("TypingLine, #box").results()), None)
        return box.caret if isinstance(box, TypingLine) else box.content_region.offset if box else Offset(0, 0)
    return has_keys.content_region.offset


def _row_of(choices: OptionList) -> Offset:
    """The highlighted line."""
    room = choices.scrollable_content_region
    line = choices._index_to_line.get(choices.highlighted or 0, 0) if room else 0
    return Offset(room.x, room.y + line - choices.scroll_offset.y)
