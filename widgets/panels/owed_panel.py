"""3 待办督办: what is owed to somebody by a date."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from data.model import Board, Item, OwedItem
from data.wording import _, ngettext, pgettext
from data.wording.ages import short_date
from data.wording.blocker_words import kind_words
from data.wording.item_lines import SEPARATOR, due_tone, due_word, handling_tone, row_word, rung_word
from data.wording.season_words import sort_words
from widgets.frame.ink import Phrase, Piece, part
from widgets.panels.items_panel import ItemsPanel
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell


class OwedPanel(ItemsPanel):
    """The owed matters of the board: by when, what, by whom, and what was done."""

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped."""
        return (
            Column("due", pgettext("column", "due"), whole=True),
            Column("what", pgettext("column", "matter"), 10, 60, enough=16),
            Column("owed_by", pgettext("column", "owed by"), 8, 20, priority=2, enough=12),
            Column("sort", pgettext("column", "sort"), priority=3, whole=True),
            Column("step", pgettext("column", "next step"), 6, 10, priority=7),
            Column("date", pgettext("column", "date"), align="right", priority=8),
            Column("project", pgettext("column", "project"), 8, 28, priority=9),
            Column("contact", pgettext("column", "contact"), 8, 14, priority=10),
            Column("phone", pgettext("column", "telephone"), priority=11, whole=True),
            self.marked_column(),
            Column("handling", pgettext("column", "handling"), 8, 60, priority=1, grow=True, enough=10),
        )

    def items(self, board: Board) -> Sequence[Item]:
        """The owed matters."""
        return board.owed

    def fact(self, item: Item) -> Any:
        """Whether it is late."""
        assert isinstance(item, OwedItem)
        return item.overdue

    def texts(self, item: Item) -> tuple[str, ...]:
        """The filter looks at names."""
        assert isinstance(item, OwedItem)
        return (item.what, item.unit, item.owed_by, item.project, item.source, item.contact)

    def people(self, item: Item) -> tuple[str, ...]:
        """Who owes it, and whom to ask there."""
        assert isinstance(item, OwedItem)
        return (item.owed_by, item.contact)

    def title(self, board: Board) -> list[Phrase]:
        """How many, how many late (handled here or not), and how many were dealt with."""
        count = ngettext("{n} matter", "{n} matters", len(board.owed)).format(n=len(board.owed))
        late = sum(times for (_state, overdue), times in self.kept(board).facts.items() if overdue)
        parts = [part(_("Owed"), "title"), part(count, "", 3)]
        parts += [part(_("{n} overdue").format(n=late), "bad")] if late else []
        return [*parts, *self.mine_parts(board), *self.group_parts(board), *self.filter_part()]

    def nothing(self) -> str:
        """Nothing is owed that nobody has in hand."""
        return _("nothing owed needs anybody now")

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One matter."""
        item = self._by_row[row]
        assert isinstance(item, OwedItem)
        return {
            "due": [(due_word(item), due_tone(item))],
            "what": item.what,
            "owed_by": item.debtor or [("—", "muted")],
            "sort": [(sort_word(item), "muted")],
            "step": [(rung_word(item.rung), "muted")],
            "date": short_date(item.due) if item.due else [("—", "muted")],
            "project": item.project,
            "contact": item.contact,
            "phone": item.phone,
            "marked": self.marked(item),
            "handling": [(row_word(item), handling_tone(item)), *_desk_word(item)],
        }


def _desk_word(item: OwedItem) -> list[Piece]:
    """The blocker that the desk logged on the row's project."""
    desk = kind_words(item.project_log)
    return [(SEPARATOR + desk, "accent")] if desk else []


def sort_word(item: OwedItem) -> str:
    """What sort of matter it is, and no more: who asked for it and its ladder's step have columns of their own."""
    return sort_words(item.kind)
