"""How far each unit was heard: which project ledgers speak of it, and what that may speak of it was not read.

Source: docs/figures.md (a unit's standing). A project ledger covers a kind when it names two or more of its units; a
unit is heard when one that was read is its own, names it, or covers its kind. One unit's own ledger covers no more
than the units below that unit. Unknown is not zero: what is said here decides who may be called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from data.ledgers.kinds_and_columns import Project
from data.model import Place, Problem, Severity, SourceHealth, Standing
from data.rules.units.named_units import PathOwners
from data.rules.units.names import UnitBook
from data.rules.units.unread_ledger_guess import gives_projects, is_held, keeps_projects, keeps_units, unread_sheets
from data.support.kept_each import Each, every
from data.support.late_pattern import late_pattern

_ENDINGS: Mapping[str, re.Pattern[str]] = {
    "park": late_pattern(r"(?:园区?|开发区|高新区|经开区|示范区|保税区|合作区|新区)$"),
    "county": late_pattern(r"[县市区旗]$"),
    "township": late_pattern(r"(?:镇|乡|街道|办事处)$"),
    "department": late_pattern(r"[局委办部厅会]$"),
}
"""By what end of its name a unit's kind is told where no ledger says it; the first that fits."""

_LOST = frozenset({"row_lacks", "columns_count", "csv_quote", "csv_encoding"})
"""Problems of rows that became no record."""

_UNCLEAR = frozenset({"paper_unknown", "stage_unknown", "date_unreadable", "date_partial", "date_impossible"}) | {
    "date_implausible",
    "date_ambiguous",
    "cell_error",
    "formula_uncached",
}
"""Problems of cells that may hide that something was signed."""


