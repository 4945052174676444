"""A panel of items that officers can mark: what needs somebody now above, what was dealt with below or only counted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from textual.reactive import reactive

from data.model import Board, Item, ItemState
from data.wording import NP_, pgettext
from data.wording.ages import moment
from data.wording.item_lines import hidden
from widgets.frame.ink import Phrase, part
from widgets.frame.kept_items import KeptItems, ids
from widgets.table.column_widths import EXTRA, Column
from widgets.table.needle import is_named
from widgets.table.picking import PickingPanel
from widgets.table.table_panel import VerySame
from widgets.table.virtual_table import Heading, TableRow

GROUPS = (
    (frozenset({ItemState.WAITING, ItemState.SNOOZED}), NP_("group", "to look at again"), ""),
    (frozenset({ItemState.HANDLED}), NP_("group", "handled, to check"), "warn"),
)
"""Groups below the list; the title counts them by `COUNTED`'s shorter words, the highest rank giving way first."""
ROOMY = 100
"""From this width on the time of a mark may narrow other columns; below, the row's own words tell the day."""
COUNTED = ((NP_("count", "{n} waiting"), 2), (NP_("count", "{n} to check"), 1))


ItemFact = tuple[ItemState, Any]
"""How an item stands, and what else the columns go by of it."""


class ItemsPanel(PickingPanel):
    """A list of items; those waiting, snoozed or handled are counted in the title and listed with `show_handled`."""

    show_handled: reactive[bool] = reactive(False, repaint=False)
    officer: reactive[str] = reactive("", repaint=False)
    """Whose items stand first ("": nobody's)."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, number: int | None = None) -> None:
        self._by_row: dict[Hashable, Item] = {}
        self._shown_of: Board | None = None
        self._kept = KeptItems[ItemFact](lambda item: (item.marks.state, self.fact(item)))
        super().__init__(id=id, classes=classes, number=number)

    def items(self, board: Board) -> Sequence[Item]:
        """All the items of the panel, in the board's order. For subclasses."""
        raise NotImplementedError

    def texts(self, item: Item) -> tuple[str, ...]:
        """What the filter looks at. For subclasses."""
        raise NotImplementedError

    def fact(self, item: Item) -> Any:
        """What the columns go by of an item, beside how it stands. For subclasses."""
        return None

    def kept(self, board: Board) -> KeptItems[ItemFact]:
        """The board's items, with what is counted of them."""
        self._kept.take(self.items(board))
        return self._kept

    def watch_board(self, board: Board | None) -> None:
        """Another board; where it brings the very same items the rows stay as they are."""
        before, self._shown_of = self._shown_of, board
        if before and board and not before.unread and not board.unread and self.items(board) is self.items(before):
            self._now = board.now
            if self.is_attached:
                self.retitle()
        else:
            super().watch_board(board)

    def searched(self, board: Board) -> Iterable[tuple[str, ...]]:
        """The texts of every item."""
        return map(self.texts, self.items(board))

    def asked(self, board: Board) -> Hashable:
        """Which items."""
        return VerySame(self.items(board))

    def finds(self, board: Board) -> Callable[[Callable[..., bool]], dict[Hashable, Item]]:
        """The items that are meant, by the ids of their rows."""
        every, texts = ids(self.items(board)), self.texts
        return lambda found: {row: item for row, item in every.items() if found(*texts(item))}

    def people(self, item: Item) -> tuple[str, ...]:
        """Who answers for an item by the ledgers: nobody, unless a subclass knows it."""
        return ()

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

    def select_item(self, key: str) -> None:
        """Put the cursor on the item of this key, if it is listed."""
        self.table.select(key)

    def select_handled(self) -> None:
        """Put the cursor on the first of those dealt with, if they are listed."""
        first = next((row for row, item in self._by_row.items() if hidden(item)), None)
        if first is not None:
            self.table.select(first, at_top=True)

    def marked_column(self) -> Column:
        """When the mark in force was made: where there is room, and sooner while those dealt with are listed."""
        sooner = self.show_handled and self.size.width >= ROOMY
        return Column("marked", pgettext("column", "marked"), priority=6 if sooner else EXTRA, whole=True)

    def watch_show_handled(self) -> None:
        """List what was dealt with, or do not."""
        self.again()

    def watch_officer(self) -> None:
        """Another officer's items stand first."""
        self.again()

    def is_mine(self, item: Item) -> bool:
        """Whether the officer answers for an item: by the ledgers, or by having claimed it."""
        return bool(self.officer) and is_named(self.officer, *self.people(item), item.marks.claimed_by)

    def rows(self) -> Sequence[TableRow]:
        """The officer's own open items, the others, then those dealt with; picks stay or go with their rows."""
        kept = self.kept(self.board) if self.board else KeptItems[ItemFact](self.fact)
        every = kept.by_row
        self._by_row = self.answer(self.board) if self.board and self.needle else every
        self.total, self.shown = len(every), len(self._by_row)
        listed = {row: every[row] for row in every if row in self._picks} if self._picks else {}
        self._picks = {row: item for row, item in listed.items() if self.show_handled or not hidden(item)}
        self.table.picked = frozenset(self._picks)
        open_rows = kept.open_rows
        rows = self._open_rows([row for row in open_rows if row in self._by_row] if self.needle else open_rows)
        for states, word, _tone in GROUPS if self.show_handled else ():
            below = [row for row, item in self._by_row.items() if item.marks.state in states]
            if below:
                rows = [*rows, Heading(pgettext(*word), str(len(below))), *below]
        return rows

    def _open_rows(self, open_rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """With an officer who has some: those, then the others under a heading."""
        if not self.officer:
            return open_rows
        mine = [row for row in open_rows if self.is_mine(self._by_row[row])]
        others = [row for row in open_rows if not self.is_mine(self._by_row[row])] if mine else open_rows
        heading = [Heading(pgettext("group", "others'"), str(len(others)))] if mine and others else []
        return [*mine, *heading, *others]

    def mine_parts(self, board: Board) -> list[Phrase]:
        """How many of the open ones are the officer's, as the title tells it."""
        if not self.officer:
            return []
        count = sum(self.is_mine(item) for item in self.items(board) if not hidden(item))
        return [part(pgettext("count", "{n} mine").format(n=count), "accent", 1)]

    def group_parts(self, board: Board) -> list[Phrase]:
        """How many wait and how many are to be checked, as the title tells it."""
        facts = self.kept(board).facts.items()
        counts = [sum(times for (state, _fact), times in facts if state in group) for group, _, _ in GROUPS]
        return [
            part(pgettext(*word).format(n=count), tone, rank)
            for (word, rank), count, (_, _, tone) in zip(COUNTED, counts, GROUPS, strict=True)
            if count
        ]

    def marked(self, item: Item) -> str:
        """The cell of `marked_column`: 5-08 09:14, the office's time; "" without a mark in force."""
        return moment(item.marks.at) if item.marks.at else ""
