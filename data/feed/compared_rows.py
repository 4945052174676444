"""What changed in the rows of a ledger from one version to the next: which are new, which say something else, which
are gone, whose they are and which of their cells differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from data.folder_memory.version_rows import VersionRows
from data.ledgers.kinds_and_columns import KIND_OF, LedgerRow, Project
from data.ledgers.season import RECORD_TYPES, Record, Season, season_of
from data.model import JOINED, CellChange, RowChange
from data.rules.between_ledgers.contradictions import said_text
from data.rules.between_ledgers.faults_as_work import name_of, unit_of
from data.rules.between_ledgers.rows_of_two_files import IDENTITY, paired
from data.rules.units.names import UnitBook, real_id
from data.rules.units.unit_of_row import owned
from data.settings import RuleSettings
from data.support.spelling import squash

_FLAGS: Mapping[bool, str] = {True: "是", False: "否"}
"""As ledgers write them."""


class ComparedRows:
    """Compares versions by the present `season`'s units; a row is typed once, and its unit is found once."""

    def __init__(self, season: Season, rules: RuleSettings, book: UnitBook) -> None:
        self._season, self._rules, self._book = season, rules, book
        self._typed: dict[str, dict[str, LedgerRow]] = {}
        self._projects = _units_of_projects(season.projects, book)

    def changes(self, file: str, before: VersionRows, now: VersionRows) -> tuple[RowChange, ...]:
        """Every row that is not as it was, by kind of ledger and place; one that only stands elsewhere is as it was."""
        found = [change for of_kind in self._by_kind(file, before, now) for change in sorted(of_kind, key=_where)]
        return tuple(found)

    def _by_kind(self, file: str, before: VersionRows, now: VersionRows) -> Iterator[list[RowChange]]:
        old = self._rows(file, before, [digest for digest in before.rows if digest not in now.rows])
        new = self._rows(file, now, [digest for digest in now.rows if digest not in before.rows])
        for kind in RECORD_TYPES:
            if kind in old or kind in new:
                pairs = paired(kind, old.get(kind, ()), new.get(kind, ()), self._book)
                yield [change for was, row in pairs for change in self._compared(kind, was, row)]

    def _compared(self, kind: str, was: LedgerRow | None, row: LedgerRow | None) -> Iterator[RowChange]:
        if was is None and row is not None:
            yield self._change("added", kind, row)
        elif was is not None and row is None:
            yield self._change("gone", kind, was)
        elif was is not None and row is not None and (cells := tuple(_cells(was, row))):
            yield self._change("changed", kind, row, cells)

    def units(self, file: str, rows: VersionRows) -> set[str]:
        """The units that rows of a version are of."""
        return {
            unit
            for of_kind in self._rows(file, rows, rows.rows).values()
            for row in of_kind
            for unit in self._whose(row)
        }

    def _rows(self, file: str, of: VersionRows, digests: Iterable[str]) -> dict[str, list[LedgerRow]]:
        """These rows of a version by kind, each with its unit, where it stands in this version."""
        known, digests = self._typed.setdefault(file, {}), list(digests)
        lacking = [(digest, of.rows[digest]) for digest in digests if digest not in known]
        if lacking:
            known.update(self._as_rows(file, of, lacking))
        by_kind: dict[str, list[LedgerRow]] = {}
        for digest in digests:
            record: Record = of.rows[digest]
            if digest in known:
                row = msgspec.structs.replace(known[digest], row=record.row)
                by_kind.setdefault(record.kind, []).append(row)
        return by_kind

    def _as_rows(
        self, file: str, of: VersionRows, lacking: Sequence[tuple[str, Record]]
    ) -> Iterator[tuple[str, LedgerRow]]:
        """Records of a version as rows with their units, by digest."""
        found = season_of([record for _, record in lacking], {file: of.facts.columns}, {file: of.facts.days})
        found = owned(
            msgspec.structs.replace(
                found, units=(*self._season.units, *found.units), targets=(*self._season.targets, *found.targets)
            ),
            self._rules,
        ).season
        for kind in RECORD_TYPES:
            named = [digest for digest, record in lacking if record.kind == kind]
            if named:
                yield from zip(named, getattr(found, kind)[-len(named) :], strict=True)

    def _change(self, how: str, kind: str, row: LedgerRow, cells: tuple[CellChange, ...] = ()) -> RowChange:
        unit = JOINED.join(self._whose(row)) or unit_of(row)
        return RowChange(how, kind, _title(kind, row), unit, row.place, cells)

    def _whose(self, row: LedgerRow) -> tuple[str, ...]:
        """The units of a row: those that it names, else those of its project."""
        if said := unit_of(row):
            return tuple(self._book.split(said))
        project = getattr(row, "project", "")
        return self._projects.get(real_id(project) or squash(project)) or self._projects.get(squash(project)) or ()


def _units_of_projects(projects: Sequence[Project], book: UnitBook) -> Mapping[str, tuple[str, ...] | None]:
    """The units of each project by its number and its name; a name that two units share names none."""
    found: dict[str, tuple[str, ...] | None] = {}
    for project in projects:
        units = tuple(book.split(project.unit))
        for name in filter(None, (real_id(project.id), squash(project.name))):
            found[name] = units if found.get(name, units) == units else None
    return found


def _where(change: RowChange) -> tuple[str, int]:
    return change.place.sheet, change.place.row


def _title(kind: str, row: LedgerRow) -> str:
    """What a row is called: its name, of kinds without one what identifies it beside its unit."""
    owners = KIND_OF[type(row)].owners
    parts = (said_text(getattr(row, name)) for name in IDENTITY.get(kind, ()) if name not in owners or kind == "units")
    return " ".join(filter(None, parts)) or name_of(row) or unit_of(row)


def _cells(before: LedgerRow, now: LedgerRow) -> Iterator[CellChange]:
    kind = KIND_OF[type(now)]
    for (name, was), (_, said) in zip(before.told(), now.told(), strict=True):
        if was != said:
            field = kind.field(name.rstrip("_"))
            yield CellChange(field.name, field.headers[0], _cell_text(was), _cell_text(said))


def _cell_text(value: Any) -> str:
    return _FLAGS[value] if isinstance(value, bool) else said_text(value)
