"""How what is typed into the filter, and an officer's name, are found in a row's texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from data.support.late_pattern import late_pattern

if TYPE_CHECKING:
    from widgets.table.searched_rows import SearchedRows

_BETWEEN = late_pattern(r"[、，,；;/／\n]")
"""What stands between the names in one cell."""


class Finder(Protocol):
    """Which rows a filter means."""

    def __call__(self, *texts: str) -> bool:
        """Whether a row of these texts is meant."""

    def places(self, rows: SearchedRows) -> Sequence[int]:
        """Which of the rows are meant, by their places, in their order."""


class PlainFinder:
    """Rows that hold `needle`, letter by letter."""

    def __init__(self, needle: str) -> None:
        self._needle = needle

    def __call__(self, *texts: str) -> bool:
        """Whether it stands in one of the texts."""
        return any(contains(self._needle, text) for text in texts)

    def places(self, rows: SearchedRows) -> Sequence[int]:
        """Where it stands in a row."""
        wanted = normal(self._needle)
        return [at for at, string in enumerate(rows.strings) if wanted in string]


class EveryRow:
    """Without a filter every row is meant."""

    def __call__(self, *texts: str) -> bool:
        """It is."""
        return True

    def places(self, rows: SearchedRows) -> Sequence[int]:
        """All."""
        return range(len(rows.strings))


def as_compared(text: str) -> str:
    """A name as it is compared: width and case folded, blanks dropped."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


normal = lru_cache(maxsize=65536)(as_compared)
"""The same, kept for texts that are asked about again and again."""


def contains(needle: str, text: str) -> bool:
    """The plainest filter: `needle` stands somewhere in `text`."""
    return normal(needle) in normal(text)


def is_named(name: str, *texts: str) -> bool:
    """Whether one of the texts names just this person, alone or among others: 李敏、赵敏."""
    wanted = normal(name)
    return any(normal(one) == wanted for text in texts if text for one in _BETWEEN.split(text))
