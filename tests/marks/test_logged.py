"""Visits and blockers that officers log: the project's, shown as the desk's word, in no figure, taken back by undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from helpers.feed import Opened
from helpers.feed import season as folder_season
from helpers.marks import EP, KEY, NOW, TODAY, Weekdays, event, owed, stalled
from helpers.season import AS_OF, board, day, followup, project
from hypothesis import given
from hypothesis import strategies as st

from data.feed.one_look import Glance
from data.ledgers.kinds_and_columns import Blocker
from data.marks.fold_marks import Fold
from data.marks.item_state import day_of
from data.marks.make_mark import MarkError, make, make_undo
from data.marks.mark_event import Arg, Event, decode, encode
from data.model import BLOCKED, BLOCKER_KINDS, ItemState, MarkLine, MarkRequest
from data.model.log_kinds import CALLS, LOGGED, ON_PROJECT
from data.model.outcomes import OUTCOMES, outcome
from data.wording.blocker_words import kind_words, since_unblocked


def made(request: MarkRequest, item, fold: Fold, n: int = 1, by: str = "李敏") -> Event:
    return make(
        request, item, by=by, station="aaaa", run="r1", n=n, fold=fold, now=NOW, today=TODAY, workdays=Weekdays()
    )


def log(word: str, **more) -> MarkRequest:
    return MarkRequest(KEY, "log", word, **more)


def logged(*words: str) -> Fold:
    fold = Fold()
    for n, word in enumerate(words, 1):
        fold.take(made(log(word), stalled(), fold, n))
    return fold


def test_a_visit_hides_nothing_and_counts_on_its_day():
    fold = Fold()
    fold.take(made(log("visit", text="已到现场", on=date(2026, 11, 20)), stalled(), fold))
    fold.take(made(log("visit"), stalled(), fold, 2))
    assert [(key, day_of(visit)) for key, visit in fold.visits()] == [(KEY, date(2026, 11, 20)), (KEY, None)]
    marks = fold.item(KEY, EP, TODAY)
    assert marks.state is ItemState.OPEN
    assert [(line.text, line.on) for line in marks.logged] == [("", None), ("已到现场", date(2026, 11, 20))]
    assert fold.item(KEY, "another episode", TODAY).logged == marks.logged


def test_that_officers_were_at_the_site_by_the_outcome_of_m_is_a_visit_too():
    fold = Fold()
    fold.take(made(MarkRequest(KEY, "act", "visited", seen=EP), stalled(), fold))
    assert [key for key, _visit in fold.visits()] == [KEY]


def test_undo_takes_a_log_back():
    fold = logged("visit", "blocked-land")
    target = fold.undoable("aaaa")
    assert target is not None
    assert target.arg.outcome == "blocked-land"
    fold.take(make_undo(target, by="李敏", station="aaaa", run="r1", n=3, fold=fold, now=NOW))
    assert [line.outcome for line in fold.project_logs()[KEY]] == ["visit"]
    assert fold.undoable("aaaa").arg.outcome == "visit"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("blocked-land", "blocked-power"), "desk: power, land"),
        (("blocked-land", "unblocked", "blocked-gas"), "desk: gas"),
        (("blocked-land", "visit", "unblocked", "visit"), ""),
        ((), ""),
    ],
)
def test_blockers_stand_until_the_desk_says_that_none_is_left(words, left):
    assert kind_words(logged(*words).project_logs().get(KEY, ())) == left


def test_what_is_logged_from_another_row_belongs_to_the_project():
    item = replace(owed(), project="光热设备制造", project_key=KEY, episode="e7")
    fold = Fold()
    fold.take(made(MarkRequest(item.key, "log", "blocked-water", seen="e7"), item, fold))
    assert [line.outcome for line in fold.item(KEY, EP, TODAY).logged] == ["blocked-water"]
    assert fold.item(item.key, "e7", TODAY).logged == ()


@pytest.mark.parametrize(
    ("request_", "item", "code"),
    [
        (log("visit", on=date(2026, 11, 23)), stalled(), "mark_not_yet"),
        (log("beamed"), stalled(), "mark_outcome"),
        (log("visit"), replace(stalled(), markable=False), "mark_no_project"),
        (MarkRequest("followup/f-1", "log", "visit"), owed(), "mark_no_project"),
        (log("promised", until=TODAY), stalled(), "mark_past"),
    ],
)
def test_what_cannot_be_logged_is_refused(request_, item, code):
    with pytest.raises(MarkError) as refused:
        made(request_, item, Fold())
    assert refused.value.code == code


def test_marks_of_a_vanished_project_that_are_visits_or_blockers_are_worth_keeping():
    assert logged("visit").worth(KEY)
    assert not logged("no-answer").worth(KEY)


ANY_ORDER = (
    ("a", "visit", "2026-11-02"),
    ("b", "blocked-land", ""),
    ("a", "unblocked", ""),
    ("b", "visit", "no day"),
)


@given(st.permutations(range(4)))
def test_logs_come_to_the_same_in_any_order(order):
    lines = [
        encode(event(f"{who}.r1.{n}", op="log", lam=n, outcome=word, ref=ref))
        for n, (who, word, ref) in enumerate(ANY_ORDER, 1)
    ]
    folds = [Fold(), Fold()]
    folds[0].add(lines)
    folds[1].add(lines[n] for n in order)
    assert folds[0].project_logs() == folds[1].project_logs()
    assert folds[0].visits() == folds[1].visits()


def test_a_line_of_the_log_is_read_as_it_was_written():
    mark = made(log("visit", text="基坑已开挖", on=date(2026, 11, 1)), stalled(), Fold())
    again = decode(encode(mark))
    assert isinstance(again, Event)
    assert again.arg == Arg("visit", None, "基坑已开挖", "", "2026-11-01")


def test_every_outcome_of_a_call_is_one_of_its_kind_of_item_and_asks_no_more_than_the_call():
    for call in CALLS:
        assert call.log in LOGGED
        for kind, word in call.acts.items():
            choice = outcome(kind, word)
            assert choice is not None, (kind, word)
            assert set(choice.asks) <= set(call.asks), (kind, word)
            assert not choice.ends, "a call ends nothing"
    assert set(CALLS[1].acts) < set(OUTCOMES)
    assert {BLOCKED + kind for kind in BLOCKER_KINDS} < ON_PROJECT


# ---------------------------------------------------------------- on the board


def line(word: str, by: str = "李敏", text: str = "") -> MarkLine:
    return MarkLine(
        "a.r.1", datetime.combine(AS_OF, NOW.timetz()), by, "log", word, None, text, "", in_force=True, undone=False
    )


def test_the_desks_blockers_stand_beside_the_ledgers_and_change_no_count():
    rows = [
        project("甲县", 1, name="光热"),
        followup("答复", owed_by="市住建局", project="光热", due=day("2017-04-01")),
        Blocker(project="光热", what="用地", lead_dept="市自然资源局", file="问题.csv", row=2),
    ]
    before = board(*rows)
    key = next(item.project_key for item in before.owed if item.kind == "followup")
    after = board(*rows, logs={key: (line("blocked-power", text="线路未接"), line("visit"))})
    assert [(b.project, b.kind, b.text, b.by) for b in after.stall_work.desk_blockers] == [
        ("光热", "power", "线路未接", "李敏")
    ]
    assert after.stall_work.blockers == before.stall_work.blockers
    assert after.progress == before.progress
    told = next(item for item in after.owed if item.kind == "followup")
    assert kind_words(told.project_log) == "desk: power"


def test_a_row_whose_project_the_ledgers_do_not_tell_apart_has_no_key():
    twice = [project("甲县", 1, name="光热"), replace_row(project("甲县", 2, name="光热"), 3)]
    shown = board(*twice, followup("答复", owed_by="市住建局", project="光热", due=day("2017-04-01")))
    assert [item.project_key for item in shown.owed if item.kind == "followup"] == [""]


def replace_row(row, number: int):
    import msgspec

    return msgspec.structs.replace(row, row=number)


def test_a_visit_goes_into_the_folder_and_onto_every_board(tmp_path: Path):
    folder = folder_season(tmp_path / "season")
    with Opened(folder) as opened:
        shown = opened.settled()
        item = next(one for one in shown.stalled if one.project == "光热设备")
        opened.feed.mark(MarkRequest(item.key, "log", "blocked-land", text="未摘牌", seen=item.episode), "李敏")
        told = opened.wait(lambda b: b.stall_work.desk_blockers)
        assert told.item(item.key).marks.state is ItemState.OPEN
        assert told.item(item.key).episode == item.episode
        opened.wait(lambda b: not b.marks.unsent and b.marks.last_saved == "folder")
    with Glance(folder, read_only=True) as glance:
        found = glance.board().stall_work.desk_blockers
        assert [(one.project, one.kind, one.text) for one in found] == [("光热设备", "land", "未摘牌")]
        assert since_unblocked(glance.board().item(item.key).project_log)
