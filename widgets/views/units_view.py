"""1 单位: what each unit owes and has, and the other views of units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from data.model import (
    UNHEARD,
    UNJUDGED,
    Board,
    Gap,
    Place,
    Trace,
    UnitProgress,
)
from data.model.shown_list import CellForm
from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, pgettext
from data.wording.code_words import basis_word
from data.wording.numbers import percent, points, signed_number, yi_short
from data.wording.unit_words import doubt_words, unit_light_word
from widgets.frame.ink import LIGHT_TONES, Phrase, part
from widgets.panels.units_panel import owed_figures, unit_words
from widgets.table.column_cells import DASH, Col
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell
from widgets.views import conversion, metrics_view, scores_view
from widgets.views.lines import by_kind, goals_of, progress_of
from widgets.views.view import Figure, Group, Page, View
from widgets.views.view_columns import count, money, rate, words

V = TypeVar("V")
_NO_ROWS: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with all that the board knows of it in one scope."""

    unit: UnitProgress
    gap: Gap | None
    rows: tuple[Place, ...]
    basis: str

    def known(self, value: V) -> V | None:
        """A figure of the unit's; None where no ledger of it was read."""
        return None if self.unit.standing in UNHEARD else value

    def trace(self, rule: str, *values: tuple[str, str]) -> Trace:
        """What a figure of it rests on."""
        return Trace(rule, (("basis", self.basis), *values), self.rows)


def _units(board: Board, scope: str | None) -> Sequence[Group[_Unit]]:
    progress, goals = progress_of(board, scope), goals_of(board, scope)
    if progress is None:
        return ()
    known = {one.unit: one for one in goals.units} if goals else {}
    rows: list[tuple[UnitProgress, _Unit]] = []
    for unit in progress.units:
        own = known.get(unit.unit)
        signed = next((m.trace.rows for m in own.metrics if m.metric == "amount"), _NO_ROWS) if own else _NO_ROWS
        rows.append((unit, _Unit(unit, own.gap if own else None, signed, basis_word(board.basis))))
    return by_kind(rows, ranked=True)


def _target(row: _Unit) -> str:
    unit = row.unit
    figures = owed_figures(unit, "≠")
    if not figures:
        return "—" if "target_doubt" in unit.flags else _("none set")
    return _("{n} projects").format(n=figures) if unit.metric == "projects" else figures


def _completion(row: _Unit) -> Trace:
    measured = row.unit.measured
    done = str(measured.contracts) if row.unit.metric == "projects" else yi_short(measured.signed)
    return row.trace("completion", ("done", done), ("target", _target(row)))


def _light(row: _Unit) -> Trace:
    unit = row.unit
    completion = "—" if unit.completion is None else percent(unit.completion)
    return row.trace("light", ("completion", completion), ("pace", "—" if unit.pace is None else percent(unit.pace)))


def _to_pace(row: _Unit) -> Decimal | None:
    unit = row.unit
    if not UNJUDGED.isdisjoint(unit.flags):
        return None
    return None if unit.completion is None or unit.pace is None else points(unit.completion, unit.pace)


def _pace_cell(row: _Unit) -> Cell:
    gap = _to_pace(row)
    return DASH if gap is None else [(signed_number(gap), LIGHT_TONES[row.unit.light])]


def _with_planned(row: _Unit) -> Decimal | None:
    return row.unit.with_planned if row.unit.measured.planned_count else None


def _amount_of(row: _Unit, name: str) -> Decimal | None:
    gap = row.known(row.gap)
    return None if gap is None or gap.metric != "amount" else getattr(gap, name)


def _gap(row: _Unit) -> Trace | None:
    return row.gap.trace if row.gap else None


def _beside() -> Sequence[Col[_Unit]]:
    """What stands beside the contracts, and who answers for the unit."""
    return (
        count(
            "frameworks", pgettext("column", "framew."), lambda row: row.known(row.unit.measured.frameworks), priority=8
        ),
        count("intents", pgettext("column", "intents"), lambda row: row.known(row.unit.measured.intents), priority=8),
        words("doubt", pgettext("column", "to check"), lambda row: doubt_words(row.unit), most=30, priority=5),
        words("head", pgettext("column", "leader"), lambda row: row.unit.head, priority=9),
        words("contact", pgettext("column", "contact"), lambda row: row.unit.contact, priority=10),
        words("phone", pgettext("column", "telephone"), lambda row: row.unit.phone, whole=True, priority=11),
        words("docs", pgettext("column", "set by"), lambda row: "、".join(row.unit.target_docs), most=30, priority=12),
    )


