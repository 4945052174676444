"""Problems of one cause that stand all down a sheet are one matter, and are told as one beside each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.ledgers.season import Record
from data.model import ALIKE, Problem
from data.support.text import short

_LEAST = 10
_EXAMPLES = 3


def alike(problems: Sequence[Problem], records: Iterable[Record]) -> Iterator[Problem]:
    """For each cause that a third of a sheet's rows have, in one column or as whole rows, and ten of them at least: one
    problem of the sheet with its number, the number of rows, and three examples."""
    groups: dict[tuple[str, str, str, object], list[Problem]] = {}
    for problem in problems:
        if problem.row and problem.code != MORE:
            of_rows = None if problem.column else problem.args
            groups.setdefault((problem.sheet, problem.column, problem.code, of_rows), []).append(problem)
    many = {key: group for key, group in groups.items() if len(group) >= _LEAST}
    if not many:
        return
    rows: dict[str, set[int]] = {}
    for sheet, row in (*((r.sheet, r.row) for r in records), *((p.sheet, p.row) for p in problems if p.row)):
        rows.setdefault(sheet, set()).add(row)
    rest = [(problem, dict(problem.args)) for problem in problems if problem.code == MORE]
    beyond = {(problem.sheet, problem.column, args["alike"]): int(args["count"]) for problem, args in rest}
    for (sheet, column, code, _args), group in many.items():
        count = len(group) + beyond.get((sheet, column, code), 0)
        if 3 * count >= len(rows[sheet]):
            yield _as_one(group, count, max(count, len(rows[sheet])))


MORE = "more_alike"
"""The code that says how many problems of a column are not told one by one."""


def _as_one(group: list[Problem], count: int, rows: int) -> Problem:
    first = group[0]
    cells = "、".join(
        f"{one.address}「{short(one.text, 24)}」" if one.text else one.address for one in group[:_EXAMPLES]
    )
    said = (("alike", first.code), ("count", str(count)), ("rows", str(rows)), ("cells", cells))
    own = tuple(pair for pair in first.args if pair[0] not in dict(said))
    units = {one.unit for one in group}
    return Problem(
        ALIKE,
        first.file,
        first.sheet,
        0,
        first.column,
        "",
        (*said, *own),
        first.severity,
        units.pop() if len(units) == 1 else "",
    )


def _cell(problem: Problem) -> str:
    return f"{problem.address}「{short(problem.text, 24)}」" if problem.text else problem.address
