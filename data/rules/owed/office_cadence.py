"""The office's own cadence: what it owes itself in the period of a date, and whether it was marked done.

Source: docs/rules.md (cadence). Each duty comes as often as `[cadence]` says for the last weeks before a fair or
outside them, and is due on the period's last working day; the weekly dispatch meeting on `[marks] meeting_weekday`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from data.model import DutyLine, OwedItem, Place, Trace
from data.rules.calendar.periods import WEEK, Period, last_workday, next_period, period_of, weekday_in
from data.rules.calendar.workdays import Workdays
from data.rules.owed.owed_items import Owing
from data.rules.which_fair.fairs import FairBook
from data.settings import FILE_NAME, RuleSettings
from data.support.fast_dataclass import dataclass
from data.wording.season_words import DUTIES, duty_title

OFF = "off"

IsDone = Callable[[str, str], bool]
"""(a duty's key, its period) -> whether an officer has marked it done."""


def is_season(fairs: FairBook, weeks: int, as_of: date) -> bool:
    """Whether the date lies in the last so many weeks before a fair opens, or in a fair."""
    return any(fair.opens - timedelta(weeks=weeks) <= as_of <= fair.closes for fair in fairs.fairs)


def duty_key(duty: str) -> str:
    """The key of a duty's item; its episode is the period."""
    return f"duty/{duty}"


@dataclass(frozen=True, slots=True)
class CadenceBook:
    """How often the duties come on one date."""

    settings: RuleSettings
    fairs: FairBook
    workdays: Workdays
    as_of: date

    def spans(self) -> dict[str, str]:
        """How often each duty comes now; a duty that is off is left out, and so are all of a folder without fairs."""
        if not self.fairs.fairs:
            return {}
        at = 0 if is_season(self.fairs, self.settings.cadence.fair_weeks, self.as_of) else 1
        now = {duty: getattr(self.settings.cadence, duty)[at] for duty in DUTIES}
        return {duty: span for duty, span in now.items() if span != OFF}

    def due(self, duty: str, span: str, period: Period) -> date | None:
        """The day of a duty in a period; None in one without a working day."""
        if duty == "dispatch" and span == WEEK:
            return weekday_in(period, self.settings.marks.meeting_weekday, self.workdays)
        return last_workday(period, self.workdays)

    def lines(self, done: IsDone) -> tuple[DutyLine, ...]:
        """Each duty in the period of the date."""
        return tuple(self._line(duty, span, done) for duty, span in self.spans().items())

    def items(self, lines: tuple[DutyLine, ...], owing: Owing) -> Iterator[OwedItem]:
        """The duties as things the office owes itself; one in a period without a working day is owed by nobody."""
        for line in lines:
            if line.due is not None:
                period = next_period(line.span, period_of(line.span, self.as_of))
                item = owing.item(
                    "duty",
                    duty_key(line.duty),
                    duty_title(line.duty, line.period),
                    line.due,
                    place=Place(FILE_NAME),
                    trace=line.trace,
                    owed_by=self.settings.office.name,
                    next_period=self.due(line.duty, line.span, period),
                )
                yield replace(item, episode=line.period)

    def _line(self, duty: str, span: str, done: IsDone) -> DutyLine:
        period = period_of(span, self.as_of)
        before = period_of(span, period.first - timedelta(days=1))
        due = self.due(duty, span, period)
        return DutyLine(
            duty=duty,
            span=span,
            period=period.id,
            due=due,
            state="done" if done(duty_key(duty), period.id) else _state(due, self.as_of),
            before=before.id,
            before_done=done(duty_key(duty), before.id),
            trace=Trace("cadence", (("span", span), ("fair_weeks", str(self.settings.cadence.fair_weeks)))),
        )


def _state(due: date | None, as_of: date) -> str:
    if due is None:
        return "free"
    return "missed" if due < as_of else "today" if due == as_of else "ahead"
