"""The picture of a screen, made of the cells that the terminal shows: no row is chosen in it, and no key is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from tui.terminal.diff_cells import Cells, ScreenRow, cells_of
from tui.terminal.diff_colours import Colours, colours_of
from tui.terminal.picture_file import Picture

REVERSED = "7"


def picture_of(
    screen: Sequence[ScreenRow], chosen: Iterable[tuple[int, int, int]], fresh: str, old: str, kept_at: float
) -> Picture | None:
    """The picture; None while the terminal may show something that is not known.

    `chosen` are the rows under a cursor: (column, row, cells). `fresh` and `old` are the first line's words, where a
    screen has what it is about; its last line, which offers keys, is blank.
    """
    if not screen or any(cell is None for row in screen for cell in row):
        return None
    rows = [[cell or ("", "") for cell in row] for row in screen]
    usual = Counter(colours_of(colours).ground for row in rows for _, colours in row).most_common(1)[0][0]
    for x, y, width in chosen:
        rows[y][x : x + width] = [
            (" " if at == x else letter, _unchosen(colours, usual))
            for at, (letter, colours) in enumerate(rows[y][x : x + width], x)
        ]
    rows[-1] = [(" ", _plain(colours)) for _, colours in rows[-1]]
    top = _plain(rows[0][0][1])
    warns = str(Colours((REVERSED,), *colours_of(top)[1:]))
    return Picture(
        _frame({y: row for y, row in enumerate(rows) if y}),
        _frame({0: _line(fresh, top, len(rows[0]))}),
        _frame({0: _line(old, warns, len(rows[0]))}),
        kept_at,
    )


def _unchosen(colours: str, ground: str) -> str:
    """As in a row without a cursor, which is told by its ground, in heavy letters, reversed without colours."""
    attributes, ink, _ = colours_of(colours)
    return str(Colours(tuple(one for one in attributes if one not in ("1", REVERSED)), ink, ground))


def _plain(colours: str) -> str:
    return str(colours_of(colours)._replace(attributes=()))


def _line(words: str, colours: str, width: int) -> list[tuple[str, str]]:
    text = f" {words}"
    while cell_len(text) > width:
        text = text[:-1]
    return [cell for cell in cells_of(text + " " * (width - cell_len(text)), colours) if cell]


def _frame(rows: dict[int, list[tuple[str, str]]]) -> str:
    """These lines, as little as shows them on an empty screen."""
    cells = Cells()
    width, height = len(next(iter(rows.values()))), max(rows) + 1
    cells.fit((width, height))
    cells.want(rows)
    return cells.changes()
