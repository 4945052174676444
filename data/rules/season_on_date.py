"""What every rule starts from on one date: the units, the fairs, the targets in force, each project once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import is_

from data.ledgers.season import Season
from data.model import Basis, Contradiction, Pair, Problem, SourceHealth
from data.rules.between_ledgers.contradictions import Rulings
from data.rules.calendar.workdays import Workdays
from data.rules.projects.added_investment import with_additions
from data.rules.projects.duplicate_groups import paired
from data.rules.projects.funds import with_funds
from data.rules.projects.project_lookup import NamedProjects, unfound
from data.rules.projects.projects import Entry, basis_of
from data.rules.projects.projects_once import gather, unknown_units
from data.rules.projects.replaced_projects import with_replaced
from data.rules.projects.signed_again import first_signings
from data.rules.targets.targets import Targets, targets_in_force
from data.rules.units.named_units import PathOwners, UnitWords
from data.rules.units.names import UnitBook
from data.rules.units.unit_of_row import Owned, owned
from data.rules.units.units_heard import Standings
from data.rules.which_fair.fairs import FairBook
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.kept_each import KeptEach


@dataclass(frozen=True, slots=True)
class Ground:
    """The season as it counts on one date (`fairs.as_of`), and what was found wrong while it was sorted."""

    season: Season
    settings: RuleSettings
    workdays: Workdays
    book: UnitBook
    fairs: FairBook
    targets: Targets
    basis: Basis
    entries: tuple[Entry, ...]
    named: NamedProjects
    standings: Standings
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...]
    whose: Owned
    pairs: tuple[Pair, ...]
    aliases: Mapping[str, tuple[str, ...]]


class GroundParts:
    """What was made of each row the last time; whoever keeps nothing makes new ones each time."""

    def __init__(self) -> None:
        self.singles, self.cells = KeptEach(), KeptEach()
        self._entries: dict[str, Entry] = {}

    def same(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries; those that say what they said before, of the very same rows, are the very same."""
        found = tuple(self._as_before(entry) for entry in entries)
        self._entries = {entry.key: entry for entry in found}
        return found

    def _as_before(self, entry: Entry) -> Entry:
        before = self._entries.get(entry.key)
        if before is None or before is entry or len(before.rows) != len(entry.rows):
            return entry
        return before if all(map(is_, before.rows, entry.rows)) and before == entry else entry


def ground(
    season: Season,
    settings: RuleSettings,
    as_of: date,
    rulings: Rulings,
    sources: Sequence[SourceHealth] = (),
    parts: GroundParts | None = None,
) -> Ground:
    """Sort the records of a season by the rulings of officers; rows that they took out are not in it. `sources` say
    what became of the files that it was read from."""
    parts = parts or GroundParts()
    whose = owned(season, settings)
    season = whose.season
    book = UnitBook(season.units, settings, season.targets, season.projects)
    fairs = FairBook(season.fairs, as_of, settings.season.from_)
    targets = targets_in_force(season.targets, book, fairs, rulings)
    basis = basis_of(season.projects, settings.signed.basis)
    projects, again = first_signings(season.projects, book, fairs)
    gathered = gather(projects, book, fairs, basis, rulings, season.days, parts.singles)
    once = paired(gathered.entries, book, as_of, rulings)
    named = NamedProjects(once.entries)
    entries, unfunded = with_funds(once.entries, season.funds, named, as_of)
    entries, added = with_additions(with_replaced(entries, named, as_of), as_of)
    all_ = parts.same(entries)
    words = UnitWords(book, season, settings)
    return Ground(
        season=season,
        settings=settings,
        workdays=Workdays(settings.calendar),
        book=book,
        fairs=fairs,
        targets=targets,
        basis=basis,
        entries=all_,
        named=named.over(all_),
        standings=Standings(season.projects, sources, book, PathOwners(words, settings), parts.cells),
        problems=(
            *whose.problems,
            *fairs.problems,
            *targets.problems,
            *gathered.problems,
            *again,
            *added,
            *unknown_units(all_, book),
            *unfunded,
            *unfound(season, named, book),
        ),
        pairs=once.pairs,
        aliases=once.aliases,
        contradictions=(*targets.contradictions, *gathered.contradictions),
        whose=whose,
    )
