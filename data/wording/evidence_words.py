"""What evidence goes by, in words: the kinds of movement, the settings that rules name, and what values are.

A setting is called by its name first; its key in fairwatch.toml stands after it, for who changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from data.wording import NP_, _, pgettext
from data.wording.code_words import BASES, STAGES
from data.wording.period_names import period_words
from data.wording.season_words import METRICS, SORTS, SPANS, YES_NO, Words, season_word

MOVEMENTS: Words = {
    "stage": NP_("movement", "new stage"),
    "signing": NP_("movement", "signing"),
    "start": NP_("movement", "start of building"),
    "production": NP_("movement", "start of production"),
    "funds": NP_("movement", "paid-in funds"),
    "milestone": NP_("movement", "milestone reached"),
    "report": NP_("movement", "new words in the ledger"),
}
"""The kinds of evidence that a project moved, by their ids."""

SETTINGS: Words = {
    "signed.basis": NP_("setting", "basis of amounts"),
    "season.from": NP_("setting", "first day of the season"),
    "pace.days": NP_("setting", "days that pace counts"),
    "pace.curve": NP_("setting", "nodes of pace"),
    "targets.parents": NP_("setting", "units with units below are measured by"),
    "joint.share": NP_("setting", "amount of a joint project"),
    "lights.green": NP_("setting", "green up to a gap of (points)"),
    "lights.yellow": NP_("setting", "yellow up to a gap of (points)"),
    "stall.intent": NP_("setting", "days allowed: intent"),
    "stall.in_talks": NP_("setting", "days allowed: in talks"),
    "stall.signed": NP_("setting", "days allowed: signed"),
    "stall.landed": NP_("setting", "days allowed: landed"),
    "stall.building": NP_("setting", "days allowed: building"),
    "stall.evidence": NP_("setting", "what counts as movement"),
    "stall.winter": NP_("setting", "winter pause of building"),
    "stall.started_not_built": NP_("setting", "started, not built after (days)"),
    "tiers.bounds": NP_("setting", "lower bounds of sizes (10,000 yuan)"),
    "tiers.by": NP_("setting", "amount that sizes go by"),
    "admission.thresholds": NP_("setting", "admission thresholds (10,000 yuan)"),
    "admission.by": NP_("setting", "amount that admission goes by"),
    "rates.denominator": NP_("setting", "contracts that rates divide by"),
    "rates.preliminaries": NP_("setting", "stages in preliminaries"),
    "rates.rounding": NP_("setting", "rounding of rates"),
    "rates.decimals": NP_("setting", "decimals of rates"),
    "rates.paid_in_basis": NP_("setting", "amount that the paid-in rate divides by"),
    "rates.formulas": NP_("setting", "the office's own rates"),
    "score.formula": NP_("setting", "formula of scores"),
    "score.cap": NP_("setting", "most that one part counts for"),
    "assessment.bad": NP_("setting", "what makes a bad quarter"),
    "assessment.bad_score": NP_("setting", "bad below a score of"),
    "assessment.in_a_row": NP_("setting", "bad quarters in a row that are shown"),
    "trips.statistic_on": NP_("setting", "last day of the heads' statistic"),
    "repeats.name_percent": NP_("setting", "names alike from (percent)"),
    "repeats.amount_percent": NP_("setting", "amounts alike up to (percent)"),
    "repeats.pairwise": NP_("setting", "projects of one investor compared"),
    "rules.pack": NP_("setting", "rule pack"),
    "followups.ladders": NP_("setting", "ladders by grade"),
    "followups.days": NP_("setting", "days that ladders count"),
    "followups.within_year": NP_("setting", "ladders end with the year"),
    "followups.extended_report_months": NP_("setting", "months between reports of extended matters"),
    "owed.report_days": NP_("setting", "days a ledger may stand unchanged"),
    "owed.guest_days": NP_("setting", "days until a guest is asked again"),
    "owed.visits_a_week": NP_("setting", "visits owed a week"),
    "owed.desk_days": NP_("setting", "days ahead on the duty screen"),
    "owed.desk_kinds": NP_("setting", "what stands on the duty screen"),
    "guest_states": NP_("setting", "the office's words for guests' states"),
    "guests.top_tiers": NP_("setting", "words of top tiers"),
    "cadence.fair_weeks": NP_("setting", "weeks before a fair"),
    "cadence.rollup": NP_("setting", "roll-up: before a fair, else"),
    "cadence.dispatch": NP_("setting", "dispatch meeting: before a fair, else"),
    "cadence.circular": NP_("setting", "circular: before a fair, else"),
    "cadence.review": NP_("setting", "site review: before a fair, else"),
    "cadence.inspection": NP_("setting", "inspection: before a fair, else"),
    "cadence.ranking": NP_("setting", "ranking: before a fair, else"),
    "files.versions": NP_("setting", "which versions of a ledger count"),
    "marks.meeting_weekday": NP_("setting", "weekday of the dispatch meeting"),
    "roster.day_begins": NP_("setting", "hour at which the day shift begins"),
    "roster.night_begins": NP_("setting", "hour at which the night shift begins"),
}
"""What the settings are called that a rule goes by (`data.wording.rulebook` names them; a test holds the two
together)."""

RUNGS: Words = {
    "arranged_days": NP_("ladder", "arranged in {n} d"),
    "replied_days": NP_("ladder", "replied in {n} d"),
    "settled_days": NP_("ladder", "settled in {n} d"),
    "settled_months": NP_("ladder", "settled in {n} months"),
}
"""The rungs of a ladder as settings hold them; one of 0 is left out."""

_DAYS: Words = {"calendar": NP_("choice", "calendar days"), "work": NP_("choice", "working days")}
_AMOUNTS: Words = {
    "auto": NP_("choice", "contracted funds where given, else total investment"),
    "basis": NP_("choice", "as the board counts"),
    **{str(basis): ("", word) for basis, word in BASES.items()},
}
_CHOICES: Mapping[str, Words] = {
    "signed.basis": _AMOUNTS,
    "tiers.by": _AMOUNTS,
    "admission.by": _AMOUNTS,
    "rates.paid_in_basis": _AMOUNTS,
    "pace.days": _DAYS,
    "pace.curve": {"linear": NP_("choice", "linear by days")},
    "joint.share": {
        "first": NP_("choice", "the first-named unit's"),
        "equal": NP_("choice", "an equal share for each"),
    },
    "targets.parents": {"whole": NP_("choice", "their whole"), "own": NP_("choice", "their own signings")},
    "followups.days": _DAYS,
    "stall.evidence": MOVEMENTS,
    "rates.preliminaries": {str(stage): entry for stage, entry in STAGES.items()},
    "rates.denominator": {
        "cumulative": NP_("choice", "all contracts"),
        "net": NP_("choice", "contracts not struck off"),
    },
    "rates.rounding": {"half_up": NP_("choice", "half up"), "truncate": NP_("choice", "cut off")},
    "score.formula": {
        "completion": NP_("choice", "completion"),
        "count_amount": NP_("choice", "half number, half amount"),
        "min_max": NP_("choice", "60 + 40·(x−min)/(max−min)"),
        "weighted": NP_("choice", "weighted parts"),
    },
    "assessment.bad": {
        "either": NP_("choice", "last of its kind, or a low score"),
        "last": NP_("choice", "last of its kind"),
        "score": NP_("choice", "a low score"),
    },
    "rules.pack": {"plain": NP_("choice", "no ladder")},
    "owed.desk_kinds": SORTS,
    "files.versions": {"auto": NP_("choice", "the newest"), "all": NP_("choice", "every file")},
}
_OFTEN: Words = {**SPANS, "off": NP_("choice", "never")}


_VALUES: Mapping[str, Callable[[str], str]] = {
    "period": period_words,
    "week": period_words,
    "span": lambda text: season_word(SPANS, text),
    "metric": lambda text: season_word(METRICS, text),
    "basis": lambda text: _word(_AMOUNTS, text),
    "denominator": lambda text: _word(_CHOICES["rates.denominator"], text),
}
"""Values of a trace that are codes, by the value's name."""


