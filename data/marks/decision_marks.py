"""What a dispatch meeting decided, as marks: op `decide`, on the key that the follow-up has or will have in a ledger.

In no episode: what was decided stands until it is decided anew (`after`) or undone. What officers then do about it are
marks of the follow-up's own episode, so that they count on when a ledger takes the matter over under the same key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo

from data.marks.fold_marks import Fold
from data.marks.item_state import DECIDE
from data.marks.make_mark import MAX_AWAY, MAX_NAME, Author, MarkError, event_of
from data.marks.mark_event import Arg, Event, Was
from data.model.meeting_decisions import FOLLOWUP, MeetingDecision
from data.support.text import line as one_line
from data.support.text import short

MAX_MATTER = 120
"""Characters of a matter: it stands in the mark twice, as the key and as it was written."""


def make_decision(
    key: str, unit: str, what: str, due: date, who: str, meeting: date, today: date, writer: Author
) -> Event:
    """That the meeting of a day gave `what` to `unit`, to be done by `due`, `who` answering for it ("": nobody named).

    The same matter decided anew replaces what stood. Raises MarkError for a day that cannot be, and for words that are
    missing or too long.
    """
    unit, what, who = one_line(unit), one_line(what), one_line(who)
    if not unit or not what:
        raise MarkError("decide_empty")
    for text, limit in ((what, MAX_MATTER), (unit, MAX_NAME), (who, MAX_NAME)):
        if len(text) > limit:
            raise MarkError("mark_too_long", (("limit", str(limit)),))
    if meeting > today:
        raise MarkError("decide_ahead", (("day", meeting.isoformat()),))
    if due < meeting:
        raise MarkError("decide_due", (("until", due.isoformat()), ("day", meeting.isoformat())))
    if due > meeting + MAX_AWAY:
        raise MarkError("mark_too_far", (("until", due.isoformat()), ("last", (meeting + MAX_AWAY).isoformat())))
    after = tuple(event.id for event in writer["fold"].standing(key, DECIDE))
    named = short(what, MAX_NAME)
    arg = Arg(until=due, text="" if named == what else what, who=who, ref=meeting.isoformat())
    return event_of(DECIDE, key, arg, Was(unit, named, due, kind=FOLLOWUP), after, **writer)


def decisions(fold: Fold, zone: tzinfo) -> tuple[MeetingDecision, ...]:
    """What meetings decided and nobody took back, by meeting, unit and matter: the same order at every station."""
    found = (_decision(key, fold.standing(key, DECIDE), zone) for key in fold.decided())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.meeting, one.unit, one.what, one.key)))


def _decision(key: str, events: Sequence[Event], zone: tzinfo) -> MeetingDecision | None:
    """Of several made apart the one that is due first stands: what shows a matter soonest does."""
    told = [(event, meeting) for event in events if (meeting := _meeting(event)) and event.arg.until]
    if not told:
        return None
    event, meeting = min(told, key=lambda pair: (pair[0].arg.until or date.max, -pair[0].lam, pair[0].id))
    assert event.arg.until is not None
    arg = event.arg
    return MeetingDecision(
        key=key,
        unit=event.was.unit,
        what=one_line(arg.text) or event.was.name,
        due=event.arg.until,
        who=arg.who,
        meeting=meeting,
        by=event.by,
        at=event.at.astimezone(zone),
        others=_others(event, (one for one, _day in told)),
    )


def _others(event: Event, all_: Iterable[Event]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.by for one in all_ if one.id != event.id))


def _meeting(event: Event) -> date | None:
    try:
        return date.fromisoformat(event.arg.ref)
    except ValueError:
        return None
