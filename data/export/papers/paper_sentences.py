"""Sentences that several papers say alike: how far the whole is, to which minute, and what of its sums is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data.export.papers.completion_table import CompletionTables
from data.export.papers.draft import NothingToReport, PaperWords, Passage, body
from data.export.papers.figures_then import FiguresThen
from data.export.papers.paper_periods import month_day
from data.model import Board, FairProgress, beside
from data.wording.code_words import other_money
from data.wording.numbers import decimals_for, percent, points, yi

BLANK = "　"
"""What is to be filled in by hand: no ledger tells it, and nothing is made up."""

DAY_BY_HAND = f"{BLANK * 4}年{BLANK * 2}月{BLANK * 2}日"

NOT_AUDITED = "数据来源：各单位报送、招商部门汇总，未经统计部门核定，入统以统计部门为准。"


def leading(board: Board, before: FiguresThen | None = None) -> tuple[FairProgress, CompletionTables]:
    """The scope that stands first on the board, and its tables; `before` are the figures of the last issue. Raises
    NothingToReport."""
    progress = board.leading
    if progress is None:
        raise NothingToReport
    return progress, tables_of(board, progress, before)


def tables_of(board: Board, progress: FairProgress, before: FiguresThen | None = None) -> CompletionTables:
    """The tables of a line of progress."""
    return CompletionTables(board, progress, beside(board, progress, board.goals), before)


def until(board: Board) -> str:
    """A whole day, or while it runs the minute."""
    now = board.now
    if board.as_of < now.date():
        return f"{month_day(board.as_of)}24时"
    return f"{month_day(board.as_of)}{now.hour}时{now.minute:02d}分"


def whole(progress: FairProgress, tables: CompletionTables) -> Iterator[Passage]:
    """How much the whole has signed of its target, against the pace; what is signed beside contracts."""
    said: list[PaperWords] = [
        f"{scope_words(progress)}共签约合同项目{progress.contracts}个，{tables.basis}",
        tables.whole(tables.amount(progress.signed), "signed"),
        "亿元",
    ]
    if progress.target and progress.completion is not None:
        said.append(f"，完成总任务{tables.amount(progress.target)}亿元的")
        said.append(tables.whole(percent(progress.completion), "completion"))
        if progress.pace is not None:
            said.append(f"；序时进度{percent(progress.pace)}，{to_pace(progress.completion, progress.pace)}")
    said.append("。")
    if tables.target and tables.target != progress.target:  # beside a target of nothing no rate says anything
        rate = tables.whole(percent(progress.signed / tables.target), "completion")
        said += [f"分解到各单位的任务合计{tables.amount(tables.target)}亿元，完成", rate, "。"]
    beside = [
        f"{word}{count}个、{exact_yi(amount)}亿元"
        for word, count, amount in (
            ("协议", progress.frameworks, progress.framework_amount),
            ("意向", progress.intents, progress.intent_amount),
        )
        if count
    ]
    if beside:
        said.append(f"另有{'，'.join(beside)}，均不计入完成数。")
    yield body(*said)


def scope_words(progress: FairProgress) -> str:
    """The fair's name, or 全季."""
    return f"{progress.fair}" if progress.fair else "全季"


def to_pace(completion: Decimal, pace: Decimal) -> str:
    """高于序时3.2个百分点: the difference of the two printed rates."""
    gap = points(completion, pace)
    if not gap:
        return "与序时持平"
    return f"{'高于' if gap > 0 else '低于'}序时{abs(gap):f}个百分点"


def exact_yi(amount: Decimal) -> str:
    """An amount in 万元, in 亿元 with as many decimals as print it, two at least."""
    return yi(amount, decimals_for([amount], 2))


def doubts(progress: FairProgress, tables: CompletionTables) -> Iterator[str]:
    """What of the sums is not sure, and why rows may not add up to them."""
    if any(unit.part_of for unit in progress.units):
        yield "“其中”行已含在上级单位数内，不计入合计和位次。"
    twice = tables.units_sum - progress.signed
    if twice > 0:
        yield f"各单位数相加为{tables.amount(tables.units_sum)}亿元，其中{tables.amount(twice)}亿元在合计中只计一次。"
    elif twice < 0:
        yield f"合计含未列入上列各单位数的{tables.amount(-twice)}亿元。"
    if uneven := tables.uneven():
        yield f"{'、'.join(uneven)}列与各行之和不等：合计中每个项目只计一次，含未单列的单位。"
    yield from in_doubt(progress)


def in_doubt(progress: FairProgress) -> Iterator[str]:
    """What of the whole is not sure: what hangs on a decision, and what is not counted."""
    yield from _undecided(progress)
    yield from _uncounted(progress)


def _undecided(progress: FairProgress) -> Iterator[str]:
    """What hangs on somebody's decision: pairs that may be one project, rows of one that do not agree."""
    if progress.to_confirm:
        doubt = progress.to_confirm
        yield f"合并待确认项目{doubt.pairs}对、{exact_yi(doubt.amount)}亿元，确认前在合计中只计一次。"
    if progress.possible:
        doubt = progress.possible
        yield f"可能重复的项目{doubt.pairs}对、{exact_yi(doubt.amount)}亿元，确认前照计。"
    if progress.disputed or progress.at_most is not None:
        most = f"，合计最高可计{exact_yi(progress.at_most)}亿元" if progress.at_most is not None else ""
        left = f"，其中{progress.disputed}个未计入" if progress.disputed else ""
        yield f"各台账说法不一、待核的项目按较低的数计{left}{most}。"


def _uncounted(progress: FairProgress) -> Iterator[str]:
    counts = [unit.uncounted for unit in progress.units if not unit.part_of and unit.uncounted.count]
    if counts:
        amount = sum((one.amount for one in counts), Decimal(0))
        known = f"、已知金额{exact_yi(amount)}亿元" if amount else ""
        yield f"待核{sum(one.count for one in counts)}个{known}，未计入完成数。"
    if progress.other_currency:
        money = "、".join(other_money(code, amount) for code, amount in progress.other_currency)
        yield f"外币签约未折算，另计：{money}。"
    for rows, words in (
        (progress.no_basis, "未填金额"),
        (progress.no_date, "缺签约日期"),
        (progress.no_paper, "性质不明"),
    ):
        if rows:
            yield f"{words}的{len(rows)}行未计入金额。"
