"""What is owed and what is there: every metric of a target, the gap, the cascade of targets, what is signed made of."""

from __future__ import annotations

from decimal import Decimal

from data.model.sources import Place, Trace
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TargetMetric:
    """One metric of a target: "amount" and "paid_in" in 万元, "projects", "trips" and "starts" in numbers.

    `target` None: none was handed down, or `figures` contradict each other. `completion` = done / target, None
    without a target. `units_target` is the sum of the units' targets (a unit below another that has one is part of
    it), for a whole only. `left_out` are rows that would count if their ledger said more,
    `target_rows` those of the trace that say the target; the others are what was done.
    """

    metric: str
    target: Decimal | None
    done: Decimal
    completion: Decimal | None
    trace: Trace
    figures: tuple[Decimal, ...] = ()
    units_target: Decimal | None = None
    left_out: tuple[Place, ...] = ()
    target_rows: tuple[Place, ...] = ()

    @property
    def done_rows(self) -> tuple[Place, ...]:
        """The rows of what was done."""
        return tuple(place for place in self.trace.rows if place not in self.target_rows)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: gap = target − done, never below 0; uncovered (无着落) = gap − planned, never below 0.

    `metric` is "amount" (万元) or "projects"; `planned` (拟签) = reviewed + unreviewed, by `reviewed_on` not after the
    board's date. `gap` and `uncovered` are None without a target.
    """

    metric: str
    target: Decimal | None
    done: Decimal
    gap: Decimal | None
    planned: Decimal
    reviewed: Decimal
    unreviewed: Decimal
    uncovered: Decimal | None
    planned_count: int
    reviewed_count: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class Cascade:
    """A target and those of its parts. `whole` "" is the fair or season itself, else a unit with units below it.

    `difference` = target − parts: above 0 some of it was handed down to nobody. `units` are the parts with a target
    of this metric, `without` those that have none.
    """

    whole: str
    metric: str
    target: Decimal
    parts: Decimal
    difference: Decimal
    units: tuple[str, ...]
    without: tuple[str, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is signed: contracts and their sum in 万元. `key` "": the ledger does not say."""

    key: str
    count: int
    amount: Decimal
    rows: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What is signed, by one thing that is said of each contract; the parts add up to all that is signed.

    `by` is "tier" (key: the lower bound in 万元, "0" below all; no key: no amount in yuan), "industry", "channel",
    "origin", "kind" (of the first-named unit) or "real_estate" ("yes", "no"; only where a ledger marks it).
    """

    by: str
    parts: tuple[Part, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class UnitGoals:
    """One unit's metrics, in the order of the whole's, and its gap."""

    unit: str
    metrics: tuple[TargetMetric, ...]
    gap: Gap


@dataclass(frozen=True, slots=True)
class Goals:
    """All of one line of progress: a fair's, or (`fair` None) the season's. `cascades` are those that do not add up.

    `units_signed` is the sum over the units; it is less than the whole's where a unit's target counts fewer days.
    """

    fair: str | None
    metrics: tuple[TargetMetric, ...]
    gap: Gap
    cascades: tuple[Cascade, ...]
    breakdowns: tuple[Breakdown, ...]
    units: tuple[UnitGoals, ...]
    units_signed: Decimal


# ------------------------------------------------------------
# scores of units, and assessments that somebody has to look at


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


LEAST_RANKED = 5
"""Units that must be ranked before the last of them is anything to look at."""


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
