"""A view: one list of a screen as a table of columns, each of which knows its words, its order and its trace.

Screens of figures are made of these, so that a new one is a table and no code: rows come from the board, the columns
say what stands in a cell, what it is sorted by, and the rule and rows that Enter shows behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from data.model import Board, Trace
from data.support.fast_dataclass import dataclass
from data.wording import pgettext
from widgets.frame.ink import Phrase
from widgets.table.column_cells import Col

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is said of a row: its label, its words, and (of a figure) what it rests on."""

    label: str
    words: str
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Group(Generic[R]):
    """Rows under one heading ("": none), with a remark beside it."""

    rows: Sequence[R]
    heading: str = ""
    note: str = ""


def _no_more(row: object) -> Sequence[Figure]:
    return ()


def _no_summary(board: Board, scope: str | None) -> list[Phrase]:
    return []


@dataclass(frozen=True, slots=True)
class View(Generic[R]):
    """One list. `scope` (the fair of the progress lines, None: the season) is given to all, and used by those `scoped`.

    `label` is its name in the panel's title, `nothing` what is said without rows (both source strings). `name` is what
    a row is called; `texts`, which the filter looks at, is that alone unless it is given. `item` is the key of the
    board's item that a row is (without it nothing can be marked), `key` what tells rows apart: that of the item, else
    the name, unless it is given. `more` is what its card says beside the columns.
    """

    id: str
    label: tuple[str, str]
    groups: Callable[[Board, str | None], Sequence[Group[R]]]
    columns: Callable[[Board, Sequence[R]], Sequence[Col[R]]]
    name: Callable[[R], str]
    nothing: str
    key: Callable[[R], Hashable] | None = None
    texts: Callable[[R], tuple[str, ...]] | None = None
    item: Callable[[R], str] | None = None
    more: Callable[[R], Sequence[Figure]] = _no_more
    summary: Callable[[Board, str | None], list[Phrase]] = _no_summary
    scoped: bool = False

    @property
    def word(self) -> str:
        """Its name in the reader's language."""
        return pgettext(*self.label)

    def key_of(self, row: R) -> Hashable:
        """What tells a row from the others, on this board and the next."""
        return (self.key or self.item or self.name)(row)

    def texts_of(self, row: R) -> tuple[str, ...]:
        """What the filter looks at."""
        return self.texts(row) if self.texts else (self.name(row),)

    def item_of(self, row: R | None) -> str:
        """The key of the item that a row is; "" where it is none."""
        return self.item(row) if self.item and row is not None else ""


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are sorted by: a column's id ("": the board's own order), and which way."""

    column: str = ""
    down: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of figures: its id (that of the action that opens it), its digit, its name, and its views."""

    id: str
    number: int
    title: tuple[str, str]
    views: Sequence[View[Any]]

    @property
    def word(self) -> str:
        """Its name in the reader's language."""
        return pgettext(*self.title)
