"""情况汇报: one page for a leader. The days to the fair, the whole against its pace, who is far behind and what the
ledgers say holds them, and what is to be coordinated: by whom, what, by when. Actuals only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.export.papers.completion_table import CompletionTables
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    PaperBar,
    PaperWords,
    Passage,
    Stated,
    body,
    heading,
    list_rows,
    note,
    subtitle,
)
from data.export.papers.fit_words import FitWords
from data.export.papers.paper_matters import MATTER_HEADS, MATTER_WORDS, to_decide
from data.export.papers.paper_periods import days_words, month_day
from data.export.papers.paper_sentences import BLANK, NOT_AUDITED, in_doubt, leading, until, whole
from data.model import JOINED, UNJUDGED, Board, FairCountdown, FairProgress, Light, Trace, UnitProgress
from data.wording import speaking
from data.wording.numbers import percent, points
from data.wording.unit_words import doubt_words

_MOST_OF_KIND, _MOST_UNITS, _MOST_MATTERS = 3, 6, 4
"""What one page holds."""


def leaders_page(board: Board) -> DraftPaper:
    """The page of the board's day. Raises NothingToReport."""
    with speaking("zh"):
        progress, tables = leading(board)
        fit = FitWords(board)
        blocks: tuple[Passage | DraftTable, ...] = (
            subtitle(f"（截至{until(board)}）"),
            *_days(board, progress),
            *whole(progress, tables),
            *_bar(progress),
            heading("一、低于序时较多的单位"),
            *_behind(board, progress, tables, fit),
            heading("二、需领导协调事项"),
            *_to_coordinate(board, fit),
            note(f"注：{tables.basis}，合同项目计入；{NOT_AUDITED}{''.join(in_doubt(progress))}"),
        )
        return DraftPaper("brief", f"{board.place}招商引资情况汇报", board.as_of, blocks, one_page=True)


def _days(board: Board, progress: FairProgress) -> Iterator[Passage]:
    """The days to the fair that stands first; else to the next."""
    fair = next((one for one in board.fairs if one.name == progress.fair), None)
    fair = fair or next((one for one in board.fairs if not one.closed), None)
    if fair is not None:
        yield body(countdown(fair))


def countdown(fair: FairCountdown) -> str:
    """距青山洽谈会开幕（1月6日）还有45天，工作日32天。"""
    if fair.closed:
        return f"{fair.name}已于{month_day(fair.closes)}闭幕。"
    if fair.day is not None:
        return f"{fair.name}（{days_words(fair.opens, fair.closes)}）今天是第{fair.day}天，共{fair.days}天。"
    left = f"还有{fair.days_left}天，其中工作日{fair.workdays_left}天"
    return f"距{fair.name}开幕（{month_day(fair.opens)}）{left}。"


def _bar(progress: FairProgress) -> Iterator[DraftTable]:
    """The whole and its pace, one bar above the other."""
    if progress.completion is None:
        return
    rows = [
        DraftRow(("完成", PaperBar(progress.completion, Stated(percent(progress.completion), Trace("completion")))))
    ]
    if progress.pace is not None:
        rows.append(DraftRow(("序时", PaperBar(progress.pace, Stated(percent(progress.pace))))))
    yield DraftTable("", "", ("", "0 — 100%"), tuple(rows), frozenset({0, 1}))


def _behind(
    board: Board, progress: FairProgress, tables: CompletionTables, fit: FitWords
) -> Iterator[Passage | DraftTable]:
    far = [unit for unit in progress.units if unit.light is Light.RED and not unit.part_of and not unit.superior]
    far = [unit for unit in far if UNJUDGED.isdisjoint(unit.flags)]
    listed = _listed(far, progress.units)
    if not listed:
        yield body("没有低于序时较多的单位。" if not far else f"低于序时较多的单位{len(far)}个。")
        return
    if len(far) > len(listed):
        yield body(f"共{len(far)}个，列其中差距较大的{len(listed)}个。")
    rates = tables.rates()
    yield DraftTable(
        "",
        "差距单位：百分点；金额单位：亿元",
        ("序号", "单位", "完成/任务", "完成率", "较序时", "待核", "台账所列问题"),
        list_rows(_row(unit, tables, rates[unit.unit], _causes(board, unit, fit)) for unit in listed),
        frozenset({1, 5, 6}),
    )


def _listed(far: Sequence[UnitProgress], units: Iterable[UnitProgress]) -> list[UnitProgress]:
    """The furthest behind of each kind, three where it has six units or more, half of a smaller one, one at least;
    of all kinds as many as a page holds."""
    sizes: dict[str, int] = {}
    for unit in units:
        sizes[unit.kind] = sizes.get(unit.kind, 0) + (not unit.part_of and not unit.superior)
    left = {kind: max(1, min(_MOST_OF_KIND, size // 2)) for kind, size in sizes.items()}
    found = []
    for unit in sorted(far, key=_gap):
        if left[unit.kind]:
            left[unit.kind] -= 1
            found.append(unit)
    return found[:_MOST_UNITS]


def _gap(unit: UnitProgress) -> tuple[float, str]:
    """The furthest below its pace first; who has none after them."""
    if unit.completion is None or unit.pace is None:
        return (1.0, unit.unit)
    return (float(unit.completion - unit.pace), unit.unit)


def _row(unit: UnitProgress, tables: CompletionTables, rate: str, causes: str) -> tuple[PaperWords, ...]:
    done = unit.measured
    if unit.metric == "projects":
        made, owed = f"{done.contracts}个", f"{unit.target.normalize():f}个" if unit.target is not None else "—"
    else:
        made, owed = tables.amount(done.signed), tables.amount(unit.target) if unit.target is not None else "—"
    behind = "—" if unit.completion is None or unit.pace is None else f"{points(unit.completion, unit.pace):+f}"
    return (
        unit.unit,
        tables.stated(f"{made}/{owed}", "signed", unit.unit),
        tables.stated(rate, "completion", unit.unit),
        behind,
        doubt_words(unit) or "—",
        causes,
    )


def _causes(board: Board, unit: UnitProgress, fit: FitWords) -> str:
    """What the ledgers say holds the unit's projects, in their words; blank where they say nothing."""
    lines = [
        line.what
        for load in board.stall_work.blockers
        for line in load.blockers
        if unit.unit in line.unit.split(JOINED)
    ]
    lines += [item.blocker for item in board.stalled if item.blocker and unit.unit in item.unit.split(JOINED)]
    said = list(dict.fromkeys(fit.words(line, 14) for line in lines))
    return "；".join(said[:2]) or BLANK


def _to_coordinate(board: Board, fit: FitWords) -> Iterator[Passage | DraftTable]:
    """Who, what, by when; an empty row to be filled in where nothing waits."""
    matters = to_decide(board, fit)
    rows = list_rows(one.cells for one in matters[:_MOST_MATTERS])
    yield DraftTable("", "", MATTER_HEADS, rows or (DraftRow((BLANK,) * len(MATTER_HEADS)),), MATTER_WORDS)
    if len(matters) > _MOST_MATTERS:
        yield note(f"另有{len(matters) - _MOST_MATTERS}件，见周调度会议程。")
