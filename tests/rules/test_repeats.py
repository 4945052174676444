"""One investor's project that stands signed in two units or two fairs is shown with both rows."""

from __future__ import annotations

import pytest
from helpers.season import board, fair, project, settings

from data.ledgers.kinds_and_columns import Amount
from data.model import Stage, Status

SIGNED = "2017-02-01"


def pair(**second):
    """What is shown of two projects of one investor, the second as given."""
    plain = {"unit": "乙县", "contracted": 777, "name": "酒厂", "investor": "明山集团", "file": "z.csv"} | second
    first = project("甲县", 1000, SIGNED, name="年产十万吨沙棘饮品加工", investor="明山集团")
    other = project(plain.pop("unit"), plain.pop("contracted"), plain.pop("signed_on", SIGNED), **plain)
    return board(fair(), first, other).repeats


@pytest.mark.parametrize(
    ("second", "alike"),
    [
        ({"name": "年产10万吨沙棘饮品加工", "contracted": 500}, ("name",)),
        ({"name": "年产十万吨沙棘饮品加工项目", "contracted": 500}, ("name",)),
        ({"contracted": 1009}, ("amount",)),
        ({"name": "年产10万吨沙棘饮品加工", "contracted": 1000}, ("name", "amount")),
        ({"name": "年产十万吨沙棘饮品加工", "signed_on": "2017-03-20"}, ("name",)),
        ({"name": "年产十万吨沙棘饮品加工", "contracted": 1000}, None),  # one, to be confirmed: counted once
        ({"name": "年产十万吨沙棘饮品加工"}, None),
        ({"contracted": 1011}, None),
        ({"name": "年产十万吨沙棘饮品加工", "investor": "别的集团"}, None),
        ({"name": "年产十万吨沙棘饮品加工", "investor": ""}, None),
        ({"name": "沙棘饮品加工二期", "contracted": 1000, "unit": "甲县"}, None),  # one unit, one fair
        ({"name": "年产十万吨沙棘饮品加工", "status": Status.RETURNED}, None),
        ({"name": "年产十万吨沙棘饮品加工", "paper": None, "stage": Stage.TALKS}, None),
        ({"contracted": Amount(1000, "USD")}, None),
    ],
)
def test_nearly_the_same_name_or_amount_is_a_repeat(second, alike):
    found = pair(**second)
    assert [one.alike for one in found] == ([alike] if alike else [])


def test_a_repeat_shows_both_rows_and_what_it_went_by():
    (found,) = pair(name="年产十万吨沙棘饮品加工", investor="明山 集团", signed_on="2017-03-20")
    assert (found.first.unit, found.second.unit, found.across) == ("乙县", "甲县", ("units",))
    assert (found.first.amount, found.second.amount, found.likeness) == (777, 1000, 100)
    assert found.trace.rows == (found.first.place, found.second.place)
    assert dict(found.trace.values)["repeats.name_percent"] == "85"


def test_one_unit_s_project_in_two_fairs_is_a_repeat():
    rows = [
        project("甲县", 100, SIGNED, name="水厂", investor="明山集团", id=f"XM-{n}9999", fair=name)
        for n, name in enumerate(("青山洽谈会", "秋会"))
    ]
    (found,) = board(fair(), fair("秋会", "2017-09-10"), *rows).repeats
    assert (found.across, found.first.fair, found.second.fair) == (("fairs",), "青山洽谈会", "秋会")


def test_the_settings_say_how_near_is_near():
    rows = [
        project(name, amount, SIGNED, investor="明山集团", name=title)
        for name, amount, title in (("甲县", 100, "一二三四"), ("乙县", 110, "一二五六"))
    ]
    assert board(*rows).repeats == ()
    assert board(*rows, rules=settings(repeats={"amount_percent": 10})).repeats[0].alike == ("amount",)
    assert board(*rows, rules=settings(repeats={"name_percent": 50})).repeats[0].alike == ("name",)


def test_an_investor_with_very_many_projects_is_held_to_equal_names_and_amounts():
    rows = [project(f"{n % 7}县", n, SIGNED, investor="明山集团", name=f"第{n}厂") for n in range(1, 60)]
    rows += [project("甲县", 5000, SIGNED, investor="明山集团", name="水厂")]
    rows += [project("乙县", 5000, SIGNED, investor="明山集团", name="纸厂")]
    found = board(*rows, rules=settings(repeats={"pairwise": 10})).repeats
    assert [(one.first.project, one.second.project) for one in found] == [("纸厂", "水厂")]
