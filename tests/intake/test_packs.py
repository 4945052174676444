"""Rule packs: a named set of defaults below the office's own settings, each value with the file that set it."""

from datetime import date

import pytest
from helpers.season import board, followup
from hypothesis import given
from hypothesis import strategies as st

from data.rules.calendar.followup_ladder import Ladders
from data.rules.calendar.workdays import Workdays
from data.settings import Settings, SettingsError, keys, parse, read

PACK_710 = '[rules]\npack = "710"\n'
OWN_LADDER = '[followups.ladders]\n"一般" = { arranged_days = 2, replied_days = 0, settled_days = 5 }\n'


def origin(text: str, name: str) -> tuple[object, bool, str, str]:
    key = next(key for key in keys(read(text).settings, read(text).given) if key.key == name)
    return key.value, key.from_file, key.pack, key.source


def test_the_13710_pack_says_what_the_defaults_say():
    assert parse('[rules]\npack = "13710"') == Settings()


@pytest.mark.parametrize(
    ("pack", "grade", "due", "rung"),
    [
        ("13710", "一般", date(2017, 4, 2), "arranged"),
        ("13710", "重大", date(2017, 4, 2), "arranged"),
        ("710", "一般", date(2017, 4, 8), "settled"),
        ("710", "复杂", date(2017, 5, 1), "settled"),
        ("plain", "一般", None, ""),
    ],
)
def test_each_pack_has_its_ladder(pack, grade, due, rung):
    rules = parse(f'[rules]\npack = "{pack}"')
    (item,) = board(followup(grade=grade, assigned="2017-04-01"), rules=rules).owed
    assert (item.due, item.rung) == (due, rung)


def test_the_offices_own_key_wins_over_the_pack_and_the_rest_of_the_pack_stays():
    rules = parse(PACK_710 + OWN_LADDER)
    assert set(rules.followups.ladders) == {"一般"}
    assert rules.followups.within_year


def test_every_value_says_who_set_it():
    assert origin(PACK_710, "followups.within_year") == (True, False, "710", "Qinghai (people.com.cn 2018-06-13)")
    assert origin(PACK_710 + OWN_LADDER, "followups.ladders")[1:3] == (True, "")
    assert origin("", "followups.within_year") == (False, False, "", "none")
    assert origin(PACK_710, "stall.signed")[1:3] == (False, "")


def test_a_pack_that_is_not_shipped_is_told_with_those_that_are():
    with pytest.raises(SettingsError, match=r"rules\.pack.*“996”.*plain, 13710, 710"):
        parse('[rules]\npack = "996"')


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.sampled_from(["一般", "重大", "复杂"]))
def test_under_710_nothing_is_due_after_the_year_it_was_handed_down(assigned, grade):
    rule = parse(PACK_710).followups
    row = followup(grade=grade, assigned=assigned)
    (step,) = Ladders(rule, Workdays(Settings().calendar)).steps(row)
    assert assigned < step.due <= date(assigned.year, 12, 31) or assigned == step.due == date(assigned.year, 12, 31)


WORKED = Workdays(Settings().calendar)
IN_WORKING_DAYS = Ladders(parse('[followups]\ndays = "work"').followups, WORKED)


@pytest.mark.parametrize(
    ("assigned", "rungs"),
    [
        ("2025-09-26", ["2025-09-28", "2025-09-30", "2025-10-13"]),  # a Sunday and a Saturday worked for the holiday
        ("2025-12-31", ["2026-01-04", "2026-01-06", "2026-01-12"]),  # over the year's end, its Sunday worked
        ("2025-01-24", ["2025-01-26", "2025-02-05", "2025-02-10"]),  # over the Spring Festival
    ],
)
def test_the_ladder_in_working_days_goes_by_moved_weekends(assigned, rungs):
    steps = IN_WORKING_DAYS.steps(followup(grade="一般", assigned=assigned))
    assert [step.due.isoformat() for step in steps] == rungs


@given(st.dates(date(2015, 1, 1), date(2026, 11, 30)))
def test_each_rung_in_working_days_is_worked_and_so_many_of_them_away(assigned):
    steps = IN_WORKING_DAYS.steps(followup(grade="一般", assigned=assigned))
    assert all(WORKED.is_workday(step.due) for step in steps)
    after = [WORKED.count(assigned, step.due) - WORKED.is_workday(assigned) for step in steps]
    assert after == [1, 3, 7]
