"""Marks whose row was renamed are never lost: they are listed with the nearest names, and an officer joins them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from helpers.marks import EP, KEY, NOW, TODAY, event, folded, lines

from data.marks.fold_marks import Fold
from data.marks.make_mark import MarkError, make_link, make_undo
from data.marks.mark_event import Arg, Event, Was
from data.marks.orphans import nearest, orphans
from data.model import ItemState, Orphan

OLD, NEW, OTHER = KEY, "project/p-2", "project/p-3"
LATER = TODAY + timedelta(days=3)
ROWS = {NEW: ("东岭园区", "光热设备制造"), OTHER: ("云阳县", "铝型材压铸"), "followup/f-1": ("东岭园区", "光热设备")}


def link(id: str = "bbbb.r1.1", to: str = NEW, *, lam: int = 5, by: str = "赵敏", **more: object) -> Event:
    return event(id, "link", lam=lam, by=by, ep="", ref=to, text="光热设备制造", **more)  # type: ignore[arg-type]


def only(fold: Fold) -> Orphan:
    (orphan,) = orphans(fold, ROWS)
    return orphan


# ---------------------------------------------------------------- what a link does


def test_after_a_link_the_marks_of_the_vanished_key_count_for_the_row():
    fold = folded(event(outcome="chased", until=LATER), event("aaaa.r1.2", "note", lam=2, text="x"), link())
    marks = fold.item(NEW, EP, TODAY)
    assert (marks.state, marks.chased, marks.notes, marks.by) == (ItemState.WAITING, 1, 1, "李敏")
    assert [line.op for line in marks.history] == ["link", "note", "act"]
    assert fold.item(OTHER, EP, TODAY).state is ItemState.OPEN


def test_a_mark_on_the_row_replaces_what_was_joined_to_it_and_undo_brings_it_back():
    chase, join = event(outcome="chased", until=LATER), link()
    then = event("cccc.r1.1", "act", key=NEW, lam=6, outcome="visited", until=LATER, by="王芳", after=(chase.id,))
    fold = folded(chase, join, then)
    assert (fold.item(NEW, EP, TODAY).outcome, fold.item(NEW, EP, TODAY).conflict) == ("visited", ())
    assert fold.undoable("aaaa") is None, "where it counts now it is replaced"
    fold.add(lines(event("cccc.r1.2", "undo", key=NEW, lam=7, ref=then.id)))
    assert fold.item(NEW, EP, TODAY).outcome == "chased"
    assert fold.undoable("aaaa") == chase


def test_a_link_is_undone_by_its_station_and_the_one_before_it_holds_again():
    first, second = link(), link("bbbb.r1.2", OTHER, lam=6, after=("bbbb.r1.1",))
    fold = folded(event(outcome="chased", until=LATER), first, second)
    assert fold.item(OTHER, EP, TODAY).chased == 1
    assert fold.item(NEW, EP, TODAY).chased == 0
    assert fold.undoable("bbbb") == second
    fold.add(lines(event("bbbb.r1.3", "undo", lam=7, ep="", ref=second.id)))
    assert (fold.item(NEW, EP, TODAY).chased, fold.item(OTHER, EP, TODAY).chased) == (1, 0)
    fold.add(lines(event("bbbb.r1.4", "undo", lam=8, ep="", ref=first.id)))
    assert fold.item(NEW, EP, TODAY).chased == 0
    assert [one.key for one in orphans(fold, ROWS)] == [OLD]


def test_of_two_links_made_apart_the_highest_wins_and_both_officers_are_named():
    fold = folded(event(outcome="chased", until=LATER), link(), link("cccc.r1.1", OTHER, lam=5, by="王芳"))
    marks = fold.item(OTHER, EP, TODAY)
    assert (marks.chased, marks.conflict) == (1, ("王芳", "赵敏"))
    assert fold.item(NEW, EP, TODAY).chased == 0
    assert only(fold).joined_by == ("王芳", "赵敏")
    fold.add(lines(link("aaaa.r1.9", NEW, lam=6, by="李敏", after=only(fold).links)))
    assert (fold.item(NEW, EP, TODAY).chased, fold.item(NEW, EP, TODAY).conflict) == (1, ())


def test_a_row_that_comes_back_has_its_marks_again():
    fold = folded(event(outcome="chased", until=LATER), link())
    assert fold.item(OLD, EP, TODAY).state is ItemState.WAITING


def test_links_lead_on_and_a_circle_of_them_ends():
    fold = folded(event(outcome="chased", until=LATER), link(), link("bbbb.r1.2", OTHER, key=NEW))
    assert fold.item(OTHER, EP, TODAY).chased == 1
    fold.add(lines(link("bbbb.r1.3", OLD, key=OTHER)))
    assert [fold.item(key, EP, TODAY).chased for key in (OLD, NEW, OTHER)] == [1, 1, 1]


# ---------------------------------------------------------------- which marks are orphans


def test_an_orphan_names_what_it_was_and_the_nearest_rows_of_its_kind():
    orphan = only(folded(event(outcome="chased", until=LATER), event("aaaa.r1.2", "note", lam=2, text="x", by="赵敏")))
    assert (orphan.key, orphan.name, orphan.unit, orphan.marks) == (OLD, "光热设备", "东岭园区", 2)
    assert (orphan.by, orphan.op) == ("赵敏", "note")
    assert [near.key for near in orphan.near] == [NEW, OTHER]
    assert orphan.near[0].score > 80 > orphan.near[1].score


@pytest.mark.parametrize("op", ["snooze", "reopen", "log"])
def test_what_is_worth_nothing_without_its_row_is_no_orphan(op: str):
    assert orphans(folded(event(op=op, until=LATER)), ROWS) == ()


def test_neither_a_mark_with_a_row_nor_one_that_was_undone_is_an_orphan():
    assert orphans(folded(event(key=NEW)), ROWS) == ()
    assert orphans(folded(event(), event("aaaa.r1.2", "undo", lam=2, ref="aaaa.r1.1")), ROWS) == ()
    assert orphans(folded(event(key="problem/a.csv/3")), ROWS) == (), "a problem that was put right just ends"


def test_marks_of_every_episode_count_for_an_orphan():
    assert only(folded(event(ep="e0", outcome="closed-out"), event("aaaa.r1.2", "claim", lam=2))).marks == 2


def test_joined_marks_whose_row_vanishes_too_are_an_orphan_again():
    fold = folded(event(outcome="chased"), link(to="project/gone"))
    assert [one.key for one in orphans(fold, ROWS)] == ["project/gone"]
    assert only(fold).name == "光热设备"


def test_the_right_row_is_among_three_however_its_name_was_edited():
    rows = {f"project/{n}": (f"第{n % 7}园区", name) for n, name in enumerate(_names())}
    for n, name in enumerate(_names()):
        edited = name.replace("项目", "") + "（一期）" if n % 2 else name[1:]
        assert f"project/{n}" in [near.key for near in nearest("project/x", f"第{n % 7}园区", edited, rows)], edited


def _names() -> list[str]:
    goods = ("光热设备", "沙棘饮品", "铝型材压铸", "电池回收", "乡村旅游带", "果蔬集散中心", "盐湖提锂", "藏毯织造")
    return [f"{good}{kind}项目" for good in goods for kind in ("制造", "扩建", "研发中心", "仓储物流")]


# ---------------------------------------------------------------- making a link


def made(orphan: Orphan, to: str = NEW, fold: Fold | None = None) -> Event:
    fold = fold or Fold()
    return make_link(orphan, to, "光热设备制造", by="赵敏", station="bbbb", run="r1", n=1, fold=fold, now=NOW)


def test_a_link_says_what_was_joined_to_what_and_replaces_the_links_that_were_seen():
    fold = folded(event(outcome="chased"), link(to=OTHER))
    join = made(only(fold), fold=fold)
    assert (join.op, join.key, join.ep, join.after) == ("link", OLD, "", ("bbbb.r1.1",))
    assert (join.arg, join.was) == (
        Arg(text="光热设备制造", ref=NEW),
        Was("东岭园区", "光热设备", kind="stalled"),
    )
    assert make_undo(join, by="赵敏", station="bbbb", run="r1", n=2, fold=fold, now=NOW).arg.ref == join.id


def test_a_row_is_not_joined_to_itself():
    orphan = replace(only(folded(event(outcome="chased"))), key=NEW)
    with pytest.raises(MarkError) as refused:
        made(orphan)
    assert refused.value.code == "mark_link_self"
