"""Who is on duty on the board's date and at this moment, by the roster (值班, 带班), and which days nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.ledgers.kinds_and_columns import RosterDay
from data.model import JOINED, Duty, RosterView
from data.rules.fair.shift_hours import DAY, HOUR, hours, names_in, says_hours
from data.settings import RosterRule

_SHIFTS = ("早", "上午", "白", "日", "全天", "中", "下午", "晚", "夜")
"""Words of shifts in the order of the day; any other stands where the ledger has it, after these."""


def local_now(now: datetime, as_of: date, zone: ZoneInfo) -> datetime | None:
    """The moment on the office's clock; None where the board is of another day."""
    there = now.astimezone(zone)
    return there if there.date() == as_of else None


def duty(roster: Iterable[RosterDay], as_of: date, now: datetime | None, rule: RosterRule) -> Duty | None:
    """Who is on duty at this moment; where the board is of another day (`now` None), or the roster has no shift for
    the hour, all of the board's date, in the order of their shifts. None when the roster does not say."""
    rows = list(roster)
    return (_on(rows, now, rule) if now else None) or _duty([row for row in rows if row.date == as_of])


def unstaffed(roster: Iterable[RosterDay], as_of: date) -> bool:
    """Whether there is a roster and it names no officer for this day, be it a gap or its end."""
    staffed = {row.date for row in roster if row.officer.strip()}
    return bool(staffed) and as_of not in staffed


def roster_view(
    roster: Iterable[RosterDay], closes: date | None, as_of: date, now: datetime | None, rule: RosterRule
) -> RosterView:
    """The days from the board's date to the fair's last (`closes`) without an officer; all shifts of the board's date;
    who is on duty `now`, and next.

    `now` is None where the board is not of today. A shift lasts as `shift_hours` says: by its clock times, else by its
    word; night shifts belong to the day they begin on.
    """
    rows = [row for row in roster if row.officer.strip()]
    on = {row.date for row in rows}
    gaps: tuple[date, ...] = ()
    if closes is not None and rows:
        days = ((as_of + timedelta(days=n)) for n in range((closes - as_of).days + 1))
        gaps = tuple(day for day in days if day not in on)
    today = tuple(_shifts([row for row in rows if row.date == as_of]))
    if now is None:
        return RosterView(closes, gaps, today=today)
    return RosterView(closes, gaps, _on(rows, now, rule), _next(rows, now, rule), today)


def _on(rows: list[RosterDay], now: datetime, rule: RosterRule) -> Duty | None:
    """The officers whose shift this hour is; where no shift of the day is, those of its shifts without clock times."""
    minute = now.hour * HOUR + now.minute
    days = {now.date(): minute, now.date() - timedelta(days=1): minute + DAY}
    on = [row for row in rows if row.date in days and _lasts(row, days[row.date], rule)]
    began = now.date() - timedelta(days=now.hour < rule.day_begins)
    return _duty(on or [row for row in rows if row.date == began and not says_hours(row.shift)])


def _lasts(row: RosterDay, minute: int, rule: RosterRule) -> bool:
    begins, ends = hours(row.shift, rule)
    return begins <= minute < ends


def _next(rows: list[RosterDay], now: datetime, rule: RosterRule) -> Duty | None:
    """Who follows: the officers of the shift that begins next."""
    moment = (now.date(), now.hour * HOUR + now.minute)
    later = [(begins, row) for row in rows if (begins := (row.date, hours(row.shift, rule)[0])) > moment]
    first = min((begins for begins, _row in later), default=None)
    return _duty([row for begins, row in later if begins == first])


def _shifts(rows: list[RosterDay]) -> Iterator[Duty]:
    """Each shift of a day, in their order."""
    for shift in dict.fromkeys(row.shift for row in sorted(rows, key=_order)):
        if told := _duty([row for row in rows if row.shift == shift]):
            yield told


def _duty(rows: list[RosterDay]) -> Duty | None:
    if not rows:
        return None
    rows = sorted(rows, key=_order)
    officers = [names_in(row.officer) for row in rows]
    leaders = [names_in(row.leader) for row in rows]
    return Duty(
        officer=_joined(name for names, _phones in officers for name in names),
        leader=_joined(name for names, _phones in leaders for name in names),
        phone=_joined((*(row.phone for row in rows), *(phone for _names, phones in officers for phone in phones))),
        shift=_joined(row.shift for row in rows),
    )


def _order(row: RosterDay) -> tuple[int, str, str, int]:
    return _place(row.shift), row.file, row.sheet, row.row


def _joined(words: Iterable[str]) -> str:
    return JOINED.join(dict.fromkeys(word.strip() for word in words if word.strip()))


def _place(shift: str) -> int:
    return next((place for place, word in enumerate(_SHIFTS) if word in shift), len(_SHIFTS))
