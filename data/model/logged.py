"""What officers logged beside their marks: visits, blockers, calls; whom to call about a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

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
