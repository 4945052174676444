"""The read model: what a board says, as frozen dataclasses. Standard library only.

Amounts are :class:`decimal.Decimal` in 万元 (ten thousand yuan), ratios are plain numbers (0.264 is 26.4 %),
days are whole days, dates are days of the office's time zone. Nothing here computes a rule: `data.season` does.
"""

from data.model.board import Board, Duty
from data.model.fixed import (
    HIDDEN_STATES,
    Basis,
    ItemState,
    Light,
    OwedPhase,
    Paper,
    Severity,
    SourceState,
    Stage,
    StallReason,
    Status,
)
from data.model.items import Item, ItemMarks, MarkLine, MarkRequest, OutcomeChoice, OwedItem, StalledProject, Undoable
from data.model.marklog import LogLine, Near, Orphan
from data.model.progress import FairCountdown, FairProgress, UnitProgress
from data.model.sources import FolderHealth, MarksHealth, Place, Problem, SourceHealth

__all__ = [
    "HIDDEN_STATES",
    "Basis",
    "Board",
    "Duty",
    "FairCountdown",
    "FairProgress",
    "FolderHealth",
    "Item",
    "ItemMarks",
    "ItemState",
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
    "Paper",
    "Place",
    "Problem",
    "Severity",
    "SourceHealth",
    "SourceState",
    "Stage",
    "StallReason",
    "StalledProject",
    "Status",
    "Undoable",
    "UnitProgress",
]
