"""The board: all that is shown, replaced whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from data.model.fair import Duty, DutyLine, FairWork, Trips
from data.model.fault_items import Decision, Fault
from data.model.fixed_codes import HIDDEN_STATES, Basis, ItemState
from data.model.goals import BadRun, Goals, Scoring
from data.model.mark_lines import UnitPeople
from data.model.markable import Item, OwedItem, StalledProject
from data.model.meeting_decisions import MeetingDecision
from data.model.project_lines import ProjectLine, Repeat, StallWork
from data.model.shifts import ShiftNote
from data.model.sources import FolderHealth, MarksHealth, Problem, SourceHealth
from data.model.stages import Conversion, Pipeline
from data.model.unit_progress import FairCountdown, FairProgress, Headline
from data.support.fast_dataclass import dataclass

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Board:
    """All that is shown, for one date, from one state of folder and marks. Replaced whole, never changed.

    `goals`, `conversions` and `scores` have one entry for each line of `progress`, in its order.
    `handovers` are the notes of shifts that wait to be accepted, the latest first.
    `owed` is what stands on the duty screen, `owed_later` what is owed beside it: not soon due, or not for that screen.
    `station` is what this station's own files lack, the unreadable and the set aside.
    `headline` says which line of progress stands first, `wall_headline` which on the wall.
    `unstaffed` says that there is a roster and it names nobody for the board's date.
    `pace_curve` has the office's own nodes of pace as (day, share); none where it is linear.
    `decided` is what dispatch meetings gave to units by the board's date, with how each matter stands.
    `projects`, and of a kept board `owed_later`, are made when a screen first asks for them (`data.support.lazy`).
    """

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
    faults: tuple[Fault, ...] = ()
    decisions: tuple[Decision, ...] = ()
    years_without_calendar: tuple[int, ...] = ()
    office_phone: str = ""
    rotate_seconds: int = 20
    pace_curve: tuple[tuple[date, Decimal], ...] = ()
    goals: tuple[Goals, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    pipeline: Pipeline = field(default_factory=Pipeline)
    scores: tuple[Scoring, ...] = ()
    bad_runs: tuple[BadRun, ...] = ()
    trips: Trips | None = None
    repeats: tuple[Repeat, ...] = ()
    owed_later: Sequence[OwedItem] = ()
    stall_work: StallWork = field(default_factory=StallWork)
    cadence: tuple[DutyLine, ...] = ()
    fair_work: FairWork = field(default_factory=FairWork)
    projects: Sequence[ProjectLine] = ()
    people: tuple[UnitPeople, ...] = ()
    handovers: tuple[ShiftNote, ...] = ()
    station: tuple[Problem, ...] = ()
    unstaffed: bool = False
    decided: tuple[MeetingDecision, ...] = ()
    headline: Headline = field(default_factory=Headline)
    wall_headline: Headline = field(default_factory=Headline)

    @property
    def leading(self) -> FairProgress | None:
        """The progress of the headline: what every face shows first; None without any line of progress."""
        name = self.headline.fair
        return next((p for p in self.progress if p.fair == name), self.progress[0] if self.progress else None)

    @property
    def unread(self) -> bool:
        """Whether the folder was never read whole: then nothing may be called absent, and no figure stands."""
        read = any(source.kinds for source in self.sources)
        return not self.folder.whole or (not read and (self.folder.state != "ok" or self.folder.reading > 0))

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that an officer can mark."""
        return (*self.stalled, *self.owed, *self.faults, *self.owed_later)

    @property
    def to_check(self) -> int:
        """Items handled here that the ledgers do not show yet (待核); a ruling on a fault waits for no ledger."""
        work: tuple[StalledProject | OwedItem, ...] = (*self.stalled, *self.owed)
        return sum(1 for item in work if item.marks.state is ItemState.HANDLED)

    def item(self, key: str) -> Item | None:
        """The item of this key, or None."""
        return next((item for item in self.items if item.key == key), None)


def beside(board: Board, line: FairProgress, entries: Sequence[_Entry]) -> _Entry | None:
    """What stands beside a line of progress among the board's `entries` (goals, conversions); None without one."""
    return next((one for own, one in zip(board.progress, entries, strict=False) if own is line), None)


def left_open(board: Board) -> tuple[OwedItem | StalledProject, ...]:
    """What a shift leaves: what is owed and late or due today, then what stalls, each not dealt with, as the board
    has it; claimed or not."""
    owed = [item for item in board.owed if item.overdue or item.days_over == 0]
    open_: tuple[OwedItem | StalledProject, ...] = (*owed, *board.stalled)
    return tuple(item for item in open_ if item.marks.state not in HIDDEN_STATES)
