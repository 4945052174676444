"""What opens the screens beside the face: a screen need not know the others. Each is loaded when it is opened."""

from __future__ import annotations

from data.model import Board
from tui.screens.base.acting import ActingScreen
from tui.screens.context import Desk
from widgets.views import PAGES


def screen_of(id: str, desk: Desk, board: Board | None, by: str) -> ActingScreen:
    """The screen of this id for the officer `by`: the problems, or a page of figures."""
    if id == "problems":
        from tui.screens.problems_screen import ProblemsScreen

        return ProblemsScreen(desk, board, by)
    from tui.screens.figures_screen import SheetScreen

    return SheetScreen(desk, board, by, page=PAGES[id])
