"""Which target is in force: the latest issued by the board's date; two at once are a contradiction."""

from datetime import date
from decimal import Decimal

import pytest
from helpers.season import AS_OF, board, codes, fair, line, own_ledgers, project, row, settings, target, unit
from helpers.season_rows import metric, unit_goals

from data.ledgers.kinds_and_columns import Amount
from data.model import Light
from widgets.panels.units_panel import owed_figures


def test_the_latest_issued_is_in_force():
    shown = board(fair(), target("甲县", 100, issued_on="2017-01-10"), target("甲县", 150, issued_on="2017-03-01"))
    assert row(shown, "甲县").target == 150


@pytest.mark.parametrize(("today", "amount"), [(date(2017, 4, 30), 100), (date(2017, 5, 1), 150)])
def test_a_target_counts_from_the_day_it_is_issued(today, amount):
    rows = (target("甲县", 100, issued_on="2017-01-10"), target("甲县", 150, issued_on="2017-05-01"))
    assert row(board(fair(), *rows, as_of=today), "甲县").target == amount


def test_a_target_without_a_day_was_there_before_all_others():
    shown = board(fair(), target("甲县", 100), target("甲县", 150, issued_on="2017-03-01"))
    assert row(shown, "甲县").target == 150


def test_two_at_once_are_shown_and_never_summed():
    shown = board(
        fair(),
        target("甲县", 100, issued_on="2017-01-10"),
        target("甲县", 150, issued_on="2017-01-10", file="b.csv", row=7),
        target("乙县", 40),
        project("甲县", 50, "2017-02-01"),
    )
    found = row(shown, "甲县")
    assert (found.target, found.completion, found.light, found.rank) == (None, None, Light.NONE, None)
    assert found.target_contradiction
    assert found.target_figures == (100, 150)  # the least first, whatever their files are called
    assert line(shown).units_target == 40
    assert codes(shown) == ["target_contradiction"]


def test_identical_duplicates_are_one():
    shown = board(fair(), target("甲县", 100), target("甲 县", 100, file="b.csv"))
    assert row(shown, "甲 县").target == 100
    assert line(shown).units_target == 100
    assert codes(shown) == []


def test_a_later_target_settles_a_contradiction():
    early = [target("甲县", n, issued_on="2017-01-10") for n in (100, 150)]
    assert row(board(fair(), *early, target("甲县", 120, issued_on="2017-02-01")), "甲县").target == 120


def test_a_later_paper_of_numbers_alone_leaves_the_amount_with_its_own_paper_and_days():
    shown = board(
        fair(),
        target("甲县", 100, issued_on="2017-01-10", source_doc="一号文", from_="2017-02-01"),
        target("甲县", projects=3, issued_on="2017-03-01", source_doc="二号文", from_="2017-04-01"),
        project("甲县", 25, "2017-02-01"),
    )
    found = row(shown, "甲县")
    assert (found.target, found.metric, found.completion) == (100, "amount", Decimal("0.25"))
    assert (found.target_docs, found.target_issued) == (("一号文",), date(2017, 1, 10))
    assert metric(shown, "甲县", "projects").target == 3
    assert (unit_goals(shown, "甲县").gap.metric, unit_goals(shown, "甲县").gap.gap) == ("amount", 75)
    assert line(shown).units_target == 100


def test_a_later_paper_of_the_amount_alone_leaves_the_number():
    rows = (target("甲县", 100, projects=3), target("甲县", 120, issued_on="2017-03-01"))
    assert [metric(board(fair(), *rows), "甲县", name).target for name in ("amount", "projects")] == [120, 3]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"amount": 100, "projects": 3}, {"amount": 100, "projects": 4}, {"amount": 100, "projects": None}),
        ({"amount": 100, "projects": 3}, {"amount": 120, "projects": 3}, {"amount": None, "projects": 3}),
        ({"amount": 100}, {"projects": 3}, {"amount": 100, "projects": 3}),
    ],
)
def test_two_papers_of_one_day_contradict_each_other_in_what_they_say_differently_alone(first, second, expected):
    at_once = {"issued_on": "2017-02-01"}
    shown = board(fair(), target("甲县", **first, **at_once), target("甲县", **second, **at_once, file="二.csv"))
    assert {name: metric(shown, "甲县", name).target for name in expected} == expected
    found = row(shown, "甲县")
    assert (found.metric, found.target) == ("amount", expected["amount"])
    assert found.target_contradiction == (expected["amount"] is None)
    assert unit_goals(shown, "甲县").gap.metric == "amount"
    assert codes(shown) == (["target_contradiction"] if None in expected.values() else [])


