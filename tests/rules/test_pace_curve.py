"""An office's own nodes of pace hold for the fair that they lead to, by days between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from helpers.season import board, fair, line, project, row, settings, target

from data.export.board_json import to_json
from data.model import Light
from data.settings.parse_settings import parse, read

NODES = [["2017-03-31", 0.25], ["2017-06-15", 1.0]]
RULES = settings(pace={"curve": NODES})


@pytest.mark.parametrize(
    ("day", "pace"),
    [
        ("2017-01-01", Decimal(1) / 360),  # from nothing on the eve of the first day: 90 days to the first node
        ("2017-02-14", Decimal("0.125")),
        ("2017-03-31", Decimal("0.25")),
        ("2017-05-08", Decimal("0.625")),  # 38 of 76 days
        ("2017-06-15", Decimal(1)),
        ("2017-06-17", Decimal(1)),
    ],
)
def test_between_two_nodes_pace_goes_by_days(day, pace):
    shown = board(fair(), target("甲县", 100), as_of=date.fromisoformat(day), rules=RULES)
    expected = pytest.approx(pace, abs=Decimal("1e-25"))
    assert row(shown, "甲县").pace == expected
    assert line(shown).pace == expected


@pytest.mark.parametrize("day", ["2016-12-01", "2016-12-31"])
def test_before_the_first_day_there_is_no_pace(day):
    shown = board(fair(), target("甲县", 100), as_of=date.fromisoformat(day), rules=RULES)
    assert (row(shown, "甲县").pace, line(shown).pace, line(shown).flags) == (None, None, ("not_begun",))


def test_the_light_goes_by_the_nodes():
    rows = [fair(), target("甲县", 100), project("甲县", 20, "2017-02-01")]
    on = date(2017, 3, 31)
    assert row(board(*rows, as_of=on, rules=RULES), "甲县").light is Light.GREEN
    assert row(board(*rows, as_of=on), "甲县").light is Light.RED  # 90 of 166 days


def test_another_fair_goes_by_days_alone():
    autumn = fair("秋会", "2017-09-10")
    on = date(2017, 6, 20)
    owed = [target("甲县", 100), target("甲县", 100, "秋会"), target("甲县", 100, "")]
    shown, plain = (board(fair(), autumn, *owed, as_of=on, rules=rules) for rules in (RULES, None))
    assert line(shown).pace == 1
    assert [line(shown, name).pace for name in ("秋会", None)] == [line(plain, name).pace for name in ("秋会", None)]
    early = date(2017, 4, 1)
    shown = board(fair(), autumn, *owed, as_of=early, rules=settings(pace={"curve": [["2017-09-10", 0.9]]}))
    assert line(shown).pace == Decimal(91) / 166
    assert line(shown, "秋会").pace == Decimal("0.9") * 91 / 253


def test_the_last_node_stands_until_the_fair_and_working_days_count_where_they_do_elsewhere():
    short = settings(pace={"curve": [["2017-05-02", 0.8]]})
    assert line(board(fair(), target("甲县", 1), as_of=date(2017, 6, 1), rules=short)).pace == Decimal("0.8")
    worked = settings(pace={"curve": [["2017-05-02", 0.5], ["2017-05-12", 1]], "days": "work"})
    shown = board(fair(), target("甲县", 1), as_of=date(2017, 5, 5), rules=worked)
    assert line(shown).pace == Decimal("0.5") + Decimal("0.5") * 3 / 8  # 3, 4, 5 of the working days up to the 12th


def test_the_nodes_are_told():
    said = to_json(board(fair(), rules=RULES))
    assert said["pace_curve"] == [{"day": "2017-03-31", "share": 0.25}, {"day": "2017-06-15", "share": 1.0}]
    assert to_json(board(fair()))["pace_curve"] == []


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        '[["2026-06-09", 1.0], ["2026-03-31", 0.25]]',
        '[["2026-03-31", 0.5], ["2026-06-09", 0.25]]',
        '[["2026-03-31", 0.5], ["2026-03-31", 0.75]]',
        '[["2026-03-31", 1.5]]',
        '[["2026-03-31", -0.1]]',
        '[["2026-13-31", 0.5]]',
        '[["2026-03-31"]]',
        '"steep"',
        "3",
    ],
)
def test_what_is_no_curve_is_not_taken_and_its_key_is_named(said):
    taken = read(f"[pace]\ncurve = {said}\n")
    assert [error.key for error in taken.left] == ["pace.curve"]
    assert taken.settings.pace.curve == "linear"


def test_days_may_be_written_as_toml_has_them():
    assert parse("[pace]\ncurve = [[2026-03-31, 0.25], [2026-06-09, 1]]\n").pace.curve == (
        (date(2026, 3, 31), 0.25),
        (date(2026, 6, 9), 1.0),
    )
