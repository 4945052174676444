"""The season's codes in words: metrics, rates, the steps of a project, streams of guests, what a duty's state is.

A code without a word stays as it is: a ledger's or an office's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import NP_, pgettext
from data.wording.words import DECIDING

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
    "no_spread": NP_("score", "all of its kind are level"),
}
ENDS: Words = {
    "cycle": NP_("chain", "comes back to itself"),
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
