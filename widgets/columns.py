"""Which columns have room, and how wide each is. Widths are terminal cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from widgets.ink import Line, line_width

Widths = dict[str, int]


EXTRA = 7
WIDEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `priority` 0 always stays; as the width shrinks the highest goes first.

    It is as wide as what it shows and at least `ideal`, within `least` (a column of figures: its header) and `most`;
    `grow` takes what no column asks for. `short` is its header where there is no room for the whole one.
    From EXTRA on a column is shown only if it says something and nobody has to shrink for it.
    """

    id: str
    header: str
    least: int = 4
    most: int = 40
    align: str = "left"
    priority: int = 0
    grow: bool = False
    ideal: int = 0
    short: str = ""


def wanted_widths(columns: Sequence[Column], rows: Sequence[Mapping[str, Line]]) -> Widths:
    """How wide each column would like to be for these rows and its header."""
    wanted: Widths = {}
    for column in columns:
        said = max([line_width(row.get(column.id, ())) for row in rows], default=0)
        if said or column.priority < EXTRA:
            wanted[column.id] = min(column.most, max(said, column.ideal, cell_len(column.header)))
    return wanted


def fit_columns(columns: Sequence[Column], wanted: Widths, room: int) -> tuple[Widths, int]:
    """The columns that have room in `room` cells, each with its width, and how many blanks stand between them."""
    kept = _without([column for column in columns if column.id in wanted], wanted, room, EXTRA)
    floor = {one.id: min(_least(one), wanted[one.id]) for one in kept}
    kept = _without(kept, floor, room, 1)
    widths = {one.id: floor[one.id] for one in kept}
    spare = room - sum(widths.values()) - len(kept) + 1
    for one in sorted(kept, key=lambda column: column.priority):
        more = max(0, min(spare, wanted.get(one.id, 0) - widths[one.id]))
        widths[one.id] += more
        spare -= more
    gap = 1 + min(WIDEST_GAP - 1, spare // max(1, len(kept) - 1))
    spare -= (gap - 1) * (len(kept) - 1)
    growing = [one for one in kept if one.grow]
    for i, one in enumerate(growing):
        share = spare // (len(growing) - i)
        more = max(0, min(share, one.most - widths[one.id]))
        widths[one.id] += more
        spare -= more
    return widths, gap


def _without(columns: list[Column], widths: Widths, room: int, priority: int) -> list[Column]:
    """The columns without those, from this priority on, for which there is no room at these widths."""
    kept = list(columns)
    while sum(widths[one.id] + 1 for one in kept) - 1 > room:
        worst = max(range(len(kept)), key=lambda i: (kept[i].priority, i))
        if kept[worst].priority < priority:
            break
        del kept[worst]
    return kept


def _least(column: Column) -> int:
    """A column of figures is never narrower than its header: figures under a cut word say nothing."""
    return max(column.least, cell_len(column.short or column.header)) if column.align == "right" else column.least
