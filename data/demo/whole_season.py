"""The whole demo season as records: a function of the date and the seed, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from random import Random

from data.demo import at_the_fair, cast, daily_work, fairs_and_targets, matters, papers, twists
from data.demo import drafts as projects
from data.demo.days import DemoDay, SeasonDays
from data.ledgers.season import Season
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Demo:
    """The season and the days it hangs on. `raw` is what single cells say instead, by project and field; `broken` and
    `claimed` name the projects of a row that cannot be read, and of a contract that two ledgers claim."""

    days: SeasonDays
    season: Season
    raw: Mapping[tuple[str, str], str]
    broken: str
    claimed: str


@lru_cache(maxsize=4)
def build(today: date, seed: int, day: DemoDay = DemoDay.BEFORE) -> Demo:
    """Everything the demo's ledgers say on such a day of the season.

    Each part draws from a stream of its own, so that one can change alone; no draw depends on the date, so that
    one seed tells the same story on any day.
    """
    days = SeasonDays.around(today, day)

    def stream(part: str) -> Random:
        return Random(f"{seed} {part}")

    drafts = projects.drafts(stream("projects"), days)
    made = twists.twisted([d.project for d in drafts], stream("fairs"), days)
    broken, yuan = twists.find(made, twists.BROKEN).name, twists.find(made, twists.YUAN_CELL)
    made = at_the_fair.signed(made, days)
    handed_down = fairs_and_targets.targets(made, days)
    season = Season(
        fairs=fairs_and_targets.fairs(handed_down, days),
        units=cast.units(stream("units")),
        targets=handed_down,
        projects=made,
        milestones=papers.milestones(stream("milestones"), drafts, days),
        funds=papers.funds(stream("funds"), made, days),
        followups=matters.followups(stream("followups"), days, made),
        roster=papers.roster(stream("roster"), days),
        reports=daily_work.reports(days),
        blockers=daily_work.blockers(stream("blockers"), made, days),
        visits=daily_work.visits(stream("visits"), made, days),
        trips=daily_work.trips(stream("trips"), days),
        guests=daily_work.guests(stream("guests"), days),
        prep=daily_work.prep(stream("prep"), days),
        payouts=daily_work.payouts(stream("payouts"), made, days),
        assessments=daily_work.assessments(stream("assessments"), days),
        natives=daily_work.natives(stream("natives"), days),
        leads=daily_work.leads(stream("leads"), days),
        ratings=daily_work.ratings(stream("ratings"), days),
    )
    assert yuan.total_investment is not None
    in_cell = f"{yuan.total_investment.value.normalize():f}万元"
    raw = {(broken, "signed_on"): twists.BROKEN_DATE, (yuan.name, "total_investment"): in_cell}
    return Demo(days, season, raw, broken, twists.find(made, twists.CLAIMED[0]).name)
