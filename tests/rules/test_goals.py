"""Every metric of a target, the gap, targets that do not add up, and what is signed made of."""

from decimal import Decimal

import pytest
from helpers.season import board, codes, day, fair, line, money, project, row, settings, target, unit
from helpers.season_rows import funds, goals, metric, parts, trip, unit_goals

from data.model import Stage, Status

SIGNED = "2017-02-01"


# ------------------------------------------------------------ metrics


def test_each_metric_of_a_target_has_what_was_done_and_its_completion():
    shown = board(
        fair(),
        target("甲县", 1000, projects=4, paid_in=money(50), trips=2, starts=5),
        project("甲县", 250, SIGNED, name="水厂", started_on="2017-03-01"),
        project("甲县", 150, SIGNED, paid_in=15),
        funds("水厂", "2017-04-01", 10),
        trip("甲县", "2017-03-05"),
        trip("甲县", "2016-12-31"),  # before the season
        trip("甲县", "2017-05-03"),  # tomorrow
    )
    found = {one.metric: (one.target, one.done, one.completion) for one in unit_goals(shown, "甲县").metrics}
    assert found == {
        "amount": (1000, 400, Decimal("0.4")),
        "projects": (4, 2, Decimal("0.5")),
        "paid_in": (50, 25, Decimal("0.5")),
        "trips": (2, 1, Decimal("0.5")),
        "starts": (5, 1, Decimal("0.2")),
    }


def test_a_metric_that_no_target_names_is_not_shown():
    shown = board(fair(), target("甲县", 1000), trip("甲县", "2017-03-05"))
    assert [one.metric for one in unit_goals(shown, "甲县").metrics] == ["amount"]


def test_a_unit_without_a_target_of_the_metric_shows_what_it_did():
    shown = board(fair(), target("甲县", trips=2), target("乙县", 100), trip("乙县", "2017-03-05"))
    found = metric(shown, "乙县", "trips")
    assert (found.target, found.done, found.completion) == (None, 1, None)


def test_a_paper_that_revises_one_metric_leaves_the_others():
    shown = board(
        fair(),
        target("甲县", 1000, trips=2, issued_on="2017-01-10", source_doc="一号文"),
        target("甲县", trips=6, issued_on="2017-03-01", source_doc="二号文"),
        target("甲县", trips=60, issued_on="2017-06-01"),  # not yet
    )
    assert (metric(shown, "甲县", "trips").target, metric(shown, "甲县", "amount").target) == (6, 1000)
    assert dict(metric(shown, "甲县", "trips").trace.values)["documents"] == "二号文"
    assert row(shown, "甲县").target == 1000


def test_two_papers_at_once_that_differ_in_one_metric_are_shown_once_and_spoil_no_other():
    shown = board(
        fair(), target("甲县", 1000, trips=2, starts=1), target("甲县", 1000, trips=3, starts=2, file="b.csv", row=7)
    )
    assert (metric(shown, "甲县", "trips").target, metric(shown, "甲县", "trips").figures) == (None, (2, 3))
    assert row(shown, "甲县").target == 1000
    assert codes(shown) == ["target_contradiction"]


def test_a_target_s_own_days_bound_its_trips_and_starts():
    shown = board(
        fair(),
        target("甲县", trips=5, starts=5, from_="2017-02-01", to_="2017-03-31"),
        *(trip("甲县", when) for when in ("2017-01-31", "2017-02-01", "2017-03-31", "2017-04-01")),
        *(project("甲县", 1, SIGNED, started_on=when) for when in ("2017-01-31", "2017-03-31", "2017-04-01")),
        project("甲县", 1, SIGNED, started_on="2017-03-01", status=Status.RETURNED),
    )
    assert metric(shown, "甲县", "trips").done == 2
    assert metric(shown, "甲县", "starts").done == 1


def test_a_project_that_builds_without_saying_since_when_is_named_and_not_counted():
    undated = project("甲县", 1, SIGNED, stage=Stage.BUILDING)
    found = metric(board(fair(), target("甲县", starts=5), undated), "甲县", "starts")
    assert (found.done, found.left_out) == (0, (undated.place,))


# ------------------------------------------------------------ the gap


@pytest.mark.parametrize(("signed", "gap", "uncovered"), [(0, 1000, 650), (600, 400, 50), (800, 200, 0), (1200, 0, 0)])
def test_the_gap_is_what_is_planned_and_what_nobody_has_in_sight(signed, gap, uncovered):
    shown = board(
        fair(target=1000),
        target("甲县", 1000),
        project("甲县", signed, SIGNED),
        project("甲县", 100, "2017-05-20", reviewed_on=day("2017-05-02")),
        project("甲县", 200, "2017-05-20", reviewed_on=day("2017-05-03")),  # tomorrow
        project("甲县", 50, "2017-05-20"),
    )
    found = unit_goals(shown, "甲县").gap
    assert (found.gap, found.uncovered) == (gap, uncovered)
    assert (found.planned, found.reviewed, found.unreviewed) == (350, 100, 250)
    assert (found.planned_count, found.reviewed_count) == (3, 1)
    assert goals(shown).gap.gap == gap
    assert len(found.trace.rows) == 3