def movement_word(kind: str) -> str:
    """What kind of evidence a project's last movement is; "" without one."""
    return season_word(MOVEMENTS, kind)


def trace_value(name: str, text: str) -> str:
    """What a trace's value says; one that is no code stays as it is."""
    return _VALUES[name](text) if name in _VALUES else text


def setting_name(key: str) -> str:
    """A setting by its name, its key in brackets: 在谈阶段允许天数（stall.in_talks）; one without a name by its key."""
    return _("{name} ({key})").format(name=pgettext(*SETTINGS[key]), key=key) if key in SETTINGS else key


def setting_value(key: str, value: object) -> str:
    """What a setting is set to, in words; `value` is of JSON's plain types."""
    often = key.startswith("cadence.") and isinstance(value, Sequence)
    return _said(value, _OFTEN if often else _CHOICES.get(key, {}))


def _said(value: object, words: Words) -> str:
    if value is None or value in ([], (), {}):
        return _("not set")
    match value:
        case bool():
            return season_word(YES_NO, "yes" if value else "no")
        case Mapping() if value.keys() <= RUNGS.keys():
            return _(", ").join(season_word(RUNGS, rung).format(n=days) for rung, days in value.items() if days)
        case Mapping():
            return _("; ").join(f"{name} {_said(inner, words)}" for name, inner in value.items())
        case list() | tuple():
            return _(", ").join(_said(one, words) for one in value)
    return _word(words, f"{value}")


def _word(words: Words, code: str) -> str:
    """A code's word; one whose context is "" is a plain message."""
    context, word = words.get(code, ("", ""))
    return pgettext(context, word) if context else _(word) if word else code
