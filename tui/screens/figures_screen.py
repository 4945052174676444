"""A screen of figures: one page of views. Enter shows what a figure rests on; rows that can be marked are marked."""

from __future__ import annotations

from textual.app import ComposeResult

from data.model import Board, Item
from data.wording import _, pgettext
from tui.keys.actions import Action, Where
from tui.screens.base.calling import Calling
from tui.screens.base.exporting import Exporting
from tui.screens.base.finding import Returning
from tui.screens.base.marking import Marking
from tui.screens.base.program import Lists, Program
from tui.screens.base.row_screen import RowsScreen
from tui.screens.boxes.dialog import Choice, Picker, open_box
from tui.screens.cards.trace import TraceScreen
from tui.screens.context import Desk
from tui.terminal.clipboard import copy
from widgets.frame.scope import kept_scope, next_scope, to_keep
from widgets.views import PAGES
from widgets.views.sheet_panel import SheetPanel
from widgets.views.view import Order, Page


class SheetScreen(RowsScreen):
    """One page at a time: Tab turns to its next view, a digit to another page."""

    WHERE = Where.SHEET
    SUBJECTS = (Marking, Calling, Returning, Exporting, Lists, Program)
    HOME = "sheet"

    def __init__(self, desk: Desk, board: Board | None, officer: str, page: Page) -> None:
        super().__init__(desk, board, officer)
        self.page = page

    def panels(self) -> ComposeResult:
        """The page."""
        yield SheetPanel(self.page, id="sheet")

    @property
    def sheet(self) -> SheetPanel:
        """The panel."""
        return self.query_one(SheetPanel)

    @property
    def item(self) -> Item | None:
        """What the row under the cursor stands for, where it can be marked."""
        return self.sheet.selected_item if self.query(SheetPanel) else None

    @property
    def no_row(self) -> str:
        """Why an action on a row does not work."""
        return _("nothing can be marked on this row")

    def reason(self, action: Action) -> str:
        """Beside those of rows: the view knows no fair, or has no column to sort by."""
        if action.id == "next_fair" and not self.sheet.view.scoped:
            return _("this view is the same for every fair")
        if action.id == "sort" and not self.sheet.sortable():
            return _("there is nothing to sort here")
        return super().reason(action)

    def do_card(self) -> None:
        """All that is said of the row, and what each figure of it rests on."""
        figures = self.sheet.figures()
        if not figures or self.board is None:
            self.say(_("choose a row first"))
            return
        screen = TraceScreen(self.sheet.selected_name, figures, self.board, self.desk, self.item)
        open_box(self.app, screen, self.from_card(self.item))

    def do_copy(self) -> None:
        """The row, or all that are picked, for another program."""
        words = self.sheet.picked_words() or self.sheet.row_words()
        self.say(copy(self.app, words) if words else _("choose a row first"))

    def do_page(self, id: str) -> None:
        """Another page in place of this one."""
        if PAGES[id] is self.sheet.page:
            self.say(_("{page} is shown; Tab turns to its next view").format(page=self.sheet.page.word))
            return
        self.sheet.open(PAGES[id])
        self._show_keys()

    def do_next_panel(self) -> None:
        """Tab: the next view."""
        self.sheet.turn(1)

    def do_previous_panel(self) -> None:
        """Shift+Tab: the view before."""
        self.sheet.turn(-1)

    def do_next_fair(self) -> None:
        """The next fair, or the season."""
        if self.board is not None:
            self.sheet.scope = next_scope(self.board, self.sheet.scope)
            if not self.desk.chosen.choose(to_keep(self.board, self.sheet.scope)):
                self.say(_("this fair is shown, but could not be remembered"))

    def watch_board(self, board: Board | None) -> None:
        """Another board; of the chosen fair, where it is there."""
        super().watch_board(board)
        if board is not None and self.query(SheetPanel):
            self.sheet.scope = kept_scope(board, self.desk.chosen.fair)

    def do_sort(self) -> None:
        """By which column; the one in force once more turns the order round."""
        now = self.sheet.order
        columns = self.sheet.sortable()
        board = pgettext("order", "as the board has it")
        choices = [Choice(1, board, "" if now.column else "←", Order())]
        for digit, column in enumerate(columns, 2):
            mine = column.id == now.column
            order = Order(column.id, down=not now.down if mine else column.align == "right")
            choices.append(Choice(digit, column.header, "←" if mine else "", order))
        open_box(self.app, Picker(pgettext("action", "sort"), "", choices), self._sort)

    def _sort(self, order: Order) -> None:
        self.sheet.order = order
