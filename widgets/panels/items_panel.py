"""A panel of items that officers can mark: what needs somebody now above, what was dealt with below or only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from textual.reactive import reactive

from data.model import Board, Item, ItemState
from data.support.fast_dataclass import dataclass
from data.wording import NP_, _, pgettext
from data.wording.ages import moment
from data.wording.item_lines import handling_tone, hidden, row_word
from widgets.frame.ink import Phrase, Piece, part
from widgets.frame.panel import Panel
from widgets.table.column_cells import Col
from widgets.table.column_widths import EXTRA, Column
from widgets.table.needle import is_named
from widgets.table.picking import PickingPanel
from widgets.table.virtual_table import Cell, TableRow, headed

AnyItem = TypeVar("AnyItem", bound=Item)

GROUPS = (
    (frozenset({ItemState.WAITING, ItemState.SNOOZED}), NP_("group", "to look at again"), ""),
    (frozenset({ItemState.HANDLED}), NP_("group", "handled, to check"), "warn"),
)
"""Groups below the list; the title counts them by `COUNTED`'s shorter words, the highest rank giving way first."""
ROOMY = 100
"""From this width on the time of a mark may narrow other columns; below, the row's own words tell the day."""
COUNTED = ((NP_("count", "{n} waiting"), 2), (NP_("count", "{n} to check"), 1))


def _nobody(item: Item) -> tuple[str, ...]:
    return ()


def _no_more(items: Sequence[Item]) -> list[Phrase]:
    return []


@dataclass(frozen=True, slots=True)
class ItemList(Generic[AnyItem]):
    """A list of items: where they come from, what stands in its columns, what is said of it.

    `id` is that of its panel; `title` and `nothing`, which is said without rows, are source strings, `count` says how
    many there are. Between the last two of `columns` stands when an item was marked. `texts` is what the filter looks
    at, `people` who answers for an item by the ledgers, and `beside` what the title tells beside the count. `open_rows`
    puts what nobody has dealt with in order, under headings, where that is another than the board's.
    """

    id: str
    title: str
    count: Callable[[int], str]
    items: Callable[[Board], Sequence[AnyItem]]
    columns: Callable[[Sequence[AnyItem]], Sequence[Col[AnyItem]]]
    texts: Callable[[AnyItem], tuple[str, ...]]
    nothing: str
    people: Callable[[AnyItem], tuple[str, ...]] = _nobody
    beside: Callable[[Sequence[AnyItem]], list[Phrase]] = _no_more
    open_rows: Callable[[Mapping[Hashable, AnyItem]], list[TableRow]] | None = None


def handling_cell(item: Item) -> list[Piece]:
    """What was last done about an item."""
    return [(row_word(item), handling_tone(item))]


def ids(items: Sequence[Item]) -> dict[Hashable, Item]:
    """Each item by the id of its row: its key. Two rows of one key stay two rows."""
    rows: dict[Hashable, Item] = {}
    for item in items:
        row: Hashable = item.key
        while row in rows:
            row = (row, item.key)
        rows[row] = item
    return rows


