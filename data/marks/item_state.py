"""What the marks of one item come to: which are in force, which one shows, what the item's row says.

docs/marks.md, "What a mark means": state belongs to the episode, notes and the count of 催办 to the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo

from data.marks.mark_event import Event
from data.model import ItemMarks, ItemState, MarkLine
from data.model.log_kinds import ON_PROJECT
from data.model.outcomes import CHASED, lasts

ACT, SNOOZE, CLAIM, NOTE, REOPEN, UNDO, LINK = "act", "snooze", "claim", "note", "reopen", "undo", "link"
ACCEPT = "accept"
LOG = "log"
DONE = "done"
"""A duty of the office itself: what an outcome of `m` is called there (docs/marks.md)."""

HANDOVER, TAKEOVER = "handover", "takeover"
"""The note of a shift, signed; and accepted. A note replaces an earlier one of its officer that still waits."""

CONFIRM, ISSUE = "confirm", "issue"
"""A unit's answer to its figures of a period; a paper issued by a named officer."""

DECIDE = "decide"
"""What a dispatch meeting gave to a unit: the matter stands as a follow-up until a ledger has it."""

_LAYER = {
    **dict.fromkeys((ACT, SNOOZE, REOPEN, ACCEPT, DONE), "state"),
    CLAIM: "claim",
    LINK: "link",
    HANDOVER: "handover",
    CONFIRM: "answer",
    ISSUE: "issue",
    DECIDE: "decision",
}
"""Marks replace marks of their own layer only: a claim hides nothing, and a remark replaces nothing."""

_WORTH = frozenset({ACT, CLAIM, NOTE})
"""What is missed when the row it was written on is gone."""


class Thread:
    """All marks of one item, in every episode. Marks that are undone or replaced are kept, and not in force."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = {event.id: event for event in sorted(events, key=lambda event: event.order)}
        self.undone = frozenset(self._undone())
        self._replaced = frozenset(self._replacements())
        self.chased = sum(e.op == ACT and e.arg.outcome == CHASED for e in self._kept())
        self.notes = sum(e.op == NOTE for e in self._kept())

    def holds(self, event: Event) -> bool:
        """Whether a mark is in force: neither undone nor replaced."""
        return event.id in self.events and event.id not in self.undone and event.id not in self._replaced

    def accepted(self, episode: str) -> bool:
        """Whether this version of a held ledger was accepted; that is not taken back: its rows are in by then."""
        return any(e.op == ACCEPT and e.ep == episode for e in self.events.values())

    def standing(self, episode: str, op: str) -> tuple[Event, ...]:
        """The marks in force of an op's layer in an episode; more than one are concurrent."""
        layer = _LAYER.get(op)
        if layer is None:
            return ()
        return tuple(e for e in self.events.values() if e.ep == episode and _LAYER.get(e.op) == layer and self.holds(e))

    def after(self, episode: str, op: str, seen: Iterable[str], run: str) -> tuple[str, ...]:
        """What a mark of this op replaces: marks of its layer that were seen, and what the same run has in force.

        A run knows its own marks also in the moment before the screen shows them.
        """
        layer, on_screen, own = _LAYER.get(op), frozenset(seen), f"{run}."
        alike = (e for e in self.events.values() if layer and e.ep == episode and _LAYER.get(e.op) == layer)
        return tuple(e.id for e in alike if e.id in on_screen or (e.id.startswith(own) and self.holds(e)))

    def links(self, key: str) -> tuple[Event, ...]:
        """The links in force that lead from this key to another."""
        return tuple(e for e in self.events.values() if _leads_on(e) and e.key == key and self.holds(e))

    def worth(self) -> tuple[Event, ...]:
        """Outcomes, claims, remarks, visits and blockers in force, of any episode: not to be lost with the row."""
        return tuple(e for e in self.events.values() if _is_worth(e) and self.holds(e))

    def lines(self, episode: str, in_force: frozenset[str], rival: frozenset[str]) -> tuple[MarkLine, ...]:
        """Every mark, newest first, by (lam, at, id); `rival` are those that others did not know of."""
        return tuple(
            line_of(
                e,
                in_force=e.id in in_force,
                undone=e.id in self.undone,
                earlier=_LAYER.get(e.op) in ("state", "claim") and e.ep != episode,
                rival=e.id in rival,
            )
            for e in reversed(self.events.values())
        )

    def lasting(self) -> frozenset[str]:
        """Remarks and logs are in force until they are undone, links and decisions until another replaces them: in
        every episode."""
        return frozenset(e.id for e in self.events.values() if e.op in (NOTE, LOG, LINK, DECIDE) and self.holds(e))

    def _kept(self) -> Iterator[Event]:
        return (event for event in self.events.values() if event.id not in self.undone)

    def _undone(self) -> Iterator[str]:
        """Undo works on marks of the same station, and an undo is not undone (rule 5)."""
        for undo in self.events.values():
            target = self.events.get(undo.arg.ref)
            if undo.op == UNDO and target and target.op != UNDO and target.station == undo.station:
                yield target.id

    def _replacements(self) -> Iterator[str]:
        """Whatever a kept mark names in `after`, and whatever those had replaced before it, be they kept or undone."""
        reached: set[str] = set()
        ahead = list(self._kept())
        while ahead:
            event = ahead.pop()
            for id_ in event.after:
                before = self.events.get(id_)
                if before and id_ != event.id and id_ not in reached and _replaces(event, before):
                    reached.add(id_)
                    ahead.append(before)
        return iter(reached)


