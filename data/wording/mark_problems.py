"""Why a mark cannot be made (`data.marks.make`), by the code of the problem."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_

MARK_PROBLEMS: Mapping[str, str] = {
    "mark_no_item": N_("“{name}” is on the board no longer"),
    "mark_ambiguous": N_("two rows are called {name} and cannot be told apart; the ledger must be put right first"),
    "mark_changed": N_("the ledger has just changed {name}; look at it again"),
    "mark_op": N_("{op} cannot be written from here"),
    "mark_outcome": N_("there is no outcome {outcome} for this item; known: {known}"),
    "mark_who": N_("say who"),
    "mark_until": N_("say on which day it comes back"),
    "mark_text": N_("write a few words"),
    "mark_by": N_("say who marks"),
    "mark_past": N_("{until} is no day to come; give one after today"),
    "mark_too_far": N_("{until} is too far off; {last} is the last day possible"),
    "handover_gone": N_("that note does not wait any more: another one stands in its place"),
    "handover_accepted": N_("{by} has taken over already"),
    "issued_already": N_("{by} issued No. {number} of {period} on {day} already; what was issued is not issued again"),
    "mark_too_long": N_("this is too long; {limit} is the most"),
    "mark_no_project": N_("{name} belongs to no project that the ledgers tell apart"),
    "mark_not_yet": N_("{day} is still to come; a visit is logged once it was made"),
    "mark_link_self": N_("{name} is itself the row that is missing; choose another"),
    "mark_not_ours": N_("this mark by {by} was made at another station; bring the item back with reopen"),
}
