"""The fair itself: preparation by stream, the invitation funnel, the slate to be signed, the roster's gaps."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from helpers.season import AS_OF, board, day, fair, project, settings

from data.export.board_json import to_json
from data.ledgers.kinds_and_columns import Guest, Prep, RosterDay
from data.model import FairWork, GuestState, Paper, Status
from data.rules.fair.shift_hours import names_in


def work(*records, **more) -> FairWork:
    return board(*records, **more).fair_work


def test_preparation_burns_down_by_stream_in_the_usual_order():
    tasks = [
        Prep(stream="志愿者", task="招募", due=day("2017-05-02")),
        Prep(stream="宣传资料", task="画册", due=day("2017-05-01")),
        Prep(stream="布展参展", task="展板", due=day("2017-05-01"), done=day("2017-05-02")),
        Prep(stream="布展 参展", task="展位", due=day("2017-05-01"), done=day("2017-05-03")),
        Prep(stream="布展参展", task="搭建"),
    ]
    assert [(s.stream, s.total, s.done, s.due, s.overdue, s.undated) for s in work(*tasks).streams] == [
        ("布展参展", 3, 1, 0, 1, 1),
        ("宣传资料", 1, 0, 0, 1, 0),
        ("志愿者", 1, 0, 1, 0, 0),
    ]


def guests():
    said = [
        ("", None, "", None),
        ("已发函", True, "一般", None),
        ("已电话", False, "中国500强", None),
        ("确认参会", False, "行业龙头", None),
        ("确认参会", True, "一般", None),
        ("确认参会", False, "", "2017-05-01"),
        ("确认参会", False, "", "2017-05-09"),  # comes after the board's date
        ("婉拒", True, "中国500强", None),
        ("请示中", None, "", None),
    ]
    return [Guest(name=f"客{n}", state=s, is_local=h, tier=t, arrived=day(a)) for n, (s, h, t, a) in enumerate(said)]


def test_the_funnel_counts_where_guests_stand_and_how_far_they_came():
    funnel = work(*guests()).funnel
    assert [(step.state.value, step.at, step.reached) for step in funnel.steps] == [
        ("invited", 1, 7),
        ("written", 1, 6),
        ("called", 1, 5),
        ("confirmed", 3, 4),
        ("arrived", 1, 1),
    ]
    assert (funnel.total, funnel.declined, funnel.unknown) == (9, 1, (("请示中", 1),))
    assert funnel.total == funnel.steps[0].reached + funnel.declined + sum(n for _, n in funnel.unknown)


def test_shares_are_of_the_guests_of_whom_it_is_known():
    funnel = work(*guests()).funnel
    assert (funnel.non_local.part, funnel.non_local.whole) == (4, 7)
    assert (funnel.non_local_coming.part, funnel.non_local_coming.whole) == (3, 4)
    assert (funnel.top_tier.part, funnel.top_tier.whole) == (3, 5)
    assert funnel.top_tier_coming.ratio == Decimal("0.5")
    assert work().funnel.non_local.ratio is None


def test_an_offices_own_words_for_states_win():
    rules = settings(guest_states={"confirmed": ["请示中"], "declined": ["已电话"]})
    funnel = work(*guests(), rules=rules).funnel
    assert funnel.unknown == ()
    assert funnel.declined == 2
    assert {step.state: step.at for step in funnel.steps}[GuestState.CONFIRMED] == 4


def test_the_slate_is_what_is_planned_for_the_coming_fair():
    rows = [
        fair(),
        fair("城洽会", "2017-07-18"),
        project("甲县", 100, "2017-06-16", name="光热", fair="青山洽谈会"),
        project("甲县", 50, "2017-06-10", name="沙棘", paper=Paper.FRAMEWORK),
        project("甲县", None, "2017-06-10", name="石墨"),
        project("乙县", 70, "2017-06-17", name="会后"),
        project("乙县", 70, "2017-07-18", name="下一届", fair="城洽会"),
        project("乙县", 70, "2017-05-02", name="今天已签", fair="青山洽谈会"),
        project("乙县", 70, "2017-06-16", name="退回的", status=Status.RETURNED),
    ]
    slate = work(*rows).slate
    (unit,) = slate.units
    assert (slate.fair, unit.unit) == ("青山洽谈会", "甲县")
    assert [(p.project, p.paper, p.amount) for p in unit.projects] == [
        ("沙棘", Paper.FRAMEWORK, Decimal(50)),
        ("石墨", Paper.CONTRACT, None),
        ("光热", Paper.CONTRACT, Decimal(100)),
    ]
    assert dict(unit.amounts) == {"contract": Decimal(100), "framework": Decimal(50)}


def roster(*days: tuple[str, str, str]):
    return [RosterDay(date=date.fromisoformat(d), shift=shift, officer=who) for d, shift, who in days]


def test_days_without_an_officer_until_the_fair_closes_are_gaps():
    rows = roster(("2017-05-02", "", "李敏"), ("2017-05-03", "", " "), ("2017-05-05", "", "赵敏"))
    found = work(fair(opens="2017-05-04", closes="2017-05-06"), *rows).roster
    assert (found.until, found.gaps) == (date(2017, 5, 6), (date(2017, 5, 3), date(2017, 5, 4), date(2017, 5, 6)))
    assert work(fair()).roster.gaps == ()  # no roster says nothing


SHIFTS = (("2017-05-01", "夜班", "孙"), ("2017-05-02", "白班", "李"), ("2017-05-02", "夜班", "王"))


@pytest.mark.parametrize(
    ("hour", "days", "officer"),
    [
        (3, SHIFTS, "孙"),
        (8, SHIFTS, "李"),
        (17, SHIFTS, "李"),
        (18, SHIFTS, "王"),
        (3, SHIFTS[1:], None),
        (20, (("2017-05-02", "", "李"), ("2017-05-02", "", "赵")), "李、赵"),
    ],
)
def test_who_is_on_duty_at_this_hour(hour, days, officer):
    now = datetime(2017, 5, 2, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
    shown = board(*roster(*days), now=now).fair_work.roster.now
    assert (shown and shown.officer) == officer


def test_a_board_of_another_day_does_not_say_who_is_on_duty_now():
    now = datetime(2017, 5, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert board(*roster(*SHIFTS), now=now).fair_work.roster.now is None


def test_the_json_says_all_of_it_with_the_rule_behind_each_figure():
    rows = [
        fair(),
        *guests(),
        *roster(*SHIFTS),
        Prep(stream="布展参展", task="展板", due=AS_OF, file="筹备.csv", row=3),
    ]
    found = to_json(board(*rows))
    assert found["fair_work"]["funnel"]["unknown"] == {"请示中": 1}
    assert found["fair_work"]["streams"][0]["trace"]["rows"] == [{"file": "筹备.csv", "sheet": "", "row": 3}]
    assert found["fair_work"]["roster"]["until"] == "2017-06-16"
    assert {line["duty"]: line["state"] for line in found["cadence"]}["rollup"] == "ahead"
    (prep,) = (item for item in found["owed"] if item["kind"] == "prep")
    assert prep["trace"]["rule"] == "prep-due"
    assert {item["kind"] for item in found["owed_later"]} == {"duty"}


HALVES = (("2017-05-02", "上午", "李"), ("2017-05-02", "下午", "赵"), ("2017-05-02", "夜班", "王"))
CLOCKS = (
    ("2017-05-01", "晚班（20:00-次日9:00）", "孙"),
    ("2017-05-02", "白班 9:00—17:30", "李"),
    ("2017-05-02", "晚班20时至次日9时", "王"),
)


@pytest.mark.parametrize(
    ("clock", "days", "now", "follows"),
    [
        ("09:00", HALVES, "李", "赵"),
        ("12:00", HALVES, "赵", "王"),
        ("18:00", HALVES, "王", None),
        ("08:59", CLOCKS, "孙", "李"),
        ("09:00", CLOCKS, "李", "王"),
        ("17:30", CLOCKS, None, "王"),  # nobody's hours, and no guess
        ("20:00", CLOCKS, "王", None),
    ],
)
def test_each_shift_lasts_its_own_hours(clock, days, now, follows):
    hour, minute = map(int, clock.split(":"))
    at = datetime(2017, 5, 2, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))
    shown = board(*roster(*days), now=at)
    told = shown.fair_work.roster
    assert ((told.now and told.now.officer), (told.next and told.next.officer)) == (now, follows)
    if now:  # what stands on the board is the shift that is now; the roster's line tells all
        assert shown.duty.officer == now
    assert [one.officer for one in told.today] == [who for day, _shift, who in days if day == "2017-05-02"]


@pytest.mark.parametrize(
    ("cell", "names", "phones"),
    [
        ("张三丰、李四", ["张三丰", "李四"], []),
        ("张三丰 李四", ["张三丰", "李四"], []),
        ("张三丰\n李四", ["张三丰", "李四"], []),
        ("张三丰，李四；王五/赵六", ["张三丰", "李四", "王五", "赵六"], []),
        ("张 三", ["张三"], []),
        ("张 三、李 四", ["张三", "李四"], []),
        ("张 三 李 四", ["张三", "李四"], []),
        ("Li Min, Wang Wei", ["Li Min", "Wang Wei"], []),
        ("张三丰 13900000000 李四(0816-2222222)", ["张三丰", "李四"], ["13900000000", "0816-2222222"]),
        ("", [], []),
    ],
)
def test_names_in_one_cell_are_told_apart(cell, names, phones):
    assert names_in(cell) == (names, phones)
