"""What the panels of markable items share."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import reactive

from data.model import Item
from widgets.panel import TablePanel


class ItemsPanel(TablePanel):
    """A list of items; those waiting, snoozed or handled stand below, and only with `show_handled`."""

    show_handled: reactive[bool] = reactive(False)

    class ItemOpened(Message):
        """Enter on an item."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    class SelectionChanged(Message):
        """The cursor came to stand on another item (None: on none)."""

        def __init__(self, item: Item | None) -> None:
            super().__init__()
            self.item = item

    @property
    def selected_item(self) -> Item | None:
        """The item under the cursor."""
        return None
