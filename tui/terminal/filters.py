"""What happens to every line before it is sent: colours taken out, or signs put into plain ASCII."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS: Mapping[str, str] = {
    **dict.fromkeys("─━╺╸╌", "-"),
    **dict.fromkeys("│┃╻╹", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫", "+"),
    **dict.fromkeys("█▀▄▇▆▅▃▂▉▊▋▌▍▎", "#"),
    "·": ".",
    "…": "~",
    "›": ">",
    "≠": "!",
    "≥": ">",
    "≤": "<",
    "●": "*",
    "○": "o",
    "■": "#",
    "□": "o",
    "×": "x",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "—": "-",
    "–": "-",
    "―": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "±": "+",
    "÷": "/",
    "°": "o",
}
"""Signs of our own and of ledgers that some terminals draw two cells wide, with an ASCII sign for each."""


class NoColours(LineFilter):
    """NO_COLOR: no line carries a colour; bold and reverse stay. (Textual's own filter turns colours into greys.)"""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same words, without colours."""
        return [Segment(text, style.without_color if style else None, control) for text, style, control in segments]


class PlainSigns(LineFilter):
    """Every sign whose width terminals do not agree on becomes an ASCII sign of one cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same lines in signs that are one cell wide everywhere; Chinese stays as it is."""
        return [Segment(text if text.isascii() else plain(text), style, control) for text, style, control in segments]


@lru_cache(4096)
def plain(text: str) -> str:
    """`text` without signs of ambiguous width, each replaced by one of one cell."""
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    if sign in SIGNS:
        return SIGNS[sign]
    if unicodedata.east_asian_width(sign) != "A":
        return sign
    alike = unicodedata.normalize("NFKD", sign)
    return alike[0] if alike[:1].isascii() else "?"
