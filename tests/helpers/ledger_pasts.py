"""The history of one ledger of the sample board: it lost rows, came back, and was seen by whom is known and is not."""

from __future__ import annotations

from datetime import timedelta

from helpers.board import NOW, sample_board

from data.model import CellChange, KindChange, LedgerChange, LedgerEvent, LedgerHistory, Place, RowChange, VersionState

FILE = sample_board().sources[0].file


def row(how: str, title: str, at: int, *cells: CellChange) -> RowChange:
    return RowChange(how, "projects", title, "东岭园区", Place(FILE, "台账", at), cells)


def version(days: int, state: VersionState, **more: object) -> LedgerChange:
    """One that was seen so many days ago."""
    what = more.pop("what", LedgerEvent.CHANGED)
    at = NOW - timedelta(days=days)
    return LedgerChange(FILE, what, state, at.date(), at, "s7", **more)  # type: ignore[arg-type]


LANDED = CellChange("stage", "项目阶段", "signed", "landed")
PAST = LedgerHistory(
    (
        version(
            0,
            VersionState.HELD,
            officer="赵敏",
            kinds=(KindChange("projects", 10, 4, 0, 1, 6),),
            lost=(KindChange("projects", 10, 4),),
            rows=(
                row("changed", "光热设备", 4, LANDED),
                *(row("gone", f"项目{n}", n) for n in range(5, 11)),
            ),
        ),
        version(3, VersionState.COUNTS, kinds=(KindChange("projects", 10, 10),), unknown="missing", ours=True),
        version(9, VersionState.SUPERSEDED, what=LedgerEvent.FIRST, kinds=(KindChange("projects", 0, 10, 10, 0, 0),)),
    ),
    NOW.date() - timedelta(days=9),
)
