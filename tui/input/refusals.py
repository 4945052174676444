"""Why a mark was not written, in words, with the row called as the screen called it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.feed.refusals_and_clock import Refused
from data.model import Problem
from data.wording import _
from data.wording.problems import problem_text

if TYPE_CHECKING:
    from data.export.papers.draft import NothingToReport


def named(refused: Refused, name: str) -> Refused:
    """The refusal, with the row called as the screen called it."""
    if refused.code != "mark_no_item":
        return refused
    return Refused(refused.code, (("name", name),))


def refusal(refused: Refused) -> str:
    """Why a mark was not written, in words."""
    return problem_text(Problem(refused.code, "", args=refused.details))


def nothing_words(none: NothingToReport) -> str:
    """Why a paper has nothing to tell."""
    why = _(none.why).format(**none.said) if none.why else _("no ledger holds what this paper tells")
    return _("nothing to report: {why}").format(why=why)