def _replaces(event: Event, before: Event) -> bool:
    """Marks of one layer and episode replace each other; links belong to the key they lead from, in no episode."""
    if event.op == LINK:
        return before.op == LINK and event.key == before.key
    layer = _LAYER.get(event.op)
    return layer is not None and layer == _LAYER.get(before.op) and event.ep == before.ep


def _leads_on(event: Event) -> bool:
    return event.op == LINK and event.arg.ref not in ("", event.key)


def show(
    thread: Thread, episode: str, today: date, unchanged_days: int, zone: tzinfo, linked_by: tuple[str, ...] = ()
) -> ItemMarks:
    """What an item's row says of its marks in this episode, on this day.

    `linked_by` are officers who linked marks to it without knowing of each other.
    """
    acts = sorted(thread.standing(episode, ACT), key=_soonest)
    claims = sorted(thread.standing(episode, CLAIM), key=lambda e: (e.lam, e.id), reverse=True)
    in_force = frozenset(e.id for e in (*acts, *claims))
    rival = frozenset(e.id for concurrent in (acts, claims) if len(concurrent) > 1 for e in concurrent)
    state = _state(acts[0], today, unchanged_days, zone) if acts else ItemState.OPEN
    if state is ItemState.OPEN and claims:
        state = ItemState.CLAIMED
    shown = acts[0] if acts else claims[0] if claims else None
    history = thread.lines(episode, in_force | thread.lasting(), rival)
    return ItemMarks(
        state=state,
        by=shown.by if shown else "",
        at=shown.at.astimezone(zone) if shown else None,
        op=shown.op if shown else "",
        outcome=shown.arg.outcome if shown else "",
        until=shown.arg.until if shown else None,
        who=shown.arg.who if shown else "",
        text=shown.arg.text if shown else "",
        ref=shown.arg.ref if shown else "",
        chased=thread.chased,
        notes=thread.notes,
        claimed_by=claims[0].by if claims else "",
        conflict=tuple(dict.fromkeys((*_names(acts, claims), *linked_by))),
        in_force=tuple(id_ for id_ in thread.events if id_ in in_force),
        history=history,
        logged=tuple(line for line in history if line.op == LOG and not line.undone),
    )


def _state(act: Event, today: date, unchanged_days: int, zone: tzinfo) -> ItemState:
    if act.op == REOPEN:
        return ItemState.OPEN
    if act.arg.until is not None:
        if act.arg.until <= today:
            return ItemState.OPEN
        return ItemState.SNOOZED if act.op == SNOOZE else ItemState.WAITING
    if lasts(act.was.kind, act.arg.outcome):
        return ItemState.HANDLED
    since = today - act.at.astimezone(zone).date()
    return ItemState.UNCHANGED if since.days >= unchanged_days else ItemState.HANDLED


def _soonest(event: Event) -> tuple[int, date, int, str]:
    """Of concurrent marks the one that shows the item soonest comes first: reopen, the earliest wake, what ends it."""
    if event.op == REOPEN:
        return 0, date.min, -event.lam, event.id
    if event.arg.until is not None:
        return 1, event.arg.until, -event.lam, event.id
    return 2, date.max, -event.lam, event.id


def _names(*concurrent: list[Event]) -> tuple[str, ...]:
    """The names of all who marked without knowing of each other, the one whose mark shows first."""
    return tuple(dict.fromkeys(event.by for events in concurrent if len(events) > 1 for event in events))


def _is_worth(event: Event) -> bool:
    return event.op in _WORTH or (event.op == LOG and event.arg.outcome in ON_PROJECT)


def day_of(event: Event) -> date | None:
    """The day that a log of a visit names; None of another mark, and where it is none that can be read."""
    try:
        return date.fromisoformat(event.arg.ref) if event.op == LOG and event.arg.ref else None
    except ValueError:
        return None


def line_of(
    event: Event, *, in_force: bool = True, undone: bool = False, earlier: bool = False, rival: bool = False
) -> MarkLine:
    """A mark as a card shows it."""
    return MarkLine(
        id=event.id,
        at=event.at,
        by=event.by,
        op=event.op,
        outcome=event.arg.outcome,
        until=event.arg.until,
        text=event.arg.text,
        who=event.arg.who,
        in_force=in_force,
        undone=undone,
        earlier=earlier,
        rival=rival,
        on=day_of(event),
    )
