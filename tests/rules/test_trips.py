"""Trips by unit and by leader, heads apart, and the statistic at the end of June."""

from datetime import date

from helpers.season import board, settings, unit
from helpers.season_rows import trip


def counts(lines):
    return {
        (one.unit, one.leader): (one.trips, one.days, one.firms, one.leads, one.heads) for one in lines if one.trips
    }


def test_trips_days_firms_and_leads_by_unit_and_by_leader():
    shown = board(
        unit("甲县", head="张三"),
        trip("甲县", "2017-02-01", "张三", "2017-02-03", firms_met=4, leads=1),
        trip("甲县", "2017-03-01", "李四", "2017-03-01", firms_met=2),
        trip("乙县", "2017-03-01", "王五、赵六", firms_met=1),
    ).trips
    assert counts(shown.units) == {("甲县", ""): (2, 4, 6, 1, 1), ("乙县", ""): (1, 0, 1, 0, 0)}
    assert counts(shown.leaders) == {
        ("甲县", "张三"): (1, 3, 4, 1, 1),
        ("甲县", "李四"): (1, 1, 2, 0, 0),
        ("乙县", "王五"): (1, 0, 1, 0, 0),
        ("乙县", "赵六"): (1, 0, 1, 0, 0),
    }
    assert (shown.total.trips, shown.total.days, shown.total.no_return) == (3, 4, 1)


def test_a_trip_under_way_counts_its_days_so_far_and_one_to_come_stands_apart():
    shown = board(
        trip("甲县", "2017-04-30", "张三", "2017-05-09"),
        trip("甲县", "2017-05-03", "张三", "2017-05-09"),
        trip("甲县", "2016-12-31", "张三", "2017-01-02"),
    ).trips
    assert (shown.total.trips, shown.total.days, shown.total.planned) == (1, 3, 1)


def test_heads_stand_apart_and_one_without_a_trip_has_a_zero_row():
    shown = board(
        unit("甲县", head="张三"),
        unit("乙县", head="王五"),
        unit("丙县"),
        trip("甲县", "2017-02-01", "张 三、李四"),  # by the units ledger
        trip("甲县", "2017-02-05", "张三", is_head=False),  # the trip's own word stands
        trip("丙县", "2017-02-05", "赵六", is_head=True),
    ).trips
    assert [(one.unit, one.head, one.trips) for one in shown.heads] == [
        ("甲县", "张三", 1), ("乙县", "王五", 0), ("丙县", "", 1),
    ]  # fmt: skip
    assert len(shown.heads[0].trace.rows) == 1


def test_the_statistic_of_heads_ends_with_june_or_another_day_of_the_settings():
    rows = [unit("甲县", head="张三"), *(trip("甲县", day, "张三") for day in ("2017-06-30", "2017-07-01"))]
    shown = board(*rows, as_of=date(2017, 8, 1))
    assert (shown.trips.statistic_on, shown.trips.statistic[0].trips) == (date(2017, 6, 30), 1)
    assert shown.trips.heads[0].trips == 2
    later = board(*rows, as_of=date(2017, 8, 1), rules=settings(trips={"statistic_on": "07-31"}))
    assert later.trips.statistic[0].trips == 2
    leap = board(*rows, as_of=date(2017, 8, 1), rules=settings(trips={"statistic_on": "02-29"}))
    assert leap.trips.statistic_on == date(2017, 2, 28)


def test_without_a_ledger_of_trips_nothing_is_said_of_them():
    assert board(unit("甲县", head="张三")).trips is None
