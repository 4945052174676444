"""What the screens of rows share: what is under the cursor, which rows a key is about, filter line and line below.

Boards come down to every panel; what the panels tell comes up. What keys do stands in the subjects beside this module.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from textual.app import ComposeResult
from textual.events import Paste
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker, WorkerError

from data.model import Board, HeldLedger, Item, ItemState
from data.wording import _
from tui.input import pinyin
from tui.input.row_search import Overtaken, RowSearch
from tui.keys.actions import BY_ID, Action, foot
from tui.keys.key_names import twins
from tui.screens.base.acting import ActingScreen
from tui.screens.context import Desk
from widgets.frame.footline import FootLine
from widgets.frame.topline import TopLine
from widgets.frame.typing_line import TypingLine
from widgets.panels.items_panel import ItemsPanel
from widgets.table.needle import Finder
from widgets.table.picking import PickingPanel
from widgets.table.table_panel import TablePanel

SEVERAL = frozenset({"mark", "snooze", "note", "claim", "reopen", "accept", "copy"})
"""Actions that are done to all picked rows; any other is about the row under the cursor."""

SAID_FOR = 8.0
"""Seconds that a line in the foot stays."""

PanelAsked = tuple[TablePanel, Hashable, Callable[[Finder], Any]]
"""A panel, what it was asked, and what finds the answer."""

FIND_SIGNS = tuple(twin for key in BY_ID["find"].keys if len(key) == 1 for twin in twins(key))


class RowsScreen(ActingScreen):
    """A line on top, panels, a line to type a filter in, a line below. Subclasses give the panels and set `HOME`.

    `board` and `officer` are those that it comes with.
    """

    HOME = ""
    """The panel that has the keys at first, and again after the filter."""

    _quiet: Timer | None = None
    _on_card: Item | None = None
    """The row whose card gave the key that is being done: picked rows have no part in it."""

    def __init__(self, desk: Desk, board: Board | None, officer: str) -> None:
        super().__init__(desk)
        self.officer = officer
        self._working: Worker[None] | None = None
        self._search = RowSearch()
        """The newest search of the filter; the panels show it as soon as it is worked out."""
        self.set_reactive(RowsScreen.board, board)

    def panels(self) -> ComposeResult:
        """What stands between the lines. For subclasses."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The panels between the lines."""
        yield TopLine()
        yield from self.panels()
        yield TypingLine(placeholder=_("show only rows with these words"), id="find", max_length=40)
        yield FootLine()

    def on_mount(self) -> None:
        """What it came with is told; the rows take the keys."""
        self.officer_is(self.officer)
        self.watch_board(self.board)
        self.go(self.HOME)

    # ------------------------------------------------------------ the board goes down

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        if not self.query(TopLine):
            return
        for widget in self.query("TopLine, Panel, FootLine"):
            widget.board = board  # type: ignore[attr-defined]
        self.tick(self.desk.clock())  # the board's own minute may be over since it was made
        self._show_keys()

    def on_screen_resume(self) -> None:
        """What came while another screen stood in front is already here; the keys may differ."""
        self._show_keys()

    def tick(self, now: datetime) -> None:
        """A minute has passed: clock and ages."""
        for widget in self.query("TopLine, Panel"):
            widget.tick(now)  # type: ignore[attr-defined]

    def officer_is(self, name: str) -> None:
        """Who is marking, for the line on top."""
        self.query_one(TopLine).officer = name

    @property
    def today(self) -> date:
        """The board's date; before there is a board, the clock's."""
        return self.board.as_of if self.board else self.desk.clock().date()

    # ------------------------------------------------------------ what is under the cursor

    @property
    def panel(self) -> TablePanel | None:
        """The panel that has the keys."""
        focused = self.focused
        return None if focused is None else next((p for p in self.query(TablePanel) if p in focused.ancestors), None)

    def go(self, id: str) -> None:
        """Give a panel the keys."""
        self.query_one(f"#{id}", TablePanel).focus_table()

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.panel.selected_item if isinstance(self.panel, ItemsPanel) else None

    @property
    def picking(self) -> list[PickingPanel]:
        """The panels in which rows are picked."""
        return [panel for panel in self.query(PickingPanel) if panel.picked_items]

    @property
    def picked(self) -> tuple[Item, ...]:
        """The rows that were picked in this panel."""
        return self.panel.picked_items if isinstance(self.panel, PickingPanel) else ()

    def marked(self, items: tuple[Item, ...]) -> None:
        """Rows that have their marks are picked no longer: the next key is not for them."""
        for panel in self.picking:
            if {item.key for item in panel.picked_items} & {item.key for item in items}:
                panel.unpick()

    def items_for(self, action: Action) -> tuple[Item, ...]:
        """The row of the card that asked, else the picked rows, else the one under the cursor; none without one."""
        if self._on_card is not None:
            return (self._on_card,)
        return (action.id in SEVERAL and self.picked) or (() if self.item is None else (self.item,))

    def from_card(self, item: Item | None) -> Callable[[str], None]:
        """Do what a key on a row's card asks, to this row alone."""

        def chosen(id: str) -> None:
            self._on_card = item
            self.action_act(id)
            self._on_card = None

        return chosen

    def action_act(self, id: str) -> None:
        """Run the action of this id, or say why not: for the rows as they are filtered."""
        if id != "clear":  # who takes the filter away need not wait for it
            self.settle()
        super().action_act(id)

    # ------------------------------------------------------------ why a key does not work

    @property
    def no_row(self) -> str:
        """Why an action on a row does not work while no row is chosen."""
        return _("choose a row first, in 2 or in 3")

    def reason(self, action: Action) -> str:
        """What speaks against it on all rows that it is about, or that there is none."""
        if not action.item:
            return ""
        if self.board is None:
            return _("the ledgers are still being read")
        reasons = [self.why_not_row(action, item) for item in self.items_for(action)]
        if not reasons:
            return self.no_row
        return reasons[0] if all(reasons) else ""

    def why_not_row(self, action: Action, item: Item) -> str:
        """Why an action does not work on this row; "" if it does."""
        if action.id == "accept" and not isinstance(item, HeldLedger):
            return _("only a ledger that is held back can be accepted")
        if action.writes and not item.markable:
            return _("two rows of the ledgers share this name: it cannot be marked until they are told apart")
        if action.id == "reopen" and item.marks.state is ItemState.OPEN:
            return _("nothing stands marked on this row")
        return ""

    # ------------------------------------------------------------ the line below

    def say(self, text: str) -> None:
        """A line in the foot, for a while; the keys stand there again after."""
        self.query_one(FootLine).said = text
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None
        if text:
            self._quiet = self.set_timer(SAID_FOR, lambda: self.say(""))

    def _show_keys(self) -> None:
        self.query_one(FootLine).keys = foot(
            self.WHERE,
            item=bool(self.item or self.picked),
            read_only=self.desk.read_only,
            own=self.desk.keys,
        )

    def on_descendant_focus(self) -> None:
        """Another panel, other keys."""
        self._show_keys()

    def on_table_panel_selection_changed(self) -> None:
        """Another row, perhaps none."""
        self._show_keys()

    def on_table_panel_row_opened(self) -> None:
        """Enter in a table."""
        self.action_act("card")

    # ------------------------------------------------------------ the filter's line

    @property
    def find(self) -> Input:
        """The line that the filter is typed in."""
        return self.query_one("#find", Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a line that is typed in, `/` is a letter."""
        typing = action == "act" and isinstance(self.focused, Input) and BY_ID[str(parameters[0])].ahead
        return False if typing else super().check_action(action, parameters)

    def on_paste(self, event: Paste) -> None:
        """Words pasted over the rows are words to find; some terminals send a burst as a paste, `/` with it."""
        words = event.text.splitlines()[0].strip() if event.text.strip() else ""
        if words[:1] in FIND_SIGNS:
            words = words[1:]
        if words:
            self.act("find")
            self.find.insert_text_at_cursor(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        self._look()

    def _look(self) -> None:
        """Begin a search for what the line holds now, if that is another than the newest one's. A thread works it out;
        to find nothing but all rows needs none."""
        needle = self.find.value.strip()
        if needle == self._search.needle:
            return
        search = self._search = RowSearch(needle, self._search) if needle else RowSearch()
        if needle:
            board, panels = self.board, [*self.query(TablePanel)]
            asked = [(panel, panel.asked(board), panel.finds(board)) for panel in panels if board]

            def work() -> None:  # no partial: a worker tells what it is given by its repr, that of the whole board
                self._work_out(search, board, asked)

            self._working = self.app.run_worker(work, thread=True, exit_on_error=False, group="filter")
        else:
            self._filter(search)

    def _work_out(self, search: RowSearch, board: Board | None, asked: Sequence[PanelAsked]) -> None:
        found = search.unless(lambda: search is not self._search)
        try:
            for panel, of, finds in asked:
                answer = finds(found)
                panel.found_of = search, of, answer
                if answer is None and board is not None:  # a panel that asks for each row itself
                    search.prepare(panel.searched(board), lambda: search is not self._search)
        except Overtaken:
            return
        self.app.call_from_thread(self._filter, search)

    def _filter(self, search: RowSearch) -> None:
        """Show what a search found, unless a newer one has begun."""
        if search is self._search:
            for panel in self.query(TablePanel):
                panel.matches, panel.needle = search, search.needle

    async def filtered(self) -> None:
        """Filter by what is typed: when it returns the thread has worked it out. The app waits here before it hands on
        a key or a click, so that none is about a row which the filter is about to hide."""
        if self.query(TypingLine):
            self._look()
        while self._working is not None and self._search.needle and not self._working.is_finished:
            with suppress(WorkerError):  # it is worked out by `settle` then
                await self._working.wait()

    def settle(self) -> None:
        """The same at once: what the thread has not worked out yet is worked out here. After a key that has waited
        there is nothing of that."""
        self._look()
        self._filter(self._search)

    def warm(self) -> None:
        """Make ready, in a thread, what the first key of the filter needs."""
        board, panels = self.board, [*self.query(TablePanel)]

        def warming() -> None:
            for panel in panels if board else ():
                pinyin.warm(panel.characters(board))

        self.app.run_worker(warming, thread=True, exit_on_error=False, group="pinyin")

    def on_typing_line_full(self, event: TypingLine.Full) -> None:
        """What had no room is told."""
        event.stop()
        self.say(event.words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: back to the rows, filtered; for a number as figures are printed, these figures, and all rows again."""
        from tui.screens.cards.printed_number import printed_number  # here: the first board needs no views

        if self.board and (figures := printed_number(event.value, self.board, self.desk)):
            event.input.value = ""
            self.app.push_screen(figures)
        self._look()
        event.input.display = bool(event.input.value.strip())
        self.go(self.HOME)
