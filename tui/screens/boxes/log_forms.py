"""What is asked before a log: a visit, a blocker, what came of a call. Leaving the box writes nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from textual.app import App

from data.model import BLOCKED, BLOCKER_KINDS, UNBLOCKED, VISIT, CallChoice, Item, MarkRequest, OwedItem, StalledProject
from data.model.log_kinds import CALLS
from data.model.outcomes import outcome
from data.wording import _, ngettext
from data.wording.code_words import mark_word, outcome_word
from tui.input.typed_days import Unclear, WorkdayAfter, expected, parse_day
from tui.screens.boxes.dialog import Ask, Choice, Picker, open_box
from tui.screens.boxes.mark_forms import OnMark, done_words
from tui.screens.boxes.short_form import ShortForm

Requests = Callable[[Sequence[tuple[MarkRequest, Item]], str], None]
"""(what to write about which rows, what to say of the first once it is written)"""

MAX_PAST, HALF_A_YEAR = 364, 182
"""Days: a visit longer ago is a slip of the hand; a day without a year is the nearest one, before or after today."""

_AGO: Mapping[str, int] = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1}


def ask_visit(app: App[Any], item: Item, today: date, workday_after: WorkdayAfter, done: OnMark) -> None:
    """The day and, if wanted, a few words; today stands there already."""

    def filled(answers: Mapping[str, str]) -> None:
        day = past_day(answers["on"], today, workday_after)
        on = None if day == today else day
        request = MarkRequest(item.key, "log", VISIT, text=answers["text"], on=on)
        done(request, _on_project(item, mark_word("stalled", "log", VISIT)))

    asks = [
        Ask("on", _("Day"), value=today.isoformat(), check=lambda text: past_day(text, today, workday_after)),
        Ask("text", _("What was seen (may stay empty)"), needed=False),
    ]
    open_box(app, ShortForm(_("A visit to the project"), _project(item), asks), filled)


def past_day(text: str, today: date, workday_after: WorkdayAfter) -> date:
    """The day of a visit: today or before. Raises Unclear."""
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    if typed in _AGO:
        return today - timedelta(days=_AGO[typed])
    if not typed[:1].isdigit():
        raise Unclear(_("a day such as 5-8, 2026-05-08 or yesterday"))
    back = MAX_PAST if typed[:4].isdigit() else HALF_A_YEAR
    day = parse_day(typed, today - timedelta(days=back), workday_after)
    if day > today:
        raise Unclear(_("{day} is still to come").format(day=day.isoformat()))
    return day


def ask_blocker(app: App[Any], item: Item, done: OnMark) -> None:
    """What the project lacks, by its digit, and a few words; the last digit says that nothing holds it any more."""

    def picked(word: str) -> None:
        def filled(answers: Mapping[str, str]) -> None:
            request = MarkRequest(item.key, "log", word, text=answers["text"])
            done(request, _on_project(item, mark_word("stalled", "log", word)))

        ask = Ask("text", _("What holds it") if word != UNBLOCKED else _("Remark"), needed=word == BLOCKED + "other")
        open_box(app, ShortForm(mark_word("stalled", "log", word), _project(item), [ask]), filled)

    words = [BLOCKED + kind for kind in BLOCKER_KINDS]
    lines = [Choice(digit, outcome_word("blocker kind", word), "", word) for digit, word in enumerate(words, 1)]
    lines.append(Choice(len(lines) + 1, mark_word("stalled", "log", UNBLOCKED), "", UNBLOCKED))
    open_box(app, Picker(_("What holds the project? (the desk's word)"), _project(item), lines), picked)


def ask_call(
    app: App[Any], whom: str, items: Sequence[Item], today: date, workday_after: WorkdayAfter, done: Requests
) -> None:
    """What came of the call, by its digit; then a day if one was promised, and a remark if wanted."""

    def picked(call: CallChoice) -> None:
        def filled(answers: Mapping[str, str]) -> None:
            until = parse_day(answers["until"], today, workday_after) if "until" in answers else None
            requests = [(call_request(call, item, until, answers["text"]), item) for item in items]
            done(requests, call_said(call, items[0], until, today, workday_after))

        asks = [
            Ask(
                "until", _("Promised by"), placeholder=expected(), check=lambda t: promised_day(t, today, workday_after)
            ),
            Ask("text", _("Remark"), needed="text" in call.asks),
        ][0 if "until" in call.asks else 1 :]
        open_box(app, ShortForm(call_word(call), _about(whom, items), asks), filled)

    lines = [Choice(call.digit, call_word(call), _meaning(call, items), call) for call in CALLS]
    open_box(app, Picker(_("What came of the call?"), _about(whom, items), lines), picked)


def promised_day(text: str, today: date, workday_after: WorkdayAfter) -> date:
    """A day after today. Raises Unclear."""
    day = parse_day(text, today, workday_after)
    if day == today:
        raise Unclear(_("a day after today: until then the row is off the list"))
    return day


def call_request(call: CallChoice, item: Item, until: date | None, text: str) -> MarkRequest:
    """The outcome of `m` that says the same of this kind of item, else a log, which hides nothing."""
    act = call.acts.get(item.kind)
    op, word = ("act", act) if act else ("log", call.log)
    return MarkRequest(item.key, op, word, until=until, text=text, seen=item.episode)


def call_said(call: CallChoice, item: Item, until: date | None, today: date, workday_after: WorkdayAfter) -> str:
    """What was done and when the row comes back, for the foot."""
    choice = outcome(item.kind, call.acts.get(item.kind, ""))
    if choice is None:
        return call_word(call)
    return done_words(choice, outcome_word(item.kind, choice.id), until, today, workday_after)


def call_word(call: CallChoice) -> str:
    """What came of it, in words."""
    return mark_word("", "log", call.log)


def _meaning(call: CallChoice, items: Sequence[Item]) -> str:
    """Which outcome it is for the rows that were talked about."""
    acts = dict.fromkeys(outcome_word(item.kind, act) for item in items if (act := call.acts.get(item.kind)))
    logged = _("noted, hides nothing") if any(item.kind not in call.acts for item in items) else ""
    return _(", ").join((*acts, *([logged] if logged else [])))


def _about(whom: str, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return "  ".join(part for part in (whom, items[0].title) if part)
    return f"{whom}  {ngettext('{n} row', '{n} rows', len(items)).format(n=len(items))}"


def _project(item: Item) -> str:
    return item.project if isinstance(item, StalledProject | OwedItem) else item.title


def _on_project(item: Item, word: str) -> str:
    """What is logged from another row belongs to the project: the foot says to which."""
    return (
        word
        if isinstance(item, StalledProject)
        else _("{what}, on {project}").format(what=word, project=_project(item))
    )
