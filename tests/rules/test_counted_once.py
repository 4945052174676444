"""A project that is signed again, replaced or added to counts for what it is, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from helpers.season import board, codes, fair, line, project, row, settings, target, unit

from data.model import Paper, Severity, Stage, Status

SIGNED = "2017-02-01"
AUTUMN = fair("秋会", "2017-09-10")
AUTUMN_DAY = date(2017, 9, 5)


# ------------------------------------------------------------ signed again


def again(*rows, as_of=AUTUMN_DAY, **more):
    return board(fair(), AUTUMN, *rows, as_of=as_of, **more)


def signing(amount, day, where, **more):
    return project("甲县", amount, day, name="水厂", fair=where, **more)


@pytest.mark.parametrize("file", ["甲县.csv", "秋会.csv"])
def test_the_first_signing_counts_and_the_second_counts_nothing(file):
    shown = again(signing(100, SIGNED, "青山洽谈会"), signing(120, "2017-08-01", "秋会", file=file))
    assert (line(shown).signed, line(shown).contracts) == (100, 1)
    assert (line(shown, "秋会").signed, line(shown, "秋会").contracts, line(shown, "秋会").planned) == (0, 0, 0)
    (told,) = [problem for problem in shown.problems if problem.code == "signed_again"]
    assert (told.severity, told.file, dict(told.args)) == (
        Severity.NOTE, file, {"fair": "青山洽谈会", "day": "2017-02-01"},
    )  # fmt: skip
    assert {"contradiction", "ambiguous_key"}.isdisjoint(codes(shown))
    assert len(shown.projects) == 1


def test_a_second_signing_is_no_plan_either():
    shown = again(signing(100, SIGNED, "青山洽谈会"), signing(120, "2017-09-09", "秋会", file="秋会.csv"))
    assert (line(shown, "秋会").planned, line(shown).signed) == (0, 100)


def test_its_news_go_on_counting():
    late = signing(120, "2017-08-01", "秋会", file="秋会.csv", stage=Stage.BUILDING, reported_on="2017-08-30")
    shown = again(signing(100, SIGNED, "青山洽谈会", stage=Stage.SIGNED, reported_on="2017-03-01"), late)
    (one,) = shown.projects
    assert one.stage is Stage.BUILDING


def test_a_first_signing_that_was_returned_leaves_its_place():
    gone = signing(100, SIGNED, "青山洽谈会", status=Status.RETURNED, status_on="2017-04-01")
    shown = again(gone, signing(120, "2017-08-01", "秋会", file="秋会.csv"))
    assert (line(shown).signed, line(shown, "秋会").signed) == (0, 120)
    assert "signed_again" not in codes(shown)


@pytest.mark.parametrize(
    "second",
    [
        {"where": "青山洽谈会"},  # one fair
        {"day": SIGNED},  # one day
        {"id": "XM-20172"},  # another number
        {"investor": "别的集团"},
        {"where": ""},  # no fair is named
        {"paper": Paper.FRAMEWORK},
    ],
)
def test_what_does_not_say_that_it_is_another_signing_is_none(second):
    plain = {"day": "2017-08-01", "where": "秋会", "id": "XM-20171", "investor": "明山集团"} | second
    first = signing(100, SIGNED, "青山洽谈会", id="XM-20171", investor="明山集团")
    shown = again(first, signing(120, plain.pop("day"), plain.pop("where"), file="秋会.csv", **plain))
    assert "signed_again" not in codes(shown)


# ------------------------------------------------------------ money added


@pytest.mark.parametrize(
    ("name", "amount", "signed"),
    [
        ("水厂项目增资扩产", 130, 130),  # the new whole: the difference counts
        ("水厂增资扩产项目", 130, 130),
        ("水厂项目（增资）", 130, 130),
        ("水厂项目第二次增资", 130, 130),
        ("关于水厂项目的补充协议", 130, 130),
        ("水厂项目补充协议", 30, 130),  # less than the whole: what is added
        ("增资：水厂项目", 30, 130),
        ("水厂项目补充协议", 100, 100),  # the same whole again
        ("纸厂项目增资扩产", 130, 230),  # nobody knows what it adds to
        ("增资扩产项目", 130, 230),
    ],
)
def test_what_is_added_counts_by_its_difference_and_is_no_new_project(name, amount, signed):
    rows = [project("甲县", 100, SIGNED, name="水厂项目"), project("甲县", amount, "2017-03-01", name=name)]
    shown = board(fair(), unit("甲县"), target("甲县", 200), *rows)
    found = row(shown, "甲县")
    alone = signed == 230
    assert (found.signed, found.contracts, line(shown).contracts) == (signed, 1 + alone, 1 + alone)
    assert ("addition_alone" in codes(shown), "addition" in codes(shown)) == (alone, not alone)
    for breakdown in shown.goals[0].breakdowns:
        assert sum(part.amount for part in breakdown.parts) == signed
        assert sum(part.count for part in breakdown.parts) == found.contracts
    assert sum(stage.count for stage in shown.pipeline.stages) == found.contracts


def test_each_addition_is_held_against_the_whole_until_then_and_counts_on_its_own_day():
    rows = [
        project("甲县", 150, "2017-03-02", name="水厂增资二次"),
        project("甲县", 100, "2016-11-01", name="水厂"),
        project("甲县", 120, "2017-03-01", name="水厂增资"),
        project("甲县", 190, "2017-06-01", name="水厂补充协议"),
    ]
    shown = board(fair(), target("甲县", 100), *rows)
    found = row(shown, "甲县")
    assert (found.signed, found.contracts, found.planned, found.flags) == (50, 0, 40, ())
    assert found.completion == Decimal("0.5")  # it has signed, though no project is new


def test_another_unit_s_project_is_not_added_to():
    shown = board(fair(), project("甲县", 100, SIGNED, name="水厂"), project("乙县", 30, SIGNED, name="水厂增资"))
    assert (line(shown).signed, line(shown).contracts) == (130, 2)
    two = [project("甲县", 100, SIGNED, name="水厂", id=f"XM-2017{n}", investor=f"{n}集团") for n in (1, 2)]
    shown = board(fair(), *two, project("甲县", 30, SIGNED, name="水厂增资"))
    assert "addition_alone" in codes(shown)


# ------------------------------------------------------------ replaced


@pytest.mark.parametrize("said", ["纸厂", "XM-20179", "纸 厂"])
@pytest.mark.parametrize("status", [None, Status.NORMAL, Status.REPLACED])
def test_a_replaced_project_counts_no_more_whatever_its_status(said, status):
    old = project("甲县", 100, SIGNED, name="水厂", replaced_by=said, status=status)
    shown = board(fair(), old, project("甲县", 70, SIGNED, name="纸厂", id="XM-20179"))
    assert (line(shown).signed, line(shown).contracts) == (70, 1)
    assert not [item for item in shown.stalled if item.project == "水厂"]


@pytest.mark.parametrize(
    ("rows", "signed", "code"),
    [
        ([("水厂", "没有的厂", 100)], 100, "replacement_unknown"),
        ([("水厂", "水厂", 100)], 100, "replacement_cycle"),
        ([("水厂", "纸厂", 100), ("纸厂", "水厂", 70)], 170, "replacement_cycle"),
        ([("水厂", "纸厂", 100), ("纸厂", "酒厂", 70), ("酒厂", "水厂", 5)], 175, "replacement_cycle"),
        ([("酒厂", "水厂", 5), ("水厂", "纸厂", 100), ("纸厂", "水厂", 70)], 170, "replacement_cycle"),
        ([("水厂", "纸厂", 100), ("纸厂", "酒厂", 70), ("酒厂", "", 5)], 5, None),
    ],
)
def test_what_leads_nowhere_replaces_nothing_and_is_told(rows, signed, code):
    shown = board(fair(), *(project("甲县", amount, SIGNED, name=a, replaced_by=b) for a, b, amount in rows))
    assert line(shown).signed == signed
    assert (code in codes(shown)) if code else not any(one.startswith("replacement") for one in codes(shown))


def test_a_name_of_two_replaces_nothing():
    two = [project("乙县", 70, SIGNED, name="纸厂"), project("丙县", 90, "2017-03-20", name="纸厂")]
    shown = board(fair(), project("甲县", 100, SIGNED, name="水厂", replaced_by="纸厂"), *two)
    assert (line(shown).signed, "replacement_several" in codes(shown)) == (260, True)
    own = project("甲县", 30, SIGNED, name="纸厂")
    shown = board(fair(), project("甲县", 100, SIGNED, name="水厂", replaced_by="纸厂"), *two, own)
    assert line(shown).signed == 190  # its own unit's is meant


def test_a_replacement_that_is_still_to_be_signed_is_not_there_yet():
    rows = [
        project("甲县", 100, SIGNED, name="水厂", replaced_by="纸厂"),
        project("甲县", 70, "2017-05-20", name="纸厂"),
    ]
    assert (line(board(fair(), *rows)).signed, line(board(fair(), *rows)).planned) == (100, 70)
    assert line(board(fair(), *rows, as_of=date(2017, 5, 20))).signed == 70


def test_by_the_parent_s_own_or_whole_the_sums_hold():
    rules = settings(targets={"parents": "own"})
    rows = [project("甲县", 100, SIGNED, name="水厂"), project("甲县", 130, "2017-03-01", name="水厂增资")]
    assert line(board(fair(), *rows, rules=rules)).signed == 130
