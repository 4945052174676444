"""What the screens of rows beside the face share: they came with a board and an officer, and one key leads back."""

from __future__ import annotations

from data.model import Board
from tui.screens.base.row_screen import RowsScreen
from tui.screens.context import Desk
from widgets.table.picking import PickingPanel


class BesideScreen(RowsScreen):
    """A screen of rows in front of the face."""

    def __init__(self, desk: Desk, board: Board | None, officer: str) -> None:
        super().__init__(desk)
        self.officer = officer
        self.set_reactive(BesideScreen.board, board)

    def on_mount(self) -> None:
        """The rows take the keys."""
        self.officer_is(self.officer)
        self.watch_board(self.board)
        self.go(self.HOME)

    def do_quit(self) -> None:
        """To the screen behind."""
        self.dismiss(None)

    def do_clear(self) -> None:
        """All rows again; without a filter, back."""
        if self.query_one("#find").display or any(panel.picked_items for panel in self.query(PickingPanel)):
            super().do_clear()
        else:
            self.do_quit()
