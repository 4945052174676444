"""Which rows two files share, by what identifies a row of each kind of ledger, whatever else it says.

Source: docs/figures.md (versions of one ledger); what identifies a row: docs/marks.md, and the ledgers' own columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Iterator, Mapping

from data.ledgers.kinds_and_columns import FollowUp, LedgerRow, Project
from data.rules.between_ledgers.faults_as_work import row_digest
from data.rules.units.names import UnitBook, real_id
from data.support.spelling import squash

_PERCENT = 70
"""How many of the smaller file's rows must be in the other one for the two to be versions. Source: none."""

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "fairs": ("name",),
    "units": ("name",),
    "targets": ("unit", "fair", "from_"),
    "milestones": ("project", "node"),
    "funds": ("project", "month"),
    "blockers": ("project", "what"),
    "visits": ("project", "date"),
    "reports": ("unit", "period"),
    "trips": ("unit", "leader", "departs"),
    "guests": ("name", "company"),
    "prep": ("stream", "task"),
    "roster": ("date", "shift"),
    "payouts": ("payee", "project", "kind", "due"),
    "assessments": ("period", "unit"),
    "natives": ("name", "town"),
    "leads": ("source", "unit", "received"),
    "ratings": ("dept", "period"),
}
"""Kind of ledger -> the fields that say which row it is. Projects and follow-ups are told by number, unit and name."""


RowPair = tuple[LedgerRow | None, LedgerRow | None]
"""A row of the version before, and the same of the one after."""

_KnownRow = tuple[LedgerRow, str, Hashable]
"""A row, its number ("": none to trust), and what else identifies it."""


def enough(both: int, of: int) -> bool:
    """Whether so many rows in common, of so many of the smaller file, make two files versions of one ledger."""
    if of < 4:
        return both >= max(of - 1, 1)
    return both * 100 >= of * _PERCENT


class RowsOfKind:
    """The rows of one kind in one file, and by what they are known again."""

    def __init__(self, kind: str, book: UnitBook) -> None:
        self.kind, self._book = kind, book
        self.rows: list[LedgerRow] = []
        self._known: list[_KnownRow] = []
        self._names: set[Hashable] = set()
        self._plain: set[Hashable] = set()
        self._numbers: dict[str, list[tuple[str, str]]] = {}

    def add(self, row: LedgerRow) -> None:
        """One row more."""
        self.rows.append(row)
        number, name = self._number(row), self._name(row)
        self._known.append((row, number, name))
        self._names.add(name)
        if number:
            self._numbers.setdefault(number, []).append(_called(row))
        else:
            self._plain.add(name)

    def missing_from(self, *others: RowsOfKind) -> list[LedgerRow]:
        """The rows that are in none of the other files."""
        missing = self._known
        for other in others:
            one_numbering = not self._numbers.keys().isdisjoint(other._numbers.keys())
            missing = [known for known in missing if not other._holds(*known, one_numbering)]
        return [row for row, _, _ in missing]

    def beside(self, newer: RowsOfKind) -> Iterator[RowPair]:
        """Each row with that of the newer version which is the same one, then those that are new there."""
        numbered: dict[Hashable, list[_KnownRow]] = {}
        named: dict[Hashable, list[_KnownRow]] = {}
        for known in newer._known:
            _, number, name = known
            if number:
                numbered.setdefault(number, []).append(known)
            named.setdefault(name, []).append(known)
        taken: set[int] = set()
        for row, number, name in self._known:
            alike = [one for one in numbered.get(number, ()) if _one(_called(row), _called(one[0]))]
            found = next((one[0] for one in (*alike, *named.get(name, ())) if id(one[0]) not in taken), None)
            if found is not None:
                taken.add(id(found))
            yield row, found
        yield from ((None, row) for row, _, _ in newer._known if id(row) not in taken)

    def _holds(self, row: LedgerRow, number: str, name: Hashable, one_numbering: bool) -> bool:
        """Whether another file's row is in this one: by its number where both files number alike and it is called
        alike, else by its unit and name."""
        if not number or not one_numbering:
            return name in self._names
        return name in self._plain or any(_one(_called(row), one) for one in self._numbers.get(number, ()))

    def _number(self, row: LedgerRow) -> str:
        return real_id(row.id) if isinstance(row, Project | FollowUp) else ""

    def _name(self, row: LedgerRow) -> Hashable:
        if isinstance(row, Project):
            return frozenset(self._book.split(row.unit)), squash(row.name)
        if isinstance(row, FollowUp):
            return frozenset(self._book.split(row.owed_by)), squash(row.what)
        return tuple(self._part(getattr(row, field)) for field in IDENTITY[self.kind])

    def _part(self, value: object) -> object:
        return squash(self._book.called(value)) if isinstance(value, str) else value


class RowsOfFile:
    """All rows of one file, by kind of ledger."""

    def __init__(self, book: UnitBook) -> None:
        self._book = book
        self.by_kind: dict[str, RowsOfKind] = {}
        self._digest = ""

    def add(self, kind: str, row: LedgerRow) -> None:
        """One row more."""
        if kind not in self.by_kind:
            self.by_kind[kind] = RowsOfKind(kind, self._book)
        self.by_kind[kind].add(row)

    @property
    def digest(self) -> str:
        """What tells the rows of two files apart, whatever their order."""
        if not self._digest:
            told = sorted(row_digest(row) for rows in self.by_kind.values() for row in rows.rows)
            self._digest = hashlib.sha256("\x1f".join(told).encode()).hexdigest()
        return self._digest


def shared(one: RowsOfKind, other: RowsOfKind) -> tuple[int, int]:
    """How many rows of the smaller of two are in the other, and how many it has."""
    small, large = (one, other) if len(one.rows) <= len(other.rows) else (other, one)
    return len(small.rows) - len(small.missing_from(large)), len(small.rows)


def paired(kind: str, before: Iterable[LedgerRow], now: Iterable[LedgerRow], book: UnitBook) -> list[RowPair]:
    """The rows of one kind in two versions of a file, each beside the one that it was: by its number where it is called
    alike, else by what identifies it. None stands for a row that is in one version alone."""
    old, new = RowsOfKind(kind, book), RowsOfKind(kind, book)
    for rows, of in ((before, old), (now, new)):
        for row in rows:
            of.add(row)
    return list(old.beside(new))


def _called(row: LedgerRow) -> tuple[str, str]:
    """A numbered row's name, and what else tells it: who invests, on which day it was assigned."""
    if isinstance(row, Project):
        return squash(row.name), squash(row.investor)
    assert isinstance(row, FollowUp)
    return squash(row.what), row.assigned.isoformat() if row.assigned else ""


def _one(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Whether two rows of one number are called alike: numbers that begin anew in each list name other rows."""
    (name, more), (other, its_more) = first, second
    return name in other or other in name or bool(more and more == its_more)
