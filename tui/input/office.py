"""Small answers that the app needs of the data: the country's working days, the words of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from data.feed.interface import Refused
from data.model import Problem
from data.settings import Settings
from data.wording.problems import problem_text
from tui.input.typed_days import WorkdayAfter


def office_workdays(settings: Callable[[], Settings]) -> WorkdayAfter:
    """Working days by the office's own calendar, as `settings` has it when a day is asked for."""

    def after(day: date, n: int) -> date:
        from data.rules.base.workdays import Workdays  # the list of holidays: only when a date is typed

        return Workdays(settings().calendar).add(day, n)

    return after


def named(refused: Refused, name: str) -> Refused:
    """The refusal, with the row called as the screen called it."""
    if refused.code != "mark_no_item":
        return refused
    return Refused(refused.code, (("name", name),))


def refusal(refused: Refused) -> str:
    """Why a mark was not written, in words."""
    return problem_text(Problem(refused.code, "", args=refused.details))
