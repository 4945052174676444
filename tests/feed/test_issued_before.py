"""A paper of no period is of its day: on a later day its draft says when its like was issued, and that is found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from helpers.feed import season

from data.export.papers.paper_kinds import PaperAsked
from data.feed.one_look import Glance
from data.feed.refusals_and_clock import Refused
from data.settings import Settings

MONDAY, TUESDAY = (datetime(2026, 11, day, 9, tzinfo=Settings().zone) for day in (23, 24))


@pytest.mark.parametrize(("kind", "about", "other"), [("slip", "用地预审", "沙棘饮品"), ("brief", "", "")])
def test_a_later_day_says_that_one_was_issued(tmp_path: Path, kind: str, about: str, other: str) -> None:
    folder = season(tmp_path / "season")
    with Glance(folder, clock=lambda: MONDAY, wait=60) as glance:
        about, other = (_key(glance, one) for one in (about, other))
        made = glance.issue(kind, PaperAsked(number=7, about=about), "", "李敏")
        assert glance.paper(kind, PaperAsked(about=about)).issue == made
    with Glance(folder, clock=lambda: TUESDAY, wait=60) as glance:
        seen = glance.paper(kind, PaperAsked(about=about))
        assert (seen.issue, seen.before, bool(seen.paper.state)) == (None, made, True)
        again = glance.paper(kind, PaperAsked(about=about, issue=made.id))
        assert (again.issue, again.paper.state) == (made, "")
        if other:
            assert glance.paper(kind, PaperAsked(about=other)).before is None
        second = glance.issue(kind, PaperAsked(number=8, about=about), "", "李敏")
        assert (second.day, second.number) == (TUESDAY.date(), 8)


def _key(glance: Glance, about: str) -> str:
    """The key of the item of this title."""
    return next((item.key for item in glance.board().items if item.title == about), "")


def test_a_fair_s_table_is_one_slot_with_and_without_its_name(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    after = datetime(2027, 1, 20, 9, tzinfo=Settings().zone)
    with Glance(folder, clock=lambda: after, wait=60) as glance:
        made = glance.issue("after", PaperAsked(), "", "李敏")
        assert made.about == "青山洽谈会"
        for about in ("", "青山洽谈会"):
            assert glance.paper("after", PaperAsked(about=about)).issue == made
            with pytest.raises(Refused, match="issued"):
                glance.issue("after", PaperAsked(about=about), "", "李敏")
