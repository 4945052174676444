"""The season's codes in words: metrics, rates, the steps of a project, streams of guests, what a duty's state is.

A code without a word stays as it is: a ledger's or an office's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.model import Change, Stage
from data.wording import NP_, _, ngettext, pgettext
from data.wording.code_words import DECIDING, stage_word, value_word
from data.wording.period_names import period_words

Words = Mapping[str, tuple[str, str]]

METRICS: Words = {
    "amount": NP_("metric", "amount signed"),
    "projects": NP_("metric", "projects signed"),
    "paid_in": NP_("metric", "paid-in funds"),
    "trips": NP_("metric", "outbound trips"),
    "starts": NP_("metric", "projects started"),
}
STEPS: Words = {
    "signed": NP_("ladder", "signed"),
    "landed": NP_("ladder", "landed"),
    "started": NP_("ladder", "started"),
    "paid_in": NP_("ladder", "paid in"),
    "booked": NP_("ladder", "booked"),
    "cumulative": NP_("ladder", "cumulative"),
    "struck_off": NP_("ladder", "struck off"),
    "net": NP_("ladder", "net"),
}
RATES: Words = {
    "fulfilment": NP_("rate", "fulfilment rate"),
    "start": NP_("rate", "start rate"),
    "landing": NP_("rate", "landing rate"),
    "paid_in": NP_("rate", "paid-in rate"),
}
SCORE_PARTS: Words = {
    "completion": NP_("score part", "completion"),
    "count": NP_("score part", "projects"),
    "amount": NP_("score part", "amount"),
    "signed": NP_("score part", "signed"),
    "landed": NP_("score part", "landed"),
    "started": NP_("score part", "started"),
    "paid_in": NP_("score part", "paid in"),
}
NEXT_STEPS: Words = {
    "negotiate": NP_("next step", "to negotiate"),
    "sign": NP_("next step", "to sign"),
    "land": NP_("next step", "to land"),
    "start": NP_("next step", "to break ground"),
    "produce": NP_("next step", "to produce"),
    "fill": NP_("next step", "to reach capacity"),
}
BREAKDOWNS: Words = {
    "tier": NP_("breakdown", "by size"),
    "industry": NP_("breakdown", "by industry"),
    "channel": NP_("breakdown", "by channel"),
    "origin": NP_("breakdown", "by origin"),
    "kind": NP_("breakdown", "by kind of unit"),
    "real_estate": NP_("breakdown", "real estate"),
}
LACKS: Words = {
    "sponsor": NP_("lacks", "sponsoring leader"),
    "officer": NP_("lacks", "site officer"),
    "visit": NP_("lacks", "visit"),
}
GUEST_STATES: Words = {
    "invited": NP_("guest", "invited"),
    "written": NP_("guest", "letter sent"),
    "called": NP_("guest", "called"),
    "confirmed": NP_("guest", "confirmed"),
    "declined": NP_("guest", "declined"),
    "arrived": NP_("guest", "arrived"),
}
DUTY_STATES: Words = {
    "done": NP_("duty state", "done"),
    "missed": NP_("duty state", "missed"),
    "today": NP_("duty state", "today"),
    "ahead": NP_("duty state", "ahead"),
    "free": NP_("duty state", "no working day"),
}
SPANS: Words = {
    "week": NP_("span", "weekly"),
    "half-month": NP_("span", "half-monthly"),
    "month": NP_("span", "monthly"),
    "quarter": NP_("span", "quarterly"),
}
YES_NO: Words = {"yes": NP_("answer", "yes"), "no": NP_("answer", "no")}
ALIKE: Words = {
    "units": NP_("repeat", "two units"),
    "fairs": NP_("repeat", "two fairs"),
    "name": NP_("repeat", "name alike"),
    "amount": NP_("repeat", "amount alike"),
}
BAD: Words = {"last": NP_("assessment", "last of its kind"), "score": NP_("assessment", "score too low")}
NO_SCORE: Words = {
    "no_target": NP_("score", "no target"),
    "no_ledger": NP_("score", "no ledger read"),
    "uncounted": NP_("score", "rows to check"),
    "no_spread": NP_("score", "all of its kind are level"),
}
ENDS: Words = {
    "cycle": NP_("chain", "comes back to itself"),
    "several": NP_("chain", "name of several projects"),
    "unknown": NP_("chain", "in no ledger"),
    "long": NP_("chain", "cut here"),
}
VALUES: Words = {
    "metric": NP_("value", "metric"),
    "documents": NP_("value", "papers"),
    "issued_on": NP_("value", "issued"),
    "basis": NP_("value", "basis"),
    "fair": NP_("value", "fair"),
    "done": NP_("value", "done"),
    "target": NP_("value", "target"),
    "from": NP_("value", "from"),
    "to": NP_("value", "to"),
    "limit": NP_("value", "limit in days"),
    "since": NP_("value", "since"),
    "days": NP_("value", "days"),
    "made": NP_("value", "made"),
    "week": NP_("value", "week"),
    "visits_a_week": NP_("value", "visits a week"),
    "period": NP_("value", "period"),
    "newest": NP_("value", "newest update"),
    "months": NP_("value", "months"),
    "last_contact": NP_("value", "last contact"),
    "span": NP_("value", "how often"),
    "fair_weeks": NP_("value", "weeks before a fair"),
    "top_tiers": NP_("value", "top tiers"),
    "numerator": NP_("value", "numerator"),
    "denominator": NP_("value", "denominator"),
    "completion": NP_("value", "completion"),
    "pace": NP_("value", "pace"),
    "rank": NP_("value", "rank"),
    "evidence": NP_("value", "last movement"),
    "arranged": NP_("value", "to arrange by"),
    "replied": NP_("value", "to reply by"),
    "settled": NP_("value", "to settle by"),
}
"""Names of the values in a trace. One that is a setting's key is said by the setting's own line."""


def season_word(words: Words, code: str) -> str:
    """The word of a code; a code without one stays as it is."""
    return pgettext(*words[code]) if code in words else code


def value_name(name: str) -> str:
    """What a trace's value is called."""
    if name in VALUES:
        return pgettext(*VALUES[name])
    return pgettext(*DECIDING[name]) if name in DECIDING else name


