"""The wall: nobody touches it for weeks. Large days left, the age of the data, and pages that take turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from data.model import HIDDEN_STATES, Board
from data.wording import NP_, _, ngettext, pgettext
from tui.actions import Where, bindings
from tui.screens.acting import ActingScreen
from tui.screens.wall_head import WallHead, coming
from widgets.big_digits import BigDigits
from widgets.owed import OwedPanel
from widgets.stalled import StalledPanel
from widgets.tables import TablePanel
from widgets.topline import TopLine
from widgets.units import UnitsPanel
from widgets.virtual_table import Heading

PANELS: Mapping[str, tuple[str, str]] = {
    "units": NP_("page", "signing progress"),
    "owed": NP_("page", "overdue follow-ups"),
    "stalled": NP_("page", "stalled projects"),
}
"""The panels that take turns, and what the line below calls them."""


@dataclass(frozen=True, slots=True)
class Page:
    """The rows `first` to `last` of a panel, and which of its pages they are."""

    panel: str
    first: int
    last: int
    number: int = 1
    of: int = 1


def for_wall(board: Board) -> Board:
    """What visitors may read: of the owed only what is overdue and theirs to do, and nobody's telephone."""
    owed = tuple(
        replace(item, contact="", phone="")
        for item in board.owed
        if item.overdue and item.marks.state not in HIDDEN_STATES
    )
    stalled = tuple(replace(item, contact="", phone="") for item in board.stalled)
    progress = tuple(
        replace(one, units=tuple(replace(unit, contact="", phone="") for unit in one.units)) for one in board.progress
    )
    return replace(board, owed=owed, stalled=stalled, progress=progress)


class WallScreen(ActingScreen):
    """Days left above, one page of one panel below, and which comes next. A line on top when data cannot be trusted."""

    WHERE = Where.WALL
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.WALL)]
    AUTO_FOCUS = ""

    pages: tuple[Page, ...] = ()
    at = 0
    left = 0
    """The page that is shown, and the seconds that it stays."""

    def compose(self) -> ComposeResult:
        """Everything; only the panel whose turn it is is shown."""
        yield TopLine()
        with Horizontal(id="wall-head"):
            yield BigDigits(id="days")
            yield WallHead(id="fair")
        yield UnitsPanel(id="units")
        yield OwedPanel(id="owed")
        yield StalledPanel(id="stalled")
        yield Static(id="next")

    def on_mount(self) -> None:
        """The pages begin to turn."""
        for panel in self.query(TablePanel):
            panel.table.can_focus = False
        self.set_interval(1, self._second)
        self.watch_board(self.board)

    def on_resize(self, event: events.Resize) -> None:
        """Other room, other pages."""
        self.call_after_refresh(self._repage)

    # ------------------------------------------------------------ the board goes down

    def watch_board(self, board: Board | None) -> None:
        """Another board; the page stays."""
        if not self.query(TopLine):
            return
        self.query_one(TopLine).board = board
        if board is None:
            return
        shown = for_wall(board)
        for panel in self.query(TablePanel):
            panel.board = shown
        self.query_one(WallHead).board = board
        fair = coming(board)
        self.query_one(BigDigits).value = str(fair.day or fair.days_left) if fair else ""
        self.call_after_refresh(self._repage)

    def tick(self, now: datetime) -> None:
        """A minute has passed: clock and ages."""
        for widget in self.query("TopLine, WallHead, TablePanel"):
            widget.tick(now)  # type: ignore[attr-defined]

    def say(self, text: str) -> None:
        """In place of the line below, until its next second."""
        if text:
            self.query_one("#next", Static).update(Content(text), layout=False)

    # ------------------------------------------------------------ pages

    def _repage(self) -> None:
        """Cut what there is into pages that fit; panels without rows have no turn."""
        pages: list[Page] = []
        for id in PANELS:
            panel = self.query_one(f"#{id}", TablePanel)
            rows, room = len(panel.table.rows), self._room(panel)
            starts = range(0, rows, room) if room > 0 else range(0)
            pages += [Page(id, s, min(s + room, rows) - 1, n, len(starts)) for n, s in enumerate(starts, 1)]
        self.pages = tuple(pages)
        self._turn_to(min(self.at, max(0, len(pages) - 1)), stay=self.left > 0)

    def _room(self, panel: TablePanel) -> int:
        """Rows of a page: the screen without its lines, the frame and the header."""
        taken = sum(widget.size.height for widget in self.query("TopLine, #wall-head, #next"))
        return self.size.height - taken - 2 - int(panel.table.header)

    def _turn_to(self, at: int, *, stay: bool = False) -> None:
        self.at = at
        page = self.pages[at] if self.pages else Page("units", 0, 0)
        for panel in self.query(TablePanel):
            panel.set_class(panel.id == page.panel, "-turn")
        if not stay:
            self.left = self.board.rotate_seconds if self.board else 20
        self.call_after_refresh(self._scroll, page)
        self._say_next()

    def _scroll(self, page: Page) -> None:
        """First the last row into sight, then the first: so the page stands whole."""
        table = self.query_one(f"#{page.panel}", TablePanel).table
        rows = [row for row in table.rows[page.first : page.last + 1] if not isinstance(row, Heading)]
        for row in (*rows[-1:], *rows[:1]):
            table.select(row)

    def _second(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.do_next_page()
        else:
            self._say_next()

    def do_next_page(self) -> None:
        """Turn."""
        self._turn_to((self.at + 1) % len(self.pages) if self.pages else 0)

    def _say_next(self) -> None:
        if len(self.pages) < 2:
            self.query_one("#next", Static).update("", layout=False)
            return
        here, coming = self.pages[self.at], self.pages[(self.at + 1) % len(self.pages)]
        seconds = ngettext("{n} second", "{n} seconds", self.left).format(n=self.left)
        number = f"{here.number}/{here.of}  " if here.of > 1 else ""
        words = _("next page {page} {seconds}").format(page=pgettext(*PANELS[coming.panel]), seconds=seconds)
        self.query_one("#next", Static).update(Content(f" {number}{words}"), layout=False)
