"""The outcomes are the agreed ones, each has its words; what comes back has a date that was right at the key press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from helpers.marks import KEY, NOW, TODAY, Weekdays, event, lines, owed, stalled

from data import wording
from data.journal.journal_lines import MAX_LINE
from data.marks.fold_marks import Fold
from data.marks.make_mark import MAX_TEXT, MarkError, line_of, make, make_undo
from data.marks.mark_event import Event, decode, encode
from data.marks.return_day import next_meeting, return_date
from data.model import Item, ItemMarks, ItemState, MarkRequest
from data.model.outcomes import OUTCOMES, choices, lasts, outcome
from data.rules.calendar.workdays import Workdays
from data.settings import Calendar, MarkRule
from data.wording.code_words import outcome_word
from data.wording.problems import PROBLEMS

CHINESE = {
    "stalled": "催办 转办 已到现场 提请调度 提请约谈 有进展待更新 提请退回/置换/清退",
    "followup": "已部署 催办 转办 已反馈 延期 报办结待审 销号",
    "report": "催报 已收待入夹 本期免报 列入缺报通报",
    "blocker": "交办牵头部门 催办 提请协调会 延期 已解决待企业确认 销号",
    "guest": "已发函 已电话 确认参会 待定 婉拒 改邀他人 已报到",
    "prep": "催办 转办 延期 完成待验收 验收销号 取消",
    "problem": "退回更正 电话核实 原样认可 不计入",
    "contradiction": "以甲为准 以乙为准 非同一项目 两家协商 提请裁定",
    "pair": "以甲为准 以乙为准 非同一项目 两家协商 提请裁定",
    "two-targets": "以前者为准 以后者为准 核对文件 提请裁定",
    "payout": "催办 延期 已兑付待入账 销号",
    "visit": "催办 已到现场",
    "duty": "已完成",
}
BACK = {
    "stalled": (3, 7, 7, None, 7, 3, 10),
    "followup": (None, 1, None, None, None, 2, None),
    "report": (1, 3, None, None),
    "blocker": (None, 2, None, None, 3, None),
    "guest": (3, 3, None, None, None, None, None),
    "prep": (1, None, None, 1, None, None),
    "problem": (2, 2, None, None),
    "contradiction": (None, None, None, 5, 7),
    "pair": (None, None, None, 5, 7),
    "two-targets": (None, None, 5, 7),
    "payout": (3, None, 5, None),
    "visit": (1, None),
    "duty": (None,),
}
ENDS = {
    "followup": "7",
    "report": "3",
    "blocker": "6",
    "guest": "567",
    "prep": "56",
    "problem": "34",
    "contradiction": "123",
    "pair": "123",
    "two-targets": "12",
    "payout": "4",
    "visit": "2",
    "duty": "1",
}
LADDER = (("arranged", date(2026, 11, 21)), ("replied", date(2026, 11, 24)), ("settled", date(2026, 11, 27)))


@pytest.fixture
def chinese():
    wording.use("zh")
    yield
    wording.use("en")


@pytest.mark.parametrize("kind", OUTCOMES)
def test_the_table_is_the_agreed_one(kind: str):
    table = choices(kind)
    assert [choice.digit for choice in table] == list(range(1, len(table) + 1))
    assert tuple(choice.back for choice in table) == BACK[kind]
    assert "".join(str(choice.digit) for choice in table if choice.ends) == ENDS.get(kind, "")
    assert all(choice.back or choice.asks or choice.ends or choice.when for choice in table)


def test_each_outcome_has_its_chinese_word(chinese: None):
    for kind, words in CHINESE.items():
        assert " ".join(outcome_word(kind, choice.id) for choice in choices(kind)) == words


def test_each_outcome_has_an_english_word_of_its_own_kind():
    for kind, table in OUTCOMES.items():
        words = [outcome_word(kind, choice.id) for choice in table]
        assert len(set(words)) == len(table)
        assert not any("-" in word for word in words), words


def test_what_another_version_may_know_is_not_known_here():
    assert choices("of a later version") == ()
    assert outcome("stalled", "arranged") is None
    assert lasts("problem", "as-is")
    assert not lasts("guest", "declined")


# ---------------------------------------------------------------- when it comes back


def back(kind: str, id_: str, item: Item, **more: Any) -> date | None:
    choice = outcome(kind, id_)
    assert choice
    return return_date(choice, item, today=TODAY, workdays=Weekdays(), **more)


@pytest.mark.parametrize(
    ("id_", "day"),
    [("chased", "2026-11-25"), ("visited", "2026-12-01"), ("to-dispose", "2026-12-04"), ("to-dispatch", "2026-11-23")],
)
def test_a_stalled_project_comes_back_after_its_working_days(id_: str, day: str):
    assert back("stalled", id_, stalled()) == date.fromisoformat(day)


def test_working_days_are_the_offices():
    choice = outcome("stalled", "chased")
    assert choice
    workdays = Workdays(Calendar(holidays=(date(2026, 11, 23),)))
    assert return_date(choice, stalled(), today=TODAY, workdays=workdays) == date(2026, 11, 26)


@pytest.mark.parametrize(("weekday", "days"), [(1, 1), (2, 2), (6, 6), (7, 7)])
def test_the_next_meeting_is_after_today(weekday: int, days: int):
    assert TODAY.isoweekday() == 7
    assert next_meeting(TODAY, weekday) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("id_", "due", "ladder", "day"),
    [
        ("arranged", date(2026, 11, 21), LADDER, date(2026, 11, 24)),
        ("replied", date(2026, 11, 24), LADDER, date(2026, 11, 27)),
        ("arranged", date(2026, 12, 9), (), date(2026, 12, 9)),
        ("replied", date(2026, 11, 1), (), date(2026, 11, 23)),
        ("arranged", None, (), date(2026, 11, 23)),
        ("passed-on", date(2026, 12, 9), LADDER, date(2026, 11, 23)),
    ],
)
def test_a_follow_up_comes_back_at_the_next_rung(
    id_: str, due: date | None, ladder: tuple[tuple[str, date], ...], day: date
):
    assert back("followup", id_, owed(due, ladder)) == day


def test_days_that_only_the_season_knows():
    report, guest = owed(kind="report"), owed(kind="guest")
    assert back("report", "named", report, next_period=date(2026, 12, 1)) == date(2026, 12, 1)
    assert back("guest", "confirmed", guest, opens=date(2026, 12, 20)) == date(2026, 12, 17)
    assert back("guest", "confirmed", guest, opens=date(2026, 11, 23)) == date(2026, 11, 23)
    assert back("report", "named", report) == date(2026, 11, 23)


def test_nothing_but_an_ending_hides_for_ever():
    for kind, table in OUTCOMES.items():
        for choice in table:
            day = return_date(choice, owed(None, kind=kind), today=TODAY, workdays=Weekdays())
            assert (day is None) == choice.ends
            assert day is None or day > TODAY


# ---------------------------------------------------------------- making a mark


def made(request: MarkRequest, item: Item | None, fold: Fold | None = None, **more: Any) -> Event:
    given: dict[str, Any] = {"by": "李敏", "now": NOW, "today": TODAY, "n": 4, **more}
    fold = Fold() if fold is None else fold
    return make(request, item, station="aaaa", run="r1", fold=fold, workdays=Weekdays(), **given)


def refused(request: MarkRequest, item: Item | None, **more: Any) -> str:
    with pytest.raises(MarkError) as caught:
        line_of(made(request, item, **more))
    error = caught.value
    assert error.code in PROBLEMS
    PROBLEMS[error.code].format_map(dict(error.details))
    return error.code


def test_a_mark_says_who_did_what_to_what_as_it_was():
    fold = Fold()
    fold.add(lines(event("bbbb.r1.1", lam=41, outcome="moving", until=TODAY)))
    item = stalled(fold.item(KEY, "e1", TODAY))
    mark = made(MarkRequest(KEY, "act", "chased", text=" 电话\x1b[31m催了 "), item, fold)
    assert (mark.id, mark.lam, mark.at, mark.by) == ("aaaa.r1.4", 42, NOW, "李敏")
    assert (mark.key, mark.ep, mark.after) == (KEY, "e1", ("bbbb.r1.1",))
    assert (mark.arg.outcome, mark.arg.until, mark.arg.text) == ("chased", date(2026, 11, 25), "电话[31m催了")
    assert (mark.was.unit, mark.was.name, mark.was.stage, mark.was.kind) == (
        "东岭园区",
        "光热设备制造",
        "signed",
        "stalled",
    )
    assert decode(encode(mark)) == mark


def test_two_presses_before_the_screen_follows_do_not_contradict_each_other():
    fold = Fold()
    first = made(MarkRequest(KEY, "act", "chased"), stalled(), fold, n=1)
    fold.add(lines(first))
    second = made(MarkRequest(KEY, "act", "visited"), stalled(), fold, n=2)
    fold.add(lines(second))
    marks = fold.item(KEY, "e1", TODAY)
    assert (marks.outcome, marks.conflict, second.after) == ("visited", (), (first.id,))


def test_a_mark_on_what_another_did_unseen_is_concurrent():
    fold = Fold()
    fold.add(lines(event("bbbb.r1.1", outcome="moving", until=TODAY + timedelta(days=1), by="赵敏")))
    fold.add(lines(made(MarkRequest(KEY, "act", "chased"), stalled(ItemMarks()), fold)))
    assert fold.item(KEY, "e1", TODAY).conflict == ("赵敏", "李敏")


def test_moments_are_told_in_utc_and_whole_seconds():
    now = datetime(2026, 11, 22, 9, 14, 5, 999, tzinfo=timezone(timedelta(hours=8)))
    assert made(MarkRequest(KEY, "claim"), stalled(), now=now).at.isoformat() == "2026-11-22T01:14:05+00:00"


def test_what_ends_an_episode_has_no_day_and_a_day_that_is_given_goes_before_the_tables():
    closed = MarkRequest(
        "followup/f-1", "act", "closed-out", until=TODAY + timedelta(days=9), who="王芳", text="现场照片"
    )
    assert made(closed, owed()).arg.until is None
    named = MarkRequest(KEY, "act", "chased", until=TODAY + timedelta(days=9))
    assert made(named, stalled()).arg.until == TODAY + timedelta(days=9)


def test_the_meeting_day_is_a_setting():
    mark = made(MarkRequest(KEY, "act", "to-dispatch"), stalled(), settings=MarkRule(meeting_weekday=4))
    assert mark.arg.until == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("request_", "item", "code"),
    [
        (MarkRequest(KEY, "act", "chased"), None, "mark_no_item"),
        (MarkRequest("project/other", "act", "chased"), stalled(), "mark_no_item"),
        (MarkRequest(KEY, "act", "chased"), replace(stalled(), markable=False), "mark_ambiguous"),
        (MarkRequest(KEY, "act", "chased", seen="e0"), stalled(), "mark_changed"),
        (MarkRequest(KEY, "act", "arranged"), stalled(), "mark_outcome"),
        (MarkRequest(KEY, "act"), stalled(), "mark_outcome"),
        (MarkRequest(KEY, "act", "passed-on"), stalled(), "mark_who"),
        (MarkRequest(KEY, "act", "passed-on", who=" \u200b"), stalled(), "mark_who"),
        (MarkRequest("followup/f-1", "act", "extended", who="王芳"), owed(), "mark_until"),
        (MarkRequest("followup/f-1", "act", "extended", until=TODAY, who="王芳"), owed(), "mark_past"),
        (MarkRequest("followup/f-1", "act", "extended", until=date(2062, 1, 1), who="王芳"), owed(), "mark_too_far"),
        (MarkRequest("followup/f-1", "act", "closed-out", who="王芳"), owed(), "mark_text"),
        (MarkRequest(KEY, "snooze"), stalled(), "mark_until"),
        (MarkRequest(KEY, "snooze", until=TODAY), stalled(), "mark_past"),
        (MarkRequest(KEY, "snooze", until=TODAY + timedelta(days=31)), stalled(), "mark_too_far"),
        (MarkRequest(KEY, "note", text=" \n"), stalled(), "mark_text"),
        (MarkRequest(KEY, "note", text="字" * (MAX_TEXT + 1)), stalled(), "mark_too_long"),
        (MarkRequest(KEY, "undo"), stalled(), "mark_op"),
    ],
)
def test_what_is_not_valid_is_refused_in_words(request_: MarkRequest, item: Item | None, code: str):
    assert refused(request_, item) == code


def test_a_mark_needs_a_name():
    assert refused(MarkRequest(KEY, "claim"), stalled(), by="\u200b ") == "mark_by"


def test_the_longest_mark_is_a_line_and_a_longer_one_is_refused():
    long = replace(stalled(), project="字" * 500, unit="字" * 500)
    assert (
        len(encode(made(MarkRequest(KEY, "note", text="字" * MAX_TEXT, who="字" * 60), long, by="字" * 60))) <= MAX_LINE
    )
    endless = replace(stalled(), key="字" * 1500)
    assert refused(MarkRequest(endless.key, "claim"), endless) == "mark_too_long"


def test_snooze_ends_within_its_days():
    mark = made(MarkRequest(KEY, "snooze", until=TODAY + timedelta(days=30)), stalled())
    assert (mark.op, mark.arg.until) == ("snooze", date(2026, 12, 22))


def test_undo_names_what_it_undoes_and_is_for_our_own_marks():
    fold = Fold()
    mark = made(MarkRequest(KEY, "act", "chased"), stalled(), fold)
    fold.add(lines(mark))
    undo = make_undo(mark, by="王芳", station="aaaa", run="r2", n=1, fold=fold, now=NOW)
    assert (undo.op, undo.arg.ref, undo.after, undo.was.name) == ("undo", mark.id, (mark.id,), "光热设备制造")
    fold.add(lines(undo))
    assert fold.item(KEY, "e1", TODAY).state is ItemState.OPEN
    with pytest.raises(MarkError):
        make_undo(mark, by="王芳", station="bbbb", run="r2", n=1, fold=fold, now=NOW)
    with pytest.raises(MarkError):
        make_undo(undo, by="王芳", station="aaaa", run="r2", n=2, fold=fold, now=NOW)


def test_an_outcome_on_the_ladder_hides_until_the_rung_above() -> None:
    rungs = (("arranged", date(2026, 11, 21)), ("replied", date(2026, 11, 27)), ("settled", date(2026, 12, 20)))
    item = replace(owed(date(2026, 11, 21)), ladder=rungs, assigned=date(2026, 11, 20))
    assert back("followup", "arranged", item) == date(2026, 11, 27)
    assert back("followup", "replied", item) == date(2026, 12, 20)
    assert back("followup", "passed-on", item) == TODAY + timedelta(days=1)  # the ladder begins anew today
    assert back("followup", "passed-on", replace(item, ladder=(), due=date(2027, 1, 5))) == date(2027, 1, 5)
