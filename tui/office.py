"""Small answers that the app needs of the data: the country's working days, the words of a refusal."""

from __future__ import annotations

from datetime import date

from data.feed import Refused
from data.model import Problem
from data.wording.problems import PROBLEMS, problem_text


def country_workdays(day: date, n: int) -> date:
    """The n-th working day after `day` by the country's calendar, where an office's own is not given."""
    from data.season.workdays import Workdays  # the list of holidays: only when a date is typed
    from data.settings import Calendar

    return Workdays(Calendar()).add(day, n)


def refusal(refused: Refused) -> str:
    """Why a mark was not written, in words."""
    if refused.code in PROBLEMS:
        return problem_text(Problem(code=refused.code, file="", args=refused.details))
    return refused.code