def _target_column() -> Col[_Unit]:
    """What it owes: an amount, or a number of projects."""
    return Col(
        Column("target", pgettext("column", "target"), 6, 24, priority=1, whole=True),
        _target,
        lambda row: row.unit.target,
        lambda row: row.trace("target"),
        form=lambda row: metrics_view.form_of(row.unit.metric),
    )


def _progress_columns(board: Board, rows: Sequence[_Unit]) -> Sequence[Col[_Unit]]:
    ranked = Column("rank", pgettext("column", "#"), align="right", priority=3)
    pace = Column("points", pgettext("column", "to pace"), align="right", priority=4)
    return (
        Col(
            ranked,
            lambda row: "—" if row.unit.rank is None else str(row.unit.rank),
            lambda row: row.unit.rank,
            lambda row: row.trace("rank", ("rank", f"{row.unit.rank or '—'}/{row.unit.ranked_of or '—'}")),
            form=CellForm.COUNT,
        ),
        words("unit", pgettext("column", "name"), lambda row: unit_words(row.unit), least=14),
        words(
            "light",
            pgettext("column", "state"),
            lambda row: unit_light_word(row.unit),
            whole=True,
            priority=1,
            tone=lambda row: LIGHT_TONES[row.unit.light],
            trace=_light,
            form=CellForm.LIGHT,
        ),
        rate(
            "rate",
            pgettext("column", "rate"),
            lambda row: row.unit.completion,
            trace=_completion,
            form=CellForm.COMPLETION,
        ),
        money(
            "signed",
            pgettext("column", "signed"),
            lambda row: row.known(row.unit.measured.signed),
            trace=lambda row: row.trace("signed"),
        ),
        _target_column(),
        Col(pace, _pace_cell, _to_pace, _light, form=CellForm.NUMBER),
        rate("with_planned", pgettext("column", "with plan"), _with_planned, priority=7, trace=_gap),
        count(
            "contracts",
            pgettext("column", "deals"),
            lambda row: row.known(row.unit.measured.contracts),
            priority=3,
            trace=lambda row: row.trace("signed"),
        ),
        money("gap", pgettext("column", "gap"), lambda row: _amount_of(row, "gap"), priority=2, trace=_gap),
        money("planned", pgettext("column", "plan"), lambda row: _amount_of(row, "planned"), priority=2, trace=_gap),
        money(
            "reviewed", pgettext("column", "reviewed"), lambda row: _amount_of(row, "reviewed"), priority=6, trace=_gap
        ),
        money(
            "uncovered",
            pgettext("column", "nothing in sight"),
            lambda row: _amount_of(row, "uncovered"),
            priority=3,
            trace=_gap,
        ),
        *_beside(),
    )


def _whole(board: Board, scope: str | None) -> list[Phrase]:
    progress = progress_of(board, scope)
    if progress is None:
        return []
    said = "" if progress.completion is None else percent(progress.completion)
    target = "—" if progress.target is None else yi_short(progress.target)
    return [
        part(f"{yi_short(progress.signed)}/{target} {said}".rstrip(), "", 2),
        part(_("100 million yuan"), "muted", 5),
    ]


def unit_figures(board: Board, unit: UnitProgress) -> list[Figure]:
    """All figures of one unit of a line of progress, each with what it rests on."""
    rows = [row for group in _units(board, unit.fair) for row in group.rows if row.unit.unit == unit.unit]
    return [
        Figure(col.column.header, col.words(row), col.trace(row) if col.trace else None)
        for row in rows[:1]
        for col in _progress_columns(board, rows)
    ]


VIEW: View[_Unit] = View(
    "progress",
    NP_("view", "progress"),
    _units,
    _progress_columns,
    lambda row: row.unit.unit,
    N_("no unit has a target or a contract here"),
    texts=lambda row: (row.unit.unit, row.unit.parent, row.unit.contact, row.unit.head),
    summary=_whole,
    scoped=True,
)

PAGE = Page(
    "units",
    1,
    NP_("page", "Units"),
    (
        VIEW,
        conversion.VIEW,
        metrics_view.METRIC_VIEW,
        scores_view.VIEW,
        metrics_view.PART_VIEW,
        metrics_view.CASCADE_VIEW,
    ),
)
