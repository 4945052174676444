"""How the data says no to what it is asked (`data.feed.officer_verbs`), and the clock that it goes by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


class Refused(Exception):
    """A mark that was not written; `code` and `details` become words in `data.wording.problems`."""

    def __init__(self, code: str, details: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class FeedFailed(Exception):
    """The feed's own thread has failed: no newer board will come, and the screen must say so."""


Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)
