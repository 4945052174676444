"""Fairs: days left, which fair a project belongs to, and from when it counts."""

from datetime import date

import pytest
from helpers.season import board, codes, fair, line, project, row, settings, target

from data import wording
from data.model import FairCountdown, Paper
from data.wording.problems import problem_text


def only(shown) -> FairCountdown:
    (found,) = shown.fairs
    return found


def test_days_left_of_the_sketch():
    shown = board(fair(opens="2017-06-16"), fair("城市洽谈会", "2017-07-18"))
    assert [(f.name, f.days_left, f.workdays_left) for f in shown.fairs] == [
        ("青山洽谈会", 45, 32),
        ("城市洽谈会", 77, 54),
    ]


@pytest.mark.parametrize(
    ("today", "days_left", "workdays", "day", "closed"),
    [
        (date(2017, 6, 15), 1, 1, None, False),
        (date(2017, 6, 16), 0, 0, 1, False),
        (date(2017, 6, 17), -1, 0, 2, False),
        (date(2017, 6, 19), -3, 0, 4, False),
        (date(2017, 6, 20), -4, 0, None, True),
    ],
)
def test_before_during_and_after(today, days_left, workdays, day, closed):
    found = only(board(fair(closes="2017-06-19"), as_of=today))
    assert (found.days_left, found.workdays_left, found.day, found.closed) == (days_left, workdays, day, closed)
    assert found.days == 4


def test_working_days_skip_the_board_s_date_when_it_is_none():
    assert only(board(fair(opens="2017-05-09"), as_of=date(2017, 5, 6))).workdays_left == 1  # a Saturday


def test_a_fair_closes_on_the_day_it_opens_by_default():
    assert only(board(fair())).closes == date(2017, 6, 16)


def test_a_fair_that_closes_before_it_opens_is_a_problem():
    shown = board(fair(closes="2017-06-01"))
    assert only(shown).closes == date(2017, 6, 16)
    assert "closes_before_opens" in codes(shown)


def test_the_same_fair_in_two_ledgers_is_one():
    shown = board(
        fair(file="a.csv", venue="会展中心"), fair(file="年度/展会.csv", sheet="b", name="青山 洽谈会", target=100)
    )
    assert len(shown.fairs) == 1
    assert line(shown).target == 100
    assert codes(shown) == []


def test_two_ledgers_that_differ_are_a_contradiction():
    shown = board(fair(target=100), fair(file="展会2.csv", target=120, opens="2017-06-17"))
    assert (line(shown).target, only(shown).opens) == (None, date(2017, 6, 16))
    assert codes(shown) == ["fair_contradiction"]
    wording.use("zh")
    assert "开幕、闭幕按最早的计，统计起始按最晚的计，任务不一致的都不用" in problem_text(shown.problems[0])


@pytest.mark.parametrize(
    ("signed_on", "cell", "belongs"),
    [
        ("2017-01-01", "", "春会"),
        ("2017-03-10", "", "春会"),
        ("2017-03-11", "", "春会"),  # the second day of the fair
        ("2017-03-12", "", "秋会"),  # it is over: the next
        ("2017-02-01", "秋会", "秋会"),  # the cell decides
        ("2017-02-01", " 秋 会", "秋会"),
    ],
)
def test_which_fair(signed_on, cell, belongs):
    fairs = (fair("春会", "2017-03-10", closes="2017-03-11"), fair("秋会", "2017-09-10"))
    shown = board(*fairs, project("甲县", 100, signed_on, fair=cell))
    assert {p.fair: p.signed for p in shown.progress} == {f: 100 if f == belongs else 0 for f in ("春会", "秋会")}


def test_a_fair_that_counts_only_later_does_not_take_earlier_signings():
    shown = board(fair(from_="2017-04-01"), project("甲县", 100, "2017-03-31"))
    assert line(shown).signed == 0
    assert len(line(shown).before_from) == 1  # 跨期, listed


def test_a_cell_that_names_no_fair_is_told():
    shown = board(fair(), project("甲县", 100, "2017-03-01", fair="别的会"))
    assert line(shown).signed == 0
    assert "project_fair_unknown" in codes(shown)


