"""Which rows the filter means: answers that a thread works out beforehand, and the screen only looks up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.input.pinyin import Needle, warm
from widgets.table.needle import normal

RowTexts = tuple[str, ...]
"""What the filter looks at in one row."""


class RowSearch:
    """One needle. Ask it with the texts of a row; what it was asked once it knows.

    It goes on from the search `before`: rows are put into one line of text each only once, and a needle that has only
    grown is not looked for in rows that `before` did not mean. It answers the same from any thread.
    """

    def __init__(self, needle: str = "", before: RowSearch | None = None) -> None:
        self.needle = needle
        self._needle = Needle(needle)
        self._lines: dict[RowTexts, str] = before._lines if before else {}
        self._answers: dict[RowTexts, bool] = {}
        self._before = before._answers if before and self._needle.narrows(before._needle) else {}

    def __call__(self, *texts: str) -> bool:
        """Whether one of the texts is meant."""
        answer = self._answers.get(texts)
        if answer is None:
            answer = self._before.get(texts, True) and self._needle.means(self._line(texts))
            self._answers[texts] = answer
        return answer

    def prepare(self, rows: Iterable[RowTexts], overtaken: Callable[[], bool]) -> bool:
        """Work out the answers of these rows; whether that was done before it was `overtaken`."""
        for texts in rows:
            if overtaken():
                return False
            self(*texts)
        return True

    def warm(self, rows: Iterable[RowTexts]) -> None:
        """Make the lines of these rows, and learn how their characters are typed."""
        warm({character for texts in rows for character in self._line(texts)})

    def _line(self, texts: RowTexts) -> str:
        """The texts as they are compared, a line break between them: nobody can type one, so nothing spans two."""
        line = self._lines.get(texts)
        if line is None:
            line = self._lines[texts] = "\n".join(map(normal, texts))
        return line
