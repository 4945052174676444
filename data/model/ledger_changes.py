"""The history of the ledgers: which changed when, what of their rows, and what became of each version."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from data.model.sources import Place, Problem
from data.support.fast_dataclass import dataclass, numerous


class LedgerEvent(StrEnum):
    """What happened to a ledger."""

    FIRST = "first"  # seen for the first time
    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"  # it was gone


class VersionState(StrEnum):
    """How a version of a ledger stands now."""

    COUNTS = "counts"
    HELD = "held"  # it lost rows and waits to be accepted
    OLDER = "older"  # another file holds a newer version of the ledger
    SUPERSEDED = "superseded"  # it counted until a newer version came
    PASSED = "passed"  # it lost rows and never counted
    GONE = "gone"  # the file was not there


@numerous(frozen=True, slots=True)
class CellChange:
    """One cell of a row: its `field`, the header it has in ledgers, what it said before and what after ("": nothing;
    amounts as "1200 CNY", in 万元)."""

    field: str
    header: str
    before: str
    after: str


@numerous(frozen=True, slots=True)
class RowChange:
    """One row that was "added", "changed" or is "gone" (`how`); `place` is where it stands, or stood last.

    `cells` are those that changed; `unit` is whose it is, "" where nothing says so.
    """

    how: str
    kind: str
    title: str
    unit: str
    place: Place
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class KindChange:
    """The rows of one kind in a ledger, before and now, and how many of them were added, changed, and are gone.

    None is not known: rows that are not in the folder's memory cannot be compared, and not every version was counted.
    """

    kind: str
    before: int | None
    now: int | None
    added: int | None = None
    changed: int | None = None
    gone: int | None = None

    @property
    def compared(self) -> bool:
        """Whether it is known which of its rows are others."""
        return self.added is not None

    @property
    def same(self) -> bool:
        """Whether it is known that no row says anything else."""
        return self.compared and not (self.added or self.changed or self.gone) and self.before == self.now


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """One version of a ledger. `day` is the file's last change, or the day on which it was found to be gone.

    `seen_at` is the moment at which a station first saw it (None: not known), `station` which one ("": not known),
    `officer` who marks there most; `ours`: this one. `recorded`: the folder's memory has it, not this station alone.
    `like` is the day of an earlier version that had the same bytes, `renamed` the name of the file before, or since.
    `lost` has the kinds of which it lost too many rows, `accepted` says that an officer let it count all the same.
    `why` says which version has taken the place of an older one. `unknown` says why rows are not known: "kept_back"
    (the folder's memory holds no rows of this kind or file), "missing" (of a version that it follows not all has come).
    """

    file: str
    what: LedgerEvent
    state: VersionState
    day: date
    seen_at: datetime | None = None
    station: str = ""
    officer: str = ""
    ours: bool = False
    recorded: bool = True
    like: date | None = None
    renamed: str = ""
    lost: tuple[KindChange, ...] = ()
    accepted: bool = False
    why: Problem | None = None
    kinds: tuple[KindChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class LedgerHistory:
    """The changes of ledgers, the newest first. `begins` is the first day of which anything is known (None: none is).

    Of one unit: `unit` is its name, and `unsaid` counts changes of which nobody can tell whether they are its. `untold`
    counts the versions before `begins`: of those days nothing is told (`[memory] months`).
    """

    changes: tuple[LedgerChange, ...] = ()
    begins: date | None = None
    unit: str = ""
    unsaid: int = 0
    untold: int = 0
