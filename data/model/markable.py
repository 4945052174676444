"""What officers mark: stalled projects and owed follow-ups, and what was marked on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from data.model.fault_items import Contradiction, HeldLedger, Pair, ProblemItem
from data.model.fixed_codes import OwedPhase, Stage, StallReason
from data.model.mark_lines import UNTOUCHED, ItemMarks, MarkedItem, MarkLine
from data.model.sources import Place, Trace
from data.support.fast_dataclass import numerous


@numerous(frozen=True, slots=True)
class StalledProject(MarkedItem):
    """A project that has not moved for longer than its stage allows (停滞项目).

    `days_stalled` is None where no date says that it ever moved (无进展记录). `limit` is the stage's, in days, and
    is printed beside the figure. `markable` is False where two rows share the key.
    """

    kind: ClassVar[str] = "stalled"
    key: str
    episode: str
    project: str
    unit: str
    stage: Stage | None
    days_stalled: int | None
    limit: int | None
    last_evidence: date | None
    evidence_kind: str
    reason: StallReason
    milestone: str
    blocker: str
    sponsor: str
    site_officer: str
    contact: str
    phone: str
    place: Place
    marks: ItemMarks = UNTOUCHED
    markable: bool = True

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.project

    @property
    def project_key(self) -> str:
        """The key of the project that it is about: its own."""
        return self.key if self.markable else ""

    @property
    def project_log(self) -> tuple[MarkLine, ...]:
        """What officers logged about the project, the newest first."""
        return self.marks.logged


UNCALLED = "guest-uncalled"
"""The rule by which a guest is owed whom nobody has called yet."""

DEPARTMENTS_OWE = frozenset({"blocker", "payout"})
"""Kinds of what departments owe, never the unit that it is about: who owes it is one where no ledger says of which kind
it is, and so is who is not named."""


@numerous(frozen=True, slots=True)
class OwedItem(MarkedItem):
    """Something owed to somebody by a date (待办督办).

    `due` None is 未定时限. `days_over` = the board's date − due, negative while there is time, None without a due
    date or while a superior office has it. `due_rule` says what made the date ("extended", "due", "ladder", "").
    `ladder` are the rungs of its grade's ladder with their days, in order ("arranged", "replied", "settled").
    `kind` is "followup", "report", "blocker", "guest", "prep", "payout", "visit" or "duty"; `next_period` is the day on
    which the next of a row of such things is due, `opens` the day on which the fair of a guest opens. `project_key` is
    that of the one project of the ledgers that `project` names, `project_log` what officers logged about it.
    """

    key: str
    episode: str
    kind: str
    what: str
    project: str
    unit: str
    owed_by: str
    grade: str
    due: date | None
    days_over: int | None
    due_rule: str
    rung: str
    phase: OwedPhase
    source: str
    contact: str
    phone: str
    place: Place
    marks: ItemMarks = UNTOUCHED
    markable: bool = True
    ladder: tuple[tuple[str, date], ...] = ()
    assigned: date | None = None
    next_period: date | None = None
    opens: date | None = None
    trace: Trace | None = None
    project_key: str = ""
    project_log: tuple[MarkLine, ...] = ()

    @property
    def overdue(self) -> bool:
        """Late, and theirs to do: what waits for us or for a superior is never called overdue."""
        return self.phase is OwedPhase.OPEN and self.days_over is not None and self.days_over > 0

    @property
    def uncalled(self) -> bool:
        """A guest whom nobody has called yet: to be called, before any other guest is asked again."""
        return self.trace is not None and self.trace.rule == UNCALLED and self.phase is OwedPhase.OPEN

    @property
    def debtor(self) -> str:
        """Who owes it, else whose it is; the unit that it is about does not owe what departments do."""
        return self.owed_by or ("" if self.kind in DEPARTMENTS_OWE else self.unit)

    @property
    def title(self) -> str:
        """What the item is called in messages."""
        return self.what


def uncalled_over(items: Iterable[OwedItem]) -> int:
    """How many days late a guest never called stands among these: a day more than the latest of the others."""
    late = (item.days_over + 1 for item in items if item.kind == "guest" and item.days_over is not None)
    return max(late, default=0)


# ------------------------------------------------------------ everything that officers mark, under one name

Item = StalledProject | OwedItem | ProblemItem | Contradiction | Pair | HeldLedger
"""Anything an officer can mark: it has a key, an episode, a kind, a title, a unit, a place and its marks."""
