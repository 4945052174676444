"""The ladder of follow-ups (13710, 710): when each rung is due. Source: docs/figures.md (owed)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from data.ledgers.kinds_and_columns import FollowUp
from data.rules.calendar.workdays import Workdays
from data.settings import FollowUpRule, Rung
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

RUNGS = ("arranged", "replied", "settled")


@dataclass(frozen=True, slots=True)
class RungDay:
    """A rung and its day."""

    name: str
    due: date


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Ladders:
    """The ladders of all grades."""

    def __init__(self, rule: FollowUpRule, workdays: Workdays) -> None:
        self._ladders = {squash(word): rung for word, rung in rule.ladders.items()}
        self._within_year = rule.within_year
        self._add: Callable[[date, int], date] = workdays.add if rule.days == "work" else _calendar_days

    def of(self, grade: str) -> Rung | None:
        """The ladder that a grade climbs: its own, else the only one whose word it contains (一般事项)."""
        text = squash(grade)
        if not text:
            return None
        if text in self._ladders:
            return self._ladders[text]
        held = [rung for word, rung in self._ladders.items() if word and word in text]
        return held[0] if held and all(rung == held[0] for rung in held) else None

    def step(self, row: FollowUp, as_of: date) -> RungDay | None:
        """The first rung not yet reached by this date, with its day; None without a ladder or a day to climb from.

        Who stands on a rung has passed those below it. With all of them reached it is the last, so that what waits
        for review keeps the day it was owed on.
        """
        steps = self.steps(row)
        done = [n for n, step in enumerate(steps) if reached(getattr(row, step.name), as_of)]
        at = max(done, default=-1) + 1
        return steps[min(at, len(steps) - 1)] if steps else None

    def steps(self, row: FollowUp) -> list[RungDay]:
        """All rungs of the row's ladder with their days; empty without a ladder or a day to climb from."""
        ladder, assigned = self.of(row.grade), row.assigned
        if ladder is None or assigned is None:
            return []
        steps = [
            RungDay(name, self._add(assigned, days))
            for name, days in zip(RUNGS, (ladder.arranged_days, ladder.replied_days, ladder.settled_days), strict=True)
            if days
        ]
        if not ladder.settled_days and ladder.settled_months:
            steps.append(RungDay("settled", months_later(assigned, ladder.settled_months)))
        last = date(assigned.year, 12, 31)
        return [RungDay(step.name, min(step.due, last)) for step in steps] if self._within_year else steps


def _calendar_days(day: date, n: int) -> date:
    return day + timedelta(days=n)


def reached(day: date | None, as_of: date) -> bool:
    """Whether a dated step was taken by the board's date."""
    return day is not None and day <= as_of
