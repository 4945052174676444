"""What a dispatch meeting gave to units, as follow-ups of the board until a ledger has them (交办清单).

Source of the rule: none; papers of other offices only say that what was handed out is followed until it is closed. A
ledger has a matter as soon as a follow-up row of it says the same matter of the same units, and was not over before the
meeting: what was closed before is an earlier matter of that name. From then on the ledger's row stands, with the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.ledgers.kinds_and_columns import FollowUp
from data.model import ItemState, OwedItem, OwedPhase, Place, Trace
from data.model.meeting_decisions import DECIDED, FOLLOWUP, DecidedStanding, MeetingDecision
from data.rules.owed.followups import has_closing
from data.rules.owed.owed_items import Owing
from data.rules.units.names import UnitBook, episode, followup_key
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What ledgers have taken over: `rows` are the keys of their follow-ups by the keys of the decisions, `aliases` the
    keys whose marks count for another, with those of the decisions among them."""

    rows: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]


def taken_over(
    decided: Sequence[MeetingDecision],
    followups: Iterable[FollowUp],
    book: UnitBook,
    aliases: Mapping[str, tuple[str, ...]],
) -> TakenOver:
    """Which of these matters the ledgers have, by an open row where one is; `aliases` are the other keys of one thing
    by the key that stands for it, as the ledgers' own rules found them."""
    if not decided:
        return TakenOver({}, aliases)
    stands = {one: key for key, several in aliases.items() for one in several}
    rows: dict[tuple[str, frozenset[str]], list[FollowUp]] = {}
    for row in followups:
        rows.setdefault(_matter(row.what, row.owed_by, book), []).append(row)
    found: dict[str, str] = {}
    for one in decided:
        same = [row for row in rows.get(_matter(one.what, one.unit, book), ()) if _is_of(row, one)]
        if same:
            key = followup_key(min(same, key=lambda row: (_ended(row) is not None, *row.place)))
            found[one.key] = stands.get(key, key)
    more: dict[str, tuple[str, ...]] = dict(aliases)
    for decision, key in found.items():
        if key != decision:
            more[key] = (*more.get(key, ()), decision)
    return TakenOver(found, more)


def decided_owed(decided: Iterable[MeetingDecision], taken: TakenOver, owing: Owing) -> tuple[OwedItem, ...]:
    """The matters that no ledger has, as follow-ups. Their episode is that of a ledger's row with the same day: what
    was marked on them goes on where such a row takes over."""
    return tuple(_item(one, owing) for one in decided if one.key not in taken.rows)


def _item(one: MeetingDecision, owing: Owing) -> OwedItem:
    said = (("meeting", one.meeting.isoformat()), ("by", one.by))
    item = owing.item(
        FOLLOWUP, one.key, one.what, one.due, place=Place(""), trace=Trace(DECIDED, said), owed_by=one.unit
    )
    phase = OwedPhase.SUPERIOR if item.phase is OwedPhase.SUPERIOR else OwedPhase.OPEN
    same = one.who in ("", item.contact)  # a telephone of somebody else is not this person's
    return replace(
        item,
        episode=episode(FOLLOWUP, one.due, phase, None),
        due_rule=DECIDED,
        assigned=one.meeting,
        contact=item.contact if same else one.who,
        phone=item.phone if same else "",
    )


def told_decisions(
    decided: Iterable[MeetingDecision], taken: TakenOver, items: Iterable[OwedItem]
) -> tuple[MeetingDecision, ...]:
    """How each stands; `items` are all that the board lists, with their marks."""
    listed = {item.key: item for item in items}
    return tuple(_told(one, taken, listed) for one in decided)


def _told(one: MeetingDecision, taken: TakenOver, listed: Mapping[str, OwedItem]) -> MeetingDecision:
    row = taken.rows.get(one.key)
    if row is not None:
        return replace(one, standing=DecidedStanding.LEDGER, item=row if row in listed else "")
    item = listed.get(one.key)
    done = item is not None and item.marks.state is ItemState.HANDLED
    return replace(one, standing=DecidedStanding.DONE if done else DecidedStanding.OPEN, item=one.key)


def marked_by_meeting(item: OwedItem, by_key: Mapping[str, MeetingDecision]) -> OwedItem:
    """A matter that no ledger has, with its marks: once closed it stays so, since there is no ledger to be unchanged;
    officers who wrote it down without knowing of each other are named."""
    one, marks = by_key.get(item.key), item.marks
    if item.due_rule != DECIDED or one is None:
        return item
    if marks.state is ItemState.UNCHANGED:
        marks = replace(marks, state=ItemState.HANDLED)
    if one.others:
        marks = replace(marks, conflict=tuple(dict.fromkeys((*marks.conflict, one.by, *one.others))))
    return item if marks is item.marks else replace(item, marks=marks)


def is_closed_here(item: OwedItem) -> bool:
    """Whether a mark closed a matter that no ledger has: nothing waits for it any more."""
    return item.due_rule == DECIDED and item.marks.state is ItemState.HANDLED


def _matter(what: str, owed_by: str, book: UnitBook) -> tuple[str, frozenset[str]]:
    return squash(what), frozenset(squash(unit) for unit in book.split(owed_by))


def _is_of(row: FollowUp, one: MeetingDecision) -> bool:
    ended = _ended(row)
    return ended is None or ended >= one.meeting


def _ended(row: FollowUp) -> date | None:
    """The day on which a ledger says that a matter was over."""
    return row.closed or (None if has_closing(row) else row.settled)