class ItemsPanel(PickingPanel):
    """A list of items as it is `told`; those waiting, snoozed or handled are counted in the title and listed with
    `show_handled`."""

    show_handled: reactive[bool] = reactive(False, repaint=False)
    officer: reactive[str] = reactive("", repaint=False)
    """Whose items stand first ("": nobody's)."""

    def __init__(self, told: ItemList[Any], *, number: int | None = None) -> None:
        self.told = told
        self._by_row: dict[Hashable, Item] = {}
        self._cols: Sequence[Col[Any]] = ()
        super().__init__(id=told.id, number=number)

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """The texts of every item."""
        return map(self.told.texts, self.told.items(board))

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped."""
        *cols, last = self.told.columns(self.told.items(self.board) if self.board else ())
        self._cols = (*cols, Col(self._marked_column(), _marked), last)
        return [col.column for col in self._cols]

    def cells(self, row: Hashable, widths: Mapping[str, int]) -> Mapping[str, Cell]:
        """One item; only what has room is made."""
        item = self._by_row[row]
        return {col.column.id: col.cell(item) for col in self._cols if col.column.id in widths}

    def nothing(self) -> str:
        """Nothing needs anybody now."""
        return _(self.told.nothing)

    def title(self, board: Board) -> list[Phrase]:
        """How many there are, how many are the officer's, and how many were dealt with."""
        items = self.told.items(board)
        return [
            part(_(self.told.title), "title"),
            part(self.told.count(len(items)), "", 3),
            *self.told.beside(items),
            *self._mine_parts(items),
            *_group_parts(items),
            *self.filter_part(),
        ]

    @property
    def selected_item(self) -> Item | None:
        """The item under the cursor, as the present board has it."""
        return self._by_row.get(self.table.cursor)

    def picked_rows(self) -> frozenset[Hashable]:
        """The picked rows."""
        return frozenset(self._picks)

    def turn_pick(self, row: Hashable) -> bool:
        """Pick a row, or unpick it."""
        item = self._by_row.get(row)
        if item is not None and self._picks.pop(row, None) is None:
            self._picks[row] = item
        return item is not None

    def select_handled(self) -> None:
        """Put the cursor on the first of those dealt with, if they are listed."""
        first = next((row for row, item in self._by_row.items() if hidden(item)), None)
        if first is not None:
            self.table.select(first, at_top=True)

    def _marked_column(self) -> Column:
        """The time of marks: where there is room, and sooner while those dealt with are listed."""
        sooner = self.show_handled and self.size.width >= ROOMY
        return Column("marked", pgettext("column", "marked"), priority=6 if sooner else EXTRA, whole=True)

    watch_show_handled = watch_officer = Panel.again

    def is_mine(self, item: Item) -> bool:
        """Whether the officer answers for an item: by the ledgers, or by having claimed it."""
        return bool(self.officer) and is_named(self.officer, *self.told.people(item), item.marks.claimed_by)

    def rows(self) -> Sequence[TableRow]:
        """The officer's own open items, the others, then those dealt with; picks stay or go with their rows."""
        every = ids(self.told.items(self.board) if self.board else ())
        found = self.found
        self._by_row = {row: item for row, item in every.items() if found(*self.told.texts(item))}
        self.total, self.shown = len(every), len(self._by_row)
        listed = {row: every[row] for row in every if row in self._picks}
        self._picks = {row: item for row, item in listed.items() if self.show_handled or not hidden(item)}
        self.table.picked = frozenset(self._picks)
        rows = self._open_rows()
        for states, word, _tone in GROUPS if self.show_handled else ():
            rows += headed(pgettext(*word), [row for row, item in self._by_row.items() if item.marks.state in states])
        return rows

    def _open_rows(self) -> list[TableRow]:
        """With an officer who has some: those, then the others under a heading."""
        now = {row: item for row, item in self._by_row.items() if not hidden(item)}
        if self.told.open_rows:
            return self.told.open_rows(now)
        open_rows = list(now)
        mine = [row for row in open_rows if self.is_mine(self._by_row[row])]
        others = [row for row in open_rows if not self.is_mine(self._by_row[row])] if mine else open_rows
        return [*mine, *(headed(pgettext("group", "others'"), others) if mine else others)]

    def _mine_parts(self, items: Sequence[Item]) -> list[Phrase]:
        """How many of the open ones are the officer's, as the title tells it."""
        if not self.officer:
            return []
        count = sum(self.is_mine(item) for item in items if not hidden(item))
        return [part(pgettext("count", "{n} mine").format(n=count), "accent", 1)]


def _group_parts(items: Sequence[Item]) -> list[Phrase]:
    """How many wait and how many are to be checked, as the title tells it."""
    states = Counter(item.marks.state for item in items)
    counts = [sum(states[state] for state in group) for group, _, _ in GROUPS]
    return [
        part(pgettext(*word).format(n=count), tone, rank)
        for (word, rank), count, (_, _, tone) in zip(COUNTED, counts, GROUPS, strict=True)
        if count
    ]


def _marked(item: Item) -> str:
    """When the mark in force was made: 5-08 09:14, the office's time; "" without one."""
    return moment(item.marks.at) if item.marks.at else ""
