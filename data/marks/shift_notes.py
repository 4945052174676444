"""The hand-over between shifts as marks: a note is signed (交班), another officer accepts it (接班).

All of them belong to one key and no episode. A note replaces only the notes in its `after`: those of its own officer
that still waited when it was signed. An acceptance names its note in `ref` and replaces nothing, so that of two
officers who accept one note without knowing of each other both stay on record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import tzinfo

from data.marks.item_state import HANDOVER, TAKEOVER, Thread
from data.marks.mark_event import Event
from data.model import Left, ShiftNote

KEY = "handover"
"""What all notes and acceptances are marked on."""


def notes(thread: Thread, zone: tzinfo, station: str = "") -> tuple[ShiftNote, ...]:
    """Every note that was not taken back, the latest first by (lam, at, id); what was replaced says so.

    `thread` are all marks of KEY, `station` is this station's id.
    """
    kept = [event for event in thread.events.values() if event.id not in thread.undone]
    accepted: defaultdict[str, list[Event]] = defaultdict(list)
    for event in kept:
        if event.op == TAKEOVER:
            accepted[event.arg.ref].append(event)
    signed = [event for event in kept if event.op == HANDOVER]
    return tuple(_note(event, accepted[event.id], thread, zone, station) for event in reversed(signed))


def _note(event: Event, accepted: Sequence[Event], thread: Thread, zone: tzinfo, station: str) -> ShiftNote:
    return ShiftNote(
        id=event.id,
        at=event.at.astimezone(zone),
        by=event.by,
        to=event.arg.who,
        text=event.arg.text,
        left=tuple(Left(one.ref, one.name, one.unit, one.kind, one.due) for one in event.arg.left),
        more=max(0, event.arg.more),
        accepted_by=tuple(dict.fromkeys(one.by for one in accepted)),
        accepted_at=accepted[0].at.astimezone(zone) if accepted else None,
        replaced=not accepted and not thread.holds(event),
        ours=event.station == station,
    )
