"""Items as words: whose move it is, what was last done, how late it is. Pure functions of the read model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from data.model import HIDDEN_STATES, Item, ItemMarks, ItemState, OwedItem, OwedPhase, StalledProject, StallReason
from data.wording import NP_, _, ngettext, pgettext
from data.wording.ages import short_date
from data.wording.code_words import outcome_word, state_word

PHASES: Mapping[OwedPhase, tuple[str, str]] = {
    OwedPhase.REVIEW: NP_("phase", "our review"),
    OwedPhase.SUPERIOR: NP_("phase", "superior"),
}
REASONS: Mapping[StallReason, tuple[str, str]] = {
    StallReason.IDLE: NP_("stall", "no progress"),
    StallReason.MILESTONE: NP_("stall", "milestone late"),
    StallReason.NO_EVIDENCE: NP_("stall", "no record"),
}
RUNGS: Mapping[str, tuple[str, str]] = {
    "arranged": NP_("rung", "to arrange"),
    "replied": NP_("rung", "to reply"),
    "settled": NP_("rung", "to settle"),
}
NO_LEDGER = frozenset({"duty", "problem", "contradiction", "pair", "two-targets"})
"""Kinds of item that no ledger will ever show as settled: the office's own duties, and what officers rule."""
SEPARATOR = " · "
TONES: Mapping[ItemState, str] = {
    ItemState.OPEN: "",
    ItemState.CLAIMED: "accent",
    ItemState.WAITING: "muted",
    ItemState.SNOOZED: "muted",
    ItemState.HANDLED: "muted",
    ItemState.UNCHANGED: "warn",
}


def hidden(item: Item) -> bool:
    """True for what an officer has dealt with for now: it does not stand in the list of what needs somebody."""
    return item.marks.state in HIDDEN_STATES


def stall_word(reason: StallReason) -> str:
    """Why a project stands among the stalled, in a word or two."""
    return pgettext(*REASONS[reason])


def days_word(item: StalledProject) -> str:
    """How long nothing has moved, in days; 无记录 without any date, 节点逾期 where a milestone is late."""
    if item.days_stalled is None or item.reason is StallReason.MILESTONE:
        reason = StallReason.NO_EVIDENCE if item.reason is StallReason.IDLE else item.reason
        return stall_word(reason)
    return str(item.days_stalled)


def rung_word(rung: str) -> str:
    """The step that a ladder waits for; one that this version does not know stays as written."""
    return pgettext(*RUNGS[rung]) if rung in RUNGS else rung


def due_word(item: OwedItem) -> str:
    """逾期5天, 今日, 3天, 未定时限, 待审核, 待上级批复."""
    if item.phase in PHASES:
        return pgettext(*PHASES[item.phase])
    if item.uncalled:
        return pgettext("due", "to call")
    if item.days_over is None:
        return pgettext("due", "no date")
    if item.days_over > 0:
        return ngettext("{n} d late", "{n} d late", item.days_over).format(n=item.days_over)
    if item.days_over == 0:
        return pgettext("due", "today")
    return ngettext("in {n} d", "in {n} d", -item.days_over).format(n=-item.days_over)


def due_tone(item: OwedItem) -> str:
    """The tone of `due_word`."""
    if item.overdue or item.uncalled:
        return "bad"
    if item.phase is not OwedPhase.OPEN or item.days_over is None:
        return "muted"
    return "warn" if item.days_over == 0 else ""


def handling(item: Item) -> str:
    """What was last done about the item and what comes next (办理情况): 未处理, 赵敏 催办2次 5-05再看, …"""
    marks = item.marks
    said = _WORDS[marks.state](item.kind, marks)
    if marks.conflict:
        said = SEPARATOR.join([_("≠ records differ"), "/".join(marks.conflict), said])
    if not item.markable:
        said = _("≠ two rows with one name")
    return said


def row_word(item: Item) -> str:
    """`handling` for a row of the list: what stands under 已处理待核 need not say so again, but who, what and when."""
    marks = item.marks
    if marks.state is not ItemState.HANDLED or marks.conflict or not item.markable:
        return handling(item)
    done = act_word(item.kind, marks.outcome, marks) if marks.outcome else state_word(marks.state)
    return _words(marks.by, done, short_date(marks.at.date()) if marks.at else "")


def handling_tone(item: Item) -> str:
    """The tone of `handling`."""
    if item.marks.conflict or not item.markable or item.marks.idle:
        return "warn"
    return TONES[item.marks.state]


def act_word(item_kind: str, outcome: str, marks: ItemMarks) -> str:
    """An outcome as something that was done: 催办2次, 已转办 市住建局, 延期至5-08."""
    if outcome == "chased":
        return chased_word(max(1, marks.chased))
    if outcome == "passed-on":
        return " ".join(part for part in (_("passed on"), marks.who) if part)
    if outcome == "extended" and marks.until:
        return _("extended to {date}").format(date=short_date(marks.until))
    return outcome_word(item_kind, outcome)


def chased_word(times: int) -> str:
    """How often it was asked for: 催办2次."""
    return ngettext("chased {n}×", "chased {n}×", times).format(n=times)


def back_word(until: date | None) -> str:
    """When it comes back: 5-05再看; "" if no date says."""
    return _("back {date}").format(date=short_date(until)) if until else ""


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _open(kind: str, marks: ItemMarks) -> str:
    """Never touched, or back on the list after what was done."""
    if marks.op == "act" and marks.outcome:
        return _words(act_word(kind, marks.outcome, marks), marks.by)
    return chased_word(marks.chased) if marks.chased else state_word(ItemState.OPEN)


def _claimed(kind: str, marks: ItemMarks) -> str:
    chased = chased_word(marks.chased) if marks.chased else ""
    idle = ngettext("untouched for {n} d", "untouched for {n} d", marks.idle).format(n=marks.idle) if marks.idle else ""
    return _words(state_word(ItemState.CLAIMED), idle, marks.claimed_by or marks.by, chased)


def _waiting(kind: str, marks: ItemMarks) -> str:
    back = "" if marks.outcome == "extended" else back_word(marks.until)
    return _words(marks.by, act_word(kind, marks.outcome, marks), back)


def _snoozed(kind: str, marks: ItemMarks) -> str:
    return _words(state_word(ItemState.SNOOZED), short_date(marks.until) if marks.until else "", marks.by)


def _ended(state: ItemState) -> Callable[[str, ItemMarks], str]:
    """已处理待核 and 台账未更新 name what was done, by whom and when; what no ledger will show is only named."""

    def words(kind: str, marks: ItemMarks) -> str:
        done = act_word(kind, marks.outcome, marks) if marks.outcome else ""
        when = short_date(marks.at.date()) if marks.at else ""
        if done and kind in NO_LEDGER:
            return _words(done, marks.by, when)
        return SEPARATOR.join(part for part in (state_word(state), _words(done, marks.by, when)) if part)

    return words


_WORDS: Mapping[ItemState, Callable[[str, ItemMarks], str]] = {
    ItemState.OPEN: _open,
    ItemState.CLAIMED: _claimed,
    ItemState.WAITING: _waiting,
    ItemState.SNOOZED: _snoozed,
    ItemState.HANDLED: _ended(ItemState.HANDLED),
    ItemState.UNCHANGED: _ended(ItemState.UNCHANGED),
}
