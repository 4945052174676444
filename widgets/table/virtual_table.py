"""The one table: any number of rows, of which only the visible ones are ever made.

Rows are given as ids in order (with headings between them) and a function that turns an id into cells. The cursor
stays with its id when rows move. Only lines that changed are painted again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from data.support.fast_dataclass import dataclass
from widgets.frame.ink import Inked, Line, Piece, flat, padded
from widgets.table.column_widths import Column, Fitted, Widths, said_widths

Cell = str | Sequence[Piece]
CellsOf = Callable[[Hashable, Mapping[str, int]], Mapping[str, Cell]]
MEASURED = 200
"""Rows, taken evenly from all, that are measured for the widths of the columns; of the others those in sight."""
CURSOR = "›"
PICKED = "*"
"""Stands beside the cursor's sign: a row may be both. Narrow in every terminal, and no colour is needed to see it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names the group below it; the cursor passes over it."""

    text: str
    note: str = ""


TableRow = Heading | Hashable


def pieces(cell: Cell) -> list[Piece]:
    """A cell as pieces, on one line."""
    return [(flat(cell), "")] if isinstance(cell, str) else [(flat(text), tone) for text, tone in cell]


class VirtualTable(Inked, ScrollView, can_focus=True):
    """A table of ids. `show_rows` gives it its rows, `RowChosen` says that Enter was pressed on one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--cursor"}
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    VirtualTable {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; height: 1fr;
        & > .ink--cursor { background: $panel; text-style: bold; }
        &:nocolor > .ink--cursor { text-style: bold reverse; }
        &:focus > .ink--cursor { background: $block-cursor-background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,ｋ", "move(-1)", show=False),
        Binding("down,j,ｊ", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g,ｇ", "move(-1000000000)", show=False),
        Binding("end,G,Ｇ", "move(1000000000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class RowChosen(Message):
        """Enter, or a click on the row that the cursor is on."""

        def __init__(self, table: VirtualTable, row: Hashable) -> None:
            super().__init__()
            self.table, self.row = table, row

        @property
        def control(self) -> VirtualTable:
            """The table."""
            return self.table

    class CursorMoved(Message):
        """The cursor stands on another row now; None: there is none."""

        def __init__(self, table: VirtualTable, row: Hashable | None) -> None:
            super().__init__()
            self.table, self.row = table, row

        @property
        def control(self) -> VirtualTable:
            """The table."""
            return self.table

    def __init__(
        self, columns: Sequence[Column], cells: CellsOf, *, id: str | None = None, header: bool = True
    ) -> None:
        super().__init__(id=id)
        self.columns, self.cells, self.header = tuple(columns), cells, header
        self.rows: tuple[TableRow, ...] = ()
        self.empty = ""
        self.cursor: Hashable | None = None
        self.picked: frozenset[Hashable] = frozenset()
        self._index: dict[Hashable, int] = {}
        self._fitted = Fitted((), {})
        self._sight: tuple[int, int] | None = None
        self._drawn: dict[int, Strip] = {}

    def show_rows(self, rows: Sequence[TableRow], columns: Sequence[Column] | None = None, empty: str = "") -> None:
        """These rows from now on (and these columns); `empty` is said when there are none."""
        at = self._index.get(self.cursor, 0)
        before, self.rows, self.empty = self.rows, tuple(rows), empty
        self.columns = tuple(columns) if columns is not None else self.columns
        if self.rows is not before or not self._index:
            self._index = {row: i for i, row in enumerate(self.rows) if not isinstance(row, Heading)}
        some = self.rows[:: max(1, len(self.rows) // MEASURED)]
        sample = [row for row in (*some, *self.rows[-1:]) if not isinstance(row, Heading)]
        self._fitted = Fitted(
            self.columns, said_widths(self.columns, [self._texts(row, self._least) for row in sample])
        )
        self._sight = None
        self._resize_contents()
        self._put_cursor(self._nearest(at) if self.cursor not in self._index else self._index[self.cursor])
        self.refresh_changed()

    def show_picked(self, picked: frozenset[Hashable]) -> None:
        """These rows carry the sign of picked ones; while there is none its cell is the columns'."""
        if picked != self.picked:
            self.picked = picked
            self.refresh_changed()

    def show_header(self, header: bool) -> None:
        """With or without the line of headings."""
        self.header = header
        self._resize_contents()
        self.refresh_changed()

    def layout_columns(self) -> tuple[Widths, int]:
        """The columns that have room now with their widths, and the gap; the signs' cells stay free."""
        region = self.scrollable_content_region
        sight = (self.scroll_offset.y, region.height)
        if sight != self._sight:
            self._sight = sight
            rows = [row for row in self._rows_in(*sight) if not isinstance(row, Heading)]
            self._fitted.see([self._texts(row, self._least) for row in rows])
        return self._fitted.layout(region.width - self._signs)

    @property
    def _least(self) -> Widths:
        """Widths to measure rows by: bars are made as wide as they are asked to be."""
        return {column.id: column.least for column in self.columns}

    def _rows_in(self, top: int, height: int) -> Sequence[TableRow]:
        """The rows in sight, where not all were measured."""
        return self.rows[top : top + height] if len(self.rows) > MEASURED else ()

    @property
    def caret(self) -> Offset:
        """The first cell on the screen of the row under the cursor."""
        room = self.scrollable_content_region
        row = self._index.get(self.cursor, self.scroll_offset.y) - self.scroll_offset.y
        return Offset(room.x, room.y + self.header + row)

    def refresh_changed(self) -> None:
        """Paint again the lines that are not what stands on the screen."""
        width, height = self.scrollable_content_region.size
        old, self._drawn = self._drawn, {}
        changed = [y for y in range(height) if y not in old or old[y] != self._drawn.setdefault(y, self._line(y))]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        strip = self._drawn[y] = self._line(y)
        return strip

    def select(self, row: Hashable, *, at_top: bool = False) -> None:
        """Put the cursor on this row, if it is there; `at_top` as the first of the page, below its heading."""
        if row in self._index:
            at = self._index[row]
            if at_top:
                self._into_sight(len(self.rows) - 1)
            self._put_cursor(at)
            self.refresh_changed()

    def to_top(self) -> None:
        """Other rows are about to be shown: the cursor starts at the first of them."""
        self.cursor = None
        self._index = {}
        self.scroll_to(y=0, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        here = self._index.get(self.cursor, 0)
        self._put_cursor(self._nearest(here + by, -1 if by < 0 else 1))
        self.refresh_changed()

    def action_page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        self.action_move(by * max(1, self._page - 1))

    def action_choose(self) -> None:
        """Say that the row under the cursor is chosen."""
        if self.cursor is None:
            raise SkipAction  # whoever shows the table has a word for its being empty
        self.post_message(self.RowChosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """The row that was clicked; a second click chooses it."""
        at = self._row_at(event.get_content_offset_capture(self).y)
        if at is None or isinstance(self.rows[at], Heading):
            return
        if self.rows[at] == self.cursor:
            self.action_choose()
        self._put_cursor(at)
        self.refresh_changed()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        if self.cursor in self._index:
            self._into_sight(self._index[self.cursor])

    # ------------------------------------------------------------ inside

    @property
    def _signs(self) -> int:
        """Cells before the first column: the cursor's, and that of picked rows while there are some."""
        return 1 + bool(self.picked)

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - self.header)

    def _resize_contents(self) -> None:
        size = Size(0, max(1, len(self.rows)) + self.header)
        if size != self.virtual_size:
            self.virtual_size = size

    def _nearest(self, wanted: int, step: int = 1) -> int | None:
        """The row (no heading) at or after `wanted` in this direction, else the last before it."""
        last = len(self.rows) - 1
        start = min(max(wanted, 0), last)
        for way in (step, -step):
            at = start
            while 0 <= at <= last:
                if not isinstance(self.rows[at], Heading):
                    return at
                at += way
        return None

    def _put_cursor(self, at: int | None) -> None:
        row = None if at is None else self.rows[at]
        if at is not None:
            self._into_sight(at)
        if row != self.cursor:
            self.cursor = row
            self.post_message(self.CursorMoved(self, row))

    def _into_sight(self, at: int) -> None:
        """Scroll as little as needed; the heading above the first row of its group is shown with it."""
        top = at - 1 if at and isinstance(self.rows[at - 1], Heading) else at
        first = round(self.scroll_target_y)
        if top < first:
            self.scroll_to(y=top, animate=False, force=True)
        elif at >= first + self._page:
            self.scroll_to(y=at - self._page + 1, animate=False, force=True)

    def _row_at(self, y: int) -> int | None:
        at = y - self.header + self.scroll_offset.y
        return at if y >= self.header and 0 <= at < len(self.rows) else None

    def _texts(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, list[Piece]]:
        return {name: pieces(cell) for name, cell in self.cells(row, widths).items()}

    def _line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self.header and y == 0:
            return self.strip(self._row_line(self._headers(), ""), width)
        at = self._row_at(y)
        if at is None:
            first = not self.rows and y == int(self.header)
            return self.strip([(" " + self.empty, "muted")] if first else (), width)
        row = self.rows[at]
        if isinstance(row, Heading):
            return self.strip([(flat(f" {row.text} "), "heading"), (flat(row.note), "muted")], width)
        chosen = row == self.cursor and self.can_focus  # the wall has no cursor
        sign = CURSOR if chosen and self.has_focus else " "
        sign += PICKED if row in self.picked else ""
        return self.strip(self._row_line(self._texts(row, self.layout_columns()[0]), sign), width, chosen)

    def _headers(self) -> Mapping[str, Line]:
        widths, _gap = self.layout_columns()
        return {
            column.id: [(column.header if cell_len(column.header) <= widths[column.id] else column.short, "muted")]
            if column.short
            else [(column.header, "muted")]
            for column in self.columns
            if column.id in widths
        }

    def _row_line(self, texts: Mapping[str, Line], sign: str) -> list[Piece]:
        widths, between = self.layout_columns()
        line: list[Piece] = [(sign.ljust(self._signs), "accent")]
        for column in self.columns:
            if column.id in widths:
                gap = " " * between if len(line) > 1 else ""
                room = widths[column.id]
                line += [(gap, ""), *padded(texts.get(column.id, ()), room, column.align)]
        return line
