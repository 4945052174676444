"""What a terminal shows, cell by cell: frames as Textual writes them go in, only what changed comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from data.support.late_pattern import late_pattern
from tui.terminal.diff_colours import added, turn

ScreenCell = tuple[str, str]
"""What stands in a cell and in which colours (the parameters of SGR). A wide letter's further cells hold ""."""
ScreenRow = list[ScreenCell | None]
"""None: not known."""

_TOKEN = late_pattern(r"\x1b\[([0-9;]*)([Hm])|([^\x00-\x1f\x7f-\x9f]+)|\n")
NEAR = 5
"""So many unchanged cells between two changed ones cost fewer bytes than a move over them."""


class UnreadableFrame(ValueError):
    """A frame holds something else than moves, colours and text that has room on the screen."""


class Cells:
    """The screen that is wanted and the one that was sent. `read` takes a frame, `changes` says what to send."""

    def __init__(self) -> None:
        self.size = (0, 0)
        self.forget(wanted=True)

    def fit(self, size: tuple[int, int]) -> None:
        """The terminal has so many columns and rows; if it had others, nothing is known of it any more."""
        if size != self.size:
            self.size = size
            self.forget(wanted=True)

    def forget(self, *, wanted: bool = False) -> None:
        """The terminal may show anything by now; with `wanted` nothing of the old screen is wanted either."""
        width, height = self.size
        if wanted:
            self._wanted: list[ScreenRow] = [[None] * width for _ in range(height)]
            self._cursor = (0, 0)
        self._sent: list[ScreenRow] = [[None] * width for _ in range(height)]
        self._sent_cursor: tuple[int, int] | None = None
        self._touched = set(range(height))

    def read(self, frame: str) -> None:
        """Take what a frame wants shown. Raises Unreadable, and has then taken nothing."""
        pieces, cursor = self._pieces(frame)
        for x, y, cells in pieces:
            _blank_halves(self._wanted[y], x, x + len(cells))
            self._wanted[y][x : x + len(cells)] = cells
            self._touched.add(y)
        self._cursor = cursor

    def _pieces(self, frame: str) -> tuple[list[tuple[int, int, ScreenRow]], tuple[int, int]]:
        """([(column, row, cells)], where the cursor is left)."""
        pieces: list[tuple[int, int, ScreenRow]] = []
        x, y, colours, at = 0, 0, "", 0
        for token in _TOKEN.finditer(frame):
            if token.start() != at:
                break
            at = token.end()
            parameters, command, text = token.groups()
            if text:
                cells = cells_of(text, colours)
                if x + len(cells) > self.size[0] or y >= self.size[1]:
                    raise UnreadableFrame(f"no room at {x}, {y} for {text!r}")
                pieces.append((x, y, cells))
                x += len(cells)
            elif command == "m":
                colours = added(colours, parameters)
            elif command == "H":
                row, _, column = parameters.partition(";")
                x, y = int(column or 1) - 1, int(row or 1) - 1
        if at != len(frame):
            raise UnreadableFrame(repr(frame[at : at + 20]))
        return pieces, (x, y)

    def changes(self) -> str:
        """What makes the terminal show what is wanted; "" if it does. Counts as sent."""
        out: list[str] = []
        colours = ""
        for y in sorted(self._touched):
            wanted, sent = self._wanted[y], self._sent[y]
            if wanted != sent:
                colours = _row_changes(out, y, wanted, sent, colours)
                self._sent[y] = wanted.copy()
        self._touched.clear()
        if colours:
            out.append("\x1b[m")
        if out or self._cursor != self._sent_cursor:
            x, y = self._sent_cursor = self._cursor
            out.append(move(x, y))
        return "".join(out)

    def want(self, rows: Mapping[int, Sequence[ScreenCell]]) -> None:
        """These lines are wanted, whole; what else the terminal shows is as good as any."""
        for y, row in rows.items():
            self._wanted[y] = [*row]

    def shown(self, frame: str) -> None:
        """The terminal shows this frame already. Raises UnreadableFrame, and has then taken nothing."""
        pieces, _cursor = self._pieces(frame)
        for x, y, cells in pieces:
            self._sent[y][x : x + len(cells)] = cells

    @property
    def sent(self) -> list[ScreenRow]:
        """What the terminal shows, as far as it is known."""
        return [row.copy() for row in self._sent]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor is to stand."""
        return self._cursor


def move(x: int, y: int) -> str:
    """To this cell, counted from 0."""
    return f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"


def cells_of(text: str, colours: str) -> ScreenRow:
    """The cells that a text takes. Where letters join, so that their widths do not add up, it is one wide thing."""
    if text.isascii():
        return [(letter, colours) for letter in text]
    cells: list[ScreenCell] = []
    head = 0
    for letter in text:
        width = cell_len(letter)
        if width:
            head = len(cells)
            cells.append((letter, colours))
            cells += [("", colours)] * (width - 1)
        elif cells:
            cells[head] = (cells[head][0] + letter, colours)
    width = cell_len(text)
    return [*cells] if len(cells) == width else [(text, colours), *[("", colours)] * (width - 1)]


def _blank_halves(row: ScreenRow, start: int, end: int) -> None:
    """What [start, end) cuts of wide letters turns blank, as terminals do it."""
    left = start
    while 0 < left < len(row) and _is_tail(row[left]):
        left -= 1
    right = end
    while right < len(row) and _is_tail(row[right]):
        right += 1
    for x in (*range(left, start), *range(end, right)):
        cell = row[x]
        row[x] = (" ", cell[1]) if cell else None


def _is_tail(cell: ScreenCell | None) -> bool:
    return cell is not None and not cell[0]


def _row_changes(out: list[str], y: int, wanted: ScreenRow, sent: ScreenRow, colours: str) -> str:
    """Append what turns the row that was sent into the wanted one; `colours` are those in force, before and after."""
    for start, end in _changed(wanted, sent):
        out.append(move(start, y))
        for cell in wanted[start:end]:
            if cell is None or not cell[0]:
                continue
            if cell[1] != colours:
                out.append(turn(colours, cell[1]))
                colours = cell[1]
            out.append(cell[0])
    return colours


def _changed(wanted: ScreenRow, sent: ScreenRow) -> Iterator[tuple[int, int]]:
    """The stretches of a row to write again, each of whole letters, near ones joined."""
    stretch: tuple[int, int] | None = None
    for x, cell in enumerate(wanted):
        if cell is None or sent[x] == cell:
            continue
        start, end = x, x + 1
        while start and _is_tail(wanted[start]):
            start -= 1
        while end < len(wanted) and _is_tail(wanted[end]):
            end += 1
        if stretch and start - stretch[1] <= NEAR and None not in wanted[stretch[1] : start]:
            start = stretch[0]
        elif stretch:
            yield stretch
        stretch = start, end
    if stretch:
        yield stretch
