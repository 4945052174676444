"""Days as officers type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import wording
from data.feed.office_calendar import office_workdays
from data.settings import Calendar, Settings
from tui.input.typed_days import Unclear, parse_day, weekday

TODAY = date(2017, 5, 2)  # a Tuesday


def parse(text: str, today: date = TODAY, at_most: int | None = None) -> date:
    return parse_day(text, today, office_workdays(Settings), at_most=at_most)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5-8", date(2017, 5, 8)),
        ("05-08", date(2017, 5, 8)),
        ("5.8", date(2017, 5, 8)),
        ("５－８", date(2017, 5, 8)),
        ("5月8日", date(2017, 5, 8)),
        ("2017-05-08", date(2017, 5, 8)),
        ("2017年5月8日", date(2017, 5, 8)),
        ("5-2", TODAY),
        ("1-10", date(2018, 1, 10)),
        ("+3", date(2017, 5, 5)),
        ("+4", date(2017, 5, 8)),
        ("+19", date(2017, 5, 27)),  # worked, for the festival that begins the day after
        ("明天", date(2017, 5, 3)),
        ("tomorrow", date(2017, 5, 3)),
        ("周五", date(2017, 5, 5)),
        ("星期二", date(2017, 5, 9)),
        ("下周一", date(2017, 5, 8)),
        ("下星期天", date(2017, 5, 14)),
        ("Next Monday", date(2017, 5, 8)),
        ("fri", date(2017, 5, 5)),
    ],
)
def test_a_day(text, day):
    assert parse(text) == day


@pytest.mark.parametrize("text", ["", "soon", "32", "2-30", "2017-13-01", "5-", "++3", "周八", "[red]5-8[/]"])
def test_what_is_no_day_says_what_is_expected(text):
    with pytest.raises(Unclear, match="a day such as 5-8"):
        parse(text)


def test_a_day_that_is_past_is_told():
    with pytest.raises(Unclear, match="2017-05-01 is past"):
        parse("2017-05-01")


def test_a_day_too_far_is_told():
    assert parse("6-1", at_most=30) == date(2017, 6, 1)
    with pytest.raises(Unclear, match="no later than 2017-06-01"):
        parse("6-2", at_most=30)


def test_what_is_expected_is_said_in_chinese():
    wording.use("zh")
    with pytest.raises(Unclear, match="日期如 5-8"):
        parse("soon")


@given(st.dates(date(2016, 1, 1), date(2026, 12, 1)), st.integers(0, 6), st.booleans())
def test_a_weekday_is_the_next_such_day(today, day, next_week):
    found = weekday(today, day, next_week=next_week)
    assert found.weekday() == day
    monday = today + timedelta(days=7 - today.weekday())
    assert (monday <= found < monday + timedelta(days=7)) if next_week else (0 < (found - today).days <= 7)


@given(st.dates(date(2016, 3, 1), date(2026, 12, 1)), st.integers(0, 300))
def test_month_and_day_are_the_next_such_day(today, ahead):
    day = today + timedelta(days=ahead)
    assert parse(f"{day.month}-{day.day}", today) == day or (day.month, day.day) == (2, 29)


def test_working_days_are_the_office_s_own_and_follow_its_settings():
    settings = [Settings()]
    after = office_workdays(lambda: settings[-1])
    assert parse_day("+3", TODAY, after) == date(2017, 5, 5)
    settings.append(Settings(calendar=Calendar(holidays=(date(2017, 5, 4),))))
    assert parse_day("+3", TODAY, after) == date(2017, 5, 8)
    settings.append(Settings(calendar=Calendar(workdays=(date(2017, 5, 6),), holidays=(date(2017, 5, 4),))))
    assert parse_day("+3", TODAY, after) == date(2017, 5, 6)


@given(st.dates(date(2016, 3, 1), date(2026, 12, 1)), st.integers(1, 31), st.sampled_from(["", "日", "号"]))
def test_a_bare_day_is_the_next_such_day_of_a_month(today, day, sign):
    found = parse(f"{day}{sign}", today)
    assert found.day == day
    between = (today + timedelta(days=n) for n in range((found - today).days))
    assert all(one.day != day for one in between)


@pytest.mark.parametrize("text", ["0", "32", "99"])
def test_a_number_that_is_no_day_is_told(text):
    with pytest.raises(Unclear):
        parse(text)
