"""What is copied out of the board is text wherever it is pasted: no cell of it is a formula to a spreadsheet.

A ledger's cell may say `=HYPERLINK(…)` or `=cmd|…`; here it is words, but a paste into a spreadsheet would run it.
"""

from __future__ import annotations

import unicodedata

from data.support.late_pattern import late_pattern

GUARD = "'"
"""Before a cell it says to every spreadsheet that what follows is text."""

_SIGNS = "=+-@"
"""What a formula begins with, in any width."""

_PARTS = late_pattern(r"(\t|\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
"""What parts cells and rows in copied text."""

_OWN_FIGURE = late_pattern(r"[-+]\d[\d,]*(?:\.\d+)?\s?[%％‰]?[\u4e00-\u9fff]*")
"""-23.5, +4.0%, -4天: a number with its sign is no formula, and stays one that can be reckoned with."""


def disarmed(text: str) -> str:
    """The text with a guard before each cell that a spreadsheet would evaluate. Idempotent."""
    return "".join(part if at % 2 else _cell(part) for at, part in enumerate(_PARTS.split(text)))


def guarded(cell: str) -> str:
    """A ledger's words for a cell of a file of text: with a guard where they begin as a formula does, a number with a
    sign among them. Idempotent; such words have no line break."""
    return GUARD + cell if is_armed(cell) else cell


def is_armed(cell: str) -> bool:
    """Whether a spreadsheet would evaluate it."""
    said = _said(cell)
    return len(said) > 1 and unicodedata.normalize("NFKC", said[0]) in _SIGNS


def _cell(cell: str) -> str:
    return GUARD + cell if is_armed(cell) and not _OWN_FIGURE.fullmatch(_said(cell).strip()) else cell


def _said(cell: str) -> str:
    """What is left once a spreadsheet has taken off blanks, signs without a width, and quotation marks of a cell."""
    return next((cell[at:] for at, sign in enumerate(cell) if not _taken_off(sign)), "")


def _taken_off(sign: str) -> bool:
    return sign.isspace() or sign in '"＂' or unicodedata.category(sign) in ("Cf", "Cc")
