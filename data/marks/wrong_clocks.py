"""Clocks that are off: told beside the mark, never used to order marks (docs/marks.md, rules 2 and 7).

A mark dated after the moment at which it was first read was made by a clock that is ahead of ours; one dated before
the mark that it answers was made by a clock that is behind its writer's. Which of two clocks is right nobody can say.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from data.marks.fold_marks import Fold
from data.marks.mark_event import Event
from data.support.private_file import private

OFF = timedelta(minutes=5)
AHEAD, BEHIND = "ahead", "behind"

_log = logging.getLogger(__name__)


class Clocks:
    """Which marks were ahead of this station's clock when they were first read; kept at `path`, by id."""

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        self._path = path
        self._keeps = keeps
        text = ""
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            pass  # no clock was ever off, or the cache was deleted
        except OSError:
            _log.exception("the clocks that were off could not be read")
        self._ahead = set(text.splitlines())

    def read(self, events: Iterable[Event], now: datetime) -> None:
        """Take down which of these, read for the first time just now, are ahead of `now`."""
        fresh = [event.id for event in events if event.at - now > OFF and event.id not in self._ahead]
        if not fresh:
            return
        self._ahead.update(fresh)
        if not self._keeps:
            return
        try:
            private(self._path)
            with self._path.open("a", encoding="utf-8") as file:
                file.write("".join(f"{id_}\n" for id_ in fresh))
        except OSError:
            _log.exception("the clocks that are off could not be noted")

    def flag(self, event: Event, fold: Fold) -> str:
        """AHEAD, BEHIND or ""."""
        if event.id in self._ahead:
            return AHEAD
        answered = (fold.get(id_) for id_ in event.after)
        if any(one and one.id not in self._ahead and one.at - event.at > OFF for one in answered):
            return BEHIND
        return ""

    def off(self, fold: Fold) -> int:
        """How many stations' latest marks were made by a clock that is off: one that was set right counts no more."""
        return sum(bool(self.flag(event, fold)) for event in fold.latest())
