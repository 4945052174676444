"""The read model: what a board says, as frozen dataclasses. Standard library only.

Amounts are :class:`decimal.Decimal` in 万元 (ten thousand yuan), ratios are plain numbers (0.264 is 26.4 %),
days are whole days, dates are days of the office's time zone. Nothing here computes a rule: `data.season` does.
"""

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
from data.model.items import ItemMarks, MarkLine, MarkRequest, OutcomeChoice, OwedItem, StalledProject, Undoable
from data.model.progress import FairCountdown, FairProgress, UnitProgress
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
from data.model.work import Item

__all__ = [
    "HIDDEN_STATES",
    "Basis",
    "BlockerLine",
    "BlockerLoad",
    "Board",
    "CellSaid",
    "Change",
    "Contradiction",
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
    "GuestState",
    "HeldLedger",
    "Item",
    "ItemMarks",
    "ItemState",
    "Light",
    "MarkLine",
    "MarkRequest",
    "MarksHealth",
    "OutcomeChoice",
    "OwedItem",
    "OwedPhase",
    "Paper",
    "Place",
    "Problem",
    "ProblemItem",
    "RosterView",
    "Ruling",
    "Severity",
    "Share",
    "Slate",
    "SlateProject",
    "SlateUnit",
    "Slip",
    "SlippedProject",
    "SourceHealth",
    "SourceState",
    "SponsorPage",
    "Stage",
    "StallReason",
    "StallWork",
    "StalledProject",
    "StartedNotBuilt",
    "Status",
    "StreamBurn",
    "Trace",
    "Uncared",
    "Undoable",
    "UnitProgress",
]
