"""What a board is built of beside the season and the settings: plain values, whoever has gathered them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.model import (
    UNTOUCHED,
    Exclusion,
    FolderHealth,
    HeldLedger,
    ItemMarks,
    LoggedVisit,
    MarkLine,
    MarksHealth,
    SourceHealth,
)

MarksOf = Callable[[str, str], ItemMarks]
"""(key, episode) -> what officers did to the item."""

Logged = Mapping[str, tuple[LoggedVisit, ...]]
"""The visits that officers logged (`v`), by the key of the item on which they did: a project's, or its owed visit's."""


def _unmarked(key: str, episode: str) -> ItemMarks:
    return UNTOUCHED


@dataclass(frozen=True, slots=True)
class MarksSay:
    """What officers' marks say by the board's date, as a fold of them finds it; without any, nobody did a thing.

    `of` says what was done to an item, `excluded` which rows are ruled out of what is counted, `visits` which visits
    were logged, and `logs` all that was logged about a project, by its key, the newest first. `apart` are the keys of
    contradictions that are ruled to be two projects, each also without its last part.
    """

    of: MarksOf = _unmarked
    excluded: tuple[Exclusion, ...] = ()
    visits: Logged = field(default_factory=dict)
    logs: Mapping[str, tuple[MarkLine, ...]] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HistorySays:
    """What a history of earlier looks says by the board's date.

    `new_words`: on which day the present words (最新进展) of an item's key were new, None where no date says so;
    `stage_moves`: on which day its stage was seen to move on.
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
