"""2 停滞项目: projects that have not moved for longer than their stage allows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from data.model import Board, Item, StalledProject
from data.wording import _, ngettext, pgettext
from data.wording.ages import short_date
from data.wording.blocker_words import kind_words
from data.wording.code_words import stage_word
from data.wording.item_lines import days_word, handling_tone, row_word
from widgets.frame.ink import Phrase, part
from widgets.panels.items_panel import ItemsPanel
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell


class StalledPanel(ItemsPanel):
    """The stalled projects of the board, each with its limit, its blocker, its leader and what was done."""

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped; a stage is shown whole or not at all."""
        facts = self.kept(self.board).told() if self.board else []
        desk = [cell_len(kind_words(log)) for _state, (_stage, log) in facts if log]
        stages = [cell_len(stage_word(stage)) for stage in {stage for _state, (stage, _log) in facts}]
        return (
            Column("project", pgettext("column", "project"), 10, 44, enough=14),
            Column("unit", pgettext("column", "unit"), 8, 20, priority=1),
            Column("stage", pgettext("column", "stage"), max([4, *stages]), 14, priority=4),
            Column("days", pgettext("column", "days idle"), align="right", short=pgettext("column", "idle")),
            Column("limit", pgettext("column", "limit"), align="right", priority=3),
            Column("blocker", pgettext("column", "blocker"), min(16, max([8, *desk])), 36, priority=5),
            Column("sponsor", pgettext("column", "sponsor"), max(8, cell_len(_("not named"))), 14, priority=6),
            Column("officer", pgettext("column", "site officer"), 8, 14, priority=9),
            Column("evidence", pgettext("column", "last moved"), priority=8, whole=True),
            Column("milestone", pgettext("column", "milestone"), 8, 24, priority=10),
            Column("contact", pgettext("column", "contact"), 8, 14, priority=11),
            Column("phone", pgettext("column", "telephone"), priority=12, whole=True),
            self.marked_column(),
            Column("handling", pgettext("column", "handling"), 9, 60, priority=2, grow=True),
        )

    def items(self, board: Board) -> Sequence[Item]:
        """The stalled projects."""
        return board.stalled

    def fact(self, item: Item) -> Any:
        """Its stage, and what the desk says of it."""
        assert isinstance(item, StalledProject)
        return (item.stage, item.project_log)

    def texts(self, item: Item) -> tuple[str, ...]:
        """The filter looks at names."""
        assert isinstance(item, StalledProject)
        return (item.project, item.unit, item.blocker, item.sponsor, item.site_officer, item.contact)

    def people(self, item: Item) -> tuple[str, ...]:
        """The project's leader and its site officer."""
        assert isinstance(item, StalledProject)
        return (item.sponsor, item.site_officer)

    def title(self, board: Board) -> list[Phrase]:
        """How many, and how many of them were dealt with."""
        count = ngettext("{n} project", "{n} projects", len(board.stalled)).format(n=len(board.stalled))
        parts = [part(_("Stalled"), "title"), part(count, "", 3)]
        return [*parts, *self.mine_parts(board), *self.group_parts(board), *self.filter_part()]

    def nothing(self) -> str:
        """Nothing is stalled that nobody has in hand."""
        return _("no stalled project needs anybody now")

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One project."""
        item = self._by_row[row]
        assert isinstance(item, StalledProject)
        late = item.days_stalled is None or item.limit is None or item.days_stalled > 2 * item.limit
        return {
            "project": item.project,
            "unit": item.unit,
            "stage": stage_word(item.stage),
            "days": [(days_word(item), "bad" if late else "warn")],
            "limit": "—" if item.limit is None else str(item.limit),
            "blocker": _blocker(item),
            "sponsor": item.sponsor or [(_("not named"), "muted")],
            "officer": item.site_officer,
            "evidence": short_date(item.last_evidence) if item.last_evidence else [("—", "muted")],
            "milestone": item.milestone,
            "contact": item.contact,
            "phone": item.phone,
            "marked": self.marked(item),
            "handling": [(row_word(item), handling_tone(item))],
        }


def _blocker(item: StalledProject) -> Cell:
    """What the ledger says, and in another tone what the desk says: 值班记 用地."""
    desk = kind_words(item.project_log)
    said = [(item.blocker, "")] if item.blocker else []
    if desk:
        said += [((" · " if said else "") + desk, "accent")]
    return said or [("—", "muted")]
