"""Rows of project ledgers -> projects: each once, whatever number of ledgers list it.

A project is told by its id, else by its first-named unit and its name (docs/marks.md); a row without an id is the
project of the one id that has its unit and name. Then:

- rows of several ledgers that agree in what counts are one project; what one lacks another gives;
- where they differ in what counts, the project counts once, by the row that counts for less, until an officer
  decides for one of them or that they are two projects: `contradiction`;
- two rows of one sheet with one key are `ambiguous_key`: both are listed and neither can be marked. They count once,
  by the row that counts for less, when they have one name too; rows that share only an id are counted each, since a
  number written twice is more often a slip than two rows of one project under two names. An officer who accepts
  them as they are has each counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

import msgspec

from data.ledgers.kinds import BY_NAME, Amount, Project
from data.model import Basis, Contradiction, Paper, Place, Problem, Ruling, Stage, Status
from data.rules.base.contradictions import NONE, Rulings, contradiction
from data.rules.base.fairs import yuan
from data.rules.base.names import UnitBook, project_key, real_id
from data.rules.base.rule_notes import fault, where
from data.rules.base.worklist import digest, problem_identity
from data.support.spelling import squash

_GONE = frozenset({Status.RETURNED, Status.REPLACED, Status.ENDED})
_STAGE_OF_PAPER = {Paper.CONTRACT: Stage.SIGNED, Paper.FRAMEWORK: Stage.SIGNED, Paper.INTENT: Stage.INTENT}
_ORDER = {stage: place for place, stage in enumerate(Stage)}

Identity = tuple[str, ...]


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
    claims: tuple[Entry, ...] = ()
    """The projects that are one with it or to be confirmed as one, each as its own unit claims it, the one that counts
    for less first; none where it stands alone (`data.rules.base.pair_groups`)."""
    aliases: tuple[str, ...] = ()
    """The keys of these, but for its own: a mark on any of them is one on the project."""

    @property
    def holders(self) -> tuple[str, ...]:
        """The units in whose own lines it counts: the first-named one, and of several claims that of each."""
        return tuple(dict.fromkeys(claim.unit for claim in self.claims)) if self.claims else self.units[:1]

    @property
    def unit(self) -> str:
        """The first-named unit, which counts the amount."""
        return self.units[0]

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


@dataclass(frozen=True, slots=True)
class Gathered:
    """All projects in the order of files and rows; what was ambiguous; what was contradictory, decided or not."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...]


def gather(projects: Iterable[Project], book: UnitBook, basis: Basis, as_of: date, rulings: Rulings = NONE) -> Gathered:
    """Every project once, by the rulings of officers where rows contradict each other."""
    work = _Gathering(book, basis, as_of, rulings)
    groups: dict[Identity, list[Project]] = {}
    rows = sorted(projects, key=attrgetter("file", "sheet", "row"))
    identities = [_identity(row, book) for row in rows]
    links = _links(rows, identities, book)
    for row, identity in zip(rows, identities, strict=True):
        groups.setdefault(links.get(identity, identity), []).append(row)
    for group in groups.values():
        work.take(group)
    return Gathered(tuple(work.entries), tuple(work.problems), tuple(work.contradictions))


def unknown_units(entries: Iterable[Entry], book: UnitBook) -> tuple[Problem, ...]:
    """A problem for each spelling of a unit that the units ledger, where there is one, does not know."""
    if not book.has_ledger:
        return ()
    first: dict[str, Project] = {}
    for entry in entries:
        for row in entry.rows:
            first.setdefault(row.unit, row)
    return tuple(
        fault("unknown_unit_near" if near else "unknown_unit", row.place, name, **({"near": near} if near else {}))
        for cell, row in first.items()
        for name in book.unknown(cell)
        for near in (book.near(name),)
    )


def _name_identity(row: Project, book: UnitBook) -> Identity:
    return ("name", book.split(row.unit)[0], squash(row.name))


def _identity(row: Project, book: UnitBook) -> Identity:
    known = real_id(row.id)
    return ("id", known) if known else _name_identity(row, book)


def _links(rows: Sequence[Project], identities: Sequence[Identity], book: UnitBook) -> dict[Identity, Identity]:
    """For a unit and name that rows with exactly one id bear, that id: a ledger without ids means the same project."""
    if all(kind == "id" for kind, *_ in identities):
        return {}  # nobody asks
    ids: dict[Identity, set[Identity]] = {}
    for row, identity in zip(rows, identities, strict=True):
        if identity[0] == "id":
            ids.setdefault(_name_identity(row, book), set()).add(identity)
    return {name: next(iter(known)) for name, known in ids.items() if len(known) == 1}


