"""半月工作动态: how far the whole and each unit are, what reports came, what stands still, and what is asked of units.

It names no person beside a fault, no forecast and no cause; a unit is named in the table alone. What a unit has not
reported, or nobody could read, is told as such and is never a zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from data.export.papers.completion_table import CompletionTables
from data.export.papers.corrections import LastIssue, corrections_table
from data.export.papers.draft import (
    BLANK_DAY,
    DraftPaper,
    DraftTable,
    NothingToReport,
    PaperWords,
    Passage,
    PassageKind,
    Stated,
    body,
    heading,
)
from data.export.papers.figures_then import carried, carried_table, figures_of
from data.export.papers.paper_periods import PaperPeriod, month_day
from data.model import HIDDEN_STATES, UNHEARD, Board, FairProgress, Light, Stage, StallReason, Standing, Trace
from data.wording import speaking
from data.wording.codes import stage_word, unit_kind_word
from data.wording.numbers import decimals_for, half_up, percent, points, yi

FAR_BEHIND = Light.RED
"""The light of units that are counted as far below pace."""


def circular(board: Board, period: PaperPeriod, number: int | None = None, last: LastIssue | None = None) -> DraftPaper:
    """The circular of a period, out of the board of its last day (or of today, while the period runs). `number` is the
    issue's; without one its place stays blank. `last` is the issue before it. Raises NothingToReport."""
    with speaking("zh"):
        progress = board.leading
        if progress is None:
            raise NothingToReport
        goals = next((one for line, one in zip(board.progress, board.goals, strict=False) if line is progress), None)
        tables = CompletionTables(board, progress, goals, last.paper.figures if last else None)
        issue = "　　" if number is None else str(number)
        blocks: tuple[Passage | DraftTable, ...] = (
            *_opening(board, progress, period),
            heading("一、总体情况"),
            *_whole(board, progress, tables),
            heading("二、完成情况及排名"),
            *_tables(tables),
            *_since_last(board, last),
            heading("三、报送情况"),
            *_reports(board, progress),
            heading("四、项目推进"),
            *_projects(board),
            heading("五、存在问题"),
            *_problems(board, progress),
            heading("六、下一步工作"),
            *_asked(progress),
            *_remarks(board, progress, tables, last),
            *_signatures(),
        )
        place = board.place or ""
        return DraftPaper("circular", f"{place}招商引资工作动态（第{issue}期）", board.as_of, blocks)


def _opening(board: Board, progress: FairProgress, period: PaperPeriod) -> Iterator[Passage]:
    kinds = dict.fromkeys(unit_kind_word(unit.kind) for unit in progress.units if unit.kind and not unit.superior)
    to = "、".join(f"各{kind}" for kind in kinds) or "各单位"
    yield Passage((f"{to}：",), PassageKind.TO)
    span = f"{month_day(period.first)}至{month_day(min(period.last, board.as_of))}"
    yield body(f"现将招商引资工作进展情况通报如下。统计期{span}，数据截至{_until(board)}。")


def _until(board: Board) -> str:
    """A whole day, or while it runs the minute."""
    now = board.now
    if board.as_of < now.date():
        return f"{month_day(board.as_of)}24时"
    return f"{month_day(board.as_of)}{now.hour}时{now.minute:02d}分"


def _whole(board: Board, progress: FairProgress, tables: CompletionTables) -> Iterator[Passage]:
    said: list[PaperWords] = [
        f"{_scope(progress)}共签约合同项目",
        tables.whole(str(progress.contracts), "signed"),
        f"个，{tables.basis}",
        tables.whole(tables.amount(progress.signed), "signed"),
        "亿元",
    ]
    if progress.target and progress.completion is not None:
        said.append(f"，完成总任务{tables.amount(progress.target)}亿元的")
        said.append(tables.whole(percent(progress.completion), "completion"))
        if progress.pace is not None:
            said.append(f"；序时进度{percent(progress.pace)}，{_to_pace(progress.completion, progress.pace)}")
    said.append("。")
    if tables.target and tables.target != progress.target:  # beside a target of nothing no rate says anything
        rate = tables.whole(percent(progress.signed / tables.target), "completion")
        said += [f"分解到各单位的任务合计{tables.amount(tables.target)}亿元，完成", rate, "。"]
    beside = [
        f"{word}{count}个、{_exact(amount)}亿元"
        for word, count, amount in (
            ("协议", progress.frameworks, progress.framework_amount),
            ("意向", progress.intents, progress.intent_amount),
        )
        if count
    ]
    if beside:
        said.append(f"另有{'，'.join(beside)}，均不计入完成数。")
    yield body(*said)


