"""2 停滞项目."""

from __future__ import annotations

from widgets.items import ItemsPanel


class StalledPanel(ItemsPanel):
    """Projects that have not moved for longer than their stage allows."""
