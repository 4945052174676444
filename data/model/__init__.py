"""The read model: what a board says and what an officer may mark on it, as frozen dataclasses.
Knows the standard library and support only.

Amounts are :class:`decimal.Decimal` in 万元 (ten thousand yuan), ratios are plain numbers (0.264 is 26.4 %),
days are whole days, dates are days of the office's time zone. Nothing here computes a rule: `data.rules` does.
"""

from data.model.duty_board import Board, beside, left_open
from data.model.fair import (
    JOINED,
    Duty,
    DutyLine,
    FairWork,
    Funnel,
    FunnelStep,
    HeadTrips,
    RosterView,
    Share,
    Slate,
    SlateProject,
    SlateUnit,
    StreamBurn,
    TripCount,
    Trips,
)
from data.model.fault_items import (
    CellSaid,
    Contradiction,
    Decision,
    Difference,
    Exclusion,
    Fault,
    HeldLedger,
    Pair,
    PairSide,
    ProblemItem,
)
from data.model.fixed_codes import (
    HIDDEN_STATES,
    UNHEARD,
    UNJUDGED,
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
    Standing,
    Status,
)
from data.model.goals import (
    LEAST_RANKED,
    BadQuarter,
    BadRun,
    Breakdown,
    Cascade,
    Gap,
    Goals,
    Part,
    ScorePart,
    Scoring,
    TargetMetric,
    UnitGoals,
    UnitScore,
)
from data.model.ledger_changes import (
    CellChange,
    KindChange,
    LedgerChange,
    LedgerEvent,
    LedgerHistory,
    RowChange,
    VersionState,
)
from data.model.mark_lines import (
    BLOCKED,
    BLOCKER_KINDS,
    UNBLOCKED,
    UNTOUCHED,
    VISIT,
    CallChoice,
    DeskBlocker,
    ItemMarks,
    LogLine,
    MarkLine,
    MarkRequest,
    Near,
    Orphan,
    OutcomeChoice,
    Undoable,
    UnitPeople,
)
from data.model.markable import DEPARTMENTS_OWE, UNCALLED, Item, OwedItem, StalledProject, uncalled_over
from data.model.project_lines import (
    BlockerLine,
    BlockerLoad,
    LoggedVisit,
    ProjectLine,
    Repeat,
    RepeatSide,
    Slip,
    SlippedProject,
    SponsorPage,
    StallWork,
    StartedNotBuilt,
    Uncared,
    VisitDay,
)
from data.model.shifts import Change, Left, Shift, ShiftMark, ShiftNote, SignedThen, item_ref
from data.model.sources import (
    ALIKE,
    FIRST_YEAR,
    LAST_YEAR,
    FolderHealth,
    MarksHealth,
    Place,
    Problem,
    SourceHealth,
    Trace,
    Unusable,
    as_one,
)
from data.model.stages import (
    BelowAdmission,
    Conversion,
    ConversionLine,
    OwnFigure,
    Pipeline,
    Rate,
    Replacement,
    StageLine,
    Step,
)
from data.model.unit_progress import (
    NO_DOUBT,
    Doubt,
    FairCountdown,
    FairProgress,
    Headline,
    Uncounted,
    UnitProgress,
    UnitWhole,
)
from data.support.lazy import Later
