"""What a shift brought: changes of every kind, and a note that waits for whoever comes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from helpers.app import ZONE
from helpers.board import NOW, sample_board

from data.model import Change, Place, Shift, ShiftMark, ShiftNote, SignedThen

AT = datetime(2026, 11, 22, 18, 0, tzinfo=ZONE)


def note(id: str = "s2.r.1", by: str = "王敏", **more: object) -> ShiftNote:
    """A note that was handed over."""
    return ShiftNote(id, AT, by, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------ keys


WAITS = replace(sample_board(), handovers=(note("s2.r.1", "王敏", text="客商两点到"),))


PLACE = Place("a.csv", "", 2)
SHIFT = Shift(
    since=datetime(2017, 5, 1, 18, 2, tzinfo=ZONE),
    why="signed",
    who="李敏",
    signed=(SignedThen("青山洽谈会", Decimal(1052000), Decimal(1110000), Decimal("0.2505"), Decimal("0.2643")),),
    changes=(
        Change("worse", "overdue", "followup:资源配置答复", "资源配置答复", "澜源县", "2017-04-30", "2", PLACE),
        Change("better", "stage", "project/x", "光热设备制造", "东岭园区", "signed", "landed", PLACE),
        Change("new", "listed", "project/y", "沙棘饮品", "青禾园区", "", "", PLACE),
    ),
    marks=(
        ShiftMark(
            "k", "周报未报", "澜源县", "report", "act", "chased", date(2017, 5, 3), "", "", "王敏", NOW,
            before_op="claim", before_by="赵敏",
        ),
    ),
    notes=(note("s9.r.1", "李敏", accepted_by=("王敏",), accepted_at=AT),),
)  # fmt: skip
