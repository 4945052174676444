"""What marks mean: each rule of docs/marks.md, on marks that show it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from helpers.marks import EP, KEY, NOW, TODAY, event, folded, lines

from data.marks.fold_marks import Fold
from data.marks.mark_event import Event, encode
from data.model import ItemMarks, ItemState

LATER = TODAY + timedelta(days=3)


def item(*events: Event, today: date = TODAY, ep: str = EP) -> ItemMarks:
    return folded(*events).item(KEY, ep, today)


# ---------------------------------------------------------------- states


def test_nothing_marked_is_open():
    assert item() == ItemMarks()


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        (event(outcome="chased", until=LATER), ItemState.WAITING),
        (event(outcome="chased", until=TODAY), ItemState.OPEN),
        (event(op="snooze", until=LATER), ItemState.SNOOZED),
        (event(op="snooze", until=TODAY - timedelta(days=1)), ItemState.OPEN),
        (event(outcome="closed-out", kind="followup"), ItemState.HANDLED),
        (event(op="claim"), ItemState.CLAIMED),
        (event(op="note", text="x"), ItemState.OPEN),
        (event(op="reopen"), ItemState.OPEN),
        (event(op="log", text="x"), ItemState.OPEN),
        (event(op="of a later version"), ItemState.OPEN),
    ],
)
def test_a_mark_makes_its_state(mark: Event, state: ItemState):
    marks = item(mark)
    assert marks.state is state
    assert [line.op for line in marks.history] == [mark.op]


def test_an_item_that_came_back_still_says_what_was_done():
    marks = item(event(outcome="chased", until=TODAY, by="赵敏"))
    assert (marks.state, marks.outcome, marks.by, marks.until, marks.chased) == (
        ItemState.OPEN,
        "chased",
        "赵敏",
        TODAY,
        1,
    )
    assert marks.in_force == ("aaaa.r1.1",)


def test_a_claimed_item_that_is_chased_waits_and_keeps_who_follows_it():
    claim = event(op="claim", by="赵敏")
    marks = item(claim, event("aaaa.r1.2", outcome="chased", until=LATER, lam=2, after=(claim.id,)))
    assert (marks.state, marks.claimed_by, marks.by) == (ItemState.WAITING, "赵敏", "李敏")
    assert marks.in_force == ("aaaa.r1.1", "aaaa.r1.2")


# ---------------------------------------------------------------- rule 1: the episode


def test_a_new_episode_is_unhandled_and_a_restored_one_has_its_marks_again():
    fold = folded(
        event(outcome="chased", until=LATER),
        event("aaaa.r1.2", "note", lam=2, text="x"),
        event("aaaa.r1.3", "claim", lam=3),
    )
    new = fold.item(KEY, "e2", TODAY)
    assert (new.state, new.by, new.in_force, new.claimed_by) == (ItemState.OPEN, "", (), "")
    assert (new.chased, new.notes, len(new.history)) == (1, 1, 3)
    assert fold.item(KEY, EP, TODAY).state is ItemState.WAITING


def test_chases_are_counted_for_the_item_over_all_due_dates_but_not_when_undone():
    one = event(outcome="chased", until=LATER)
    two = event("aaaa.r1.2", outcome="chased", until=LATER, lam=2, after=(one.id,))
    three = event("aaaa.r1.3", outcome="chased", until=LATER, lam=3, ep="e2")
    undo = event("aaaa.r1.4", "undo", lam=4, ref=three.id, ep="e2")
    assert item(one, two, three).chased == 3
    assert item(one, two, three, undo).chased == 2


# ---------------------------------------------------------------- rule 2: cause, not clocks


def test_a_mark_replaces_what_it_names_however_wrong_the_clocks_are():
    first = event("aaaa.r1.1", outcome="closed-out", lam=50, at=NOW + timedelta(days=2), kind="followup")
    then = event("bbbb.r1.1", outcome="chased", until=LATER, lam=1, at=NOW - timedelta(days=2), after=(first.id,))
    marks = item(first, then)
    assert (marks.state, marks.outcome, marks.conflict) == (ItemState.WAITING, "chased", ())
    assert marks.in_force == (then.id,)


@pytest.mark.parametrize(
    ("one", "other", "wins"),
    [
        (event(op="reopen"), event("bbbb.r.1", outcome="chased", until=TODAY), "reopen"),
        (event(outcome="moving", until=LATER), event("bbbb.r.1", outcome="chased", until=TODAY), "chased"),
        (event(outcome="closed-out"), event("bbbb.r.1", outcome="chased", until=LATER + timedelta(days=60)), "chased"),
        (event(outcome="closed-out", lam=9), event("bbbb.r.1", "snooze", until=LATER), "snooze"),
    ],
)
def test_of_concurrent_marks_the_one_that_shows_the_item_soonest_wins(one: Event, other: Event, wins: str):
    marks = item(one, other)
    assert wins in (marks.op, marks.outcome)
    assert len(marks.in_force) == 2


def test_concurrent_marks_name_both_and_the_next_press_settles_it():
    one = event("aaaa.r1.1", outcome="chased", until=LATER, by="李敏")
    other = event("bbbb.r1.1", outcome="moving", until=LATER + timedelta(days=1), by="赵敏")
    assert item(one, other).conflict == ("李敏", "赵敏")
    third = event("cccc.r1.1", outcome="visited", until=LATER, lam=2, by="王芳", after=item(one, other).in_force)
    settled = item(one, other, third)
    assert (settled.conflict, settled.by, settled.in_force) == ((), "王芳", (third.id,))


def test_marks_that_name_each_other_show_the_item():
    one = event("aaaa.r1.1", outcome="closed-out", after=("bbbb.r1.1",))
    other = event("bbbb.r1.1", outcome="closed-out", after=("aaaa.r1.1",))
    assert item(one, other).state is ItemState.OPEN


def test_a_remark_or_a_claim_replaces_no_outcome_whatever_it_names():
    act = event(outcome="chased", until=LATER)
    for op in ("note", "claim", "log", "of a later version"):
        assert item(act, event("bbbb.r1.1", op, lam=2, after=(act.id,))).state is ItemState.WAITING


# ---------------------------------------------------------------- rule 3: handled, and the ledger does not move


@pytest.mark.parametrize(("days", "state"), [(0, "handled"), (6, "handled"), (7, "unchanged"), (90, "unchanged")])
def test_what_is_handled_comes_back_when_the_ledger_does_not_follow(days: int, state: str):
    done = event(outcome="closed-out", kind="followup")
    assert item(done, today=TODAY + timedelta(days=days)).state == state


def test_the_days_are_a_setting_and_are_the_offices_days():
    done = event(outcome="closed-out", kind="followup", at=datetime(2026, 11, 21, 18, tzinfo=UTC))
    fold = Fold(2, timezone(timedelta(hours=8)))
    fold.add(lines(done))
    assert fold.item(KEY, EP, date(2026, 11, 23)).state is ItemState.HANDLED
    marks = fold.item(KEY, EP, date(2026, 11, 24))
    assert marks.state is ItemState.UNCHANGED
    assert marks.at is not None
    assert f"{marks.at:%m-%d %H:%M}" == "11-22 02:00", "the row tells the office's day"


def test_what_is_accepted_until_the_row_changes_does_not_come_back():
    taken = event(outcome="as-is", kind="problem")
    assert item(taken, today=TODAY + timedelta(days=90)).state is ItemState.HANDLED


# ---------------------------------------------------------------- rule 5: undo


def test_undo_brings_back_what_was_replaced_and_the_next_undo_goes_further_back():
    one = event("aaaa.r1.1", "snooze", until=LATER)
    two = event("aaaa.r1.2", outcome="chased", until=LATER, lam=2, after=(one.id,))
    fold = folded(one, two)
    assert fold.undoable("aaaa") == two
    assert fold.undoable("bbbb") is None
    fold.add(lines(event("aaaa.r1.3", "undo", lam=3, ref=two.id, after=(two.id,))))
    assert fold.item(KEY, EP, TODAY).state is ItemState.SNOOZED
    assert fold.undoable("aaaa") == one
    fold.add(lines(event("aaaa.r1.4", "undo", lam=4, ref=one.id, after=(one.id,))))
    assert (fold.item(KEY, EP, TODAY).state, fold.undoable("aaaa")) == (ItemState.OPEN, None)
    assert [line.undone for line in fold.item(KEY, EP, TODAY).history] == [False, False, True, True]


def test_undoing_an_older_mark_leaves_what_replaced_it():
    one = event("aaaa.r1.1", outcome="moving", until=LATER)
    two = event("aaaa.r1.2", outcome="chased", until=LATER, lam=2, after=(one.id,))
    other = event("bbbb.r1.1", outcome="visited", until=LATER, lam=3, by="赵敏", after=(two.id,))
    undo = event("aaaa.r1.3", "undo", lam=4, ref=two.id)
    marks = item(one, two, other, undo)
    assert (marks.outcome, marks.conflict, marks.in_force) == ("visited", (), (other.id,))
    assert folded(one, two, other).undoable("aaaa") is None


def test_another_stations_mark_is_not_undone_but_reopened():
    mark = event("aaaa.r1.1", outcome="closed-out")
    assert item(mark, event("bbbb.r1.1", "undo", lam=2, ref=mark.id)).state is ItemState.HANDLED
    reopened = item(mark, event("bbbb.r1.1", "reopen", lam=2, by="赵敏", after=(mark.id,)))
    assert (reopened.state, reopened.op, reopened.by) == (ItemState.OPEN, "reopen", "赵敏")


def test_a_reopening_is_undone_like_any_mark():
    mark = event("bbbb.r1.1", outcome="closed-out", by="赵敏")
    reopened = event("aaaa.r1.1", "reopen", lam=2, after=(mark.id,))
    assert folded(mark, reopened).undoable("aaaa") == reopened
    undo = event("aaaa.r1.2", "undo", lam=3, ref=reopened.id, after=(reopened.id,))
    assert item(mark, reopened, undo).state is ItemState.HANDLED


def test_an_undo_is_not_undone():
    mark = event("aaaa.r1.1", outcome="closed-out")
    undo = event("aaaa.r1.2", "undo", lam=2, ref=mark.id)
    again = event("aaaa.r1.3", "undo", lam=3, ref=undo.id)
    assert item(mark, undo, again).state is ItemState.OPEN
    assert folded(mark, undo).undoable("aaaa") is None


def test_undo_takes_the_latest_by_count_and_not_by_spelling():
    fold = folded(*(event(f"aaaa.r1.{n}", "note", lam=1, text="x") for n in (2, 10, 9)))
    latest = fold.undoable("aaaa")
    assert latest is not None
    assert latest.id == "aaaa.r1.10"


# ---------------------------------------------------------------- rules 6 to 8


def test_of_concurrent_claims_the_highest_wins_and_both_are_named():
    one, other = event("aaaa.r1.1", "claim", by="李敏"), event("bbbb.r1.1", "claim", by="赵敏")
    marks = item(one, other)
    assert (marks.claimed_by, marks.conflict) == ("赵敏", ("赵敏", "李敏"))
    third = event("aaaa.r1.2", "claim", by="李敏", lam=2, after=marks.in_force)
    assert (item(one, other, third).claimed_by, item(one, other, third).conflict) == ("李敏", ())


def test_history_and_log_are_told_by_count_then_time_then_id():
    one = event("bbbb.r1.1", "note", lam=1, at=NOW + timedelta(days=1))
    two = event("aaaa.r1.1", "note", lam=1, at=NOW)
    three = event("aaaa.r1.2", "note", lam=2, at=NOW - timedelta(days=1))
    fold = folded(one, two, three)
    assert [one.id for one in fold.log()] == ["aaaa.r1.1", "bbbb.r1.1", "aaaa.r1.2"]
    assert [line.id for line in fold.item(KEY, EP, TODAY).history] == ["aaaa.r1.2", "bbbb.r1.1", "aaaa.r1.1"]


def test_what_cannot_be_read_is_counted_once():
    fold = Fold()
    newer = encode(event()).replace(b'"v":1', b'"v":2')
    assert fold.add([newer, newer, b"\0\0", b"\0\0", b"{]", encode(event())]) == 1
    assert fold.health() == (1, 2)
    assert fold.keys() == {KEY}
    assert len(fold) == 1


def test_one_bad_counter_does_not_drive_everybodys_to_the_end():
    assert folded(event(lam=1 << 41), event("aaaa.r1.2", lam=7)).lam == 7


def test_a_long_chain_on_one_item_is_no_deeper_than_the_stack():
    chain = [
        event(f"aaaa.r1.{n}", outcome="chased", until=LATER, lam=n, after=(f"aaaa.r1.{n - 1}",)) for n in range(3000)
    ]
    marks = item(*chain)
    assert (marks.in_force, marks.chased) == (("aaaa.r1.2999",), 3000)


def test_a_mark_names_what_was_seen_and_what_its_own_run_has_in_force():
    seen = event("bbbb.r1.1", outcome="chased", until=LATER)
    unseen = event("cccc.r1.1", outcome="chased", until=LATER)
    own = event("aaaa.r1.1", outcome="chased", until=LATER)
    claim = event("bbbb.r1.2", "claim")
    fold = folded(seen, unseen, own, claim)
    assert set(fold.after(KEY, EP, "act", (seen.id, claim.id), "aaaa.r1")) == {seen.id, own.id}
    assert fold.after(KEY, EP, "claim", (seen.id, claim.id), "aaaa.r1") == (claim.id,)
    assert fold.after(KEY, EP, "note", (seen.id, claim.id), "aaaa.r1") == ()
