"""2 停滞项目: projects that have not moved for longer than their stage allows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from data.model import MarkLine, Stage, StalledProject
from data.wording import N_, _, ngettext, pgettext
from data.wording.blocker_words import kind_words
from data.wording.code_words import stage_word
from data.wording.item_lines import days_word
from widgets.panels.items_panel import ItemList, handling_cell
from widgets.table.column_cells import DASH, Col, col, day_cell
from widgets.table.virtual_table import Cell

Fact = tuple[Stage, tuple[MarkLine, ...]]
"""A project's stage, and what the desk logged of it."""


def _columns(facts: Sequence[Fact]) -> Sequence[Col[StalledProject]]:
    """Limit, blocker, leader and what was done; a stage is shown whole or not at all."""
    desk = [cell_len(kind_words(log)) for _stage, log in facts if log]
    stage = max([4, *(cell_len(stage_word(stage)) for stage in {stage for stage, _log in facts})])
    idle = pgettext("column", "idle")
    return (
        col("project", pgettext("column", "project"), lambda item: item.project, 10, 44, enough=14),
        col("unit", pgettext("column", "unit"), lambda item: item.unit, 8, 20, priority=1),
        col("stage", pgettext("column", "stage"), lambda item: stage_word(item.stage), stage, 14, priority=4),
        col("days", pgettext("column", "days idle"), _idle, align="right", short=idle),
        col("limit", pgettext("column", "limit"), _limit, align="right", priority=3),
        col("blocker", pgettext("column", "blocker"), _blocker, min(16, max([8, *desk])), 36, priority=5),
        col("sponsor", pgettext("column", "sponsor"), _sponsor, max(8, cell_len(_("not named"))), 14, priority=6),
        col("officer", pgettext("column", "site officer"), lambda item: item.site_officer, 8, 14, priority=9),
        col("evidence", pgettext("column", "last moved"), _last_moved, priority=8, whole=True),
        col("milestone", pgettext("column", "milestone"), lambda item: item.milestone, 8, 24, priority=10),
        col("contact", pgettext("column", "contact"), lambda item: item.contact, 8, 14, priority=11),
        col("phone", pgettext("column", "telephone"), lambda item: item.phone, priority=12, whole=True),
        col("handling", pgettext("column", "handling"), handling_cell, 9, 60, priority=2, grow=True),
    )


def _idle(item: StalledProject) -> Cell:
    late = item.days_stalled is None or item.limit is None or item.days_stalled > 2 * item.limit
    return [(days_word(item), "bad" if late else "warn")]


def _last_moved(item: StalledProject) -> Cell:
    return day_cell(item.last_evidence)


def _limit(item: StalledProject) -> str:
    return "—" if item.limit is None else str(item.limit)


def _sponsor(item: StalledProject) -> Cell:
    return item.sponsor or [(_("not named"), "muted")]


def _blocker(item: StalledProject) -> Cell:
    """What the ledger says, and in another tone what the desk says: 值班记 用地."""
    desk = kind_words(item.project_log)
    said = [(item.blocker, "")] if item.blocker else []
    if desk:
        said += [((" · " if said else "") + desk, "accent")]
    return said or DASH


STALLED = ItemList[StalledProject](
    "stalled",
    N_("Stalled"),
    lambda n: ngettext("{n} project", "{n} projects", n).format(n=n),
    lambda board: board.stalled,
    _columns,
    lambda item: (item.project, item.unit, item.blocker, item.sponsor, item.site_officer, item.contact),
    N_("no stalled project needs anybody now"),
    fact=lambda item: (item.stage, item.project_log),
    people=lambda item: (item.sponsor, item.site_officer),
)
