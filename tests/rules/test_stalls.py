"""Stalled projects: what is evidence, how long each stage may rest, and what does not stall."""

from datetime import date, timedelta

import pytest
from helpers.season import AS_OF, board, money, project, settings, talks, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Funds, Milestone
from data.model import Paper, Stage, StallReason, Status
from data.rules.calendar.winter_pause import Winter
from data.rules.units.names import project_key

COLUMNS = ("name", "unit", "stage", "stage_since", "reported_on")
"""A ledger without 最新进展."""


def ago(days):
    return AS_OF - timedelta(days=days)


def iso(days):
    return ago(days).isoformat()


def only(*records, **more):
    """The one stalled project, or None."""
    found = board(*records, **more).stalled
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("stage", "limit"),
    [
        (Stage.INTENT, 45),
        (Stage.TALKS, 30),
        (Stage.SIGNED, 20),
        (Stage.LANDED, 30),
        (Stage.BUILDING, 30),
    ],
)
def test_more_days_than_the_limit_is_a_stall(stage, limit):
    assert only(talks("甲县", stage=stage, stage_since=iso(limit))) is None
    found = only(talks("甲县", stage=stage, stage_since=iso(limit + 1)))
    assert (found.days_stalled, found.limit, found.reason) == (limit + 1, limit, StallReason.IDLE)
    assert (found.last_evidence, found.evidence_kind) == (ago(limit + 1), "stage")


@pytest.mark.parametrize("stage", [Stage.PRODUCTION, Stage.CAPACITY])
def test_in_production_nothing_stalls(stage):
    assert only(talks("甲县", stage=stage, stage_since=iso(900))) is None
    assert only(talks("甲县", stage=stage)) is None


@pytest.mark.parametrize("stage", [None, Stage.SIGNED, Stage.TALKS])
def test_what_is_to_be_signed_next_week_lacks_no_record(stage):
    assert only(project("甲县", 1, iso(-7), stage=stage)) is None
    assert only(project("甲县", 1, None, stage=stage)).reason is StallReason.NO_EVIDENCE


def test_what_is_to_be_signed_stalls_like_talks_by_what_moved_it_last():
    assert only(project("甲县", 1, iso(-7), stage_since=iso(30))) is None
    found = only(project("甲县", 1, iso(-7), stage_since=iso(31)))
    assert (found.stage, found.days_stalled, found.limit) == (Stage.TALKS, 31, 30)


def test_the_day_of_production_ends_a_stall_and_that_of_the_start_sets_the_limit():
    assert only(project("甲县", 1, iso(400), stage=Stage.BUILDING, produced_on=iso(200))) is None
    assert only(project("甲县", 1, iso(400), stage=Stage.BUILDING, produced_on=iso(-1))).days_stalled == 400
    found = only(project("甲县", 1, iso(400), stage=Stage.SIGNED, started_on=iso(31)))
    assert (found.stage, found.limit, found.days_stalled) == (Stage.BUILDING, 30, 31)


def test_limits_are_settings():
    rules = settings(stall={"in_talks": 3})
    assert only(talks("甲县", stage_since=iso(4)), rules=rules).limit == 3


@pytest.mark.parametrize(
    ("paper", "stage", "limit"),
    [
        (Paper.CONTRACT, Stage.SIGNED, 20),
        (Paper.FRAMEWORK, Stage.SIGNED, 20),
        (Paper.INTENT, Stage.INTENT, 45),
    ],
)
def test_a_paper_without_a_stage_says_the_stage(paper, stage, limit):
    found = only(project("甲县", 1, iso(100), paper=paper))
    assert (found.stage, found.limit) == (stage, limit)


@pytest.mark.parametrize("column", ["stage_since", "signed_on", "started_on", "produced_on"])
def test_each_day_of_the_row_is_evidence_unless_it_is_to_come(column):
    base = talks("甲县", stage=Stage.BUILDING, stage_since=iso(90))
    from msgspec.structs import replace

    assert only(replace(base, **{column: ago(5)})) is None
    if column != "stage_since":
        assert only(replace(base, **{column: ago(-5)})).days_stalled == 90


def test_evidence_is_chosen_by_the_settings():
    row = talks("甲县", stage_since=iso(90), fields=COLUMNS, reported_on=iso(2))
    assert only(row) is None
    assert only(row, rules=settings(stall={"evidence": ["stage"]})).days_stalled == 90


