"""The wall: nobody touches it for weeks. Large days left, the age of the data, and pages that take turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from data.model import Board
from data.support.fast_dataclass import dataclass
from data.wording import NP_, _, ngettext, pgettext
from tui.keys.actions import ITEMS, Action, Where
from tui.screens.base.acting import ActingScreen
from tui.screens.base.program import Lists, Program
from tui.screens.too_small import TooSmallScreen
from tui.screens.wall.alarm import WallAlarm
from tui.screens.wall.attention import AttentionPanel
from tui.screens.wall.head import WallHead, coming
from tui.screens.wall.visitors import for_wall
from widgets.frame.ink import Phrase, Piece, ToldLines, cut_line, ends, joined, line_width, part
from widgets.frame.topline import NEEDFUL, counted, notices
from widgets.panels.big_digits import BigDigits
from widgets.panels.items_panel import ItemsPanel
from widgets.panels.owed_panel import OWED
from widgets.panels.stalled import STALLED
from widgets.panels.units_panel import UnitsPanel
from widgets.table.table_panel import TablePanel
from widgets.table.virtual_table import Heading, TableRow

PANELS: Mapping[str, tuple[str, str]] = {
    "units": NP_("page", "signing progress"),
    "owed": NP_("page", "overdue follow-ups"),
    "stalled": NP_("page", "stalled projects"),
}
"""The panels that take turns, and what the line below calls them."""

TALL = ((50, 3, 8), (34, 2, 5), (0, 1, 3))
"""From so many lines on: the scale of the digits, and the lines that they and the words beside them take."""

COUNT_EVERY = 5
"""The seconds to the next page are told every five: every telling is bytes on the line."""

COVERED_FOR = 60
"""Seconds after which a box that a stray key opened closes by itself."""


@dataclass(frozen=True, slots=True)
class PanelTurn:
    """Rows of a panel that have their turn together, and which of its pages they are."""

    panel: str
    rows: tuple[TableRow, ...]
    number: int = 1
    of: int = 1


def cut_pages(rows: Sequence[TableRow], room: int) -> list[tuple[TableRow, ...]]:
    """The rows in pages of at most `room` lines. A group that goes on is headed again; no heading ends a page."""
    pages: list[tuple[TableRow, ...]] = []
    page: list[TableRow] = []
    heading: Heading | None = None
    for row in rows if room > 1 else ():
        full = len(page) + isinstance(row, Heading) >= room
        if full and page:
            pages.append(tuple(page))
            page = [] if heading is None or isinstance(row, Heading) else [heading]
        heading = row if isinstance(row, Heading) else heading
        page.append(row)
    return [*pages, tuple(page)] if page else pages


def _seen(seen: bool) -> Literal["visible", "hidden"]:
    return "visible" if seen else "hidden"


def next_line(left: Sequence[Phrase], right: Sequence[Phrase], width: int) -> list[list[Piece]]:
    """The line below: which page this is and what comes next; on the right what to know of the data, which takes the
    place of what comes next where there is no room for both."""
    needful = Phrase(joined(one for one in right if one.rank <= NEEDFUL))
    head = [(" ", ""), *joined(left)]
    if needful.width and needful.width + line_width(head) + 4 > width:
        head = [(" ", "")]
    room = width - line_width(head) - 3
    kept, more = counted(right, room, 2, [one for one in right if one.line[0][1] == "warn"])
    return [ends(head, [*cut_line(joined([*kept, *more]), room), (" ", "")], width)]


class WallScreen(ActingScreen):
    """Days left above, one page of one panel below, which comes next; an alarm on top when data is stale."""

    WHERE = Where.WALL
    SUBJECTS = (Lists, Program)

    pages: tuple[PanelTurn, ...] = ()
    at = 0
    left = 0
    """The page that is shown, and the seconds that it stays."""
    covered = 0
    """Seconds that a box has stood in front."""

    def compose(self) -> ComposeResult:
        """Everything; only the panel whose turn it is is shown."""
        yield WallAlarm(id="alarm")
        with Horizontal(id="wall-head"):
            yield BigDigits(id="days")
            yield WallHead(id="fair")
        with Container(id="pages"):
            yield UnitsPanel(id="units")
            yield ItemsPanel(OWED)
            yield ItemsPanel(STALLED)
        yield AttentionPanel(id="attention")
        yield ToldLines(id="next")

    def on_mount(self) -> None:
        """The pages begin to turn."""
        for panel in self.query(TablePanel):
            panel.table.can_focus = False
            panel.cut = partial(self._cut, panel)
        self.set_interval(1, self._second)
        self.watch_board(self.board)

    def on_resize(self, event: events.Resize) -> None:
        """Other room: other digits, other pages."""
        scale, lines = next((scale, lines) for least, scale, lines in TALL if event.size.height >= least)
        self.query_one("#wall-head").styles.height = lines
        self.query_one("#fair").styles.height = lines
        self.query_one(BigDigits).scale = scale
        self.query_one(WallHead).tall = lines
        self.call_after_refresh(self._repage)

    # ------------------------------------------------------------ the board goes down

    def watch_board(self, board: Board | None) -> None:
        """Another board; the page stays."""
        if not self.query(WallAlarm):
            return
        self.query_one(WallAlarm).board = board
        if board is None:
            return
        shown = for_wall(board)
        for widget in self.query("TablePanel, AttentionPanel, WallHead"):
            widget.board = shown  # type: ignore[attr-defined]
        fair = None if board.unread else coming(board)
        self.query_one(BigDigits).value = str(fair.day or fair.days_left) if fair else ""
        self.query_one("#wall-head").set_class(fair is None, "-no-fair")
        self.tick(self.desk.clock())  # the board's own minute may be over since it was made
        self.call_after_refresh(self._repage)

    def tick(self, now: datetime) -> None:
        """A minute has passed: clock and ages."""
        for widget in self.query("WallAlarm, WallHead, TablePanel, AttentionPanel"):
            widget.tick(now)  # type: ignore[attr-defined]

    def say(self, text: str) -> None:
        """In place of the line below, until its next telling."""
        if text:
            self._tell_next([part(text)], [])

    def fault(self, text: str) -> None:
        """A fault of the program itself stays on the wall, large."""
        self.query_one(WallAlarm).fault = text
        self.call_after_refresh(self._repage)

    # ------------------------------------------------------------ pages

    def _repage(self) -> None:
        """Cut what there is into pages that fit; panels without rows have no turn."""
        before = self._page
        pages: list[PanelTurn] = []
        for id in PANELS:
            panel = self.query_one(f"#{id}", TablePanel)
            cut = cut_pages(panel.shown_rows(), self._room(panel)) if self.board else []
            pages += [PanelTurn(id, rows, number, len(cut)) for number, rows in enumerate(cut, 1)]
        self.pages = tuple(pages)
        same = [i for i, page in enumerate(pages) if before and page.panel == before.panel]
        at = same[min(before.number, len(same)) - 1] if before and same else min(self.at, max(0, len(pages) - 1))
        self._turn_to(at, stay=self.left > 0)

    def _room(self, panel: TablePanel) -> int:
        """Rows of a page: the screen without its other parts, the frame and the header."""
        parts = (self.query_one(f"#{id}") for id in ("alarm", "wall-head", "attention", "next"))
        taken = sum(one.outer_size.height for one in parts if one.display)
        return self.size.height - taken - 2 - int(panel.table.header)

    @property
    def _page(self) -> PanelTurn | None:
        return self.pages[self.at] if self.at < len(self.pages) else None

    def _cut(self, panel: TablePanel, rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """The rows of the page that has its turn; of rows that changed meanwhile the page of the same number."""
        page = self._page
        if page is None or page.panel != panel.id:
            return rows
        cut = cut_pages(rows, self._room(panel))
        return cut[min(page.number, len(cut)) - 1] if cut else rows

    def _turn_to(self, at: int, *, stay: bool = False) -> None:
        self.at = at
        page = self._page or PanelTurn("units", ())
        # The rule is set without its refresh: a new layout paints what comes into sight, a refresh would do it twice.
        turned = [
            panel.styles.set_rule("visibility", _seen(panel.id == page.panel)) for panel in self.query(TablePanel)
        ]
        self.query_one(f"#{page.panel}", TablePanel).show()
        if any(turned):
            self.refresh(repaint=False, layout=True)
        if not stay:
            self.left = self.board.rotate_seconds if self.board else 20
        self._tell()

    def _second(self) -> None:
        self.left -= 1
        self._uncover()
        if self.left <= 0:
            self.do_next_page()
        elif self.left % COUNT_EVERY == 0:
            self._tell()

    def _uncover(self) -> None:
        """Close what a stray key opened: nobody is there to do it."""
        stays = self.app.screen is self or isinstance(self.app.screen, TooSmallScreen)
        self.covered = 0 if stays else self.covered + 1
        if self.covered >= COVERED_FOR:
            self.covered = 0
            self.app.pop_screen()

    def elsewhere(self, action: Action) -> str:
        """A key of rows: on the wall there is none to choose."""
        if action.group == ITEMS:
            return _("the wall only shows: rows are called about and marked at the desk")
        return super().elsewhere(action)

    def do_next_page(self) -> None:
        """Turn."""
        self._turn_to((self.at + 1) % len(self.pages) if self.pages else 0)

    def _tell(self) -> None:
        """The line below."""
        right = notices(self.board) if self.board else []
        here = self._page
        if here is None or len(self.pages) < 2:
            self._tell_next([], right)
            return
        coming = self.pages[(self.at + 1) % len(self.pages)]
        seconds = ngettext("{n} second", "{n} seconds", self.left).format(n=self.left)
        number = [part(f"{here.number}/{here.of}", "strong")] if here.of > 1 else []
        words = _("next page {page} {seconds}").format(page=pgettext(*PANELS[coming.panel]), seconds=seconds)
        self._tell_next([*number, part(words)], right)

    def _tell_next(self, left: Sequence[Phrase], right: Sequence[Phrase]) -> None:
        self.query_one("#next", ToldLines).tell(partial(next_line, left, right))
