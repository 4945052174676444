"""Which rows the filter means: answers that a thread works out beforehand, and the screen only looks up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from tui.input.pinyin import Needle
from widgets.table.needle import Finder, normal
from widgets.table.searched_rows import SearchedRows

RowTexts = tuple[str, ...]
"""What the filter looks at in one row."""

AT_ONCE = 2048
"""Rows that are gone through before anybody else has a turn, and before it is asked whether a newer search has begun:
about a millisecond."""


class Overtaken(Exception):
    """A newer search has begun: what this one finds is of no use."""


class TextAnswers(dict[str, bool]):
    """Whether `needle` means a text; one that is asked for the first time is gone through then, unless it was not
    found `before`. `compared` are texts as they are compared."""

    def __init__(self, needle: Needle, compared: dict[str, str], before: TextAnswers | None) -> None:
        super().__init__()
        self._needle, self._compared = needle, compared
        self._before: dict[str, bool] = {}
        if before is not None:
            self._before, before._before = before, {}  # not all searches since the line was opened live on

    def __missing__(self, text: str) -> bool:
        """Go through it."""
        answer = self[text] = dict.get(self._before, text, True) and self._needle.means(self.as_compared(text))
        return answer

    def as_compared(self, text: str) -> str:
        """The text without what nobody types."""
        compared = self._compared.get(text)
        if compared is None:
            compared = self._compared[text] = normal(text)
        return compared


class RowSearch:
    """One needle. Ask it with the texts of a row.

    It goes on from the search `before`: what is typed has to be compared with is made once of each text, and a needle
    that has only grown is not looked for where `before` did not find it. Rows share their units and people: each text
    is gone through once. It answers the same from any thread.
    """

    def __init__(self, needle: str = "", before: RowSearch | None = None) -> None:
        self.needle = needle
        self._needle = Needle(needle)
        self._compared: dict[str, str] = before._compared if before else {}
        goes_on = before if before and self._needle.narrows(before._needle) else None
        self._texts: TextAnswers = TextAnswers(self._needle, self._compared, goes_on._texts if goes_on else None)
        self._places: dict[SearchedRows, Sequence[int]] = {}
        self._left: dict[SearchedRows, Sequence[int]] = {**goes_on._left, **goes_on._places} if goes_on else {}
        """Where alone a needle that has grown may stand."""

    def __call__(self, *texts: str) -> bool:
        """Whether one of the texts is meant."""
        return any(map(self._texts.__getitem__, texts))

    def places(self, rows: SearchedRows, overtaken: Callable[[], bool] = lambda: False) -> Sequence[int]:
        """Which of the rows are meant, by their places. Raises Overtaken."""
        if rows not in self._places:
            left, string = self._left.get(rows, range(len(rows.strings))), rows.strings.__getitem__
            means, found = self._needle.among(rows.characters), list[int]()
            for start in range(0, len(left), AT_ONCE):
                if overtaken():
                    raise Overtaken
                some = left[start : start + AT_ONCE]
                found += compress(some, map(means, map(string, some)))
            self._places[rows] = found
        return self._places[rows]

    def unless(self, overtaken: Callable[[], bool]) -> Finder:
        """The same for a thread; raises Overtaken."""
        return Unless(self, overtaken)

    def prepare(self, rows: Iterable[RowTexts], overtaken: Callable[[], bool]) -> None:
        """Go through the texts of these rows. Raises Overtaken."""
        found = self.unless(overtaken)
        for texts in rows:
            found(*texts)


class Unless:
    """A search that ends as soon as it is `overtaken`: it raises Overtaken."""

    def __init__(self, search: RowSearch, overtaken: Callable[[], bool]) -> None:
        self._search, self._overtaken = search, overtaken

    def __call__(self, *texts: str) -> bool:
        """Whether one of the texts is meant."""
        if self._overtaken():
            raise Overtaken
        return self._search(*texts)

    def places(self, rows: SearchedRows) -> Sequence[int]:
        """Which of the rows are meant, by their places."""
        return self._search.places(rows, self._overtaken)
