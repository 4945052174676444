"""更正: what of an issued paper its board says otherwise today, beside the old figure, and which ledger changed.

The old paper is compared with the one that the same board day would give now: cell by cell in its tables, figure by
figure in its text. What ledgers tell without a day (money that came, stages, what stands still) is not compared: it
moved on. What is derived from nothing that the paper traces says so; no cause is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath

from data.export.papers.draft import (
    DraftPaper,
    DraftTable,
    PaperWords,
    Passage,
    PassageKind,
    body,
    figure_of,
    heading,
    list_rows,
    note,
    words_of,
)
from data.export.papers.figures_then import CARRIED, FiguresThen
from data.export.papers.frozen_paper import FrozenPaper
from data.export.papers.paper_periods import month_day
from data.model import Trace
from data.support.fast_dataclass import dataclass
from data.wording import speaking
from data.wording.rulebook import rule_label

CORRECTED = "更正"
_COMPARED = (CARRIED, CORRECTED)
"""Tables that compare with an earlier paper: nothing of them is a figure of their own day."""

_NUMBERS = frozenset({"序号", "较上期", "位次较上期", "较上期位次"})
"""Columns that number the rows, or compare them with an earlier paper."""

_OVERWRITTEN = frozenset(
    {"拟签", "停滞项目", "开而未建", "节点滞后", "未解决堵点", "落地(个)", "开工(个)", "到位资金", "入统(个)"}
    | {"履约率", "开工率", "资金到位率"}
)
"""Columns of what ledgers tell without a day of its own, the newer over the older: what they say now is of now."""

_OVERWRITTEN_RULES = frozenset({"stalled", "started-not-built"})
"""The same of figures of the text, by their rules."""

MOST_FILES = 3
"""So many ledgers are named as a reason; of more their number is told."""

PLACE = "位次"
NO_ROW = "无此行"

FigureName = tuple[str, str, str]
"""(table or heading, row, column)"""


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that is another one now."""

    name: str
    what: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class LastIssue:
    """The last paper of a kind that was issued before a period: what a paper of that period goes on from.

    `then` are the figures of its day as they are known now, `corrections` what of it is another one now.
    """

    paper: FrozenPaper
    then: FiguresThen | None = None
    corrections: tuple[Correction, ...] = ()


def corrections(frozen: FrozenPaper, now: DraftPaper, files: Sequence[tuple[str, str]]) -> tuple[Correction, ...]:
    """What of a paper is another one in `now`, the draft of the same day; `files` are today's ledgers with their last
    changes."""
    ledgers = _Ledgers(frozen.files, files)
    old, new = dict(_figures(frozen.draft)), dict(_figures(now))
    rows_then, rows_now = _rows(old), _rows(new)
    found: list[Correction] = []
    for name in dict.fromkeys((*old, *new)):
        table, row, column = name
        was, is_ = old.get(name), new.get(name)
        if (table, row) not in rows_then or (table, row) not in rows_now:
            whole = Correction(row, table, _there(row, table, rows_then), _there(row, table, rows_now), "")
            if whole not in found:
                found.append(whole)
        elif was is not None and is_ is not None and not _same(was, is_):
            reason = "按更正后的完成率重排" if column == PLACE else _reason(was, is_, ledgers)
            found.append(Correction(row or table, column, words_of(was), words_of(is_), reason))
    return tuple(found)


def _rows(figures: Mapping[FigureName, PaperWords]) -> set[tuple[str, str]]:
    return {(table, row) for table, row, _column in figures}


def _there(row: str, table: str, rows: set[tuple[str, str]]) -> str:
    return "有此行" if (table, row) in rows else NO_ROW


def _figures(draft: DraftPaper) -> Iterator[tuple[FigureName, PaperWords]]:
    """Each figure of a paper by its name: cells of tables that are no words, figures of the text that have a rule."""
    under = ""
    seen: Counter[FigureName] = Counter()
    for block in draft.blocks:
        if isinstance(block, DraftTable):
            yield from _cells(block) if block.caption not in _COMPARED else ()
            continue
        if block.kind is PassageKind.HEADING:
            under = block.words
        for part in block.parts:
            trace = _trace(part)
            if trace and trace.rule not in _OVERWRITTEN_RULES:
                with speaking("zh"):
                    name = (under, "", rule_label(trace.rule))
                seen[name] += 1
                yield (*name[:2], name[2] if seen[name] == 1 else f"{name[2]}（第{seen[name]}处）"), part


