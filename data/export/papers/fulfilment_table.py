"""履约表: what became of a fair's contracts, by unit. 会后90天 tells the days since the fair closed; the quarterly
ranking has the same table of the scope that stands first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from data.export.papers.completion_table import NONE, by_group, group_heading, in_order, unit_name
from data.export.papers.draft import (
    DraftPaper,
    DraftRow,
    DraftTable,
    NothingToReport,
    PaperWords,
    Passage,
    RowKind,
    Stated,
    body,
    by_hand,
    note,
    numbered,
    subtitle,
)
from data.export.papers.paper_periods import month_day
from data.export.papers.paper_sentences import BLANK, NOT_AUDITED, exact_yi, in_doubt, until
from data.export.papers.unit_work_table import unread_note
from data.model import (
    UNHEARD,
    Board,
    Conversion,
    ConversionLine,
    FairCountdown,
    FairProgress,
    Rate,
    UnitProgress,
    beside,
)
from data.wording import N_, speaking
from data.wording.code_words import basis_word
from data.wording.numbers import decimals_for, yi
from data.wording.unit_words import doubt_words, unit_light_word

DAYS_AFTER = 90
"""How long after its close a fair's contracts are followed."""

_NAMES = {"fulfilment": "履约率", "start": "开工率", "paid_in": "资金到位率"}
_HEADS = (
    "序号",
    "单位",
    "合同(个)",
    "合同额",
    "落地(个)",
    "开工(个)",
    "到位资金",
    "入统(个)",
    "退出(个)",
    *_NAMES.values(),
    "待核",
)
_COUNTED = ("landed", "started")
_RATES = tuple(_NAMES)


def after_fair(board: Board, name: str) -> DraftPaper:
    """The table of a fair that has closed, by name; of the last that did, without one. Raises NothingToReport."""
    closed = [one for one in board.fairs if one.closed]
    fair = next((one for one in board.fairs if one.name == name), None) if name else _last(closed)
    if fair is None:
        raise NothingToReport(N_("no fair has closed yet"))
    if not fair.closed:
        raise NothingToReport(N_("{fair} has not closed yet"), fair=fair.name)
    progress = next((line for line in board.progress if line.fair == fair.name), None)
    conversion = beside(board, progress, board.conversions) if progress else None
    if progress is None or conversion is None:
        raise NothingToReport
    with speaking("zh"):
        blocks: tuple[Passage | DraftTable, ...] = (
            subtitle(f"（截至{until(board)}）"),
            body(_days(board, fair)),
            body(*_whole(conversion, progress)),
            fulfilment_table(board, progress, conversion),
            note("".join(_notes(board, progress, conversion))),
            by_hand(f"填表：{BLANK * 6}审核：{BLANK * 6}"),
        )
        title = f"{board.place}{fair.name}会后{DAYS_AFTER}天项目履约情况表"
        return DraftPaper("after", title, board.as_of, blocks, one_page=True)


def closed_fair(board: Board, name: str) -> str:
    """The fair that is meant by a name; without one the last that closed ("": none has)."""
    last = _last([one for one in board.fairs if one.closed])
    return name or (last.name if last else "")


def _last(closed: list[FairCountdown]) -> FairCountdown | None:
    return max(closed, key=lambda one: one.closes, default=None)


def _days(board: Board, fair: FairCountdown) -> str:
    """会后第30天，90天于4月9日期满."""
    end, day = fair.closes + timedelta(days=DAYS_AFTER), (board.as_of - fair.closes).days
    if day <= DAYS_AFTER:
        return f"{fair.name}于{month_day(fair.closes)}闭幕，今天是会后第{day}天，{DAYS_AFTER}天于{month_day(end)}期满。"
    return (
        f"{fair.name}于{month_day(fair.closes)}闭幕，{DAYS_AFTER}天已于{month_day(end)}期满；以下为会后第{day}天的数。"
    )


def _whole(conversion: Conversion, progress: FairProgress) -> tuple[PaperWords, ...]:
    total = conversion.total
    steps = {step.name: step for step in total.steps}
    amount = Stated(exact_yi(steps["signed"].amount), total.trace)
    said: list[PaperWords] = [f"签约合同项目{total.net.count}个、", amount, "亿元"]
    said.append(f"，落地{steps['landed'].count}个，开工{steps['started'].count}个")
    said.append(f"，到位资金{exact_yi(steps['paid_in'].amount)}亿元")
    if total.struck_off.count:
        said.append(f"；退回、置换、终止{total.struck_off.count}个，不在其内")
    if progress.after_close_count:
        said.append(f"；会后补签{progress.after_close_count}个、{exact_yi(progress.after_close)}亿元，另计")
    return (*said, "。")


