"""半月工作动态: how far the whole and each unit are, what reports came, what stands still, and what is asked of units.

It names no person beside a fault, no forecast and no cause; a unit is named in the table alone. What a unit has not
reported, or nobody could read, is told as such and is never a zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from data.export.papers.completion_table import CompletionTables
from data.export.papers.corrections import LastIssue, corrections_table
from data.export.papers.draft import (
    BLANK_DAY,
    DraftPaper,
    DraftTable,
    Passage,
    PassageKind,
    Stated,
    body,
    by_hand,
    heading,
    note,
)
from data.export.papers.figures_then import carried, carried_table, figures_of
from data.export.papers.paper_periods import PaperPeriod, days_words, full_day
from data.export.papers.paper_sentences import NOT_AUDITED, doubts, leading, until, whole
from data.model import HIDDEN_STATES, UNHEARD, Board, FairProgress, Light, Stage, StallReason, Standing, Trace
from data.wording import speaking
from data.wording.code_words import stage_word, unit_kind_word
from data.wording.numbers import half_up

FAR_BEHIND = Light.RED
"""The light of units that are counted as far below pace."""


def circular(board: Board, period: PaperPeriod, number: int | None = None, last: LastIssue | None = None) -> DraftPaper:
    """The circular of a period, out of the board of its last day (or of today, while the period runs). `number` is the
    issue's; without one its place stays blank. `last` is the issue before it. Raises NothingToReport."""

    def sections(progress: FairProgress, _tables: CompletionTables) -> Iterator[Section]:
        yield "报送情况", reports(board, progress)
        yield "项目推进", _projects(board)
        yield "存在问题", problems(board, progress)
        yield "下一步工作", asked_of_units(progress)

    issue = "　　" if number is None else str(number)
    with speaking("zh"):
        return of_period("circular", f"招商引资工作动态（第{issue}期）", board, period, last, sections)


Section = tuple[str, Iterable[Passage | DraftTable]]
"""(its heading, what stands below it)"""


def of_period(
    kind: str,
    title: str,
    board: Board,
    period: PaperPeriod,
    last: LastIssue | None,
    sections: Callable[[FairProgress, CompletionTables], Iterable[Section]],
) -> DraftPaper:
    """A paper of a period: to whom it goes, the whole, the units with what is new since the `last` issue, then its own
    `sections`, and what the figures rest on. Raises NothingToReport."""
    progress, tables = leading(board, last.paper.figures if last else None)
    told: tuple[Section, ...] = (
        ("总体情况", whole(progress, tables)),
        ("完成情况及排名", (*_completion(tables), *_since_last(board, last))),
        *sections(progress, tables),
    )
    blocks: list[Passage | DraftTable] = [*_opening(board, progress, period)]
    for number, (words, below) in zip("一二三四五六", told, strict=False):
        blocks += heading(f"{number}、{words}"), *below
    blocks += *_remarks(progress, tables, last), *_signatures()
    return DraftPaper(kind, f"{board.place}{title}", board.as_of, tuple(blocks))


def _opening(board: Board, progress: FairProgress, period: PaperPeriod) -> Iterator[Passage]:
    """To whom it goes, and of which days it is."""
    kinds = dict.fromkeys(unit_kind_word(unit.kind) for unit in progress.units if unit.kind and not unit.superior)
    to = "、".join(f"各{kind}" for kind in kinds) or "各单位"
    yield Passage((f"{to}：",), PassageKind.TO)
    span = days_words(period.first, min(period.last, board.as_of))
    yield body(f"现将招商引资工作进展情况通报如下。统计期{span}，数据截至{until(board)}。")


def _completion(tables: CompletionTables) -> Iterator[DraftTable]:
    """The tables of units, of those who owe an amount and of those who owe projects."""
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
    """第8期（2026年4月16日）."""
    number = "上期" if last.paper.number is None else f"第{last.paper.number}期"
    return f"{number}（{full_day(last.paper.day)}）"


def reports(board: Board, progress: FairProgress) -> Iterator[Passage]:
    """Of how many units ledgers came and were read."""
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
        count = Stated(str(len(unbuilt)), Trace("started-not-built", rows=rows))
        yield body("开工后未见资金到位或形象进度的项目", count, "个。")


def problems(board: Board, progress: FairProgress) -> Iterator[Passage]:
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


def asked_of_units(progress: FairProgress) -> Iterator[Passage]:
    """What is asked of units next."""
    ready = f"，做好{progress.fair}开幕前的各项准备" if progress.fair else ""
    asks = (
        f"请各单位对照任务和序时进度，抓紧推动拟签项目签约{ready}。",
        "请有停滞项目的单位逐个说明进展和需要协调的事项，有堵点的请相关部门抓紧办理。",
        "请尚未报送或数据待核的单位尽快补报、核对台账。",
    )
    yield from (body(f"{at}. {words}") for at, words in enumerate(asks, 1))


def _remarks(progress: FairProgress, tables: CompletionTables, last: LastIssue | None) -> Iterator[Passage]:
    """What the figures rest on, and what of them is in doubt."""
    before = f"与{_issue(last)}比，不可比的列“—”" if last else "无上期印发件的列“—”"
    notes = [
        f"口径：{tables.basis}，合同项目计入，协议、意向不计入；金额单位：亿元。",
        NOT_AUDITED,
        f"位次按未取整的完成率在同类单位中排列；尚无完成数的和同类仅一个单位的不排位次，待核数足以改变进度判断的列“待核”。较上期位次：{before}。",
        *doubts(progress, tables),
    ]
    yield note("附注：")
    yield from (note(f"{at}. {words}") for at, words in enumerate(notes, 1))


def _signatures() -> Iterator[Passage]:
    """Places to be filled in by hand: nobody's name is made up."""
    for line in (
        "联系人：　　　　　　电话：",
        "拟稿：　　　　核稿：　　　　签发：",
        "抄送：",
        f"（印　　份）{BLANK_DAY}",
    ):
        yield by_hand(line)
