"""Columns by what stands in them: words, counts, 亿元, percent, days. `—` where a ledger does not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from data.model import Trace
from data.model.shown_list import CellForm
from data.wording import pgettext
from data.wording.ages import short_date
from data.wording.item_lines import handling_tone, row_word
from data.wording.numbers import percent, yi_short
from widgets.table.column_cells import DASH, Col
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell

R = TypeVar("R")
TraceOf = Callable[[R], Trace | None]


def own(row: object) -> Trace | None:
    """What a row rests on: the trace of all its figures that have none of their own."""
    trace = getattr(row, "trace", None)
    return trace if isinstance(trace, Trace) else None


UNKNOWN = 9
"""The priority of columns that only a wide screen has room for."""


def words(
    id: str,
    header: str,
    get: Callable[[R], str],
    *,
    least: int = 6,
    most: int = 24,
    priority: int = 0,
    grow: bool = False,
    whole: bool = False,
    tone: Callable[[R], str] | None = None,
    trace: TraceOf[R] | None = None,
    form: CellForm = CellForm.WORDS,
) -> Col[R]:
    """A column of words, sorted by its letters; `whole` where they are figures, which are never shortened."""

    def cell(row: R) -> Cell:
        said = get(row)
        return [(said, tone(row) if tone else "")] if said else DASH

    column = Column(id, header, least, most, priority=priority, grow=grow, whole=whole)
    return Col(column, cell, lambda row: get(row) or None, trace, form=form)


def count(
    id: str,
    header: str,
    get: Callable[[R], int | None],
    *,
    priority: int = 0,
    tone: str = "",
    trace: TraceOf[R] = own,
) -> Col[R]:
    """A column of numbers; `tone` is that of any above nothing."""

    def cell(row: R) -> Cell:
        number = get(row)
        return DASH if number is None else [(str(number), tone if number else "muted")]

    return Col(Column(id, header, align="right", priority=priority), cell, get, trace, form=CellForm.COUNT)


def money(
    id: str,
    header: str,
    get: Callable[[R], Decimal | None],
    *,
    priority: int = 0,
    trace: TraceOf[R] = own,
) -> Col[R]:
    """A column of amounts: 万元 come in, 亿元 are shown."""

    def cell(row: R) -> Cell:
        amount = get(row)
        return DASH if amount is None else yi_short(amount)

    return Col(Column(id, header, align="right", priority=priority), cell, get, trace, form=CellForm.AMOUNT)


def rate(
    id: str,
    header: str,
    get: Callable[[R], Decimal | None],
    *,
    priority: int = 0,
    tone: Callable[[R], str] | None = None,
    trace: TraceOf[R] = own,
    form: CellForm = CellForm.RATIO,
) -> Col[R]:
    """A column of ratios, in percent with one decimal."""

    def cell(row: R) -> Cell:
        ratio = get(row)
        return DASH if ratio is None else [(percent(ratio), tone(row) if tone else "")]

    return Col(Column(id, header, align="right", priority=priority), cell, get, trace, form=form)


def day(
    id: str,
    header: str,
    get: Callable[[R], date | None],
    *,
    priority: int = 0,
    tone: str = "",
    trace: TraceOf[R] | None = None,
) -> Col[R]:
    """A column of days; those of another year than the first row's are not told apart: the card has the whole day."""

    def cell(row: R) -> Cell:
        when = get(row)
        return DASH if when is None else [(when.isoformat() if priority >= UNKNOWN else short_date(when), tone)]

    def value(row: R) -> object:
        when = get(row)
        return None if when is None else when.toordinal()

    return Col(Column(id, header, align="right", priority=priority), cell, value, trace, form=CellForm.DAY)


def handling(least: int) -> Col[Any]:
    """What was last done about an item, in a list whose rows are items."""
    header = pgettext("column", "handling")
    return words("handling", header, row_word, least=least, most=60, priority=2, grow=True, tone=handling_tone)
