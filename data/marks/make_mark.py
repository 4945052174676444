"""A mark as it is made at the key press: checked against the item and the table of outcomes, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypedDict, Unpack

from data.journal.journal_lines import MAX_LINE, VERSION
from data.marks.fold_marks import Fold
from data.marks.item_state import ACCEPT, ACT, CLAIM, DONE, LINK, LOG, NOTE, REOPEN, SNOOZE, UNDO
from data.marks.mark_event import Arg, Event, Was, encode
from data.marks.return_day import CountsWorkdays, return_date
from data.model import (
    Contradiction,
    HeldLedger,
    Item,
    MarkRequest,
    Orphan,
    OutcomeChoice,
    OwedItem,
    ProblemItem,
    Ruling,
    StalledProject,
)
from data.model.log_kinds import LOGGED, ON_PROJECT
from data.model.outcomes import choices, outcome
from data.settings import MarkRule
from data.support.text import block, short
from data.support.text import line as one_line

MAX_TEXT = 800
"""Characters of a remark: with everything else they stay below a line's 4 KiB."""

DUTY = "duty"
"""Items that the office owes itself: their outcome is written as an op of its own."""

MAX_NAME = 60
MAX_AWAY = timedelta(days=366)
"""A day further off is a slip of the hand, which would hide an item for good."""


class MarkError(Exception):
    """A mark that cannot be made: `code` has its words in `data.wording.problems`, with `details`."""

    def __init__(self, code: str, details: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code, *details)
        self.code = code
        self.details = details


class Author(TypedDict):
    """Who makes a mark and when: `n` is this run's next number, `now` this moment with its zone."""

    by: str
    station: str
    run: str
    n: int
    fold: Fold
    now: datetime


def make(
    request: MarkRequest,
    item: Item | None,
    *,
    today: date,
    workdays: CountsWorkdays,
    settings: MarkRule | None = None,
    **writer: Unpack[Author],
) -> Event:
    """The event of a request about `item` as it stood on screen; `today` is the office's day. Raises MarkError."""
    item = _markable(request, item)
    arg = _arg(request, item, today, workdays, settings or MarkRule())
    op = DONE if request.op == ACT and item.kind == DUTY else request.op
    key, ep, was = _about_project(item) if _on_project(request) else (item.key, _episode(request, item), _was(item))
    run = f"{writer['station']}.{writer['run']}"
    after = writer["fold"].after(key, ep, op, item.marks.in_force, run)
    return event_of(op, key, arg, was, after, ep, **writer)


def make_undo(target: Event, **writer: Unpack[Author]) -> Event:
    """The event that undoes `target`, a mark of the same station. Raises MarkError."""
    if target.station != writer["station"] or target.op == UNDO:
        raise MarkError("mark_not_ours", (("by", target.by),))
    arg = Arg(outcome=target.arg.outcome, ref=target.id)
    return event_of(UNDO, target.key, arg, target.was, (target.id,), target.ep, **writer)


def make_link(orphan: Orphan, to: str, name: str, **writer: Unpack[Author]) -> Event:
    """The event that joins a vanished row's marks to the row of key `to`, called `name`; links seen are replaced."""
    if to == orphan.key:
        raise MarkError("mark_link_self", (("name", short(name)),))
    arg = Arg(text=short(name, MAX_NAME), ref=to)
    was = Was(short(orphan.unit, MAX_NAME), short(orphan.name, MAX_NAME), kind=orphan.item_kind)
    return event_of(LINK, orphan.key, arg, was, orphan.links, **writer)


def event_of(
    op: str, key: str, arg: Arg, was: Was, after: tuple[str, ...], ep: str = "", **writer: Unpack[Author]
) -> Event:
    """An event of this op, in no episode unless told. Raises MarkError without a name."""
    id_ = f"{writer['station']}.{writer['run']}.{writer['n']}"
    at = writer["now"].astimezone(UTC).replace(microsecond=0)
    return Event(VERSION, id_, writer["fold"].lam + 1, at, _by(writer["by"]), op, key, ep, after, arg, was)


def line_of(event: Event) -> bytes:
    """The line of a mark that was made. Raises MarkError when it is longer than a line may be."""
    try:
        return encode(event)
    except ValueError as error:
        raise MarkError("mark_too_long", (("limit", str(MAX_LINE)),)) from error


def _on_project(request: MarkRequest) -> bool:
    return request.op == LOG and request.outcome in ON_PROJECT


def _episode(request: MarkRequest, item: Item) -> str:
    """The item's episode; that of 非同一项目 is another one, since it lasts while the two stay what they are."""
    parts = isinstance(item, Contradiction) and request.op == ACT and request.outcome == Ruling.DIFFERENT
    return item.apart if isinstance(item, Contradiction) and parts and item.apart else item.episode


def _about_project(item: Item) -> tuple[str, str, Was]:
    """Key, episode and name of the project that a row is about: what is logged there belongs to no episode."""
    key = item.project_key
    if not key or not isinstance(item, StalledProject | OwedItem):
        raise MarkError("mark_no_project", (("name", short(item.title)),))
    return key, "", Was(short(item.unit, MAX_NAME), short(item.project, MAX_NAME), kind="stalled")


