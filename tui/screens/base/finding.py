"""The filter of the screens of rows: a line to type in, and only rows that hold what stands in it."""

from __future__ import annotations

from functools import partial

from textual.events import Paste
from textual.widgets import Input

from data.model import Board
from data.wording import _
from tui.input.pinyin import means, warm
from tui.keys.actions import BY_ID
from tui.keys.key_names import twins
from tui.screens.base.calling import CallingScreen
from widgets.frame.typing_line import TypingLine
from widgets.table.picking import PickingPanel
from widgets.table.table_panel import TablePanel

FIND_SIGNS = tuple(twin for key in BY_ID["find"].keys if len(key) == 1 for twin in twins(key))


class FindingScreen(CallingScreen):
    """A screen of panels whose rows can be filtered. Subclasses compose `find_line` and set `HOME`."""

    HOME = ""
    """The panel that has the keys at first, and again after the filter."""

    def find_line(self) -> TypingLine:
        """The line that the filter is typed in."""
        return TypingLine(placeholder=_("show only rows with these words"), id="find", max_length=40)

    @property
    def panel(self) -> TablePanel | None:
        """The panel that has the keys."""
        focused = self.focused
        return None if focused is None else next((p for p in self.query(TablePanel) if p in focused.ancestors), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a line that is typed in, `/` is a letter."""
        typing = action == "act" and isinstance(self.focused, Input) and BY_ID[str(parameters[0])].ahead
        return False if typing else super().check_action(action, parameters)

    def go(self, id: str) -> None:
        """Give a panel the keys."""
        self.query_one(f"#{id}", TablePanel).focus_table()

    def do_find(self) -> None:
        """Words that the rows must hold."""
        find = self.query_one("#find", Input)
        find.display = True  # not by a class: until the styles are read again it could not be focused
        self.set_focus(find)  # at once: letters typed ahead are words to find, not keys
        if board := self.board:
            warming = partial(_warm, board)
            self.app.run_worker(warming, thread=True, exit_on_error=False, group="pinyin")

    def on_paste(self, event: Paste) -> None:
        """Words pasted over the rows are words to find; some terminals send a burst as a paste, `/` with it."""
        words = event.text.splitlines()[0].strip() if event.text.strip() else ""
        if words[:1] in FIND_SIGNS:
            words = words[1:]
        if words:
            self.do_find()
            self.query_one("#find", Input).insert_text_at_cursor(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        for panel in self.query(TablePanel):
            panel.matches = means
            panel.needle = event.value.strip()

    def on_typing_line_full(self, event: TypingLine.Full) -> None:
        """What had no room is told."""
        event.stop()
        self.say(event.words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: back to the rows, filtered."""
        event.input.display = bool(event.value.strip())
        self.go(self.HOME)

    def do_clear(self) -> None:
        """None picked any more; then all rows again."""
        picks = [panel for panel in self.query(PickingPanel) if panel.picked_items]
        find = self.query_one("#find", Input)
        leaving = self.focused is find
        if picks and not leaving:
            for panel in picks:
                panel.unpick()
            return
        find.value = ""
        find.display = False
        if leaving:
            self.go(self.HOME)


def _warm(board: Board) -> None:
    """The lines of projects are made here too, if no screen has asked for them yet."""
    warm(line.project for line in board.projects)
