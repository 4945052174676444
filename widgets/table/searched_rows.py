"""What the filter looks at in the rows of one list: one string a row, made once and kept from board to board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any

from widgets.table.needle import as_compared

BETWEEN = "\n"
"""Stands between the texts of a row: no needle holds a blank, so none is found across two of them."""


class SearchedRows:
    """The rows' `strings`, in their order, and all `characters` that stand in them (perhaps more).

    `texts` says what is looked at in one of the `rows`. Those that stood in `before`, the very same objects, are not
    gone through again. Never changed once it is made: any thread may read it.
    """

    def __init__(
        self, rows: Sequence[Any], texts: Callable[[Any], Sequence[str]], before: SearchedRows | None = None
    ) -> None:
        self.rows = rows
        compared = Compared()
        self.strings: Sequence[str] = _strings(rows, lambda row: compared.joined(texts(row)), before)
        self.characters: frozenset[str] = frozenset(BETWEEN).union(
            before.characters if before else (), *compared.values()
        )


class Compared(dict[str, str]):
    """Texts as they are compared: rows share their units and people, and each is gone through once."""

    def __missing__(self, text: str) -> str:
        """Go through it."""
        compared = self[text] = as_compared(text)
        return compared

    def joined(self, texts: Sequence[str]) -> str:
        """The texts of one row as one string."""
        return BETWEEN.join(map(self.__getitem__, texts))


def _strings(rows: Sequence[Any], string: Callable[[Any], str], before: SearchedRows | None) -> list[str]:
    if before is None:
        return [*map(string, rows)]
    if len(rows) == len(before.rows):  # as after a mark: the same rows, one of them another object
        strings = [*before.strings]
        others = [*compress(count(), map(is_not, rows, before.rows))]
        if len(others) < len(rows) // 2:
            for at in others:
                strings[at] = string(rows[at])
            return strings
    known = dict(zip(map(id, before.rows), before.strings, strict=True))
    return [known[id(row)] if id(row) in known else string(row) for row in rows]
