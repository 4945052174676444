"""Who is on duty on the board's date, by the roster (值班, 带班)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.model import Duty
from data.records import RosterDay

_SHIFTS = ("早", "上午", "白", "日", "全天", "中", "下午", "晚", "夜")
"""Words of shifts in the order of the day; any other stands where the ledger has it, after these."""

JOINED = "、"


def duty(roster: Iterable[RosterDay], as_of: date) -> Duty | None:
    """All who are on duty today, joined in the order of their shifts; None when the roster does not say."""
    today = sorted(
        (row for row in roster if row.date == as_of), key=lambda row: (_place(row.shift), row.file, row.sheet, row.row)
    )
    if not today:
        return None
    return Duty(
        officer=_joined(row.officer for row in today),
        leader=_joined(row.leader for row in today),
        phone=_joined(row.phone for row in today),
        shift=_joined(row.shift for row in today),
    )


def _joined(words: Iterable[str]) -> str:
    return JOINED.join(dict.fromkeys(word.strip() for word in words if word.strip()))


def _place(shift: str) -> int:
    return next((place for place, word in enumerate(_SHIFTS) if word in shift), len(_SHIFTS))
