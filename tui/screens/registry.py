"""The table of screens beside the face: what opens each, so that a screen need not know the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from data.model import Board
from tui.screens.base.acting import ActingScreen
from tui.screens.context import Desk
from tui.screens.figures_screen import SheetScreen
from tui.screens.problems_screen import ProblemsScreen
from widgets.views import PAGES

SCREENS: Mapping[str, Callable[[Desk, Board | None, str], ActingScreen]] = {
    "problems": ProblemsScreen,
    **{id: partial(SheetScreen, page=page) for id, page in PAGES.items()},
}
"""id -> makes the screen from (desk, board, the officer's name)."""
