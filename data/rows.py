"""The rows that rules read: one frozen struct per ledger kind, and where each was read.

Field names are those of `data.kinds` (`from` and `to` become `from_` and `to_`); a test holds the two together.
Structs decode straight from the index's JSON: `msgspec.json.decode(text, type=Project)`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from data.model import Paper, Place, Stage, Status

Day = date
"""`date` where a field is called so too."""


class Amount(msgspec.Struct, frozen=True, array_like=True):
    """Money: `value` in 万元 of `currency` ("CNY" unless the cell says otherwise); `high` is a range's upper end."""

    value: Decimal
    currency: str = "CNY"
    approximate: bool = False
    high: Decimal | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from", "to_": "to"}):
    """What every kind of row has: where it was read, and the fields that its sheet has."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    fields: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where it was read."""
        return Place(self.file, self.sheet, self.row)


class Fair(Row, frozen=True, kw_only=True):
    """An event the season works toward."""

    name: str
    opens: date
    closes: date | None = None
    venue: str = ""
    from_: date | None = None
    target: Amount | None = None


class Unit(Row, frozen=True, kw_only=True):
    """Who owes signing targets."""

    name: str
    kind: str = ""
    parent: str = ""
    head: str = ""
    contact: str = ""
    phone: str = ""
    aliases: str = ""


class Target(Row, frozen=True, kw_only=True):
    """What a unit owes, for a fair or (without one) for the season."""

    unit: str
    kind: str = ""
    fair: str = ""
    amount: Amount | None = None
    projects: int | None = None
    paid_in: Amount | None = None
    trips: int | None = None
    starts: int | None = None
    from_: date | None = None
    to_: date | None = None
    issued_on: date | None = None
    source_doc: str = ""


class Project(Row, frozen=True, kw_only=True):
    """One line of a project ledger. `unit` is the cell as written; joint projects are split by the rules."""

    name: str
    unit: str
    id: str = ""
    investor: str = ""
    origin: str = ""
    industry: str = ""
    channel: str = ""
    total_investment: Amount | None = None
    contracted: Amount | None = None
    paper: Paper | None = None
    stage: Stage | None = None
    fair: str = ""
    signed_on: date | None = None
    stage_since: date | None = None
    paid_in: Amount | None = None
    planned_start: date | None = None
    started_on: date | None = None
    planned_production: date | None = None
    produced_on: date | None = None
    sponsor: str = ""
    site_officer: str = ""
    assurance_dept: str = ""
    latest_progress: str = ""
    physical_progress: str = ""
    reported_on: date | None = None
    blocker: str = ""
    status: Status | None = None
    status_on: date | None = None
    replaced_by: str = ""
    reviewed_on: date | None = None
    real_estate: bool | None = None


class Milestone(Row, frozen=True, kw_only=True):
    """A dated node of a project, worked backwards from its goal."""

    project: str
    node: str
    unit: str = ""
    planned: date | None = None
    actual: date | None = None


class Funds(Row, frozen=True, kw_only=True):
    """One month's money of a project. `month` is the month's first day."""

    project: str
    month: date
    paid_in: Amount | None = None
    fixed_investment: Amount | None = None
    booked: Amount | None = None


class FollowUp(Row, frozen=True, kw_only=True):
    """Something owed to somebody by a date (督办事项)."""

    what: str
    owed_by: str
    id: str = ""
    project: str = ""
    unit: str = ""
    grade: str = ""
    assigned: date | None = None
    arranged: date | None = None
    due: date | None = None
    replied: date | None = None
    settled: date | None = None
    closed: date | None = None
    source: str = ""
    extended_to: date | None = None


class RosterDay(Row, frozen=True, kw_only=True):
    """Who is on duty on one day."""

    date: Day
    officer: str
    shift: str = ""
    leader: str = ""
    phone: str = ""


class Blocker(Row, frozen=True, kw_only=True):
    """What holds a project, and the department that must clear it (问题, 堵点)."""

    project: str
    what: str
    kind: str = ""
    lead_dept: str = ""
    opened: date | None = None
    due: date | None = None
    closed: date | None = None


class Visit(Row, frozen=True, kw_only=True):
    """A visit to a project's site (走访)."""

    project: str
    date: Day
    who: str = ""
    kind: str = ""
    result: str = ""


class Report(Row, frozen=True, kw_only=True):
    """What a unit has to send in for a period, and when it did (报送)."""

    unit: str
    period: str
    due: date | None = None
    received: date | None = None


class Trip(Row, frozen=True, kw_only=True):
    """A delegation's trip to investors (外出招商)."""

    unit: str
    leader: str
    departs: date
    returns: date | None = None
    destination: str = ""
    is_head: bool | None = None
    firms_met: int | None = None
    leads: int | None = None


class Guest(Row, frozen=True, kw_only=True):
    """An investor who is invited to the fair (客商)."""

    name: str
    company: str = ""
    tier: str = ""
    is_local: bool | None = None
    invited_by: str = ""
    state: str = ""
    last_contact: date | None = None
    arrived: date | None = None


class Prep(Row, frozen=True, kw_only=True):
    """A task of the fair's preparation, in one of its streams (筹备任务)."""

    stream: str
    task: str
    unit: str = ""
    due: date | None = None
    done: date | None = None
    quantity: int | None = None


class Payout(Row, frozen=True, kw_only=True):
    """What the government owes to an enterprise or an intermediary (兑付)."""

    payee: str
    payer: str = ""
    kind: str = ""
    project: str = ""
    amount: Amount | None = None
    due: date | None = None
    paid_on: date | None = None


class Assessment(Row, frozen=True, kw_only=True):
    """A unit's score and rank in one period, and the circular that said so (考核)."""

    period: str
    unit: str
    score: str = ""
    rank: int | None = None
    circular: str = ""
    action: str = ""


class Native(Row, frozen=True, kw_only=True):
    """Somebody from here who lives elsewhere (在外人士)."""

    name: str
    town: str
    org: str = ""
    verified_on: date | None = None
    keeper: str = ""


class Lead(Row, frozen=True, kw_only=True):
    """A hint of an investor (线索): received, screened, shared."""

    source: str
    unit: str = ""
    received: date | None = None
    screened: date | None = None
    shared: date | None = None


class Rating(Row, frozen=True, kw_only=True):
    """How enterprises rated a department in one period (测评)."""

    dept: str
    period: str
    score: str = ""
