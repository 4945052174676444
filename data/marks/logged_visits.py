"""The visits that officers logged, as a fold of their marks tells them."""

from __future__ import annotations

from datetime import tzinfo

from data.marks.fold_marks import Fold
from data.marks.item_state import day_of
from data.model import LoggedVisit


def logged_visits(fold: Fold, zone: tzinfo) -> dict[str, tuple[LoggedVisit, ...]]:
    """The visits that officers logged, by the key that their marks count for. On the day that the mark names, but
    never after the day of the key press; made by whom it names, else by who pressed the key."""
    found: dict[str, list[LoggedVisit]] = {}
    for key, event in fold.visits():
        pressed = event.at.astimezone(zone).date()
        on, by = min(day_of(event) or pressed, pressed), event.arg.who or event.by
        found.setdefault(key, []).append(LoggedVisit(on, by, event.arg.text))
    return {key: tuple(visits) for key, visits in found.items()}
