"""What is asked before a dispatch meeting's decision is written down: who does what by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from textual.app import App

from data.wording import _
from tui.input.typed_days import Unclear, WorkdayAfter, expected, parse_day
from tui.messages import DecisionRequested
from tui.screens.boxes.dialog import Ask, Form

OnDecision = Callable[[DecisionRequested], object]


def ask_decision(app: App[Any], today: date, workday_after: WorkdayAfter, officer: str, done: OnDecision) -> None:
    """Unit, matter, day, person, and the meeting's day; `done` is called with what is to be written."""

    def filled(answers: Mapping[str, str] | None) -> None:
        if answers is not None:
            due = parse_day(answers["due"], today, workday_after)
            meeting = date.fromisoformat(answers["meeting"])
            told = (answers["unit"], answers["matter"], due, answers["who"], meeting, answers.get("by", ""))
            done(DecisionRequested(*told))

    asks = [
        Ask("unit", _("Unit")),
        Ask("matter", _("Matter")),
        Ask("due", _("Due"), placeholder=expected(), check=lambda text: parse_day(text, today, workday_after)),
        Ask("who", _("The person who answers for it"), needed=False),
        Ask("meeting", _("The day of the meeting"), value=today.isoformat(), check=partial(_held, today)),
        *([] if officer else [Ask("by", _("Who writes it down"))]),
    ]
    app.push_screen(Form(_("What the meeting gave out"), "", asks), filled)


def _held(today: date, text: str) -> None:
    """A day on which a meeting can have been. Raises Unclear."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unclear(_("a day, as {day}").format(day=today.isoformat())) from None
    if day > today:
        raise Unclear(_("{day} is still to come").format(day=text))
