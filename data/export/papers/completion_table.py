"""完成情况表: what each unit owes and has signed, with its place; amounts and numbers of projects in tables apart.

Places go by unrounded rates: equal ones share a place (并列), two that print alike and differ get one more decimal, a
unit with nothing done has none and stands after the ranked. 其中 lines are part of the line above and of no sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from data.export.papers.draft import DraftRow, DraftTable, PaperWords, RowKind, Stated, numbered
from data.export.papers.figures_then import FiguresThen, figures_of, moved
from data.model import UNHEARD, UNJUDGED, Board, FairProgress, Goals, Standing, Trace, UnitProgress
from data.wording.code_words import basis_word, unit_kind_word
from data.wording.numbers import decimals_for, half_up, percent, yi
from data.wording.unit_words import provisional, unit_light_word

HEADS = ("序号", "单位", "任务", "完成(合同)", "完成率", "位次", "较上期", "协议", "意向(不计)", "拟签", "待核")
COUNT_HEADS = ("序号", "单位", "任务", "完成", "完成率", "位次", "较上期")
NONE = "—"
_MOST_DECIMALS = 6
_AT_LEAST = 2

RankedTogether = tuple[str, str]
"""Units that are ranked against each other: their kind, and the unit that they are below."""
_RowOf = Callable[[UnitProgress, str, str], tuple[PaperWords, ...]]
"""(unit, its rate, its place) -> its cells behind the name."""


class CompletionTables:
    """The tables of one scope of a board. All amounts have the same decimals, as many as print them exactly, so that
    the rows of a table add up to its sum. `before` are the figures of the last issue: places are compared with its."""

    def __init__(
        self, board: Board, progress: FairProgress, goals: Goals | None, before: FiguresThen | None = None
    ) -> None:
        self._now, self._before = figures_of(board), before
        self.basis = basis_word(board.basis)
        self._progress = progress
        self._waiting = provisional(progress.units)
        self._rows = {one.unit: m.trace.rows for one in (goals.units if goals else ()) for m in one.metrics[:1]}
        self._every_row = tuple(dict.fromkeys(place for places in self._rows.values() for place in places))
        amounts = [unit.measured.signed for unit in progress.units] + [unit.target for unit in self._of("amount")]
        self._decimals = decimals_for([*amounts, progress.signed, progress.target], _AT_LEAST)
        owing = [unit for unit in progress.units if not unit.part_of]
        targets = [unit.target for unit in self._of("amount") if unit.target is not None and not unit.part_of]
        self.target = sum(targets, Decimal(0)) if targets else None
        self.units_sum = sum((u.measured.signed for u in owing if u.standing not in UNHEARD), Decimal(0))

    def amounts(self) -> DraftTable:
        """The table of those who owe an amount, or nothing; its sum is that of the whole."""
        units = self._of("amount")
        rows = [row for group, of in by_group(units).items() for row in self._group(group, of, self._amount_row)]
        return DraftTable(
            "各单位签约任务完成情况", "单位：亿元", HEADS, tuple(numbered((*rows, *self._rest(), self._total())))
        )

    def counts(self) -> DraftTable | None:
        """The table of those who owe a number of projects; None where nobody does."""
        groups = by_group(self._of("projects"))
        rows = [row for group, of in groups.items() for row in self._group(group, of, self._count_row)]
        return DraftTable("按项目数考核的单位", "单位：个", COUNT_HEADS, tuple(numbered(rows))) if rows else None

    def uneven(self) -> list[str]:
        """The columns beside what is signed whose rows do not add up to the sum: in it each project counts once."""
        heard = [u for u in self._of("amount") if not u.part_of and u.standing not in UNHEARD]
        told = [unit.measured for unit in heard]
        columns = (
            ("协议", sum((one.framework_amount for one in told), Decimal(0)), self._progress.framework_amount),
            ("意向", sum((one.intent_amount for one in told), Decimal(0)), self._progress.intent_amount),
            ("拟签", sum((one.planned for one in told), Decimal(0)), self._progress.planned),
        )
        return [name for name, rows, whole in columns if rows != whole]

    def rates(self) -> dict[str, str]:
        """The rate of each unit as its table prints it."""
        groups = (of for metric in ("amount", "projects") for of in by_group(self._of(metric)).values())
        return {name: rate for of in groups for name, rate in printed_rates(of).items()}

    def amount(self, value: Decimal) -> str:
        """An amount in 万元, printed in 亿元 as all of them."""
        return yi(value, self._decimals)

    def whole(self, words: str, rule: str) -> Stated:
        """A figure of the whole with its rows, those of every unit."""
        return Stated(words, Trace(rule, (("basis", self.basis),), self._every_row))

    def stated(self, words: str, rule: str, unit: str) -> Stated:
        """A figure of a unit with its rows."""
        return Stated(words, Trace(rule, (("basis", self.basis),), self._rows.get(unit, ())))

    def _of(self, metric: str) -> list[UnitProgress]:
        return [unit for unit in self._progress.units if unit.metric == metric and not unit.superior]

    def _group(self, group: RankedTogether, units: Sequence[UnitProgress], row_of: _RowOf) -> Iterable[DraftRow]:
        yield group_heading(group, "（位次暂列）" if any(one[:2] == group for one in self._waiting) else "")
        rates = printed_rates(units)
        shared = Counter(unit.rank for unit in units if unit.rank and not unit.part_of)
        for unit in in_order(units):
            yield DraftRow(
                (unit_name(unit), *row_of(unit, rates.get(unit.unit, NONE), _place(unit, shared))),
                RowKind.PART if unit.part_of else RowKind.OWN,
            )

    def _amount_row(self, unit: UnitProgress, rate: str, place: str) -> tuple[PaperWords, ...]:
        target = NONE if unit.target is None else self.amount(unit.target)
        if unit.target is None:
            target = _no_target(unit)
        if unit.standing in UNHEARD:
            return (target, unit_light_word(unit), *[NONE] * 7)
        done = unit.measured
        return (
            target,
            self.stated(self.amount(done.signed), "signed", unit.unit),
            self.stated(rate, "completion", unit.unit) if unit.completion is not None else rate,
            place,
            self._moved(unit),
            self._beside(done.frameworks, done.framework_amount),
            self._beside(done.intents, done.intent_amount),
            self._beside(done.planned_count, done.planned),
            self._uncounted(unit),
        )

    def _count_row(self, unit: UnitProgress, rate: str, place: str) -> tuple[PaperWords, ...]:
        target = _no_target(unit) if unit.target is None else f"{unit.target.normalize():f}"
        if unit.standing in UNHEARD:
            return (target, unit_light_word(unit), *[NONE] * 3)
        return (target, self.stated(str(unit.measured.contracts), "signed", unit.unit), rate, place, self._moved(unit))

    def _moved(self, unit: UnitProgress) -> str:
        return moved(self._before, self._now, unit.unit) if self._now else NONE

    def _beside(self, count: int, amount: Decimal) -> str:
        """1.20(2个); — of none."""
        return f"{self._exact(amount)}({count}个)" if count else NONE

    def _uncounted(self, unit: UnitProgress) -> str:
        if unit.standing is not Standing.PARTIAL:
            return NONE
        known = f"{self._exact(unit.uncounted.amount)}" if unit.uncounted.amount else "金额不详"
        return f"{known}({unit.uncounted.count}个)" if unit.uncounted.count else "部分台账未读入"

    def _exact(self, amount: Decimal) -> str:
        return yi(amount, decimals_for([amount], self._decimals))

    def _rest(self) -> Iterable[DraftRow]:
        """What those signed who owe a number of projects: their amounts are part of the sum."""
        others = [u for u in self._of("projects") if not u.part_of and u.standing not in UNHEARD]
        signed = sum((unit.measured.signed for unit in others), Decimal(0))
        if signed:
            yield DraftRow(("按项目数考核单位", NONE, self.amount(signed), *[NONE] * 3, *[""] * 4), RowKind.REST)

    def _total(self) -> DraftRow:
        """The whole, each project once."""
        progress = self._progress
        rate = self.whole(percent(progress.signed / self.target), "completion") if self.target else NONE
        signed = self.whole(self.amount(progress.signed), "signed")
        beside = (
            self._beside(progress.frameworks, progress.framework_amount),
            self._beside(progress.intents, progress.intent_amount),
            self._beside(progress.planned_count, progress.planned),
        )
        target = NONE if self.target is None else self.amount(self.target)
        return DraftRow(("合计", target, signed, rate, "", "", *beside, ""), RowKind.TOTAL)


def by_group(units: Iterable[UnitProgress]) -> Mapping[RankedTogether, list[UnitProgress]]:
    """Units by whom they are ranked against, in the board's order; a 其中 line stands with the line above it."""
    found: dict[RankedTogether, list[UnitProgress]] = {}
    group: RankedTogether | None = None
    for unit in units:
        if group is None or not unit.part_of:
            group = (unit.kind, unit.parent)
        found.setdefault(group, []).append(unit)
    return found