def test_no_date_at_all_is_listed_first():
    rows = [talks("甲县", stage_since=iso(400)), talks("乙县", stage=Stage.SIGNED)]
    shown = board(*rows).stalled
    assert [(s.unit, s.days_stalled, s.reason) for s in shown] == [
        ("乙县", None, StallReason.NO_EVIDENCE),
        ("甲县", 400, StallReason.IDLE),
    ]
    assert (shown[0].limit, shown[0].last_evidence) == (20, None)


def test_the_longest_over_its_limit_stands_first():
    rows = [talks("甲县", stage_since=iso(58)), talks("乙县", stage=Stage.SIGNED, stage_since=iso(50))]
    assert [s.unit for s in board(*rows).stalled] == ["乙县", "甲县"]  # 30 over, 28 over


# ------------------------------------------------------------ reports


def test_a_ledger_without_words_counts_by_its_day():
    assert only(talks("甲县", fields=COLUMNS, reported_on=iso(31))).evidence_kind == "report"
    assert only(talks("甲县", fields=COLUMNS, reported_on=iso(30))) is None


def test_the_same_words_under_a_new_day_are_no_movement():
    row = talks("甲县", latest_progress="正在办理", reported_on=iso(1))
    assert only(row, new_words={project_key(row): ago(60)}).days_stalled == 60
    assert only(row, new_words={project_key(row): ago(3)}) is None


def test_words_never_seen_count_by_their_day():
    assert only(talks("甲县", latest_progress="正在办理", reported_on=iso(1))) is None
    assert only(talks("甲县", latest_progress="正在办理", reported_on=iso(40))).days_stalled == 40


def test_words_whose_day_nobody_knows_are_no_evidence():
    row = talks("甲县", latest_progress="正在办理", reported_on=iso(1))
    assert only(row, new_words={project_key(row): None}).reason is StallReason.NO_EVIDENCE


def test_a_day_without_words_is_no_report_where_the_ledger_has_the_column():
    assert only(talks("甲县", reported_on=iso(1))).reason is StallReason.NO_EVIDENCE


def test_words_first_seen_after_the_board_s_date_are_none_yet():
    row = talks("甲县", latest_progress="开工", stage_since=iso(90))
    assert only(row, new_words={project_key(row): ago(-1)}).days_stalled == 90


def test_a_stage_seen_to_move_on_is_evidence_where_the_ledger_gives_no_day():
    row = talks("甲县", signed_on=iso(90))
    moved = {project_key(row): ago(3)}
    assert only(row).days_stalled == 90
    assert only(row, stage_moves=moved) is None
    dated = talks("甲县", stage_since=iso(80))
    assert only(dated, stage_moves=moved).days_stalled == 80


# ------------------------------------------------------------ funds and milestones


def funds(month, paid_in=1, name="光热"):
    return Funds(project=name, month=date.fromisoformat(month), paid_in=money(paid_in))


@pytest.mark.parametrize(
    ("month", "paid_in", "last"),
    [
        ("2017-03-01", 5, date(2017, 3, 31)),
        ("2017-02-01", 5, date(2017, 2, 28)),
        ("2017-03-01", 0, None),
        ("2017-03-01", None, None),
        ("2017-06-01", 5, None),
    ],
)
def test_a_month_with_money_is_evidence_on_its_last_day(month, paid_in, last):
    found = only(talks("甲县", name="光 热"), funds(month, paid_in))
    assert found.last_evidence == last


def test_the_month_that_runs_is_evidence_today():
    assert only(talks("甲县", name="光热"), funds("2017-05-01")) is None
    shown = only(talks("甲县", name="光热"), funds("2017-05-01"), rules=settings(stall={"in_talks": 0}))
    assert shown is None  # nothing is more than no day old


def node(planned=None, actual=None, unit="", name="光热", node="开工"):
    days = [date.fromisoformat(d) if d else None for d in (planned, actual)]
    return Milestone(project=name, node=node, unit=unit, planned=days[0], actual=days[1])


def test_an_overdue_milestone_stalls_at_once():
    found = only(talks("甲县", name="光热", stage_since=iso(1)), node("2017-05-01"), node("2017-06-01", node="投产"))
    assert (found.reason, found.milestone, found.days_stalled) == (StallReason.MILESTONE, "开工", 1)


@pytest.mark.parametrize("planned", ["2017-05-02", "2017-08-01"])
def test_a_next_milestone_with_a_day_to_come_does_not_stall(planned):
    assert only(talks("甲县", name="光热", stage_since=iso(300)), node(planned)) is None
    assert only(talks("甲县", name="光热"), node(planned)) is None


def test_a_milestone_reached_is_evidence_and_no_longer_due():
    assert only(talks("甲县", name="光热"), node("2017-04-01", "2017-04-20")) is None
    assert only(talks("甲县", name="光热"), node("2017-03-01", "2017-03-01")).evidence_kind == "milestone"
    assert only(talks("甲县", name="光热"), node("2017-04-01", "2017-05-20")).reason is StallReason.MILESTONE


