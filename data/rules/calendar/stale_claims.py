"""Claims (我来跟) on which nothing was done for days: whoever claimed a row may have forgotten it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from data.model import ItemMarks, ItemState
from data.rules.board_inputs import MarksOf
from data.rules.calendar.workdays import Workdays

WORKDAYS = 3
"""So many working days may pass after a claim without a further mark on its row."""

_UNDO = "undo"


def with_idle_claims(marks: MarksOf, workdays: Workdays, as_of: date) -> MarksOf:
    """`marks`, which says of a claim that has stood so long for how many days (of the calendar) nothing was marked."""

    def told(key: str, episode: str) -> ItemMarks:
        found = marks(key, episode)
        if found.state is not ItemState.CLAIMED or found.at is None:
            return found
        zone = found.at.tzinfo
        days = [line.at.astimezone(zone).date() for line in found.history if not line.undone and line.op != _UNDO]
        last = max((found.at.date(), *days))
        if last >= as_of or workdays.count(last + timedelta(days=1), as_of) < WORKDAYS:
            return found
        return replace(found, idle=(as_of - last).days)

    return told