def test_two_numbers_at_once_are_shown_as_numbers():
    shown = board(fair(), target("甲县", projects=5), target("甲县", projects=6, file="任务2.csv"))
    found = row(shown, "甲县")
    assert (found.metric, found.target, found.target_figures) == ("projects", None, (5, 6))
    assert owed_figures(found, "≠") == "5≠6"


KNOWN = ("松屏县", "澜源县", "青禾工业园区", "城西区", "东岭园区")


def misread(name, *more, units=KNOWN, sources=(), **plain):
    rows = [unit(known, "县区") for known in units]
    return board(fair(), *rows, target(name, 40, **plain), target("澜源县", 60), *more, sources=sources)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("松坪县", "松屏县"), ("松县屏", "松屏县"), ("松屏", "松屏县"), ("松屏县区", "松屏县"), ("松井县", "松屏县"),
        ("青禾园区", "青禾工业园区"), ("东岭园区。", ""), ("城东区", ""), ("云阳县", ""), ("市文旅局", ""),
        ("松屏县招商和投资促进局", "松屏县"), ("松屏县人民政府", "松屏县"), ("青禾工业园区管委会", "青禾工业园区"),
        ("松屏县（含开发区）", "松屏县"), ("松屏县城关镇", ""), ("松屏县工业园", ""), ("松屏县经开区管委会", ""),
    ],
)  # fmt: skip
def test_a_target_for_a_unit_nearly_known_counts_in_nobody_s_line(written, near):
    shown = misread(written)
    told = [(p.code, dict(p.args)["near"]) for p in shown.problems]
    assert told == ([("unknown_unit_near", near)] if near else [])
    assert (written in {u.unit for u in line(shown).units}) == (not near and written != "东岭园区。")
    assert (line(shown).units_target, line(shown).units_target_doubt) == ((60, 40) if near else (100, 0))


def test_the_unit_that_may_be_meant_has_neither_light_nor_zero_and_is_not_misled_by_others():
    papers = target("松屏县", 100, issued_on="2017-01-02", file="旧.csv")
    shown = misread("松坪县", papers, sources=own_ledgers("澜源县"))
    found = row(shown, "松屏县")
    assert (found.target, found.light, found.flags) == (100, Light.NONE, ("target_doubt",))
    assert row(shown, "澜源县").light is Light.RED
    assert line(shown).zero_signed == 1
    assert unit_goals(shown, "松屏县").gap.target == 100


def test_one_paper_does_not_name_one_unit_twice():
    shown = misread("东川县", target("东山县", 50), units=("东山县", "澜源县"))
    assert codes(shown) == []
    assert {u.unit: u.target for u in line(shown).units} == {"东山县": 50, "澜源县": 60, "东川县": 40}


@pytest.mark.parametrize(
    ("written", "near"), [("松坪县", "松屏县"), ("松山县", ""), ("澜园县", "澜源县"), ("甲县", "")]
)
def test_without_a_units_ledger_the_project_ledgers_units_are_known_and_only_what_sounds_alike_is_meant(written, near):
    rows = [project(name, 1, "2017-02-01") for name in ("松屏县", "澜源县、松屏县", "甲县城关镇")]
    shown = board(fair(), *rows, target(written, 40))
    assert codes(shown) == (["unknown_unit_near"] if near else [])
    assert line(shown).units_target_doubt == (40 if near else 0)


def test_an_alias_is_known():
    shown = board(fair(), unit("松屏县", aliases="松坪县"), target("松坪县", 40))
    assert (codes(shown), row(shown, "松屏县").target) == ([], 40)


def test_amount_and_number_issued_apart_are_one_target():
    shown = board(fair(), target("甲县", 100), target("甲县", projects=3))
    assert (row(shown, "甲县").target, row(shown, "甲县").metric) == (100, "amount")


def test_a_target_of_projects_only_counts_contracts():
    shown = board(
        fair(), target("甲县", projects=4), project("甲县", 10, "2017-02-01"), project("甲县", 1, "2017-02-01")
    )
    found = row(shown, "甲县")
    assert (found.metric, found.target, found.completion) == ("projects", 4, Decimal("0.5"))
    assert line(shown).units_target == 0


