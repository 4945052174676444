"""A project as the rules see it: its row or the merged reading of its rows, how far it is, whether it is gone.

How rows become projects is said in `same_project` (which are one), `merged_rows` (what counts where they differ) and
`projects_once` (all of a season).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import msgspec

from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Basis, Paper, Place, Stage, Status
from data.support.fast_dataclass import dataclass

_GONE = frozenset({Status.RETURNED, Status.REPLACED, Status.ENDED})
_STAGE_OF_PAPER = {Paper.CONTRACT: Stage.SIGNED, Paper.FRAMEWORK: Stage.SIGNED, Paper.INTENT: Stage.INTENT}
_ORDER = {stage: place for place, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Months:
    """What the funds ledger says of a project through the board's date, in 万元; None where it says nothing."""

    paid_in: Decimal | None = None
    booked: Decimal | None = None
    places: tuple[Place, ...] = ()


_NO_MONTHS = Months()


class Entry(msgspec.Struct, frozen=True):
    """One project as the rules see it. `rows` are all that tell of it; only entries with `counts` enter figures.

    A struct like the records, since there are as many: a frozen dataclass takes five times as long to make.
    """

    key: str
    project: Project
    rows: tuple[Project, ...]
    units: tuple[str, ...]
    stage: Stage | None
    """How far it is on the board's date: see `stage_on`."""
    gone: bool
    amount: Amount | None
    place: Place
    value: Decimal | None
    """Its amount in 万元; None without one in yuan."""
    paid_in: Decimal | None
    """What was paid in, in 万元: its own cumulative figure, else its months; None where neither says."""
    markable: bool = True
    counts: bool = True
    months: Months = _NO_MONTHS
    adds_to: str = ""
    """The key of the project that it only adds money to (增资, 补充协议); it is no project of its own."""
    readings: tuple[Entry, ...] = ()
    """The project as each of its rows reads, where they disagree on whether it counts: in each scope it counts only
    where all of these do. Empty where they agree, or an officer has decided."""
    rivals: tuple[str, ...] = ()
    """Other units that a row names first: each keeps the project in its own line, totals count it once."""
    disputed: tuple[str, ...] = ()
    """The fields in which its rows differ and that nobody has decided."""
    at_most: Decimal | None = None
    """What it counts at most by any of its rows (最高可计), in 万元; None where its rows leave no doubt."""
    claims: tuple[Entry, ...] = ()
    """The projects that are one with it or to be confirmed as one, each as its own unit claims it, the one that counts
    for less first; none where it stands alone (`data.rules.projects.duplicate_groups`)."""
    aliases: tuple[str, ...] = ()
    """The keys of these, but for its own: a mark on any of them is one on the project."""

    @property
    def holders(self) -> tuple[str, ...]:
        """The units in whose own lines it counts: the first-named one, and of several claims that of each."""
        if not self.claims:
            return self.claimants
        return tuple(dict.fromkeys(unit for claim in self.claims for unit in claim.claimants))

    @property
    def claimed_apart(self) -> bool:
        """Whether several units claim it, each a project of its own."""
        return len({claim.unit for claim in self.claims}) > 1

    @property
    def unit(self) -> str:
        """The first-named unit, which counts the amount."""
        return self.units[0]

    @property
    def claimants(self) -> tuple[str, ...]:
        """The units in whose own lines it counts: the first-named, and those that other rows name first."""
        return (self.units[0], *self.rivals) if self.rivals else self.units[:1]

    def signed_by(self, day: date) -> bool:
        """Whether a ledger says that it was signed by then."""
        return self.project.signed_on is not None and self.project.signed_on <= day

    def reached(self, stage: Stage) -> bool:
        """Whether it stands at this stage or beyond."""
        return self.stage is not None and _ORDER[self.stage] >= _ORDER[stage]


def basis_of(projects: Iterable[Project], setting: str) -> Basis:
    """What amounts count by: the setting's; "auto" is contracted funds if any project of the folder has them."""
    if setting != "auto":
        return Basis(setting)
    return Basis.CONTRACTED if any(p.contracted is not None for p in projects) else Basis.TOTAL_INVESTMENT


def stage_on(project: Project, as_of: date) -> Stage | None:
    """How far a project is on a date: its cell's stage, else its paper's, and never less than its days say.

    A day of production that has come makes it in production, one of breaking ground makes it building, whatever an
    older cell says. What is only to be signed (拟签) is in talks until that day.
    """
    said = project.stage or (_STAGE_OF_PAPER[project.paper] if project.paper else None)
    if said is Stage.SIGNED and is_planned(project, as_of):
        said = Stage.TALKS
    for day, stage in ((project.produced_on, Stage.PRODUCTION), (project.started_on, Stage.BUILDING)):
        if day is not None and day <= as_of:
            return stage if said is None or _ORDER[said] < _ORDER[stage] else said
    return said


def is_planned(project: Project, as_of: date) -> bool:
    """Whether the day of its signing is still ahead (拟签)."""
    return project.signed_on is not None and project.signed_on > as_of


def is_gone(project: Project, as_of: date) -> bool:
    """Returned, replaced or ended by this date; without a `status_on`, since always."""
    return project.status in _GONE and (project.status_on is None or project.status_on <= as_of)
