"""What visitors may read on the wall: nothing of superiors, nobody's telephone, no guest by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TypeVar

from data.model import HIDDEN_STATES, UNTOUCHED, Board, ItemMarks, OwedItem, StalledProject, UnitProgress
from data.support.late_pattern import late_pattern
from data.wording.season_words import guests_title

Shown = TypeVar("Shown", OwedItem, StalledProject, UnitProgress, ItemMarks)

# A mobile number (11 digits from 13 to 19), or a line with its area code, however it is broken up.
_PHONE = late_pattern(r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
GUEST = "guest"
_KEPT = frozenset({"key", "episode"})
"""What names an item is compared, never shown."""


def for_wall(board: Board) -> Board:
    """The board for visitors: of the owed only what is overdue and theirs to do; telephones are gone everywhere, and
    guests are counted by who owes their answers. The wall's own headline stands first."""
    owed = without_guests([item for item in board.owed if item.overdue and item.marks.state not in HIDDEN_STATES])
    progress = tuple(replace(one, units=tuple(_without_phones(unit) for unit in one.units)) for one in board.progress)
    return replace(
        board,
        owed=tuple(replace(_without_phones(item), marks=_without_phones(item.marks)) for item in owed),
        stalled=tuple(replace(_without_phones(item), marks=_without_phones(item.marks)) for item in board.stalled),
        progress=progress,
        headline=board.wall_headline,
    )


def without_guests(owed: Sequence[OwedItem]) -> tuple[OwedItem, ...]:
    """The matters in their order; those of guests are one for each who owes them, where the latest of them stands."""
    guests: dict[str, list[OwedItem]] = {}
    for item in owed:
        if item.kind == GUEST:
            guests.setdefault(item.owed_by or item.unit, []).append(item)
    told = {own[0].key: _counted(own) for own in guests.values()}
    return tuple(told.get(item.key, item) for item in owed if item.kind != GUEST or item.key in told)


def _counted(guests: Sequence[OwedItem]) -> OwedItem:
    """One matter in the place of several: what was done about one of them is not said of all."""
    first = guests[0]
    marks = first.marks if len(guests) == 1 else UNTOUCHED
    return replace(first, what=guests_title(len(guests)), project="", grade="", source="", marks=marks)


def masked(text: str) -> str:
    """The text with a … for every telephone number that somebody wrote into it."""
    return _PHONE.sub("…", text)


def _without_phones(item: Shown) -> Shown:
    """Neither the contact's columns nor a number within the words."""
    changed = {"contact": "", "phone": ""} if not isinstance(item, ItemMarks) else {}
    for one in fields(item):
        value = getattr(item, one.name)
        if (
            type(value) is str
            and value
            and one.name not in _KEPT
            and one.name not in changed
            and masked(value) != value
        ):
            changed[one.name] = masked(value)
    return replace(item, **changed) if changed else item  # type: ignore[arg-type]
