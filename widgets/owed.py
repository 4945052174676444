"""3 待办督办."""

from __future__ import annotations

from widgets.items import ItemsPanel


class OwedPanel(ItemsPanel):
    """What is owed to somebody by a date."""
