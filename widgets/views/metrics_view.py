"""各项目标: every metric of every target; targets whose parts do not add up; what is signed made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.model import (
    UNHEARD,
    Board,
    Breakdown,
    Cascade,
    Part,
    TargetMetric,
    Trace,
)
from data.model.shown_list import CellForm
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, pgettext
from data.wording.code_words import money_words, unit_kind_word
from data.wording.numbers import yi_short
from data.wording.season_words import BREAKDOWNS, METRICS, YES_NO, season_word
from widgets.table.column_cells import DASH, Col
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell
from widgets.views.lines import COUNTED, goals_of, progress_of
from widgets.views.view import Group, View
from widgets.views.view_columns import count, money, rate, words


@dataclass(frozen=True, slots=True)
class _Metric:
    unit: str
    metric: TargetMetric
    known: bool = True


def _metrics(board: Board, scope: str | None) -> Sequence[Group[_Metric]]:
    goals, progress = goals_of(board, scope), progress_of(board, scope)
    if goals is None or progress is None:
        return ()
    unheard = {unit.unit for unit in progress.units if unit.standing in UNHEARD}
    groups = []
    for n, whole in enumerate(goals.metrics):
        units = (_Metric(own.unit, own.metrics[n], own.unit not in unheard) for own in goals.units)
        rows = [_Metric("", whole), *units]
        groups.append(
            Group([row for row in rows if row.metric.target is not None or row.metric.done], _metric_word(whole))
        )
    return groups


def _metric_word(metric: TargetMetric) -> str:
    return season_word(METRICS, metric.metric)


def _said(metric: str, amount: Decimal | None) -> Cell:
    if amount is None:
        return DASH
    return f"{amount.normalize():f}" if metric in COUNTED else yi_short(amount)


def _form(row: _Metric) -> CellForm:
    return form_of(row.metric.metric)


def form_of(metric: str) -> CellForm:
    """What figures of a metric are."""
    return CellForm.COUNT if metric in COUNTED else CellForm.AMOUNT


def _done(row: _Metric) -> Decimal | None:
    """What is done; of a unit no project ledger of which was read only its trips are known."""
    return row.metric.done if row.known or row.metric.metric == "trips" else None


def _metric_target(row: _Metric) -> Cell:
    if row.metric.figures:
        return [("≠".join(yi_short(figure) for figure in row.metric.figures), "warn")]
    return _said(row.metric.metric, row.metric.target)


def _metric_columns(board: Board, rows: Sequence[_Metric]) -> Sequence[Col[_Metric]]:
    def trace(row: _Metric) -> Trace:
        return row.metric.trace

    done, target = (Column(id, pgettext("column", id), align="right") for id in ("done", "target"))
    units = Column("units_target", pgettext("column", "handed down"), align="right", priority=3)
    return (
        words("unit", pgettext("column", "name"), lambda row: row.unit or _("All units"), least=8),
        words("metric", pgettext("column", "metric"), lambda row: _metric_word(row.metric), least=8, priority=4),
        Col(done, lambda row: _said(row.metric.metric, _done(row)), _done, trace, form=_form),
        Col(target, _metric_target, lambda row: row.metric.target, trace, form=_form),
        rate(
            "rate", pgettext("column", "rate"), lambda row: row.metric.completion, trace=trace, form=CellForm.COMPLETION
        ),
        Col(
            units,
            lambda row: _said(row.metric.metric, row.metric.units_target),
            lambda row: row.metric.units_target,
            trace,
            form=_form,
        ),
        count(
            "left_out", pgettext("column", "left out"), lambda row: len(row.metric.left_out), priority=5, tone="warn"
        ),
    )


@dataclass(frozen=True, slots=True)
class _BreakdownPart:
    of: Breakdown
    part: Part

    @property
    def word(self) -> str:
        """What the part is called."""
        key = self.part.key
        if not key:
            return _("not said")
        if self.of.by == "tier":
            return tier_words(Decimal(key), [Decimal(one.key) for one in self.of.parts if one.key])
        if self.of.by == "kind":
            return unit_kind_word(key)
        return season_word(YES_NO, key) if self.of.by == "real_estate" else key


def tier_words(bound: Decimal, bounds: Sequence[Decimal]) -> str:
    """A size by both its ends: 1亿元以上、不足10亿元. `bound` is its lower end in 万元, 0 of the smallest."""
    above = min((one for one in bounds if one > bound), default=None)
    if above is None:
        return _("{amount} or more").format(amount=money_words(bound))
    if not bound:
        return _("under {amount}").format(amount=money_words(above))
    return _("{amount} to under {above}").format(amount=money_words(bound), above=money_words(above))


def _parts(board: Board, scope: str | None) -> Sequence[Group[_BreakdownPart]]:
    goals = goals_of(board, scope)
    return [
        Group([_BreakdownPart(one, own) for own in one.parts if own.count], season_word(BREAKDOWNS, one.by))
        for one in (goals.breakdowns if goals else ())
    ]


def _part_columns(board: Board, rows: Sequence[_BreakdownPart]) -> Sequence[Col[_BreakdownPart]]:
    def trace(row: _BreakdownPart) -> Trace:
        return replace(row.of.trace, rows=row.part.rows)

    return (
        words("by", pgettext("column", "part"), lambda row: row.word, least=8, grow=True),
        count("count", pgettext("column", "deals"), lambda row: row.part.count, trace=trace),
        money("amount", pgettext("column", "signed"), lambda row: row.part.amount, trace=trace),
    )


def _cascades(board: Board, scope: str | None) -> Sequence[Group[Cascade]]:
    goals = goals_of(board, scope)
    return [Group(list(goals.cascades))] if goals else ()


def _cascade_columns(board: Board, rows: Sequence[Cascade]) -> Sequence[Col[Cascade]]:
    def figure(id: str, header: str, name: str) -> Col[Cascade]:
        return Col(
            Column(id, header, align="right"),
            lambda row: _said(row.metric, getattr(row, name)),
            lambda row: getattr(row, name),
            lambda row: row.trace,
            form=lambda row: form_of(row.metric),
        )

    return (
        words("whole", pgettext("column", "whole"), lambda row: row.whole or _("All units"), least=8),
        words("metric", pgettext("column", "metric"), lambda row: season_word(METRICS, row.metric), least=8),
        figure("target", pgettext("column", "target"), "target"),
        figure("parts", pgettext("column", "handed down"), "parts"),
        figure("difference", pgettext("column", "difference"), "difference"),
        words("without", pgettext("column", "without target"), lambda row: "、".join(row.without), most=60, priority=1),
    )


METRIC_VIEW: View[_Metric] = View(
    "metrics",
    NP_("view", "metrics"),
    _metrics,
    _metric_columns,
    lambda row: row.unit or _("All units"),
    N_("no target was handed down"),
    key=lambda row: (row.unit, row.metric.metric),
    texts=lambda row: (row.unit, _metric_word(row.metric)),
    scoped=True,
)
PART_VIEW: View[_BreakdownPart] = View(
    "parts",
    NP_("view", "made of"),
    _parts,
    _part_columns,
    lambda row: row.word,
    N_("nothing is signed here yet"),
    key=lambda row: (row.of.by, row.part.key),
    scoped=True,
)
CASCADE_VIEW: View[Cascade] = View(
    "cascade",
    NP_("view", "cascade"),
    _cascades,
    _cascade_columns,
    lambda row: row.whole or _("All units"),
    N_("all targets add up"),
    key=lambda row: (row.whole, row.metric),
    texts=lambda row: (row.whole, *row.units, *row.without),
    scoped=True,
)
