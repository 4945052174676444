"""The table of outcomes of `m`, for each kind of item its digits, and what each brings about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.model.fixed_codes import Ruling
from data.model.mark_lines import OutcomeChoice

Out = OutcomeChoice  # so that a row of the table is a line

CHASED = "chased"
"""催办: counted for the item, whatever its due date becomes."""

_OF_TWO = (
    Out(1, Ruling.FIRST, ends=True, when="row"),
    Out(2, Ruling.SECOND, ends=True, when="row"),
    Out(3, Ruling.DIFFERENT, ends=True, when="row"),
    Out(4, "asked", back=5),
    Out(5, "to-ruling", back=7),
)
"""Of two rows that may be one."""

OUTCOMES: Mapping[str, tuple[OutcomeChoice, ...]] = MappingProxyType(
    {
        "stalled": (
            Out(1, CHASED, back=3),
            Out(2, "passed-on", back=7, asks=("who",)),
            Out(3, "visited", back=7),
            Out(4, "to-dispatch", when="meeting"),
            Out(5, "to-summons", back=7),
            Out(6, "moving", back=3),
            Out(7, "to-dispose", back=10),
        ),
        "followup": (
            Out(1, "arranged", when="rung"),
            Out(2, CHASED, back=1),
            Out(3, "passed-on", asks=("who",), when="restart"),
            Out(4, "replied", when="rung"),
            Out(5, "extended", asks=("until", "who")),
            Out(6, "reported-done", back=2),
            Out(7, "closed-out", asks=("who", "text"), ends=True),
        ),
        "report": (
            Out(1, CHASED, back=1),
            Out(2, "received", back=3),
            Out(3, "excused", asks=("who",), ends=True),
            Out(4, "named", when="period"),
        ),
        "blocker": (
            Out(1, "assigned", asks=("until",)),
            Out(2, CHASED, back=2),
            Out(3, "to-meeting", when="meeting"),
            Out(4, "extended", asks=("until",)),
            Out(5, "solved", back=3),
            Out(6, "closed-out", ends=True),
        ),
        "guest": (
            Out(1, "written", back=3),
            Out(2, "called", back=3),
            Out(3, "confirmed", when="opening"),
            Out(4, "open", asks=("until",)),
            Out(5, "declined", ends=True),
            Out(6, "replaced", ends=True),
            Out(7, "arrived", ends=True),
        ),
        "prep": (
            Out(1, CHASED, back=1),
            Out(2, "passed-on", asks=("who",), when="due"),
            Out(3, "extended", asks=("until",)),
            Out(4, "finished", back=1),
            Out(5, "accepted", ends=True),
            Out(6, "cancelled", asks=("who",), ends=True),
        ),
        "problem": (
            Out(1, "returned", back=2),
            Out(2, "verified", back=2, asks=("text",)),
            Out(3, Ruling.AS_IS, ends=True, when="row"),
            Out(4, Ruling.EXCLUDED, asks=("text",), ends=True, when="row"),
        ),
        "contradiction": _OF_TWO,
        "pair": _OF_TWO,
        "two-targets": (
            Out(1, Ruling.FIRST, ends=True, when="row"),
            Out(2, Ruling.SECOND, ends=True, when="row"),
            Out(3, "asked", back=5),
            Out(4, "to-ruling", back=7),
        ),
        "payout": (
            Out(1, CHASED, back=3),
            Out(2, "extended", asks=("until",)),
            Out(3, "paid", back=5),
            Out(4, "closed-out", ends=True),
        ),
        "visit": (
            Out(1, CHASED, back=1),
            Out(2, "visited", ends=True),
        ),
        "duty": (Out(1, "done", ends=True, when="period"),),
    }
)


def choices(item_kind: str) -> tuple[OutcomeChoice, ...]:
    """The outcomes of a kind of item, by digit; none for a kind without."""
    return OUTCOMES.get(item_kind, ())


def outcome(item_kind: str, id_: str) -> OutcomeChoice | None:
    """The outcome of this id, or None: another version may know more."""
    return next((choice for choice in choices(item_kind) if choice.id == id_), None)


def lasts(item_kind: str, id_: str) -> bool:
    """Whether an outcome holds until its row or its period is another, and so never comes back as "unchanged"."""
    choice = outcome(item_kind, id_)
    return choice is not None and choice.ends and choice.when in ("row", "period")
