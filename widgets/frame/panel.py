"""A panel: the frame that every part of the desk stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widget import Widget

from data.model import Board
from data.wording import _
from data.wording.ages import ago, brief
from widgets.frame.frame import TitleLine
from widgets.frame.ink import Phrase, ToldLines, part


class Panel(Vertical):
    """A titled frame around one body. Takes the board; ages are told by the board's time, or by `tick`'s."""

    DEFAULT_CSS = """
    Panel {
        height: auto;
        &.-fixed > .body { height: 1fr; }
        & > .body { border: solid $border-blurred; border-top: none; padding: 0 1; }
        & > VirtualTable.body { padding: 0; }
        &:focus-within > .body { border: solid $border; border-top: none; }
        &:focus-within > TitleLine > .ink--frame { color: $border; }
        &:focus-within > TitleLine > .ink--title { color: $text-primary; }
    }
    """

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None, number: int | None = None) -> None:
        super().__init__(id=id)
        self.number = number
        self._now: datetime | None = None
        self._stands = False
        self.title_line = TitleLine()

    def body(self) -> Widget:
        """The widget inside the frame. For subclasses."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title and body."""
        yield self.title_line
        body = self.body()
        body.add_class("body")
        yield body

    def show(self) -> None:
        """The board, or what is chosen of it, changed. For subclasses."""

    def title(self, board: Board) -> Sequence[Phrase]:
        """The phrases of the title. For subclasses."""
        raise NotImplementedError

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self.again()

    def on_mount(self) -> None:
        """What came before the panel stood: once, not for each of its values as it is set."""
        self._stands = True
        self.again()

    def again(self) -> None:
        """Show and title what is another now, once the panel stands."""
        if self._stands and self.is_attached:
            self.show()
            self.retitle()

    def on_resize(self) -> None:
        """Where the screen gives the panel a height, its body fills it; else the panel is as tall as its body."""
        self.set_class(not self.styles.is_auto_height, "-fixed")

    def tick(self, now: datetime) -> None:
        """The time is `now`: say ages anew. Repaints nothing while the words are the same."""
        self._now = now
        self.retitle()

    def retitle(self) -> None:
        """Say the title anew."""
        board = self.board
        if board is None:
            self.title_line.say([*self.numbered(), part(_("reading"), "muted")])
            return
        calm = board.folder.state in ("ok", "starting")
        now, tone = self._now or board.now, "muted" if calm else "bad"
        ages = part(ago(board.data_at, now), tone), part(brief(board.data_at, now), tone)
        if board.unread:
            name = list(self.title(board))[:1]
            self.title_line.say([*self.numbered(), *name, part(_("reading"), "muted")])
            return
        self.title_line.say([*self.numbered(), *self.title(board)], ages)

    def numbered(self) -> list[Phrase]:
        """The number of the panel's screen, where it has one."""
        return [] if self.number is None else [part(str(self.number), "accent")]


class ToldPanel(Panel):
    """A panel of lines: `show` tells them."""

    def __init__(self, *, id: str | None = None, number: int | None = None) -> None:
        super().__init__(id=id, number=number)
        self.told = ToldLines()

    def body(self) -> Widget:
        """The lines."""
        return self.told
