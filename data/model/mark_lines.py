"""The log of marks, and marks whose row is gone: what the log screen and the orphans screen show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from data.model.fixed_codes import ItemState
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a journal, in the log's order. `at` is in the office's zone, None where the line does not say.

    `state` is "in force", "replaced", "undone", "" (for what is neither, such as an undo), "newer" (a version or an
    op that this program does not know) or "damaged". `clock` is "ahead" (dated later than this station's clock when
    it was first read), "behind" (dated before the mark that it answers) or "". `target` is what an undo took back
    (its op and outcome, joined by "/") or the name of the row that a link joins to.
    `ours`: of this station; `on`: the day of a visit.
    """

    id: str
    lam: int
    at: datetime | None
    by: str
    op: str
    key: str
    name: str
    unit: str
    item_kind: str
    station: str
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    target: str = ""
    state: str = ""
    clock: str = ""
    ours: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A row whose name is near that of a vanished one; `score` is 0 to 100."""

    key: str
    name: str
    unit: str
    score: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """Marks whose row is no longer in the folder, as it was called when it was last marked.

    `marks` counts the outcomes, claims and remarks in force; the other fields up to `at` are the latest's. `near` are
    rows it could be. If it is joined to a row, `joined` is that row's name, `joined_by` the officers who say so (more
    than one did not know of each other), and `links` their marks' ids.
    """

    key: str
    name: str
    unit: str
    item_kind: str
    marks: int
    by: str
    op: str
    outcome: str
    at: datetime
    near: tuple[Near, ...] = ()
    joined: str = ""
    joined_by: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return self.name or self.key


# ------------------------------------------------------------
# what officers logged beside their marks: visits, blockers, calls; whom to call about a unit

VISIT, UNBLOCKED, BLOCKED = "visit", "unblocked", "blocked-"
"""Words of a log: a visit; no blocker is left; "blocked-" and the kind of what holds the project."""

BLOCKER_KINDS = ("land", "permits", "water", "power", "gas", "finance", "labour", "other")
"""What a project can lack (要素), in the order of the digits that choose it."""


@dataclass(frozen=True, slots=True)
class CallChoice:
    """What came of a call: its digit, its word in the log, and by the kind of item the outcome that says the same.

    `asks` is a subset of {"until", "text"}.
    """

    digit: int
    log: str
    acts: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskBlocker:
    """A blocker that an officer logged (`p`): the desk's word, in no ledger. `kind` is one of BLOCKER_KINDS."""

    key: str
    project: str
    unit: str
    kind: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """Who answers for a unit by the units ledger: who is to be called, on which number, who leads it; and its kind."""

    unit: str
    contact: str
    phone: str
    head: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One line of what officers did to an item, for its row and its card. `at` is UTC.

    `earlier`: it belongs to what the ledger said before; `rival`: another officer marked without knowing of it.
    `on` is the day of a visit.
    """

    id: str
    at: datetime
    by: str
    op: str
    outcome: str
    until: date | None
    text: str
    who: str
    in_force: bool
    undone: bool
    earlier: bool = False
    rival: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """What the fold of marks says of one item's present episode. `at` is in the office's time zone.

    `ref` is what the mark in force was tied to beside the episode: the row that it excluded, as it stood then.
    `idle` are the days (of the calendar) since the last mark on a claim that was left alone too long; 0: it was not.
    `logged` are the logs in force on it, the newest first: of a project visits and blockers, of any item calls.
    """

    state: ItemState = ItemState.OPEN
    by: str = ""
    at: datetime | None = None
    op: str = ""
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    ref: str = ""
    chased: int = 0
    notes: int = 0
    claimed_by: str = ""
    idle: int = 0
    conflict: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    history: tuple[MarkLine, ...] = ()
    logged: tuple[MarkLine, ...] = ()


UNTOUCHED = ItemMarks()
"""What is said of an item that nobody marked: one object for all of them, since most are."""


class MarkedItem:
    """What is asked of items of every kind, as it is of those that say nothing else: no project, owed by their unit."""

    __slots__ = ()
    unit: str

    @property
    def project_key(self) -> str:
        """The key of the one project of the ledgers that it is about; "" where it is about none."""
        return ""

    @property
    def project_log(self) -> tuple[MarkLine, ...]:
        """What officers logged about that project, the newest first."""
        return ()

    @property
    def debtor(self) -> str:
        """Who owes it."""
        return self.unit


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """One outcome of `m` for an item: the digit that picks it, its id, and what it asks for.

    `back` is the number of working days after which the item returns (None: see `asks` and `ends`); `asks` is a
    subset of {"until", "who", "text"}; `ends` says that it ends the episode. `when` names what sets a special day:
    "meeting" (after the next dispatch meeting), "rung" (until the ladder's next rung), "restart" (the ladder begins
    anew), "due" (until the item's due date), "period" (until the next one), "opening" (days before the fair opens);
    "row": it holds until the row changes.
    """

    digit: int
    id: str
    back: int | None = None
    asks: tuple[str, ...] = ()
    ends: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class MarkRequest:
    """What an officer asks to be written about an item: `op` and, by op, outcome, date, person and words.

    op is one of "act", "snooze", "claim", "note", "reopen", "accept", "log". `seen` is the episode that stood on
    screen, `on` the day of a visit that is logged.
    """

    key: str
    op: str
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    seen: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Undoable:
    """The mark that `u` would undo: this station's latest in force. `title` names its item, `what` its op/outcome."""

    id: str
    key: str
    title: str
    item_kind: str
    op: str
    outcome: str
    by: str
    at: datetime
