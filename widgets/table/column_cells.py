"""A column with what stands in its cells, what rows are sorted by in it, and what a figure of it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

from data.model import Trace
from data.model.shown_list import CellForm
from data.support.fast_dataclass import dataclass
from data.wording.ages import short_date
from widgets.frame.ink import line_words
from widgets.table.column_widths import Column
from widgets.table.virtual_table import Cell, pieces

R = TypeVar("R")

DASH: Cell = [("—", "muted")]
"""What a ledger does not say."""


@dataclass(frozen=True, slots=True)
class Col(Generic[R]):
    """One column. `value` is what its rows are sorted by (None: last), `trace` what a figure of it rests on.

    `card` says that it stands on the row's card and in files too; a bar of blocks does not. `form` is what `value` is
    in a file, of all its cells or of each row's: of words it is only what they are sorted by.
    """

    column: Column
    cell: Callable[[R], Cell]
    value: Callable[[R], object] | None = None
    trace: Callable[[R], Trace | None] | None = None
    card: bool = True
    form: CellForm | Callable[[R], CellForm] = CellForm.WORDS

    def form_of(self, row: R) -> CellForm:
        """What the cell of this row is to a file."""
        return self.form if isinstance(self.form, CellForm) else self.form(row)

    def words(self, row: R) -> str:
        """The cell as plain words."""
        return line_words(pieces(self.cell(row)))


def col(id: str, header: str, cell: Callable[[R], Cell], least: int = 4, most: int = 40, **more: Any) -> Col[R]:
    """A column that nothing rests on: what is shown of a row. Widths and the rest as in `Column`."""
    return Col(Column(id, header, least, most, **more), cell)


def day_cell(day: date | None) -> Cell:
    """5-08; a dash where there is none."""
    return short_date(day) if day else DASH


def told_cell(cell: Cell) -> tuple[str, str]:
    """A cell as a file has it: its words, and the first tone in it."""
    told = pieces(cell)
    return line_words(told).strip(), next((tone for _text, tone in told if tone), "")
