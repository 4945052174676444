"""What dispatch meetings decided, in words: from which list a matter comes, how it stands now."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import OwedItem
from data.model.meeting_decisions import DECIDED, DecidedStanding, MeetingDecision
from data.wording import NP_, _, pgettext

STANDINGS: Mapping[DecidedStanding, tuple[str, str]] = {
    DecidedStanding.OPEN: NP_("decided", "in no ledger yet; the board keeps it until one has it"),
    DecidedStanding.LEDGER: NP_("decided", "a ledger has it: its row stands"),
    DecidedStanding.DONE: NP_("decided", "closed out here"),
}


def source_words(item: OwedItem) -> str:
    """Where a matter comes from: as its ledger says, or the list of the meeting that gave it out."""
    if item.due_rule == DECIDED and item.trace is not None:
        return _("list of the dispatch meeting of {day}").format(day=dict(item.trace.values).get("meeting", ""))
    return item.source


def standing_words(one: MeetingDecision) -> str:
    """How a decision stands."""
    return pgettext(*STANDINGS[one.standing])
