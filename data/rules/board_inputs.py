"""What a board is built of beside the season and the settings: plain values, whoever has gathered them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import field, replace
from datetime import date, datetime

from data.model import (
    UNTOUCHED,
    Exclusion,
    FolderHealth,
    HeldLedger,
    ItemMarks,
    ItemState,
    LoggedVisit,
    MarkLine,
    MarksHealth,
    SourceHealth,
)
from data.support.fast_dataclass import dataclass

MarksOf = Callable[[str, str], ItemMarks]
"""(key, episode) -> what officers did to the item."""

Logged = Mapping[str, tuple[LoggedVisit, ...]]
"""The visits that officers logged (`v`), by the key of the item on which they did: a project's, or its owed visit's."""


VISIT_KEY = "visit/"
"""What the key of an owed visit begins with; the project's key follows."""


def _unmarked(key: str, episode: str) -> ItemMarks:
    return UNTOUCHED


@dataclass(frozen=True, slots=True)
class MarkTrail:
    """Which keys were marked, in the order in which that became known: the first `length` of `keys`, a list that is
    only ever added to. Another list, or another day: what any mark comes to may be another.
    """

    keys: Sequence[str] = ()
    length: int = 0
    day: date | None = None

    def since(self, earlier: MarkTrail) -> Set[str] | None:
        """The keys that were marked after `earlier`; None where that cannot be told, so that all are to be asked."""
        if self.day is None or earlier.keys is not self.keys or earlier.day != self.day:
            return None
        return frozenset(self.keys[earlier.length : self.length])


@dataclass(frozen=True, slots=True)
class MarksSay:
    """What officers' marks say by the board's date, as a fold of them finds it; without any, nobody did a thing.

    `of` says what was done to an item, `excluded` which rows are ruled out of what is counted, `visits` which visits
    were logged, and `logs` all that was logged about a project, by its key, the newest first. `apart` are the keys of
    contradictions that are ruled to be two projects, each also without its last part. `trail` tells which keys were
    marked since an earlier board; it saves time and changes nothing.
    """

    of: MarksOf = _unmarked
    excluded: tuple[Exclusion, ...] = ()
    visits: Logged = field(default_factory=dict)
    logs: Mapping[str, tuple[MarkLine, ...]] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    trail: MarkTrail = field(default_factory=MarkTrail)


def with_aliases(marks: MarksSay, aliases: Mapping[str, tuple[str, ...]]) -> MarksSay:
    """`marks`, in which a mark on any key of a project counts for the project. `aliases`: its other keys by its key."""
    if not aliases:
        return marks

    def of(key: str, episode: str) -> ItemMarks:
        name = key.removeprefix(VISIT_KEY)
        others = aliases.get(name)
        if not others:
            return marks.of(key, episode)
        begins = key[: len(key) - len(name)]
        found = [marks.of(key, episode), *(marks.of(begins + other, episode) for other in others)]
        done = (one for one in found if one.state is not ItemState.OPEN)
        return next(done, None) or next((one for one in found if one != UNTOUCHED), found[0])

    logs, visits = dict(marks.logs), dict(marks.visits)
    for key, others in aliases.items():
        lines = [line for one in (key, *others) for line in marks.logs.get(one, ())]
        if lines:
            logs[key] = tuple(sorted(lines, key=lambda line: line.at, reverse=True))
        for begins in ("", VISIT_KEY):
            days = [visit for one in (key, *others) for visit in marks.visits.get(begins + one, ())]
            if days:
                visits[begins + key] = tuple(days)
    return replace(marks, of=of, logs=logs, visits=visits)


@dataclass(frozen=True, slots=True)
class HistorySays:
    """What a history of earlier looks says by the board's date.

    `new_words`: on which day the present words (最新进展) of a row were new, None where no date says so;
    `stage_moves`: on which day its stage was seen to move on. Both by moving keys (`data.rules.units.names`), or by
    items' keys where rows of one number were not told apart.
    """

    new_words: Mapping[str, date | None] = field(default_factory=dict)
    stage_moves: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilesSay:
    """What became of the files that the season was read from, and of those that marks are written to.

    `sources` are the ledgers by name, `held` those whose newer version waits to be accepted, `changed_at` when the
    newest was changed; `folder` and `marks` are handed through.
    """

    sources: tuple[SourceHealth, ...] = ()
    held: tuple[HeldLedger, ...] = ()
    changed_at: datetime | None = None
    folder: FolderHealth = field(default_factory=FolderHealth)
    marks: MarksHealth = field(default_factory=MarksHealth)


NO_MARKS, NO_HISTORY, NO_FILES = MarksSay(), HistorySays(), FilesSay()
"""What they say where there are none."""
