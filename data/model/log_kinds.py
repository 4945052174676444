"""What officers log (`log`): a visit to a project, a blocker found there, a call that changed nothing.

A log hides nothing and replaces nothing. Visits and blockers belong to the project, in every episode; a call to the
item it was about. Versions that do not know a word of this table show it as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.model.mark_lines import BLOCKED, BLOCKER_KINDS, UNBLOCKED, VISIT, CallChoice

ON_PROJECT = frozenset({VISIT, UNBLOCKED, *(BLOCKED + kind for kind in BLOCKER_KINDS)})
"""Words of a log that belong to the project of the row."""

_ASKED_AGAIN: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("stalled", "followup", "report", "blocker", "prep", "payout", "visit"), "chased"),
        "problem": "returned",
        "guest": "called",
    }
)
"""What asking somebody by telephone is among the outcomes of a kind of item."""

CALLS: tuple[CallChoice, ...] = (
    CallChoice(1, "no-answer"),
    CallChoice(2, "call", _ASKED_AGAIN),
    CallChoice(3, "promised", _ASKED_AGAIN, asks=("until",)),
    CallChoice(
        4,
        "says-done",
        MappingProxyType(
            {
                "stalled": "moving",
                "followup": "reported-done",
                "blocker": "solved",
                "prep": "finished",
                "payout": "paid",
            }
        ),
    ),
    CallChoice(5, "wrong-number"),
    CallChoice(6, "talked", asks=("text",)),
)
"""What came of a call: an outcome of `m` where the kind of item has one that says it, else a log."""

LOGGED = ON_PROJECT | {call.log for call in CALLS}
"""Every word that a log may bear."""
