"""The field's fixed words in the reader's language (the glossary's, both columns)."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import Basis, ItemState, Light, Paper, Stage, Status
from data.wording import N_, NP_, _, pgettext

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

# (item kind, outcome id) -> word; the item kind "" serves wherever a kind has no word of its own.
OUTCOMES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("", "chased"): NP_("outcome", "chased"),
    ("", "passed-on"): NP_("outcome", "passed on"),
    ("", "extended"): NP_("outcome", "extended"),
    ("", "closed-out"): NP_("outcome", "closed out"),
    ("stalled", "visited"): NP_("outcome", "visited the site"),
    ("stalled", "to-dispatch"): NP_("outcome", "to the dispatch meeting"),
    ("stalled", "to-summons"): NP_("outcome", "summons proposed"),
    ("stalled", "moving"): NP_("outcome", "moving, update due"),
    ("stalled", "to-dispose"): NP_("outcome", "return, replace or clear proposed"),
    ("followup", "arranged"): NP_("outcome", "arranged"),
    ("followup", "replied"): NP_("outcome", "replied"),
    ("followup", "reported-done"): NP_("outcome", "reported done, review due"),
}


def stage_word(stage: Stage | None) -> str:
    """A stage's word; "—" without one."""
    return pgettext(*STAGES[stage]) if stage else "—"


def light_word(light: Light) -> str:
    """A light's word: 绿 正常, or "on pace"."""
    return pgettext(*LIGHTS[light])


def basis_word(basis: Basis) -> str:
    """The basis as the board prints it: 合同引资额, 总投资."""
    return _(BASES[basis])


def state_word(state: ItemState) -> str:
    """An item's state: 未处理, 我来跟, …"""
    return pgettext(*STATES[state])


def unit_kind_word(kind: str) -> str:
    """The heading that units of a kind stand under; a kind of the office's own stays as written."""
    return pgettext(*UNIT_KINDS[kind]) if kind in UNIT_KINDS else kind


def outcome_word(item_kind: str, outcome: str) -> str:
    """An outcome's word for an item of this kind; an outcome that this version does not know stays as written."""
    entry = OUTCOMES.get((item_kind, outcome)) or OUTCOMES.get(("", outcome))
    return pgettext(*entry) if entry else outcome
