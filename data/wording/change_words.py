"""Changes of projects in words: what changed, from what to what."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import Change, Stage
from data.wording import NP_, _, pgettext
from data.wording.words import stage_word, value_word

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
}
_STAGES = frozenset(Stage)


def group_words(group: str) -> str:
    """新增, 好转, 变差, 退出."""
    return pgettext(*GROUPS[group])


def change_words(change: Change) -> str:
    """One change in a line: the stage, from signed to landed."""
    what = pgettext(*WHATS[change.what])
    if change.what in ("listed", "unlisted"):
        return what
    if change.what == "stalled":
        return what if change.after else _("no longer stalled")
    before, after = _value(change.before), _value(change.after)
    return f"{what} {before} → {after}"


def _value(text: str) -> str:
    if text in _STAGES:
        return stage_word(Stage(text))
    return value_word(text) if text else "—"
