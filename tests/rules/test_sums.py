"""What is shown adds up to what is shown as the sum, for any ledger."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from helpers.season import board, fair, line, own_ledgers, project, target, unit
from helpers.season_rows import funds, goals, trip
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Amount
from data.model import Paper, Stage, Status

UNITS = ("甲县", "甲镇", "乙镇", "丙园", "丁局")
CELLS = (*UNITS, "甲县、丙园", "乙镇、丁局", "外来县")
DAYS = st.dates(date(2016, 12, 1), date(2017, 7, 31))
HEARD = own_ledgers(*UNITS)
MONEY = st.none() | st.builds(
    lambda value, currency: Amount(Decimal(value) / 4, currency),
    st.integers(0, 8_000_000),
    st.sampled_from(("CNY", "CNY", "CNY", "USD")),
)

PROJECTS = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(CELLS),
            "contracted": MONEY,
            "signed_on": st.none() | DAYS.map(date.isoformat),
            "paper": st.none() | st.sampled_from((*Paper, Paper.CONTRACT, Paper.CONTRACT)),
            "stage": st.none() | st.sampled_from(tuple(Stage)),
            "status": st.none() | st.sampled_from(tuple(Status)),
            "status_on": st.none() | DAYS.map(date.isoformat),
            "industry": st.sampled_from(("", "新材料", "新 材料", "物流")),
            "real_estate": st.none() | st.booleans(),
            "fair": st.sampled_from(("", "青山洽谈会", "秋会", "没有的会")),
            "paid_in": MONEY,
            "reviewed_on": st.none() | DAYS,
        }
    ),
    max_size=14,
)
TARGETS = st.lists(
    st.tuples(st.sampled_from(UNITS), st.integers(0, 900), st.sampled_from(("青山洽谈会", "秋会", ""))),
    max_size=8,
    unique_by=lambda one: (one[0], one[2]),
)


def shown_of(projects, targets):
    towns = [unit(name, "镇办", "甲县") for name in ("甲镇", "乙镇")]
    places = [unit("甲县", "县区"), *towns, unit("丙园", "园区"), unit("丁局")]
    rows = [project(one["unit"], **{key: said for key, said in one.items() if key != "unit"}) for one in projects]
    owed = [target(name, amount, where, trips=amount % 7) for name, amount, where in targets]
    trips = [trip(name, (date(2017, 1, 1) + timedelta(n)).isoformat()) for n, name in enumerate((*UNITS, "无名县"))]
    months = [funds(row.name, "2017-03-01", 3, 2) for row in rows[::2]]
    return board(fair(target=1000), fair("秋会", "2017-09-10"), *places, *rows, *owed, *trips, *months, sources=HEARD)


def rates_recompute(fairs):
    """Completion, and that with what is planned, follow from the figures that the unit is measured by."""
    for one in fairs.units:
        owed = one.target if one.metric == "amount" else None
        assert one.completion == (one.measured.signed / owed if owed else None)
        assert one.with_planned == ((one.measured.signed + one.measured.planned) / owed if owed else None)


@settings(max_examples=150)
@given(PROJECTS, TARGETS)
def test_the_parts_add_up_to_what_is_shown_as_their_sum(projects, targets):
    shown = shown_of(projects, targets)
    for fairs, made, climbed in zip(shown.progress, shown.goals, shown.conversions, strict=True):
        assert made.fair == climbed.fair == fairs.fair
        # units, by the fair's own days since no target here has days of its own
        assert made.units_signed == fairs.signed == sum(one.signed for one in fairs.units)
        assert fairs.contracts == sum(one.contracts for one in fairs.units)
        # tiers, industries, channels, origins, kinds, real estate
        for breakdown in made.breakdowns:
            assert sum(part.amount for part in breakdown.parts) == fairs.signed
            assert sum(part.count for part in breakdown.parts) == fairs.contracts
            assert all(len(part.rows) == part.count for part in breakdown.parts)
        # the ladder: whole and units, cumulative and net
        total, units = climbed.total, climbed.units
        assert (total.net.count, total.net.amount) == (fairs.contracts, fairs.signed)
        assert total.cumulative.count == total.net.count + total.struck_off.count
        assert total.cumulative.amount == total.net.amount + total.struck_off.amount
        within = {one.unit for one in fairs.units if one.part_of}  # a part of the line above is in that one's whole
        for at, step in enumerate(total.steps):
            assert step.count == sum(one.steps[at].count for one in units if one.unit not in within)
            assert step.amount == sum(one.steps[at].amount for one in units if one.unit not in within)
        rates_recompute(fairs)
        counts = [step.count for step in total.steps[:3]]
        assert counts == sorted(counts, reverse=True)
        for rate in total.rates[:2]:
            assert rate.numerator == sum(dict(rate.parts).values()) <= rate.denominator
        # the gap of the whole and of each unit
        for gap in (made.gap, *(one.gap for one in made.units)):
            assert gap.planned == gap.reviewed + gap.unreviewed
            if gap.gap is not None and gap.planned <= gap.gap:
                assert gap.gap == gap.planned + gap.uncovered
        # parents: own and below, each project once
        below = {"甲县": ("甲县", "甲镇", "乙镇")}
        for one in fairs.units:
            if one.unit in below and one.whole_signed is not None:
                assert one.whole_signed == sum(row.signed for row in fairs.units if row.unit in below[one.unit])
        for metric in made.metrics:
            tops = [one for one in made.units if one.unit not in within]
            own = [next(m for m in one.metrics if m.metric == metric.metric).done for one in tops]
            assert metric.done == sum(own)


@settings(max_examples=60)
@given(PROJECTS)
def test_stages_hold_every_live_project_once(projects):
    shown = shown_of(projects, [])
    gone = sum(
        one["status"] in (Status.RETURNED, Status.REPLACED, Status.ENDED)
        and (one["status_on"] is None or one["status_on"] <= "2017-05-02")
        for one in projects
    )
    assert sum(stage.count for stage in shown.pipeline.stages) == len(projects) - gone


def test_a_unit_whose_target_counts_fewer_days_leaves_a_difference_that_is_shown():
    shown = board(fair(), target("甲县", 9, from_="2017-03-01"), project("甲县", 4, "2017-02-01"))
    assert (line(shown).signed, goals(shown).units_signed) == (4, 0)