def _scope(progress: FairProgress) -> str:
    return f"{progress.fair}" if progress.fair else "全季"


def _to_pace(completion: Decimal, pace: Decimal) -> str:
    gap = points(completion, pace)
    if not gap:
        return "与序时持平"
    return f"{'高于' if gap > 0 else '低于'}序时{abs(gap):f}个百分点"


def _exact(amount: Decimal) -> str:
    return yi(amount, decimals_for([amount], 2))


def _tables(tables: CompletionTables) -> Iterator[DraftTable]:
    yield tables.amounts()
    counts = tables.counts()
    if counts is not None:
        yield counts


def _since_last(board: Board, last: LastIssue | None) -> Iterator[Passage | DraftTable]:
    """How the figures come from those of the last issue, and what of that is corrected here."""
    now = figures_of(board)
    if last is None or last.then is None or last.paper.figures is None or now is None:
        return
    if last.paper.figures.compares(now) and last.then.compares(now):
        yield carried_table(carried(last.paper.figures, last.then, now))
    if last.corrections:
        yield body(f"{_issue(last)}印发后，下列数据有变，在此更正：")
        yield corrections_table(last.corrections)


def _issue(last: LastIssue) -> str:
    """第8期（2026年4月16日印发）."""
    day = last.paper.day
    number = "上期" if last.paper.number is None else f"第{last.paper.number}期"
    return f"{number}（{day.year}年{day.month}月{day.day}日）"


def _reports(board: Board, progress: FairProgress) -> Iterator[Passage]:
    units = [unit for unit in progress.units if not unit.superior]
    heard = sum(unit.standing not in UNHEARD for unit in units)
    said = [f"列入统计的{len(units)}个单位中，已收到并读入台账的{heard}个"]
    told = (
        (Standing.SILENT, "未收到台账的{n}个"),
        (Standing.UNREAD, "台账已报、尚未读入的{n}个"),
        (Standing.PARTIAL, "部分数据待核的{n}个"),
    )
    counts = Counter(unit.standing for unit in units)
    said += [words.format(n=counts[standing]) for standing, words in told if counts[standing]]
    faulty = any(item.marks.state not in HIDDEN_STATES for item in board.faults)
    yield body("，".join(said) + "。" + ("报送质量有待提高，具体问题另行告知各单位。" if faulty else ""))


_STAGES = tuple(Stage)


def _projects(board: Board) -> Iterator[Passage]:
    stalled = Counter(item.stage for item in board.stalled)
    if not board.stalled:
        yield body("没有超过规定时限未取得进展的项目。")
    else:
        by_stage = "、".join(f"{stage_word(stage)}{stalled[stage]}个" for stage in _STAGES if stalled[stage])
        late = sum(item.reason is StallReason.MILESTONE for item in board.stalled)
        nodes = f"，其中节点逾期{late}个" if late else ""
        count = Stated(str(len(board.stalled)), Trace("stalled", rows=tuple(item.place for item in board.stalled)))
        yield body("超过规定时限未取得进展的项目", count, f"个（{by_stage}）{nodes}。")
    unbuilt = board.stall_work.started_not_built
    if unbuilt:
        rows = tuple(place for one in unbuilt for place in one.trace.rows)
        yield body(
            "开工后未见资金到位或形象进度的项目",
            Stated(str(len(unbuilt)), Trace("started-not-built", rows=rows)),
            "个。",
        )


