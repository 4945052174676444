"""What is told of one sheet: problems and notes, of those alike as many as a person reads, and how many more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from data.intake.cells.cell_result import Args, SheetCell
from data.intake.cells.cell_values import shown
from data.intake.header_and_columns import Layout
from data.intake.table_body import SheetRow
from data.model import Problem, Severity
from data.support.text import line, short

_TOLD_OF_EACH = 1_000
"""Problems of one code that are told one by one in a column; of those beyond only the number is."""


def cleaned(args: Args) -> Args:
    """Arguments as a problem keeps them: short. Lines of settings are made of what is short, and stay lines."""
    return tuple((name, value if name == "settings" else short(value, 400)) for name, value in args)


class SheetProblems:
    """Gathers `problems` of one sheet of a file."""

    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name
        self.problems: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def problem(self, code: str, row: int = 0, column: str = "", text: str = "", args: Args = ()) -> None:
        """Something that is not read as it stands, unless many like it were told."""
        if self.is_told(code, column):
            self.add(code, row, column, text, args, Severity.PROBLEM)

    def note(self, code: str, row: int = 0, column: str = "", text: str = "", **args: str) -> None:
        """Something that was assumed or left out, unless many like it were told."""
        if self.is_told(code, column):
            self.add(code, row, column, text, tuple(args.items()), Severity.NOTE)

    def is_told(self, code: str, column: str) -> bool:
        """Count one more; whether it is one of those that are told."""
        self._counts[code, column] += 1
        return self._counts[code, column] <= _TOLD_OF_EACH

    def add(self, code: str, row: int, column: str, text: str, args: Args, severity: Severity) -> None:
        """One of a kind that is told, as it stands."""
        self.problems.append(Problem(code, self.file, self.name, row, column, text, cleaned(args), severity))

    def tell_how_many_more(self) -> None:
        """A column of 200,000 bad cells is told of in a thousand lines and a number: the board keeps every line."""
        last = {(problem.code, problem.column): problem for problem in self.problems}
        for alike, count in self._counts.items():
            if count > _TOLD_OF_EACH:
                args = (("alike", alike[0]), ("count", str(count - _TOLD_OF_EACH)))
                self.problems.append(replace(last[alike], code="more_alike", text="", args=args))

    def say_whose(self, layout: Layout, kept: list[SheetRow]) -> None:
        """Give problems of rows the unit and the name that stand in the row: somebody must be asked to mend them."""
        if not any(problem.row and problem.severity is Severity.PROBLEM for problem in self.problems):
            return
        rows = {row.number + 1: row.cells for row in kept}
        at = {column.field: column.index for column in layout.columns}
        owners = [at[name] for name in layout.kind.owners if name in at]
        names = [at[name] for name in layout.kind.names if name in at]
        for number, problem in enumerate(self.problems):
            cells = rows.get(problem.row)
            if cells is not None and problem.severity is Severity.PROBLEM:
                self.problems[number] = replace(problem, unit=_first(cells, owners), about=_first(cells, names))


def _first(cells: list[SheetCell], columns: list[int]) -> str:
    """The first of these columns that says something, on one line."""
    said = (line(shown(cells[index])) for index in columns if index < len(cells))
    return next((short(text) for text in said if text), "")
