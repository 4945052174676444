"""The field's fixed words in the reader's language (the glossary's, both columns)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from data.model import (
    Basis,
    ItemState,
    Light,
    Paper,
    Stage,
    Status,
    UnitProgress,
    UnitWhole,
)
from data.support.late_pattern import late_pattern
from data.wording import N_, NP_, _, language, pgettext
from data.wording.numbers import yi_short

STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.INTENT: NP_("stage", "intent"),
    Stage.TALKS: NP_("stage", "in talks"),
    Stage.SIGNED: NP_("stage", "signed"),
    Stage.LANDED: NP_("stage", "landed"),
    Stage.BUILDING: NP_("stage", "building"),
    Stage.PRODUCTION: NP_("stage", "in production"),
    Stage.CAPACITY: NP_("stage", "at capacity"),
}

PAPERS: Mapping[Paper, tuple[str, str]] = {
    Paper.CONTRACT: NP_("paper", "contract"),
    Paper.FRAMEWORK: NP_("paper", "framework"),
    Paper.INTENT: NP_("paper", "intent"),
}

STATUSES: Mapping[Status, tuple[str, str]] = {
    Status.NORMAL: NP_("status", "normal"),
    Status.RETURNED: NP_("status", "returned"),
    Status.REPLACED: NP_("status", "replaced"),
    Status.ENDED: NP_("status", "ended"),
    Status.PAUSED: NP_("status", "paused"),
}

LIGHTS: Mapping[Light, tuple[str, str]] = {
    Light.GREEN: NP_("light", "on pace"),
    Light.YELLOW: NP_("light", "behind"),
    Light.RED: NP_("light", "far behind"),
    Light.NONE: NP_("light", "no target"),
}
"""绿 正常, 黄 预警, 红 滞后, — 未下达: in Chinese the colour's own word stands before the state."""

BASES: Mapping[Basis, str] = {
    Basis.CONTRACTED: N_("contracted funds"),
    Basis.TOTAL_INVESTMENT: N_("total investment"),
}

STATES: Mapping[ItemState, tuple[str, str]] = {
    ItemState.OPEN: NP_("state", "open"),
    ItemState.CLAIMED: NP_("state", "claimed"),
    ItemState.WAITING: NP_("state", "waiting"),
    ItemState.SNOOZED: NP_("state", "snoozed"),
    ItemState.HANDLED: NP_("state", "handled, to check"),
    ItemState.UNCHANGED: NP_("state", "ledger unchanged"),
}

UNIT_KINDS: Mapping[str, tuple[str, str]] = {
    "county": NP_("unit kind", "counties"),
    "park": NP_("unit kind", "parks"),
    "department": NP_("unit kind", "departments"),
    "township": NP_("unit kind", "townships"),
    "": NP_("unit kind", "kind not given"),
}

LEDGER_KINDS: Mapping[str, tuple[str, str]] = {
    "fairs": NP_("ledger kind", "fairs"),
    "units": NP_("ledger kind", "units"),
    "targets": NP_("ledger kind", "targets"),
    "projects": NP_("ledger kind", "projects"),
    "milestones": NP_("ledger kind", "milestones"),
    "funds": NP_("ledger kind", "funds"),
    "blockers": NP_("ledger kind", "blockers"),
    "visits": NP_("ledger kind", "visits"),
    "followups": NP_("ledger kind", "follow-ups"),
    "reports": NP_("ledger kind", "reports"),
    "trips": NP_("ledger kind", "outbound trips"),
    "guests": NP_("ledger kind", "guests"),
    "prep": NP_("ledger kind", "preparation"),
    "roster": NP_("ledger kind", "the roster"),
    "payouts": NP_("ledger kind", "payouts"),
    "assessments": NP_("ledger kind", "assessments"),
    "natives": NP_("ledger kind", "natives away"),
    "leads": NP_("ledger kind", "leads"),
    "ratings": NP_("ledger kind", "ratings"),
}
"""What a kind of ledger is called: the Chinese is the label of `data.ledgers.kinds_and_columns`."""

