"""Changes in words: what changed, from what to what."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import Change, Stage
from data.wording import NP_, _, ngettext, pgettext
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
