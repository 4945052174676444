"""Visits that officers logged, from the journals to what stands on the board."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.feed import Opened, put, season
from helpers.marks import NOW, TODAY, event, lines

from data.journal.stream_files import JournalWriter
from data.marks.fold_marks import Fold

KEY = "project/dl1"
PROJECTS = (
    "项目编号,项目名称,责任单位,合同引资额(万元),签约类型,项目阶段,签约日期,包抓领导\n"
    "DL1,光热设备,东岭园区,15000,合同,签约,2026-04-01,陈副市长\n"
)


def visit(id_: str = "aaaa.r1.1", **more):
    return event(id_, "log", **({"key": KEY, "outcome": "visit", "text": "厂房封顶"} | more))


def logged(fold: Fold) -> list[tuple[str, str]]:
    return [(key, event.id) for key, event in fold.visits()]


def test_a_logged_visit_holds_until_it_is_undone_and_follows_a_row_that_was_renamed():
    fold = Fold()
    other = event("aaaa.r1.2", "log", key=KEY, outcome="call")
    fold.add(lines(visit(), other))
    assert logged(fold) == [(KEY, "aaaa.r1.1")]
    fold.add(lines(event("bbbb.r1.1", "link", lam=2, key=KEY, ref="project/dl9")))
    assert logged(fold) == [("project/dl9", "aaaa.r1.1")]
    fold.add(lines(event("aaaa.r1.3", "undo", lam=3, key=KEY, ref="aaaa.r1.1")))
    assert logged(fold) == []


def test_two_marks_of_one_id_leave_one_visit_whatever_came_first():
    pair = visit(), visit(text="别的")
    folds = [Fold(), Fold()]
    for fold, order in zip(folds, (pair, pair[::-1]), strict=True):
        for one in order:
            fold.add(lines(one))
    assert folds[0].visits() == folds[1].visits()
    assert len(folds[0].visits()) == 1


def test_a_visit_in_the_folders_journals_stands_on_the_sponsors_page(tmp_path: Path):
    folder = season(tmp_path / "season")
    put(folder / "项目.csv", PROJECTS, age=3600)
    marks = [
        visit(),
        visit("aaaa.r1.2", who="王主任", ref="2026-11-19"),  # made three days before it was logged
        visit("aaaa.r1.3", ref="2026-12-09"),  # no visit lies after the day on which it was logged
    ]
    JournalWriter(folder, "aaaa", "r1").append(lines(*marks), TODAY)
    with Opened(folder, clock=lambda: NOW) as opened:
        shown = opened.wait(lambda board: any(page.visit_days for page in board.stall_work.sponsors))
    (page,) = shown.stall_work.sponsors
    assert [(day.project, day.on, day.by, day.said, day.logged) for day in page.visit_days] == [
        (KEY, TODAY, ("李敏",), ("厂房封顶",), True),
        (KEY, date(2026, 11, 19), ("王主任",), ("厂房封顶",), True),
    ]
    assert [item for item in (*shown.owed, *shown.owed_later) if item.kind == "visit"] == []
    (still,) = shown.stalled
    assert (still.last_evidence, still.evidence_kind) == (date(2026, 4, 1), "signing")
