"""3 待办督办: what is owed to somebody by a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.model import OwedItem
from data.wording import N_, _, ngettext, pgettext
from data.wording.blocker_words import kind_words
from data.wording.item_lines import SEPARATOR, due_tone, due_word, rung_word
from data.wording.season_words import sort_words
from widgets.frame.ink import Phrase, part
from widgets.panels.items_panel import ItemList, handling_cell
from widgets.table.column_cells import DASH, Col, col, day_cell
from widgets.table.virtual_table import Cell


def _columns(facts: Sequence[bool]) -> Sequence[Col[OwedItem]]:
    """By when, what, by whom, and what was done."""
    return (
        col("due", pgettext("column", "due"), lambda item: [(due_word(item), due_tone(item))], whole=True),
        col("what", pgettext("column", "matter"), lambda item: item.what, 10, 60, enough=16),
        col("owed_by", pgettext("column", "owed by"), lambda item: item.debtor or DASH, 8, 20, priority=2, enough=12),
        col("sort", pgettext("column", "sort"), lambda item: [(sort_word(item), "muted")], priority=3, whole=True),
        col("step", pgettext("column", "next step"), lambda item: [(rung_word(item.rung), "muted")], 6, 10, priority=7),
        col("date", pgettext("column", "date"), lambda item: day_cell(item.due), align="right", priority=8),
        col("project", pgettext("column", "project"), lambda item: item.project, 8, 28, priority=9),
        col("contact", pgettext("column", "contact"), lambda item: item.contact, 8, 14, priority=10),
        col("phone", pgettext("column", "telephone"), lambda item: item.phone, priority=11, whole=True),
        col("handling", pgettext("column", "handling"), _handling, 8, 60, priority=1, grow=True, enough=10),
    )


def _handling(item: OwedItem) -> Cell:
    """What was done, and the blocker that the desk logged on the row's project."""
    desk = kind_words(item.project_log)
    return [*handling_cell(item), *([(SEPARATOR + desk, "accent")] if desk else [])]


def sort_word(item: OwedItem) -> str:
    """What sort of matter it is, and no more: who asked for it and its ladder's step have columns of their own."""
    return sort_words(item.kind)


def _late(overdue: Mapping[bool, int]) -> list[Phrase]:
    """How many are late, handled here or not."""
    late = overdue.get(True, 0)
    return [part(_("{n} overdue").format(n=late), "bad")] if late else []


OWED = ItemList[OwedItem](
    "owed",
    N_("Owed"),
    lambda n: ngettext("{n} matter", "{n} matters", n).format(n=n),
    lambda board: board.owed,
    _columns,
    lambda item: (item.what, item.unit, item.owed_by, item.project, item.source, item.contact),
    N_("nothing owed needs anybody now"),
    fact=lambda item: item.overdue,
    people=lambda item: (item.owed_by, item.contact),
    beside=_late,
)
