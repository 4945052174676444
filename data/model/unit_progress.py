"""How far the season is: countdowns, fairs and units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data.model.fixed_codes import Light, Standing
from data.model.sources import Place
from data.support.fast_dataclass import dataclass


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
class Signings:
    """What was signed, by papers, and what is to be signed (拟签). Amounts in 万元 by the board's basis."""

    signed: Decimal
    contracts: int
    frameworks: int
    framework_amount: Decimal
    intents: int
    intent_amount: Decimal
    planned: Decimal
    planned_count: int


@dataclass(frozen=True, slots=True)
class UnitWhole(Signings):
    """A unit and all units below it, each project once: the same figures, by the same names, as in UnitProgress."""

    joint: int = 0
    joint_in: tuple[str, ...] = ()
    no_paper: int = 0
    problems: int = 0
    other_currency: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Rows of a unit that may be contracts and are not counted (待核): how many, and what is known of their amounts in
    万元."""

    count: int = 0
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Headline:
    """Which fair stands first (`fair` None: the season), and why.

    `why`: "running", "next" or "last" (this fair, and it has targets), "season" (the units' targets are the season's),
    "no_fair" (no fair in the ledgers), "no_targets" (nobody has any), "set" (by `[wall] scope`).
    """

    fair: str | None = None
    why: str = "no_fair"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of a figure hangs on pairs of projects that nobody has decided: how many pairs, and how much in 万元."""

    pairs: int = 0
    amount: Decimal = Decimal(0)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.pairs > 0


NO_DOUBT = Doubt()


@dataclass(frozen=True, slots=True)
class UnitProgress(Signings):
    """How far one unit is with one target. Amounts in 万元 by the board's basis; `fair` None is the season's.

    `signed` counts contracts only, by docs/figures.md; frameworks and intents stand beside it in number and
    amount; `planned` is what is to be signed (拟签). `completion` is None without a target. `metric` is "amount",
    or "projects" where the target is a number of projects only (then target and completion count contracts).
    `whole` adds the units below this one (`parent`), each project once; the other figures are its own. `by_whole`: it
    has a target and is measured by its whole (completion, light, rank and flags), which `measured` gives. `part_of`
    names the unit under which this one stands as a 其中 line, outside sums and ranks. `with_planned` is the completion
    once all that is planned is signed. `target_figures` are the targets that contradict each other (then `target` is
    None); `target_docs` name the papers that set it, issued on `target_issued`.
    `joint` counts the contracts of this unit whose amount counts in `joint_in`. `flags`: "zero_signing" (owes signing
    and has no contract), "joint_only" (has none but joint ones: neither light nor rank), "none_landed", "target_doubt"
    (a target is written for a unit that is nearly this one: no light, and nothing is said of zero), "unsettled" (what
    is uncounted could change light or rank, and it has neither), "zero_doubt" (nothing is counted, and a ledger that
    was not read may be anybody's: no light, and nothing is said of zero), "not_begun" (`from_`, the first day that
    counts, is ahead: neither pace nor light, and nothing is said of zero).
    `standing` says how far the unit was heard; of one that is unread or silent nothing is known: `completion` is None.
    `uncounted` are its rows, and those of the units below it, that may be contracts and are not counted.
    `problems` counts rows without the basis, a date or a paper.
    `to_confirm` and `possible` are the pairs of contracts that it shares in, with the amounts of its own line that hang
    on them. `head` is who leads the unit by the units ledger; `superior` says that it is an office above ours.
    """

    fair: str | None
    unit: str
    kind: str
    parent: str
    target: Decimal | None
    metric: str
    completion: Decimal | None
    pace: Decimal | None
    light: Light
    rank: int | None
    ranked_of: int | None
    joint: int = 0
    joint_in: tuple[str, ...] = ()
    whole: UnitWhole | None = None
    by_whole: bool = False
    part_of: str = ""
    with_planned: Decimal | None = None
    from_: date | None = None
    target_contradiction: bool = False
    target_figures: tuple[Decimal, ...] = ()
    target_docs: tuple[str, ...] = ()
    target_issued: date | None = None
    no_paper: int = 0
    at_most: Decimal | None = None
    disputed: int = 0
    flags: tuple[str, ...] = ()
    other_currency: tuple[tuple[str, Decimal], ...] = ()
    problems: int = 0
    contact: str = ""
    phone: str = ""
    head: str = ""
    superior: bool = False
    standing: Standing = Standing.READ
    uncounted: Uncounted = Uncounted()
    to_confirm: Doubt = NO_DOUBT
    possible: Doubt = NO_DOUBT

    @property
    def whole_signed(self) -> Decimal | None:
        """What the unit and those below it signed; None without units below it."""
        return self.whole.signed if self.whole else None

    @property
    def measured(self) -> UnitProgress | UnitWhole:
        """The figures that completion, light, rank and flags go by."""
        return self.whole if self.by_whole and self.whole else self


@dataclass(frozen=True, slots=True)
class FairProgress(Signings):
    """A fair's own figures (or, with `fair` None, the season's), standing above its units'.

    `target` is the fair's own; `units_target` the sum of its units', beside which `units_target_doubt` is written for
    units that no ledger knows but nearly. `handed_down` says whose the units' targets of amounts are: "units" (this
    fair's or the season's own), "season" (the fair has none, the season has), "" (there are none). `from_` is the first
    day that counts; `flags`: "not_begun" (that day is ahead: neither pace nor light). gap = target − signed;
    gap = planned + nothing in sight, never below 0. `with_planned` is the completion once all that is planned is
    signed. `after_close` is 会后补签, counted apart. The lists name what is not counted: rows without the basis (未填),
    a date (缺日期), a paper (性质不明), or before `from` (跨期).
    `disputed` projects count by one of their rows and by another do not, and are not counted; `at_most` is what is
    signed if each counts by the row that says most (最高可计), None where no rows disagree. So with a unit.

    `to_confirm` are pairs of contracts that are counted once until somebody decides, with what `signed` would be more
    if none of them were one (合并待确认); `possible` those that all count, with what it would be less if they were
    (疑似重复). `units_sum` adds up the units' own lines, in which each keeps its claim.
    """

    fair: str | None
    opens: date | None
    closes: date | None
    target: Decimal | None
    units_target: Decimal
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
    with_planned: Decimal | None = None
    at_most: Decimal | None = None
    disputed: int = 0
    other_currency: tuple[tuple[str, Decimal], ...] = ()
    to_confirm: Doubt = NO_DOUBT
    possible: Doubt = NO_DOUBT
    units_sum: Decimal = Decimal(0)

    def of_standing(self, *standings: Standing) -> int:
        """How many of its units stand so."""
        return sum(unit.standing in standings for unit in self.units)
