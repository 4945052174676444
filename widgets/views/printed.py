"""Where a number stands on the board: every figure of every list that is printed so, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from data.model import Board, FairProgress, Trace
from data.model.shown_list import CellForm
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.wording.numbers import YI, half_up
from widgets.frame.scope import fair_word
from widgets.table.column_cells import Col
from widgets.views import PAGES
from widgets.views.listing import list_title
from widgets.views.view import View

_ASKED = late_pattern(r"([-+]?)(\d[\d,]*)(?:\.(\d+))?\s*(%|亿元?|万元)?")
_NUMBERS = late_pattern(r"[-+]?\d+(?:\.\d+)?%?")

_PERCENT = Decimal("0.01")
_UNITS = {
    CellForm.AMOUNT: YI,
    CellForm.RATIO: _PERCENT,
    CellForm.COMPLETION: _PERCENT,
    CellForm.COUNT: Decimal(1),
    CellForm.NUMBER: Decimal(1),
}
"""How much of a figure's value is one of what is printed."""
_RATIOS = frozenset({CellForm.RATIO, CellForm.COMPLETION})
_AMOUNTS = frozenset({CellForm.AMOUNT})
_BEHIND = {"": frozenset(_UNITS), "%": _RATIOS, "亿": _AMOUNTS, "万": _AMOUNTS}
"""What can have this sign behind its number."""


TraceOf = Callable[[Any], Trace | None]
"""A row -> what its figure rests on."""


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A number as somebody read it: its value, its decimals, and the sign behind it ("", "%", "亿", "万")."""

    value: Decimal
    decimals: int
    behind: str = ""

    def prints(self, value: Decimal, form: CellForm, shown: str) -> bool:
        """Whether a value is printed so: with as many decimals as the board shows, or more."""
        if form not in _BEHIND[self.behind]:
            return False
        if self.behind == "万":
            return half_up(value, self.decimals) == self.value
        return self.decimals >= _decimals(shown) and half_up(value / _UNITS[form], self.decimals) == self.value

    def stands_in(self, words: str) -> bool:
        """Whether words have the number in them, as it is written."""
        return any(
            Decimal(one.rstrip("%")) == self.value and self.behind in ("", "亿" if one[-1] != "%" else "%")
            for one in _NUMBERS.findall(words)
        )


def asked_number(text: str) -> AskedNumber | None:
    """85.30, 26.4%, 85.3亿元, 1,200万元 as a number; None for anything else."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return None
    sign, whole, decimals, behind = found.groups()
    value = Decimal(f"{sign}{whole.replace(',', '')}.{decimals or 0}")
    return AskedNumber(value, len(decimals or ""), (behind or "")[:1])


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One figure: of which list and scope ("": the list has none), of which row, its label, words and trace."""

    where: str
    scope: str
    name: str
    label: str
    words: str
    trace: Trace


def printed_as(board: Board, asked: AskedNumber) -> list[PrintedFigure]:
    """Every figure with a trace that is printed so, in the order of screens; the same of several lists stands once."""
    first: dict[object, PrintedFigure] = {}
    for figure in _figures(board, asked):
        first.setdefault((figure.name, figure.scope, figure.trace.rule, figure.trace.rows), figure)
    return list(first.values())


def _figures(board: Board, asked: AskedNumber) -> Iterator[PrintedFigure]:
    for page in PAGES.values():
        for view in page.views:
            lines: tuple[FairProgress | None, ...] = board.progress if view.scoped else (None,)
            for line in lines:
                scope = fair_word(line) if line else ""
                for row, col, trace_of in _traced(view, board, line.fair if line else None):
                    if _is_printed(row, col, asked) and (trace := trace_of(row)):
                        words = col.words(row).strip()
                        yield PrintedFigure(
                            list_title(page, view), scope, view.name(row), col.column.header, words, trace
                        )


def _traced(view: View[Any], board: Board, scope: str | None) -> Iterator[tuple[Any, Col[Any], TraceOf]]:
    """The figures of a list that may have a trace, each with what tells it."""
    rows = [row for group in view.groups(board, scope) for row in group.rows]
    for col in view.columns(board, rows):
        if col.card and col.trace:
            yield from ((row, col, col.trace) for row in rows)


def _is_printed(row: Any, col: Col[Any], asked: AskedNumber) -> bool:
    form, words = col.form_of(row), col.words(row)
    value: Any = col.value(row) if col.value and form in _UNITS else None
    return asked.stands_in(words) if value is None else asked.prints(Decimal(value), form, words)


def _decimals(words: str) -> int:
    found = _ASKED.match(words.strip())
    return len(found[3] or "") if found else 0
