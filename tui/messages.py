"""The vocabulary between worker, screens and app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from data.model import Board, Item, MarkRequest, Near, Orphan, ShiftNote, Undoable
from data.support.fast_dataclass import dataclass

if TYPE_CHECKING:
    from datetime import date

    from data.export.papers.paper_kinds import PaperAsked
    from data.export.papers.paper_periods import PaperPeriod


@dataclass(frozen=False, slots=False)
class BoardReady(Message):
    """The feed has a newer board. One that still waits is replaced by the next: only the newest is painted."""

    board: Board

    def can_replace(self, message: Message) -> bool:
        """A newer board makes an older one needless."""
        return isinstance(message, BoardReady)


@dataclass(frozen=False, slots=False)
class MarkRequested(Message):
    """An officer wants this mark written. `done` is what the screen says once it is.

    `also` are marks that one key press makes beside it, on other rows.
    """

    request: MarkRequest
    item: Item
    done: str
    also: tuple[tuple[MarkRequest, Item], ...] = ()


@dataclass(frozen=False, slots=False)
class MarksRequested(Message):
    """An officer wants picked rows marked, a request each. `left` are rows that are not marked, and why."""

    requests: tuple[tuple[MarkRequest, Item], ...]
    left: tuple[tuple[Item, str], ...]
    done: str


@dataclass(frozen=False, slots=False)
class LinkRequested(Message):
    """An officer wants the marks of a vanished row joined to this one."""

    orphan: Orphan
    near: Near


@dataclass(frozen=False, slots=False)
class SignRequested(Message):
    """An officer signs the shift's note (交班). `by` is a name that was asked with it, "" where it is known."""

    to: str
    text: str
    by: str = ""


@dataclass(frozen=False, slots=False)
class TakeoverRequested(Message):
    """An officer accepts this note (接班). `by` as in `SignRequested`."""

    note: ShiftNote
    by: str = ""


@dataclass(frozen=False, slots=False)
class AnswerRequested(Message):
    """An officer writes down what a unit said to its figures (核对). `by` as in `SignRequested`."""

    period: PaperPeriod
    unit: str
    said: str
    text: str
    by: str = ""


@dataclass(frozen=False, slots=False)
class DecisionRequested(Message):
    """An officer writes down what a dispatch meeting gave to a unit. `by` as in `SignRequested`."""

    unit: str
    what: str
    due: date
    who: str
    meeting: date
    by: str = ""


@dataclass(frozen=False, slots=False)
class IssueRequested(Message):
    """An officer issues a paper (印发). `remark`: 带注印发; `by` as in `SignRequested`."""

    kind: str
    asked: PaperAsked
    remark: str
    by: str = ""


class OfficerRequested(Message):
    """Another officer sits down at this station, or the name was wrong."""


@dataclass(frozen=False, slots=False)
class UndoRequested(Message):
    """An officer wants to undo these marks of this station, the latest last."""

    marks: tuple[Undoable, ...]


class RefreshRequested(Message):
    """An officer wants the whole folder looked at now."""


@dataclass(frozen=False, slots=False)
class ThemeChosen(Message):
    """An officer wants this theme from now on; `name` is that of `tui.terminal.themes`."""

    name: str


@dataclass(frozen=False, slots=False)
class ScreenRequested(Message):
    """An officer wants another screen; `id` is that of `tui.screens.registry`."""

    id: str
