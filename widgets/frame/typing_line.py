"""A line to type in."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import Paste
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from data.support.fast_dataclass import dataclass
from data.wording import _


class TypingLine(Input):
    """An Input whose cursor stands still: a blinking one sends bytes twice a second, over SSH too.

    What has no room in it is left out, the rest is kept, and `Full` says so: an Input refuses all of it, in silence.
    """

    cursor_blink = reactive(False, init=False)

    @dataclass(frozen=False, slots=False)
    class Full(Message):
        """So many characters of what was typed or pasted had no room in a line of `limit` characters."""

        limit: int
        lost: int

        @property
        def words(self) -> str:
            """What to tell the officer."""
            return _("at most {limit} characters fit here; {lost} more were left out").format(
                limit=self.limit, lost=self.lost
            )

    @property
    def caret(self) -> Offset:
        """The cell of the screen that the next letter goes to."""
        room = self.content_region
        column = cell_len(self.value[: self.cursor_position]) - self.scroll_offset.x
        return Offset(room.x + min(max(0, column), max(0, room.width - 1)), room.y)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put as much of the text as has room in the place of [start, end)."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        room = max(0, self.max_length - len(self.value) + end - start) if self.max_length else len(text)
        super().replace(text[:room], start, end)
        at_end = Region(cell_len(self.value[: self.cursor_position]), 0, 1, 1)
        self.scroll_to_region(at_end, force=True, animate=False)  # an Input forgets it for the first text of all
        if len(text) > room:
            self.post_message(self.Full(self.max_length or 0, len(text) - room))

    def on_paste(self, event: Paste) -> None:
        """All lines of it, as one: an Input takes the first, and nothing says that the others are gone."""
        event.stop()
        event.prevent_default()
        lines = event.text.replace("\t", " ").splitlines()
        words = lines[0] if len(lines) == 1 else " ".join(line.strip() for line in lines if line.strip())
        if words:
            self.replace(words, *self.selection)
