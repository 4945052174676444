"""Which scope stands first and why, in words; the words for a count that has not begun, and for targets handed down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.model import FairProgress, Headline
from data.wording import NP_, _, pgettext
from data.wording.numbers import yi_short

WHY: Mapping[str, tuple[str, str]] = {
    "running": NP_("why first", "open now"),
    "next": NP_("why first", "next to open"),
    "last": NP_("why first", "the last fair"),
    "season": NP_("why first", "season's targets"),
    "no_fair": NP_("why first", "no fair in the ledgers"),
    "no_targets": NP_("why first", "no target handed down"),
    "set": NP_("why first", "set for the wall"),
}
"""The words of `Headline.why`."""


def why_word(headline: Headline) -> str:
    """Why this scope stands first: 最近一场, 任务按全季下达."""
    return pgettext(*WHY[headline.why])


def chosen_word() -> str:
    """Why another scope than the headline's is shown: somebody chose it at this station."""
    return pgettext("why first", "chosen here")


def not_begun_words(from_: date) -> str:
    """统计起始 2027-01-01 未到: nothing can be ahead or behind yet."""
    return _("counts from {day}, not begun").format(day=from_.isoformat())


def handed_down_words(progress: FairProgress) -> tuple[tuple[str, bool], ...]:
    """分解合计 154.5，少 35.5, 另存疑 3: the units' targets beside the fair's own, each with whether it warns."""
    doubt = progress.units_target_doubt
    said = (_handed_down(progress), (_("in doubt {amount}").format(amount=yi_short(doubt)) if doubt else "", True))
    return tuple((words, warns) for words, warns in said if words)


def _handed_down(progress: FairProgress) -> tuple[str, bool]:
    target, units = progress.target, progress.units_target
    if target is not None and progress.handed_down != "units":
        of_season = progress.handed_down == "season"
        return (_("the units' targets are the season's") if of_season else _("not handed down to units")), True
    if target is None or target == units:
        return (_("units' targets {total}").format(total=yi_short(units)) if units else ""), False
    words = (
        _("units' targets {total}, {amount} short") if target > units else _("units' targets {total}, {amount} over")
    )
    return words.format(total=yi_short(units), amount=yi_short(abs(target - units))), target > units