# (item kind, outcome id) -> word; the item kind "" serves wherever a kind has no word of its own.
OUTCOMES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("", "chased"): NP_("outcome", "chased"),
    ("", "passed-on"): NP_("outcome", "passed on"),
    ("", "extended"): NP_("outcome", "extended"),
    ("", "closed-out"): NP_("outcome", "closed out"),
    ("figures", "confirmed"): NP_("outcome", "figures confirmed"),
    ("figures", "objected"): NP_("outcome", "figures objected to"),
    ("paper", "with-remark"): NP_("outcome", "issued with a remark"),
    ("stalled", "visited"): NP_("outcome", "visited the site"),
    ("stalled", "to-dispatch"): NP_("outcome", "to the dispatch meeting"),
    ("stalled", "to-summons"): NP_("outcome", "summons proposed"),
    ("stalled", "moving"): NP_("outcome", "moving, update due"),
    ("stalled", "to-dispose"): NP_("outcome", "return, replace or clear proposed"),
    ("followup", "arranged"): NP_("outcome", "arranged"),
    ("followup", "replied"): NP_("outcome", "replied"),
    ("followup", "reported-done"): NP_("outcome", "reported done, review due"),
    ("report", "chased"): NP_("outcome", "report asked for"),
    ("report", "received"): NP_("outcome", "received, to be filed"),
    ("report", "excused"): NP_("outcome", "excused this time"),
    ("report", "named"): NP_("outcome", "named in the circular"),
    ("blocker", "assigned"): NP_("outcome", "assigned to the lead department"),
    ("blocker", "to-meeting"): NP_("outcome", "to the coordination meeting"),
    ("blocker", "solved"): NP_("outcome", "solved, enterprise to confirm"),
    ("guest", "written"): NP_("outcome", "letter sent"),
    ("guest", "called"): NP_("outcome", "called"),
    ("guest", "confirmed"): NP_("outcome", "confirmed"),
    ("guest", "open"): NP_("outcome", "undecided"),
    ("guest", "declined"): NP_("outcome", "declined"),
    ("guest", "replaced"): NP_("outcome", "another invited instead"),
    ("guest", "arrived"): NP_("outcome", "arrived"),
    ("prep", "finished"): NP_("outcome", "finished, acceptance due"),
    ("prep", "accepted"): NP_("outcome", "accepted and closed out"),
    ("prep", "cancelled"): NP_("outcome", "cancelled"),
    ("problem", "returned"): NP_("outcome", "returned for correction"),
    ("problem", "verified"): NP_("outcome", "verified by telephone"),
    ("problem", "as-is"): NP_("outcome", "accepted as it is"),
    ("problem", "excluded"): NP_("outcome", "not counted"),
    ("contradiction", "first"): NP_("outcome", "the first holds"),
    ("contradiction", "second"): NP_("outcome", "the second holds"),
    ("contradiction", "different"): NP_("outcome", "not the same project"),
    ("contradiction", "asked"): NP_("outcome", "both asked to agree"),
    ("contradiction", "to-ruling"): NP_("outcome", "ruling proposed"),
    ("pair", "first"): NP_("outcome", "the first holds"),
    ("pair", "second"): NP_("outcome", "the second holds"),
    ("pair", "different"): NP_("outcome", "not the same project"),
    ("pair", "asked"): NP_("outcome", "both asked to agree"),
    ("pair", "to-ruling"): NP_("outcome", "ruling proposed"),
    ("two-targets", "first"): NP_("outcome", "the first target holds"),
    ("two-targets", "second"): NP_("outcome", "the second target holds"),
    ("two-targets", "asked"): NP_("outcome", "both papers to be compared"),
    ("two-targets", "to-ruling"): NP_("outcome", "ruling proposed"),
    ("visit", "visited"): NP_("outcome", "visited the site"),
    ("duty", "done"): NP_("outcome", "done"),
    ("payout", "paid"): NP_("outcome", "paid, booking due"),
    # What is logged: it hides nothing.
    ("", "visit"): NP_("log", "visit made"),
    ("", "blocked-land"): NP_("log", "blocker: land"),
    ("", "blocked-permits"): NP_("log", "blocker: permits"),
    ("", "blocked-water"): NP_("log", "blocker: water"),
    ("", "blocked-power"): NP_("log", "blocker: power"),
    ("", "blocked-gas"): NP_("log", "blocker: gas"),
    ("", "blocked-finance"): NP_("log", "blocker: finance"),
    ("", "blocked-labour"): NP_("log", "blocker: labour"),
    ("", "blocked-other"): NP_("log", "blocker: other"),
    ("", "unblocked"): NP_("log", "no blocker is left"),
    ("", "no-answer"): NP_("log", "called, no answer"),
    ("", "call"): NP_("log", "called"),
    ("", "promised"): NP_("log", "called, promised"),
    ("", "says-done"): NP_("log", "called, says it is done"),
    ("", "wrong-number"): NP_("log", "called, wrong number"),
    ("", "talked"): NP_("log", "spoken to"),
    ("blocker kind", "blocked-land"): NP_("blocker kind", "land"),
    ("blocker kind", "blocked-permits"): NP_("blocker kind", "permits"),
    ("blocker kind", "blocked-water"): NP_("blocker kind", "water"),
    ("blocker kind", "blocked-power"): NP_("blocker kind", "power"),
    ("blocker kind", "blocked-gas"): NP_("blocker kind", "gas"),
    ("blocker kind", "blocked-finance"): NP_("blocker kind", "finance"),
    ("blocker kind", "blocked-labour"): NP_("blocker kind", "labour"),
    ("blocker kind", "blocked-other"): NP_("blocker kind", "other"),
}


