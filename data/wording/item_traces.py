"""What an item rests on: the rule that listed it, the values it used, the row."""

from __future__ import annotations

from data.model import Item, OwedItem, StalledProject, Trace
from data.wording.evidence_words import movement_word


def trace_of(item: Item) -> Trace | None:
    """The trace of a stalled project or of what is owed; None for faults, whose cell is their evidence."""
    match item:
        case StalledProject():
            day = item.last_evidence.isoformat() if item.last_evidence else "—"
            evidence = f"{day} {movement_word(item.evidence_kind)}".rstrip()
            limit = "—" if item.limit is None else str(item.limit)
            return Trace("stalled", (("evidence", evidence), ("limit", limit)), (item.place,))
        case OwedItem():
            return item.trace or Trace(
                "ladder", tuple((rung, day.isoformat()) for rung, day in item.ladder), (item.place,)
            )
    return None
