"""What dispatch meetings give out: every station finds the same matters, and none is lost, in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from helpers.hypothesis_profile import tried
from helpers.marks import NOW, TODAY, lines
from hypothesis import given
from hypothesis import strategies as st

from data.marks.decision_marks import decisions, make_decision
from data.marks.fold_marks import Fold
from data.marks.log_lines import log_lines
from data.marks.make_mark import Author, MarkError, make_undo
from data.marks.mark_event import Event, decode, encode
from data.marks.orphans import orphan_keys
from data.marks.wrong_clocks import Clocks
from data.rules.units.names import item_key

UTC = NOW.tzinfo
MATTER, UNIT = "三号地块移交", "青禾园区"


def author(fold: Fold, n: int = 1, station: str = "aaaa", by: str = "李敏") -> Author:
    return Author(by=by, station=station, run="r1", n=n, fold=fold, now=NOW + timedelta(minutes=n))


def decided(
    fold: Fold,
    due: int = 5,
    n: int = 1,
    station: str = "aaaa",
    *,
    what: str = MATTER,
    unit: str = UNIT,
    who: str = "",
    meeting: date = TODAY,
) -> Event:
    key = item_key("followup", "", unit, what)
    by = {"aaaa": "李敏", "bbbb": "王芳"}.get(station, station)
    return make_decision(
        key, unit, what, meeting + timedelta(days=due), who, meeting, TODAY, author(fold, n, station, by)
    )


def test_a_matter_says_who_what_by_when_and_of_which_meeting() -> None:
    fold = Fold()
    mark = decided(fold, 5, who="周明", meeting=TODAY - timedelta(days=3))
    assert decode(encode(mark)) == mark
    fold.add([encode(mark)])
    (one,) = decisions(fold, UTC)
    assert (one.unit, one.what, one.who, one.by) == (UNIT, MATTER, "周明", "李敏")
    assert (one.meeting, one.due) == (TODAY - timedelta(days=3), TODAY + timedelta(days=2))
    long = "推进" * 55
    fold.take(decided(fold, n=2, what=long))
    assert [one.what for one in decisions(fold, UTC)] == [MATTER, long]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"what": " "}, "decide_empty"),
        ({"unit": ""}, "decide_empty"),
        ({"what": "事" * 121}, "mark_too_long"),
        ({"unit": "县" * 61}, "mark_too_long"),
        ({"due": -1}, "decide_due"),
        ({"due": 400}, "mark_too_far"),
        ({"meeting": TODAY + timedelta(days=1)}, "decide_ahead"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(more: dict[str, object], code: str) -> None:
    with pytest.raises(MarkError) as refused:
        decided(Fold(), **more)
    assert refused.value.code == code


def test_decided_anew_its_day_is_another_and_undone_the_earlier_stands() -> None:
    fold = Fold()
    fold.take(decided(fold, 5))
    again = decided(fold, 9, n=2)
    fold.take(again)
    assert [one.due for one in decisions(fold, UTC)] == [TODAY + timedelta(days=9)]
    undone = fold.undoable("aaaa")
    assert undone == again
    fold.take(make_undo(again, **author(fold, 3)))
    assert [one.due for one in decisions(fold, UTC)] == [TODAY + timedelta(days=5)]
    fold.take(make_undo(fold.undoable("aaaa"), **author(fold, 4)))
    assert decisions(fold, UTC) == ()


def test_of_decisions_made_apart_the_one_due_first_stands_and_names_the_other() -> None:
    one, other = Fold(), Fold()
    first, second = decided(one, 8), msgspec.structs.replace(decided(other, 3, station="bbbb"), lam=1)
    for fold in (one, other):
        fold.take(second)
        fold.take(first)
    assert decisions(one, UTC) == decisions(other, UTC)
    (found,) = decisions(one, UTC)
    assert (found.due, found.by, found.others) == (TODAY + timedelta(days=3), "王芳", ("李敏",))
    one.take(decided(one, 20, n=2))  # the next word settles it
    assert [(one.due, one.others) for one in decisions(one, UTC)] == [(TODAY + timedelta(days=20), ())]


@tried(25)
@given(st.data())
def test_any_order_of_the_same_marks_gives_the_same_matters(data: st.DataObject) -> None:
    """Of stations apart: decided, decided anew, taken back; the lines in any order, some twice."""
    made: list[Event] = []
    for station in ("aaaa", "bbbb", "cccc"):
        fold = Fold()
        for mark in data.draw(st.lists(st.sampled_from(made), max_size=2)) if made else ():
            fold.take(mark)
        for n in range(1, data.draw(st.integers(1, 4)) + 1):
            own = fold.undoable(station)
            if own is not None and data.draw(st.booleans()):
                mark = make_undo(own, **author(fold, n, station, station))
            else:
                what = data.draw(st.sampled_from((MATTER, "供气接入")))
                mark = decided(fold, data.draw(st.integers(0, 9)), n, station, what=what)
            fold.take(mark)
            made.append(mark)
    there, back = Fold(), Fold()
    there.add(lines(*made))
    back.add(lines(*data.draw(st.permutations([*made, *made[:2]]))))
    assert decisions(there, UTC) == decisions(back, UTC)
    assert len(there.log()) == len(made)
    standing = {one.key for one in decisions(there, UTC)}
    assert len(standing) == len(decisions(there, UTC)) <= 2


def test_a_decision_is_in_the_log_and_no_orphan(tmp_path: Path) -> None:
    fold = Fold()
    fold.take(decided(fold))
    (line,) = log_lines(fold, Clocks(tmp_path / "clocks.txt"), UTC, "aaaa")
    assert (line.op, line.name, line.unit, line.until, line.state) == (
        "decide",
        MATTER,
        UNIT,
        TODAY + timedelta(days=5),
        "in force",
    )
    assert fold.health() == (0, 0)
    assert orphan_keys(fold, {"followup/x": ("甲县", "别事")}) == ()
