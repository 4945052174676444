"""Which scope stands first and why, in words; and the words for a count that has not begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.model import Headline
from data.wording import NP_, _, pgettext

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
