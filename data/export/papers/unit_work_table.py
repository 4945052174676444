"""What stands still, holds and is late, by unit: counts of the board's lists, whose sum counts each thing once.

A column stands only where a ledger of its kind was read, and a unit whose ledgers were not read whole has no zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from data.export.papers.draft import DraftRow, DraftTable, RowKind, numbered
from data.model import JOINED, UNHEARD, Board, FairProgress, OwedItem, SourceState, Standing, UnitProgress
from data.support.fast_dataclass import dataclass
from data.wording.unit_words import unit_light_word

_OTHERS = "其他单位"
UNREAD_STATES = frozenset({SourceState.FAILED, SourceState.WAITING, SourceState.HELD})
"""Files of which nothing, or nothing new, is in any figure."""


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """One column: the kinds of ledger that it needs, and of each thing that it counts whose it is. `by_projects` says
    that the units' own project ledgers tell it: of who was not read nothing is known."""

    head: str
    kinds: frozenset[str]
    owners: Callable[[Board], Iterable[str]]
    by_projects: bool = True


def _late(kind: str) -> Callable[[Board], Iterable[str]]:
    def owners(board: Board) -> Iterable[str]:
        items: Sequence[OwedItem] = (*board.owed, *board.owed_later)
        return (item.debtor for item in items if item.kind == kind and item.overdue)

    return owners


STALLED = WorkColumn("停滞项目", frozenset({"projects"}), lambda board: (item.unit for item in board.stalled))
LATE = WorkColumn("督办逾期", frozenset({"followups"}), _late("followup"), by_projects=False)
WORK = (
    STALLED,
    WorkColumn(
        "开而未建", frozenset({"projects"}), lambda board: (one.unit for one in board.stall_work.started_not_built)
    ),
    WorkColumn(
        "节点滞后", frozenset({"milestones", "projects"}), lambda board: (one.unit for one in board.stall_work.slipped)
    ),
    WorkColumn(
        "未解决堵点",
        frozenset({"blockers"}),
        lambda board: (line.unit for load in board.stall_work.blockers for line in load.blockers),
    ),
    LATE,
    WorkColumn("报送逾期", frozenset({"reports"}), _late("report"), by_projects=False),
)
"""The columns of the monthly table."""


class UnitWork:
    """Counts of one board by the units of one line of progress, in its order."""

    def __init__(self, board: Board, progress: FairProgress, columns: Sequence[WorkColumn] = WORK) -> None:
        read = {kind for source in board.sources for kind, rows in source.kinds}
        self.columns = tuple(one for one in columns if not one.kinds.isdisjoint(read))
        self.units = tuple(unit for unit in progress.units if not unit.superior)
        self._sure = [not unread(board, one.kinds - {"projects"}) for one in self.columns]
        self._owners = [[owner.split(JOINED) for owner in one.owners(board)] for one in self.columns]
        self._counts = [Counter(name for names in owners for name in dict.fromkeys(names)) for owners in self._owners]

    def cells(self, unit: UnitProgress) -> tuple[str, ...]:
        """A unit's counts; what is not known of it is no zero."""
        columns = zip(self.columns, self._counts, self._sure, strict=True)
        return tuple(
            str(counts[unit.unit]) if counts[unit.unit] else _none(unit, one, sure=sure)
            for one, counts, sure in columns
        )

    def table(self, caption: str) -> DraftTable:
        """A row a unit, what others have, and the whole."""
        rows = (DraftRow((unit.unit, *self.cells(unit))) for unit in self.units)
        heads = ("序号", "单位", *(one.head for one in self.columns))
        return DraftTable(caption, "单位：个", heads, tuple(numbered((*rows, *self.closing()))))

    def closing(self, before: int = 0, behind: int = 0) -> Iterable[DraftRow]:
        """What other units have, and the whole; so many columns of other figures stand blank before and behind."""
        others = self.others()
        told = [(_OTHERS, others, RowKind.REST)] if any(others) else []
        for name, counts, kind in (*told, ("合计", self.totals(), RowKind.TOTAL)):
            yield DraftRow((name, *[""] * before, *map(str, counts), *[""] * behind), kind)

    def totals(self) -> tuple[int, ...]:
        """How many things there are in each column."""
        return tuple(len(owners) for owners in self._owners)

    def others(self) -> tuple[int, ...]:
        """How many are of none of the units."""
        names = {unit.unit for unit in self.units}
        return tuple(sum(names.isdisjoint(owner) for owner in owners) for owners in self._owners)

    @property
    def shared(self) -> bool:
        """Whether a thing of several units stands in the row of each."""
        names = {unit.unit for unit in self.units}
        return any(len(names.intersection(owner)) > 1 for owners in self._owners for owner in owners)


SHARED = "几个单位共有的项目在各单位行分别列出，合计中只计一次。"


def _none(unit: UnitProgress, column: WorkColumn, *, sure: bool) -> str:
    """What stands where nothing is counted: a zero only of who was read, where no unread file could add to it."""
    if column.by_projects and unit.standing in UNHEARD:
        return unit_light_word(unit)
    return "0" if sure and not (column.by_projects and unit.standing is not Standing.READ) else "待核"


def unread(board: Board, kinds: frozenset[str]) -> bool:
    """Whether a file that was not read is, or may be, a ledger of one of these kinds."""
    waiting = (source for source in board.sources if source.state in UNREAD_STATES)
    return any(not source.near or not kinds.isdisjoint(source.near) for source in waiting)


def unread_note(board: Board) -> str:
    """That some files were not read, so that counts are of the others; "" where all were."""
    count = sum(source.state in UNREAD_STATES for source in board.sources)
    return f"另有{count}个文件尚未读入，所列为已读入台账的数。" if count else ""
