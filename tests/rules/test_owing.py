"""What is owed beside follow-ups: each kind of ledger by its rule, and what the duty screen shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from helpers.figures import facts
from helpers.season import AS_OF, board, day, fair, followup, project, settings, talks, unit
from hypothesis import given
from hypothesis import strategies as st

from data.ledgers.kinds_and_columns import Blocker, Guest, Payout, Prep, Report, Visit
from data.marks.fold_marks import Fold
from data.marks.make_mark import make
from data.model import Board, ItemMarks, ItemState, LoggedVisit, MarkRequest, OwedItem, OwedPhase, Stage
from data.rules.calendar.workdays import Workdays
from data.settings import Calendar
from data.wording.item_lines import due_word
from widgets.views.owed_view import of_kind

WORK = Workdays(Calendar())


def everything(shown: Board) -> tuple[OwedItem, ...]:
    return (*shown.owed, *shown.owed_later)


def owed(kind: str, *records, **more) -> list[OwedItem]:
    return [item for item in everything(board(*records, **more)) if item.kind == kind]


def said(items: list[OwedItem]) -> list[tuple[str, str | None, int | None]]:
    return [(item.owed_by, item.due and item.due.isoformat()[5:], item.days_over) for item in items]


def report(unit_name: str, due: str | None, received: str | None = None, period: str = "4月下半月") -> Report:
    return Report(unit=unit_name, period=period, due=day(due), received=day(received), file="报送.csv", row=2)


# ---------------------------------------------------------------- reports


@pytest.mark.parametrize(
    ("due", "received", "expected"),
    [
        ("2017-04-30", None, [("甲县", "04-30", 2)]),
        ("2017-05-02", None, [("甲县", "05-02", 0)]),
        ("2017-04-30", "2017-05-02", []),
        ("2017-04-30", "2017-05-03", [("甲县", "04-30", 2)]),  # not by the board's date
        (None, None, [("甲县", None, None)]),
    ],
)
def test_a_report_is_owed_until_it_came(due, received, expected):
    assert said(owed("report", report("甲县", due, received))) == expected


@pytest.mark.parametrize(("newest", "over"), [("2017-04-25", None), ("2017-04-24", 1), ("2017-04-02", 23)])
def test_a_unit_owes_its_ledger_when_the_newest_row_is_older_than_a_week(newest, over):
    rows = [project("甲县", 1, reported_on="2017-03-01"), project("甲县", 1, reported_on=newest)]
    assert [item.days_over for item in owed("report", *rows)] == ([over] if over else [])


def test_a_ledger_without_dates_says_nothing_about_its_age():
    assert owed("report", project("甲县", 1)) == []


def test_a_report_asked_for_is_not_asked_for_twice():
    rows = [project("甲县", 1, reported_on="2017-04-01"), report("甲县", "2017-04-30")]
    assert [item.place.file for item in owed("report", *rows)] == ["报送.csv"]


def test_the_reminder_can_be_switched_off():
    rules = settings(owed={"report_days": 0})
    assert owed("report", project("甲县", 1, reported_on="2017-01-01"), rules=rules) == []


@pytest.mark.parametrize(
    ("due", "replied", "until", "expected"),
    [
        ("2017-03-31", None, "2017-06-30", "2017-04-30"),
        ("2017-03-31", "2017-04-30", "2017-06-30", "2017-05-31"),
        ("2017-03-31", "2017-05-01", "2017-05-20", None),  # the extension ends before the next report
        ("2017-01-31", None, "2017-06-30", "2017-02-28"),
    ],
)
def test_an_extended_matter_owes_a_report_each_month(due, replied, until, expected):
    found = owed("report", followup(due=due, replied=replied, extended_to=until))
    assert [item.due for item in found] == ([date.fromisoformat(expected)] if expected else [])


def test_a_matter_that_is_settled_owes_no_report():
    assert owed("report", followup(due="2017-03-31", extended_to="2017-06-30", settled="2017-05-01")) == []


@given(
    st.dates(date(2016, 1, 1), date(2027, 12, 31)),
    st.integers(1, 400),
    st.one_of(st.none(), st.integers(0, 400)),
)
def test_a_months_report_is_due_within_a_month_of_the_reply_and_within_the_extension(first, length, replied):
    until = first + timedelta(days=length)
    answer = None if replied is None else first + timedelta(days=replied)
    row = followup(due=first, extended_to=until, replied=answer)
    for item in owed("report", row, as_of=first):
        since = max(first, answer or first)
        assert item.due is not None
        assert since < item.due <= until
        assert (item.due - since).days <= 31


# ---------------------------------------------------------------- blockers, preparation, payouts, guests


def test_a_blocker_is_owed_by_its_lead_department_and_belongs_to_the_projects_unit():
    rows = [
        talks("甲县", name="光热"),
        Blocker(project="光热", what="供气", lead_dept="市住建局", due=day("2017-05-01")),
        Blocker(project="光热", what="用地", lead_dept="市自然资源局"),  # no date: counted, not owed
        Blocker(project="光热", what="供电", lead_dept="供电公司", due=day("2017-04-01"), closed=day("2017-04-20")),
    ]
    (item,) = owed("blocker", *rows)
    assert (item.what, item.owed_by, item.unit, item.days_over) == ("光热 供气", "市住建局", "甲县", 1)


def test_what_a_superior_must_clear_is_never_overdue():
    rules = settings(units={"superiors": ["省厅"]})
    (item,) = owed(
        "blocker", Blocker(project="光热", what="林地", lead_dept="省厅", due=day("2017-01-01")), rules=rules
    )
    assert (item.phase, item.days_over, item.overdue) == (OwedPhase.SUPERIOR, None, False)


@pytest.mark.parametrize(
    ("state", "last_contact", "owes"),
    [
        ("已发函", "2017-04-24", True),
        ("已发函", "2017-04-25", False),
        ("", "2017-04-01", True),
        ("未确认", "2017-04-01", True),
        ("确认参会", "2017-04-01", False),
        ("婉拒", "2017-04-01", False),
        ("已邀请", None, False),
        ("领导再定", "2017-04-01", False),  # a word that is not known is no guess
    ],
)
def test_an_undecided_guest_is_asked_again_after_a_week(state, last_contact, owes):
    row = Guest(name="周先生", company="岫云实业", state=state, invited_by="甲县", last_contact=day(last_contact))
    assert said(owed("guest", row)) == (
        [("甲县", "05-01", 1)] if owes and last_contact == "2017-04-24" else [("甲县", "04-08", 24)] if owes else []
    )


def guest(name: str, state: str = "", last_contact: str | None = None, **more) -> Guest:
    plain = {"company": "岫云实业", "invited_by": "甲县", "file": "客商.csv", "row": 2} | more
    return Guest(name=name, state=state, last_contact=day(last_contact), **plain)


@pytest.mark.parametrize(
    ("state", "last_contact", "owes"),
    [
        ("", None, True),
        (" ", "2017-05-03", True),  # not yet spoken to by the board's date
        ("拟邀请", None, True),
        ("已邀请", None, False),
        ("已发函", None, False),
        ("婉拒", None, False),
        ("", "2017-05-01", False),
    ],
)
def test_a_guest_whom_nobody_called_yet_is_owed_a_call(state, last_contact, owes):
    found = owed("guest", guest("周先生", state, last_contact))
    assert said(found) == ([("甲县", None, None)] if owes else [])
    assert [(item.uncalled, item.overdue) for item in found] == [(True, False)] * owes


def test_a_guest_ledger_that_keeps_neither_state_nor_contact_says_nothing_of_calls():
    columns = ("name", "company", "invited_by")
    assert owed("guest", guest("周先生", fields=columns)) == []
    assert owed("guest", guest("周先生", fields=(*columns, "state"))) != []


def test_who_was_never_called_stands_on_the_desk_before_every_guest_who_was():
    rows = [guest("甲先生", "已发函", "2017-03-01"), guest("乙先生"), guest("丙先生", "已电话", "2017-04-20")]
    shown = board(*rows, followup("答复", due=day("2016-01-01")))
    assert [item.what for item in shown.owed if item.kind == "guest"] == [
        "first call to 乙先生 of 岫云实业", "answer of 甲先生 of 岫云实业", "answer of 丙先生 of 岫云实业",
    ]  # fmt: skip
    assert shown.owed[0].kind == "followup"
    (group,) = of_kind("guest")(shown, None)
    assert next(iter(group.rows)).uncalled
    assert due_word(group.rows[0]) == "to call"


def test_a_payout_is_owed_by_who_pays_and_never_by_who_is_paid():
    paid = {"payee": "岫云实业", "project": "光热", "due": day("2017-05-01")}
    units = [unit("甲县", "县区", contact="张三"), unit("市财政局", "部门", contact="李四")]
    rows = [
        *units,
        project("甲县", 1, "2017-01-01", name="光热", investor="岫云实业"),
        Payout(kind="设备补贴", payer="市财政局", **paid),
        Payout(kind="房租补贴", **paid),
    ]
    by_payer = {item.owed_by: item for item in owed("payout", *rows)}
    assert {who: (item.debtor, item.unit, item.contact) for who, item in by_payer.items()} == {
        "市财政局": ("市财政局", "甲县", "李四"), "": ("", "甲县", ""),
    }  # fmt: skip


def test_the_paying_office_is_read_from_the_ledger(tmp_path):
    rows = "兑付对象,政策名称,应兑付金额(万元),兑付时限,兑付单位\n岫云实业,设备补贴,50,2026-11-01,市财政局\n"
    shown = facts(tmp_path, {"兑付.csv": rows})
    assert [(item["kind"], item["owed_by"]) for item in shown.all["owed"]] == [("payout", "市财政局")]


def test_tasks_and_payouts_are_owed_until_done_and_paid():
    rows = [
        Prep(stream="布展参展", task="展板定稿", unit="会展中心", due=day("2017-05-11")),
        Prep(stream="布展参展", task="展位图", unit="会展中心", due=day("2017-05-01"), done=day("2017-05-02")),
        Payout(payee="岫云实业", kind="设备补贴", due=day("2017-05-01")),
        Payout(payee="岫云实业", kind="房租补贴", due=day("2017-05-01"), paid_on=day("2017-04-01")),
    ]
    assert said(owed("prep", *rows)) == [("会展中心", "05-11", -9)]
    assert said(owed("payout", *rows)) == [("", "05-01", 1)]


def test_two_rows_of_one_name_are_both_shown_and_neither_can_be_marked():
    rows = [Prep(stream="布展参展", task="展板", due=day("2017-05-01")) for _ in range(2)]
    found = owed("prep", *rows)
    assert [item.markable for item in found] == [False, False]
    assert len({item.key for item in found}) == 2


# ---------------------------------------------------------------- visits


NEAR = date(2017, 5, 10)  # a Wednesday, 37 days before the fair


def site(name: str = "光热", **more):
    return project("甲县", 1, name=name, stage=Stage.BUILDING, **({"sponsor": "陈副市长"} | more))


def test_a_sponsor_owes_each_project_a_visit_a_week_before_the_fair():
    rows = [fair(), site(), site("沙棘", sponsor="")]
    (item,) = owed("visit", *rows, as_of=NEAR)
    assert (item.owed_by, item.project, item.due) == ("陈副市长", "光热", date(2017, 5, 12))
    assert owed("visit", *rows, as_of=date(2017, 5, 4)) == []  # 43 days before it


@pytest.mark.parametrize("on", ["2017-05-08", "2017-05-10"])
def test_a_visit_of_this_week_in_the_ledger_or_the_log_is_enough(on):
    rows = [fair(), site()]
    assert owed("visit", *rows, Visit(project="光热", date=date.fromisoformat(on)), as_of=NEAR) == []
    for key in ("project/甲县/光热", "visit/project/甲县/光热"):  # logged on the project, or on the visit that is owed
        logged = {key: (LoggedVisit(date.fromisoformat(on), "周值班员"),)}
        assert owed("visit", *rows, as_of=NEAR, visits=logged) == []


def test_last_weeks_visit_is_not_this_weeks():
    rows = [fair(), site(), Visit(project="光热", date=date(2017, 5, 7))]
    assert len(owed("visit", *rows, as_of=NEAR)) == 1


# ---------------------------------------------------------------- the duty screen, and marks


def test_the_duty_screen_shows_what_is_late_or_due_within_days_and_visits_elsewhere():
    rows = [Prep(stream="布展参展", task=f"{n}", due=AS_OF + timedelta(days=n)) for n in (-1, 0, 3, 4)]
    shown = board(*rows)
    assert [item.what for item in shown.owed] == ["-1", "0", "3"]
    assert [item.what for item in shown.owed_later] == ["4"]
    assert shown.item(shown.owed_later[0].key) is shown.owed_later[0]
    wide = board(*rows, rules=settings(owed={"desk_days": 9, "desk_kinds": ["report"]}))
    assert wide.owed == ()


def test_follow_ups_stand_there_whenever_they_are_due():
    assert len(board(followup(due="2017-12-01"), followup("别的")).owed) == 2


def back(item: OwedItem, outcome: str, **more) -> date | None:
    event = make(
        MarkRequest(item.key, "act", outcome, **more),
        item,
        by="李敏",
        station="s",
        run="r",
        n=1,
        fold=Fold(),
        now=datetime(2017, 5, 2, 2, 0, tzinfo=UTC),
        today=AS_OF,
        workdays=WORK,
    )
    return event.arg.until


def test_a_named_report_comes_back_with_the_next_one():
    rows = [report("甲县", "2017-04-30"), report("甲县", "2017-05-15", period="5月上半月")]
    item = owed("report", *rows)[0]
    assert back(item, "named") == date(2017, 5, 15)


def test_a_stale_ledger_named_comes_back_after_another_week():
    (item,) = owed("report", project("甲县", 1, reported_on="2017-04-01"))
    assert back(item, "named") == date(2017, 5, 6)


def test_a_confirmed_guest_comes_back_three_days_before_the_fair():
    row = Guest(name="周先生", state="已发函", last_contact=day("2017-04-01"))
    (item,) = owed("guest", fair(), row)
    assert back(item, "confirmed") == date(2017, 6, 13)


def test_what_the_row_says_anew_is_a_new_episode():
    first, second = (owed("report", report("甲县", due))[0] for due in ("2017-04-30", "2017-05-01"))
    assert first.key == second.key
    assert first.episode != second.episode


def test_a_mark_on_it_changes_no_date_and_no_count():
    handled = ItemMarks(state=ItemState.HANDLED, op="act", outcome="excused")
    rows = [report("甲县", "2017-04-30"), unit("甲县")]
    shown = board(*rows, marks=lambda key, episode: handled)
    assert [item.days_over for item in shown.owed] == [2]
    assert shown.to_check == 1
