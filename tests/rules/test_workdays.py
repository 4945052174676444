"""Working days: the State Council's list, what the office adds, and years that are not published."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from data.rules.calendar.statutory_days import STATUTORY_DAYS
from data.rules.calendar.workdays import Workdays, statutory_days
from data.settings import Calendar

PLAIN = Workdays(Calendar())


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2017, 5, 1), False),  # 劳动节, a Monday
        (date(2017, 5, 2), True),
        (date(2017, 5, 27), True),  # a Saturday worked for 端午节
        (date(2017, 5, 30), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_the_published_list_decides(day, works):
    assert PLAIN.is_workday(day) is works


def test_working_days_of_the_sketch():
    assert PLAIN.count(date(2017, 5, 2), date(2017, 6, 15)) == 32
    assert PLAIN.count(date(2017, 5, 2), date(2017, 7, 17)) == 54


def test_nothing_is_counted_backwards():
    assert PLAIN.count(date(2017, 5, 3), date(2017, 5, 2)) == 0


def test_the_office_adds_and_removes_days():
    local = Workdays(Calendar(holidays=(date(2017, 5, 3),), workdays=(date(2017, 5, 6),)))
    assert not local.is_workday(date(2017, 5, 3))
    assert local.is_workday(date(2017, 5, 6))
    assert local.count(date(2017, 5, 2), date(2017, 5, 7)) == 4


def test_a_year_not_published_falls_back_and_is_named():
    assert PLAIN.unknown_years(date(2026, 11, 22), date(2028, 1, 2)) == (2027, 2028)
    assert PLAIN.unknown_years(date(2025, 1, 1), date(2026, 12, 31)) == ()
    assert not PLAIN.is_workday(date(2027, 1, 1))  # statutory
    assert not PLAIN.is_workday(date(2027, 1, 2))  # Saturday
    assert PLAIN.is_workday(date(2027, 1, 5))


def test_the_table_of_statutory_days_is_that_of_the_library_which_goes_on_beyond_it():
    assert min(STATUTORY_DAYS) == 2027
    for year in STATUTORY_DAYS:
        assert statutory_days(year) == set(country_holidays("CN", years=year)), year
    beyond = max(STATUTORY_DAYS) + 1
    assert date(beyond, 10, 1) in statutory_days(beyond)
    assert not PLAIN.is_workday(date(beyond, 10, 1))


def test_days_are_added_over_holidays():
    assert PLAIN.add(date(2017, 4, 28), 1) == date(2017, 5, 2)
    assert PLAIN.add(date(2017, 5, 2), 0) == date(2017, 5, 2)


@given(
    st.dates(date(2015, 1, 1), date(2028, 12, 31)),
    st.integers(0, 900),
    st.integers(0, 900),
)
def test_counts_add_up(first, ahead, further):
    middle = first + timedelta(days=ahead)
    last = middle + timedelta(days=further + 1)
    after = middle + timedelta(days=1)
    assert PLAIN.count(first, last) == PLAIN.count(first, middle) + PLAIN.count(after, last)


@given(st.dates(date(2015, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_the_nth_day_later_is_worked_and_the_nth(day, n):
    later = PLAIN.add(day, n)
    assert PLAIN.is_workday(later)
    assert PLAIN.count(day + timedelta(days=1), later) == n
