"""督查通报, by the month, and 季度排名: the circular's tables, and beside them what stands still by unit, or what
became of contracts and who stands last. Who stands last is listed for people to look at; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.export.papers.circular import Section, asked_of_units, of_period, problems, reports
from data.export.papers.completion_table import CompletionTables, by_group
from data.export.papers.corrections import LastIssue
from data.export.papers.draft import DraftPaper, DraftTable, Passage, body, list_rows, note
from data.export.papers.figures_then import FiguresThen, bad_quarters, figures_of
from data.export.papers.fulfilment_table import fulfilment_notes, fulfilment_table
from data.export.papers.paper_periods import PaperPeriod, days_words
from data.export.papers.unit_work_table import SHARED, UnitWork, unread_note
from data.model import LEAST_RANKED, Board, FairProgress, UnitProgress, beside
from data.rules.signing.last_and_below import is_below, is_last
from data.wording import speaking
from data.wording.code_words import unit_kind_word
from data.wording.numbers import percent
from data.wording.period_names import period_words
from data.wording.unit_words import provisional


def monthly_circular(
    board: Board, period: PaperPeriod, number: int | None = None, last: LastIssue | None = None
) -> DraftPaper:
    """The month's, out of the board of its last day; it goes on from the `last` issue. Raises NothingToReport."""

    def sections(progress: FairProgress, _tables: CompletionTables) -> Iterator[Section]:
        work = UnitWork(board, progress)
        yield "督查情况", (*reports(board, progress), work.table("项目推进和事项办理情况"), *_beside(board, work))
        yield "存在问题", problems(board, progress)
        yield "下一步工作", asked_of_units(progress)

    with speaking("zh"):
        title = f"招商引资督查通报（{_of(period)}{_issue(number)}）"
        return of_period("monthly", title, board, period, last, sections)


def quarterly_ranking(
    board: Board,
    period: PaperPeriod,
    number: int | None = None,
    last: LastIssue | None = None,
    issued: Sequence[FiguresThen] = (),
) -> DraftPaper:
    """The quarter's, out of the board of its last day; it goes on from the `last` issue, `issued` are the figures of
    all of them. Raises NothingToReport."""

    def sections(progress: FairProgress, tables: CompletionTables) -> Iterator[Section]:
        yield "履约情况", _fulfilled(board, progress)
        yield "排名末位的单位（供研究）", (*_last_ones(board, progress, tables), *_bad_in_a_row(board, issued))

    with speaking("zh"):
        title = f"招商引资季度排名（{_of(period)}{_issue(number)}）"
        return of_period("quarterly", title, board, period, last, sections)


def _fulfilled(board: Board, progress: FairProgress) -> Iterator[Passage | DraftTable]:
    conversion = beside(board, progress, board.conversions)
    if conversion is None:
        yield body("没有签约项目。")
        return
    yield fulfilment_table(board, progress, conversion)
    yield note(f"注：{''.join(fulfilment_notes(progress, conversion))}")


def _beside(board: Board, work: UnitWork) -> Iterator[Passage]:
    """Why the rows do not add up to the sum, and what is not in them."""
    said = f"{SHARED if work.shared else ''}{unread_note(board)}"
    if said:
        yield note(said)


def _of(period: PaperPeriod) -> str:
    """What the period is called: 2026年5月, 2026年第二季度; its days where it is no whole one."""
    words = period_words(period.code)
    year = f"{period.first.year}年"
    if words == period.code:
        return f"{year}{days_words(period.first, period.last)}"
    return words if words.startswith(year) else f"{year}{words}"


def _issue(number: int | None) -> str:
    return "" if number is None else f"　第{number}期"


def last_and_below(units: Sequence[UnitProgress]) -> tuple[list[UnitProgress], list[str]]:
    """The last of each group of at least five ranked, where they are below pace and below all of their target; and the
    kinds of which nothing can be said, since a ledger of theirs was not read whole. Who shares the last place with all
    others is not last."""
    waiting = provisional(units)
    found: list[UnitProgress] = []
    unsure: list[str] = []
    for metric in ("amount", "projects"):
        owing = [unit for unit in units if unit.metric == metric and not unit.superior and not unit.part_of]
        for (kind, parent), group in by_group(owing).items():
            ranked = [(unit.rank, unit) for unit in group if unit.rank is not None and unit.completion]
            ranks = [rank for rank, _unit in ranked]
            if len(ranks) < LEAST_RANKED:
                continue
            if (kind, parent, metric) in waiting:
                unsure.append(unit_kind_word(kind))
                continue
            found += [unit for rank, unit in ranked if is_last(rank, ranks) and is_below(unit.completion, unit.pace)]
    return found, list(dict.fromkeys(unsure))


def _last_ones(board: Board, progress: FairProgress, tables: CompletionTables) -> Iterator[Passage | DraftTable]:
    found, unsure = last_and_below(progress.units)
    rates = tables.rates()
    yield body(f"同类参加排名的单位在{LEAST_RANKED}个以上、位次在末位且低于序时的，列出供领导研究，不作结论。")
    if found:
        rows = list_rows(
            (
                unit.unit,
                unit_kind_word(unit.kind),
                tables.stated(rates[unit.unit], "completion", unit.unit),
                "—" if unit.pace is None else percent(unit.pace),
                f"{unit.rank}/{unit.ranked_of}",
            )
            for unit in found
        )
        yield DraftTable("", "", ("序号", "单位", "类别", "完成率", "序时", "位次"), rows, frozenset({1, 2}))
    else:
        yield body("没有这样的单位。" if not unsure else "其余类别没有这样的单位。")
    if unsure:
        yield body(f"{'、'.join(unsure)}有台账待核，位次暂列，未作比较。")
    runs = [run for run in board.bad_runs if run.current]
    if runs:
        said = "；".join(f"{run.unit}（{'、'.join(period_words(one.period) for one in run.quarters)}）" for run in runs)
        yield body(f"考核台账中连续排名末位的单位：{said}。")


def _bad_in_a_row(board: Board, issued: Sequence[FiguresThen]) -> Iterator[Passage]:
    """Who was last and below pace in the rankings that were issued before this one too."""
    now = figures_of(board)
    if not issued or now is None:
        return
    rows = {unit: count for unit, count in bad_quarters([*issued, now]).items() if count > 1}
    if rows:
        said = "、".join(f"{unit}（连续{count}期）" for unit, count in rows.items())
        yield body(f"按已印发的季度排名和本期，连续位次在末位且低于序时的单位：{said}。")