class Standings:
    """The standing of every unit by the project ledgers alone, before a scope's own rows are looked at.

    In go the project rows that count, with the unit that each is resolved to, what became of the folder's files, and
    whose each is by its path.
    """

    def __init__(
        self,
        projects: Sequence[Project],
        sources: Sequence[SourceHealth],
        book: UnitBook,
        paths: PathOwners,
        each: Each = every,
    ) -> None:
        self._book, self._paths = book, paths
        self._sources = sources
        self._cells: dict[str, set[str]] = {}
        self._sheets: set[tuple[str, str]] = set()
        for file, sheet, cell in set(each(projects, attrgetter("file", "sheet", "unit"))):
            self._cells.setdefault(file, set()).add(cell)
            self._sheets.add((file, sheet))
        self._named: set[str] = set()
        self._nearly_named: set[str] = set()
        self._covered: set[tuple[str, str]] = set()
        self._known: dict[str, Standing] = {}
        self._cells_say: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, str] | None]] = {}
        for file, cells in self._cells.items():
            self._hear(file, cells)
        for source in sources:
            if source.file not in self._cells and gives_projects(source):
                self._named.update(self.owners(source.file)[:1])
        unread = [source for source in sources if keeps_projects(source)]
        self._held = self._owned([source for source in unread if is_held(source)])
        self._unread = self._owned([source for source in unread if not is_held(source)])
        self._unread |= {unit for source in sources for unit in self._on_unread_sheets(source)}
        self._is_blind = any(map(keeps_units, sources))
        if {""} in self._cells.values():  # of a ledger whose rows are all nobody's nobody knows who has sent it
            self._unread |= {""}

    def _owned(self, sources: Iterable[SourceHealth]) -> frozenset[str]:
        """Whose these files are; "" among them where one is nobody's."""
        return frozenset(owner for source in sources for owner in self.owners(source.file) or ("",))

    def _on_unread_sheets(self, source: SourceHealth) -> Iterator[str]:
        """The units after which unread sheets of a project ledger are called, those left out that other sheets name."""
        sheets = unread_sheets(source)
        told = {unit for cell in self._cells.get(source.file, ()) for unit in self._book.split(cell)} if sheets else ()
        return (unit for sheet in sheets if (unit := self._paths.sheet(sheet)) and unit not in told)

    def _hear(self, file: str, cells: Iterable[str]) -> None:
        first: dict[tuple[str, str], set[str]] = {}
        for cell in cells:
            named, nearly, group = self._says(cell)
            self._named.update(named)
            self._nearly_named.update(nearly)
            if group:
                first.setdefault(group, set()).add(named[0])
        own = next(iter(self.owners(file)), "")
        told = {unit for units in first.values() for unit in units}
        if own and any(unit == own or own in self.above(unit) for unit in told):
            self._named.add(own)
        families: dict[str, dict[str, set[str]]] = {}
        for (family, parent), units in first.items():
            families.setdefault(family, {})[parent] = units
        for family, below in families.items():
            self._cover(family, below, own)

    def _says(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, str] | None]:
        """The units that a cell names, those that it may mean, and the kind and the parent of the first-named."""
        found = self._cells_say.get(cell)
        if found is None:
            named = self._book.split(cell)
            nearly = tuple(unit for meant in self.nearly(named).values() for unit in meant)
            known = self._book.known(named[0])
            group = (self.family(named[0]), self._book.parent(named[0])) if known else None
            found = self._cells_say[cell] = named, nearly, group
        return found

    def _cover(self, family: str, parents: Mapping[str, set[str]], own: str) -> None:
        """A kind of which two units are named: all of it, or what lies below the one unit that all of them lie
        below, or whose own ledger it is."""
        if not family:
            return
        if not own and sum(map(len, parents.values())) > 1:
            self._covered.add((family, next(iter(parents)) if len(parents) == 1 else ""))
        elif own and len(parents.get(own, ())) > 1:
            self._covered.add((family, own))

    def owners(self, file: str) -> tuple[str, ...]:
        """The units that a file may be the own of, by its folders and its name; the first is whose it is."""
        return self._paths.of(file)

    def family(self, unit: str) -> str:
        """The unit's kind; where no ledger says it, what its name's end tells; "" where that tells nothing."""
        said = self._book.kind(unit)
        return said or next((kind for kind, ending in _ENDINGS.items() if ending.search(unit)), "")

    def above(self, unit: str) -> tuple[str, ...]:
        """The units above this one, the nearest first."""
        return self._book.above(unit)

    def of(self, unit: str) -> Standing:
        """How far the unit was heard; whether rows of a scope are uncounted is for the scope to say."""
        found = self._known.get(unit)
        if found is None:
            found = self._known[unit] = self._of(unit)
        return found

    def _of(self, unit: str) -> Standing:
        own = unit in self._unread
        if self._is_heard(unit):
            return Standing.PARTIAL if own or self._is_blind else Standing.READ
        # What was not read and is nobody's, or a unit's above, may be what has come: it is not missing. Nor is what
        # stands under a name that may be the unit's, as any may while the units ledger was not read.
        if (
            own
            or self._is_blind
            or unit in self._nearly_named
            or "" in self._unread
            or not self._unread.isdisjoint(self.above(unit))
        ):
            return Standing.UNREAD
        return Standing.SILENT

    def _is_heard(self, unit: str) -> bool:
        family = self.family(unit)
        return unit in self._named or (
            bool(family) and ((family, "") in self._covered or (family, self._book.parent(unit)) in self._covered)
        )

    def nearly(self, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Those of these units that nobody knows, each with the known ones that it may mean."""
        return {name: meant for name in names if not self._book.known(name) and (meant := self._book.meant(name))}

    def may_hide(self, unit: str) -> bool:
        """Whether something unread that is nobody's, a unit's above, or a held version may speak of the unit."""
        doubts = self._unread | self._held
        return "" in doubts or "" in self.lost or unit in self._held or not doubts.isdisjoint(self.above(unit))

    # ------------------------------------------------------------ rows

    @cached_property
    def _problems(self) -> tuple[Problem, ...]:
        """What is wrong with rows of project ledgers."""
        ledgers = [source for source in self._sources if source.file in self._cells or gives_projects(source)]
        return tuple(
            problem
            for source in ledgers
            if source.problems
            for problem in source.problems
            if problem.row and problem.severity is Severity.PROBLEM and self._is_projects(source, problem)
        )

    def _is_projects(self, source: SourceHealth, problem: Problem) -> bool:
        """Whether the problem's sheet is one of projects: where a file has several kinds, only by its rows."""
        return len(source.kinds) + len(source.bare) == 1 or (problem.file, problem.sheet) in self._sheets

    @cached_property
    def lost(self) -> Mapping[str, int]:
        """How many rows of project ledgers became no record, by unit; "" where nothing says whose they are."""
        found: dict[str, int] = {}
        for problem in self._problems:
            beyond = problem.code == "more_alike" and dict(problem.args).get("alike") in _LOST
            if problem.code in _LOST or beyond:
                units = self._book.split(problem.unit) if problem.unit else self.owners(problem.file)[:1] or ("",)
                for unit in units:
                    found[unit] = found.get(unit, 0) + (int(dict(problem.args)["count"]) if beyond else 1)
        return found

    @cached_property
    def unclear(self) -> frozenset[Place]:
        """Rows with a cell that was not understood and may hide that something was signed."""
        return frozenset(problem.place for problem in self._problems if problem.code in _UNCLEAR)