class _Gathering:
    def __init__(self, book: UnitBook, basis: Basis, as_of: date, rulings: Rulings) -> None:
        self.book, self.basis, self.as_of, self.rulings = book, basis, as_of, rulings
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.contradictions: list[Contradiction] = []

    def take(self, rows: list[Project]) -> None:
        """Rows with one identity."""
        if len(rows) == 1:
            self._add(rows[0], rows, project_key(rows[0]))
            return
        clusters = self._clusters(rows)
        sheets = [(row.file, row.sheet) for row in rows]
        if len(clusters) == 1 and len(set(sheets)) == len(sheets):
            self._one(rows)
        else:
            self._ambiguous(rows, clusters)

    def _one(self, rows: list[Project]) -> None:
        """Rows of several ledgers: one project, but for those that an officer called another one."""
        first, apart, beaten = rows[0], [], []
        for other in rows[1:]:
            fields = self._differing(first, other)
            ruling = self._contradiction(first, other, fields) if fields else ""
            apart += [other] if ruling == Ruling.DIFFERENT else []
            beaten += [other] if ruling == Ruling.FIRST else [first] if ruling == Ruling.SECOND else []
        mine = [row for row in rows if row not in apart]
        hold = [row for row in mine if row not in beaten]
        base = self._least(hold, mine)
        self._add(_fill(base, [*hold, *(row for row in mine if row in beaten)]), mine, project_key(first))
        for row in apart:
            self._add(row, [row], f"{project_key(row)}~{digest(row.file, row.sheet)[:6]}")

    def _contradiction(self, first: Project, other: Project, fields: list[str]) -> str:
        """List it; the ruling on it, "" without one."""
        unit = self.book.split(first.unit)[0]
        name = project_key(first).partition("/")[2]
        found = contradiction("projects", name, first.name, unit, first, other, fields, self.rulings)
        self.contradictions.append(found)
        return found.decided

    def _ambiguous(self, rows: list[Project], clusters: list[list[Project]]) -> None:
        others = "; ".join(where(row.place) for row in rows[1:])
        problem = fault("ambiguous_key", rows[0].place, rows[0].name, other=others)
        self.problems.append(problem)
        as_they_are = self.rulings.decided(*problem_identity(problem, rows[0].unit, rows[0].name)) == Ruling.AS_IS
        counted = {id(self._least(cluster, cluster)): cluster for cluster in clusters}
        for number, row in enumerate(rows, 1):
            key = project_key(rows[0]) + (f"#{number}" if number > 1 else "")
            cluster = None if as_they_are else counted.get(id(row))
            counts = as_they_are or cluster is not None
            self._add(_fill(row, cluster or [row]), [row], key, markable=False, counts=counts)

    def _add(
        self, project: Project, rows: list[Project], key: str, *, markable: bool = True, counts: bool = True
    ) -> None:
        amount: Amount | None = getattr(project, self.basis.value)
        self.entries.append(
            Entry(
                key=key,
                project=project,
                rows=tuple(rows),
                units=self.book.split(project.unit),
                stage=stage_on(project, self.as_of),
                gone=is_gone(project, self.as_of),
                amount=amount,
                place=project.place,
                value=yuan(amount),
                paid_in=yuan(project.paid_in),
                markable=markable,
                counts=counts,
            )
        )

    def _clusters(self, rows: list[Project]) -> list[list[Project]]:
        """Rows of one identity, parted where they can only be different projects with one id."""
        clusters: list[list[Project]] = []
        for row in rows:
            mine = next((c for c in clusters if any(self._same(row, other) for other in c)), None)
            if mine is None:
                clusters.append([row])
            else:
                mine.append(row)
        return clusters

    def _same(self, row: Project, other: Project) -> bool:
        if squash(row.name) == squash(other.name):
            return True
        same_unit = self.book.split(row.unit)[0] == self.book.split(other.unit)[0]
        return same_unit and (row.file, row.sheet) != (other.file, other.sheet)

    def _least(self, rows: list[Project], others: list[Project]) -> Project:
        """The row that counts for less, once the blanks of each are filled from the others."""
        return min(rows, key=lambda row: self._weight(_fill(row, others)))

    def _weight(self, row: Project) -> tuple[bool, Decimal]:
        signed = row.signed_on is not None and row.signed_on <= self.as_of
        counted = row.paper is Paper.CONTRACT and signed and not is_gone(row, self.as_of)
        return (counted, yuan(getattr(row, self.basis.value)) or Decimal(0))

    def _differing(self, first: Project, other: Project) -> list[str]:
        """The fields that decide figures and in which both rows say something, and not the same."""
        pairs = zip(self._counting(first).items(), self._counting(other).values(), strict=True)
        return [field for (field, ours), theirs in pairs if ours is not None and theirs is not None and ours != theirs]

    def _counting(self, row: Project) -> dict[str, Any]:
        """What of a row decides figures; None where it does not say."""
        amount: Amount | None = getattr(row, self.basis.value)
        return {
            self.basis.value: None if amount is None else (amount.value, amount.currency),
            "paper": row.paper,
            "signed_on": row.signed_on,
            "fair": squash(row.fair) or None,
            "unit": self.book.split(row.unit)[0],
            "status": None if row.status is None else is_gone(row, self.as_of),
        }


_DECIDES = ("contracted", "total_investment", "paper", "signed_on", "fair", "unit", "status", "status_on")
_COLUMNS = tuple(f.name for f in BY_NAME["projects"].fields)


def _fill(base: Project, rows: Sequence[Project]) -> Project:
    """`base`, its blanks filled: what decides figures in the order of the rows, the rest from the freshest row."""
    fresh = sorted(rows, key=lambda row: row.reported_on or row.stage_since or date.min, reverse=True)
    values = {
        name: _first([base, *rows] if name in _DECIDES else fresh, name, getattr(base, name)) for name in _COLUMNS
    }
    return msgspec.structs.replace(base, **values)


def _first(rows: Sequence[Project], name: str, default: Any) -> Any:
    return next((value for row in rows if (value := getattr(row, name)) not in (None, "")), default)
