"""Which rows the filter means: answers that a thread works out beforehand, and the screen only looks up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.input.pinyin import Needle, warm
from widgets.table.needle import normal

RowTexts = tuple[str, ...]
"""What the filter looks at in one row."""


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

    def __call__(self, *texts: str) -> bool:
        """Whether one of the texts is meant."""
        return any(map(self._texts.__getitem__, texts))

    def unless(self, overtaken: Callable[[], bool]) -> Callable[..., bool]:
        """The same for a thread; raises Overtaken."""
        texts_mean = self._texts.__getitem__

        def found(*texts: str) -> bool:
            if overtaken():
                raise Overtaken
            return any(map(texts_mean, texts))

        return found

    def prepare(self, rows: Iterable[RowTexts], overtaken: Callable[[], bool]) -> None:
        """Go through the texts of these rows. Raises Overtaken."""
        found = self.unless(overtaken)
        for texts in rows:
            found(*texts)

    def warm(self, rows: Iterable[RowTexts]) -> None:
        """Make what is compared of these rows, and learn how their characters are typed."""
        texts = {text for row in rows for text in row}
        warm(set().union(*map(self._texts.as_compared, texts)))
