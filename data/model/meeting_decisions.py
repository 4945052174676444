"""What the weekly dispatch meeting decided (交办清单): who does what by when, as an officer wrote it down."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.support.fast_dataclass import dataclass

FOLLOWUP = "followup"
"""The kind of item that such a matter is, as a ledger's follow-ups are."""

DECIDED = "decided"
"""The rule by which such a matter is owed while no ledger has it."""


class DecidedStanding(StrEnum):
    """OPEN: no ledger has it, the board keeps it; LEDGER: a ledger's follow-up has taken it over; DONE: closed out here
    by a mark."""

    OPEN = "open"
    LEDGER = "ledger"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """One matter of a meeting's list. `meeting` is the meeting's day, `who` the person who answers for it ("": none was
    named), `at` the moment of the mark in the office's zone, `others` the officers who wrote the same matter down
    without knowing of this mark.

    `key` is that of the follow-up that it is; `item` the key of what stands for it on the board, in whichever list, ""
    where a ledger has it and says that it is over.
    """

    key: str
    unit: str
    what: str
    due: date
    who: str
    meeting: date
    by: str
    at: datetime
    others: tuple[str, ...] = ()
    standing: DecidedStanding = DecidedStanding.OPEN
    item: str = ""
