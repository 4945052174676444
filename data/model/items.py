"""What officers mark: stalled projects and owed follow-ups, and what was marked on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.model.fixed import ItemState, OwedPhase, Stage, StallReason
from data.model.sources import Place
from data.model.trace import Trace
from data.support.fast_dataclass import numerous


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


@numerous(frozen=True, slots=True)
class StalledProject:
    """A project that has not moved for longer than its stage allows (停滞项目).

    `days_stalled` is None where no date says that it ever moved (无进展记录). `limit` is the stage's, in days, and
    is printed beside the figure. `markable` is False where two rows share the key.
    """

    key: str
    episode: str
    project: str
    unit: str
    stage: Stage | None
    days_stalled: int | None
    limit: int | None
    last_evidence: date | None
    evidence_kind: str
    reason: StallReason
    milestone: str
    blocker: str
    sponsor: str
    site_officer: str
    contact: str
    phone: str
    place: Place
    marks: ItemMarks = UNTOUCHED
    markable: bool = True

    @property
    def kind(self) -> str:
        """The item's kind in the table of outcomes."""
        return "stalled"

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.project

    @property
    def project_key(self) -> str:
        """The key of the project that it is about: its own."""
        return self.key if self.markable else ""

    @property
    def project_log(self) -> tuple[MarkLine, ...]:
        """What officers logged about the project, the newest first."""
        return self.marks.logged


UNCALLED = "guest-uncalled"
"""The rule by which a guest is owed whom nobody has called yet."""

DEPARTMENTS_OWE = frozenset({"blocker", "payout"})
"""Kinds of what departments owe, never the unit that it is about: who owes it is one where no ledger says of which kind
it is, and so is who is not named."""


@numerous(frozen=True, slots=True)
class OwedItem:
    """Something owed to somebody by a date (待办督办).

    `due` None is 未定时限. `days_over` = the board's date − due, negative while there is time, None without a due
    date or while a superior office has it. `due_rule` says what made the date ("extended", "due", "ladder", "").
    `ladder` are the rungs of its grade's ladder with their days, in order ("arranged", "replied", "settled").
    `kind` is "followup", "report", "blocker", "guest", "prep", "payout", "visit" or "duty"; `next_period` is the day on
    which the next of a row of such things is due, `opens` the day on which the fair of a guest opens. `project_key` is
    that of the one project of the ledgers that `project` names, `project_log` what officers logged about it.
    """

    key: str
    episode: str
    kind: str
    what: str
    project: str
    unit: str
    owed_by: str
    grade: str
    due: date | None
    days_over: int | None
    due_rule: str
    rung: str
    phase: OwedPhase
    source: str
    contact: str
    phone: str
    place: Place
    marks: ItemMarks = UNTOUCHED
    markable: bool = True
    ladder: tuple[tuple[str, date], ...] = ()
    assigned: date | None = None
    next_period: date | None = None
    opens: date | None = None
    trace: Trace | None = None
    project_key: str = ""
    project_log: tuple[MarkLine, ...] = ()

    @property
    def overdue(self) -> bool:
        """Late, and theirs to do: what waits for us or for a superior is never called overdue."""
        return self.phase is OwedPhase.OPEN and self.days_over is not None and self.days_over > 0

    @property
    def uncalled(self) -> bool:
        """A guest whom nobody has called yet: to be called, before any other guest is asked again."""
        return self.trace is not None and self.trace.rule == UNCALLED and self.phase is OwedPhase.OPEN

    @property
    def debtor(self) -> str:
        """Who owes it, else whose it is; the unit that it is about does not owe what departments do."""
        return self.owed_by or ("" if self.kind in DEPARTMENTS_OWE else self.unit)

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.what


def uncalled_over(items: Iterable[OwedItem]) -> int:
    """How many days late a guest never called stands among these: a day more than the latest of the others."""
    late = (item.days_over + 1 for item in items if item.kind == "guest" and item.days_over is not None)
    return max(late, default=0)


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
