"""The meeting's papers: what was handed out stands on the list of decisions, and a week later on the agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.board import act, at, fair_progress, owed, sample_board, stalled, unit

from data.export.papers.dispatch_meeting import agenda, decisions
from data.export.papers.draft import DraftPaper, DraftTable, Passage, RowKind, words_of
from data.export.papers.leaders_page import leaders_page
from data.model import Board, Item, ItemState, OwedPhase, SourceHealth, SourceState, Stage, Standing

READ = (SourceHealth("台账.xlsx", SourceState.OK, (("projects", 3), ("followups", 2))),)


def section(paper: DraftPaper, heading: str) -> list[list[str]]:
    """The rows of the table below a heading; none where a sentence stands there."""
    at_ = next(n for n, one in enumerate(paper.blocks) if isinstance(one, Passage) and one.words.startswith(heading))
    below = paper.blocks[at_ + 1]
    return [[words_of(cell) for cell in row.cells] for row in below.rows] if isinstance(below, DraftTable) else []


def handed(outcome: str, **more) -> Board:
    """A board with one blocker, and what an officer did with it two days before."""
    item = owed("接通施工用电", "市供电公司", 3, kind="blocker", marks=act(outcome, "李敏", at(30, month=4), **more))
    line = replace(item.marks.history[0], until=more.get("until"), who=more.get("who", ""), text=more.get("text", ""))
    return sample_board(stalled=(), owed=(replace(item, marks=replace(item.marks, history=(line,))),))


@pytest.mark.parametrize(
    ("outcome", "more", "told"),
    [
        ("assigned", {"until": date(2017, 5, 6)}, ["市供电公司", "接通施工用电", "5月6日"]),
        ("extended", {"until": date(2017, 5, 9), "who": "王主任"}, ["市供电公司", "接通施工用电", "5月9日"]),
        ("passed-on", {"who": "市住建局"}, ["市住建局", "接通施工用电", "4月29日"]),
        ("passed-on", {"who": "张三"}, ["市供电公司", "接通施工用电", "4月29日"]),
    ],
)
def test_what_was_handed_out_stands_on_both_papers(outcome: str, more: dict[str, object], told: list[str]) -> None:
    board = handed(outcome, **more)
    decided = [words_of(cell) for cell in decisions(board).tables[0].rows[0].cells]
    assert decided[1:5] == [*told, "4月30日"]
    week_later = replace(board, as_of=board.as_of + timedelta(days=7), now=board.now + timedelta(days=7))
    later = section(agenda(week_later), "一、")[0]
    assert later[1:4] == told
    assert later[4].startswith("4月30日")
    assert ("已过" in later[4]) is (told[2] != "5月9日")
    assert decisions(week_later).tables[0].rows[0].cells[1].strip() == ""


@pytest.mark.parametrize("outcome", ["chased", "to-meeting", "solved"])
def test_what_was_only_asked_for_is_handed_to_nobody(outcome: str) -> None:
    board = handed(outcome)
    assert section(agenda(board), "一、") == []
    assert words_of(decisions(board).tables[0].rows[0].cells[1]).strip() == ""


def with_lines(*lines, state=ItemState.OPEN) -> Item:
    item = owed("接通施工用电", "市供电公司", 3, kind="blocker")
    return replace(item, marks=replace(act("chased", "李敏", at(1), state), history=lines))


def test_the_latest_word_decides_whether_it_is_handed_out() -> None:
    gave = act("assigned", "李敏", at(28, month=4), until=date(2017, 5, 6)).history[0]
    chased, again = act("chased", "李敏", at(30, month=4)).history[0], replace(gave, op="reopen", outcome="")
    for lines, open_ in (
        ((chased, gave), True),
        ((again, gave), False),
        ((replace(gave, undone=True),), False),
        ((replace(gave, earlier=True),), False),
    ):
        board = sample_board(stalled=(), owed=(with_lines(*lines),))
        assert bool(section(agenda(board), "一、")) is open_
    ended = sample_board(stalled=(), owed=(with_lines(gave, state=ItemState.HANDLED),))
    assert section(agenda(ended), "一、") == []


def test_decisions_stand_by_department_and_each_once() -> None:
    items = [owed(f"{n}管网", who, 2, kind="blocker") for n, who in enumerate(("市水务局", "市住建局", "市水务局"), 1)]
    items.append(owed("用地批复", "省厅", 3, phase=OwedPhase.SUPERIOR))
    rows = section(agenda(sample_board(stalled=(), owed=tuple(items))), "二、")
    assert [row[0] for row in rows] == ["市水务局（2件）", "1", "2", "省厅（1件）", "3", "市住建局（1件）", "4"]
    assert sorted(row[2] for row in rows if len(row) > 1) == ["1管网", "2管网", "3管网", "用地批复"]


def test_supervised_matters_are_those_that_are_late_or_soon_due() -> None:
    items = tuple(owed(f"事项{n}", "甲县", n) for n in (5, 0, -7, -8))
    others = (owed("待审", "甲县", 3, phase=OwedPhase.REVIEW), owed("周报", "甲县", 3, kind="report"))
    rows = section(agenda(sample_board(stalled=(), owed=(*items, *others))), "四、")
    assert [row[2:] for row in rows] == [
        ["事项5", "4月27日", "逾期5天"],
        ["事项0", "5月2日", "今日到期"],
        ["事项-7", "5月9日", "7天后到期"],
    ]


def test_counts_by_unit_add_up_and_are_no_zero_of_who_was_not_read() -> None:
    lines = (
        unit("甲县", "county", "1", "90", 1, 3, 1),
        unit("乙县", "county", "1", "90", 2, 3, 1),
        unit("丙县", "county", "0", "90", None, None, 0, standing=Standing.UNREAD, completion=None),
        unit("丁县", "county", "1", "90", 3, 3, 1, standing=Standing.PARTIAL),
    )
    stalls = tuple(stalled(f"{n}", name, Stage.SIGNED, 40, 20) for n, name in enumerate(("甲县、乙县", "甲县", "市局")))
    board = sample_board(
        progress=(fair_progress(units=lines),), stalled=stalls, owed=(owed("事", "乙县", 2),), sources=READ
    )
    table = next(one for one in agenda(board).tables if "停滞项目" in one.heads)
    column = table.heads.index("停滞项目")
    told = {
        words_of(row.cells[1]): [words_of(cell) for cell in row.cells[column : column + 2]]
        for row in table.of_kind(RowKind.OWN)
    }
    assert told == {"甲县": ["2", "0"], "乙县": ["1", "1"], "丙县": ["台账未读入", "0"], "丁县": ["待核", "0"]}
    (total,) = table.of_kind(RowKind.TOTAL)
    assert [words_of(cell) for cell in total.cells[column : column + 2]] == ["3", "1"]


def test_a_column_without_a_ledger_is_left_out() -> None:
    board = sample_board(sources=(SourceHealth("台账.xlsx", SourceState.OK, (("projects", 3),)),))
    table = next(one for one in agenda(board).tables if "停滞项目" in one.heads)
    assert "督办逾期" not in table.heads


def test_files_that_were_not_read_are_told() -> None:
    waiting = SourceHealth("新台账.xlsx", SourceState.WAITING)
    assert "另有1个文件尚未读入" in agenda(sample_board(sources=(*READ, waiting))).words
    assert "尚未读入" not in agenda(sample_board(sources=READ)).words


def test_contradictions_for_a_ruling_are_counted_and_not_told(demo_board) -> None:
    board = demo_board("zh")
    asked = replace(board.faults[0], marks=act("to-ruling", "李敏", at(1)))
    assert "提请裁定的1处" in agenda(replace(board, faults=(asked, *board.faults[1:]))).words
    assert "提请裁定" not in agenda(board).words


def test_what_waits_stands_by_its_day_within_an_office() -> None:
    items = tuple(
        owed(what, "省招商促进局", over, phase=OwedPhase.SUPERIOR)
        for what, over in (("乙事", 3), ("丙事", 1), ("甲事", 9))
    )
    board = sample_board(stalled=(), owed=items)
    assert [row[2] for row in section(agenda(board), "二、")[1:]] == ["甲事", "乙事", "丙事"]
    assert [row[2] for row in section(leaders_page(board), "二、")] == ["甲事", "乙事", "丙事"]
