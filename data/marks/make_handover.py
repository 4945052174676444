"""A note of a shift, and its acceptance, as they are made at the key press."""

from __future__ import annotations

from collections.abc import Sequence

from data.marks.item_state import HANDOVER, TAKEOVER
from data.marks.make_mark import MAX_NAME, Author, MarkError, event_of, line_of
from data.marks.mark_event import Arg, Event, Listed, Was
from data.marks.shift_notes import KEY
from data.model import OwedItem, StalledProject, item_ref
from data.support.text import block, short
from data.support.text import line as one_line

MAX_WORDS = 400
"""Characters of a note: beside them its line has room for about a dozen open items."""

MOST_LISTED = 20
"""Open items that a note lists at most; how many there were beside them it says in any case."""

_NAME, _UNIT = 24, 12


def make_handover(to: str, text: str, left: Sequence[OwedItem | StalledProject], writer: Author) -> Event:
    """The note of a shift that `writer` signs for `to` (may be ""): its words and the open items, the first foremost.

    It replaces the notes of the same officer that still wait. Raises MarkError when it is not valid.
    """
    words, whom = block(text), one_line(to)
    for given, limit in ((words, MAX_WORDS), (whom, MAX_NAME)):
        if len(given) > limit:
            raise MarkError("mark_too_long", (("limit", str(limit)),))
    name = one_line(writer["by"])
    after = tuple(note.id for note in writer["fold"].handovers() if note.waiting and one_line(note.by) == name)
    listed = tuple(map(_listed, left[:MOST_LISTED]))
    while True:
        arg = Arg(text=words, who=whom, left=listed, more=len(left) - len(listed))
        event = event_of(HANDOVER, KEY, arg, Was(), after, **writer)
        try:
            line_of(event)
        except MarkError:
            if not listed:
                raise
            listed = listed[:-1]
        else:
            return event


def make_takeover(note: str, writer: Author) -> Event:
    """The acceptance of the note with this id by `writer`. Raises MarkError."""
    found = next((one for one in writer["fold"].handovers() if one.id == note), None)
    if found is None or found.replaced:
        raise MarkError("handover_gone")
    if found.accepted_by:
        raise MarkError("handover_accepted", (("by", found.accepted_by[0]),))
    return event_of(TAKEOVER, KEY, Arg(who=found.by, ref=found.id), Was(), (), **writer)


def _listed(item: OwedItem | StalledProject) -> Listed:
    due = item.due if isinstance(item, OwedItem) else None
    return Listed(item_ref(item.key), short(item.title, _NAME), short(item.debtor, _UNIT), item.kind, due)
