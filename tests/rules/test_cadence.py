"""The office's own cadence: what is due in the period of a day, on a day that is worked, and what was marked done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from helpers.season import board, fair, settings
from hypothesis import given
from hypothesis import strategies as st

from data.marks.fold_marks import Fold
from data.marks.make_mark import make
from data.marks.mark_event import encode
from data.model import ItemState, MarkRequest
from data.rules.calendar.periods import (
    HALF_MONTH,
    MONTH,
    QUARTER,
    WEEK,
    last_workday,
    next_period,
    period_of,
    weekday_in,
)
from data.rules.calendar.workdays import Workdays
from data.settings import Calendar

WORK = Workdays(Calendar())
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
SPANS = st.sampled_from([WEEK, HALF_MONTH, MONTH, QUARTER])
OFFICE = {"office": {"name": "市招组办"}}


def lines(as_of: date, **rules):
    shown = board(fair(), as_of=as_of, rules=settings(**(OFFICE | rules)))
    return {line.duty: (line.span, line.period, line.due, line.state) for line in shown.cadence}


def test_in_the_last_six_weeks_meetings_are_weekly_and_circulars_half_monthly():
    found = lines(date(2017, 5, 10))
    assert found == {
        "rollup": ("week", "2017-W19", date(2017, 5, 12), "ahead"),
        "dispatch": ("week", "2017-W19", date(2017, 5, 8), "missed"),
        "circular": ("half-month", "2017-05-1", date(2017, 5, 15), "ahead"),
        "review": ("half-month", "2017-05-1", date(2017, 5, 15), "ahead"),
        "inspection": ("month", "2017-05", date(2017, 5, 31), "ahead"),
        "ranking": ("quarter", "2017-Q2", date(2017, 6, 30), "ahead"),
    }


@pytest.mark.parametrize(
    ("as_of", "span"),
    [
        (date(2017, 5, 4), "month"),  # 43 days before the fair
        (date(2017, 5, 5), "week"),
        (date(2017, 6, 16), "week"),
        (date(2017, 6, 17), "month"),  # it is over
    ],
)
def test_the_quick_cadence_begins_six_weeks_before_and_ends_with_the_fair(as_of, span):
    assert lines(as_of)["rollup"][0] == span


def test_the_meeting_moves_off_a_holiday_within_its_week():
    assert lines(date(2017, 5, 30), marks={"meeting_weekday": 1})["dispatch"][2] == date(2017, 5, 31)  # Dragon Boat


def test_a_duty_that_is_off_is_owed_by_nobody():
    assert "ranking" not in lines(date(2017, 5, 10), cadence={"ranking": ["off", "off"]})


def test_a_folder_without_fairs_has_no_cadence():
    assert board().cadence == ()
    assert board().owed_later == ()


@given(DAYS, SPANS)
def test_periods_follow_each_other_without_gap_and_hold_their_days(day, span):
    period = period_of(span, day)
    after = next_period(span, period)
    assert period.first <= day <= period.last
    assert after.first == period.last + timedelta(days=1)
    assert after.id != period.id
    assert period_of(span, period.first) == period_of(span, period.last) == period


@given(DAYS, SPANS, st.integers(1, 7))
def test_a_duty_is_due_on_a_day_that_is_worked_in_its_own_period(day, span, weekday):
    period = period_of(span, day)
    for due in (last_workday(period, WORK), weekday_in(period, weekday, WORK)):
        worked = WORK.count(period.first, period.last)
        assert (due is None) == (worked == 0)
        if due is not None:
            assert period.first <= due <= period.last
            assert WORK.is_workday(due)
    last = last_workday(period, WORK)
    if last is not None:
        assert WORK.count(last, period.last) == 1


# ---------------------------------------------------------------- marks


def marked(as_of: date, fold: Fold):
    return board(
        fair(), as_of=as_of, rules=settings(**OFFICE), marks=lambda key, episode: fold.item(key, episode, as_of)
    )


def test_a_duty_marked_done_leaves_the_desk_for_its_period_and_comes_again_in_the_next():
    fold, friday = Fold(), date(2017, 5, 12)
    item = marked(friday, fold).item("duty/rollup")
    assert item is not None
    assert item in marked(friday, fold).owed
    assert (item.owed_by, item.days_over) == ("市招组办", 0)
    event = make(
        MarkRequest(item.key, "act", "done"),
        item,
        by="李敏",
        station="s",
        run="r",
        n=1,
        fold=fold,
        now=datetime(2017, 5, 12, 2, 0, tzinfo=UTC),
        today=friday,
        workdays=WORK,
    )
    assert (event.op, event.ep, event.arg.until) == ("done", "2017-W19", None)
    fold.add([encode(event)])
    shown = marked(friday, fold)
    assert "duty/rollup" not in [one.key for one in shown.owed]
    assert shown.cadence[0].state == "done"
    assert shown.to_check == 0
    later = marked(friday + timedelta(days=7), fold)
    again = later.item("duty/rollup")
    assert again is not None
    assert again.marks.state is ItemState.OPEN
    assert (later.cadence[0].state, later.cadence[0].before_done) == ("today", True)
    undoable = fold.undoable("s")
    assert undoable is not None
    assert undoable.id == event.id


def test_weeks_later_a_done_duty_is_still_done():
    fold = Fold()
    item = marked(date(2017, 5, 10), fold).item("duty/ranking")
    assert item is not None
    now = datetime(2017, 5, 10, 2, 0, tzinfo=UTC)
    request = MarkRequest(item.key, "act", "done")
    event = make(
        request, item, by="李敏", station="s", run="r", n=1, fold=fold, now=now, today=now.date(), workdays=WORK
    )
    fold.add([encode(event)])
    late = {line.duty: line.state for line in marked(date(2017, 6, 29), fold).cadence}
    assert late["ranking"] == "done"
