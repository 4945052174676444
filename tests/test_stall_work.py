"""Around stalled projects: late nodes, started-not-built, who looks after what, blockers by department, sponsors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from season_helpers import AS_OF, board, day, project, settings, talks

from data.model import LoggedVisit, Stage, StallWork, Status
from data.records import Amount, Blocker, Funds, Milestone, Visit


def work(*records, **more) -> StallWork:
    return board(*records, **more).stall_work


def built(name: str = "光热", **more):
    return project("甲县", 1, **({"name": name, "stage": Stage.BUILDING, "started_on": "2017-01-10"} | more))


# ---------------------------------------------------------------- milestones


@pytest.mark.parametrize(
    ("planned", "actual", "expected"),
    [
        ("2017-04-22", None, [(10, False)]),
        ("2017-05-02", None, []),
        ("2017-04-22", "2017-04-25", [(3, True)]),
        ("2017-04-22", "2017-04-20", []),
        ("2017-04-22", "2017-05-03", [(10, False)]),  # not reached by the board's date
    ],
)
def test_a_node_slips_by_the_days_past_its_plan(planned, actual, expected):
    node = Milestone(project="光热", node="封顶", planned=day(planned), actual=day(actual))
    assert [(s.days, s.reached) for p in work(built(), node).slipped for s in p.slips] == expected


def test_the_worst_project_comes_first_and_says_its_worst_node():
    nodes = [
        Milestone(project=p, node=n, planned=day(d))
        for p, n, d in (("光热", "土建", "2017-04-30"), ("光热", "封顶", "2017-04-22"), ("沙棘", "签约", "2017-03-02"))
    ]
    found = work(built(), built("沙棘"), *nodes).slipped
    assert [(p.project, p.days, p.slips[0].node) for p in found] == [("沙棘", 61, "签约"), ("光热", 10, "封顶")]


def test_a_project_that_was_sent_back_has_no_late_nodes():
    node = Milestone(project="光热", node="封顶", planned=day("2017-04-22"))
    assert work(built(status=Status.RETURNED), node).slipped == ()


# ---------------------------------------------------------------- started, not built


def test_ground_broken_and_neither_money_nor_new_words_since():
    (risk,) = work(built()).started_not_built
    assert (risk.project, risk.since, risk.days, risk.limit) == ("光热", date(2017, 1, 10), 112, 60)
    assert dict(risk.trace.values)["limit"] == "60"


@pytest.mark.parametrize(
    ("row", "extra"),
    [
        (built(reported_on="2017-04-20", latest_progress="主体施工"), ()),
        (built(), (Funds(project="光热", month=date(2017, 4, 1), paid_in=Amount(100)),)),
        (built(stage=Stage.PRODUCTION), ()),
        (built(status=Status.RETURNED), ()),
        (built(started_on="2017-03-10"), ()),
        (built(started_on="2017-06-01"), ()),
    ],
)
def test_what_shows_money_or_words_or_has_gone_on_is_no_risk(row, extra):
    assert work(row, *extra).started_not_built == ()


def test_old_words_under_a_new_date_are_no_sign():
    row = built(reported_on="2017-04-28", latest_progress="主体施工", id="P2017001")
    seen = {"project/p2017001": date(2017, 1, 15)}
    assert [risk.since for risk in work(row, new_words=seen).started_not_built] == [date(2017, 1, 15)]


def test_winter_does_not_count_and_the_rule_can_be_switched_off():
    rules = settings(stall={"winter": ["11-15", "03-15"]})
    assert work(built(), rules=rules).started_not_built == ()
    assert work(built(), rules=settings(stall={"started_not_built": 0})).started_not_built == ()


@given(st.integers(0, 400), st.integers(1, 200))
def test_it_is_a_risk_strictly_after_the_limit(days, limit):
    row = built(started_on=AS_OF - timedelta(days=days))
    found = work(row, rules=settings(stall={"started_not_built": limit})).started_not_built
    assert bool(found) == (days > limit)


# ---------------------------------------------------------------- sponsors, officers, visits


def test_what_is_lacking_is_said_as_far_as_ledgers_have_the_column():
    rows = [
        built(sponsor="陈副市长", site_officer="周专员"),
        built("沙棘"),
        built("石墨", fields=("name", "unit", "stage", "sponsor"), sponsor="陈副市长"),
        talks("甲县", name="还在谈"),
    ]
    assert {u.project: u.lacks for u in work(*rows).uncared} == {"沙棘": ("sponsor", "officer")}
    seen = Visit(project="光热", date=date(2017, 4, 1))
    assert {u.project: u.lacks for u in work(*rows, seen).uncared} == {
        "沙棘": ("sponsor", "officer", "visit"),
        "石墨": ("visit",),
    }


def test_blockers_are_counted_by_the_department_that_must_clear_them():
    rows = [
        Blocker(project="光热", what="供气", lead_dept="住建局", opened=day("2017-02-01"), due=day("2017-05-01")),
        Blocker(project="光热", what="供水", lead_dept="住建局", opened=day("2017-04-02"), due=day("2017-05-02")),
        Blocker(project="光热", what="供电", lead_dept="住建局"),
        Blocker(project="光热", what="用地", opened=day("2017-01-01"), closed=day("2017-03-01")),
        Blocker(project="别处", what="融资", opened=day("2017-04-30")),
    ]
    loads = work(built(), *rows).blockers
    assert [(b.dept, b.open, b.overdue, b.undated, b.oldest) for b in loads] == [
        ("住建局", 3, 1, 1, 90),
        ("", 1, 0, 1, 2),
    ]
    assert [(line.what, line.unit, line.age) for line in loads[0].blockers] == [
        ("供气", "甲县", 90),
        ("供水", "甲县", 30),
        ("供电", "甲县", None),
    ]


def test_a_sponsors_page_has_projects_stalled_ones_blockers_and_visits():
    rows = [
        built(sponsor="陈副市长"),
        built("沙棘", sponsor="陈副市长", reported_on="2017-05-01", latest_progress="封顶"),
        built("石墨", sponsor="林副市长"),
        Blocker(project="沙棘", what="供气", lead_dept="住建局"),
        Visit(project="光热", date=date(2017, 4, 1)),
        Visit(project="沙棘", date=date(2017, 4, 9)),
        Visit(project="沙棘", date=date(2017, 5, 9)),  # planned, not made
    ]
    first, second = work(*rows).sponsors
    assert (first.sponsor, len(first.projects), first.stalled) == ("陈副市长", 2, ("project/甲县/光热",))
    assert ([b.what for b in first.blockers], first.visits, first.last_visit) == (["供气"], 2, date(2017, 4, 9))
    assert (second.sponsor, second.visits, second.last_visit) == ("林副市长", 0, None)


def test_a_logged_visit_counts_as_one_says_who_and_when_and_is_no_movement():
    rows = [
        built(sponsor="陈副市长", site_officer="周专员"),
        Visit(project="光热", date=date(2017, 4, 9), who="陈副市长"),
    ]
    before, plain = board(*rows), board(*rows[:1])
    logged = {
        "project/甲县/光热": (
            LoggedVisit(date(2017, 5, 1), "周值班员", "厂房封顶"),
            LoggedVisit(date(2017, 4, 9), "李值班员"),  # the ledger's own day
            LoggedVisit(date(2017, 5, 9), "周值班员"),  # after the board's date
        )
    }
    shown = board(*rows, logged_visits=logged)
    (page,) = shown.stall_work.sponsors
    assert [(day.on, day.by, day.said, day.logged) for day in page.visit_days] == [
        (date(2017, 5, 1), ("周值班员",), ("厂房封顶",), True),
        (date(2017, 4, 9), ("陈副市长", "李值班员"), (), False),
    ]
    assert (page.visits, page.last_visit) == (2, date(2017, 5, 1))
    assert shown.stalled == before.stalled == plain.stalled  # seen is not moved
    assert shown.stall_work.uncared == ()
    elsewhere = {"project/甲县/别的": (LoggedVisit(date(2017, 5, 1), "周值班员"),)}
    assert [one.lacks for one in board(*rows[:1], logged_visits=elsewhere).stall_work.uncared] == [("visit",)]