def group_heading(group: RankedTogether, beside: str = "") -> DraftRow:
    """The row above the units of a group: 县区, or 镇办（东川县所属）."""
    kind, parent = group
    below = f"（{parent}所属）" if parent else ""
    return DraftRow((f"{unit_kind_word(kind) or '未分类'}{below}{beside}",), RowKind.HEADING)


def in_order(units: Sequence[UnitProgress]) -> list[UnitProgress]:
    """The ranked by their places, then those with nothing done, then those of which not enough is known; each followed
    by the units that are part of its line."""
    heads = sorted((unit for unit in units if not unit.part_of), key=_standing)
    parts = [unit for unit in units if unit.part_of]
    known = {unit.unit for unit in heads}
    placed = [one for head in heads for one in (head, *(part for part in parts if part.part_of == head.unit))]
    return [*placed, *(part for part in parts if part.part_of not in known)]


def _standing(unit: UnitProgress) -> tuple[int, int]:
    if unit.rank is not None and unit.completion:
        return (0, unit.rank)
    return (2 if unit.standing in UNHEARD else 1, 0)


def _place(unit: UnitProgress, shared: Mapping[int, int]) -> str:
    if not unit.part_of and not UNJUDGED.isdisjoint(unit.flags):
        return "待核"
    if unit.rank is None or unit.part_of or not unit.completion:
        return NONE
    return f"并列第{unit.rank}" if shared[unit.rank] > 1 else str(unit.rank)


def _no_target(unit: UnitProgress) -> str:
    if unit.target_contradiction:
        return "两文不一"
    return "待核" if "target_doubt" in unit.flags else "未下达"


def unit_name(unit: UnitProgress) -> str:
    """As its row is called: 其中 where it is part of the line above."""
    return f"其中：{unit.unit}" if unit.part_of else unit.unit


def printed_rates(units: Sequence[UnitProgress]) -> dict[str, str]:
    """Completions in percent; those that would print alike and differ have as many more decimals as tell them apart."""
    known = {unit.unit: unit.completion for unit in units if unit.completion is not None}
    decimals = dict.fromkeys(known, 1)
    for more in range(2, _MOST_DECIMALS + 1):
        printed = {name: half_up(rate * 100, decimals[name]) for name, rate in known.items()}
        alike: dict[Decimal, set[Decimal]] = {}
        for name, figure in printed.items():
            alike.setdefault(figure, set()).add(known[name])
        for name, figure in printed.items():
            if len(alike[figure]) > 1:
                decimals[name] = more
    return {name: percent(rate, decimals[name]) for name, rate in known.items()}
