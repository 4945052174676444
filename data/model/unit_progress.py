"""How far the season is: countdowns, fairs and units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.model.fixed_codes import Light
from data.model.sources import Place


@dataclass(frozen=True, slots=True)
class FairCountdown:
    """Days until one fair. `workdays_left` counts from the board's date to the eve of opening.

    While the fair runs `day` of `days` says which day it is (第 2 天/共 4 天); before and after, `day` is None.
    """

    name: str
    opens: date
    closes: date
    venue: str
    days_left: int
    workdays_left: int
    day: int | None
    days: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """Which fair stands first (`fair` None: the season), and why.

    `why`: "running", "next" or "last" (this fair, and it has targets), "season" (the units' targets are the season's),
    "no_fair" (no fair in the ledgers), "no_targets" (nobody has any), "set" (by `[wall] scope`).
    """

    fair: str | None = None
    why: str = "no_fair"


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far one unit is with one target. Amounts in 万元 by the board's basis; `fair` None is the season's.

    `signed` counts contracts only, by docs/figures.md; frameworks and intents stand beside it in number and
    amount; `planned` is what is to be signed (拟签). `completion` is None without a target. `metric` is "amount",
    or "projects" where the target is a number of projects only (then target and completion count contracts).
    `whole_signed` adds the units below this one (`parent`), each project once. `target_figures` are the targets that
    contradict each other (then `target` is None); `target_docs` name the papers that set it, issued on `target_issued`.
    `joint` counts the contracts of this unit whose amount counts in `joint_in`. `flags`: "zero_signing" (owes signing
    and has no contract), "joint_only" (has none but joint ones: neither light nor rank), "none_landed", "target_doubt"
    (a target is written for a unit that is nearly this one: no light, and nothing is said of zero), "not_begun"
    (`from_`, the first day that counts, is ahead: neither pace nor light, and nothing is said of zero).
    `problems` counts rows without the basis, a date or a paper.
    `head` is who leads the unit by the units ledger; `superior` says that it is an office above ours.
    """

    fair: str | None
    unit: str
    kind: str
    parent: str
    target: Decimal | None
    metric: str
    signed: Decimal
    contracts: int
    frameworks: int
    framework_amount: Decimal
    intents: int
    intent_amount: Decimal
    planned: Decimal
    planned_count: int
    completion: Decimal | None
    pace: Decimal | None
    light: Light
    rank: int | None
    ranked_of: int | None
    joint: int = 0
    joint_in: tuple[str, ...] = ()
    whole_signed: Decimal | None = None
    from_: date | None = None
    target_contradiction: bool = False
    target_figures: tuple[Decimal, ...] = ()
    target_docs: tuple[str, ...] = ()
    target_issued: date | None = None
    no_paper: int = 0
    flags: tuple[str, ...] = ()
    other_currency: tuple[tuple[str, Decimal], ...] = ()
    problems: int = 0
    contact: str = ""
    phone: str = ""
    head: str = ""
    superior: bool = False


@dataclass(frozen=True, slots=True)
class FairProgress:
    """A fair's own figures (or, with `fair` None, the season's), standing above its units'.

    `target` is the fair's own; `units_target` the sum of its units', beside which `units_target_doubt` is written for
    units that no ledger knows but nearly. `handed_down` says whose the units' targets of amounts are: "units" (this
    fair's or the season's own), "season" (the fair has none, the season has), "" (there are none). `from_` is the first
    day that counts; `flags`: "not_begun" (that day is ahead: neither pace nor light). gap = target − signed;
    gap = planned + nothing in sight, never below 0. `after_close` is 会后补签, counted apart. The lists name what
    is not counted: rows without the basis (未填), a date (缺日期), a paper (性质不明), or before `from` (跨期).
    """

    fair: str | None
    opens: date | None
    closes: date | None
    target: Decimal | None
    units_target: Decimal
    signed: Decimal
    contracts: int
    frameworks: int
    framework_amount: Decimal
    intents: int
    intent_amount: Decimal
    planned: Decimal
    planned_count: int
    completion: Decimal | None
    pace: Decimal | None
    light: Light
    paid_in: Decimal | None
    after_close: Decimal
    after_close_count: int
    units: tuple[UnitProgress, ...]
    zero_signed: int
    units_target_doubt: Decimal = Decimal(0)
    handed_down: str = "units"
    from_: date | None = None
    flags: tuple[str, ...] = ()
    no_basis: tuple[Place, ...] = ()
    no_date: tuple[Place, ...] = ()
    before_from: tuple[Place, ...] = ()
    no_paper: tuple[Place, ...] = ()
    other_currency: tuple[tuple[str, Decimal], ...] = ()
