"""The vocabulary between worker, screens and app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from data.model import Board, Item, MarkRequest, Near, Orphan, ShiftNote, Undoable

if TYPE_CHECKING:
    from data.export.papers.paper_kinds import PaperAsked
    from data.export.papers.paper_periods import PaperPeriod


class BoardReady(Message):
    """The feed has a newer board. One that still waits is replaced by the next: only the newest is painted."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def can_replace(self, message: Message) -> bool:
        """A newer board makes an older one needless."""
        return isinstance(message, BoardReady)


class MarkRequested(Message):
    """An officer wants this mark written. `done` is what the screen says once it is.

    `also` are marks that one key press makes beside it, on other rows.
    """

    def __init__(
        self, request: MarkRequest, item: Item, done: str, also: Sequence[tuple[MarkRequest, Item]] = ()
    ) -> None:
        super().__init__()
        self.request = request
        self.item = item
        self.done = done
        self.also = tuple(also)


class MarksRequested(Message):
    """An officer wants picked rows marked, a request each. `left` are rows that are not marked, and why."""

    def __init__(
        self, requests: tuple[tuple[MarkRequest, Item], ...], left: tuple[tuple[Item, str], ...], done: str
    ) -> None:
        super().__init__()
        self.requests = requests
        self.left = left
        self.done = done


class LinkRequested(Message):
    """An officer wants the marks of a vanished row joined to this one."""

    def __init__(self, orphan: Orphan, near: Near) -> None:
        super().__init__()
        self.orphan = orphan
        self.near = near


class SignRequested(Message):
    """An officer signs the shift's note (交班). `by` is a name that was asked with it, "" where it is known."""

    def __init__(self, to: str, text: str, by: str = "") -> None:
        super().__init__()
        self.to = to
        self.text = text
        self.by = by


class TakeoverRequested(Message):
    """An officer accepts this note (接班). `by` as in `SignRequested`."""

    def __init__(self, note: ShiftNote, by: str = "") -> None:
        super().__init__()
        self.note = note
        self.by = by


class AnswerRequested(Message):
    """An officer writes down what a unit said to its figures (核对). `by` as in `SignRequested`."""

    def __init__(self, period: PaperPeriod, unit: str, said: str, text: str, by: str = "") -> None:
        super().__init__()
        self.period = period
        self.unit = unit
        self.said = said
        self.text = text
        self.by = by


class DecisionRequested(Message):
    """An officer writes down what a dispatch meeting gave to a unit. `by` as in `SignRequested`."""

    def __init__(self, unit: str, what: str, due: date, who: str, meeting: date, by: str = "") -> None:
        super().__init__()
        self.unit = unit
        self.what = what
        self.due = due
        self.who = who
        self.meeting = meeting
        self.by = by


class IssueRequested(Message):
    """An officer issues a paper (印发). `remark`: 带注印发; `by` as in `SignRequested`."""

    def __init__(self, kind: str, asked: PaperAsked, remark: str, by: str = "") -> None:
        super().__init__()
        self.kind = kind
        self.asked = asked
        self.remark = remark
        self.by = by


class OfficerRequested(Message):
    """Another officer sits down at this station, or the name was wrong."""


class UndoRequested(Message):
    """An officer wants to undo these marks of this station, the latest last."""

    def __init__(self, marks: tuple[Undoable, ...]) -> None:
        super().__init__()
        self.marks = marks


class RefreshRequested(Message):
    """An officer wants the whole folder looked at now."""


class ThemeChosen(Message):
    """An officer wants this theme from now on; `name` is that of `tui.terminal.themes`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ScreenRequested(Message):
    """An officer wants another screen; `id` is that of `tui.screens.registry`."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id
