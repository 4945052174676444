"""What units answered to the figures of a period (核对), and the papers that a named officer issued."""

from __future__ import annotations

from datetime import date, datetime

from data.support.fast_dataclass import dataclass

CONFIRMED, OBJECTED = "confirmed", "objected"
"""What a unit answers to its figures. One that answered nothing was silent: no mark says so."""

WITH_REMARK = "with-remark"
"""Issued while the figures of a unit were not all read or understood, an officer answering for it (带注印发)."""

REMARK = "带注印发"
"""The same as papers say it."""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What a unit answered to the figures of a period, as the officer `by` wrote it down; `at` is in the office's zone.

    `figures` is a digest of those that it was asked about, "" if that was not kept. `others` are officers who wrote
    down another answer without knowing of this one: of such answers an objection stands.
    """

    unit: str
    answer: str
    by: str
    at: datetime
    text: str = ""
    figures: str = ""
    others: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the unit agrees."""
        return self.answer == CONFIRMED


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One paper as the mark of its issue names it. `period` is the code of the period, or the day of one that is of no
    period; `about` the unit, item or fair that it is of ("": none); `number` the issue's (None: it has none).

    `digest` is the SHA-256 of its frozen figures, which lie beside the marks under `id`. `remark` are the words that it
    was issued with (带注印发), "" if nothing was open. `second`: another issue of the same stands before it, made by an
    officer who did not know of it; then this one does not count.
    """

    id: str
    kind: str
    period: str
    about: str
    number: int | None
    by: str
    at: datetime
    digest: str
    with_remark: bool = False
    remark: str = ""
    second: bool = False

    @property
    def day(self) -> date:
        """The day of its issue."""
        return self.at.date()

    @property
    def blob(self) -> str:
        """Where its frozen figures lie beside the marks."""
        return issued_blob(self.id)


def issued_blob(id: str) -> str:
    """Where the frozen figures lie of the paper that the mark of this id issues."""
    return f"issued/{id}.json"
