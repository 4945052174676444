"""What is known of one item, as labels and words, and one mark in words: for the card on screen and the printed one."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from data.model import (
    VISIT,
    Contradiction,
    HeldLedger,
    Item,
    MarkLine,
    OwedItem,
    Pair,
    ProblemItem,
    StalledProject,
)
from data.model.meeting_decisions import DECIDED
from data.wording import NP_, _, ngettext, pgettext
from data.wording.blocker_words import since_unblocked
from data.wording.code_words import deciding_word, mark_word, outcome_word, stage_word, value_word
from data.wording.decision_words import source_words
from data.wording.doubt_words import SHARED, pair_ruling, side_words
from data.wording.evidence_words import movement_word
from data.wording.item_lines import days_word, due_word, handling, rung_word
from data.wording.problems import place_words, problem_text
from data.wording.ruling_words import difference_words, fault_word, losses_words, ruling_words
from data.wording.unread_sheet_remedy import remedy_lines

DUE_RULES = {
    "extended": NP_("due rule", "the approved extension"),
    "due": NP_("due rule", "the ledger's own date"),
    "ladder": NP_("due rule", "the grade's ladder"),
    DECIDED: NP_("due rule", "the dispatch meeting"),
}

CardField = tuple[str, str]


def item_fields(item: Item) -> list[CardField]:
    """The fields of an item that say something, as (label, words)."""
    shared = ((_("State"), handling(item)), (_("Read in"), place_words(item.place)))
    return [(label, words) for label, words in (*_own_fields(item), *shared) if words]


def _own_fields(item: Item) -> Iterable[CardField]:
    match item:
        case StalledProject():
            return _stalled_fields(item)
        case OwedItem():
            return _owed_fields(item)
        case ProblemItem():
            return _problem_fields(item)
        case Contradiction():
            return _contradiction_fields(item)
        case Pair():
            return _pair_fields(item)
        case HeldLedger():
            return _held_fields(item)


def _problem_fields(item: ProblemItem) -> Iterable[CardField]:
    problem = item.problem
    return (
        (_("Unit"), item.unit),
        (_("Row"), item.about),
        (_("Cell"), problem.address),
        (_("It says"), value_word(problem.text)),
        (_("What is wrong"), problem_text(problem)),
        (_("What would read it"), "\n".join(remedy_lines(problem))),
        *_contact(item),
    )


def _contradiction_fields(item: Contradiction) -> Iterable[CardField]:
    return (
        (_("Unit"), item.unit),
        *((deciding_word(one.field), difference_words(one)) for one in item.differences),
        (_("Counted"), ruling_words(item)),
        (_("The other row"), place_words(item.second)),
        *_contact(item),
    )


def _pair_fields(item: Pair) -> Iterable[CardField]:
    return (
        (_("Kind"), fault_word(item)),
        (_("The first"), side_words(item.first)),
        (_("The second"), side_words(item.second)),
        (_("Equal"), _(", ").join(_(SHARED[name]) for name in item.equal)),
        (_("Counted"), pair_ruling(item)),
        (_("The other row"), place_words(item.second.place)),
        *_contact(item),
    )


def _held_fields(item: HeldLedger) -> Iterable[CardField]:
    return (
        (_("Unit"), item.unit),
        (_("Rows lost"), losses_words(item)),
        (_("Counted"), _("the last good version")),
        *_contact(item),
    )


def _stalled_fields(item: StalledProject) -> Iterable[CardField]:
    last = f"{item.last_evidence.isoformat()} {movement_word(item.evidence_kind)}" if item.last_evidence else ""
    limit = ngettext("{n} day in this stage", "{n} days in this stage", item.limit or 0).format(n=item.limit)
    return (
        (_("Unit"), item.unit),
        (_("Stage"), stage_word(item.stage)),
        (_("Without progress"), _days(item)),
        (_("Limit"), limit if item.limit is not None else ""),
        (_("Last progress"), last.strip()),
        (_("Milestone"), item.milestone),
        (_("Blocker"), item.blocker),
        (_("Sponsoring leader"), item.sponsor),
        (_("Site officer"), item.site_officer),
        *_contact(item),
    )


def _days(item: StalledProject) -> str:
    if item.days_stalled is None:
        return days_word(item)
    days = ngettext("{n} day", "{n} days", item.days_stalled).format(n=item.days_stalled)
    word = days_word(item)
    return days if word == str(item.days_stalled) else f"{word}  {days}"


def _owed_fields(item: OwedItem) -> Iterable[CardField]:
    rule = pgettext(*DUE_RULES[item.due_rule]) if item.due_rule in DUE_RULES else item.due_rule
    return (
        (_("Owed by"), item.owed_by),
        (_("Project"), item.project),
        (_("Project's unit"), item.unit if item.unit != item.owed_by else ""),
        (_("Grade"), item.grade),
        (_("Due"), "  ".join(part for part in (item.due.isoformat() if item.due else "", due_word(item)) if part)),
        (_("Due by"), rule),
        (_("Next step"), rung_word(item.rung)),
        (_("Source"), source_words(item)),
        (_("In a ledger"), pgettext("decided", "in none yet") if item.due_rule == DECIDED else ""),
        *_contact(item),
    )


def desk_words(item: Item, zone: ZoneInfo) -> Iterable[CardField]:
    """What officers logged about the project: whose word it is stands with it, since no ledger has it."""
    for line in since_unblocked(item.project_log):
        kind = outcome_word("blocker kind", line.outcome)
        yield _("Blocker"), _logged(kind, line.text, f"{line.at.astimezone(zone):%m-%d}", line.by)
    for line in [line for line in item.project_log if line.outcome == VISIT][:1]:
        yield _("Last visit"), _logged(f"{line.on or line.at.astimezone(zone):%m-%d}", line.text, line.by)


def _logged(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _contact(item: Item) -> Iterable[CardField]:
    return ((_("Contact"), " ".join(part for part in (item.contact, item.phone) if part)),)


def mark_line(item: Item, line: MarkLine, zone: ZoneInfo) -> str:
    """One mark in words: 05-01 14:02 李敏 催办 …"""
    until = _("until {date}").format(date=line.until.isoformat()) if line.until else ""
    undone = _("(undone)") if line.undone else ""
    earlier = _("(before the ledger moved)") if line.earlier else ""
    rival = _("≠ at the same time") if line.rival else ""
    words = mark_word(item.kind, line.op, line.outcome)
    if line.op == "undo":
        words = _("took back: {mark}").format(mark=words) if line.outcome else pgettext("action", "undo")
    when = f"{line.at.astimezone(zone):%m-%d %H:%M}"
    on = _("on {date}").format(date=line.on.isoformat()) if line.on else ""
    parts = (when, line.by, words, line.who, on, until, line.text, rival, undone, earlier)
    return "  ".join(part for part in parts if part)
