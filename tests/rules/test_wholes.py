"""A unit with units below it is held to its target by its whole; the units below are parts of its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from helpers.season import board, fair, line, own_ledgers, project, row, settings, target, unit
from helpers.season_rows import ladder, metric, trip, unit_goals

from data.model import Light, Paper, Stage

SIGNED = "2017-02-01"
TREE = (unit("东县", "县区"), unit("西县", "县区"), unit("甲镇", "镇办", "东县"), unit("乙镇", "镇办", "东县"))
BOTH = (target("东县", 100), target("西县", 100))
HEARD = own_ledgers("东县", "西县", "甲镇", "乙镇")


def test_a_town_s_signings_are_its_county_s():
    """The county is neither red nor without a contract while its town has signed all that it owes."""
    shown = board(fair(), *TREE, *BOTH, project("甲镇", 100, SIGNED), project("西县", 50, SIGNED), sources=HEARD)
    east, west, town = row(shown, "东县"), row(shown, "西县"), row(shown, "甲镇")
    assert (east.signed, east.contracts, east.whole_signed, east.by_whole) == (0, 0, 100, True)
    assert (east.completion, east.light, east.rank, east.ranked_of) == (1, Light.GREEN, 1, 2)
    assert east.flags == ("none_landed",)
    assert (west.completion, west.rank, west.by_whole, west.whole) == (Decimal("0.5"), 2, False, None)
    assert (town.part_of, town.rank, town.signed) == ("东县", None, 100)
    assert line(shown).zero_signed == 0
    (conversion,) = shown.conversions
    assert conversion.zero_signing == ()


def test_the_parts_follow_their_whole_and_stand_outside_rank_and_sum():
    owed = [target("甲镇", 30), target("乙镇", 10)]
    rows = [project("乙镇", 10, SIGNED), project("西县", 90, SIGNED)]
    shown = board(fair(target=200), *TREE, *BOTH, *owed, *rows, sources=HEARD)
    units = line(shown).units
    assert [(u.unit, u.part_of, u.rank, u.ranked_of) for u in units] == [
        ("西县", "", 1, 2),
        ("东县", "", 2, 2),
        ("甲镇", "东县", None, None),
        ("乙镇", "东县", None, None),
    ]
    assert line(shown).units_target == 200  # the towns' 40 are part of the county's 100
    assert sum(u.measured.signed for u in units if not u.part_of) == line(shown).signed == 100
    assert (row(shown, "乙镇").completion, row(shown, "乙镇").light) == (1, Light.GREEN)
    assert row(shown, "甲镇").flags == ("zero_signing",)


def test_a_joint_project_of_both_counts_once_in_the_whole():
    rows = [project("甲镇、东县", 7, SIGNED), project("东县、乙镇", 5, SIGNED), project("西县、甲镇", 90, SIGNED)]
    east = row(board(fair(), *TREE, *BOTH, *rows), "东县")
    assert east.whole is not None
    assert (east.whole_signed, east.whole.contracts) == (12, 2)
    assert (east.whole.joint, east.whole.joint_in) == (1, ("西县",))  # the county's own is no partner of itself


def test_a_whole_has_the_shares_of_its_units_where_each_has_one():
    rows = [project("甲镇、东县", 8, SIGNED), project("西县、甲镇", 90, SIGNED), project("乙镇、西县", 20, SIGNED)]
    shown = board(fair(), *TREE, *BOTH, *rows, rules=settings(joint={"share": "equal"}))
    east = row(shown, "东县")
    assert east.whole is not None
    assert (east.whole_signed, east.whole.contracts, east.whole.joint) == (8 + 45 + 10, 2, 1)
    assert (row(shown, "西县").signed, line(shown).units_sum, line(shown).signed) == (55, 118, 118)


def test_a_whole_with_joint_contracts_alone_has_a_contract():
    shown = board(fair(), *TREE, *BOTH, project("西县、甲镇", 90, SIGNED), sources=HEARD)
    assert (row(shown, "东县").flags, row(shown, "东县").light) == (("joint_only", "none_landed"), Light.NONE)


def test_the_whole_counts_by_the_parent_s_own_days():
    shown = board(fair(), *TREE, target("东县", 100, from_="2017-03-01"), project("甲镇", 60, SIGNED))
    assert (row(shown, "东县").whole_signed, row(shown, "甲镇").signed) == (0, 60)


def test_every_metric_of_a_parent_is_its_whole_s():
    owed = target("东县", 100, projects=2, paid_in=None, trips=2, starts=1)
    rows = [
        project("甲镇", 60, SIGNED, stage=Stage.BUILDING, started_on="2017-03-01", paid_in=9),
        project("东县", 20, SIGNED, paid_in=1),
        project("乙镇", 15, "2017-06-10"),
    ]
    shown = board(fair(), *TREE, owed, *rows, trip("甲镇", "2017-03-03"), trip("东县", "2017-03-05"))
    done = {name: metric(shown, "东县", name).done for name in ("amount", "projects", "trips", "starts")}
    assert done == {"amount": 80, "projects": 2, "trips": 2, "starts": 1}
    assert (unit_goals(shown, "东县").gap.gap, unit_goals(shown, "东县").gap.planned) == (20, 15)
    assert ladder(shown, "东县").net.count == 2
    assert row(shown, "东县").with_planned == Decimal("0.95")
    (scoring,) = shown.scores
    scores = {one.unit: (one.score, one.rank) for one in scoring.units}
    assert scores["东县"] == (80, None)  # alone with a target
    assert row(shown, "东县").flags == ()  # the town's has landed


def test_parents_may_go_by_their_own():
    rules = settings(targets={"parents": "own"})
    rows = [project("甲镇", 100, SIGNED), project("西县", 50, SIGNED)]
    shown = board(fair(), *TREE, *BOTH, *rows, rules=rules, sources=HEARD)
    east = row(shown, "东县")
    assert (east.completion, east.flags, east.whole_signed, east.by_whole) == (0, ("zero_signing",), 100, False)
    assert row(shown, "甲镇").part_of == ""


def test_units_below_one_without_a_target_stand_for_themselves():
    owed = [target("甲镇", 10), target("乙镇", 10)]
    shown = board(fair(), *TREE, *owed, project("甲镇", 5, SIGNED), project("乙镇", 4, SIGNED))
    assert [(row(shown, name).rank, row(shown, name).part_of) for name in ("甲镇", "乙镇")] == [(1, ""), (2, "")]
    east = row(shown, "东县")
    assert (east.by_whole, east.whole_signed, east.completion) == (False, 9, None)


def test_three_levels_and_a_ring():
    tree = [
        unit("甲市", "城市"),
        unit("东县", "县区", "甲市"),
        unit("甲镇", "镇办", "东县"),
        unit("丙园", parent="丁园"),
    ]
    rows = [project("甲镇", 10, SIGNED), project("丙园", 3, SIGNED)]
    ring = [unit("丁园", parent="丙园"), target("丙园", 9), target("丁园", 9)]
    owed = [target("甲市", 40), target("东县", 20)]
    shown = board(fair(), *tree, *ring, *owed, *rows, sources=own_ledgers("甲市", "东县", "甲镇", "丙园", "丁园"))
    assert [(u.unit, u.part_of) for u in line(shown).units if u.whole] == [
        ("甲市", ""), ("东县", "甲市"), ("丙园", ""), ("丁园", ""),
    ]  # fmt: skip
    done = {name: row(shown, name).completion for name in ("甲市", "东县", "丙园", "丁园")}
    assert done == {"甲市": Decimal("0.25"), "东县": Decimal("0.5"), "丙园": Decimal(3) / 9, "丁园": 0}


def test_a_unit_below_that_talks_is_its_county_s_talk():
    talk = project("甲镇", None, None, paper=None, stage=Stage.TALKS)
    (conversion,) = board(fair(), *TREE, *BOTH, talk, sources=HEARD).conversions
    assert (conversion.zero_signing, conversion.nothing_in_talks) == (("东县", "西县"), ("西县",))


def test_what_is_planned_stands_beside_the_light():
    rows = [project("西县", 30, SIGNED), project("西县", 40, "2017-06-01"), project("西县", 900, "2017-06-30")]
    rows.append(project("西县", 800, "2017-06-01", paper=Paper.FRAMEWORK))
    shown = board(fair(target=200), *TREE, *BOTH, target("东县", projects=4, fair="青山洽谈会"), *rows)
    assert row(shown, "西县").with_planned == Decimal("0.7")  # neither frameworks nor what comes after the close
    assert (line(shown).completion, line(shown).with_planned) == (Decimal("0.15"), Decimal("0.35"))
    counted = board(fair(), target("西县", None, projects=4), *rows[:2], as_of=date(2017, 5, 2))
    assert (row(counted, "西县").completion, row(counted, "西县").with_planned) == (Decimal("0.25"), Decimal("0.5"))
