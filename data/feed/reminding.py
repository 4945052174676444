"""Reminders to units: where each is reached, when it was last reminded by any station, and whether it may be again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from data.feed.board_engine import Engine
from data.feed.officer_verbs import refusals
from data.marks.make_reminder import make_reminder, reminder_key, reminders
from data.model import LogLine
from data.station.addresses import AddressesRefused, read_addresses
from data.station.paths import places

__all__ = ["AddressesRefused", "addresses_of", "last_reminded", "note_reminder", "too_soon"]

APART = timedelta(days=7)
"""How long a unit is left alone after a reminder, unless something of it is overdue."""


def addresses_of(folder: Path, engine: Engine) -> Mapping[str, tuple[str, ...]]:
    """The addresses of each unit, by the names that the board has. Raises AddressesRefused."""
    where = places(folder)
    return read_addresses(where.addresses, where.folder, engine.units().resolve)


def last_reminded(engine: Engine) -> Callable[[str], LogLine | None]:
    """The latest reminder of a unit that is asked about, at whatever station; None without any."""
    known = reminders(engine.desk.log())
    return lambda unit: known.get(reminder_key(unit))


def too_soon(last: LogLine | None, today: date, *, overdue: bool) -> bool:
    """Whether a unit was reminded within a week, and nothing of it is overdue."""
    return bool(last and last.at and today - last.at.date() < APART and not overdue)


def note_reminder(engine: Engine, unit: str, words: str, by: str) -> None:
    """Write down for every station that a unit was reminded. Raises Refused."""
    with refusals():
        engine.desk.write(partial(make_reminder, unit, words), by=by, now=engine.now)
