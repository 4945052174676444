"""Texts that are read as they stand, told for all distinct cells of a column at once.

Most cells of a ledger are names and prose that need no cleaning and cannot be a blank word; asking that of each one
by itself was most of what reading a ledger cost. Whatever is not certain here is left to the readers of `values`.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.intake.cells.cell_result import SheetCell, blank, may_be_blank
from data.support.text import clean, line

_KEPT_AS_TEXT = frozenset("=\"'‘’`")


def words(cells: Iterable[SheetCell]) -> list[str]:
    """Those cells that `values.text` gives back unchanged and without a word, be they long or not."""
    texts = [cell for cell in cells if isinstance(cell, str) and (not may_be_blank(cell) or _is_plain_code(cell))]
    whole = "".join(texts)
    if not _inert(whole):
        texts = [text for text in texts if _inert(text)]
    if " " in whole:
        texts = [text for text in texts if " " not in text or line(text) == text]
    return texts


def codes(cells: Iterable[SheetCell]) -> list[str]:
    """Those that `values.code` gives back unchanged: no number that a spreadsheet may have written its own way."""
    return [text for text in words(cells) if "." not in text and "+" not in text and text[0] not in _KEPT_AS_TEXT]


def _is_plain_code(text: str) -> bool:
    """Whether a text that begins as a blank word does is none: XM0017 begins as a crossed cell does."""
    return text.isascii() and text.isalnum() and blank(text) is None


def _inert(text: str) -> bool:
    """Whether it is printable and cleaning would not touch it; true of a whole exactly if of all its parts."""
    return text.isprintable() and clean(text) == text
