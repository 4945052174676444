"""The read model: what a board says, as frozen dataclasses. Standard library only.

Amounts are :class:`decimal.Decimal` in 万元 (ten thousand yuan), ratios are plain numbers (0.264 is 26.4 %),
days are whole days, dates are days of the office's time zone. Nothing here computes a rule: `data.season` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

# ---------------------------------------------------------------- the field's fixed words


class Stage(StrEnum):
    """The pipeline, in its order (意向 … 达产达效)."""

    INTENT = "intent"
    TALKS = "in_talks"
    SIGNED = "signed"
    LANDED = "landed"
    BUILDING = "building"
    PRODUCTION = "in_production"
    CAPACITY = "at_capacity"


class Paper(StrEnum):
    """What was signed (合同, 协议, 意向). Never summed across classes."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    INTENT = "intent"


class Status(StrEnum):
    """How a project leaves the pipeline (正常, 退回, 置换, 终止, 暂停)."""

    NORMAL = "normal"
    RETURNED = "returned"
    REPLACED = "replaced"
    ENDED = "ended"
    PAUSED = "paused"


class Basis(StrEnum):
    """What an amount counts by, one for a season (口径)."""

    CONTRACTED = "contracted"
    TOTAL_INVESTMENT = "total_investment"


class Light(StrEnum):
    """绿 正常, 黄 预警, 红 滞后, — 未下达. Always shown with its word, never by colour alone."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class ItemState(StrEnum):
    """Where an item stands by the marks of officers (marks.md, "Ops and outcomes")."""

    OPEN = "open"
    CLAIMED = "claimed"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    HANDLED = "handled"
    UNCHANGED = "unchanged"


HIDDEN_STATES = frozenset({ItemState.WAITING, ItemState.SNOOZED, ItemState.HANDLED})
"""States that take an item off the list of what needs somebody now."""


class SourceState(StrEnum):
    """What became of a file of the folder."""

    OK = "ok"
    WAITING = "waiting"
    HELD = "held"
    FAILED = "failed"
    IGNORED = "ignored"


class Severity(StrEnum):
    """A problem makes `check` exit 1; a note tells what was assumed or left out, and does not."""

    PROBLEM = "problem"
    NOTE = "note"


class StallReason(StrEnum):
    """Why a project stands among the stalled."""

    IDLE = "idle"
    MILESTONE = "milestone"
    NO_EVIDENCE = "no_evidence"


class OwedPhase(StrEnum):
    """Whose move it is: theirs, ours (待审核), or a superior's (待上级批复)."""

    OPEN = "open"
    REVIEW = "review"
    SUPERIOR = "superior"


# ---------------------------------------------------------------- where a thing was read


@dataclass(frozen=True, slots=True)
class Place:
    """One row of one ledger. `row` is counted from 1 as spreadsheets count; `sheet` is "" in a CSV."""

    file: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger that was not read as it stands, and why; `data.wording.problems` has the words.

    file is relative to the folder, row counts from 1 (0: the whole sheet or file), column is a letter ("H", "":
    the whole row), text is what the cell said, code with args says why.
    """

    code: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    text: str = ""
    args: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.PROBLEM


# ---------------------------------------------------------------- the board


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
class UnitProgress:
    """How far one unit is with one target. Amounts in 万元 by the board's basis; `fair` None is the season's.

    `signed` counts contracts only, by design.md section 3; frameworks and intents stand beside it in number and
    amount; `planned` is what is to be signed (拟签). `completion` is None without a target. `metric` is "amount",
    or "projects" where the target is a number of projects only (then target and completion count contracts).
    `whole_signed` adds the units below this one (`parent`), each project once. `target_figures` are the targets that
    contradict each other (then `target` is None). `problems` counts rows without the basis, a date or a paper.
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
    whole_signed: Decimal | None = None
    target_contradiction: bool = False
    target_figures: tuple[Decimal, ...] = ()
    no_paper: int = 0
    flags: tuple[str, ...] = ()
    other_currency: tuple[tuple[str, Decimal], ...] = ()
    problems: int = 0
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FairProgress:
    """A fair's own figures (or, with `fair` None, the season's), standing above its units'.

    `target` is the fair's own; `units_target` the sum of its units'. gap = target − signed;
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
    no_basis: tuple[Place, ...] = ()
    no_date: tuple[Place, ...] = ()
    before_from: tuple[Place, ...] = ()
    no_paper: tuple[Place, ...] = ()
    other_currency: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One line of what officers did to an item, for its row and its card. `at` is UTC."""

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


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """What the fold of marks says of one item's present episode."""

    state: ItemState = ItemState.OPEN
    by: str = ""
    at: datetime | None = None
    op: str = ""
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    chased: int = 0
    notes: int = 0
    claimed_by: str = ""
    conflict: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    history: tuple[MarkLine, ...] = ()