def test_a_milestone_without_a_day_says_nothing():
    assert only(talks("甲县", name="光热", stage_since=iso(31)), node()).days_stalled == 31


def test_a_milestone_of_another_unit_is_not_this_project_s():
    shown = board(
        talks("甲县", name="光热", stage_since=iso(1)), unit("甲县"), unit("乙县"), node("2017-05-01", unit="乙县")
    )
    assert shown.stalled == ()
    shown = board(talks("甲县", name="光热", stage_since=iso(1)), unit("甲县"), node("2017-05-01", unit="甲 县"))
    assert len(shown.stalled) == 1


def test_a_milestone_does_not_stall_what_produces():
    assert only(talks("甲县", name="光热", stage=Stage.PRODUCTION), node("2017-05-01")) is None


# ------------------------------------------------------------ winter and status


WINTER = {"winter": ["11-15", "03-15"]}


def test_winter_stops_the_clock_of_building_projects_only():
    building = talks("甲县", stage=Stage.BUILDING, stage_since="2016-11-10")
    # 11 to 14 November and 16 March to 2 May
    assert only(building, rules=settings(stall=WINTER)).days_stalled == 4 + 48
    landed = talks("甲县", stage=Stage.LANDED, stage_since="2016-11-10")
    assert only(landed, rules=settings(stall=WINTER)).days_stalled == 173


@pytest.mark.parametrize("days", [["11-15", "03-15"], ["12-01", "02-29"], ["06-01", "08-31"], ["01-01", "12-31"]])
@given(since=st.dates(date(2014, 1, 1), date(2018, 1, 1)), length=st.integers(0, 1000))
def test_the_clock_runs_on_days_outside_winter(days, since, length):
    until = since + timedelta(days=length)
    first, last = days

    def cold(day):
        text = f"{day:%m-%d}"
        return first <= text <= last if first <= last else text >= first or text <= last

    counted = sum(not cold(since + timedelta(days=n + 1)) for n in range(length))
    assert Winter(days).running(since, until) == counted


@pytest.mark.parametrize("status", [Status.RETURNED, Status.REPLACED, Status.ENDED])
def test_what_left_the_pipeline_does_not_stall(status):
    assert only(talks("甲县", stage_since=iso(90), status=status)) is None
    assert only(talks("甲县", stage_since=iso(90), status=status, status_on=iso(0))) is None
    assert only(talks("甲县", stage_since=iso(90), status=status, status_on=iso(-1))).days_stalled == 90


def test_a_paused_project_stalls():
    assert only(talks("甲县", stage_since=iso(90), status=Status.PAUSED)).days_stalled == 90


def test_a_project_without_stage_and_paper_stalls_only_without_any_date():
    assert only(project("甲县", paper=None)).limit is None
    assert only(project("甲县", paper=None, stage_since=iso(900))) is None


# ------------------------------------------------------------ what the row says


def test_the_row_says_who_must_act():
    shown = only(
        unit("甲县", contact="张三", phone="0000-1"),
        unit("乙园区"),
        talks("甲县、乙园区", stage_since=iso(90), blocker="用地", sponsor="陈副市长", name="光热", row=9),
    )
    assert (shown.unit, shown.contact, shown.phone, shown.blocker) == ("甲县、乙园区", "张三", "0000-1", "用地")
    assert (shown.sponsor, shown.place.row, shown.key) == ("陈副市长", 9, "project/甲县 乙园区/光热")


def test_a_new_stage_is_a_new_episode_and_other_columns_are_not():
    plain = {"name": "光热", "stage_since": iso(90)}
    first = only(talks("甲县", **plain)).episode
    assert only(talks("甲县", blocker="用地", reported_on=iso(3), **plain)).episode == first
    assert only(talks("甲县", stage=Stage.LANDED, **plain)).episode != first
    assert only(talks("甲县", name="光热", stage_since=iso(91))).episode != first


def test_rows_with_one_key_are_both_listed_and_not_markable():
    rows = [talks("甲县", name="光热", stage_since=iso(n)) for n in (90, 80)]
    shown = board(*rows).stalled
    assert [(s.days_stalled, s.markable) for s in shown] == [(90, False), (80, False)]
    assert len({s.key for s in shown}) == 2


def test_evidence_of_either_ledger_counts():
    rows = [talks("甲县", name="光热", stage_since=iso(n), file=f) for n, f in ((90, "a.csv"), (3, "b.csv"))]
    assert only(*rows) is None
