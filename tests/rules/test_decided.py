"""What a dispatch meeting gave out is a follow-up of the board until a ledger has it, or a mark closes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from helpers.hypothesis_profile import tried
from helpers.season import AS_OF, board, followup, settings, unit
from hypothesis import given
from hypothesis import strategies as st

from data.model import Board, ItemMarks, ItemState, OwedItem
from data.model.meeting_decisions import MeetingDecision
from data.rules.owed.decided_matters import DECIDED
from data.rules.units.names import item_key

DAYS = timedelta(days=1)
MATTER, UNIT = "三号地块移交", "甲县"


def decision(what: str = MATTER, owes: str = UNIT, due: int = 3, meeting: int = -2, **more: object) -> MeetingDecision:
    key = item_key("followup", "", owes, what)
    held = AS_OF + meeting * DAYS
    at = datetime(held.year, held.month, held.day, 9, tzinfo=UTC)
    made = MeetingDecision(key, owes, what, AS_OF + due * DAYS, "", held, "李敏", at)
    return replace(made, **more)


def given_out(shown: Board) -> list[OwedItem]:
    return [item for item in (*shown.owed, *shown.owed_later) if item.due_rule == DECIDED]


def standing(shown: Board) -> list[tuple[str, str]]:
    return [(one.standing.value, one.item) for one in shown.decided]


def test_it_is_owed_by_its_day_under_the_meeting_s_list() -> None:
    one = decision(due=-1, who="周明")
    shown = board(unit(UNIT, contact="何平", phone="0000-1"), decided=(one,))
    (item,) = given_out(shown)
    assert item in shown.owed
    assert (item.kind, item.title, item.debtor, item.due, item.days_over) == ("followup", MATTER, UNIT, one.due, 1)
    assert item.overdue
    assert (item.contact, item.phone) == ("周明", "")  # another person's telephone is not the named one's
    assert dict(item.trace.values) == {"meeting": one.meeting.isoformat(), "by": "李敏"}
    (plain,) = given_out(board(unit(UNIT, contact="何平", phone="0000-1"), decided=(decision(),)))
    assert (plain.contact, plain.phone) == ("何平", "0000-1")
    assert standing(shown) == [("open", one.key)]


@pytest.mark.parametrize(
    ("row", "has"),
    [
        ({}, True),
        ({"what": "三号地块 移交 "}, True),
        ({"owed_by": "甲县政府"}, True),  # another spelling of the unit
        ({"id": "DB-77"}, True),
        ({"closed": AS_OF.isoformat()}, True),  # and is over
        ({"owed_by": "乙县"}, False),
        ({"what": "四号地块移交"}, False),
        ({"closed": (AS_OF - 30 * DAYS).isoformat()}, False),  # an earlier matter of that name
        ({"settled": (AS_OF - 30 * DAYS).isoformat(), "fields": ("what", "owed_by", "settled")}, False),
        ({"settled": (AS_OF - 30 * DAYS).isoformat()}, True),  # settled and not struck off: it is still open
    ],
)
def test_a_ledger_has_it_that_says_the_same_matter_of_the_same_unit(row: dict[str, object], has: bool) -> None:
    ours = settings(units={"aliases": {UNIT: ["甲县政府"]}})
    told = followup(**{"what": MATTER, "owed_by": UNIT, **row})
    shown = board(unit(UNIT), unit("乙县"), told, decided=(decision(),), rules=ours)
    assert bool(given_out(shown)) is not has
    said = {name for name, _ in standing(shown)}
    assert said == ({"ledger"} if has else {"open"})
    keys = [item.key for item in (*shown.owed, *shown.owed_later)]
    assert len(keys) == len(set(keys))
    for name, key in standing(shown):
        assert (key in keys) if key else (name == "ledger" and "closed" in row)


def marks_on(key: str, made: ItemMarks):
    """These marks, in whatever episode."""
    return lambda asked, _episode: made if asked == key else ItemMarks()


def test_marks_go_on_where_a_ledger_with_a_number_takes_it_over() -> None:
    one = decision()
    chased = ItemMarks(ItemState.WAITING, by="李敏", op="act", outcome="chased", chased=1)
    (before,) = given_out(board(unit(UNIT), decided=(one,), marks=marks_on(one.key, chased)))
    row = followup(what=MATTER, owed_by=UNIT, id="DB-77", due=one.due.isoformat())
    shown = board(unit(UNIT), row, decided=(one,), marks=marks_on(one.key, chased))
    (after,) = [item for item in shown.owed if item.title == MATTER]
    assert (after.key, after.marks) == ("followup/db 77", chased)
    assert before.episode == after.episode


@pytest.mark.parametrize("state", [ItemState.HANDLED, ItemState.UNCHANGED])
def test_closed_by_a_mark_it_is_over_however_long_ago(state: ItemState) -> None:
    one = decision()
    closed = ItemMarks(state, by="李敏", op="act", outcome="closed-out")
    shown = board(unit(UNIT), decided=(one,), marks=marks_on(one.key, closed))
    assert not [item for item in shown.owed if item.due_rule == DECIDED]
    assert [item.marks.state for item in given_out(shown)] == [ItemState.HANDLED]
    assert standing(shown) == [("done", one.key)]
    assert shown.to_check == 0  # no ledger is waited for


def test_officers_who_wrote_it_down_apart_are_both_named() -> None:
    (item,) = given_out(board(unit(UNIT), decided=(decision(others=("王芳",)),)))
    assert item.marks.conflict == ("李敏", "王芳")


@tried(40)
@given(
    st.lists(st.tuples(st.sampled_from("一二三"), st.sampled_from((UNIT, "乙县")), st.integers(-3, 3)), max_size=5),
    st.lists(st.tuples(st.sampled_from("一二三"), st.sampled_from((UNIT, "乙县")), st.booleans()), max_size=5),
)
def test_each_matter_is_owed_once_and_none_is_lost(
    gave: list[tuple[str, str, int]], rows: list[tuple[str, str, bool]]
) -> None:
    """It stands on the board by itself or by a ledger's row, never by both, unless a ledger says it is over."""
    decided = tuple({one.key: one for one in (decision(what, owes, due) for what, owes, due in gave)}.values())
    told = {(what, owes): over for what, owes, over in rows}
    ledgers = [
        followup(what=what, owed_by=owes, id=f"DB-{n}00", **({"closed": AS_OF.isoformat()} if over else {}))
        for n, ((what, owes), over) in enumerate(told.items(), 1)
    ]
    shown = board(unit(UNIT), unit("乙县"), *ledgers, decided=decided)
    listed = [(item.title, item.debtor) for item in (*shown.owed, *shown.owed_later) if item.kind == "followup"]
    assert len(listed) == len(set(listed))
    for one in shown.decided:
        in_ledger = (one.what, one.unit) in told
        assert (one.standing.value == "ledger") is in_ledger
        assert ((one.what, one.unit) in listed) is not told.get((one.what, one.unit), False)
    assert {(one.what, one.unit) for one in shown.decided} == {(what, owes) for what, owes, _ in gave}
