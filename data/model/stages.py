"""From talks to production: stages, the conversion of a signed project, rates, and what left the pipeline."""

from __future__ import annotations

from decimal import Decimal

from data.model.fixed_codes import Stage, Status
from data.model.sources import Place, Trace
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """How many projects came so far, and their sum in 万元 (of "paid_in" and "booked": the money itself)."""

    name: str
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with what it is made of. `ratio` is exact, `printed` in percent as the settings round it; None without
    a denominator. `left_out` are projects that lack what it divides by: they stand in neither number.
    """

    name: str
    numerator: Decimal
    denominator: Decimal
    ratio: Decimal | None
    printed: Decimal | None
    trace: Trace
    parts: tuple[tuple[str, Decimal], ...] = ()
    left_out: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """What a formula of the office comes to (None: it divides by nothing), with the counts that it names."""

    name: str
    formula: str
    value: Decimal | None
    counts: tuple[tuple[str, Decimal], ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class ConversionLine:
    """One unit's contracts (`unit` "": all of them) from paper to statistics.

    `steps` are "signed", "landed", "started", "paid_in", "booked", each at least so far. cumulative = net +
    struck_off (returned, replaced or ended by the board's date); net is what counts as signed.
    """

    unit: str
    steps: tuple[Step, ...]
    cumulative: Step
    struck_off: Step
    net: Step
    rates: tuple[Rate, ...]
    own: tuple[OwnFigure, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Conversion:
    """The conversion of one line of progress (`fair` None: the season's), whole and by unit, in the board's order.

    `zero_signing` (零签约) are units with a target and without a contract, their own or a joint one; `nothing_in_talks`
    (零招引) those of them that have not even a project in talks; `none_landed` (全军覆没) those with contracts of which
    none landed.
    """

    fair: str | None
    total: ConversionLine
    units: tuple[ConversionLine, ...]
    zero_signing: tuple[str, ...]
    nothing_in_talks: tuple[str, ...]
    none_landed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageLine:
    """All live projects at one stage (None: no stage is said). `next_step` is what the stage asks for, "" at the end:
    "negotiate", "sign", "land", "start", "produce", "fill". `no_amount` lack an amount in yuan.
    """

    stage: Stage | None
    count: int
    amount: Decimal
    no_amount: int
    next_step: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Replacement:
    """A project that was replaced, and what stands for it now: the projects of the chain in their order.

    `end` is "" where the chain ends in a project of a ledger, "cycle" where it comes back to itself, "unknown" where
    the last name is in no ledger, "several" where several projects bear it, "long" where it was cut; `said` is the last
    name.
    """

    project: str
    unit: str
    status: Status | None
    chain: tuple[str, ...]
    end: str
    said: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class BelowAdmission:
    """A live project below the threshold of its industry (准入门槛): it is told and counts as it did.

    `amount` and `threshold` in 万元; `amount` None: the ledger gives none in yuan. `industry` is the ledger's word,
    `word` the setting's.
    """

    key: str
    project: str
    unit: str
    industry: str
    word: str
    amount: Decimal | None
    threshold: Decimal
    trace: Trace


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Every project of the folder once, by stage, whatever fair it is for; what was replaced by what; what is below
    the threshold of its industry, the furthest below first."""

    stages: tuple[StageLine, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    below_admission: tuple[BelowAdmission, ...] = ()
