"""外出招商统计表: trips of the half year by unit, for the government. Who did not travel stands with 未外出, unless a
ledger of trips was not read; how many people went stands in no ledger and is filled in by hand. No leader is named."""

from __future__ import annotations

from collections.abc import Iterator

from data.export.papers.completion_table import NONE
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    NothingToReport,
    Passage,
    RowKind,
    Stated,
    by_hand,
    note,
    numbered,
    subtitle,
)
from data.export.papers.paper_periods import PaperPeriod, days_words
from data.export.papers.paper_sentences import BLANK, until
from data.export.papers.unit_work_table import unread, unread_note
from data.model import Board, TripCount
from data.wording import N_, speaking

NOT_OUT = "未外出"
_HEADS = ("序号", "组别", "外出批次", "外出人数", "外出天数", "工作开展情况")


def trips_statistic(board: Board, period: PaperPeriod, number: int | None = None) -> DraftPaper:
    """The statistic of the half year that the period ends in. Raises NothingToReport without a ledger of trips."""
    trips = board.trips
    if trips is None:
        raise NothingToReport(N_("there is no ledger of outbound trips"))
    with speaking("zh"):
        sure = not unread(board, frozenset({"trips"}))
        rows = [DraftRow((line.unit, *_cells(line, sure=sure))) for line in trips.half]
        rows.append(DraftRow(("合计", *_cells(trips.half_total, sure=sure)), RowKind.TOTAL))
        half = f"{board.as_of.year}年{'上' if trips.half_from.month == 1 else '下'}半年"
        issue = "" if number is None else f"（第{number}期）"
        blocks: tuple[Passage | DraftTable, ...] = (
            subtitle(f"（统计期{days_words(trips.half_from, board.as_of)}）"),
            DraftTable("", "", _HEADS, tuple(numbered(rows)), frozenset({1, 5})),
            note("".join(_notes(board, trips.half_total))),
            by_hand(f"填表：{BLANK * 6}审核：{BLANK * 6}"),
        )
        return DraftPaper("trips", f"{board.place}{half}外出招商统计表{issue}", board.as_of, blocks)


def _cells(line: TripCount, *, sure: bool) -> tuple[str | Stated, ...]:
    """Trips count by their day of departure; a trip without a day of return gives no days."""
    if not line.trips:
        return ("0" if sure else NONE, "0" if sure else NONE, NONE, NOT_OUT if sure else "待核")
    days = Stated(str(line.days), line.trace)
    if line.no_return:
        days = Stated(f"{line.days}（{line.no_return}批未填返回）" if line.days else "未填返回", line.trace)
    done = [f"对接企业{line.firms}家"] if line.firms else []
    done += [f"意向项目线索{line.leads}条"] if line.leads else []
    return (Stated(str(line.trips), line.trace), BLANK, days, "，".join(done) or BLANK)


def _notes(board: Board, total: TripCount) -> Iterator[str]:
    yield f"注：截至{until(board)}。按出发日期统计，天数含往返当日；外出人数台账未列，由各组填写。"
    if total.planned:
        yield f"另有已安排、尚未出发的{total.planned}批，未计入。"
    yield unread_note(board)
