"""Which columns have room, and how wide each is. Widths are terminal cells.

The law: a column of figures is as wide as its widest figure and its header, or it is not there. Where room lacks,
words are shortened until they can just be read (`enough`), then columns of less use go, the highest `priority` first,
then words are shortened to their `least` and more columns go. Only when no column is left that may go are words
shortened further, and at the last columns of figures go too, from the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from data.support.fast_dataclass import dataclass
from data.wording import _, pgettext
from widgets.frame.ink import Line, line_width

Widths = dict[str, int]


LESS = 3
"""From this priority on a column goes before the words of others are shorter than `enough`."""
EXTRA = 7
WIDEST_GAP = 3
SHORTEST = 4
"""The cells that the words of a needful column keep where there is room for nothing else."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `priority` 0 always stays; as the width shrinks the highest goes first.

    A column of words is as wide as what it shows and at least `ideal`, within `least` and `most`; `grow` takes what no
    column asks for. A column that is set to the right, or `whole`, holds figures: never narrower than what it shows and
    its header, however wide that is. `short` is its header where there is no room for the whole one, `enough` are the
    cells in which its words can be read: columns of less use go before it is narrower.
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
    whole: bool = False
    enough: int = 0

    @property
    def figures(self) -> bool:
        """Whether it is shown whole or not at all."""
        return self.whole or self.align == "right"


def said_widths(columns: Sequence[Column], rows: Sequence[Mapping[str, Line]]) -> Widths:
    """How wide each column is in these rows, without its header."""
    return {one.id: max([line_width(row.get(one.id, ())) for row in rows], default=0) for one in columns}


def wanted_widths(columns: Sequence[Column], said: Mapping[str, int]) -> Widths:
    """How wide each column would like to be for its header and rows that are so wide."""
    wanted: Widths = {}
    for column in columns:
        if said[column.id] or column.priority < EXTRA:
            wide = max(said[column.id], column.ideal, cell_len(column.header))
            wanted[column.id] = wide if column.figures else min(column.most, wide)
    return wanted


class Fitted:
    """The columns of a table in the room that it has, remembered until room or rows are others."""

    def __init__(self, columns: Sequence[Column], said: Mapping[str, int]) -> None:
        self.columns = tuple(columns)
        self._said = dict(said)
        self._wanted = wanted_widths(columns, said)
        self._made: tuple[int, Widths, int] | None = None

    def see(self, rows: Sequence[Mapping[str, Line]]) -> None:
        """Rows that come into sight: a figure that is wider than all that were measured widens its column."""
        for column in self.columns:
            wide = max([line_width(row.get(column.id, ())) for row in rows], default=0) if column.figures else 0
            if column.id in self._wanted and wide > self._said[column.id]:
                self._said[column.id] = wide
                self._wanted[column.id] = max(wide, self._wanted[column.id])
                self._made = None

    def layout(self, room: int) -> tuple[Widths, int]:
        """The columns that have room in `room` cells, each with its width, and how many blanks stand between them."""
        if self._made is None or self._made[0] != room:
            self._made = (room, *fit_columns(self.columns, self._wanted, room, self._said))
        return self._made[1], self._made[2]


def fit_columns(
    columns: Sequence[Column], wanted: Widths, room: int, said: Mapping[str, int] | None = None
) -> tuple[Widths, int]:
    """The columns that have room in `room` cells, each with its width, and how many blanks stand between them.

    `said` is how wide what they show is; without it a column of figures is never narrower than it would like to be.
    """
    kept = _without([column for column in columns if column.id in wanted], wanted, room, EXTRA)
    floor = {one.id: _floor(one, wanted[one.id], said) for one in kept}
    read = {one.id: min(wanted[one.id], max(floor[one.id], one.enough)) for one in kept}
    kept = _without(_without(kept, read, room, LESS), floor, room, 1)
    kept, widths = _squeezed(kept, floor, room)
    spare = room - sum(widths.values()) - len(kept) + 1
    for wish in (read, wanted):
        for one in sorted(kept, key=lambda column: column.priority):
            more = max(0, min(spare, wish[one.id] - widths[one.id]))
            widths[one.id] += more
            spare -= more
    gap = 1 + max(0, min(WIDEST_GAP - 1, spare // max(1, len(kept) - 1)))
    spare -= (gap - 1) * (len(kept) - 1)
    growing = [one for one in kept if one.grow]
    for i, one in enumerate(growing):
        share = spare // (len(growing) - i)
        more = max(0, min(share, one.most - widths[one.id]))
        widths[one.id] += more
        spare -= more
    return widths, gap


def _taken(columns: Sequence[Column], widths: Mapping[str, int]) -> int:
    return sum(widths[one.id] + 1 for one in columns) - 1


def _without(columns: list[Column], widths: Widths, room: int, priority: int) -> list[Column]:
    """The columns without those, from this priority on, for which there is no room at these widths."""
    kept = list(columns)
    while _taken(kept, widths) > room:
        worst = max(range(len(kept)), key=lambda i: (kept[i].priority, i))
        if kept[worst].priority < priority:
            break
        del kept[worst]
    return kept


def _squeezed(columns: list[Column], floor: Widths, room: int) -> tuple[list[Column], Widths]:
    """The needful columns where even they have no room: shorter words, the last first, then fewer figures."""
    kept, widths = list(columns), {one.id: floor[one.id] for one in columns}
    for one in reversed(columns):
        if not one.figures:
            over = max(0, _taken(kept, widths) - room)
            widths[one.id] -= min(over, max(0, widths[one.id] - SHORTEST))
    for one in reversed(columns):
        if one.figures and len(kept) > 1 and _taken(kept, widths) > room:
            kept.remove(one)
            del widths[one.id]
    return kept, widths


def _floor(column: Column, wanted: int, said: Mapping[str, int] | None) -> int:
    """The fewest cells of a column; of figures all that they and their header need: under half of one they are mute."""
    if not column.figures:
        return min(column.least, wanted)
    if said is None:
        return wanted
    return min(wanted, max(said[column.id], cell_len(column.short or column.header)))


def counted(id: str, header: str, priority: int = 0) -> tuple[Column, Column]:
    """Two columns of what is both counted and summed: how many, and 亿元, each under its own words."""
    return (
        Column(id, _("{what}, number").format(what=header), align="right", priority=priority, short=header),
        Column(
            f"{id}-amount",
            _("{what}, ¥100m").format(what=header),
            align="right",
            priority=priority + 1,
            short=pgettext("column", "¥100m"),
        ),
    )
