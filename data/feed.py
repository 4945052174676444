"""The only door to the data: open a folder, take its boards as they come, mark and undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from data.model import Board, MarkRequest, Undoable


class Refused(Exception):
    """A mark that cannot be written; `code` and `args_` go to `data.wording`."""


class Feed(Protocol):
    """What the screen needs of the data."""

    def boards(self) -> Iterator[Board]:
        """Boards, newest first; blocks until there is a newer one; ends when the feed closes."""
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

    def close(self) -> None:
        """Stop; never waits for the folder."""
        ...


def open(folder: Path, *, read_only: bool = False) -> Feed:  # noqa: A001
    """Open a folder."""
    raise NotImplementedError
