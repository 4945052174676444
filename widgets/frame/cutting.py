"""Text in fewer cells. A figure is shown whole or not at all: 逾期12… of 逾期121天 would be another number."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from data.support.late_pattern import late_pattern

FIGURE = late_pattern(r"(?:(?<!\w)[-+−±])?\d+(?:[.,:/×≠-]\d+)*[%‰万亿]*")
"""A number with its sign and its unit of size; days, times and fractions (5-08, 09:14, 45.0/90) are one figure."""
_ENDS_IN_FIGURE = late_pattern(rf"{FIGURE.pattern}$")
_LONGEST = 64
"""Letters behind the last that has room in which a figure's end is looked for."""


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells; what was cut ends in …, and no figure in it is cut in two."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    head = text[: _letters(text, width - 1)]
    kept = head.rstrip()
    # 12… would look like the beginning of a longer figure: a blank tells that it is whole.
    return f"{kept} …" if kept != head and _ENDS_IN_FIGURE.search(kept) else f"{kept}…"


def cut_line(line: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """The pieces (text, tone) of a line in at most `width` cells, cut as `cut` cuts their words together."""
    if sum(cell_len(text) for text, _tone in line) <= width:
        return list(line)
    left = len(cut("".join(text for text, _tone in line), width)) - 1
    kept: list[tuple[str, str]] = []
    for text, tone in line if left >= 0 else ():
        if left < len(text):
            kept.append((text[:left] + "…", tone))
            break
        kept.append((text, tone))
        left -= len(text)
    return kept


def _letters(text: str, room: int) -> int:
    """How many letters of the text have room in so many cells, without a figure that … would stand right behind."""
    head = set_cell_size(text, room)
    at = len(head) if text.startswith(head) else len(head) - 1  # a wide letter that has half its room is a blank
    for figure in reversed(list(FIGURE.finditer(text[: at + _LONGEST]))):
        if figure.start() < at <= figure.end():
            at = figure.start()
    return at
