"""The duty screen. On a small terminal the same screen shows what an officer in the field needs."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal

from data.model import Board
from data.wording import _
from tui.keys.actions import Where, bindings
from tui.messages import ScreenRequested
from tui.screens.base.calling import Calling
from tui.screens.base.exporting import Exporting
from tui.screens.base.finding import FilterKeys
from tui.screens.base.marking import Marking
from tui.screens.base.program import Lists, Program
from tui.screens.base.row_screen import RowsScreen
from tui.screens.base.showing import Showing
from tui.screens.context import Desk, Face
from widgets.frame.footline import FootLine
from widgets.frame.scope import fair_word, kept_scope, next_scope, to_keep
from widgets.frame.topline import TopLine
from widgets.panels.countdown import CountdownPanel
from widgets.panels.items_panel import ItemsPanel
from widgets.panels.owed_panel import OwedPanel
from widgets.panels.stalled import StalledPanel
from widgets.panels.totals import TotalsPanel
from widgets.panels.units_panel import UnitsPanel

PANELS = ("units", "stalled", "owed")
"""The panels by their digits, in the order of Tab."""


class UnitShowing(Showing):
    """Of a unit there is a card too."""

    def do_card(self) -> None:
        """All that is known of this row, or of this unit."""
        from tui.screens.cards.unit import UnitCardScreen  # here, as below: the first picture needs no card

        panel, desk = self.screen.panel, self.screen.desk
        if isinstance(panel, UnitsPanel) and panel.selected_unit and panel.progress:
            self.screen.app.push_screen(UnitCardScreen(panel.selected_unit, panel.progress, desk.keys), self._trace)
        else:
            super().do_card()

    def _trace(self, asked: str | None) -> None:
        """What each figure of the unit rests on."""
        from tui.screens.cards.trace import TraceScreen
        from widgets.views.units_view import unit_figures

        unit, board = self.screen.query_one(UnitsPanel).selected_unit, self.screen.board
        if asked and unit and board:
            card = TraceScreen(unit.unit, unit_figures(board, unit), board, self.screen.desk, None)
            self.screen.app.push_screen(card)


class DeskScreen(RowsScreen):
    """The four panels, the line on top and the line below. `-units` shows the units where only a column has room."""

    WHERE = Where.DESK
    SUBJECTS = (UnitShowing, Marking, Calling, FilterKeys, Exporting, Lists, Program)
    HOME = "owed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.DESK)]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (120, "-broad"), (180, "-vast")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012

    def __init__(self, desk: Desk, face: Face = "auto") -> None:
        super().__init__(desk, None, desk.by)
        self.set_class(face == "field", "-field")
        self.set_class(face == "auto", "-auto")

    def compose(self) -> ComposeResult:
        """Everything; the styles say what is shown where, by classes of size that the first layout must have."""
        for cells, steps in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class(max((least, name) for least, name in steps or () if cells >= least)[1])
        yield TopLine()
        with Horizontal(id="head"):
            yield CountdownPanel(id="countdown")
            yield TotalsPanel(id="totals")
        with Container(id="panels"):
            yield UnitsPanel(id="units", number=1)
            yield OwedPanel(id="owed", number=3)
            yield StalledPanel(id="stalled", number=2)
        yield self.find_line()
        yield FootLine()

    def on_mount(self) -> None:
        """In the field both lines tell less."""
        self.query_one(TopLine).field = self.query_one(FootLine).field = self.has_class("-field")

    def officer_is(self, name: str) -> None:
        """Who is marking, for the line on top; whose rows stand first, where that is wanted."""
        super().officer_is(name)
        for panel in self.query(ItemsPanel):
            panel.officer = name if self.desk.mine else ""

    # ------------------------------------------------------------ what is shown

    def do_page(self, id: str) -> None:
        """A digit: to the panel of this number; once there, or where no panel has it, to its screen."""
        here = self.panel.id if self.panel else None
        if id in PANELS and here != id:
            self.go(id)
        else:
            self.post_message(ScreenRequested(id))

    def go(self, id: str) -> None:
        """Give a panel the keys; on a small terminal the units stand in the others' place."""
        self.set_class(id == "units", "-units")
        super().go(id)

    def do_next_panel(self) -> None:
        """Tab."""
        self._turn(1)

    def do_previous_panel(self) -> None:
        """Shift+Tab."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        here = self.panel.id if self.panel else None
        self.go(PANELS[((PANELS.index(here) if here in PANELS else 0) + by) % len(PANELS)])

    def do_next_fair(self) -> None:
        """The next fair of the board; after the last the season; then the first."""
        if self.board is not None:
            scope = next_scope(self.board, self.query_one(UnitsPanel).scope)
            self._show_scope(scope)
            if not self.desk.chosen.choose(to_keep(self.board, scope)):
                self.say(_("this fair is shown, but could not be remembered"))

    def watch_board(self, board: Board | None) -> None:
        """Another board; a chosen fair that is on it no more gives way to the headline's, which is said."""
        super().watch_board(board)
        chosen = self.desk.chosen
        if board is None or board.unread or not self.query(UnitsPanel):
            return
        scope = kept_scope(board, chosen.fair)
        if scope != chosen.fair and board.leading:
            words = _("{fair} is no longer on the board: {first} is shown")
            was = chosen.fair or _("whole season")
            chosen.fair = scope
            self.say(words.format(fair=was, first=fair_word(board.leading)))
        self._show_scope(scope)

    def _show_scope(self, scope: str | None) -> None:
        self.query_one(UnitsPanel).scope = self.query_one(TotalsPanel).scope = scope