def _markable(request: MarkRequest, item: Item | None) -> Item:
    if item is None or item.key != request.key:
        raise no_item(request.key)
    if not item.markable and not _on_project(request):
        raise MarkError("mark_ambiguous", (("name", short(item.title)),))
    if request.seen and request.seen != item.episode:
        raise MarkError("mark_changed", (("name", short(item.title)),))
    return item


def no_item(key: str) -> MarkError:
    """Nothing has this key: told by the part of it that is the row's name, since people know no keys."""
    return MarkError("mark_no_item", (("name", short(key.rpartition("/")[2])),))


def _by(by: str) -> str:
    name = one_line(by)
    if not name:
        raise MarkError("mark_by")
    return _within(name, MAX_NAME)


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise MarkError("mark_too_long", (("limit", str(limit)),))
    return text


def _was(item: Item) -> Was:
    name, unit = short(item.title, MAX_NAME), short(item.unit, MAX_NAME)
    if isinstance(item, StalledProject):
        return Was(unit, name, None, item.stage.value if item.stage else "", item.kind)
    if isinstance(item, OwedItem):
        return Was(short(item.owed_by, MAX_NAME) or unit, name, item.due, item.rung, item.kind)
    return Was(unit, name, None, "", item.kind)


def _arg(request: MarkRequest, item: Item, today: date, workdays: CountsWorkdays, rule: MarkRule) -> Arg:
    text = _within(block(request.text), MAX_TEXT)
    who = _within(one_line(request.who), MAX_NAME)
    if request.op == ACT:
        choice = _choice(request.outcome, item)
        _asked(choice, request.until, who, text)
        ref = _tied_to(item, choice.id)
        return Arg(choice.id, _back(choice, request.until, item, today, workdays, rule), text, who, ref)
    if request.op == SNOOZE:
        return Arg(until=_snoozed(request.until, today, rule.snooze_max_days), text=text)
    if request.op == LOG:
        return _logged(request, text, who, today)
    if request.op == NOTE and not text:
        raise MarkError("mark_text")
    if request.op in (NOTE, CLAIM, REOPEN) or (request.op == ACCEPT and isinstance(item, HeldLedger)):
        return Arg(text=text, who=who)
    raise MarkError("mark_op", (("op", short(request.op)),))


def _tied_to(item: Item, outcome_id: str) -> str:
    """What a ruling is tied to: the row that is excluded, the side of a contradiction that holds."""
    if isinstance(item, ProblemItem) and outcome_id == Ruling.EXCLUDED:
        return item.row
    if isinstance(item, Contradiction) and outcome_id in (Ruling.FIRST, Ruling.SECOND):
        return item.sides[outcome_id == Ruling.SECOND]
    return ""


def _logged(request: MarkRequest, text: str, who: str, today: date) -> Arg:
    if request.outcome not in LOGGED:
        raise MarkError("mark_outcome", (("outcome", short(request.outcome)), ("known", ",".join(sorted(LOGGED)))))
    if request.on is not None and request.on > today:
        raise MarkError("mark_not_yet", (("day", request.on.isoformat()),))
    until = None if request.until is None else _between(request.until, today, today + MAX_AWAY)
    return Arg(request.outcome, until, text, who, request.on.isoformat() if request.on else "")


def _choice(id_: str, item: Item) -> OutcomeChoice:
    choice = outcome(item.kind, id_)
    if choice is None:
        known = ",".join(f"{item.kind}/{choice.id}" for choice in choices(item.kind))
        raise MarkError("mark_outcome", (("outcome", short(id_)), ("known", known)))
    return choice


def _asked(choice: OutcomeChoice, until: date | None, who: str, text: str) -> None:
    given = {"until": until, "who": who, "text": text}
    for name in choice.asks:
        if not given[name]:
            raise MarkError(f"mark_{name}")


def _back(
    choice: OutcomeChoice, until: date | None, item: Item, today: date, workdays: CountsWorkdays, rule: MarkRule
) -> date | None:
    """A day that the officer names goes before the table's; what ends an episode has none."""
    if choice.ends:
        return None
    if until is None:
        owed = item if isinstance(item, OwedItem) else None
        return return_date(
            choice,
            item,
            today=today,
            workdays=workdays,
            meeting_weekday=rule.meeting_weekday,
            next_period=owed.next_period if owed else None,
            opens=owed.opens if owed else None,
        )
    return _between(until, today, today + MAX_AWAY)


def _snoozed(until: date | None, today: date, days: int) -> date:
    if until is None:
        raise MarkError("mark_until")
    return _between(until, today, today + timedelta(days=days))


def _between(until: date, today: date, last: date) -> date:
    if until <= today:
        raise MarkError("mark_past", (("until", until.isoformat()),))
    if until > last:
        raise MarkError("mark_too_far", (("until", until.isoformat()), ("last", last.isoformat())))
    return until
