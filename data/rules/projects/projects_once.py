"""Rows of project ledgers -> projects, each once: what was ruled on them, what is disputed, what cannot be told apart.

Source: docs/figures.md (rows of one project). Which rows are one is told by `same_project`, what counts of them by
`merged_rows`. Here:

- rows of several ledgers that disagree are listed, and counted as officers ruled;
- two rows of one sheet that are one project are `ambiguous_key`: both are listed, neither can be marked, and they count
  once, until an officer accepts them as they are; rows that share only an id are told so too, and counted each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import count
from operator import attrgetter
from types import MappingProxyType
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import Project
from data.model import Basis, Contradiction, Problem, Ruling
from data.rules.between_ledgers.contradictions import NONE, Disputes, Rulings, Side, said_text
from data.rules.between_ledgers.faults_as_work import digest, problem_identity
from data.rules.calendar.stated_days import SheetDays, StatedDays
from data.rules.projects.merged_rows import Merged, Merging, Told, differing
from data.rules.projects.projects import Entry, is_gone, stage_on
from data.rules.projects.same_project import ProjectRows, grouped
from data.rules.rule_notes import fault, where
from data.rules.units.names import UnitBook, project_key, real_id
from data.rules.which_fair.fairs import FairBook, yuan
from data.support.fast_dataclass import dataclass
from data.support.kept_each import Each, every
from data.support.spelling import squash


@dataclass(frozen=True, slots=True)
class Gathered:
    """All projects in the order of files and rows; what was ambiguous; what was contradictory, decided or not."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...]


def gather(
    projects: Iterable[Project],
    book: UnitBook,
    fairs: FairBook,
    basis: Basis,
    rulings: Rulings = NONE,
    days: SheetDays = MappingProxyType({}),
    each: Each = every,
) -> Gathered:
    """Every project once on the date of `fairs`, by the rulings of officers where rows contradict each other; `days` as
    sheets state them."""
    work = _Gathering(book, fairs, basis, rulings, days)
    found = grouped(sorted(projects, key=attrgetter("file", "sheet", "row")), book)
    clashing = {id(group): at for at, parts in enumerate(found.clashes) for group in parts}
    alone = [group[0] for group in found.groups if len(group) == 1 and id(group) not in clashing]
    units = [book.split(row.unit) for row in alone]
    singles = each(alone, work.single, (basis, fairs.as_of), units)
    work.singles = dict(zip(map(id, alone), singles, strict=True))
    for group in found.groups:
        at = clashing.get(id(group))
        if at is None:
            work.take(group)
        elif group is min(found.clashes[at], key=lambda rows: rows[0].place):
            work.clash(found.clashes[at])
    return Gathered(tuple(_keyed(work.entries, book)), tuple(work.problems), tuple(work.disputes.found))


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


@dataclass(frozen=False, slots=True)
class _Ruled:
    """Rows of one project while it is gathered: those that say the same together; `beaten` are ruled not to hold."""

    members: list[list[Told]]
    beaten: list[list[Told]] = field(default_factory=list)

    @property
    def rows(self) -> list[Told]:
        """All its rows."""
        return [one for same in self.members for one in same]

    @property
    def beaten_rows(self) -> list[int]:
        """The places in `rows` of those that do not hold; none where all are ruled against in turn."""
        lost = {id(one) for same in self.beaten for one in same}
        places = [at for at, one in enumerate(self.rows) if id(one) in lost]
        return places if len(places) < len(self.rows) else []