@dataclass(frozen=True, slots=True)
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
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True

    @property
    def kind(self) -> str:
        """The item's kind in the table of outcomes."""
        return "stalled"

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.project


@dataclass(frozen=True, slots=True)
class OwedItem:
    """Something owed to somebody by a date (待办督办).

    `due` None is 未定时限. `days_over` = the board's date − due, negative while there is time, None without a due
    date or while a superior office has it. `due_rule` says what made the date ("extended", "due", "ladder", "").
    `ladder` are the rungs of its grade's ladder with their days, in order ("arranged", "replied", "settled").
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
    marks: ItemMarks = field(default_factory=ItemMarks)
    markable: bool = True
    ladder: tuple[tuple[str, date], ...] = ()

    @property
    def overdue(self) -> bool:
        """Late, and theirs to do: what waits for us or for a superior is never called overdue."""
        return self.phase is OwedPhase.OPEN and self.days_over is not None and self.days_over > 0

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.what


Item = StalledProject | OwedItem
"""Anything an officer can mark."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One file of the folder: what was read from it, when, and what was wrong."""

    file: str
    state: SourceState
    kinds: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    read_at: datetime | None = None
    changed_at: datetime | None = None
    why: Problem | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty on the board's date, by the roster (值班, 带班)."""

    officer: str
    leader: str
    phone: str
    shift: str


@dataclass(frozen=True, slots=True)
class FolderHealth:
    """How the folder itself is, as the reader last said.

    `state` is "starting", "ok", "gone", "denied", "silent" (the reader does not answer) or "replaced" (the folder
    was swapped for another); `checked_at` is the last time the whole folder was seen, None if not in this run;
    `reading` counts files still to be read; `settings_problem` says why fairwatch.toml was not taken.
    """

    state: str = "starting"
    checked_at: datetime | None = None
    since: datetime | None = None
    watch: str = ""
    reading: int = 0
    detail: str = ""
    settings_problem: str = ""


@dataclass(frozen=True, slots=True)
class MarksHealth:
    """Where this station's marks are: `unsent` wait in the outbox, `newer` are lines this version cannot read."""

    unsent: int = 0
    last_saved: str = ""
    newer: int = 0
    damaged: int = 0
    orphans: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """All that is shown, for one date, from one state of folder and marks. Replaced whole, never changed."""

    as_of: date
    now: datetime
    place: str
    basis: Basis
    basis_auto: bool
    pace_days: str
    fairs: tuple[FairCountdown, ...]
    progress: tuple[FairProgress, ...]
    stalled: tuple[StalledProject, ...]
    owed: tuple[OwedItem, ...]
    sources: tuple[SourceHealth, ...]
    duty: Duty | None = None
    data_at: datetime | None = None
    folder: FolderHealth = field(default_factory=FolderHealth)
    marks: MarksHealth = field(default_factory=MarksHealth)
    problems: tuple[Problem, ...] = ()
    years_without_calendar: tuple[int, ...] = ()
    office_phone: str = ""
    rotate_seconds: int = 20

    @property
    def headline(self) -> FairProgress | None:
        """The progress that the desk shows first: the next fair to open or running, else the last, else the season."""
        running = [f for f in self.fairs if not f.closed]
        name = running[0].name if running else (self.fairs[-1].name if self.fairs else None)
        return next((p for p in self.progress if p.fair == name), self.progress[0] if self.progress else None)

    @property
    def to_check(self) -> int:
        """Items handled here that the ledgers do not show yet (待核)."""
        items: tuple[Item, ...] = (*self.stalled, *self.owed)
        return sum(1 for item in items if item.marks.state is ItemState.HANDLED)

    def item(self, key: str) -> Item | None:
        """The item of this key, or None."""
        items: tuple[Item, ...] = (*self.stalled, *self.owed)
        return next((item for item in items if item.key == key), None)


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

    op is one of "act", "snooze", "claim", "note", "reopen". `seen` is the episode that stood on screen.
    """

    key: str
    op: str
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    seen: str = ""


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