def _cells(table: DraftTable) -> Iterator[tuple[FigureName, PaperWords]]:
    seen: Counter[str] = Counter()
    for row in table.told:
        if len(row.cells) != len(table.heads):
            continue
        name = words_of(row.cells[table.named])
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}（{seen[name]}）"
        for at, head in enumerate(table.heads):
            if at not in table.words_in and head not in _NUMBERS | _OVERWRITTEN:
                yield (table.caption, name, head), row.cells[at]


def _trace(part: PaperWords) -> Trace | None:
    figure = figure_of(part)
    return figure.trace if figure else None


def _same(was: PaperWords, now: PaperWords) -> bool:
    """Printed with more decimals it is the same figure."""
    one, other = words_of(was), words_of(now)
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _reason(was: PaperWords, now: PaperWords, ledgers: _Ledgers) -> str:
    """Which of the ledgers behind the figure changed; of many their number."""
    traces = [trace for part in (was, now) if (trace := _trace(part)) and trace.rows]
    if not traces:
        return "未逐行追溯"
    files = dict.fromkeys(place.file for trace in traces for place in trace.rows)
    told = [words for file in files if (words := ledgers.changed(file))]
    if len(told) > MOST_FILES:
        return f"所据{len(told)}份台账有改动"
    return "；".join(told) or "所据台账未变，由裁定、设置或其他台账引起"


class _Ledgers:
    """The ledgers of two days with the moments of their last changes, and what became of each between them."""

    def __init__(self, before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> None:
        self._before = {file: _moment(said) for file, said in before}
        self._after = {file: _moment(said) for file, said in after}
        gone = {at: file for file, at in self._before.items() if at and file not in self._after}
        came = {at: file for file, at in self._after.items() if at and file not in self._before}
        self._renamed = {name for at in gone.keys() & came.keys() for name in (gone[at], came[at])}
        """Files that went under one name and came under another, last changed at one moment: that changes no figure."""

    def changed(self, file: str) -> str:
        """What became of it; "" where it is as it was."""
        if file in self._renamed:
            return ""
        name = f"《{PurePosixPath(file).stem}》"
        if file not in self._after:
            return f"{name}不再计入"
        if file not in self._before:
            return f"{name}为新收到"
        now = self._after[file]
        if self._before[file] == now:
            return ""
        return f"{name}{month_day(now.date()) if now else ''}有改动"


def _moment(said: str) -> datetime | None:
    """A moment as it was frozen, in whatever zone; None for an unknown one."""
    return datetime.fromisoformat(said) if said else None


def corrections_table(found: Sequence[Correction]) -> DraftTable:
    """更正: the old figure, the new one, and why."""
    rows = list_rows((one.name, one.what, one.was, one.now, one.reason or "—") for one in found)
    heads = ("序号", "单位（表）", "数据", "印发数", "更正为", "原因")
    return DraftTable(CORRECTED, "单位同原表", heads, rows, frozenset({1, 2, 5}))


def corrected(frozen: FrozenPaper, found: Sequence[Correction] | None, today: date) -> DraftPaper:
    """The paper as it was issued, and behind it what has changed since; None: there is nothing to compare it with."""
    until = f"本期于{month_day(frozen.day)}印发。截至{month_day(today)}，"
    if found is None:
        more: tuple[Passage | DraftTable, ...] = (note(f"{until}看板上已无此项，未作比较。"),)
    elif not found:
        more = (note(f"{until}印发数据无更正。"),)
    else:
        said = body(f"{until}下列数据有变；印发件不改，以更正为准，并计入下期。")
        more = (heading("印发后更正"), said, corrections_table(found))
    return replace(frozen.draft, blocks=(*frozen.draft.blocks, *more))
