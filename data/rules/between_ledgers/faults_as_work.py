"""Problems of ledgers as work: which item a problem is, whose it is, and which rows officers took out of the count.

Source: docs/marks.md (which item is which; `as-is` holds until the cell changes, `excluded` until the row does).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from data.ledgers.kinds_and_columns import KIND_OF, LedgerRow
from data.ledgers.season import RECORD_TYPES, Season
from data.model import ALIKE, Place, Problem, ProblemItem, Severity
from data.rules.units.names import UnitBook
from data.support.spelling import squash

REPORTING = frozenset({"latest_progress", "physical_progress", "reported_on"})
"""What a unit writes anew every week: it makes no other row of the row."""


def row_digest(row: LedgerRow) -> str:
    """A row as it stands, without where it stands and without the week's report: another digest, another row."""
    values = [told for told in row.told() if told[0] not in REPORTING]
    return digest(type(row).__name__, msgspec.json.encode(values).decode())


def standing(row: LedgerRow) -> str:
    """A row of its ledger as it stands: what was excluded counts again when it changes, or comes in another file."""
    return digest(row.file, row.sheet, row_digest(row))


def digest(*parts: str) -> str:
    """A short hash that tells these words from others."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def problem_identity(problem: Problem, unit: str, about: str) -> tuple[str, str]:
    """Key and episode: the same cell of the same row of a file is one item, until the cell says something else.

    A row is told by its unit and its name; a row that has none by what it says; never by its number. Many alike are one
    item by their cause.
    """
    code = dict(problem.args)["alike"] if problem.code == ALIKE else problem.code
    row = (squash(unit), squash(about)) if unit or about else ("", squash(problem.text) if problem.row else "")
    key = f"problem/{code}/{digest(problem.file, problem.sheet, *row, problem.column)}"
    return key, digest(problem.code, problem.text, *(value for _, value in problem.args))


class Worklist:
    """Makes items of problems; remembers them while season and units stay the same, since boards come often."""

    def __init__(self) -> None:
        self._season: Season | None = None
        self._book: object = None
        self._rows: dict[Place, LedgerRow] | None = None
        self._items: dict[Problem, ProblemItem] = {}
        self._left: tuple[Season, frozenset[str], Season, dict[str, LedgerRow]] | None = None

    def items(self, problems: Iterable[Problem], season: Season, book: UnitBook) -> list[ProblemItem]:
        """An item for each problem (notes are none), in their order; two that cannot be told apart are not markable."""
        if season is not self._season or book.spellings != self._book:
            self._begin(season, book)
        found: dict[str, list[ProblemItem]] = {}
        for problem in dict.fromkeys(problems):
            if problem.severity is Severity.PROBLEM:
                item = self._items.get(problem) or self._items.setdefault(problem, self._item(problem, book))
                found.setdefault(item.key, []).append(item)
        return [item for same in found.values() for item in _numbered(same)]

    def without(self, season: Season, digests: frozenset[str]) -> tuple[Season, dict[str, LedgerRow]]:
        """The season without the rows of these digests, and the rows that were left out, by digest."""
        if not digests:
            return season, {}
        if self._left is None or self._left[0] is not season or self._left[1] != digests:
            self._left = (season, digests, *_parted(season, digests))
        return self._left[2], self._left[3]

    def _begin(self, season: Season, book: UnitBook) -> None:
        self._season, self._book = season, book.spellings
        self._items.clear()
        self._rows = None

    def _row(self, place: Place) -> LedgerRow | None:
        """The row of a place; all rows are sorted when the first is asked for, since most seasons have few problems."""
        if self._rows is None:
            rows = (row for kind in RECORD_TYPES for row in getattr(self._season, kind))
            self._rows = {row.place: row for row in rows}
        return self._rows.get(place)

    def _item(self, problem: Problem, book: UnitBook) -> ProblemItem:
        row = self._row(problem.place) if problem.row else None
        unit, about = problem.unit, problem.about
        if row is not None and not (unit and about):
            unit, about = unit or unit_of(row), about or name_of(row)
        key, episode = problem_identity(problem, unit, about)
        owner = book.split(unit)[0] if unit else book.named_in(problem.file)
        contact, phone = book.contact(owner) if owner else ("", "")
        stands = standing(row) if row is not None else ""
        return ProblemItem(key, episode, problem, owner, about, stands, contact, phone)


def _numbered(same: list[ProblemItem]) -> list[ProblemItem]:
    if len(same) == 1:
        return same
    return [
        replace(item, key=item.key if number == 1 else f"{item.key}#{number}", markable=False)
        for number, item in enumerate(same, 1)
    ]


def _parted(season: Season, digests: frozenset[str]) -> tuple[Season, dict[str, LedgerRow]]:
    out: dict[str, LedgerRow] = {}
    kept: dict[str, tuple[LedgerRow, ...]] = {}
    for kind in RECORD_TYPES:
        told = [(standing(row), row) for row in getattr(season, kind)]
        gone = {mark: row for mark, row in told if mark in digests}
        if gone:
            kept[kind] = tuple(row for mark, row in told if mark not in digests)
            out.update(gone)
    return msgspec.structs.replace(season, **kept), out


def unit_of(row: LedgerRow) -> str:
    """The cell that says whose a row is."""
    return _first(row, KIND_OF[type(row)].owners)


def name_of(row: LedgerRow) -> str:
    """What a row is called."""
    return _first(row, KIND_OF[type(row)].names)


def _first(row: LedgerRow, fields: Sequence[str]) -> str:
    return next((str(value) for name in fields if (value := getattr(row, name))), "")
