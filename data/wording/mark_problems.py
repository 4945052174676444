"""Why a mark cannot be made (`data.marks.make_mark`), by the code of the problem."""

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
    "paper_unrecorded": N_(
        "what was known on {day} is not recorded (the folder's memory begins on {begins}): no paper"
    ),
    "decide_empty": N_("what the meeting gave out needs a matter and a unit"),
    "decide_ahead": N_("{day} is still to come; what a meeting decides is written down once it was held"),
    "decide_due": N_("{until} lies before the meeting of {day}"),
    "handover_gone": N_("that note does not wait any more: another one stands in its place"),
    "handover_accepted": N_("{by} has taken over already"),
    "issued_already": N_("{by} issued No. {number} of {period} on {day} already; what was issued is not issued again"),
    "no_paper_kind": N_("there is no paper “{name}”; these are: {names}"),
    "no_asked_unit": N_("“{unit}” is no unit of this paper; these are: {units}"),
    "issue_open": N_(
        "not issued: ledgers of {units} are unread or hold figures that are not understood; issue it with a remark "
        "(带注印发), or have them mended first"
    ),
    "issue_early": N_(
        "not issued: its period runs until {last}; issue it with a remark (带注印发), or the day after that"
    ),
    "issue_folder": N_("not issued: the shared folder does not take the figures now {why}"),
    "issue_too_long": N_("not issued: its figures are {bytes} bytes, and {most} are the most"),
    "issued_missing": N_(
        "{file}: the figures of No. {number} of {period} are not in the folder; `rescue` at the station that issued it "
        "writes them back"
    ),
    "issued_altered": N_(
        "{file}: this is not what was issued as No. {number} of {period}, and it is not used; `rescue` at a station "
        "that keeps the issued figures writes them back"
    ),
    "issued_unreachable": N_(
        "{file}: the figures of No. {number} of {period} cannot be read now, and this station does not keep them"
    ),
    "issued_newer": N_("{file}: the figures of No. {number} of {period} are of a newer version of fairwatch"),
    "mark_too_long": N_("this is too long; {limit} is the most"),
    "mark_no_project": N_("{name} belongs to no project that the ledgers tell apart"),
    "mark_not_yet": N_("{day} is still to come; a visit is logged once it was made"),
    "mark_link_self": N_("{name} is itself the row that is missing; choose another"),
    "mark_not_ours": N_("this mark by {by} was made at another station; bring the item back with reopen"),
}
