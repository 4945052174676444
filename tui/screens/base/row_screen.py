"""What the screens of rows share: what is under the cursor, what keys do to it, the line below.

Marks go up as messages; boards come down to every panel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.timer import Timer

from data.model import Board, HeldLedger, Item, ItemState, MarkRequest, Undoable
from data.wording import _
from data.wording.codes import mark_word
from tui.keys.actions import BY_ID, Action, foot
from tui.messages import MarkRequested, MarksRequested, UndoRequested
from tui.screens.base.finding import FindingScreen
from tui.screens.boxes import mark_forms
from tui.screens.boxes.asked_rows import Asked, shared
from tui.screens.cards.item import CardScreen, item_fields
from tui.screens.cards.trace_words import item_evidence
from tui.terminal.clipboard import copy
from widgets.frame.footline import FootLine
from widgets.frame.topline import TopLine
from widgets.panels.items_panel import ItemsPanel
from widgets.table.picking import PickingPanel

SEVERAL = frozenset({"mark", "snooze", "note", "claim", "reopen", "accept", "copy"})
"""Actions that are done to all picked rows; any other is about the row under the cursor."""

SAID_FOR = 8.0
"""Seconds that a line in the foot stays."""


class RowsScreen(FindingScreen):
    """A line on top, panels, a line to type a filter in, a line below. Subclasses compose them and set `HOME`."""

    _quiet: Timer | None = None
    _on_card: Item | None = None
    """The row whose card gave the key that is being done: picked rows have no part in it."""

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

    # ------------------------------------------------------------ what is under the cursor

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.panel.selected_item if isinstance(self.panel, ItemsPanel) else None

    @property
    def picked(self) -> tuple[Item, ...]:
        """The rows that were picked in this panel."""
        return self.panel.picked_items if isinstance(self.panel, PickingPanel) else ()

    def items_for(self, action: Action) -> tuple[Item, ...]:
        """The row of the card that asked, else the picked rows, else the one under the cursor."""
        if self._on_card is not None:
            return (self._on_card,)
        return (action.id in SEVERAL and self.picked) or super().items_for(action)

    def why_not_row(self, action: Action, item: Item) -> str:
        """Beside the common reasons: what is there to reopen."""
        reason = super().why_not_row(action, item)
        if not reason and action.id == "reopen" and item.marks.state is ItemState.OPEN:
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
            self.WHERE,
            item=bool(self.item or self.picked),
            read_only=self.desk.read_only,
            own=self.desk.keys,
        )

    def on_descendant_focus(self) -> None:
        """Another panel, other keys."""
        self._show_keys()

    def on_items_panel_selection_changed(self) -> None:
        """Another row, perhaps none."""
        self._show_keys()

    # ------------------------------------------------------------ rows

    def do_pick(self) -> None:
        """Pick this row or unpick it, and go on to the next."""
        if isinstance(self.panel, PickingPanel):
            self.panel.pick()

    def marked(self, items: tuple[Item, ...]) -> None:
        """Rows that have their marks are picked no longer: the next key is not for them."""
        for panel in self.query(PickingPanel):
            if {item.key for item in panel.picked_items} & {item.key for item in items}:
                panel.unpick()

    def _asked(self, id: str) -> Asked:
        """What an action is about; `why_not` has seen to it that there is something."""
        action = BY_ID[id]
        said = [(item, self.why_not_row(action, item)) for item in self.items_for(action)]
        return Asked(tuple(item for item, why in said if not why), tuple((item, why) for item, why in said if why))

    def do_mark(self) -> None:
        """The outcome of these rows; of a held ledger there is one only."""
        asked = self._asked("mark")
        if all(isinstance(item, HeldLedger) for item in asked.items):
            self.do_accept()
        elif shared(asked.items):
            mark_forms.ask_outcome(self.app, asked, self.today, self.desk.workday_after, self._writer(asked))
        else:
            self.say(_("these rows have no outcome in common: pick rows of one kind"))

    def do_accept(self) -> None:
        """Let the new version of a held ledger count, after it is said what it lost."""
        asked = self._asked("accept")
        self.app.push_screen(mark_forms.accept_question(asked, self.desk.keys), self._if_yes("accept", asked))

    def do_snooze(self) -> None:
        """Later."""
        asked = self._asked("snooze")
        mark_forms.ask_snooze(self.app, asked, self.today, self.desk, self._writer(asked))

    def do_note(self) -> None:
        """A remark."""
        asked = self._asked("note")
        mark_forms.ask_note(self.app, asked, self._writer(asked))

    def do_claim(self) -> None:
        """I follow it."""
        self._write_now("claim")

    def do_reopen(self) -> None:
        """What was marked no longer stands."""
        self._write_now("reopen")

    def _write_now(self, op: str) -> None:
        asked = self._asked(op)
        if asked.several:
            question = mark_forms.several_question(op, asked, self.desk.keys)
            self.app.push_screen(question, self._if_yes(op, asked))
        else:
            self._if_yes(op, asked)(True)

    def _if_yes(self, op: str, asked: Asked) -> Callable[[bool | None], None]:
        def answered(yes: bool | None) -> None:
            if yes:
                requests = [MarkRequest(key=item.key, op=op, seen=item.episode) for item in asked.items]
                self._writer(asked)(requests, mark_word(asked.kind, op, ""))

        return answered

    def _writer(self, asked: Asked) -> mark_forms.AllDone:
        def write(requests: Sequence[MarkRequest], done: str) -> None:
            pairs = tuple(zip(requests, asked.items, strict=True))
            message = MarksRequested(pairs, asked.left, done) if asked.several else MarkRequested(*pairs[0], done)
            self.post_message(message)

        return write

    def do_undo(self) -> None:
        """The latest marks of this station: one's own of today at once, named in the foot; others are named first."""
        marks = self.desk.undoable()
        if not marks:
            self.say(_("nothing to undo on this machine"))
            return
        if self._is_mine(marks):
            self.post_message(UndoRequested(marks))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.post_message(UndoRequested(marks))

        self.app.push_screen(mark_forms.undo_question(marks, self.desk.zone, self.desk.keys), answered)

    def _is_mine(self, marks: Sequence[Undoable]) -> bool:
        """Whether one key takes them back: a single mark that this officer made today."""
        today = self.desk.clock().astimezone(self.desk.zone).date()
        last = marks[-1]
        made = last.at.astimezone(self.desk.zone).date()
        return len(marks) == 1 and last.by == self.desk.officer() and made == today

    def do_card(self) -> None:
        """All that is known of this row."""
        item = self.item
        if item is None:
            self.say(_("choose a row first"))
            return

        rule = item_evidence(item, self.board, self.desk.settings())
        self.app.push_screen(CardScreen(item, self.desk.zone, rule, self.desk.keys), self.from_card(item))

    def from_card(self, item: Item | None) -> Callable[[str | None], None]:
        """Do what a key on a row's card asks, to this row alone."""

        def chosen(id: str | None) -> None:
            self._on_card = item
            self._chosen(id)
            self._on_card = None

        return chosen

    def on_items_panel_item_opened(self) -> None:
        """Enter in a table."""
        self.action_act("card")

    def do_copy(self) -> None:
        """This row, or all that are picked, for another program."""
        items = self.items_for(BY_ID["copy"])
        rows = ((item.title, *(words for _label, words in item_fields(item))) for item in items)
        self.say(copy(self.app, "\n".join("\t".join(words) for words in rows)) if items else _("choose a row first"))

    # ------------------------------------------------------------ what is dealt with

    def do_handled(self) -> None:
        """Rows that are dealt with, listed or only counted."""
        panels = list(self.query(ItemsPanel))
        show = not panels[0].show_handled
        for panel in panels:
            panel.show_handled = show
        if show and isinstance(self.panel, ItemsPanel):
            self.panel.select_handled()
        self.say(_("handled rows are listed below the others") if show else _("handled rows are only counted"))