def stage_word(stage: Stage | None) -> str:
    """A stage's word; "—" without one."""
    return pgettext(*STAGES[stage]) if stage else "—"


def light_word(light: Light) -> str:
    """A light's word: 绿 正常, or "on pace"."""
    return pgettext(*LIGHTS[light])


def at_most_words(amount: Decimal) -> str:
    """最高可计 1.2亿: what counts at most by any of the rows that disagree."""
    return _("at most {amount}").format(amount=yi_short(amount))


def joint_words(unit: UnitProgress | UnitWhole) -> str:
    """Contracts of the unit whose amount counts in another: 联合项目 1个（金额计在甲园区）; "" without any."""
    if not unit.joint_in:
        return _("joint {n}").format(n=unit.joint) if unit.joint else ""
    return _("joint {n}, counted in {units}").format(n=unit.joint, units="、".join(unit.joint_in))


def basis_word(basis: Basis) -> str:
    """The basis as the board prints it: 合同引资额, 总投资."""
    return _(BASES[basis])


def state_word(state: ItemState) -> str:
    """An item's state: 未处理, 我来跟, …"""
    return pgettext(*STATES[state])


def unit_kind_word(kind: str) -> str:
    """The heading that units of a kind stand under; a kind of the office's own stays as written."""
    return pgettext(*UNIT_KINDS[kind]) if kind in UNIT_KINDS else kind


def ledger_kind_word(kind: str) -> str:
    """What a kind of ledger is called: 项目台账, 值班表; a kind that is not known stays as written."""
    return pgettext(*LEDGER_KINDS[kind]) if kind in LEDGER_KINDS else kind


DECIDING: Mapping[str, tuple[str, str]] = {
    "contracted": NP_("field", "contracted funds"),
    "total_investment": NP_("field", "total investment"),
    "paper": NP_("field", "paper"),
    "signed_on": NP_("field", "day of signing"),
    "fair": NP_("field", "fair"),
    "unit": NP_("field", "unit"),
    "status": NP_("field", "status"),
    "amount": NP_("field", "target"),
    "projects": NP_("field", "number of projects"),
    "paid_in": NP_("field", "paid-in target"),
    "trips": NP_("field", "target of trips"),
    "starts": NP_("field", "target of starts"),
    "from": NP_("field", "counted from"),
    "to": NP_("field", "counted to"),
}
"""The fields that decide figures, and in which two ledgers may therefore contradict each other."""


