"""How a unit stands, in words: its light, or why it has none, and what of it is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.model import UNHEARD, UNJUDGED, Standing, UnitProgress
from data.wording import NP_, _, pgettext
from data.wording.code_words import light_word
from data.wording.numbers import yi_short

STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.READ: NP_("standing", "read"),
    Standing.PARTIAL: NP_("standing", "read in part"),
    Standing.UNREAD: NP_("standing", "ledger not read"),
    Standing.SILENT: NP_("standing", "no ledger came"),
}


def unit_light_word(unit: UnitProgress) -> str:
    """A unit's light; why it has none, where that is not for want of a target: 台账未读入, 未收到台账, 待核, 任务待核;
    联合项目 for one that has a part in another's contract, and none of its own."""
    if unit.standing in UNHEARD:
        return pgettext(*STANDINGS[unit.standing])
    if not UNJUDGED.isdisjoint(unit.flags):
        return pgettext("light", "to be checked")
    if "not_begun" in unit.flags:
        return pgettext("light", "not begun")
    if "target_doubt" in unit.flags:
        return pgettext("light", "target in doubt")
    return pgettext("light", "joint") if "joint_only" in unit.flags else light_word(unit.light)


def doubt_words(unit: UnitProgress) -> str:
    """What of a unit is not counted: 待核 2个 21.5亿, 部分台账未读入; "" where all is."""
    if unit.standing is not Standing.PARTIAL:
        return _("a ledger is not read") if "zero_doubt" in unit.flags else ""
    count, amount = unit.uncounted.count, unit.uncounted.amount
    if not count:
        return _("ledgers read in part")
    if not amount:
        return _("to check {n}").format(n=count)
    return _("to check {n} ({amount})").format(n=count, amount=yi_short(amount))


def provisional(units: Iterable[UnitProgress]) -> frozenset[tuple[str, str, str]]:
    """The tables of these units (kind, parent, metric) whose ranks are provisional (暂列): of one unit of the kind not
    all is counted, or its ledger was not read."""
    units = list(units)
    waiting = {unit.kind for unit in units if unit.standing in (Standing.PARTIAL, Standing.UNREAD)}
    ranked = (unit for unit in units if unit.rank is not None and unit.kind in waiting)
    return frozenset((unit.kind, unit.parent, unit.metric) for unit in ranked)
