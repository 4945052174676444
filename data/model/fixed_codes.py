"""The field's fixed words: stages, papers, lights and states, each with its identifier."""

from __future__ import annotations

from enum import StrEnum


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


class GuestState(StrEnum):
    """How far an invitation is (邀请状态): the steps in their order, and apart from them those who declined."""

    INVITED = "invited"
    WRITTEN = "written"
    CALLED = "called"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    DECLINED = "declined"


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
    """Where an item stands by the marks of officers (docs/marks.md, "Ops and outcomes")."""

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
    GONE = "gone"
    OLDER = "older"


class Standing(StrEnum):
    """How far a unit was heard by the project ledgers: all of it, in part, not since a ledger was not read, not at all.

    Only a unit that was read can be called zero (尚未签约).
    """

    READ = "read"
    PARTIAL = "partial"
    UNREAD = "unread"
    SILENT = "silent"


UNHEARD = frozenset({Standing.UNREAD, Standing.SILENT})
"""Standings of which no figure of the unit's is known: no completion, no light, no rank."""


UNJUDGED = frozenset({"unsettled", "zero_doubt"})
"""Flags of units that something not counted or not read could lift: neither light nor score."""


class Severity(StrEnum):
    """A problem makes `check` exit 1; a note tells what was assumed or left out, and does not."""

    PROBLEM = "problem"
    NOTE = "note"


class Ruling(StrEnum):
    """The outcomes that decide what is counted; the board names them wherever they do."""

    FIRST = "first"
    SECOND = "second"
    DIFFERENT = "different"
    EXCLUDED = "excluded"
    AS_IS = "as-is"


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
