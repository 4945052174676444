"""A panel of items that officers can mark: what needs somebody now above, what was dealt with below or only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from textual.reactive import reactive

from data.model import Board, Item, ItemState
from data.support.fast_dataclass import dataclass
from data.wording import NP_, _, pgettext
from data.wording.ages import moment
from data.wording.item_lines import handling_tone, hidden, row_word
from widgets.frame.ink import Phrase, Piece, part
from widgets.frame.kept_items import KeptItems
from widgets.frame.panel import Panel
from widgets.table.column_cells import Col
from widgets.table.column_widths import EXTRA, Column
from widgets.table.needle import Finder, is_named
from widgets.table.picking import PickingPanel
from widgets.table.searched_rows import SearchedRows
from widgets.table.table_panel import VerySame
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


ItemFact = tuple[ItemState, Any]
"""How an item stands, and what else its list goes by of it."""

MeantItems = tuple[dict[Hashable, Item], Sequence[Hashable]]
"""Items by the ids of their rows, and the rows among them that nobody has dealt with."""


def _nobody(item: Item) -> tuple[str, ...]:
    return ()


def _no_more(facts: Mapping[Any, int]) -> list[Phrase]:
    return []


@dataclass(frozen=True, slots=True)
class ItemList(Generic[AnyItem]):
    """A list of items: where they come from, what stands in its columns, what is said of it.

    `id` is that of its panel; `title` and `nothing`, which is said without rows, are source strings, `count` says how
    many there are. `fact` is what the columns and the title go by of each item: `columns` is given those that are true
    of one, and between the last two columns stands when an item was marked; `beside` is given how many items there are
    of each, for what the title tells beside the count. `texts` is what the filter looks at, `people` who answers for an
    item by the ledgers. `open_rows` puts what nobody has dealt with in order, under headings, where that is another
    than the board's.
    """

    id: str
    title: str
    count: Callable[[int], str]
    items: Callable[[Board], Sequence[AnyItem]]
    columns: Callable[[Sequence[Any]], Sequence[Col[AnyItem]]]
    texts: Callable[[AnyItem], tuple[str, ...]]
    nothing: str
    fact: Callable[[AnyItem], Hashable] = lambda item: None
    people: Callable[[AnyItem], tuple[str, ...]] = _nobody
    beside: Callable[[Mapping[Any, int]], list[Phrase]] = _no_more
    open_rows: Callable[[Mapping[Hashable, AnyItem]], list[TableRow]] | None = None


def handling_cell(item: Item) -> list[Piece]:
    """What was last done about an item."""
    return [(row_word(item), handling_tone(item))]


class ItemsPanel(PickingPanel):
    """A list of items as it is `told`; those waiting, snoozed or handled are counted in the title and listed with
    `show_handled`."""

    show_handled: reactive[bool] = reactive(False, repaint=False)
    officer: reactive[str] = reactive("", repaint=False)
    """Whose items stand first ("": nobody's)."""

    def __init__(self, told: ItemList[Any], *, number: int | None = None) -> None:
        self.told = told
        self._by_row: dict[Hashable, Item] = {}
        self._searched: SearchedRows | None = None
        self._searching = Lock()
        self._shown_of: Board | None = None
        self._kept = KeptItems[ItemFact](lambda item: (item.marks.state, told.fact(item)))
        self._cols: Sequence[Col[Any]] = ()
        super().__init__(id=told.id, number=number)

    def kept(self, board: Board | None) -> KeptItems[ItemFact]:
        """The board's items, with what is counted of them; none without a board."""
        self._kept.take(self.told.items(board) if board else ())
        return self._kept

    def watch_board(self, board: Board | None) -> None:
        """Another board; where it brings the very same items the rows stay as they are."""
        before, self._shown_of = self._shown_of, board
        if (
            before
            and board
            and not before.unread
            and not board.unread
            and self.told.items(board) is self.told.items(before)
        ):
            self._now = board.now
            if self.is_attached:
                self.retitle()
        else:
            super().watch_board(board)

    def searched_rows(self, items: Sequence[Item]) -> SearchedRows:
        """What the filter looks at in these items; made when it is first asked for, and of another board's only what
        differs is gone through. From any thread."""
        with self._searching:  # who comes while another thread makes them needs just these
            rows = self._searched
            if rows is None or rows.rows is not items:
                rows = self._searched = SearchedRows(items, self.told.texts, rows)
            return rows

    def characters(self, board: Board) -> Iterable[str]:
        """Those of the items' texts."""
        return self.searched_rows(self.told.items(board)).characters

    def asked(self, board: Board) -> Hashable:
        """Which items."""
        return VerySame(self.told.items(board))

    def finds(self, board: Board) -> Callable[[Finder], MeantItems]:
        """The items that are meant, by the ids of their rows, and the rows of those that nobody has dealt with."""
        kept = self.kept(board)
        items, rows, open_rows = kept.items, kept.rows, kept.open_rows  # never changed: a thread goes through them

        def meant(found: Finder) -> MeantItems:
            places = found.places(self.searched_rows(items))
            by_row = dict(zip(map(rows.__getitem__, places), map(items.__getitem__, places), strict=True))
            return by_row, tuple(by_row) if open_rows is rows else tuple(row for row in open_rows if row in by_row)

        return meant

    def columns(self) -> Sequence[Column]:
        """What a row says, the most needful never dropped."""
        *cols, last = self.told.columns(tuple(self._facts(self.board)))
        self._cols = (*cols, Col(self._marked_column(), _marked), last)
        return [col.column for col in self._cols]

    def _facts(self, board: Board | None) -> Counter[Any]:
        """How many items there are of each fact."""
        facts = Counter[Any]()
        for (_state, fact), times in self.kept(board).facts.items():
            facts[fact] += times
        return +facts

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
            *self.told.beside(self._facts(board)),
            *self._mine_parts(items),
            *self._group_parts(board),
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
        kept = self.kept(self.board)
        every = kept.by_row
        meant: MeantItems = every, kept.open_rows
        if self.board and self.needle:
            meant = self.answer(self.board)
        self._by_row, open_rows = meant
        self.total, self.shown = len(every), len(self._by_row)
        listed = {row: every[row] for row in every if row in self._picks} if self._picks else {}
        self._picks = {row: item for row, item in listed.items() if self.show_handled or not hidden(item)}
        self.table.picked = frozenset(self._picks)
        rows = self._open_rows(open_rows)
        for states, word, _tone in GROUPS if self.show_handled else ():
            below = headed(pgettext(*word), [row for row, item in self._by_row.items() if item.marks.state in states])
            rows = [*rows, *below] if below else rows
        return rows

    def _open_rows(self, open_rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """With an officer who has some: those, then the others under a heading."""
        if self.told.open_rows:
            return self.told.open_rows({row: self._by_row[row] for row in open_rows})
        if not self.officer:
            return open_rows
        mine = [row for row in open_rows if self.is_mine(self._by_row[row])]
        others = [row for row in open_rows if not self.is_mine(self._by_row[row])] if mine else open_rows
        return [*mine, *(headed(pgettext("group", "others'"), others) if mine else others)]

    def _mine_parts(self, items: Sequence[Item]) -> list[Phrase]:
        """How many of the open ones are the officer's, as the title tells it."""
        if not self.officer:
            return []
        count = sum(self.is_mine(item) for item in items if not hidden(item))
        return [part(pgettext("count", "{n} mine").format(n=count), "accent", 1)]

    def _group_parts(self, board: Board) -> list[Phrase]:
        """How many wait and how many are to be checked, as the title tells it."""
        facts = self.kept(board).facts.items()
        counts = [sum(times for (state, _fact), times in facts if state in group) for group, _, _ in GROUPS]
        return [
            part(pgettext(*word).format(n=count), tone, rank)
            for (word, rank), count, (_, _, tone) in zip(COUNTED, counts, GROUPS, strict=True)
            if count
        ]


def _marked(item: Item) -> str:
    """When the mark in force was made: 5-08 09:14, the office's time; "" without one."""
    return moment(item.marks.at) if item.marks.at else ""