def deciding_word(field: str) -> str:
    """A field that decides figures: 合同引资额, 签约日期; any other stays as it is."""
    return pgettext(*DECIDING[field]) if field in DECIDING else field


def paper_word(paper: Paper) -> str:
    """A paper's word: 合同, 框架协议, 意向."""
    return pgettext(*PAPERS[paper])


def status_word(status: Status) -> str:
    """A status's word: 正常, 退回, …"""
    return pgettext(*STATUSES[status])


CURRENCIES: Mapping[str, tuple[str, str]] = {
    "CNY": NP_("currency", "CNY"),
    "USD": NP_("currency", "USD"),
    "HKD": NP_("currency", "HKD"),
    "EUR": NP_("currency", "EUR"),
    "JPY": NP_("currency", "JPY"),
    "GBP": NP_("currency", "GBP"),
    "AUD": NP_("currency", "AUD"),
    "CAD": NP_("currency", "CAD"),
    "KRW": NP_("currency", "KRW"),
    "TWD": NP_("currency", "TWD"),
    "SGD": NP_("currency", "SGD"),
}


def currency_word(code: str) -> str:
    """A currency's name: 人民币, 美元, …; one that is not known stays as written."""
    return pgettext(*CURRENCIES[code]) if code in CURRENCIES else code


def other_money(code: str, amount: Decimal) -> str:
    """An amount in 万 that is not in yuan: 8000万美元, in English USD 80 million."""
    shown = amount if language() == "zh" else amount / 100
    number = f"{shown:f}"
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return _("{currency} {amount} million").format(currency=currency_word(code), amount=plain)


_MONEY = late_pattern(r"(\d+(?:\.\d+)?) ([A-Z]{3})")


def money_words(amount: Decimal) -> str:
    """An amount in 万元 with its unit: 45亿元, 4,500 million yuan without the comma."""
    return _("{n} million yuan").format(n=yi_short(amount if language() == "zh" else amount * 100))


def value_word(text: str) -> str:
    """What a cell says, for a reader: an amount of ten thousands with its currency in 亿元, a fixed word in words."""
    money = _MONEY.fullmatch(text)
    if money and money[2] == "CNY":
        return money_words(Decimal(money[1]))
    if money and money[2] in CURRENCIES:
        return other_money(money[2], Decimal(money[1]))
    if text in set(Paper):
        return paper_word(Paper(text))
    return status_word(Status(text)) if text in set(Status) else text


def outcome_word(item_kind: str, outcome: str) -> str:
    """An outcome's word for an item of this kind; an outcome that this version does not know stays as written."""
    entry = OUTCOMES.get((item_kind, outcome)) or OUTCOMES.get(("", outcome))
    return pgettext(*entry) if entry else outcome


OPS: Mapping[str, tuple[str, str]] = {
    "snooze": NP_("op", "snooze"),
    "claim": NP_("op", "claim"),
    "note": NP_("op", "note"),
    "reopen": NP_("op", "reopen"),
    "accept": NP_("op", "accepted"),
    "undo": NP_("op", "undo"),
    "link": NP_("op", "joined to a row"),
    "handover": NP_("op", "handed over"),
    "takeover": NP_("op", "took over"),
    "confirm": NP_("op", "answered to the figures"),
    "issue": NP_("op", "issued"),
    "decide": NP_("op", "given out by the meeting"),
}


def mark_word(item_kind: str, op: str, outcome: str) -> str:
    """What a mark is called: its outcome, or its op; one that this version does not know stays as written."""
    if outcome:
        return outcome_word(item_kind, outcome)
    return pgettext(*OPS[op]) if op in OPS else op
