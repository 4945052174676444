"""What is owed: open until 销号, due by the first that says so, and whose move it is."""

from datetime import date, timedelta

import pytest
from helpers.season import AS_OF, board, codes, followup, settings, unit
from hypothesis import given
from hypothesis import strategies as st

from data import wording
from data.model import OwedPhase
from data.rules.calendar.followup_ladder import months_later
from data.wording.problems import problem_text

WITH_CLOSING = ("what", "owed_by", "settled", "closed")
WITHOUT = ("what", "owed_by", "settled")


def only(*records, **more):
    found = board(*records, **more).owed
    assert len(found) < 2
    return found[0] if found else None


# ------------------------------------------------------------ open, settled, closed


@pytest.mark.parametrize(
    ("fields", "settled", "closed", "phase"),
    [
        (WITH_CLOSING, None, None, "open"),
        (WITH_CLOSING, "2017-05-01", None, "review"),
        (WITH_CLOSING, "2017-05-02", None, "review"),
        (WITH_CLOSING, "2017-05-03", None, "open"),
        (WITH_CLOSING, "2017-05-01", "2017-05-02", None),
        (WITH_CLOSING, "2017-05-01", "2017-05-03", "review"),
        (WITH_CLOSING, None, "2017-05-02", None),
        (WITHOUT, None, None, "open"),
        (WITHOUT, "2017-05-02", None, None),
        (WITHOUT, "2017-05-03", None, "open"),
    ],
)
def test_open_until_closed_or_settled_where_the_ledger_has_no_closing(fields, settled, closed, phase):
    found = only(followup(fields=fields, settled=settled, closed=closed))
    assert (found and found.phase.value) == phase


def test_what_waits_for_review_is_not_overdue():
    found = only(followup(due="2017-04-01", settled="2017-05-01"))
    assert (found.days_over, found.overdue) == (31, False)


# ------------------------------------------------------------ due


@pytest.mark.parametrize(
    ("columns", "due", "rule"),
    [
        ({"extended_to": "2017-06-01", "due": "2017-05-01", "assigned": "2017-04-01"}, date(2017, 6, 1), "extended"),
        ({"due": "2017-05-01", "assigned": "2017-04-01"}, date(2017, 5, 1), "due"),
        ({"assigned": "2017-04-01"}, date(2017, 4, 2), "ladder"),
        ({}, None, ""),
    ],
)
def test_the_first_that_says_so(columns, due, rule):
    found = only(followup(grade="一般", **columns))
    assert (found.due, found.due_rule) == (due, rule)
    assert found.days_over == ((AS_OF - due).days if due else None)


@pytest.mark.parametrize(
    ("grade", "reached", "due", "rung"),
    [
        ("一般", {}, date(2017, 5, 1), "arranged"),
        ("一般", {"arranged": "2017-05-01"}, date(2017, 5, 3), "replied"),
        ("一般", {"arranged": "2017-05-01", "replied": "2017-05-02"}, date(2017, 5, 7), "settled"),
        ("一般", {"replied": "2017-05-02"}, date(2017, 5, 7), "settled"),  # a reply has passed the first rung
        ("一般", {"arranged": "2017-05-03"}, date(2017, 5, 1), "arranged"),  # not by the board's date
        ("重大", {"replied": "2017-05-02"}, date(2017, 5, 30), "settled"),
        ("复杂", {"replied": "2017-05-02"}, date(2017, 5, 30), "settled"),
        ("一般事项", {}, date(2017, 5, 1), "arranged"),
        ("重大、复杂", {"replied": "2017-05-02"}, date(2017, 5, 30), "settled"),  # both words, one ladder
        ("一般或重大", {}, None, ""),  # which?
        ("特急", {}, None, ""),
        ("", {}, None, ""),
    ],
)
def test_the_ladder_is_due_on_the_first_rung_not_yet_reached(grade, reached, due, rung):
    found = only(followup(grade=grade, assigned="2017-04-30", **reached))
    assert (found.due, found.rung) == (due, rung)


def test_a_ladder_needs_the_day_it_was_assigned():
    assert only(followup(grade="一般")).due is None


def test_settled_on_a_ladder_keeps_its_last_day():
    found = only(followup(grade="一般", assigned="2017-04-20", settled="2017-05-01"))
    assert (found.phase, found.due) == (OwedPhase.REVIEW, date(2017, 4, 27))


def test_rungs_of_no_days_are_left_out():
    rules = settings(followups={"ladders": {"快": {"arranged_days": 0, "replied_days": 2}}})
    assert only(followup(grade="快", assigned="2017-05-01"), rules=rules).due == date(2017, 5, 3)


def test_a_ladder_in_working_days():
    rules = settings(followups={"days": "work"})
    # 29 April to 1 May are off
    assert only(followup(grade="一般", assigned="2017-04-28"), rules=rules).due == date(2017, 5, 2)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 4, 30), 1, date(2017, 5, 30)),
        (date(2017, 12, 15), 1, date(2018, 1, 15)),
        (date(2017, 12, 31), 14, date(2019, 2, 28)),
    ],
)
def test_a_month_is_the_same_day_of_the_next_or_its_last(day, months, later):
    assert months_later(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 40))
