"""What of a total hangs on pairs of projects, in words that stand beside it; and the two of a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.model import Doubt, FairProgress, Pair, PairSide, UnitProgress
from data.wording import N_, _
from data.wording.code_words import money_words
from data.wording.numbers import decimals_for, yi, yi_short
from data.wording.problems import place_words

PAIR_RULED: Mapping[str, str] = {
    "first": N_("one, as {first} says"),
    "second": N_("one, as {second} says"),
    "different": N_("both count, as two projects"),
}
"""What is counted of a pair, by the ruling on it."""

SHARED: Mapping[str, str] = {
    "investor": N_("the investor"),
    "amount": N_("the amount"),
    "day": N_("the day"),
}
"""What the two of a pair share."""


def doubts(progress: FairProgress) -> list[str]:
    """合并待确认 2对 3.2亿元, 疑似重复（照计） 1对 1亿元, 各单位合计 45: all that stands beside what is signed."""
    said = [*_pairs(progress.to_confirm, progress.possible)]
    claimed_apart = progress.to_confirm and progress.units_sum != progress.signed
    if claimed_apart or progress.units_sum > progress.signed:
        total = yi(progress.units_sum, decimals_for([progress.units_sum]))
        said.append(_("units' own lines {total}").format(total=total))
    return said


def doubts_in_brief(progress: FairProgress) -> list[str]:
    """待确认 2对 3.2亿, 疑似重复 1对 1亿: the same where a line has little room."""
    counted = (
        (progress.to_confirm, _("to confirm {n} ({amount})")),
        (progress.possible, _("possible doubles {n} ({amount})")),
    )
    return [words.format(n=doubt.pairs, amount=yi_short(doubt.amount)) for doubt, words in counted if doubt]


def unit_doubts(unit: UnitProgress) -> list[str]:
    """The pairs that a unit's line shares in."""
    return _pairs(unit.to_confirm, unit.possible)


def _pairs(to_confirm: Doubt, possible: Doubt) -> list[str]:
    counted = (
        (to_confirm, _("to confirm as one {n} ({amount})")),
        (possible, _("possible doubles, counted {n} ({amount})")),
    )
    return [words.format(n=doubt.pairs, amount=yi_short(doubt.amount)) for doubt, words in counted if doubt]


def pair_ruling(item: Pair) -> str:
    """What is counted of the two."""
    if item.decided in PAIR_RULED:
        return _(PAIR_RULED[item.decided]).format(first=side_words(item.first), second=side_words(item.second))
    if item.sure:
        return _("once in every total, until somebody decides")
    return _("both, until somebody decides")


def side_words(side: PairSide) -> str:
    """One of the two: 甲县 动力电池回收 10亿元 2026-05-08."""
    amount = money_words(side.amount) if side.amount is not None else ""
    day = side.day.isoformat() if side.day else ""
    return " ".join(part for part in (side.unit, side.name, side.investor, amount, day) if part)


def pair_words(item: Pair) -> str:
    """With what it may be one, what is counted, what they share, and where the other stands, on one line."""
    words = _("may be one with {other}; counted: {ruling}; equal: {shared}; in {place}")
    shared = _(", ").join(_(SHARED[name]) for name in item.equal) or _("the matter")
    place, ruling = place_words(item.second.place), pair_ruling(item)
    return words.format(other=_brief_side(item), place=place, shared=shared, ruling=ruling)


def _brief_side(item: Pair) -> str:
    """The second without what it shares with the first: the row of the list has said that already."""
    first, second = item.first, item.second
    within = second.unit == first.unit
    name = second.name if within or second.name != first.name else ""
    return side_words(replace(second, unit="" if within else second.unit, name=name, investor=""))
