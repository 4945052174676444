"""How a paper stands, in words: issued when and by whom, what it needs a remark for, when its like was issued last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.wording import _

if TYPE_CHECKING:
    from data.feed.paper_desk import PaperSeen
    from data.model.issued_papers import IssuedPaper


def issued_words(issue: IssuedPaper) -> str:
    """What was issued, when and by whom."""
    number = "" if issue.number is None else _("No. {number}").format(number=issue.number)
    said = _("issued on {day} by {by}").format(day=issue.day.isoformat(), by=issue.by)
    period = "" if issue.period == issue.day.isoformat() else issue.period
    return " ".join(part for part in (period, number, said) if part)


def remark_reasons(seen: PaperSeen) -> Iterator[str]:
    """Why it is issued with a remark only, a line each."""
    if seen.open_units:
        yield _("unread or not understood: {units}").format(units="、".join(seen.open_units))
    if seen.ends:
        yield _("its period runs until {last}").format(last=seen.ends.isoformat())


def before_words(seen: PaperSeen) -> str:
    """That the same was issued on another day; "" where it was not."""
    return _("the last before this: {issue}").format(issue=issued_words(seen.before)) if seen.before else ""
