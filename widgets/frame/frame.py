"""The top edge of a panel: its title on the left, the age of what it shows on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from widgets.frame.ink import Lines, Phrase, Piece, cut_line, fit, joined, line_width

OPENING, CLOSING, EDGE, GAP = "┌─ ", " ─┐", "─", " "
DISPENSABLE = 4
"""Phrases of this rank and above give way to the age in full."""


class TitleLine(Lines):
    """One line, `┌─ title ──── age ─┐`. A widget of its own so that a new age repaints this line alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--frame", "ink--title"}
    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        & > .ink--frame { color: $border-blurred; }
        & > .ink--title { text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Phrase, ...] = ()
        self._right: tuple[Phrase, ...] = ()

    def say(self, left: Sequence[Phrase], right: Sequence[Phrase] = ()) -> None:
        """Show these phrases, those of high rank giving way first, and on the right the first that leaves them room.

        `right` says one thing in ever fewer words; the last way is taken where no way leaves room for all.
        """
        self._left, self._right = tuple(left), tuple(right)
        self.redraw()

    def lines(self, width: int) -> list[list[Piece]]:
        """The edge with its words."""
        room = width - len(OPENING) - len(CLOSING)
        for right in self._right:
            space = room - right.width - len(GAP)
            kept = fit(self._left, space - len(GAP), 1)
            needful = [one for one in self._left if one.rank < DISPENSABLE]
            if all(one in kept for one in needful) or right is self._right[-1]:
                return [_edge(kept, right, space)]
        kept = fit(self._left, room - len(GAP), 1)
        return [_edge(kept, None, room)]

    @property
    def words(self) -> str:
        """The title as it stands, for tests and screen readers."""
        return "".join(text for text, _ in self._lines(self.content_size.width)[0])


def _edge(left: Sequence[Phrase], right: Phrase | None, space: int) -> list[Piece]:
    """The line; `space` cells for what stands on the left and the edge that fills it up."""
    head = cut_line(joined(left, 1), max(0, space))
    fill = max(0, space - line_width(head) - 1)
    middle: list[Piece] = [*head, (" ", ""), (EDGE * fill, "frame")]
    tail: list[Piece] = [(" ", ""), *right.line, (CLOSING, "frame")] if right else [(EDGE * 2 + CLOSING[-1], "frame")]
    return [(OPENING, "frame"), *middle, *tail]
