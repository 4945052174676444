"""Completion, pace and light of one target, in exact fractions: ten points behind is green, a hair more is yellow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from data.model import Light
from data.rules.calendar.workdays import Workdays
from data.settings import Lights
from data.support.fast_dataclass import dataclass


def completion(done: Decimal, target: Decimal | None) -> Fraction | None:
    """done / target; None without a target, or with one that nothing can be measured by (0)."""
    return ratio(done, target) if target is not None and target > 0 else None


def ratio(part: Decimal, whole: Decimal) -> Fraction:
    """part / whole, exactly; in one step, since a board works out thousands of them."""
    (above, above_by), (below, below_by) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(above * below_by, above_by * below)


@dataclass(frozen=True, slots=True)
class Curve:
    """An office's own pace (`[pace] curve`): shares on days, in their order, and the last day (`end`) of the pace that
    they are for."""

    nodes: tuple[tuple[date, Fraction], ...]
    end: date

    def on(self, from_: date, day: date, workdays: Workdays | None) -> Fraction:
        """The share on a day: 0 before `from_`, by days between two nodes, the last node's after it."""
        start = (from_ - timedelta(days=1), Fraction(0))
        nodes = [start, *(node for node in self.nodes if node[0] > start[0])]
        for (first, least), (last, most) in pairwise(nodes):
            if day <= last:
                after = first + timedelta(days=1)
                whole = _days(after, last, workdays)
                gone = Fraction(_days(after, day, workdays), whole) if whole else Fraction(1)
                return least + (most - least) * min(Fraction(1), max(Fraction(0), gone))
        return nodes[-1][1]


def curve_of(said: str | Iterable[tuple[date, float]], ends: Iterable[date]) -> Curve | None:
    """The curve of the settings, None for a linear one. It is for the first of these ends of a pace that its last node
    (or the day before it, where that is the opening) does not lie after; where all are over, for the last of them."""
    if isinstance(said, str):
        return None
    nodes = tuple((day, Fraction(str(share))) for day, share in said)
    ordered = sorted(ends)
    if not nodes or not ordered:
        return None
    eve = nodes[-1][0] - timedelta(days=1)
    return Curve(nodes, next((end for end in ordered if end >= eve), ordered[-1]))


def pace(
    from_: date, as_of: date, end: date | None, workdays: Workdays | None, curve: Curve | None = None
) -> Fraction | None:
    """序时进度: days from `from_` through the board's date / days from `from_` through `end`, clamped to 0..1.

    `end` is the eve of opening (None: no fair, no pace); with `workdays` only working days count on both sides. A
    `curve` that is for this end is gone by instead.
    """
    if end is None:
        return None
    if curve is not None and curve.end == end:
        return curve.on(from_, as_of, workdays)
    done, whole = _days(from_, as_of, workdays), _days(from_, end, workdays)
    if whole <= 0:
        return Fraction(int(as_of >= from_))
    return min(Fraction(1), max(Fraction(0), Fraction(done, whole)))


def _days(first: date, last: date, workdays: Workdays | None) -> int:
    return workdays.count(first, last) if workdays else (last - first).days + 1


def light(done: Fraction | None, due: Fraction | None, lights: Lights) -> Light:
    """绿, 黄 or 红 by the unrounded gap due − done; 绿 once done; — without a target or a pace to hold it to."""
    if done is None:
        return Light.NONE
    if done >= 1:
        return Light.GREEN
    if due is None:
        return Light.NONE
    gap = (due - done) * 100
    if gap <= Fraction(str(lights.green)):
        return Light.GREEN
    return Light.YELLOW if gap <= Fraction(str(lights.yellow)) else Light.RED


def as_decimal(ratio: Fraction | None) -> Decimal | None:
    """A ratio for the read model, to 28 digits."""
    return None if ratio is None else Decimal(ratio.numerator) / Decimal(ratio.denominator)