def fulfilment_table(board: Board, progress: FairProgress, conversion: Conversion) -> DraftTable:
    """By unit, under their kinds; the whole counts each project once."""
    lines = {line.unit: line for line in conversion.units}
    printed = (conversion.total, *conversion.units)
    paid = [step.amount for line in printed for step in line.steps if step.name == "paid_in"]
    decimals = decimals_for([line.net.amount for line in printed], 2), decimals_for(paid, 2)
    rows: list[DraftRow] = []
    for group, units in by_group(unit for unit in progress.units if not unit.superior).items():
        rows.append(group_heading(group))
        for unit in in_order(units):
            kind = RowKind.PART if unit.part_of else RowKind.OWN
            rows.append(DraftRow((unit_name(unit), *_cells(unit, lines.get(unit.unit), decimals)), kind))
    rows.append(DraftRow(("合计", *_told(conversion.total, decimals), ""), RowKind.TOTAL))
    heads = (*_HEADS[:3], basis_word(board.basis), *_HEADS[4:])
    return DraftTable("项目履约情况", "单位：亿元", heads, tuple(numbered(rows)), frozenset({1, len(heads) - 1}))


def _cells(unit: UnitProgress, line: ConversionLine | None, decimals: tuple[int, int]) -> tuple[PaperWords, ...]:
    if unit.standing in UNHEARD or line is None:
        return (unit_light_word(unit) if unit.standing in UNHEARD else NONE, *[NONE] * (len(_HEADS) - 3))
    return (*_told(line, decimals), doubt_words(unit) or NONE)


def _told(line: ConversionLine, decimals: tuple[int, int]) -> tuple[PaperWords, ...]:
    steps = {step.name: step for step in line.steps}
    rates = {rate.name: rate for rate in line.rates}
    return (
        str(line.net.count),
        Stated(yi(line.net.amount, decimals[0]), line.trace),
        *(str(steps[name].count) for name in _COUNTED),
        yi(steps["paid_in"].amount, decimals[1]),
        str(steps["booked"].count),
        str(line.struck_off.count),
        *(_rate(rates.get(name)) for name in _RATES),
    )


def _figures(line: ConversionLine) -> list[Decimal]:
    """All that the table prints of a line and that may be summed."""
    counts = (step.count for step in (line.net, line.struck_off, *line.steps))
    return [*map(Decimal, counts), *(step.amount for step in (line.net, *line.steps))]


def _rate(rate: Rate | None) -> PaperWords:
    if rate is None or rate.printed is None:
        return NONE
    return Stated(f"{rate.printed:f}%", rate.trace)


def _made_of(rate: Rate) -> str:
    """履约率＝24/43: of projects, or of amounts in 亿元."""
    numbers = (rate.numerator, rate.denominator)
    told = [exact_yi(one) if rate.name == "paid_in" else f"{one.normalize():f}" for one in numbers]
    return f"{_NAMES[rate.name]}＝{'/'.join(told)}"


def fulfilment_notes(progress: FairProgress, conversion: Conversion) -> Iterator[str]:
    """What the table rests on, and why its rows may not add up to its sum."""
    yield f"合计的{'，'.join(_made_of(rate) for rate in conversion.total.rates if rate.name in _RATES)}。"
    known = {line.unit: line for line in conversion.units}
    owing = (unit.unit for unit in progress.units if not (unit.superior or unit.part_of or unit.standing in UNHEARD))
    rows = [_figures(known[unit]) for unit in owing if unit in known]
    if any(unit.part_of for unit in progress.units):
        yield "“其中”行已含在上级单位行内。"
    columns = zip(_figures(conversion.total), *rows, strict=True)
    if any(sum(column, Decimal(0)) != whole for whole, *column in columns):
        yield "合计中每个项目只计一次，含未列入上列各单位的项目，与各单位行之和不等。"


def _notes(board: Board, progress: FairProgress, conversion: Conversion) -> Iterator[str]:
    yield "注："
    yield from fulfilment_notes(progress, conversion)
    yield NOT_AUDITED
    yield from in_doubt(progress)
    yield unread_note(board)
