"""The office's own cadence: what it owes itself, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.model.trace import Trace


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the office (汇总, 调度会, 通报 …) in the period of the board's date.

    `duty` is its id, `span` how often it comes now ("week", "half-month", "month", "quarter"), `period` names the
    period. `state`: "done" (an officer marked it), "missed" (its day has passed and nobody did), "today", "ahead", or
    "free" where the whole period has no working day. `before` is the period that ended last and `before_done` whether
    it was marked done: without a mark nothing says that it was.
    """

    duty: str
    span: str
    period: str
    due: date | None
    state: str
    before: str
    before_done: bool
    trace: Trace
