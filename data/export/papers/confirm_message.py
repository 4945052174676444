"""核对函: what one unit is asked to confirm before a paper is issued: its own line, the rows behind it, and by when.

In Chinese, polite, to be pasted into a chat; it names no other unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.export.papers.figures_then import NONE, UnitThen, figures_of
from data.export.papers.paper_periods import PaperPeriod, days_words, month_day
from data.model import JOINED, UNHEARD, UNJUDGED, Board, TargetMetric, UnitProgress, beside
from data.support.spelling import squash
from data.wording import speaking
from data.wording.code_words import basis_word, paper_word
from data.wording.numbers import percent, yi_short
from data.wording.problems import place_words
from data.wording.unit_words import provisional, unit_light_word

MOST_ROWS = 60
"""Rows that a message names; a chat takes no more, and the rest is counted."""


def confirm_message(board: Board, period: PaperPeriod, unit: str, until: date) -> str:
    """What `unit` is asked, by the board of the period's day; "" where the board does not know it."""
    with speaking("zh"):
        figures, lead = figures_of(board), board.leading
        if figures is None or lead is None:
            return ""
        own = next((one for one in lead.units if squash(one.unit) == squash(unit) and not one.superior), None)
        line = figures.unit(own.unit) if own else None
        return "\n".join(_lines(board, period, own, line, until)) if own and line else ""


def _lines(board: Board, period: PaperPeriod, own: UnitProgress, line: UnitThen, until: date) -> Iterator[str]:
    span = days_words(period.first, min(period.last, board.as_of))
    yield f"{own.unit}：您好！{span}的招商引资工作通报印发前，请核对贵单位数据（{basis_word(board.basis)}）："
    yield from _figures(own, line, provisional(board.leading.units if board.leading else ()))
    yield from _rows(board, own)
    yield f"请于{month_day(until)}前回复“无误”，或逐条写明应改之处及依据；需改台账的，请改好后放回共享文件夹。谢谢！"


def _figures(own: UnitProgress, line: UnitThen, waiting: frozenset[tuple[str, str, str]]) -> Iterator[str]:
    if own.standing in UNHEARD:
        yield f"· {unit_light_word(own)}，无法列数，请尽快报送台账。"
        return
    if line.metric == "projects":
        target, done = (f"{line.target.normalize():f}个" if line.target is not None else NONE), f"{line.contracts}个"
    else:
        target = f"{yi_short(line.target)}亿元" if line.target is not None else NONE
        done = f"{yi_short(line.signed)}亿元（合同项目{line.contracts}个）"
    rate = percent(line.completion) if line.completion is not None else NONE
    yield f"· 任务{target}，完成{done}，完成率{rate}，位次{_place(own, line, waiting)}"
    if own.uncounted.count:
        known = f"，已知金额{yi_short(own.uncounted.amount)}亿元" if own.uncounted.amount else ""
        yield f"· 待核{own.uncounted.count}个{known}，未计入完成数"


def _place(own: UnitProgress, line: UnitThen, waiting: frozenset[tuple[str, str, str]]) -> str:
    """As the paper will say it: provisional (暂列) while a ledger of its kind is not read whole."""
    if not UNJUDGED.isdisjoint(own.flags):
        return "待核"
    beside = "（暂列）" if line.rank and (own.kind, own.parent, own.metric) in waiting else ""
    return f"{line.rank or NONE}{beside}"


def _metric(board: Board, own: UnitProgress) -> TargetMetric | None:
    """The metric that the unit is measured by."""
    goals = beside(board, board.leading, board.goals) if board.leading else None
    metrics = next((one.metrics for one in goals.units if one.unit == own.unit), ()) if goals else ()
    return next((one for one in metrics if one.metric == own.metric), metrics[0] if metrics else None)


def _rows(board: Board, own: UnitProgress) -> Iterator[str]:
    """What says the target; then the projects that count, with the row that each was read in."""
    metric = _metric(board, own)
    if metric is None:
        return
    if metric.target_rows:
        yield f"· 任务依据：{'；'.join(map(place_words, metric.target_rows))}"
    places = metric.done_rows
    if not places:
        return
    lines = {place: one for one in board.projects for place in one.places}
    yield f"计入的台账行共{len(places)}行："
    for number, place in enumerate(places[:MOST_ROWS], 1):
        one = lines.get(place)
        said = [place_words(place)]
        if one is not None:
            amount = f"{yi_short(one.amount)}亿元" if one.amount is not None else "未填金额"
            signed = f"{month_day(one.signed_on)}签约" if one.signed_on else ""
            said = [
                one.project,
                amount,
                paper_word(one.paper) if one.paper else "",
                "联合项目" if JOINED in one.unit else "",
                signed,
                f"（{place_words(place)}）",
            ]
        yield f"{number}. {' '.join(part for part in said if part)}"
    if len(places) > MOST_ROWS:
        yield f"……另有{len(places) - MOST_ROWS}行"
