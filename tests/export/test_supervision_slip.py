"""A slip's colour goes by the ladder, and what it does not know is left to be filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.board import AS_OF, act, at, owed, sample_board, stalled

from data.export.papers.draft import DraftPaper, NothingToReport, PassageKind, words_of
from data.export.papers.draft_html import to_html
from data.export.papers.paper_sentences import BLANK
from data.export.papers.supervision_slip import LAST, LIMIT, REMINDER, slip_colour, supervision_slip
from data.model import OwedPhase, Stage


def days(*over: int) -> tuple[tuple[str, date], ...]:
    """A ladder whose rungs are so many days late."""
    return tuple(zip(("arranged", "replied", "settled"), (AS_OF - timedelta(n) for n in over), strict=True))


@pytest.mark.parametrize(
    ("over", "more", "colour"),
    [
        (-3, {"due_rule": "due"}, REMINDER),
        (0, {"due_rule": "due"}, REMINDER),
        (None, {}, REMINDER),
        (1, {"due_rule": "due"}, LIMIT),
        (90, {"due_rule": "due"}, LIMIT),
        (1, {"due_rule": "extended"}, LAST),
        (-1, {"due_rule": "extended"}, REMINDER),
        (2, {"due_rule": "ladder", "ladder": days(4, 2, -2)}, LIMIT),
        (2, {"due_rule": "ladder", "ladder": days(4, 2, 0)}, LIMIT),
        (2, {"due_rule": "ladder", "ladder": days(7, 5, 1)}, LAST),
        (-1, {"due_rule": "ladder", "ladder": days(1, -1, -5)}, REMINDER),
    ],
)
def test_the_colour_goes_by_the_ladder(over: int | None, more: dict[str, object], colour: object) -> None:
    assert slip_colour(owed("事项", "甲县", over, **more), AS_OF) == colour


def rows(paper: DraftPaper) -> dict[str, str]:
    return {words_of(row.cells[0]): words_of(row.cells[1]) for row in paper.tables[0].rows}


def slip(item) -> DraftPaper:
    board = sample_board(stalled=(), owed=())
    return supervision_slip(replace(board, **{"stalled" if item.kind == "stalled" else "owed": (item,)}), item.key)


def test_what_a_slip_tells() -> None:
    item = owed(
        "征迁扫尾",
        "市商务局",
        2,
        source="调度会",
        project="冷链园",
        due_rule="ladder",
        rung="replied",
        ladder=days(4, 2, -2),
        assigned=date(2017, 4, 27),
        marks=act("chased", "李敏", at(28, month=4), chased=2),
    )
    told = rows(slip(item))
    assert told["督办事项"] == "征迁扫尾"
    assert (told["督办依据"], told["督办级别"]) == ("调度会", "一般")
    assert told["时限阶梯"] == "研究部署：4月28日；反馈办理情况：4月30日；办结：5月4日"
    assert told["办理时限"] == "2017年4月30日"
    assert told["目前情况"] == "逾期2天，催办2次"
    assert told["办理情况反馈"].strip() == ""
    words = slip(item).words
    assert "市商务局：" in words
    assert "李敏" not in words
    assert f"〔{BLANK * 4}〕{BLANK * 3}号" in words


def test_a_reminder_asks_for_the_rung_that_is_next() -> None:
    item = owed("征迁", "甲县", -1, due_rule="ladder", rung="arranged", ladder=days(-1, -3, -7))
    assert rows(slip(item))["办理要求"] == "请于5月3日前研究部署，并书面反馈。"
    assert BLANK in rows(slip(owed("征迁", "甲县", None)))["办理要求"]


def test_a_project_that_stands_still() -> None:
    item = replace(stalled("光热", "甲县", Stage.SIGNED, 71, 20), blocker="用地", sponsor="陈副市长")
    told = rows(slip(item))
    assert told["目前情况"] == "已71天未见进展，本阶段规定时限20天"
    assert told["台账所列问题"] == "用地"
    assert "陈副市长" not in slip(item).words
    assert rows(slip(stalled("乙", "甲县", Stage.SIGNED, None, 20)))["目前情况"] == "台账没有进展记录"


def test_the_colour_is_printed_and_named() -> None:
    paper = slip(owed("征迁", "甲县", 1))
    colour = next(one for one in paper.blocks if getattr(one, "kind", "") == PassageKind.SUBTITLE)
    assert (colour.words, colour.tone) == ("（橙色　责令限期）", "orange")
    assert '<p class="subtitle orange">' in to_html(paper)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"phase": OwedPhase.REVIEW}, "nobody below"),
        ({"phase": OwedPhase.SUPERIOR}, "nobody below"),
        ({"kind": "guest"}, "a slip is about"),
        ({"kind": "duty"}, "a slip is about"),
    ],
)
def test_what_nobody_is_asked_for_has_no_slip(more: dict[str, object], why: str) -> None:
    with pytest.raises(NothingToReport) as refused:
        slip(owed("事项", "甲县", 2, **more))
    assert refused.value.why.startswith(why)
    with pytest.raises(NothingToReport):
        supervision_slip(sample_board(), "followup/没有")
