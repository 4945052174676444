"""The read model: what a board says, as frozen dataclasses. Standard library only.

Amounts are :class:`decimal.Decimal` in 万元 (ten thousand yuan), ratios are plain numbers (0.264 is 26.4 %),
days are whole days, dates are days of the office's time zone. Nothing here computes a rule: `data.season` does.
"""

from data.model.assessment import BadQuarter, BadRun, ScorePart, Scoring, UnitScore
from data.model.board import Board
from data.model.cadence import DutyLine
from data.model.changes import Change
from data.model.duty import Duty
from data.model.fairwork import (
    FairWork,
    Funnel,
    FunnelStep,
    RosterView,
    Share,
    Slate,
    SlateProject,
    SlateUnit,
    StreamBurn,
)
from data.model.faults import CellSaid, Contradiction, Decision, Difference, Fault, HeldLedger, ProblemItem
from data.model.fixed import (
    HIDDEN_STATES,
    Basis,
    GuestState,
    ItemState,
    Light,
    OwedPhase,
    Paper,
    Ruling,
    Severity,
    SourceState,
    Stage,
    StallReason,
    Status,
)
from data.model.goals import Breakdown, Cascade, Gap, Goals, Part, TargetMetric, UnitGoals
from data.model.handover import Left, Shift, ShiftMark, ShiftNote, SignedThen
from data.model.items import ItemMarks, MarkLine, MarkRequest, OutcomeChoice, OwedItem, StalledProject, Undoable
from data.model.marklog import LogLine, Near, Orphan
from data.model.pipeline import (
    Conversion,
    Ladder,
    OwnFigure,
    Pipeline,
    Rate,
    Replacement,
    StageLine,
    Step,
)
from data.model.progress import FairCountdown, FairProgress, UnitProgress
from data.model.projects import ProjectLine
from data.model.repeats import Repeat, RepeatSide
from data.model.sources import FolderHealth, MarksHealth, Place, Problem, SourceHealth
from data.model.stalls import (
    BlockerLine,
    BlockerLoad,
    Slip,
    SlippedProject,
    SponsorPage,
    StallWork,
    StartedNotBuilt,
    Uncared,
)
from data.model.trace import Trace
from data.model.trips import HeadTrips, TripCount, Trips
from data.model.work import Item

__all__ = [
    "HIDDEN_STATES",
    "BadQuarter",
    "BadRun",
    "Basis",
    "BlockerLine",
    "BlockerLoad",
    "Board",
    "Breakdown",
    "Cascade",
    "CellSaid",
    "Change",
    "Contradiction",
    "Conversion",
    "Decision",
    "Difference",
    "Duty",
    "DutyLine",
    "FairCountdown",
    "FairProgress",
    "FairWork",
    "Fault",
    "FolderHealth",
    "Funnel",
    "FunnelStep",
    "Gap",
    "Goals",
    "GuestState",
    "HeadTrips",
    "HeldLedger",
    "Item",
    "ItemMarks",
    "ItemState",
    "Ladder",
    "Left",
    "Light",
    "LogLine",
    "MarkLine",
    "MarkRequest",
    "MarksHealth",
    "Near",
    "Orphan",
    "OutcomeChoice",
    "OwedItem",
    "OwedPhase",
    "OwnFigure",
    "Paper",
    "Part",
    "Pipeline",
    "Place",
    "Problem",
    "ProblemItem",
    "ProjectLine",
    "Rate",
    "Repeat",
    "RepeatSide",
    "Replacement",
    "RosterView",
    "Ruling",
    "ScorePart",
    "Scoring",
    "Severity",
    "Share",
    "Shift",
    "ShiftMark",
    "ShiftNote",
    "SignedThen",
    "Slate",
    "SlateProject",
    "SlateUnit",
    "Slip",
    "SlippedProject",
    "SourceHealth",
    "SourceState",
    "SponsorPage",
    "Stage",
    "StageLine",
    "StallReason",
    "StallWork",
    "StalledProject",
    "StartedNotBuilt",
    "Status",
    "Step",
    "StreamBurn",
    "TargetMetric",
    "Trace",
    "TripCount",
    "Trips",
    "Uncared",
    "Undoable",
    "UnitGoals",
    "UnitProgress",
    "UnitScore",
]
