"""When an item comes back: an absolute date, fixed when the key is pressed (docs/marks.md, rule 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Protocol

from data.model import Item, OutcomeChoice, OwedItem

BEFORE_OPENING = timedelta(days=3)
"""A confirmed guest is asked again so long before the fair opens (docs/marks.md)."""


class CountsWorkdays(Protocol):
    """The office's working days."""

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`."""
        ...


def return_date(
    choice: OutcomeChoice,
    item: Item,
    *,
    today: date,
    workdays: CountsWorkdays,
    meeting_weekday: int = 1,
    next_period: date | None = None,
    opens: date | None = None,
) -> date | None:
    """The day the item comes back unless the ledger moves before; None for an outcome that ends the episode.

    `meeting_weekday` counts from Monday = 1. `next_period` (a report's) and `opens` (the fair's) are days that only
    the season knows. A special day that is unknown or past gives the next working day: nothing hides for ever.
    """
    if choice.ends:
        return None
    if choice.back is not None:
        return workdays.add(today, choice.back)
    special: Mapping[str, Callable[[], date | None]] = {
        "meeting": lambda: next_meeting(today, meeting_weekday),
        "rung": lambda: next_rung(item, choice.id, today),
        "restart": lambda: _restart(item, today),
        "due": lambda: _due(item),
        "period": lambda: next_period,
        "opening": lambda: opens - BEFORE_OPENING if opens else None,
    }
    day = special.get(choice.when, lambda: None)()
    return day if day and day > today else workdays.add(today, 1)


def next_meeting(today: date, weekday: int) -> date:
    """The first such day of the week after today, Monday = 1."""
    return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)


def next_rung(item: Item, reached: str, today: date) -> date | None:
    """The day of the ladder's next rung after the one now `reached`; without a ladder, the due date."""
    if not isinstance(item, OwedItem):
        return None
    names = [name for name, _ in item.ladder]
    above = item.ladder[names.index(reached) + 1 :] if reached in names else item.ladder
    return next((day for _, day in above if day > today), _due(item))


def _restart(item: Item, today: date) -> date | None:
    """The day of the ladder's first rung, climbed anew from today; without a ladder, the due date."""
    if not isinstance(item, OwedItem) or not item.ladder:
        return _due(item)
    return today + (item.ladder[0][1] - item.assigned) if item.assigned else None


def _due(item: Item) -> date | None:
    return item.due if isinstance(item, OwedItem) else None
