"""The fair itself: its preparation, its guests, what will be signed at it, who is on duty until it closes."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal

from data.model.fixed_codes import GuestState, Paper
from data.model.sources import Place, Trace
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class StreamBurn:
    """One stream of preparation (布展参展 …): `due` are its open tasks with a day to come, `undated` those without."""

    stream: str
    total: int
    done: int
    due: int
    overdue: int
    undated: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """Guests who stand at this step now, and those who stand at it or beyond (declined ones stand apart)."""

    state: GuestState
    at: int
    reached: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: guests of whom it is known, and those of whom it is so."""

    part: int
    whole: int

    @property
    def ratio(self) -> Decimal | None:
        """The part, None of nothing."""
        return Decimal(self.part) / Decimal(self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The invitations (客商邀请): steps in their order, the declined, and words of 邀请状态 that are not known.

    `non_local` is of the guests whose ledger says so, `top_tier` of those whose tier it says; the two with `coming`
    are of those who confirmed or arrived.
    """

    total: int = 0
    steps: tuple[FunnelStep, ...] = ()
    declined: int = 0
    unknown: tuple[tuple[str, int], ...] = ()
    non_local: Share = Share(0, 0)
    non_local_coming: Share = Share(0, 0)
    top_tier: Share = Share(0, 0)
    top_tier_coming: Share = Share(0, 0)
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class SlateProject:
    """One project that is to be signed at the fair. `amount` in 万元 by the board's basis, None where none is said."""

    key: str
    project: str
    unit: str
    paper: Paper | None
    amount: Decimal | None
    currency: str
    signs_on: date
    place: Place


@dataclass(frozen=True, slots=True)
class SlateUnit:
    """What one unit brings to the signing: yuan amounts are summed by paper, never across papers."""

    unit: str
    projects: tuple[SlateProject, ...]
    amounts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Slate:
    """The slate of the coming fair (拟签约项目), by unit."""

    fair: str = ""
    units: tuple[SlateUnit, ...] = ()
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class RosterView:
    """The roster (值班表) until the coming fair closes: days without an officer, who is on duty now, and who is next.

    `until` is the day of closing, None without a fair to come; then, or without a roster, no day is a gap. `today` are
    all shifts of the board's date.
    """

    until: date | None = None
    gaps: tuple[date, ...] = ()
    now: Duty | None = None
    next: Duty | None = None
    today: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class FairWork:
    """All of it, for the fair that is next to open or open."""

    streams: tuple[StreamBurn, ...] = ()
    funnel: Funnel = field(default_factory=Funnel)
    slate: Slate = field(default_factory=Slate)
    roster: RosterView = field(default_factory=RosterView)


# ------------------------------------------------------------
# the office's own cadence: what it owes itself, period by period


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the office (汇总, 调度会, 通报 …) in the period of the board's date.

    `duty` is its id, `span` how often it comes now ("week", "half-month", "month", "quarter"), `period` names the
    period. `state`: "done" (an officer marked it), "missed" (its day has passed and nobody did), "today", "ahead", or
    "free" where the whole period has no working day. `before` is the period that ended last and `before_done` whether
    it was marked done: without a mark nothing says that it was.
    """

    duty: str
    span: str
    period: str
    due: date | None
    state: str
    before: str
    before_done: bool
    trace: Trace


# ------------------------------------------------------------ who is on duty


JOINED = "、"
"""What stands between those who are on duty together."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty together, by the roster (值班, 带班); several officers are JOINED."""

    officer: str
    leader: str
    phone: str
    shift: str


# ------------------------------------------------------------
# trips to investors, by unit and by leader, heads of units apart


@dataclass(frozen=True, slots=True)
class TripCount:
    """Trips of one unit (`leader` "") or of one leader of it.

    `days` counts both ends, through the board's date while a trip lasts; `no_return` trips lack a day of return and
    give no days. `planned` trips leave after the board's date and enter nothing else. `heads` are trips that the
    unit's head led.
    """

    unit: str
    leader: str
    trips: int
    days: int
    firms: int
    leads: int
    heads: int
    planned: int
    no_return: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class HeadTrips:
    """The trips of a unit's head (主要负责人), zero rows kept. `head` "": the units ledger names none."""

    unit: str
    head: str
    trips: int
    days: int
    firms: int
    leads: int
    trace: Trace


@dataclass(frozen=True, slots=True)
class Trips:
    """Trips from `from_` through the board's date: by unit (they add up to `total`), by leader, and by heads.

    A trip that several leaders led counts for each of them. `statistic` counts heads' trips from 1 January through
    `statistic_on`, or through the board's date before it.
    """

    from_: date
    total: TripCount
    units: tuple[TripCount, ...]
    leaders: tuple[TripCount, ...]
    heads: tuple[HeadTrips, ...]
    statistic_on: date
    statistic: tuple[HeadTrips, ...]
    half_from: date
    half_total: TripCount
    half: tuple[TripCount, ...]
