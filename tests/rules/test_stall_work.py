"""Around stalled projects: late nodes, started-not-built, who looks after what, blockers by department, sponsors."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from helpers.season import AS_OF, board, codes, day, project, settings, talks
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Amount, Blocker, Funds, Milestone, Visit
from data.model import LoggedVisit, Severity, Stage, StallWork, Status


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
    shown = board(*rows, visits=logged)
    (page,) = shown.stall_work.sponsors
    assert [(day.on, day.by, day.said, day.logged) for day in page.visit_days] == [
        (date(2017, 5, 1), ("周值班员",), ("厂房封顶",), True),
        (date(2017, 4, 9), ("陈副市长", "李值班员"), (), False),
    ]
    assert (page.visits, page.last_visit) == (2, date(2017, 5, 1))
    assert shown.stalled == before.stalled == plain.stalled  # seen is not moved
    assert shown.stall_work.uncared == ()
    elsewhere = {"project/甲县/别的": (LoggedVisit(date(2017, 5, 1), "周值班员"),)}
    assert [one.lacks for one in board(*rows[:1], visits=elsewhere).stall_work.uncared] == [("visit",)]


# ---------------------------------------------------------------- which project other ledgers mean


def beside(said: str, **more) -> list:
    """A late node, a month's money, a visit and a blocker of the project that is meant so."""
    return [
        Milestone(project=said, node="封顶", planned=day("2017-05-20"), actual=day("2017-04-28"), **more),
        Funds(project=said, month=date(2017, 4, 1), paid_in=Amount(Decimal(5))),
        Visit(project=said, date=date(2017, 4, 27), who="王市长"),
        Blocker(project=said, what="用地", lead_dept="市自然资源局", due=day("2017-04-30")),
    ]


def found_by(shown, unit: str = "甲县") -> dict[str, object]:
    """What each of the four ledgers adds to the one project of a unit."""
    (row,) = (row for row in shown.projects if row.unit == unit)
    (page,) = (page for page in shown.stall_work.sponsors if row.key in page.projects)
    (blocker,) = (b for load in shown.stall_work.blockers for b in load.blockers)
    (owes,) = (item for item in (*shown.owed, *shown.owed_later) if item.kind == "blocker")
    return {
        "paid": row.paid_in, "moved": (row.moved_on, row.moved_by), "visits": page.visits,
        "held": len(page.blockers), "unit": (blocker.unit, owes.unit), "key": owes.project_key == row.key,
    }  # fmt: skip


ALL = {
    "paid": 5, "moved": (date(2017, 4, 30), "funds"), "visits": 1, "held": 1, "unit": ("甲县", "甲县"), "key": True,
}  # fmt: skip


@pytest.mark.parametrize("said", ["XM-0007", "xm－0007", "光热发电", "光热 发电"])
def test_funds_milestones_visits_and_blockers_find_a_project_by_number_or_name_alike(said):
    shown = board(
        project("甲县", 1, "2017-01-01", name="光热发电", id="XM-0007", sponsor="王市长"), talks("乙县"), *beside(said)
    )
    assert found_by(shown) == ALL
    assert codes(shown) == []


def test_the_number_is_asked_before_the_name():
    other = project("乙县", 1, name="XM-0007", sponsor="李县长")
    shown = board(project("甲县", 1, name="光热", id="XM-0007", sponsor="王市长"), other, *beside("XM-0007"))
    assert found_by(shown) == ALL


def test_a_name_that_two_units_share_finds_none_and_is_a_problem_of_each_ledger():
    rows = [project("甲县", 1, "2017-01-01", name="光热", sponsor="王市长")]
    rows.append(project("乙县", 3, "2017-02-20", name="光热", sponsor="王市长"))
    shown = board(*rows, *beside("光热"))
    assert sorted(codes(shown)) == ["funds_project_ambiguous", *["project_ambiguous"] * 3]
    assert {p.severity for p in shown.problems} == {Severity.PROBLEM}
    assert {(row.paid_in, row.moved_by) for row in shown.projects} == {(None, "signing")}
    (page,) = shown.stall_work.sponsors
    assert (page.visits, page.blockers) == (0, ())
    (blocker,) = (b for load in shown.stall_work.blockers for b in load.blockers)
    assert blocker.unit == ""


def test_a_milestone_s_own_unit_tells_which_of_two_is_meant():
    rows = [project("甲县", 1, "2017-01-01", name="光热"), project("乙县", 3, "2017-02-20", name="光热")]
    node = Milestone(project="光热", unit="乙县", node="封顶", actual=day("2017-04-28"))
    shown = board(*rows, node)
    assert {row.unit: row.moved_by for row in shown.projects} == {"甲县": "signing", "乙县": "milestone"}
    assert codes(shown) == []


def test_a_project_that_no_ledger_knows_is_noted_once_for_each_kind_of_ledger():
    shown = board(talks("甲县"), *beside("无此项目"), *beside("无此项目"))
    assert sorted(codes(shown)) == ["funds_project_unknown", *["project_unknown"] * 3]
    assert {p.severity for p in shown.problems} == {Severity.NOTE}


def test_rows_of_one_project_in_two_ledgers_are_found_by_each_one_s_name_and_number():
    rows = [
        project("甲县", 1, name="光热发电", id="XM-0007", sponsor="王市长", file="一.csv"),
        project("甲县", 1, name="光热发电站", id="XM-0007", file="二.csv"),
    ]
    assert found_by(board(*rows, *beside("光热发电站"))) == ALL


def test_a_row_that_repeats_another_moves_with_it():
    rows = [project("甲县", 1, "2017-01-01", name="光热", file="一.csv", row=n) for n in (2, 3)]
    shown = board(*rows, *beside("光热"))
    assert [(row.counts, row.moved_by) for row in shown.projects] == [(True, "funds"), (False, "funds")]
