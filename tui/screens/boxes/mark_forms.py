"""What is asked before a mark: the outcome and what it needs, the day to come back, a remark, a name.

Each function opens a box and calls `done` with what was asked for; leaving the box calls nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from textual.app import App

from data.model import HeldLedger, MarkRequest, OutcomeChoice, Undoable
from data.wording import N_, _, ngettext
from data.wording.ages import WEEKDAYS
from data.wording.code_words import mark_word, outcome_word
from data.wording.item_lines import back_word
from data.wording.ruling_words import losses_words
from tui.input.typed_days import WorkdayAfter, expected, parse_day, weekday
from tui.keys.actions import NO_OWN, action_of, keys_of
from tui.screens.boxes.asked_rows import Asked, Shared, left_words, names, own, shared
from tui.screens.boxes.dialog import Ask, Choice, Confirm, Form, Picker, open_box

OnMark = Callable[[MarkRequest, str], None]
"""(what to write, what to say once it is written)"""

AllDone = Callable[[Sequence[MarkRequest], str], None]
"""The same of one row or several, a request each."""

WHO: Mapping[str, str] = {
    "passed-on": N_("New owner"),
    "extended": N_("Approved by"),
    "closed-out": N_("Verified by"),
    "excused": N_("Approved by"),
    "cancelled": N_("Approved by"),
}
"""Whose name an outcome asks for; any other asks `ANYBODY`."""

ANYBODY = N_("Who")

WHEN: Mapping[str, str] = {
    "meeting": N_("back after the next dispatch meeting"),
    "rung": N_("until the ladder's next step"),
    "restart": N_("the ladder starts again"),
    "period": N_("until the next period"),
    "opening": N_("back three days before opening"),
    "due": N_("until it is due"),
}
"""When an item comes back, where it is not a number of days."""


ENDS: Mapping[str, str] = {
    "": N_("ends it; stays to be checked until the ledger agrees"),
    "period": N_("done until the next period"),
    "row": N_("holds until the row says something else"),
}
"""What comes of an outcome that ends an item, by what it lasts until: no ledger tells of our own duties and rulings."""


def back_words(choice: OutcomeChoice) -> str:
    """What an outcome leads to, for the picker."""
    if choice.ends:
        return _(ENDS.get(choice.when, ENDS[""]))
    if "until" in choice.asks:
        return _("back on a day that is asked")
    if choice.back is not None:
        return ngettext("back in {n} working day", "back in {n} working days", choice.back).format(n=choice.back)
    return _(WHEN[choice.when]) if choice.when in WHEN else ""


def done_words(choice: OutcomeChoice, word: str, until: date | None, today: date, workday_after: WorkdayAfter) -> str:
    """What was done and when the row comes back, for the foot: 催办，11-24再看."""
    if choice.ends:
        return _("{what}, to be checked").format(what=word) if not choice.when else word
    day = until or (workday_after(today, choice.back) if choice.back is not None else None)
    back = back_word(day) if day else back_words(choice)
    return _("{what}, {back}").format(what=word, back=back) if back else word


def ask_outcome(app: App[Any], asked: Asked, today: date, workday_after: WorkdayAfter, done: AllDone) -> None:
    """The outcomes of `m` that all of these rows have; what the picked one asks is asked next."""

    def picked(choice: Shared) -> None:
        _ask_details(app, asked, choice, today, workday_after, done)

    lines = [
        Choice(one.digit, outcome_word(asked.kind, one.id), " / ".join(back_words(way) for way in one.choices), one)
        for one in shared(asked.items)
    ]
    open_box(app, Picker(_("What was done?"), asked.subject, lines), picked)


def _ask_details(
    app: App[Any], asked: Asked, choice: Shared, today: date, workday_after: WorkdayAfter, done: AllDone
) -> None:
    word = outcome_word(asked.kind, choice.id)

    def filled(answers: Mapping[str, str]) -> None:
        until = parse_day(answers["until"], today, workday_after) if "until" in answers else None
        request = MarkRequest(
            key="",
            op="act",
            outcome=choice.id,
            until=until,
            who=answers.get("who", ""),
            text=answers.get("text", ""),
        )
        alike = len(choice.choices) == 1
        said = done_words(choice.choices[0], word, until, today, workday_after) if alike else word
        done([choice.request(request, item) for item in asked.items], said)

    if choice.asks:
        open_box(app, Form(word, asked.subject, _details(choice, today, workday_after)), filled)
    else:
        filled({})


def _details(choice: Shared, today: date, workday_after: WorkdayAfter) -> list[Ask]:
    def day(text: str) -> object:
        return parse_day(text, today, workday_after)

    labels = {
        "who": Ask("who", _(WHO.get(choice.id, ANYBODY))),
        "until": Ask("until", _("Until"), placeholder=expected(), check=day),
        "text": Ask("text", _("Evidence") if all(way.ends for way in choice.choices) else _("Remark")),
    }
    return [ask for name, ask in labels.items() if name in choice.asks]


def ask_snooze(
    app: App[Any], asked: Asked, today: date, workday_after: WorkdayAfter, limit: int, done: AllDone
) -> None:
    """The day on which the rows come back, `limit` days away at most: a snooze always ends (docs/marks.md)."""

    def write(day: date) -> None:
        request = MarkRequest(key="", op="snooze", until=day)
        done([own(request, item) for item in asked.items], f"{mark_word(asked.kind, 'snooze', '')} {_day_words(day)}")

    def day(text: str) -> date:
        return parse_day(text, today, workday_after, at_most=limit)

    def picked(days: int) -> None:
        if days:
            write(today + timedelta(days=days))
            return
        ask = Ask("until", _("Back on"), placeholder=expected(), check=day)
        open_box(app, Form(_("Later"), asked.subject, [ask]), lambda answers: write(day(answers["until"])))

    open_box(app, Picker(_("Later"), asked.subject, _snooze_choices(today, limit)), picked)


def _snooze_choices(today: date, limit: int) -> list[Choice[int]]:
    monday = (weekday(today, 0) - today).days
    table = (
        (_("tomorrow"), 1),
        (_("in 3 days"), 3),
        (_("next Monday"), monday),
        (_("in a week"), 7),
        (_("in two weeks"), 14),
    )
    near = [(word, days) for word, days in table if days <= limit]
    lines = [Choice(n, word, _day_words(today + timedelta(days=days)), days) for n, (word, days) in enumerate(near, 1)]
    return [*lines, Choice(len(lines) + 1, _("another day…"), _("at most {days} days").format(days=limit), 0)]


def _day_words(day: date) -> str:
    return f"{day.isoformat()} {_(WEEKDAYS[day.weekday()])}"


def ask_note(app: App[Any], asked: Asked, done: AllDone) -> None:
    """A remark."""

    def filled(answers: Mapping[str, str]) -> None:
        request = MarkRequest(key="", op="note", text=answers["text"])
        done([own(request, item) for item in asked.items], mark_word(asked.kind, "note", ""))

    open_box(app, Form(_("Remark"), asked.subject, [Ask("text", _("What is to be remembered"))]), filled)


def _confirm(id: str, question: str, own_keys: Mapping[str, str]) -> Confirm:
    """A question that the keys of its action answer, the office's own where it has some."""
    action = action_of(id, own_keys)
    return Confirm(action.word, question, key=action.shown_key, others=keys_of(id, own_keys))


