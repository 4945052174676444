"""That a unit was reminded of what is open with it, as a mark: a call that belongs to the unit and to no item.

It stands under `reminder/<unit>`, in no episode, hides nothing and replaces nothing; every station sees it in the log,
and none reminds the unit again too soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.marks.item_state import LOG
from data.marks.make_mark import MAX_NAME, MAX_TEXT, Author, event_of
from data.marks.mark_event import Arg, Event, Was
from data.model import LogLine
from data.support.spelling import squash
from data.support.text import short

_KEYS = "reminder/"
CALL = "call"
"""A call that was made, as the table of logs has it."""

UNIT = "unit"
"""What kind of thing it is marked on."""


def make_reminder(unit: str, words: str, writer: Author) -> Event:
    """The mark that `unit` was reminded; `words` say of what. Raises MarkError without a name."""
    was = Was("", short(unit, MAX_NAME), kind=UNIT)
    return event_of(LOG, reminder_key(unit), Arg(CALL, text=short(words, MAX_TEXT)), was, (), **writer)


def reminder_key(unit: str) -> str:
    """What the reminders of a unit are marked on."""
    return f"{_KEYS}{squash(unit)}"


def reminders(lines: Iterable[LogLine]) -> Mapping[str, LogLine]:
    """The latest reminder of each unit that nobody took back, by its key; `lines` are the log in its order."""
    standing = (line for line in lines if line.key.startswith(_KEYS) and line.op == LOG and line.state == "in force")
    found: dict[str, LogLine] = {}
    for line in standing:
        known = found.get(line.key)
        if line.at and (known is None or known.at is None or known.at <= line.at):
            found[line.key] = line
    return found