@pytest.mark.parametrize(
    ("fairs", "cell", "belongs"),
    [
        (("春洽会",), "2017年春洽会", "春洽会"),
        (("春洽会",), "春洽会（2017）", "春洽会"),
        (("2017春洽会",), "春洽会", "2017春洽会"),
        (("2017年春洽会", "2017年秋洽会"), "2017秋洽会", "2017年秋洽会"),
        (("春洽会",), "2016年春洽会", ""),
        (("春洽会",), "秋洽会", ""),
    ],
)
def test_a_fair_is_found_with_its_year_or_without(fairs, cell, belongs):
    shown = board(*map(fair, fairs), target("甲县", 100, fair=cell), project("甲县", 100, "2017-03-01", fair=cell))
    assert {p.fair: p.signed for p in shown.progress} == {name: 100 if name == belongs else 0 for name in fairs}
    assert [code in codes(shown) for code in ("unknown_fair", "project_fair_unknown")] == [not belongs] * 2


def test_of_two_years_the_one_that_counts_on_the_day_is_meant():
    shown = board(
        fair("2016春洽会", "2016-06-16"), fair("2017春洽会"), project("甲县", 100, "2017-03-01", fair="春洽会")
    )
    assert [line(shown, name).signed for name in ("2016春洽会", "2017春洽会")] == [0, 100]


@pytest.mark.parametrize("cell", ["第十届春洽会", "春季洽谈会", "春恰会"])
def test_a_unit_whose_contract_nearly_names_a_fair_is_not_called_zero_there(cell):
    signed = project("甲县", 100, "2017-03-01", fair=cell)
    shown = board(fair("春洽会"), target("甲县", 100, fair="春洽会"), signed)
    unit = row(shown, "甲县", "春洽会")
    assert (unit.signed, unit.uncounted.count, unit.flags) == (0, 1, ("unsettled",))
    assert "project_fair_near" in codes(shown)


@pytest.mark.parametrize(
    "more",
    [
        {"fair": "日常招商"},
        {"fair": "秋洽会"},
        {"fair": "2015年春洽会"},
        {"fair": "第十届春洽会", "paper": Paper.INTENT},
    ],
)
def test_what_is_of_another_fair_leaves_a_unit_zero(more):
    shown = board(fair("春洽会"), target("甲县", 100, fair="春洽会"), project("甲县", 100, "2017-03-01", **more))
    assert row(shown, "甲县", "春洽会").flags == ("zero_signing",)


def test_two_spellings_of_one_fair_are_no_contradiction():
    rows = [
        project("甲县", 100, "2017-03-01", name="水厂", fair=cell, file=cell) for cell in ("春洽会", "2017年春洽会")
    ]
    shown = board(fair("春洽会"), *rows)
    assert (line(shown, "春洽会").signed, codes(shown)) == (100, [])


def test_signed_after_the_last_fair_without_a_cell_counts_nowhere_and_is_told():
    shown = board(fair(), project("甲县", 100, "2017-06-17"), as_of=date(2017, 6, 30))
    assert line(shown).signed == 0
    assert "no_fair_counts" in codes(shown)


def test_the_season_begins_on_new_year_of_the_next_fair():
    shown = board(fair("旧会", "2016-06-16"), fair(), project("甲县", 100, "2016-12-31", fair="青山洽谈会"))
    assert line(shown).signed == 0
    assert len(line(shown).before_from) == 1


def test_or_of_the_last_one():
    shown = board(fair("旧会", "2016-06-16"), project("甲县", 100, "2016-02-01"))
    assert line(shown, "旧会").signed == 100


def test_a_past_fair_counts_from_its_own_year_when_the_next_is_in_a_later_one():
    shown = board(fair("旧会", "2016-06-16"), fair(), project("甲县", 100, "2016-02-01"))
    assert line(shown, "旧会").signed == 100


def test_or_on_the_day_that_the_settings_give():
    rules = settings(season={"from": "2016-10-01"})
    shown = board(fair(), project("甲县", 100, "2016-12-31"), rules=rules)
    assert line(shown).signed == 100


def test_years_without_a_calendar_are_named():
    assert board(fair(opens="2027-01-20"), as_of=date(2026, 11, 22)).years_without_calendar == (2027,)
    assert board(fair()).years_without_calendar == ()
