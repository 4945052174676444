"""Which project another ledger means: funds, milestones, visits and blockers name it by its number or by its name.

One way for all of them. The number comes first; a name that several projects bear, of two units or of one, finds
none of them unless the row's own unit tells them apart, and is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from data.ledgers.kinds_and_columns import Milestone
from data.ledgers.season import Season
from data.model import Place, Problem
from data.rules.projects.projects import Entry
from data.rules.rule_notes import fault, note
from data.rules.units.names import UnitBook
from data.support.spelling import squash


class _Words:
    """Where among the entries a number or a name stands; sorted when it is first asked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _sorted(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        numbers: dict[str, list[int]] = {}
        names: dict[str, list[int]] = {}
        for at, entry in enumerate(self._entries):
            if entry.counts:
                for number in {squash(row.id) for row in entry.rows if row.id}:
                    numbers.setdefault(number, []).append(at)
                for name in {squash(row.name) for row in entry.rows}:
                    names.setdefault(name, []).append(at)
        return numbers, names

    def places(self, plain: str) -> Sequence[int]:
        """The places of the projects with this number, else of those with this name."""
        numbers, names = self._sorted
        return numbers.get(plain) or names.get(plain) or ()


class NamedProjects:
    """The projects that count, by every number and every name that a row gives them."""

    def __init__(self, entries: Sequence[Entry], words: _Words | None = None) -> None:
        self._entries = entries
        self._words = words or _Words(entries)

    def over(self, entries: Sequence[Entry]) -> NamedProjects:
        """The same projects in their order, of which more is known by now."""
        return NamedProjects(entries, self._words)

    def find(self, said: str, units: Iterable[str] = ()) -> tuple[Entry, ...]:
        """The projects that are meant; more than one: they cannot be told apart. `units` are those that the row names
        as the project's own, if it does."""
        plain = squash(said)
        if not plain:
            return ()
        entries = tuple(self._entries[at] for at in self._words.places(plain))
        own = frozenset(units)
        return tuple(entry for entry in entries if not own.isdisjoint(entry.units)) if own else entries

    def one(self, said: str, units: Iterable[str] = ()) -> Entry | None:
        """The project that is meant; None where there is none, or it cannot be told which."""
        found = self.find(said, units)
        return found[0] if len(found) == 1 else None

    def counted(self, entry: Entry) -> Entry:
        """The project itself; for a row that only repeats another one, that one."""
        twin = None if entry.counts else self.one(entry.project.name, entry.units)
        return twin or entry


def node_units(node: Milestone, book: UnitBook) -> tuple[str, ...]:
    """The units that a milestone names as the project's own."""
    return book.split(node.unit) if node.unit else ()


def unfound(season: Season, named: NamedProjects, book: UnitBook) -> Iterator[Problem]:
    """Rows of milestones, visits and blockers whose project cannot be told, each spelling once a ledger's kind; the
    funds ledger's are told where they are added up."""
    if not season.projects:
        return
    yield from _unfound(((node.project, node_units(node, book), node.place) for node in season.milestones), named)
    yield from _unfound(((row.project, (), row.place) for row in season.visits), named)
    yield from _unfound(((row.project, (), row.place) for row in season.blockers), named)


def _unfound(rows: Iterable[tuple[str, tuple[str, ...], Place]], named: NamedProjects) -> Iterator[Problem]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for project, units, place in rows:
        said = (squash(project), units)
        if said in seen:
            continue
        seen.add(said)
        found = len(named.find(project, units))
        if found > 1:
            yield fault("project_ambiguous", place, project)
        elif not found:
            yield note("project_unknown", place, project)
