"""Every project of the folder as one line, whatever became of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from data.model.fixed import Paper, Stage, Status
from data.model.sources import Place
from data.support.fast_dataclass import numerous


@numerous(frozen=True, slots=True)
class ProjectLine:
    """One project. `amount` and `paid_in` in 万元 (None: none in yuan), the first by the board's basis.

    `unit` names all its units, the one that counts the amount first; `fair` is the one that it counts for. `gone` says
    that it was returned, replaced or ended by the board's date, `counts` that it enters figures. `moved_on` is the day
    of the latest evidence of movement and `moved_by` what that was, as the rule of stalls sees it. `places` are all
    rows that tell of it, the deciding one first.
    """

    key: str
    project: str
    unit: str
    investor: str
    industry: str
    stage: Stage | None
    paper: Paper | None
    status: Status | None
    gone: bool
    counts: bool
    amount: Decimal | None
    paid_in: Decimal | None
    signed_on: date | None
    fair: str | None
    sponsor: str
    site_officer: str
    blocker: str
    moved_on: date | None
    moved_by: str
    places: tuple[Place, ...]
