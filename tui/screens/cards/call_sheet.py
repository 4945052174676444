"""Whom to call about a row or a unit, what they owe now, and who called last: from the board, without a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from data.model import Board, Item, ItemState, MarkLine, OwedItem, StalledProject
from data.model.log_kinds import CALLS
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.wording import _, ngettext, speaking
from data.wording.code_words import mark_word
from data.wording.item_lines import days_word, due_word, handling, hidden

_LISTED = late_pattern(r"[、/／,，;；\n]+")
_CALLED = frozenset({word for call in CALLS for word in (call.log, *call.acts.values())}) | {"verified", "chased"}
"""Words of marks that tell of a call."""

_BEYOND = 10_000
"""Days by which a project without any date is later than all others."""

MOST_CALLS = 3
MOST_COPIED = 12
"""Matters that a copied sheet names; a chat takes no more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to call: what they are, their name, their number ("": no ledger says it)."""

    role: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A call or a remark about one matter, or about several at once."""

    line: MarkLine
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CallSheet:
    """`whom`: the unit or person; what they owe, the worst first; the last calls, the latest first."""

    whom: str
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    calls: tuple[Call, ...]


def whom_of(item: Item) -> str:
    """Who owes it: the first-named where several do."""
    return _names(item.debtor)[0] if item.debtor else ""


def sheet(board: Board, whom: str, item: Item | None = None) -> CallSheet:
    """The sheet of a unit or a person; `item` is the row that the call is about."""
    items = sorted(_owed_by(board, whom, item), key=_order)
    return CallSheet(whom, tuple(_people(board, whom, item)), tuple(items), _calls(items))


def _names(cell: str) -> list[str]:
    return [name.strip() for name in _LISTED.split(cell) if name.strip()] or [cell]


def _owed_by(board: Board, whom: str, asked: Item | None) -> Iterator[Item]:
    later = (item for item in board.owed_later if item.overdue)
    for item in (*board.stalled, *board.owed, *board.faults, *later):
        mine = item.key == asked.key if asked else False
        theirs = bool(whom) and (whom in _names(item.debtor) or whom == _sponsor(item))
        if mine or (theirs and item.marks.state is not ItemState.HANDLED):
            yield item


def _sponsor(item: Item) -> str:
    return item.sponsor if isinstance(item, StalledProject) else ""


def _order(item: Item) -> tuple[bool, bool, int, str]:
    """What nobody has in hand first; in it the latest by days, and faults of ledgers last."""
    return hidden(item), _late(item) is None, -(_late(item) or 0), item.key


def _late(item: Item) -> int | None:
    if isinstance(item, StalledProject):
        return _BEYOND if item.days_stalled is None else item.days_stalled - (item.limit or 0)
    return (item.days_over or 0) if isinstance(item, OwedItem) else None


def _people(board: Board, whom: str, item: Item | None) -> Iterator[Person]:
    people = {one.unit: one for one in board.people}
    unit = people.get(whom)
    contact, phone = (unit.contact, unit.phone) if unit else (item.contact, item.phone) if item else ("", "")
    if contact or phone:
        yield Person(_("Contact"), contact, phone)
    if unit and unit.head not in ("", contact):
        yield Person(_("Leader"), unit.head)
    project = _project(board, item)
    if project is not None:
        owner = people.get(_names(project.unit)[0]) if project.unit else None
        if owner and owner.unit != whom and (owner.contact or owner.phone):
            yield Person(owner.unit, owner.contact, owner.phone)
        for role, name in ((_("Sponsoring leader"), project.sponsor), (_("Site officer"), project.site_officer)):
            if name:
                yield Person(role, name)


def _project(board: Board, item: Item | None) -> StalledProject | None:
    """The stalled project that a row is, or is about: its row names leader and officer."""
    if not isinstance(item, StalledProject | OwedItem) or not item.project:
        return None
    return next((one for one in board.stalled if one.key in (item.key, item.project_key)), None)


def _calls(items: Iterable[Item]) -> tuple[Call, ...]:
    """Marks of one moment, officer and word are one call."""
    found: dict[tuple[datetime, str, str, str], list[tuple[MarkLine, Item]]] = {}
    for item in items:
        for line in item.marks.history:
            if not line.undone and (line.op == "note" or (line.op in ("act", "log") and line.outcome in _CALLED)):
                found.setdefault((line.at, line.by, line.op, line.text), []).append((line, item))
    latest = sorted(found.values(), key=lambda lines: lines[0][0].at, reverse=True)
    return tuple(Call(lines[0][0], tuple(item for _line, item in lines)) for lines in latest[:MOST_CALLS])


# ---------------------------------------------------------------- words


def late_words(item: Item) -> str:
    """How late it is: 逾期5天; 停滞71天，限20天; of a fault 台账问题."""
    if isinstance(item, OwedItem):
        return due_word(item)
    if not isinstance(item, StalledProject):
        return _("in the ledger")
    if item.days_stalled is None or not days_word(item).isdigit():
        return days_word(item)
    days = ngettext("idle {n} d", "idle {n} d", item.days_stalled).format(n=item.days_stalled)
    return _("{days}, limit {limit}").format(days=days, limit=item.limit) if item.limit is not None else days


def call_words(call: Call, zone: tzinfo) -> str:
    """05-01 14:02 李敏 催办 资源配置答复等2件 …"""
    line, first = call.line, call.items[0]
    more = len(call.items) - 1
    title = _("{item} and {n} more").format(item=first.title, n=more) if more else first.title
    until = _("until {date}").format(date=line.until.isoformat()) if line.until else ""
    word = mark_word(first.kind, line.op, line.outcome)
    parts = (f"{line.at.astimezone(zone):%m-%d %H:%M}", line.by, word, title, line.text, until)
    return "  ".join(part for part in parts if part)


def person_words(person: Person) -> str:
    """联系人 钱主任 0000-2222222"""
    return " ".join(part for part in (person.role, person.name, person.phone) if part)


def copied(board: Board, whom: str, item: Item | None, zone: tzinfo) -> str:
    """The sheet as a few plain lines to be pasted into a chat: Chinese whatever the screen speaks."""
    with speaking("zh"):
        found = sheet(board, whom, item)
        return "\n".join(_copied(board, found, zone))


def _copied(board: Board, found: CallSheet, zone: tzinfo) -> Iterator[str]:
    yield _("{whom}, as of {day}").format(whom=found.whom, day=board.as_of.isoformat())
    yield from (person_words(person) for person in found.people)
    for number, item in enumerate(found.items[:MOST_COPIED], 1):
        unit = item.unit if item.unit != found.whom else ""
        yield f"{number}. {'  '.join(part for part in (item.title, unit, late_words(item), handling(item)) if part)}"
    if len(found.items) > MOST_COPIED:
        yield _("… and {n} more").format(n=len(found.items) - MOST_COPIED)
    if found.calls:
        yield _("Last call: {call}").format(call=call_words(found.calls[0], zone))
