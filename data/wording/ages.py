"""How long ago, and how far the reading is, in words. Nothing here reads a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from data.model import Board
from data.wording import N_, _, ngettext, pgettext

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: 14 分钟, 3 小时, 2 天."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return ngettext("{n} min", "{n} min", minutes).format(n=minutes)
    if minutes < 48 * 60:
        return ngettext("{n} hour", "{n} hours", minutes // 60).format(n=minutes // 60)
    return ngettext("{n} day", "{n} days", minutes // 1440).format(n=minutes // 1440)


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago `then` was; 刚刚 within the minute, 时间未知 without one."""
    if then is None:
        return _("age unknown")
    if now - then < timedelta(minutes=1):
        return _("just now")
    return _("{span} ago").format(span=span(now - then))


def clock(now: datetime) -> str:
    """Day, weekday and minute: 05-02 周二 09:14."""
    return f"{now:%m-%d} {_(WEEKDAYS[now.weekday()])} {now:%H:%M}"


def short_date(day: date) -> str:
    """A day of this season: 5-08."""
    return f"{day.month}-{day.day:02}"


def moment(then: datetime) -> str:
    """A minute of this season, in the zone that `then` has: 5-08 09:14."""
    return f"{short_date(then.date())} {then:%H:%M}"


def brief(then: datetime | None, now: datetime) -> str:
    """How old in fewest cells, for a narrow title: 刚刚, 2分, 3时, 2天."""
    if then is None:
        return "—"
    if now - then < timedelta(minutes=1):
        return pgettext("age", "now")
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return _("{n}m").format(n=minutes)
    return _("{n}h").format(n=minutes // 60) if minutes < 48 * 60 else _("{n}d").format(n=minutes // 1440)


def unread_words(board: Board) -> str:
    """What stands in the place of figures until the folder was read whole once: 正在读取台账 12/27."""
    folder = board.folder
    if not folder.ledgers:
        return _("reading the folder …")
    return _("reading the ledgers {read}/{all}").format(read=folder.read, all=folder.ledgers)
