"""Scores of units, and assessments that somebody has to look at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.model.sources import Place
from data.model.trace import Trace


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: `value` is what was reached (1 is all of it) before the cap, `points` what it gives."""

    name: str
    value: Decimal
    weight: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's score, ranked within its kind and parent; ties 1, 1, 3; those with nothing done have none.

    `score` None says in `reason` why: "no_target" (what the formula needs was not handed down) or "no_spread" (all
    of the group are level, and the formula divides by their spread). Then there is no rank either.
    """

    unit: str
    kind: str
    score: Decimal | None
    rank: int | None
    ranked_of: int | None
    parts: tuple[ScorePart, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scoring:
    """Scores by one formula as they stand on the board's date, for one line of progress; `period` is "2026Q4"."""

    fair: str | None
    formula: str
    period: str
    units: tuple[UnitScore, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class BadQuarter:
    """One quarter of the assessments ledger that is bad: `why` holds "last" (of its kind, and below pace) or "score"
    (too low)."""

    period: str
    score: Decimal | None
    rank: int | None
    ranked_of: int
    why: tuple[str, ...]
    circular: str
    action: str
    place: Place


@dataclass(frozen=True, slots=True)
class BadRun:
    """Bad quarters in a row, with each one's circular: something to look at and never a verdict (由人决定).

    `current` says that the run ends with the latest quarter in which the unit was assessed.
    """

    unit: str
    quarters: tuple[BadQuarter, ...]
    current: bool
    trace: Trace
