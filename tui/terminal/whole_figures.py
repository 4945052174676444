"""What Textual wraps and shortens keeps its figures whole: 12500万元 over two lines, or 逾期12…, is another number.

Tables and lines of our own cut by `widgets.frame.cutting`. Static texts and the choices of a list are set by Textual,
which offers no way in: its two functions that divide a line are replaced here, for its pinned version. A test fails
when they move.
"""

from __future__ import annotations

from rich._wrap import divide_line
from rich.cells import cell_len
from textual import content
from textual.content import Content

from widgets.frame.cutting import FIGURE, cut

_truncate = Content.truncate


def divide(text: str, width: int, fold: bool = True) -> list[int]:
    """Where lines of at most `width` cells begin, but the first. A figure is divided only if no line holds it."""
    whole = [
        (found.start(), found.end()) for found in FIGURE.finditer(text) if cell_len(found.group()) <= max(0, width)
    ]
    offsets: list[int] = divide_line(text, width, fold=fold)
    begins, starts = 0, list[int]()
    while offsets:
        at = offsets.pop(0)
        within = next((start for start, end in whole if begins < start < at < end), at)
        starts.append(within)
        begins = within
        if within != at:  # what follows has other lines
            offsets = [within + offset for offset in divide_line(text[within:], width, fold=fold)]
    return starts


def truncated(self: Content, max_width: int, *, ellipsis: bool = False, pad: bool = False) -> Content:
    """As Textual shortens a line, but … never stands right behind a figure that goes on."""
    if not ellipsis or not 0 < max_width < self.cell_length or "\n" in self.plain:
        return _truncate(self, max_width, ellipsis=ellipsis, pad=pad)
    kept = cut(self.plain, max_width)
    letters = len(kept) - 1
    shortened = Content.assemble(self[:letters], kept[letters:])
    return shortened.pad_right(max_width - shortened.cell_length)


def keep_figures_whole() -> None:
    """Have Textual divide lines so, in this process."""
    content.divide_line = divide  # type: ignore[attr-defined]
    Content.truncate = truncated  # type: ignore[method-assign]
