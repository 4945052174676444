"""What is owed beside follow-ups, in words: its sort (报送, 邀请, 例行 …) and what a line of it is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.wording import NP_, _, ngettext, pgettext
from data.wording.periods import period_words

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