# ------------------------------------------------------------
# what is owed beside follow-ups, in words: its sort (报送, 邀请, 例行 …) and what a line of it is called

SORTS: Mapping[str, tuple[str, str]] = {
    "report": NP_("owed", "report"),
    "blocker": NP_("owed", "blocker"),
    "guest": NP_("owed", "guest"),
    "prep": NP_("owed", "preparation"),
    "payout": NP_("owed", "payout"),
    "visit": NP_("owed", "visit"),
    "duty": NP_("owed", "duty"),
}

FOLLOWUP = NP_("owed", "follow-up")

DUTIES: Mapping[str, tuple[str, str]] = {
    "rollup": NP_("duty", "roll-up"),
    "dispatch": NP_("duty", "dispatch meeting"),
    "circular": NP_("duty", "circular"),
    "review": NP_("duty", "site review"),
    "inspection": NP_("duty", "inspection"),
    "ranking": NP_("duty", "ranking"),
}
"""The duties of the office itself, in the order that boards list them."""


def sort_words(kind: str) -> str:
    """What sort of thing is owed: 督办, 报送 …; one that this version does not know stays as it is."""
    return pgettext(*SORTS.get(kind, FOLLOWUP)) if kind in SORTS or kind == "followup" else kind


def duty_words(duty: str) -> str:
    """What a duty is called; one that this version does not know stays as it is."""
    return pgettext(*DUTIES[duty]) if duty in DUTIES else duty


def duty_title(duty: str, period: str) -> str:
    """A duty with its period, by the period's code."""
    return _("{duty}, {period}").format(duty=duty_words(duty), period=period_words(period))


