"""The wall's alarm: what cannot be trusted, in words as large as a terminal can set them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from data.model import Board
from data.support.late_pattern import late_pattern
from widgets.frame.cutting import cut
from widgets.frame.ink import Line, Lines, Piece, flat
from widgets.frame.topline import trouble
from widgets.panels.big_digits import HEIGHT, large

_NUMBER = late_pattern(r"\d+")


class WallAlarm(Lines):
    """Not there while all is well. `fault` is a fault of the program itself, in words, "" if there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ink--alarm"}
    DEFAULT_CSS = """
    WallAlarm {
        display: none; height: auto; background: $error; color: $background; text-style: bold;
        &.-on { display: block; }
        & > .ink--alarm { color: $background; text-style: bold; }
    }
    """

    board: reactive[Board | None] = reactive(None, repaint=False)
    fault: reactive[str] = reactive("", repaint=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._now: datetime | None = None

    def watch_board(self, board: Board | None) -> None:
        """Another board."""
        self._now = board.now if board else None
        self._turn()

    def watch_fault(self) -> None:
        """The program itself failed."""
        self._turn()

    def tick(self, now: datetime) -> None:
        """The time is `now`."""
        self._now = now
        self._turn()

    def words(self) -> list[str]:
        """What is wrong, the worst first."""
        board = self.board
        said = [part.line[0][0] for part in trouble(board, self._now or board.now)] if board else []
        return [*([self.fault] if self.fault else []), *said]

    def _turn(self) -> None:
        on = bool(self.words())
        if on != self.has_class("-on"):
            self.set_class(on, "-on")
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        """How long in large digits between its words, then why; a fault of the settings in one plain line."""
        board, words = self.board, self.words()
        plain = [words.pop()] if board and board.folder.settings_problem and words else []
        rows: list[list[Piece]] = []
        for text in words:
            rows += [[]] if rows else []
            rows += _numbered(text, width) if _NUMBER.search(text) else [_centred(spaced(text, width), width)]
        rows = [[], *rows, []] if rows else []
        return [*rows, *([(cut(f" {flat(text)}", width), "alarm")] for text in plain)]


def spaced(text: str, width: int) -> str:
    """The words set wide, where the line has room: Chinese by a blank between signs, others in capitals."""
    wide = " ".join(text) if not text.isascii() else text.upper()
    return wide if cell_len(wide) <= width - 4 else text


def _centred(text: str, width: int) -> list[Piece]:
    kept = cut(text, width)
    return [(" " * ((width - cell_len(kept)) // 2) + kept, "alarm")]


def _numbered(text: str, width: int) -> list[list[Piece]]:
    """Three lines: the first number large, the words before and after it on the middle one."""
    found = _NUMBER.search(text)
    assert found is not None
    digits = large(found.group(), 1)
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    room = width - len(digits[0]) - 4
    before, after = (spaced(side, room // 2 + 4) for side in (before, after))
    if cell_len(before) + cell_len(after) > room:
        return [_centred(text, width)]
    left = cell_len(before) + 2
    start = " " * ((width - left - len(digits[0]) - 2 - cell_len(after)) // 2)
    middle = HEIGHT // 2
    return [
        [(f"{start}{before if y == middle else ' ' * (left - 2)}  {row}{f'  {after}' if y == middle else ''}", "alarm")]
        for y, row in enumerate(digits)
    ]
