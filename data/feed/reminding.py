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

__all__ = ["AddressesRefused", "addresses_of", "again_from", "last_reminded", "note_reminder"]

APART, APART_OVERDUE = timedelta(days=7), timedelta(days=1)
"""How long a unit is left alone after a reminder; and while something of it is overdue: one a day. Source: none."""


def addresses_of(folder: Path, engine: Engine) -> Mapping[str, tuple[str, ...]]:
    """The addresses of each unit, by the names that the board has. Raises AddressesRefused."""
    where = places(folder)
    return read_addresses(where.addresses, where.folder, engine.units().resolve)


def last_reminded(engine: Engine) -> Callable[[str], LogLine | None]:
    """The latest reminder of a unit that is asked about, at whatever station; None without any."""
    known = reminders(engine.desk.log())
    return lambda unit: known.get(reminder_key(unit))


def again_from(last: LogLine | None, *, overdue: bool) -> date | None:
    """The first day on which a unit may be reminded again, by its last reminder; None where it never was."""
    if last is None or last.at is None:
        return None
    return last.at.date() + (APART_OVERDUE if overdue else APART)


def note_reminder(engine: Engine, unit: str, words: str, by: str) -> None:
    """Write down for every station that a unit was reminded. Raises Refused."""
    with refusals():
        engine.desk.write(partial(make_reminder, unit, words), by=by, now=engine.now)
