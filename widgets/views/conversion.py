"""签约到入统: from signed to booked, by unit, with the four rates and the office's own formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.model import (
    UNHEARD,
    Board,
    Conversion,
    ConversionLine,
    Rate,
    Step,
    Trace,
    UnitProgress,
)
from data.model.shown_list import CellForm
from data.wording import N_, NP_, _, pgettext
from data.wording.numbers import number, yi_short
from data.wording.season_words import RATES, STEPS, season_word
from widgets.frame.ink import Phrase, part
from widgets.table.column_cells import DASH, Col
from widgets.table.column_widths import Column, counted
from widgets.table.virtual_table import Cell
from widgets.views.lines import by_kind, of_scope, progress_of
from widgets.views.view import Figure, Group, View
from widgets.views.view_columns import count, words


def _conversion(board: Board, scope: str | None) -> Conversion | None:
    return of_scope(board, scope, board.conversions)


def _lines(board: Board, scope: str | None) -> Sequence[Group[ConversionLine]]:
    conversion, progress = _conversion(board, scope), progress_of(board, scope)
    if conversion is None or progress is None:
        return ()
    known = {line.unit: line for line in conversion.units}
    rows: list[tuple[UnitProgress, ConversionLine]] = [
        (unit, _blank(known[unit.unit]) if unit.standing in UNHEARD else known[unit.unit])
        for unit in progress.units
        if unit.unit in known
    ]
    return [Group([conversion.total], _("All units")), *by_kind(rows)]


def _blank(line: ConversionLine) -> ConversionLine:
    """The line of a unit of which no ledger was read: nothing is known of it, not even that it is nought."""
    return replace(line, steps=(), rates=(), own=())


def _step_columns(n: int, name: str) -> tuple[Col[ConversionLine], Col[ConversionLine]]:
    """How many came so far, and with how much; amounts of later steps give way first."""

    def step(row: ConversionLine) -> Step | None:
        return row.steps[n] if row.steps else None

    def number(row: ConversionLine) -> int | None:
        found = step(row)
        return found.count if found else None

    def money(row: ConversionLine) -> Decimal | None:
        found = step(row)
        return found.amount if found else None

    count, amount = counted(name, season_word(STEPS, name))
    return (
        Col(
            count,
            lambda row: "—" if (n := number(row)) is None else str(n),
            number,
            lambda row: row.trace,
            form=CellForm.COUNT,
        ),
        Col(
            amount,
            lambda row: [("" if (found := money(row)) is None else yi_short(found), "muted")],
            money,
            lambda row: row.trace,
            form=CellForm.AMOUNT,
        ),
    )


def _rate_column(n: int, one: Rate) -> Col[ConversionLine]:
    def found(row: ConversionLine) -> Rate | None:
        return row.rates[n] if n < len(row.rates) else None

    def cell(row: ConversionLine) -> Cell:
        rate = found(row)
        if rate is None or rate.printed is None:
            return DASH
        amounts = rate.name == "paid_in"
        of = [yi_short(x) if amounts else f"{x:f}" for x in (rate.numerator, rate.denominator)]
        return [(f"{rate.printed}%", ""), (f" {of[0]}/{of[1]}", "muted")]

    def trace(row: ConversionLine) -> Trace | None:
        rate = found(row)
        if rate is None:
            return None
        used = (("numerator", f"{rate.numerator:f}"), ("denominator", f"{rate.denominator:f}"))
        return replace(rate.trace, values=(*used, *rate.trace.values))

    def value(row: ConversionLine) -> Decimal | None:
        rate = found(row)
        return rate.printed if rate else None

    header = season_word(RATES, one.name)
    return Col(Column(f"rate-{one.name}", header, align="right", priority=2 + n), cell, value, trace)


def _conversion_columns(board: Board, rows: Sequence[ConversionLine]) -> Sequence[Col[ConversionLine]]:
    first = rows[0] if rows else None
    return (
        words("unit", pgettext("column", "name"), lambda row: row.unit or _("All units"), least=8),
        *(col for n, step in enumerate(first.steps if first else ()) for col in _step_columns(n, step.name)),
        count(
            "struck",
            season_word(STEPS, "struck_off"),
            lambda row: row.struck_off.count if row.steps else None,
            priority=7,
            tone="warn",
        ),
        *(_rate_column(n, one) for n, one in enumerate(first.rates if first else ())),
    )


def _own_figures(row: ConversionLine) -> Sequence[Figure]:
    """The office's own formulas."""
    return [Figure(own.name, "—" if own.value is None else number(own.value), own.trace) for own in row.own]


def _conversion_summary(board: Board, scope: str | None) -> list[Phrase]:
    conversion = _conversion(board, scope)
    if conversion is None:
        return []
    told = (
        (_("nothing signed {n}"), conversion.zero_signing),
        (_("not even in talks {n}"), conversion.nothing_in_talks),
        (_("none landed {n}"), conversion.none_landed),
    )
    return [part(words.format(n=len(units)), "warn", 3) for words, units in told if units]


VIEW: View[ConversionLine] = View(
    "ladder",
    NP_("view", "to booking"),
    _lines,
    _conversion_columns,
    lambda row: row.unit or _("All units"),
    N_("no unit has a target or a contract here"),
    texts=lambda row: (row.unit,),
    more=_own_figures,
    summary=_conversion_summary,
    scoped=True,
)
