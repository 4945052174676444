"""When the words of rows were new, and when their stages moved on: told by the versions that counted, day by day.

What several files say of one row on one day is told once, by the row that speaks. What stood there within a day only is
no news: no clock orders the versions of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date

import msgspec

from data.station.known_rows import Known, RowSaid, moved, told_now

RowEvents = Mapping[str, Sequence[tuple[date, RowSaid | None]]]
"""A row's moving key -> the days on which one file said something else of it, and what (None: it was gone by then)."""


class RowTimeline:
    """The events of all files, and what is known of each row by them."""

    def __init__(self) -> None:
        self._events: dict[str, RowEvents] = {}
        self._files: dict[str, set[str]] = {}
        self._known: dict[str, Known] = {}
        self.version = 0
        """Another number after every change of what is known."""

    def put(self, file: str, events: RowEvents) -> None:
        """Take all that a file ever said in place of what was taken before."""
        before = self._events.get(file, {})
        for key in before.keys() - events.keys():
            self._files[key].discard(file)
        for key in events:
            self._files.setdefault(key, set()).add(file)
        self._events[file] = events
        for key in before.keys() | events.keys():
            if before.get(key) != events.get(key):
                self._tell(key)

    def _tell(self, key: str) -> None:
        known = told(self._of(key))
        self.version += 1
        if known is None:
            self._known.pop(key, None)
        else:
            self._known[key] = known

    def _of(self, key: str) -> list[tuple[date, str, RowSaid | None]]:
        files = self._files.get(key, ())
        return sorted(
            ((day, file, said) for file in files for day, said in self._events[file].get(key, ())),
            key=lambda event: event[:2],
        )

    def words_by(self, day: date) -> dict[str, date | None]:
        """For each row the day on which its present words were new, as they count on a day: words dated later wait,
        and those before them count until then."""
        return {key: _by(known, day) for key, known in self._known.items() if known.words}

    @property
    def keys(self) -> Set[str]:
        """The rows of which anything is known."""
        return self._known.keys()

    @property
    def stage_moves(self) -> dict[str, date]:
        """For each row whose stage was seen to move on, the day of the latest such version."""
        return {key: known.moved_on for key, known in self._known.items() if known.moved_on}

    def words_on(self, day: date) -> dict[str, date | None]:
        """`words_by` as they were on an earlier day."""
        found: dict[str, date | None] = {}
        for key in self._known:
            known = told(event for event in self._of(key) if event[0] <= day)
            if known is not None and known.words:
                found[key] = _by(known, day)
        return found


def _by(known: Known, day: date) -> date | None:
    return known.before if known.new_on is not None and known.new_on > day else known.new_on


def told(events: Iterable[tuple[date, str, RowSaid | None]]) -> Known | None:
    """What is known of one row by what files said of it, in the order of days; None where none said a thing."""
    known: Known | None = None
    for day, said in _days(events):
        then = told_now(known, said, day)
        stage, moved_on = moved(known, said.stage, day)
        known = msgspec.structs.replace(then, stage=stage, moved_on=moved_on)
    return known


def _days(events: Iterable[tuple[date, str, RowSaid | None]]) -> Iterator[tuple[date, RowSaid]]:
    """What was said of the row at the end of each day on which anything was said."""
    by_file: dict[str, RowSaid | None] = {}
    last: date | None = None
    for day, file, said in events:
        if last is not None and day != last and (speaks := spoken(by_file.values())):
            yield last, speaks
        by_file[file], last = said, day
    if last is not None and (speaks := spoken(by_file.values())):
        yield last, speaks


def spoken(said: Iterable[RowSaid | None]) -> RowSaid | None:
    """Of rows that share a key the one that speaks: the newest, or the one with more words."""
    there = (one for one in said if one is not None)
    return max(there, key=lambda one: (one.dated or date.min, len(one.words), one.row), default=None)