def several_question(id: str, asked: Asked, keys: Mapping[str, str] = NO_OWN) -> Confirm:
    """Asks before one key marks several rows at once."""
    return _confirm(id, asked.subject, keys)


def accept_question(asked: Asked, keys: Mapping[str, str] = NO_OWN) -> Confirm:
    """Says what the new versions of held ledgers have lost, before they count."""
    question = _("Let the new version count? Rows: {lost}")
    ledgers = (item for item in asked.items if isinstance(item, HeldLedger))
    held = [f"{item.file}\n{question.format(lost=losses_words(item))}" for item in ledgers]
    left = [left_words(asked.left)] if asked.left else []
    return _confirm("accept", "\n".join((*held, *left)), keys)


def name_form(suggestion: str) -> Form:
    """Asks once a run who is marking; the roster's officer is suggested."""
    return Form(
        _("Who is on duty?"),
        _("Your name stands beside every mark you make."),
        [Ask("by", _("Name"), value=suggestion)],
    )


def undo_question(marks: Sequence[Undoable], zone: ZoneInfo, keys: Mapping[str, str] = NO_OWN) -> Confirm:
    """Names the mark that `u` is about to undo; of marks that one key made, all of them."""
    last = marks[-1]
    said = {
        "by": last.by,
        "time": f"{last.at.astimezone(zone):%H:%M}",
        "mark": mark_word(last.item_kind, last.op, last.outcome),
    }
    if len(marks) > 1:
        question = _(
            "Undo “{mark}” on all {n} rows that it was made on together, by {by} at {time}?\n{items}\n"
            "For one of them alone: Esc, then {reopen} on its row ({handled} lists it)."
        ).format(
            n=len(marks),
            items=names([one.title for one in marks]),
            reopen=action_of("reopen", keys).shown_key,
            handled=action_of("handled", keys).shown_key,
            **said,
        )
    else:
        question = _("Undo “{mark}” on “{item}”, made by {by} at {time}?").format(item=last.title, **said)
    return _confirm("undo", question, keys)
