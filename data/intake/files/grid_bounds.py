"""How far the cells of a workbook reach: a grid that is too large is refused before anybody lays it out in memory."""

from __future__ import annotations

from data.intake.files.sheet_facts import FileRefused, letters
from data.intake.reading_plan import Plan

MAX_SHEETS = 200


class Bounds:
    """The last row and column (from 1) of one sheet that hold a value.

    `take` and `done` raise Refused: far_cell (one cell, or the corner of the grid), too_many_cells (all sheets
    together).
    """

    def __init__(self, plan: Plan, before: int = 0) -> None:
        self._plan = plan
        self._before = before
        self.most = plan.max_cells
        self.row = 0
        self.column = 0

    def take(self, row: int, column: int, name: str = "") -> None:
        """A cell with a value stands here; `name` is what the file calls it."""
        self.widen(row, column, name)
        if self.row * self.column > self._plan.max_cells:
            raise FileRefused("far_cell", cell=(name or f"{letters(self.column - 1)}{self.row}")[:24])

    def widen(self, row: int, column: int, name: str = "") -> None:
        """The same, where the product of both is looked at later."""
        if row > self._plan.max_rows or column > self._plan.max_columns:
            raise FileRefused("far_cell", cell=(name or f"{letters(column - 1)}{row}")[:24])
        self.row, self.column = max(row, self.row), max(column, self.column)

    def done(self) -> int:
        """The cells of this sheet's grid and of those before it."""
        cells = self._before + self.row * self.column
        if cells > self._plan.max_cells:
            raise FileRefused("too_many_cells", limit=str(self._plan.max_cells))
        return cells