def ledger_title(newest: date) -> str:
    """A unit whose project ledger says nothing newer than this day."""
    return _("project ledger not updated since {date}").format(date=newest.isoformat())


def report_title(period: str) -> str:
    """A unit's report of one period."""
    return _("report {period}").format(period=period_words(period))


def extension_title(what: str) -> str:
    """The report that an extended matter owes."""
    return _("{what}: report while extended").format(what=what)


def guest_title(name: str, company: str) -> str:
    """A guest who is to be asked again."""
    who = _("{name} of {company}").format(name=name, company=company) if company else name
    return _("answer of {who}").format(who=who)


def guests_title(n: int) -> str:
    """So many guests who are to be asked again, none of them named."""
    return ngettext("answer of {n} guest", "answers of {n} guests", n).format(n=n)


def uncalled_title(name: str, company: str) -> str:
    """A guest who was never called."""
    who = _("{name} of {company}").format(name=name, company=company) if company else name
    return _("first call to {who}").format(who=who)


def payout_title(payee: str, kind: str) -> str:
    """What is to be paid, and to whom."""
    return _("{kind} to {payee}").format(kind=kind or _("payout"), payee=payee)


def visit_title(project: str) -> str:
    """The week's visit to a project."""
    return _("this week's visit: {project}").format(project=project)


# ------------------------------------------------------------ changes in words: what changed, from what to what

GROUPS: Mapping[str, tuple[str, str]] = {
    "gone": NP_("change", "gone"),
    "worse": NP_("change", "worse"),
    "new": NP_("change", "new"),
    "better": NP_("change", "better"),
}
WHATS: Mapping[str, tuple[str, str]] = {
    "listed": NP_("changed", "new in the ledger"),
    "unlisted": NP_("changed", "no longer in the ledger"),
    "stage": NP_("changed", "stage"),
    "amount": NP_("changed", "amount"),
    "signed": NP_("changed", "signed"),
    "status": NP_("changed", "status"),
    "stalled": NP_("changed", "stalled"),
    "overdue": NP_("changed", "overdue"),
    "due": NP_("changed", "due date"),
    "phase": NP_("changed", "whose move"),
    "closed": NP_("changed", "closed"),
    "reopened": NP_("changed", "open again"),
}
_PHASES: Mapping[str, tuple[str, str]] = {
    "open": NP_("owed", "theirs"),
    "review": NP_("owed", "our review"),
    "superior": NP_("owed", "a superior's"),
}
_PLAIN = frozenset({"listed", "unlisted", "closed", "reopened"})
"""What says all by its own word."""

_STAGES = frozenset(Stage)


def group_words(group: str) -> str:
    """新增, 好转, 变差, 退出."""
    return pgettext(*GROUPS[group])


def change_words(change: Change) -> str:
    """One change in a line: the stage, from signed to landed."""
    what = pgettext(*WHATS[change.what])
    if change.what in _PLAIN:
        return what
    if change.what == "stalled":
        return what if change.after else _("no longer stalled")
    before, after = then_and_now(change)
    return f"{what} {before} → {after}"


def then_and_now(change: Change) -> tuple[str, str]:
    """What it was and what it is, each in a word or two; — where it was nothing."""
    what = pgettext(*WHATS[change.what])
    if change.what in _PLAIN:
        return _dated(change.before), _dated(change.after) if change.what == "listed" and change.after else what
    if change.what == "stalled":
        return ("—", what) if change.after else (what, _("no longer stalled"))
    if change.what == "overdue":
        days = int(change.after)
        return _dated(change.before), ngettext("overdue {n} day", "overdue {n} days", days).format(n=days)
    if change.what == "due":
        return _dated(change.before), _dated(change.after)
    return _value(change.before), _value(change.after)


def _dated(text: str) -> str:
    return _("due {day}").format(day=text[5:]) if text else "—"


def _value(text: str) -> str:
    if text in _PHASES:
        return pgettext(*_PHASES[text])
    if text in _STAGES:
        return stage_word(Stage(text))
    return value_word(text) if text else "—"
