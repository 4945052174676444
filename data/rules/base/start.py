"""What every rule starts from on one date: the units, the fairs, the targets in force, each project once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.ledgers.season import Season
from data.model import Basis, Contradiction, Pair, Problem
from data.rules.base.contradictions import Rulings
from data.rules.base.fairs import FairBook
from data.rules.base.funds import with_funds
from data.rules.base.names import UnitBook
from data.rules.base.naming import NamedProjects, unfound
from data.rules.base.pair_groups import paired
from data.rules.base.projects import Entry, basis_of, gather, unknown_units
from data.rules.base.targets import Targets, targets_in_force
from data.rules.base.workdays import Workdays
from data.settings import RuleSettings


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
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...]
    pairs: tuple[Pair, ...]
    aliases: Mapping[str, tuple[str, ...]]


def ground(season: Season, settings: RuleSettings, as_of: date, rulings: Rulings) -> Ground:
    """Sort the records of a season by the rulings of officers; rows that they took out are not in it."""
    book = UnitBook(season.units, settings, season.targets, season.projects)
    fairs = FairBook(season.fairs, as_of, settings.season.from_)
    targets = targets_in_force(season.targets, book, fairs, rulings)
    basis = basis_of(season.projects, settings.signed.basis)
    gathered = gather(season.projects, book, basis, as_of, rulings)
    once = paired(gathered.entries, book, as_of, rulings)
    named = NamedProjects(once.entries)
    entries, unfunded = with_funds(once.entries, season.funds, named, as_of)
    return Ground(
        season=season,
        settings=settings,
        workdays=Workdays(settings.calendar),
        book=book,
        fairs=fairs,
        targets=targets,
        basis=basis,
        entries=tuple(entries),
        named=named.over(entries),
        problems=(
            *fairs.problems,
            *targets.problems,
            *gathered.problems,
            *unknown_units(entries, book),
            *unfunded,
            *unfound(season, named, book),
        ),
        pairs=once.pairs,
        aliases=once.aliases,
        contradictions=(*targets.contradictions, *gathered.contradictions),
    )
