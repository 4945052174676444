"""The log of marks, and marks whose row is gone: what the log screen and the orphans screen show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a journal, in the log's order. `at` is in the office's zone, None where the line does not say.

    `state` is "in force", "replaced", "undone", "" (for what is neither, such as an undo), "newer" (a version or an
    op that this program does not know) or "damaged". `clock` is "ahead" (dated later than this station's clock when
    it was first read), "behind" (dated before the mark that it answers) or "". `target` is what an undo took back
    (its op and outcome, joined by "/") or the name of the row that a link joins to.
    `ours`: of this station; `on`: the day of a visit.
    """

    id: str
    lam: int
    at: datetime | None
    by: str
    op: str
    key: str
    name: str
    unit: str
    item_kind: str
    station: str
    outcome: str = ""
    until: date | None = None
    who: str = ""
    text: str = ""
    target: str = ""
    state: str = ""
    clock: str = ""
    ours: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A row whose name is near that of a vanished one; `score` is 0 to 100."""

    key: str
    name: str
    unit: str
    score: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """Marks whose row is no longer in the folder, as it was called when it was last marked.

    `marks` counts the outcomes, claims and remarks in force; the other fields up to `at` are the latest's. `near` are
    rows it could be. If it is joined to a row, `joined` is that row's name, `joined_by` the officers who say so (more
    than one did not know of each other), and `links` their marks' ids.
    """

    key: str
    name: str
    unit: str
    item_kind: str
    marks: int
    by: str
    op: str
    outcome: str
    at: datetime
    near: tuple[Near, ...] = ()
    joined: str = ""
    joined_by: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return self.name or self.key