def _problems(board: Board, progress: FairProgress) -> Iterator[Passage]:
    """Themes with counts; of units whose ledgers were read, and that owe something."""
    owing = [unit for unit in progress.units if unit.target and not unit.part_of and unit.standing not in UNHEARD]
    zero = sum("zero_signing" in unit.flags for unit in owing if unit.standing is Standing.READ)
    far = sum(unit.light is FAR_BEHIND for unit in owing)
    told = (
        (zero, "尚未实现签约的单位{n}个，占已读入台账、有任务单位的{share}。"),
        (far, "完成率低于序时进度较多的单位{n}个，占{share}。"),
    )
    themes = [words.format(n=n, share=_share(n, len(owing))) for n, words in told if n]
    blockers = sum(load.open for load in board.stall_work.blockers)
    if blockers:
        themes.append(f"各单位台账所列尚未解决的问题{blockers}个。")
    if not themes:
        yield body("未见需要通报的共性问题。")
    yield from (body(f"{at}. {words}") for at, words in enumerate(themes, 1))


def _share(part: int, whole: int) -> str:
    return f"{half_up(Decimal(part) * 100 / whole, 0):f}%"


def _asked(progress: FairProgress) -> Iterator[Passage]:
    ready = f"，做好{progress.fair}开幕前的各项准备" if progress.fair else ""
    asks = (
        f"请各单位对照任务和序时进度，抓紧推动拟签项目签约{ready}。",
        "请有停滞项目的单位逐个说明进展和需要协调的事项，有堵点的请相关部门抓紧办理。",
        "请尚未报送或数据待核的单位尽快补报、核对台账。",
    )
    yield from (body(f"{at}. {words}") for at, words in enumerate(asks, 1))


def _remarks(
    board: Board, progress: FairProgress, tables: CompletionTables, last: LastIssue | None
) -> Iterator[Passage]:
    before = f"与{_issue(last)}比，不可比的列“—”" if last else "无上期印发件的列“—”"
    notes = [
        f"口径：{tables.basis}，合同项目计入，协议、意向不计入；金额单位：亿元。",
        "数据来源：各单位报送、招商部门汇总，未经统计部门核定，入统以统计部门为准。",
        f"位次按未取整的完成率在同类单位中排列；尚无完成数的不排位次。较上期位次：{before}。",
        *_doubts(progress, tables),
    ]
    yield Passage(("附注：",), PassageKind.NOTE)
    yield from (Passage((f"{at}. {words}",), PassageKind.NOTE) for at, words in enumerate(notes, 1))


def _doubts(progress: FairProgress, tables: CompletionTables) -> Iterator[str]:
    """What of the sums is not sure, and why rows may not add up to them."""
    if any(unit.part_of for unit in progress.units):
        yield "“其中”行已含在上级单位数内，不计入合计和位次。"
    twice = tables.units_sum - progress.signed
    if twice > 0:
        yield f"各单位数相加为{tables.amount(tables.units_sum)}亿元，其中{tables.amount(twice)}亿元在合计中只计一次。"
    elif twice < 0:
        yield f"合计含未列入上列各单位数的{tables.amount(-twice)}亿元。"
    if progress.to_confirm:
        doubt = progress.to_confirm
        yield f"合并待确认项目{doubt.pairs}对、{_exact(doubt.amount)}亿元，确认前在合计中只计一次。"
    if progress.possible:
        doubt = progress.possible
        yield f"可能重复的项目{doubt.pairs}对、{_exact(doubt.amount)}亿元，确认前照计。"
    counts = [unit.uncounted for unit in progress.units if not unit.part_of and unit.uncounted.count]
    if counts:
        amount = sum((one.amount for one in counts), Decimal(0))
        known = f"、已知金额{_exact(amount)}亿元" if amount else ""
        yield f"待核{sum(one.count for one in counts)}个{known}，未计入完成数。"
    for rows, words in (
        (progress.no_basis, "未填金额"),
        (progress.no_date, "缺签约日期"),
        (progress.no_paper, "性质不明"),
    ):
        if rows:
            yield f"{words}的{len(rows)}行未计入金额。"


def _signatures() -> Iterator[Passage]:
    """Places to be filled in by hand: nobody's name is made up."""
    for line in (
        "联系人：　　　　　　电话：",
        "拟稿：　　　　核稿：　　　　签发：",
        "抄送：",
        f"（印　　份）{BLANK_DAY}",
    ):
        yield Passage((line,), PassageKind.SIGNED)