def test_without_a_target_there_is_no_light():
    shown = board(fair(), target("甲县", 100), unit("乙县"), project("乙县", 10, "2017-02-01"))
    assert (row(shown, "乙县").target, row(shown, "乙县").light) == (None, Light.NONE)


def test_trips_alone_are_no_signing_target():
    shown = board(fair(), target("甲县", trips=6))
    assert row(shown, "甲县").target is None


def test_a_target_in_another_currency_is_not_used():
    shown = board(fair(), target("甲县", Amount(Decimal(100), "USD")))
    assert row(shown, "甲县").target is None
    assert codes(shown) == ["target_currency"]


def test_a_target_of_an_unknown_fair_is_a_problem():
    shown = board(fair(), target("甲县", 100, fair="别的会"))
    assert codes(shown) == ["unknown_fair"]
    assert line(shown).units == ()


def test_a_target_s_first_day_defaults_to_its_fair_s_and_that_to_the_season_s():
    signings = [project("甲县", 1, "2017-01-15"), project("甲县", 10, "2017-02-15"), project("甲县", 100, "2017-03-15")]
    plain = [target("甲县", 1000)]
    assert row(board(fair(), *plain, *signings), "甲县").signed == 111
    assert row(board(fair(from_="2017-02-01"), *plain, *signings), "甲县").signed == 110
    own = [target("甲县", 1000, from_="2017-03-01")]
    shown = board(fair(from_="2017-02-01"), *own, *signings)
    assert row(shown, "甲县").signed == 100
    assert line(shown).signed == 110  # the fair's own figures count by its own days
    assert len(line(shown).before_from) == 2


def test_the_last_counted_day_of_a_target():
    shown = board(
        fair(),
        target("甲县", 1000, to_="2017-03-31"),
        project("甲县", 10, "2017-03-31"),
        project("甲县", 100, "2017-04-01"),
    )
    assert (row(shown, "甲县").signed, line(shown).signed) == (10, 110)
    assert row(shown, "甲县").pace == Decimal(122) / Decimal(166)  # a fair's pace ends on its eve all the same


def test_a_target_without_a_fair_is_the_season_s():
    shown = board(
        fair(),
        fair("秋会", "2017-09-10"),
        target("甲县", 1000, fair=""),
        target("甲县", 500),
        project("甲县", 10, "2017-02-01"),
        project("甲县", 100, "2017-02-01", fair="秋会"),
    )
    assert row(shown, "甲县", None).signed == 110
    assert row(shown, "甲县", "青山洽谈会").signed == 10
    assert line(shown, None).signed == 110
    # 1 January to the eve of the last fair's opening: 9 September is day 252
    assert line(shown, None).pace == Decimal(122) / Decimal(252)


def test_a_season_s_target_may_end_its_own_pace():
    shown = board(fair(), target("甲县", 1000, fair="全年", to_="2017-12-31"))
    assert row(shown, "甲县", None).pace == Decimal(122) / Decimal(365)


def test_without_a_season_s_target_there_is_no_season_s_line():
    assert [p.fair for p in board(fair(), target("甲县", 1)).progress] == ["青山洽谈会"]
    assert [p.fair for p in board(project("甲县", 1, "2017-02-01")).progress] == [None]


def test_the_season_s_first_day_of_the_settings():
    rules = settings(season={"from": "2016-07-01"})
    shown = board(fair(), target("甲县", 1000, fair=""), project("甲县", 10, "2016-08-01"), rules=rules)
    assert row(shown, "甲县", None).signed == 10


def test_the_difference_between_the_fair_s_target_and_its_units():
    shown = board(fair(target=4_200_000), *(target(f"{n}县", n * 10_000) for n in (90, 100, 80, 40, 20, 10)))
    assert (line(shown).target, line(shown).units_target) == (4_200_000, 3_400_000)
    assert shown.as_of == AS_OF


def test_a_target_names_the_papers_that_set_it():
    old = target("甲县", 100, issued_on="2017-01-10", source_doc="招组〔2017〕1号")
    new = target("甲县", 150, issued_on="2017-03-01", source_doc="招组〔2017〕9号")
    found = row(board(fair(), old, new), "甲县")
    assert (found.target_docs, found.target_issued) == (("招组〔2017〕9号",), date(2017, 3, 1))
    assert row(board(fair(), target("乙县", 40)), "乙县").target_docs == ()