def test_months_later(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


# ------------------------------------------------------------ superiors, order, keys


def test_a_superior_is_never_overdue():
    rules = settings(units={"superiors": ["省自然资源厅"]})
    found = only(followup(owed_by="省自然资源厅", due="2017-03-01"), rules=rules)
    assert (found.phase, found.days_over, found.overdue, found.due) == (
        OwedPhase.SUPERIOR,
        None,
        False,
        date(2017, 3, 1),
    )


def test_the_order_of_the_list():
    rows = [
        followup("上级", "省厅", due="2017-01-01"),
        followup("待审", settled="2017-05-01", due="2017-01-01"),
        followup("未定"),
        followup("将来", due="2017-05-05"),
        followup("今日", due="2017-05-02"),
        followup("昨日", due="2017-05-01"),
        followup("上周", due="2017-04-25"),
    ]
    shown = board(*rows, rules=settings(units={"superiors": ["省厅"]})).owed
    assert [o.what for o in shown] == ["上周", "昨日", "今日", "将来", "未定", "待审", "上级"]
    assert [o.days_over for o in shown] == [7, 1, 0, -3, None, 121, None]
    assert [o.overdue for o in shown] == [True, True, False, False, False, False, False]


def test_keys_and_who_to_call():
    shown = board(
        unit("澜源县", contact="张三", phone="1"),
        followup("周报"),
        followup("半月报", id="督〔2017〕3号", owed_by="外县"),
    )
    found = {o.what: o for o in shown.owed}
    assert (found["周报"].key, found["周报"].contact) == ("followup/澜源县/周报", "张三")
    assert (found["半月报"].key, found["半月报"].contact) == ("followup/督 2017 3号", "")


def test_a_new_due_date_is_a_new_episode_and_so_is_the_review():
    plain = only(followup(due="2017-05-01")).episode
    assert only(followup(due="2017-05-01", source="市长")).episode == plain
    assert only(followup(due="2017-05-01", extended_to="2017-05-09")).episode != plain
    assert only(followup(due="2017-05-01", settled="2017-05-01")).episode != plain


def test_a_matter_in_two_ledgers_is_one():
    rows = [followup(due="2017-05-01", file=name) for name in ("a.csv", "b.csv")]
    shown = board(*rows)
    assert (len(shown.owed), codes(shown)) == (1, [])


def test_two_ledgers_that_differ_leave_what_owes_more():
    rows = [followup(due=d, file=f, row=3) for d, f in (("2017-05-01", "a.csv"), ("2017-04-01", "b.csv"))]
    shown = board(*rows)
    assert [o.days_over for o in shown.owed] == [31]
    (told,) = shown.problems
    assert (told.code, dict(told.args)) == ("followup_contradiction", {"other": "b.csv 3"})
    wording.use("zh")
    assert "按到期较早的一条算" in problem_text(told)


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_said_of_two_that_differ_is_what_the_board_goes_by(turned):
    wording.use("zh")
    rows = [
        followup(due="2017-06-01", settled="2017-04-20", file="a.csv"),
        followup(due="2017-04-01", file="b.csv"),
        followup(due="2017-07-01", file="c.csv"),
    ]
    shown = board(*(reversed(rows) if turned else rows))
    assert [(o.due.isoformat(), o.phase) for o in shown.owed] == [("2017-04-01", OwedPhase.OPEN)]
    assert shown.problems
    assert all("按到期较早的一条算，一条办结不代替另一条" in problem_text(told) for told in shown.problems)


@pytest.mark.parametrize("files", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_two_matters_that_share_a_number_alone_are_both_owed(files):
    """Each ledger numbers from 1; what leaves one of them twice under another number is still owed once."""
    rows = [
        followup("办理用地", "澜源县", id="DB-0001", due="2017-04-01", file=files[0]),
        followup("协调供电", "青山县", id="DB-0001", due="2017-04-02", file=files[1]),
    ]
    shown = board(*rows)
    assert [(o.what, o.days_over, o.key, o.markable) for o in shown.owed] == [
        ("办理用地", 31, "followup/db 0001", False),
        ("协调供电", 30, "followup/db 0001#2", False),
    ]
    assert codes(shown) == ["ambiguous_key"]
    again = followup("协调供电", "青山县", id="市督17号", due="2017-04-02", file="市.csv")
    assert [o.what for o in board(*rows, again).owed] == ["办理用地", "协调供电"]


@pytest.mark.parametrize("other", [{"what": "办理 用地。"}, {"owed_by": "澜源县", "what": "办理用地手续"}])
def test_one_number_and_the_same_matter_or_unit_is_one(other):
    row = {"what": "办理用地", "owed_by": "青山县", "id": "DB-0001", "due": "2017-04-01", "file": "b.csv"} | other
    first = followup("办理用地", "澜源县", id="DB-0001", due="2017-04-01", file="a.csv")
    assert len(board(first, followup(**row)).owed) == 1


def test_two_rows_of_one_sheet_with_one_key_are_shown_and_not_markable():
    shown = board(followup(due="2017-05-01"), followup(due="2017-05-02"))
    assert [(o.days_over, o.markable) for o in shown.owed] == [(1, False), (0, False)]
    assert codes(shown) == ["ambiguous_key"]
