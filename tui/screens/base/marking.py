"""The keys of marks: which rows, what is asked, what goes up. Of several rows each gets a mark of its own."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import HeldLedger, MarkRequest, Undoable
from data.wording import _
from data.wording.code_words import mark_word
from tui.keys.actions import BY_ID
from tui.messages import MarkRequested, MarksRequested, UndoRequested
from tui.screens.base.acting import Subject
from tui.screens.base.row_screen import RowsScreen
from tui.screens.boxes import mark_forms
from tui.screens.boxes.asked_rows import Asked, shared
from tui.screens.boxes.dialog import open_box
from widgets.table.picking import PickingPanel


class Marking(Subject[RowsScreen]):
    """The actions that mark rows, the one that picks them, and `undo`."""

    def do_pick(self) -> None:
        """Pick this row or unpick it, and go on to the next."""
        if isinstance(self.screen.panel, PickingPanel):
            self.screen.panel.pick()

    def _asked(self, id: str) -> Asked:
        """What an action is about; `why_not` has seen to it that there is something."""
        action = BY_ID[id]
        said = [(item, self.screen.why_not_row(action, item)) for item in self.screen.items_for(action)]
        return Asked(tuple(item for item, why in said if not why), tuple((item, why) for item, why in said if why))

    def do_mark(self) -> None:
        """The outcome of these rows; of a held ledger there is one only."""
        asked, screen = self._asked("mark"), self.screen
        if all(isinstance(item, HeldLedger) for item in asked.items):
            self.do_accept()
        elif shared(asked.items):
            mark_forms.ask_outcome(screen.app, asked, screen.today, screen.desk.workday_after, self._writer(asked))
        else:
            screen.say(_("these rows have no outcome in common: pick rows of one kind"))

    def do_accept(self) -> None:
        """Let the new version of a held ledger count, after it is said what it lost."""
        asked = self._asked("accept")
        question = mark_forms.accept_question(asked, self.screen.desk.keys)
        open_box(self.screen.app, question, lambda _yes: self._write("accept", asked))

    def do_snooze(self) -> None:
        """Later."""
        asked, screen, desk = self._asked("snooze"), self.screen, self.screen.desk
        days = desk.workday_after, desk.snooze_days
        mark_forms.ask_snooze(screen.app, asked, screen.today, *days, self._writer(asked))

    def do_note(self) -> None:
        """A remark."""
        asked = self._asked("note")
        mark_forms.ask_note(self.screen.app, asked, self._writer(asked))

    def do_claim(self) -> None:
        """I follow it."""
        self._write_now("claim")

    def do_reopen(self) -> None:
        """What was marked no longer stands."""
        self._write_now("reopen")

    def _write_now(self, op: str) -> None:
        asked = self._asked(op)
        if asked.several:
            question = mark_forms.several_question(op, asked, self.screen.desk.keys)
            open_box(self.screen.app, question, lambda _yes: self._write(op, asked))
        else:
            self._write(op, asked)

    def _write(self, op: str, asked: Asked) -> None:
        requests = [MarkRequest(key=item.key, op=op, seen=item.episode) for item in asked.items]
        self._writer(asked)(requests, mark_word(asked.kind, op, ""))

    def _writer(self, asked: Asked) -> mark_forms.AllDone:
        def write(requests: Sequence[MarkRequest], done: str) -> None:
            pairs = tuple(zip(requests, asked.items, strict=True))
            message = MarksRequested(pairs, asked.left, done) if asked.several else MarkRequested(*pairs[0], done)
            self.screen.post_message(message)

        return write

    def do_undo(self) -> None:
        """The latest marks of this station: one's own of today at once, named in the foot; others are named first."""
        desk = self.screen.desk
        marks = desk.undoable()

        def undo(_yes: bool) -> None:
            self.screen.post_message(UndoRequested(marks))

        if not marks:
            self.screen.say(_("nothing to undo on this machine"))
        elif self._is_mine(marks):
            undo(True)
        else:
            open_box(self.screen.app, mark_forms.undo_question(marks, desk.zone, desk.keys), undo)

    def _is_mine(self, marks: Sequence[Undoable]) -> bool:
        """Whether one key takes them back: a single mark that this officer made today."""
        desk, last = self.screen.desk, marks[-1]
        today, made = desk.clock().astimezone(desk.zone).date(), last.at.astimezone(desk.zone).date()
        return len(marks) == 1 and last.by == desk.officer() and made == today
