"""周调度会议程 and 交办清单: what was handed out and is open, what needs a decision, the units, the supervised matters;
and after the meeting who does what by when. What nobody decided yet is left blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from data.export.papers.completion_table import (
    NONE,
    CompletionTables,
    by_group,
    group_heading,
    in_order,
)
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    Passage,
    RowKind,
    body,
    by_hand,
    heading,
    list_rows,
    note,
    numbered,
)
from data.export.papers.fit_words import FitWords
from data.export.papers.paper_matters import (
    MATTER_HEADS,
    MATTER_WORDS,
    PaperMatter,
    by_who,
    handed_out,
    supervised,
    to_decide,
    to_rule,
)
from data.export.papers.paper_periods import days_words, month_day
from data.export.papers.paper_sentences import BLANK, DAY_BY_HAND, in_doubt, leading, until, whole
from data.export.papers.unit_work_table import LATE, SHARED, STALLED, UnitWork, unread_note
from data.model import Board, FairProgress, UnitProgress
from data.wording import speaking
from data.wording.numbers import points
from data.wording.unit_words import doubt_words, unit_light_word

_BY_HAND = 6
"""Rows of the list of decisions that are left for what the meeting decides."""
_ROOM = (BLANK * 6, f"{BLANK * 14}\n{BLANK}", BLANK * 4, BLANK * 4, BLANK * 6)
"""Room to write in them."""
_WEEK = timedelta(days=7)


def agenda(board: Board) -> DraftPaper:
    """The agenda of the weekly dispatch meeting, of the board's day. Raises NothingToReport."""
    with speaking("zh"):
        progress, tables = leading(board)
        fit = FitWords(board)
        blocks: tuple[Passage | DraftTable, ...] = (
            by_hand(f"时间：{BLANK * 4}月{BLANK * 2}日{BLANK * 2}时　地点：{BLANK * 6}主持：{BLANK * 4}"),
            *whole(progress, tables),
            heading("一、上次交办未完成事项"),
            *_or_none(_rows(_handed_out(board, fit)), "没有尚未完成的交办事项。"),
            heading("二、需新决定的事项"),
            *_decisions(board, fit),
            heading("三、各单位情况"),
            *_units(board, progress, tables),
            heading("四、督办事项"),
            *_or_none(_rows(supervised(board, fit)), "没有逾期和七日内到期的督办事项。"),
            note(f"注：截至{until(board)}。{''.join(in_doubt(progress))}{unread_note(board)}"),
        )
        return DraftPaper("agenda", f"{board.place}招商引资周调度会议程", board.as_of, blocks)


def decisions(board: Board) -> DraftPaper:
    """What was handed out in the last seven days and is open, with rows for what the meeting decides."""
    with speaking("zh"):
        fit, first = FitWords(board), board.as_of - _WEEK
        rows: list[tuple[str, ...]] = []
        for one in handed_out(board, fit):
            if first < one.day <= board.as_of:
                said = "；".join(part for part in (one.matter.said, fit.words(one.text)) if part)
                rows.append((*one.matter.cells[:3], month_day(one.day), said))
        heads = ("序号", "谁（责任单位）", "何事", "何时完成", "交办日期", "交办情况")
        told = "交办、尚未完成的事项如下，空行" if rows else "没有交办后尚未完成的事项，下表"
        span = days_words(first + timedelta(days=1), board.as_of)
        blocks = (
            body(f"{span}{told}由会议填写。"),
            DraftTable("", "", heads, list_rows((*rows, *[_ROOM] * _BY_HAND)), frozenset({1, 2, 3, 4, 5})),
            by_hand(f"记录：{BLANK * 6}审签：{BLANK * 6}{DAY_BY_HAND}"),
        )
        return DraftPaper("decisions", f"{board.place}招商引资调度会交办清单", board.as_of, blocks)


def _handed_out(board: Board, fit: FitWords) -> Iterator[PaperMatter]:
    """What was handed out, with the day of it and how late it is by now."""
    for one in handed_out(board, fit):
        late = (board.as_of - one.matter.due).days if one.matter.due else 0
        said = f"{month_day(one.day)}{one.matter.said}{f'，已过{late}天' if late > 0 else ''}"
        yield replace(one.matter, said=said)


def _rows(matters: Iterable[PaperMatter]) -> tuple[DraftRow, ...]:
    return list_rows(one.cells for one in matters)


def _or_none(rows: tuple[DraftRow, ...], none: str) -> Iterator[Passage | DraftTable]:
    yield DraftTable("", "", MATTER_HEADS, rows, MATTER_WORDS) if rows else body(none)


def _decisions(board: Board, fit: FitWords) -> Iterator[Passage | DraftTable]:
    """By department, each under its heading."""
    rows: list[DraftRow] = []
    for who, matters in by_who(to_decide(board, fit)).items():
        rows.append(DraftRow((f"{who.strip() or '责任单位待明确'}（{len(matters)}件）",), RowKind.HEADING))
        rows += (DraftRow(one.cells) for one in matters)
    yield from _or_none(tuple(numbered(rows)), "没有提请决定、待上级批复和逾期未解决的事项。")
    if disputed := to_rule(board):
        yield body(f"另有各台账说法不一、提请裁定的{disputed}处。")


def _units(board: Board, progress: FairProgress, tables: CompletionTables) -> Iterator[Passage | DraftTable]:
    work = UnitWork(board, progress, (STALLED, LATE))
    rates = tables.rates()
    rows: list[DraftRow] = []
    for group, units in by_group(work.units).items():
        rows.append(group_heading(group))
        for unit in in_order(units):
            told = (*_standing(unit, rates), *work.cells(unit), doubt_words(unit) or NONE)
            rows.append(DraftRow((unit.unit, *told)))
    rows += work.closing(before=3, behind=1)
    heads = ("序号", "单位", "完成率", "较序时", "状态", *(one.head for one in work.columns), "待核")
    yield DraftTable("", "差距单位：百分点", heads, tuple(numbered(rows)), frozenset({1, 4, len(heads) - 1}))
    if work.shared:
        yield note(SHARED)


def _standing(unit: UnitProgress, rates: dict[str, str]) -> tuple[str, str, str]:
    behind = NONE
    if unit.completion is not None and unit.pace is not None:
        behind = f"{points(unit.completion, unit.pace):+f}"
    return rates.get(unit.unit, NONE), behind, unit_light_word(unit)
