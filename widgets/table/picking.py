"""A table whose rows can be picked, so that the next mark is for all of them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from data.model import Item
from data.wording import ngettext
from widgets.frame.ink import Phrase, part
from widgets.table.table_panel import TablePanel


class PickingPanel(TablePanel):
    """What panels of rows that can be marked share; each keeps its picks as its rows are kept."""

    def __init__(self, *, id: str | None = None, number: int | None = None) -> None:
        self._picks: dict[Any, Item] = {}
        """By row, or by the key of what rows stand for."""
        super().__init__(id=id, number=number)

    @property
    def picked_items(self) -> tuple[Item, ...]:
        """The picked items as the present board has them; also those that the filter does not show."""
        return tuple(self._picks.values())

    def drop_picks(self) -> None:
        """Forget what was picked."""
        self._picks = {}

    def picked_rows(self) -> frozenset[Hashable]:
        """The rows that are shown as picked. For subclasses."""
        raise NotImplementedError

    def turn_pick(self, row: Hashable) -> bool:
        """Pick a row, or unpick it; whether it is one that can be. For subclasses."""
        raise NotImplementedError

    def pick(self) -> None:
        """Pick the row under the cursor, or unpick it, and go on to the next."""
        row = self.table.cursor
        if row is not None and self.turn_pick(row):
            self._show_picks()
            self.table.action_move(1)

    def unpick(self) -> None:
        """Pick none."""
        self.drop_picks()
        self._show_picks()

    def _show_picks(self) -> None:
        self.table.show_picked(self.picked_rows())
        self.retitle()
        self.post_message(self.SelectionChanged())

    def filter_part(self) -> list[Phrase]:
        """How many are picked, and the filter, as the title tells it."""
        n = len(self.picked_items)
        picked = [part(ngettext("{n} picked", "{n} picked", n).format(n=n), "accent")] if n else []
        return [*picked, *super().filter_part()]
