"""What the screens of rows share: what is under the cursor, what keys do to it, the filter, the line below.

Marks go up as messages; boards come down to every panel.
"""

from __future__ import annotations

from datetime import datetime

from textual.timer import Timer
from textual.widgets import Input

from data.model import Board, HeldLedger, Item, ItemState, MarkRequest
from data.wording import _
from data.wording.words import mark_word
from tui.actions import Action, foot
from tui.messages import MarkRequested, UndoRequested
from tui.pinyin import means
from tui.screens import marking
from tui.screens.calling import CallingScreen
from tui.screens.card import CardScreen, item_fields
from tui.screens.evidence import item_evidence
from widgets.footline import FootLine
from widgets.items import ItemsPanel
from widgets.tables import TablePanel
from widgets.topline import TopLine
from widgets.typing_line import TypingLine

SAID_FOR = 8.0
"""Seconds that a line in the foot stays."""


class RowsScreen(CallingScreen):
    """A line on top, panels, a line to type a filter in, a line below. Subclasses compose them and set `HOME`."""

    HOME = ""
    """The panel that has the keys at first, and again after the filter."""

    _quiet: Timer | None = None

    def find_line(self) -> TypingLine:
        """The line that the filter is typed in."""
        return TypingLine(placeholder=_("show only rows with these words"), id="find", max_length=40)

    # ------------------------------------------------------------ the board goes down

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        if not self.query(TopLine):
            return
        for widget in self.query("TopLine, Panel, FootLine"):
            widget.board = board  # type: ignore[attr-defined]
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

    # ------------------------------------------------------------ what is under the cursor

    @property
    def panel(self) -> TablePanel | None:
        """The panel that has the keys."""
        focused = self.focused
        return None if focused is None else next((p for p in self.query(TablePanel) if p in focused.ancestors), None)

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.panel.selected_item if isinstance(self.panel, ItemsPanel) else None

    def why_not(self, action: Action) -> str:
        """Beside the common reasons: what is there to reopen."""
        reason = super().why_not(action)
        if not reason and action.id == "reopen" and self.item and self.item.marks.state is ItemState.OPEN:
            return _("nothing stands marked on this row")
        return reason

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
            self.WHERE, item=self.item is not None, read_only=self.desk.read_only, own=self.desk.keys
        )

    def on_descendant_focus(self) -> None:
        """Another panel, other keys."""
        self._show_keys()

    def on_items_panel_selection_changed(self) -> None:
        """Another row, perhaps none."""
        self._show_keys()

    # ------------------------------------------------------------ rows

    def do_mark(self) -> None:
        """The outcome of this row; of a held ledger there is one only."""
        item = self.item
        if isinstance(item, HeldLedger):
            self.do_accept()
        elif item:
            marking.ask_outcome(self.app, item, self.today, self.desk.workday_after, self._writer(item))

    def do_accept(self) -> None:
        """Let the new version of a held ledger count, after it is said what it lost."""
        item = self.item
        if isinstance(item, HeldLedger):
            self.app.push_screen(marking.accept_question(item), self._accept)

    def _accept(self, yes: bool | None) -> None:
        if yes:
            self._write_now("accept")

    def do_snooze(self) -> None:
        """Later."""
        if item := self.item:
            marking.ask_snooze(self.app, item, self.today, self.desk, self._writer(item))

    def do_note(self) -> None:
        """A remark."""
        if item := self.item:
            marking.ask_note(self.app, item, self._writer(item))

    def do_claim(self) -> None:
        """I follow it."""
        self._write_now("claim")

    def do_reopen(self) -> None:
        """What was marked no longer stands."""
        self._write_now("reopen")

    def _write_now(self, op: str) -> None:
        if item := self.item:
            request = MarkRequest(key=item.key, op=op, seen=item.episode)
            self._writer(item)(request, mark_word(item.kind, op, ""))

    def _writer(self, item: Item) -> marking.Done:
        def write(request: MarkRequest, done: str) -> None:
            self.post_message(MarkRequested(request, item, done))

        return write

    def do_undo(self) -> None:
        """The latest mark of this station, after it is named."""
        what = self.desk.undoable()
        if what is None:
            self.say(_("nothing to undo on this machine"))
        else:
            self.app.push_screen(marking.undo_question(what, self.desk.zone), self._undo)

    def _undo(self, yes: bool | None) -> None:
        if yes:
            self.post_message(UndoRequested())

    def do_card(self) -> None:
        """All that is known of this row."""
        if item := self.item:
            rule = item_evidence(item, self.board, self.desk.settings())
            self.app.push_screen(CardScreen(item, self.desk.zone, rule, self.desk.keys), self._chosen)
        else:
            self.say(_("choose a row first"))

    def on_items_panel_item_opened(self) -> None:
        """Enter in a table."""
        self.action_act("card")

    def do_copy(self) -> None:
        """This row, for another program."""
        if item := self.item:
            words = (item.title, *(words for _label, words in item_fields(item)))
            self.app.copy_to_clipboard("\t".join(words))
            self.say(_("sent to the terminal's clipboard (OSC 52; in tmux: set-clipboard on)"))

    # ------------------------------------------------------------ the filter, and what is dealt with

    def go(self, id: str) -> None:
        """Give a panel the keys."""
        self.query_one(f"#{id}", TablePanel).focus_table()

    def do_find(self) -> None:
        """Words that the rows must hold."""
        find = self.query_one("#find", Input)
        find.add_class("-open")
        self.set_focus(find)  # at once: letters typed ahead are words to find, not keys

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        for panel in self.query(TablePanel):
            panel.matches = means
            panel.needle = event.value.strip()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: back to the rows, filtered."""
        event.input.set_class(bool(event.value.strip()), "-open")
        self.go(self.HOME)

    def do_clear(self) -> None:
        """All rows again."""
        find = self.query_one("#find", Input)
        leaving = self.focused is find
        find.value = ""
        find.remove_class("-open")
        if leaving:
            self.go(self.HOME)

    def do_handled(self) -> None:
        """Rows that are dealt with, listed or only counted."""
        panels = list(self.query(ItemsPanel))
        show = not panels[0].show_handled
        for panel in panels:
            panel.show_handled = show
        if show and isinstance(self.panel, ItemsPanel):
            self.panel.select_handled()
        self.say(_("handled rows are listed below the others") if show else _("handled rows are only counted"))
