"""The items of one list from board to board: of another list of the same rows only the items that differ are looked at.

A mark changes one item of ten thousand, and a board without news none: what is counted of them and how they stand in
rows is kept, and put right where it differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Generic, TypeVar

from data.model import HIDDEN_STATES, UNTOUCHED, Item

Fact = TypeVar("Fact", bound=Hashable)


class CountedItems(Generic[Fact]):
    """How many items of a list there are of each `fact`."""

    def __init__(self, fact: Callable[[Item], Fact]) -> None:
        self._fact = fact
        self.items: Sequence[Item] = ()
        self.facts: Counter[Fact] = Counter()

    def take(self, items: Sequence[Item]) -> None:
        """These items from now on."""
        if items is self.items:
            return
        before = self.items
        same = len(items) == len(before)
        places = list(compress(count(), map(is_not, items, before))) if same else []
        self.items = items
        if same and all(items[at].key == before[at].key for at in places):
            self._count((before[at] for at in places), (items[at] for at in places))
            self._put(places)
        else:
            here, there = set(map(id, items)), set(map(id, before))
            self._count((one for one in before if id(one) not in here), (one for one in items if id(one) not in there))
            self._begin()

    def _count(self, gone: Iterable[Item], come: Iterable[Item]) -> None:
        self.facts.subtract(map(self._fact, gone))
        self.facts.update(map(self._fact, come))

    def _put(self, places: Sequence[int]) -> None:
        """Other items of the same rows stand at these places."""

    def _begin(self) -> None:
        """Other rows."""


class KeptItems(CountedItems[Fact]):
    """The items by the ids of their rows too, and which of them nobody has dealt with."""

    def __init__(self, fact: Callable[[Item], Fact]) -> None:
        super().__init__(fact)
        self.by_row: dict[Hashable, Item] = {}
        self.rows: tuple[Hashable, ...] = ()
        """Every row, in the order of the items."""
        self.open_rows: tuple[Hashable, ...] = ()
        self._hidden: set[Hashable] = set()

    def _put(self, places: Sequence[int]) -> None:
        moved = False
        for at in places:
            row, item = self.rows[at], self.items[at]
            self.by_row[row] = item
            moved |= (row in self._hidden) is not _is_hidden(item)
            (self._hidden.add if _is_hidden(item) else self._hidden.discard)(row)
        if moved:
            self._open()

    def _begin(self) -> None:
        self.by_row = ids(self.items)
        self.rows = tuple(self.by_row)
        self._hidden = {row for row, item in self.by_row.items() if item.marks is not UNTOUCHED and _is_hidden(item)}
        self._open()

    def _open(self) -> None:
        self.open_rows = tuple(row for row in self.rows if row not in self._hidden) if self._hidden else self.rows


def _is_hidden(item: Item) -> bool:
    return item.marks.state in HIDDEN_STATES


def ids(items: Sequence[Item]) -> dict[Hashable, Item]:
    """Each item by the id of its row: its key. Two rows of one key stay two rows."""
    rows: dict[Hashable, Item] = {}
    for item in items:
        row: Hashable = item.key
        while row in rows:
            row = (row, item.key)
        rows[row] = item
    return rows
