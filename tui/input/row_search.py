"""Which rows the filter means: answers that a thread works out beforehand, and the screen only looks up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.input.pinyin import Needle, warm
from widgets.table.needle import normal

RowTexts = tuple[str, ...]
"""What the filter looks at in one row."""


class RowSearch:
    """One needle. Ask it with the texts of a row; what it was asked once it knows.

    It goes on from the search `before`: what is typed has to be compared with is made once of each text, and a needle
    that has only grown is not looked for where `before` did not find it. Rows share their units and people: each text
    is gone through once. It answers the same from any thread.
    """

    def __init__(self, needle: str = "", before: RowSearch | None = None) -> None:
        self.needle = needle
        self._needle = Needle(needle)
        self._compared: dict[str, str] = before._compared if before else {}
        self._rows: dict[RowTexts, bool] = {}
        self._texts: dict[str, bool] = {}
        goes_on = before if before and self._needle.narrows(before._needle) else None
        self._rows_before: dict[RowTexts, bool] = goes_on._rows if goes_on else {}
        self._texts_before: dict[str, bool] = goes_on._texts if goes_on else {}

    def __call__(self, *texts: str) -> bool:
        """Whether one of the texts is meant."""
        answer = self._rows.get(texts)
        if answer is None:
            answer = self._rows_before.get(texts, True) and any(map(self._means, texts))
            self._rows[texts] = answer
        return answer

    def prepare(self, rows: Iterable[RowTexts], overtaken: Callable[[], bool]) -> bool:
        """Work out the answers of these rows; whether that was done before it was `overtaken`."""
        for texts in rows:
            if overtaken():
                return False
            self(*texts)
        return True

    def warm(self, rows: Iterable[RowTexts]) -> None:
        """Make what is compared of these rows, and learn how their characters are typed."""
        warm({character for texts in rows for text in texts for character in self._as_compared(text)})

    def _means(self, text: str) -> bool:
        answer = self._texts.get(text)
        if answer is None:
            answer = self._texts_before.get(text, True) and self._needle.means(self._as_compared(text))
            self._texts[text] = answer
        return answer

    def _as_compared(self, text: str) -> str:
        compared = self._compared.get(text)
        if compared is None:
            compared = self._compared[text] = normal(text)
        return compared