class _Gathering:
    def __init__(self, book: UnitBook, fairs: FairBook, basis: Basis, rulings: Rulings, days: SheetDays) -> None:
        self._book, self._as_of, self._rulings = book, fairs.as_of, rulings
        self._merging = Merging(book, fairs, basis, self._as_of, StatedDays(days, self._as_of))
        self.entries: list[Entry] = []
        self.singles: dict[int, Entry] = {}
        """The projects of rows that stand alone, by the row's identity."""
        self.problems: list[Problem] = []
        self.disputes = Disputes("projects", rulings, lambda row, _key: _named(project_key(row)))

    def take(self, rows: ProjectRows) -> None:
        """Rows of one project."""
        if len(rows) == 1:
            self.entries.append(self.singles[id(rows[0])])
        elif _one_a_sheet(rows):
            self._one(rows, self._key(rows))
        else:
            self._ambiguous([rows])

    def single(self, row: Project) -> Entry:
        """The project of a row that stands alone."""
        return self._entry(self._merging.single(row), (row,), self._key([row]))

    def clash(self, parts: Sequence[ProjectRows]) -> None:
        """Groups that share an id and nothing else: told, and each counts."""
        self._ambiguous(parts)

    # ------------------------------------------------------------ one project in several ledgers

    def _one(self, rows: ProjectRows, own: str, *, markable: bool = True) -> None:
        """Rows of several ledgers: one project under `own`, its key, but for those that are ruled to be another one."""
        if len(rows) == 1:
            self._add(self._merging.single(rows[0]), rows, own, markable=markable)
            return
        told = self._merging.told(rows)
        key = self._key(rows)
        if f"contradiction/{_named(key)}" not in self._rulings.apart and all(one.said == told[0].said for one in told):
            self._add(self._merging.merge(told), rows, own, markable=markable)
            return
        for number, part in enumerate(self._ruled(told, key)):
            members = part.rows
            apart = f"~{min(digest(*_lasting(one.row, self._book)) for one in members)[:6]}" if number else ""
            merged = self._merging.merge(members, part.beaten_rows)
            self._add(
                merged,
                sorted((one.row for one in members), key=attrgetter("place")),
                f"{own}{apart}",
                markable=markable,
            )

    def _ruled(self, told: Sequence[Told], key: str) -> list[_Ruled]:
        """The rows by project, as officers ruled. Rows that say the same go together, unless some are ruled apart."""
        classes: dict[tuple[Any, ...], list[Told]] = {}
        each = f"contradiction/{_named(key)}" in self._rulings.apart
        for one in sorted(told, key=lambda one: (one.content, _lasting(one.row, self._book), one.row.place)):
            classes.setdefault((one.content, one.row.place if each else ()), []).append(one)
        parts: list[_Ruled] = []
        for same in classes.values():
            if not any(self._belongs(same, part, key) for part in parts):
                parts.append(_Ruled([same]))
        return parts

    def _belongs(self, same: list[Told], part: _Ruled, key: str) -> bool:
        """Take rows that say the same into a project, unless they are ruled to be another; the first of its rows that
        they contradict is what is asked."""
        for other in part.members:
            fields = differing(other[0], same[0])
            sides = (self._side(other), self._side(same))
            if not fields and self.disputes.parted(_named(key), sides):
                return False
            if not fields or other in part.beaten:
                continue
            unit = self._book.split(other[0].row.unit)[0]
            ruling = self.disputes.between(_named(key), other[0].row.name, unit, sides, fields)
            if ruling == Ruling.DIFFERENT:
                return False
            if ruling:
                part.beaten.append(same if ruling == Ruling.FIRST else other)
            break
        part.members.append(same)
        return True

    def _side(self, same: Sequence[Told]) -> Side:
        return Side(same[0].row, same[0].texts, _lasting(same[0].row, self._book), tuple(one.row for one in same))

    # ------------------------------------------------------------ rows that cannot be told apart

    def _ambiguous(self, parts: Sequence[ProjectRows]) -> None:
        """Rows that share a key: each part counts once, and each row where an officer accepts them as they are.

        Which is the first, and under which key each is listed, goes by what they say."""
        parts = sorted((sorted(part, key=self._content) for part in parts), key=lambda part: self._content(part[0]))
        rows = [row for part in parts for row in part]
        others = "; ".join(where(row.place) for row in rows[1:])
        problem = fault("ambiguous_key", rows[0].place, rows[0].name, other=others)
        self.problems.append(problem)
        as_they_are = self._rulings.decided(*problem_identity(problem, rows[0].unit, rows[0].name)) == Ruling.AS_IS
        keys = (self._key(rows) + (f"#{number}" if number > 1 else "") for number in count(1))
        for part in parts:
            if _one_a_sheet(part):
                self._one(part, next(keys), markable=False)
            elif as_they_are:
                for row in part:
                    self._add(self._merging.single(row), [row], next(keys), markable=False)
            else:
                self._once(part, keys)

    def _once(self, part: ProjectRows, keys: Iterator[str]) -> None:
        """Rows of one project of which a sheet holds several: these are listed each, and one counts for all."""
        merged = self._merging.merge(self._merging.told(part))
        sheets = Counter((row.file, row.sheet) for row in part)
        counted = next(row for row in part if row.place == merged.project.place)
        alone = [row for row in part if sheets[row.file, row.sheet] == 1 and row is not counted]
        for row in part:
            if row is counted:
                self._add(merged, [row, *alone], next(keys), markable=False)
            elif row not in alone:
                self._add(self._merging.single(row), [row], next(keys), markable=False, counts=False)

    def _content(self, row: Project) -> tuple[Any, ...]:
        return (*_lasting(row, self._book), *row.place)

    # ------------------------------------------------------------ entries

    def _key(self, rows: ProjectRows) -> str:
        """The key of a project, by whichever of its rows: its id, else the smallest of its rows' keys."""
        known = [row for row in rows if row.id and real_id(row.id)] or rows
        return min(map(project_key, known)) if len(known) > 1 else project_key(known[0])

    def _add(
        self, merged: Merged, rows: Sequence[Project], key: str, *, markable: bool = True, counts: bool = True
    ) -> None:
        self.entries.append(self._entry(merged, rows, key, markable=markable, counts=counts))

    def _entry(
        self, merged: Merged, rows: Sequence[Project], key: str, *, markable: bool = True, counts: bool = True
    ) -> Entry:
        project = merged.project
        entry = Entry(
            key=key,
            project=project,
            rows=tuple(rows),
            units=merged.units,
            stage=stage_on(project, self._as_of),
            gone=merged.gone,
            amount=merged.amount,
            place=project.place,
            value=yuan(merged.amount),
            paid_in=yuan(project.paid_in),
            markable=markable,
            counts=counts,
            rivals=merged.rivals,
            disputed=merged.disputed,
            at_most=merged.at_most,
        )
        if merged.readings:
            readings = tuple(
                msgspec.structs.replace(entry, project=said, place=said.place, gone=is_gone(said, self._as_of))
                for said in merged.readings
            )
            entry = msgspec.structs.replace(entry, readings=readings)
        return entry


def _keyed(entries: list[Entry], book: UnitBook) -> list[Entry]:
    """The entries, each under a key of its own: projects of one unit and name are told by their investors."""
    if len({entry.key for entry in entries}) == len(entries):
        return entries
    same: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        same.setdefault(entry.key, []).append(at)
    for key, places in same.items():
        said = {at: _lasting(entries[at].project, book) for at in places}
        for at in sorted(places, key=lambda at: (said[at][1], said[at]))[1:]:
            entries[at] = msgspec.structs.replace(entries[at], key=f"{key}~{digest(*said[at])[:6]}")
    return entries


def _one_a_sheet(rows: ProjectRows) -> bool:
    sheets = {(row.file, row.sheet) for row in rows}
    return len(sheets) == len(rows)


def _named(key: str) -> str:
    """What of a project's key names the project."""
    return key.partition("/")[2]


def _lasting(row: Project, book: UnitBook) -> tuple[str, ...]:
    """What makes a row a project of its own: name, investor, amounts, day, units."""
    said = (row.contracted, row.total_investment, row.signed_on)
    return (squash(row.name), squash(row.investor), *map(said_text, said), "、".join(book.split(row.unit)))
