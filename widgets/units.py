"""1 单位签约进度."""

from __future__ import annotations

from textual.message import Message
from textual.reactive import reactive

from data.model import UnitProgress
from widgets.panel import TablePanel


class UnitsPanel(TablePanel):
    """The units by kind, ranked. `scope`: which fair ("": the board's headline, None: the season)."""

    scope: reactive[str | None] = reactive[str | None]("")

    class UnitOpened(Message):
        """Enter on a unit."""

        def __init__(self, unit: UnitProgress) -> None:
            super().__init__()
            self.unit = unit

    @property
    def selected_unit(self) -> UnitProgress | None:
        """The unit under the cursor."""
        return None
