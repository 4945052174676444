"""What the screens ask of the data, and how it says no."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import Protocol

from data.marks.make import MarkError
from data.model import Board, LogLine, MarkRequest, Orphan, Shift, Undoable


class Refused(Exception):
    """A mark that was not written; `code` and `details` become words in `data.wording.problems`."""

    def __init__(self, code: str, details: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class FeedFailed(Exception):
    """The feed's own thread has failed: no newer board will come, and the screen must say so."""


class Feed(Protocol):
    """What the screen needs of the data."""

    def boards(self) -> Iterator[Board]:
        """Boards as they come; blocks until there is a newer one; ends when the feed closes."""
        ...

    def refresh(self) -> None:
        """Look at the whole folder now."""
        ...

    def mark(self, request: MarkRequest, by: str) -> str:
        """Write a mark; returns its id once it is saved on this station. Raises Refused."""
        ...

    def undoable(self) -> Undoable | None:
        """What `undo` would undo."""
        ...

    def undo(self, by: str) -> Undoable | None:
        """Undo this station's latest mark; returns what was undone, None when there is nothing."""
        ...

    def log(self) -> tuple[LogLine, ...]:
        """Every line that any station wrote, in the log's order."""
        ...

    def orphans(self) -> tuple[Orphan, ...]:
        """Marks whose row is gone, with the nearest names; none while a ledger may be missing."""
        ...

    def link(self, orphan: Orphan, to: str, by: str) -> str:
        """Join an orphan to the row of key `to`; returns the mark's id once it is saved here. Raises Refused."""
        ...

    def shift(self, names: Collection[str]) -> Shift:
        """What changed since the last shift of one of these officers. Raises Refused while nothing is read."""
        ...

    def sign(self, to: str, text: str, by: str) -> str:
        """Sign the shift's note, meant for `to`; returns its id once it is saved here. Raises Refused."""
        ...

    def take_over(self, note: str, by: str) -> str:
        """Accept the note with this id; returns the mark's id once it is saved here. Raises Refused."""
        ...

    def close(self) -> None:
        """Stop; never waits for the folder."""
        ...


_log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """What keeps a mark from being written, told as Refused."""
    try:
        yield
    except MarkError as error:
        raise Refused(error.code, error.details) from error
    except OSError as error:
        _log.warning("a mark could not be saved here", exc_info=True)
        raise Refused("not_saved", (("why", error.strerror or str(error)),)) from error
