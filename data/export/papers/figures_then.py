"""The figures of a paper as values: what a later paper compares its own with. One kind of them is made of a board of
today, of the board of an earlier day as it is known now, and read back from a paper that was issued."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from data.export.papers.draft import DraftRow, DraftTable, RowKind, numbered
from data.model import UNHEARD, Board, UnitProgress
from data.rules.signing.last_and_below import is_below, is_last
from data.support.fast_dataclass import dataclass
from data.wording.numbers import decimals_for, yi
from data.wording.unit_words import provisional

EXACT = 10
"""Decimals of 亿元 that print any amount in 万元 as it is."""

NONE = "—"

CARRIED = "完成数与上期印发数的衔接"
"""The table that goes on from the last issue."""


@dataclass(frozen=True, slots=True)
class UnitThen:
    """One unit's line. Amounts in 万元; `rank` None: it had none; `ranked` is how many were ranked with it, `below`
    whether it was below pace, `heard` whether anything was known of it, `waiting` whether places were 暂列."""

    unit: str
    kind: str
    parent: str
    part: bool
    metric: str
    target: Decimal | None
    signed: Decimal
    contracts: int
    completion: Decimal | None
    rank: int | None
    ranked: int
    below: bool
    heard: bool
    waiting: bool = False

    @property
    def together(self) -> tuple[str, str, str]:
        """Whom it is ranked with: its kind, the unit that it is below, and by what."""
        return self.kind, self.parent, self.metric


@dataclass(frozen=True, slots=True)
class FiguresThen:
    """All of them, of one scope: the fair (None: the season) and the basis; the whole counts each project
    once."""

    fair: str | None
    basis: str
    signed: Decimal
    target: Decimal | None
    units: tuple[UnitThen, ...]

    def unit(self, name: str) -> UnitThen | None:
        """A unit's line; None if it has none."""
        return next((one for one in self.units if one.unit == name), None)

    def compares(self, other: FiguresThen) -> bool:
        """Whether the two are of one scope and basis."""
        return (self.fair, self.basis) == (other.fair, other.basis)


def figures_of(board: Board) -> FiguresThen | None:
    """Those of the board's headline; None where nobody owes and nothing is signed."""
    lead = board.leading
    if lead is None:
        return None
    ranked = Counter((u.kind, u.parent, u.metric) for u in lead.units if _place(u) is not None)
    waiting = provisional(lead.units)
    units = tuple(_unit(one, ranked, waiting) for one in lead.units if not one.superior)
    return FiguresThen(lead.fair, board.basis.value, lead.signed, lead.target, units)


def _unit(
    unit: UnitProgress, ranked: Mapping[tuple[str, str, str], int], waiting: Collection[tuple[str, str, str]]
) -> UnitThen:
    return UnitThen(
        unit=unit.unit,
        kind=unit.kind,
        parent=unit.parent,
        part=bool(unit.part_of),
        metric=unit.metric,
        target=unit.target,
        signed=unit.measured.signed,
        contracts=unit.measured.contracts,
        completion=unit.completion,
        rank=_place(unit),
        ranked=ranked[unit.kind, unit.parent, unit.metric],
        below=is_below(unit.completion, unit.pace),
        heard=unit.standing not in UNHEARD,
        waiting=(unit.kind, unit.parent, unit.metric) in waiting,
    )


def _place(unit: UnitProgress) -> int | None:
    """The place as papers number it: a unit with nothing done has none."""
    return unit.rank if unit.completion and not unit.part_of else None


def unit_digest(figures: FiguresThen | None, unit: str) -> str:
    """What a unit is asked to confirm, in short: another one once its own target or what it signed is another."""
    one = figures.unit(unit) if figures else None
    if figures is None or one is None:
        return ""
    said = (figures.fair, figures.basis, one.target, one.metric, one.heard, f"{one.signed:f}", one.contracts)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def moved(before: FiguresThen | None, now: FiguresThen, unit: str) -> str:
    """位次较上期: ↑2, ↓1, 持平; — where either has no place, or the two do not compare."""
    if before is None or not before.compares(now):
        return NONE
    was, is_ = before.unit(unit), now.unit(unit)
    if was is None or is_ is None or was.rank is None or is_.rank is None or was.together != is_.together:
        return NONE
    up = was.rank - is_.rank
    return "持平" if not up else f"↑{up}" if up > 0 else f"↓{-up}"


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """How a figure comes from the last issue to this one, in 万元: `issued` + `corrected` + `change` = `now`."""

    unit: str
    issued: Decimal
    corrected: Decimal
    change: Decimal
    now: Decimal
    part: bool = False


def carried(issued: FiguresThen, then: FiguresThen, now: FiguresThen) -> tuple[CarriedLine, ...]:
    """What was signed, unit by unit and at last the whole ("合计"): as it was issued, `then` (that day as it is known
    today) and `now`. A unit that one of them knows nothing of is left out: it is no zero."""
    lines = []
    for one in now.units:
        was, known = issued.unit(one.unit), then.unit(one.unit)
        if was and known and was.heard and known.heard and one.heard:
            lines.append(_line(one.unit, was.signed, known.signed, one.signed, one.part))
    return (*lines, _line("合计", issued.signed, then.signed, now.signed))


def _line(name: str, issued: Decimal, then: Decimal, now: Decimal, part: bool = False) -> CarriedLine:
    return CarriedLine(name, issued, then - issued, now - then, now, part)


CARRIED = "完成数与上期印发数的衔接"
"""What the table of these lines is called."""


def carried_table(lines: tuple[CarriedLine, ...]) -> DraftTable:
    """与上期衔接: all with as many decimals as print them exactly, so that each row adds up."""
    every = [amount for one in lines for amount in (one.issued, one.corrected, one.change, one.now)]
    places = decimals_for(every, 2, EXACT)
    rows = []
    for one in lines:
        figures = (yi(amount, places) for amount in (one.issued, one.corrected, one.change, one.now))
        kind = RowKind.TOTAL if one is lines[-1] else RowKind.PART if one.part else RowKind.OWN
        rows.append(DraftRow((f"其中：{one.unit}" if one.part else one.unit, *figures), kind))
    heads = ("序号", "单位", "上期印发", "更正", "本期变化", "本期")
    return DraftTable(CARRIED, "单位：亿元", heads, tuple(numbered(rows)))


def bad_quarters(issued: Sequence[FiguresThen]) -> Mapping[str, int]:
    """How many of these quarters in a row, counted back from the latest, each unit was bad in: last of at least five
    ranked and below pace, never at 100 % or more, and not by places that were 暂列. Units that were not in the latest
    are not named."""
    found: Counter[str] = Counter()
    still: set[str] | None = None
    for figures in reversed(issued):
        bad = {one.unit for one in figures.units if _was_bad(one, figures)}
        still = bad if still is None else still & bad
        found.update(still)
    return found


def _was_bad(unit: UnitThen, figures: FiguresThen) -> bool:
    ranks = [one.rank for one in figures.units if one.together == unit.together and one.rank is not None]
    return is_last(unit.rank, ranks) and unit.below and not unit.waiting
