"""The same marks give the same states everywhere: in any order, any number of times, and after an undo."""

from __future__ import annotations

from datetime import timedelta

from helpers.marks import EP, KEY, NOW, TODAY, event, folded
from hypothesis import given, settings
from hypothesis import strategies as st

from data.marks.fold_marks import Fold
from data.marks.mark_event import Event, encode
from data.model import ItemMarks

LATER = TODAY + timedelta(days=3)
KEYS = (KEY, "followup/f-1", "project/p-2")
EPISODES = (EP, "e2")
STATIONS = ("aaaa", "bbbb", "cccc")


def everything(fold: Fold) -> dict[tuple[str, str, int], ItemMarks]:
    return {
        (key, ep, days): fold.item(key, ep, TODAY + timedelta(days=days))
        for key in KEYS
        for ep in EPISODES
        for days in (0, 5, 40)
    }


@st.composite
def seasons(draw: st.DrawFn) -> list[Event]:
    """What stations write that each see only some of the others' marks, with clocks that are days wrong."""
    written: list[Event] = []
    seen: dict[str, set[str]] = {station: set() for station in STATIONS}
    for n in range(1, draw(st.integers(1, 12)) + 1):
        station = draw(st.sampled_from(STATIONS))
        seen[station] |= set(draw(st.lists(st.sampled_from([e.id for e in written] or [""]), max_size=4)))
        known = [e for e in written if e.id in seen[station]]
        view = folded(*known)
        key, ep = draw(st.sampled_from(KEYS)), draw(st.sampled_from(EPISODES))
        op = draw(st.sampled_from(["act", "act", "snooze", "claim", "note", "reopen", "undo", "takeover"]))
        target = view.undoable(station) if op == "undo" else None
        made = event(
            f"{station}.r.{n}",
            op,
            lam=view.lam + 1,
            by=f"officer of {station}",
            at=NOW + timedelta(days=draw(st.integers(-9, 9))),
            key=target.key if target else key,
            ep=target.ep if target else ep,
            after=(target.id,) if target else view.item(key, ep, TODAY).in_force,
            outcome=draw(st.sampled_from(["chased", "closed-out", ""])),
            until=draw(st.none() | st.integers(-2, 9).map(lambda days: TODAY + timedelta(days=days))),
            ref=target.id if target else "",
        )
        written.append(made)
        seen[station].add(made.id)
    return written


WILD_IDS = st.sampled_from([f"{station}.r.{n}" for station in STATIONS for n in range(4)])
WILD = st.lists(
    st.builds(
        event,
        WILD_IDS,
        st.sampled_from(["act", "snooze", "claim", "note", "reopen", "undo", "link", "link"]),
        lam=st.integers(0, 4),
        by=st.sampled_from(["李敏", "赵敏"]),
        key=st.sampled_from(KEYS),
        ep=st.sampled_from(EPISODES),
        after=st.lists(WILD_IDS, max_size=3).map(tuple),
        outcome=st.sampled_from(["chased", "as-is", "of a later version"]),
        until=st.none() | st.just(LATER),
        ref=WILD_IDS | st.sampled_from(KEYS),
        kind=st.sampled_from(["stalled", "problem"]),
    ),
    max_size=10,
)
"""Marks that no fairwatch writes: two of one id, circles in `after` and of links, undos of anything."""


@settings(max_examples=80)
@given(seasons() | WILD, st.data())
def test_any_order_duplicates_and_batches_give_the_same_states(written: list[Event], data: st.DataObject):
    whole = Fold()
    whole.add(map(encode, written))
    shuffled = data.draw(
        st.permutations(written + data.draw(st.lists(st.sampled_from(written), max_size=5)) if written else [])
    )
    parts = Fold()
    for one in shuffled:
        parts.add([encode(one)])
        parts.item(one.key, one.ep, TODAY)
        parts.undoable(one.station)
    assert everything(parts) == everything(whole)
    assert parts.log() == whole.log()
    assert parts.lam == whole.lam
    assert [parts.undoable(station) for station in STATIONS] == [whole.undoable(station) for station in STATIONS]


@settings(max_examples=30)
@given(seasons())
def test_every_mark_is_in_its_items_history_and_none_is_invented(written: list[Event]):
    fold = folded(*written)
    told = [line.id for key in KEYS for line in fold.item(key, EP, TODAY).history]
    assert sorted(told) == sorted(one.id for one in written)
    assert all(one.id in fold for one in written)


@settings(max_examples=50)
@given(seasons())
def test_undo_gives_back_what_was_before_the_mark(written: list[Event]):
    *before, last = written
    if last.op not in ("act", "snooze", "claim", "note"):
        return
    view = folded(*before)
    last = event(
        last.id,
        last.op,
        lam=view.lam + 1,
        key=last.key,
        ep=last.ep,
        after=view.after(last.key, last.ep, last.op, view.item(last.key, last.ep, TODAY).in_force, "nobody.r"),
        until=last.arg.until,
        outcome=last.arg.outcome,
    )
    marked = folded(*before, last)
    assert marked.undoable(last.station) == last
    undone = folded(*before, last, event(f"{last.station}.r.99", "undo", lam=99, key=last.key, ep=last.ep, ref=last.id))
    for (key, ep, days), marks in everything(view).items():
        again = undone.item(key, ep, TODAY + timedelta(days=days))
        assert (again.state, again.by, again.until, again.chased, again.notes, again.claimed_by, again.conflict) == (
            (marks.state, marks.by, marks.until, marks.chased, marks.notes, marks.claimed_by, marks.conflict)
        )
        assert again.in_force == marks.in_force
    assert undone.undoable(last.station) == view.undoable(last.station)
