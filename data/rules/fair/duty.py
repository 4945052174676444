"""Who is on duty on the board's date and at this moment, by the roster (值班, 带班), and which days nobody is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from data.ledgers.kinds import RosterDay
from data.model import JOINED, Duty, RosterView
from data.settings import RosterRule

_SHIFTS = ("早", "上午", "白", "日", "全天", "中", "下午", "晚", "夜")
"""Words of shifts in the order of the day; any other stands where the ledger has it, after these."""

_NIGHT = ("晚", "夜")
"""Words of the shifts that last into the next morning."""


def duty(roster: Iterable[RosterDay], as_of: date) -> Duty | None:
    """All who are on duty today, joined in the order of their shifts; None when the roster does not say."""
    return _duty([row for row in roster if row.date == as_of])


def unstaffed(roster: Iterable[RosterDay], as_of: date) -> bool:
    """Whether there is a roster and it names no officer for this day, be it a gap or its end."""
    staffed = {row.date for row in roster if row.officer.strip()}
    return bool(staffed) and as_of not in staffed


def roster_view(
    roster: Iterable[RosterDay], closes: date | None, as_of: date, now: datetime | None, rule: RosterRule
) -> RosterView:
    """The days from the board's date to the fair's last (`closes`) without an officer; who is on duty `now`, and next.

    `now` is None where the board is not of today. Night shifts (晚, 夜) last from `[roster] night_begins` to
    `day_begins` and belong to the day they begin on; a day without such words is one watch of all its officers.
    """
    rows = [row for row in roster if row.officer.strip()]
    on = {row.date for row in rows}
    gaps: tuple[date, ...] = ()
    if closes is not None and rows:
        days = ((as_of + timedelta(days=n)) for n in range((closes - as_of).days + 1))
        gaps = tuple(day for day in days if day not in on)
    if now is None:
        return RosterView(closes, gaps)
    day, night = _watch(now, rule)
    return RosterView(closes, gaps, _on(rows, day, night=night), _next(rows, day, night=night))


def _watch(now: datetime, rule: RosterRule) -> tuple[date, bool]:
    """The day that the watch of this moment began on, and whether it is the night's."""
    early = now.hour < rule.day_begins
    return now.date() - timedelta(days=1) if early else now.date(), early or now.hour >= rule.night_begins


def _on(rows: list[RosterDay], day: date, *, night: bool) -> Duty | None:
    of_day = [row for row in rows if row.date == day]
    return _duty([row for row in of_day if _is_night(row) == night] or of_day)


def _next(rows: list[RosterDay], day: date, *, night: bool) -> Duty | None:
    """Who follows: the night's officers of the same day, where it has any, else those of the next day on the roster."""
    if not night and any(row.date == day and _is_night(row) for row in rows):
        return _on(rows, day, night=True)
    later = min((row.date for row in rows if row.date > day), default=None)
    return _on(rows, later, night=False) if later else None


def _is_night(row: RosterDay) -> bool:
    return any(word in row.shift for word in _NIGHT)


def _duty(rows: list[RosterDay]) -> Duty | None:
    if not rows:
        return None
    rows = sorted(rows, key=lambda row: (_place(row.shift), row.file, row.sheet, row.row))
    return Duty(
        officer=_joined(row.officer for row in rows),
        leader=_joined(row.leader for row in rows),
        phone=_joined(row.phone for row in rows),
        shift=_joined(row.shift for row in rows),
    )


def _joined(words: Iterable[str]) -> str:
    return JOINED.join(dict.fromkeys(word.strip() for word in words if word.strip()))


def _place(shift: str) -> int:
    return next((place for place, word in enumerate(_SHIFTS) if word in shift), len(_SHIFTS))