def test_a_unit_that_owes_a_number_has_its_gap_in_projects():
    shown = board(fair(), target("甲县", projects=5), project("甲县", 9, SIGNED), project("甲县", 9, "2017-05-20"))
    found = unit_goals(shown, "甲县").gap
    assert (found.metric, found.gap, found.planned, found.uncovered) == ("projects", 4, 1, 3)


def test_without_a_target_there_is_no_gap():
    found = unit_goals(board(fair(), target("乙县", 1), project("甲县", 9, SIGNED)), "甲县").gap
    assert (found.target, found.gap, found.uncovered) == (None, None, None)


# ------------------------------------------------------------ the cascade


def test_a_fair_s_target_that_was_not_all_handed_down_is_shown():
    shown = board(fair(target=1000), target("甲县", 600), target("乙县", 300), unit("丙县"))
    (found,) = goals(shown).cascades
    assert (found.whole, found.target, found.parts, found.difference) == ("", 1000, 900, 100)
    assert (found.units, found.without) == (("甲县", "乙县"), ("丙县",))
    assert len(found.trace.rows) == 3


def test_targets_that_add_up_are_not_shown():
    assert goals(board(fair(target=900), target("甲县", 600), target("乙县", 300))).cascades == ()


def test_a_parent_s_target_is_held_against_those_below_it_and_counts_once_above():
    shown = board(
        fair(target=1000),
        unit("甲县"),
        unit("甲镇", parent="甲县"),
        unit("乙镇", parent="甲县"),
        target("甲县", 1000, trips=9),
        target("甲镇", 600, trips=4),
        target("乙镇", 500, trips=5),
    )
    (found,) = goals(shown).cascades
    assert (found.whole, found.metric, found.difference) == ("甲县", "amount", -100)
    assert line(shown).units_target == 1000


def test_a_unit_below_one_without_a_target_counts_for_itself():
    shown = board(fair(), unit("甲县"), unit("甲镇", parent="甲县"), target("甲镇", 600))
    assert line(shown).units_target == 600


def test_a_ring_of_parents_counts_each():
    shown = board(fair(), unit("甲", parent="乙"), unit("乙", parent="甲"), target("甲", 1), target("乙", 2))
    assert line(shown).units_target == 3


# ------------------------------------------------------------ what is signed made of


def test_contracts_stand_in_tiers_by_their_lower_bound():
    amounts = (1_000_000, 999_999, 100_000, 10_000, 9_999)
    rows = [project("甲县", amount, SIGNED) for amount in amounts]
    shown = board(fair(), target("甲县", 1), *rows, project("甲县", None, SIGNED), project("甲县", 7, "2017-06-01"))
    assert parts(shown, "tier") == [
        ("1000000", 1, 1_000_000), ("100000", 2, 1_099_999), ("10000", 1, 10_000), ("0", 1, 9_999), ("", 1, 0),
    ]  # fmt: skip


def test_an_office_sets_its_own_tiers_and_what_they_go_by():
    rules = settings(tiers={"bounds": [50000], "by": "total_investment"})
    shown = board(fair(), target("甲县", 1), project("甲县", 10, SIGNED, total_investment=50000), rules=rules)
    assert parts(shown, "tier") == [("50000", 1, 10), ("0", 0, 0)]
    found = next(one for one in goals(shown).breakdowns if one.by == "tier")
    assert dict(found.trace.values) == {"tiers.bounds": "50000", "tiers.by": "total_investment"}


def test_two_spellings_of_an_industry_are_one():
    rows = [
        project("甲县", n, SIGNED, industry=word) for n, word in ((1, "新材料"), (2, "新 材料"), (4, "物流"), (8, ""))
    ]
    assert parts(board(fair(), target("甲县", 1), *rows), "industry") == [("物流", 1, 4), ("新材料", 2, 3), ("", 1, 8)]


def test_channels_origins_and_kinds_of_units():
    shown = board(
        fair(),
        unit("甲县", "县区"),
        target("甲县", 1),
        project("甲县", 1, SIGNED, channel="以商招商", origin="省外"),
        project("乙园", 2, SIGNED),
    )
    assert parts(shown, "channel") == [("以商招商", 1, 1), ("", 1, 2)]
    assert parts(shown, "origin") == [("省外", 1, 1), ("", 1, 2)]
    assert parts(shown, "kind") == [("county", 1, 1), ("", 1, 2)]


def test_real_estate_stands_apart_where_a_ledger_marks_it():
    plain = [fair(), target("甲县", 1), project("甲县", 4, SIGNED)]
    assert "real_estate" not in [one.by for one in goals(board(*plain)).breakdowns]
    marked = [project("甲县", n, SIGNED, real_estate=flag) for n, flag in ((1, True), (2, False))]
    assert parts(board(*plain, *marked), "real_estate") == [("no", 1, 2), ("yes", 1, 1), ("", 1, 4)]
