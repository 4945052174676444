"""A number typed into the filter, as a paper or a person says it: every figure of the board that is printed so."""

from __future__ import annotations

from data.model import Board
from tui.screens.cards.trace import TraceScreen
from tui.screens.context import Desk
from widgets.views.printed import asked_number, printed_as
from widgets.views.view import Figure


def printed_number(text: str, board: Board, desk: Desk) -> TraceScreen | None:
    """The figures that are printed as `text`, each with what it rests on; None where it is no such number, or none is
    printed so. A whole number without a sign (2026001, 3) is words to find, and no figure."""
    asked = asked_number(text)
    if asked is None or not (asked.decimals or asked.behind):
        return None
    found = printed_as(board, asked)
    figures = [
        Figure(
            "  ".join(part for part in (one.name, one.label) if part),
            "  ".join(part for part in (one.words, one.where, one.scope) if part),
            one.trace,
        )
        for one in found
    ]
    return TraceScreen(text.strip(), figures, board, desk, None) if figures else None
