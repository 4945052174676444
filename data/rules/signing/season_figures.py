"""What is made of a season's figures beyond progress: goals, conversion and rates, scores, trips, repeated signings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.model import (
    UNHEARD,
    UNJUDGED,
    BadRun,
    Conversion,
    FairProgress,
    Goals,
    Pipeline,
    Problem,
    Repeat,
    Scoring,
    Standing,
    Trips,
    UnitGoals,
)
from data.rules.season_on_date import Ground
from data.rules.signing.assessment import bad_runs
from data.rules.signing.metrics import goals, trips_by_unit
from data.rules.signing.pipeline import conversion, pipeline, talking_units
from data.rules.signing.progress_on_day import Earlier
from data.rules.signing.projects_per_unit import Scope
from data.rules.signing.repeats import repeats
from data.rules.signing.scores import scores
from data.rules.signing.trips import trips
from data.rules.targets.pace_and_light import curve_of
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it, as the board shows it, and what was wrong. `trips` is None where no ledger holds any.

    `fair_of` gives the fair of a project's key, for those that belong to one.
    """

    goals: tuple[Goals, ...]
    conversions: tuple[Conversion, ...]
    pipeline: Pipeline
    scores: tuple[Scoring, ...]
    bad_runs: tuple[BadRun, ...]
    trips: Trips | None
    repeats: tuple[Repeat, ...]
    problems: tuple[Problem, ...]
    fair_of: Mapping[str, str]


def figures(ground: Ground, scopes: Sequence[Scope], lines: Sequence[FairProgress]) -> Figures:
    """The figures of one date; `scopes` and `lines` are what progress counted, in the same order."""
    season, entries, settings = ground.season, ground.entries, ground.settings
    book, fairs = ground.book, ground.fairs
    as_of = fairs.as_of
    by_unit = trips_by_unit(season.trips, book.resolve)
    units = [tuple(unit.unit for unit in line.units) for line in lines]
    talking = talking_units(entries)
    owed = [
        _of_heard(goals(ground, scope, names, by_unit), line)
        for scope, names, line in zip(scopes, units, lines, strict=True)
    ]
    climbed = [
        conversion(scope, line.units, talking, settings.rates) for scope, line in zip(scopes, lines, strict=True)
    ]
    workdays, curve = (
        ground.workdays if settings.pace.days == "work" else None,
        curve_of(settings.pace.curve, fairs.ends),
    )
    then = Earlier(scopes, ground.targets, workdays, _judged(lines), curve)
    runs, unread = bad_runs(season.assessments, book, settings.assessment, then.on)
    fair_of = {entry.key: scope.name for scope in scopes if scope.name for entry in scope.members}
    shown, dangling = pipeline(entries, ground.named, settings.admission, ground.basis)
    return Figures(
        goals=tuple(owed),
        conversions=tuple(climbed),
        pipeline=shown,
        scores=tuple(
            scores(own, whole, scope.total.held, book, settings.score, as_of, scope.family.part_of, _unjudged(line))
            for scope, own, whole, line in zip(scopes, owed, climbed, lines, strict=True)
        ),
        bad_runs=runs,
        trips=trips(by_unit, book, settings.trips, fairs.season_from, as_of) if season.trips else None,
        repeats=repeats(entries, fair_of, settings.repeats),
        problems=(*unread, *dangling),
        fair_of=fair_of,
    )


def _of_heard(found: Goals, line: FairProgress) -> Goals:
    """The goals without completion and gap of the units no project ledger of which was read; trips have their own."""
    unheard = {unit.unit for unit in line.units if unit.standing in UNHEARD}
    if not unheard:
        return found
    return replace(found, units=tuple(_unknown(one) if one.unit in unheard else one for one in found.units))


def _unknown(unit: UnitGoals) -> UnitGoals:
    metrics = tuple(one if one.metric == "trips" else replace(one, completion=None) for one in unit.metrics)
    return replace(unit, metrics=metrics, gap=replace(unit.gap, gap=None, uncovered=None))


def _unjudged(line: FairProgress) -> Mapping[str, str]:
    """The units of which no score is made, and why."""
    return {
        unit.unit: "no_ledger" if unit.standing in UNHEARD else "uncounted"
        for unit in line.units
        if unit.standing in UNHEARD or not UNJUDGED.isdisjoint(unit.flags)
    }


def _judged(lines: Sequence[FairProgress]) -> frozenset[tuple[str | None, str]]:
    """The units that were read in whole, by scope: only of those is it known how far they were."""
    return frozenset((line.fair, unit.unit) for line in lines for unit in line.units if unit.standing is Standing.READ)
