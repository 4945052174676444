"""Every project of the folder as one line, whatever became of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data.model.fixed_codes import Paper, Stage, Status
from data.model.mark_lines import DeskBlocker
from data.model.sources import Place, Trace
from data.support.fast_dataclass import dataclass, numerous


@numerous(frozen=True, slots=True)
class ProjectLine:
    """One project. `amount` and `paid_in` in 万元 (None: none in yuan), the first by the board's basis.

    `unit` names all its units, the one that counts the amount first; `fair` is the one that it counts for. `gone` says
    that it was returned, replaced or ended by the board's date, `counts` that it enters figures. `moved_on` is the day
    of the latest evidence of movement and `moved_by` what that was, as the rule of stalls sees it. `places` are all
    rows that tell of it, the deciding one first. `disputed` are the fields in which these differ, undecided, and
    `at_most` what it counts at most by any of them (最高可计), None where that is no more.
    """

    key: str
    project: str
    unit: str
    investor: str
    industry: str
    stage: Stage | None
    paper: Paper | None
    status: Status | None
    gone: bool
    counts: bool
    amount: Decimal | None
    paid_in: Decimal | None
    signed_on: date | None
    fair: str | None
    sponsor: str
    site_officer: str
    blocker: str
    moved_on: date | None
    moved_by: str
    places: tuple[Place, ...]
    at_most: Decimal | None = None
    disputed: tuple[str, ...] = ()


# ------------------------------------------------------------ signings that may be one and the same


@dataclass(frozen=True, slots=True)
class RepeatSide:
    """One of the two signings. `fair` None: it belongs to none; `amount` in 万元, None without one in yuan."""

    project: str
    unit: str
    fair: str | None
    amount: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two signings of one investor in two units or two fairs, alike in name or amount: to be looked at, counted twice.

    `across` holds "units" and "fairs", `alike` "name" and "amount"; `likeness` of the names is in percent, rounded
    down.
    """

    investor: str
    first: RepeatSide
    second: RepeatSide
    across: tuple[str, ...]
    alike: tuple[str, ...]
    likeness: int
    trace: Trace


# ------------------------------------------------------------
# what lies around stalled projects: late nodes, projects about to be sent back, who looks after whom, blockers


@dataclass(frozen=True, slots=True)
class Slip:
    """A node of a project that is, or was reached, later than planned. `days` is how many; `reached` says which."""

    node: str
    planned: date
    days: int
    reached: bool
    place: Place


@dataclass(frozen=True, slots=True)
class SlippedProject:
    """A project with late nodes (节点滞后), the latest first. `days` is the worst of them."""

    key: str
    project: str
    unit: str
    days: int
    slips: tuple[Slip, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class StartedNotBuilt:
    """A project that broke ground and shows neither money nor new words since (开而未建): it may be sent back.

    `days` since `since`: the day of breaking ground, or of the last money or new words after it.
    """

    key: str
    project: str
    unit: str
    started_on: date
    since: date
    days: int
    limit: int
    sponsor: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Uncared:
    """A project that lacks somebody to look after it. `lacks` are of "sponsor", "officer" and "visit"."""

    key: str
    project: str
    unit: str
    lacks: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """One open blocker. `age` are the days since it was raised (None: no date), `days_over` those past its due date."""

    what: str
    project: str
    unit: str
    dept: str
    age: int | None
    days_over: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class BlockerLoad:
    """The open blockers that one department must clear ("" where ledgers name none), the oldest first."""

    dept: str
    open: int
    overdue: int
    undated: int
    oldest: int | None
    blockers: tuple[BlockerLine, ...]


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """A visit as an officer logged it: its day, who made it, what was said of it."""

    on: date
    by: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class VisitDay:
    """A day on which a project (its key) was visited. `by` and `said` are of every row and every mark of that day.

    `logged` says that officers' marks alone know of it, and no ledger does.
    """

    project: str
    on: date
    by: tuple[str, ...]
    said: tuple[str, ...]
    logged: bool


@dataclass(frozen=True, slots=True)
class SponsorPage:
    """What a sponsoring leader (包抓领导) answers for: projects by key, the stalled of them, blockers, visits.

    `visits` is how many `visit_days` there are; these are the latest first.
    """

    sponsor: str
    projects: tuple[str, ...]
    stalled: tuple[str, ...]
    blockers: tuple[BlockerLine, ...]
    visits: int
    last_visit: date | None
    visit_days: tuple[VisitDay, ...] = ()


@dataclass(frozen=True, slots=True)
class StallWork:
    """All of it, each in its list's order. `desk_blockers` are officers' words, the latest first, in no ledger."""

    slipped: tuple[SlippedProject, ...] = ()
    started_not_built: tuple[StartedNotBuilt, ...] = ()
    uncared: tuple[Uncared, ...] = ()
    blockers: tuple[BlockerLoad, ...] = ()
    sponsors: tuple[SponsorPage, ...] = ()
    desk_blockers: tuple[DeskBlocker, ...] = ()
