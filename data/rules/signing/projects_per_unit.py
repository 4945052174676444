"""Every project once into the fair that it belongs to, the season, and the lines of its units.

A group of rows that may be one project counts once in a scope's total, and in the line of each unit that claims it;
where rows disagree a project counts where all of them do. Source: docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal

from data.model import Paper, Place, Problem
from data.rules.projects.duplicate_groups import bucket_of, leaves
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import Bucket, Tally, Window, may_be_contract
from data.rules.rule_notes import fault, note
from data.rules.signing.joint_shares import shares
from data.rules.signing.units_to_judge import is_unclear, may_be_signed
from data.rules.signing.units_with_parts import Family
from data.rules.targets.targets import TargetInForce, Targets
from data.rules.units.units_heard import Standings
from data.rules.which_fair.fairs import FairBook, FairDates
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

NO_TARGET = TargetInForce()
_NOWHERE = (Bucket.NONE, Bucket.STRUCK)
"""Where a project lies that is told nowhere among those left out."""


@dataclass(frozen=False, slots=False)
class Scope:
    """One fair, or the season (`fair` None): its days and everything that was counted for it.

    `names` are its units in the order in which they were told of, `family` how they stand to each other, `wholes` the
    tallies of those with units below them; `members` all projects that belong to it.
    """

    fair: FairDates | None
    window: Window
    pace_end: date | None
    total: Tally = field(default_factory=Tally)
    units: dict[str, Tally] = field(default_factory=dict)
    early: list[Place] = field(default_factory=list)
    members: list[Entry] = field(default_factory=list)
    names: tuple[str, ...] = ()
    family: Family = field(default_factory=Family)
    wholes: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def name(self) -> str | None:
        """The fair's name, None for the season."""
        return self.fair.name if self.fair else None

    @property
    def readings(self) -> tuple[tuple[date, date | None], ...]:
        """The first day and the last of pace, as every reading of contradictory rows of the fair has them."""
        return self.fair.readings if self.fair else ((self.from_, self.pace_end),)

    @property
    def from_(self) -> date:
        """The first day whose signings count."""
        return self.window.from_

    @property
    def closes(self) -> date | None:
        """The last day whose signings count."""
        return self.window.last

    def unit(self, name: str) -> Tally:
        """The unit's tally, made at its first project."""
        found = self.units.get(name)
        if found is None:
            found = self.units[name] = Tally()
        return found

    def measured(self, name: str) -> Tally:
        """The tally that a unit is measured by: its whole's, or its own."""
        found = self.wholes[name] if name in self.family.by_whole else self.units.get(name)
        return found or Tally()


class Counting:
    """Counts all that counts, for one date. `scopes` are the fairs in the order of their opening, then the season where
    it has a line; `notes` what entered no figure, and why."""

    def __init__(
        self,
        entries: Sequence[Entry],
        fairs: FairBook,
        targets: Targets,
        settings: RuleSettings,
        standings: Standings,
    ) -> None:
        self._fairs, self._targets, self._settings, self._standings = fairs, targets, settings, standings
        self._as_of = fairs.as_of
        self._windows: dict[tuple[str | None, str], Window] = {}
        self.notes: list[Problem] = []
        scopes = {
            fair.name: Scope(fair, Window(fair.from_, fair.closes, self._as_of), fair.eve) for fair in fairs.fairs
        }
        season, owing = None, targets.scopes()
        self._owing = [scope for scope in scopes.values() if scope.name in owing]
        if None in owing or not scopes:
            season = Scope(None, Window(fairs.season_from, None, self._as_of), fairs.season_to)
        self.scopes: tuple[Scope, ...] = (*scopes.values(), *([season] if season else []))
        for entry in entries:
            self._take(entry, scopes, season)

    def _take(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> None:
        if entry.readings:
            self._dispute(entry, scopes, season)
        else:
            own = self._scope_of(entry, scopes, season)
            for scope in (own, season):
                if scope is not None:
                    self._count(entry, scope)
        if entry.claimed_apart:
            self._claims(entry, scopes, season)
        elif entry.claims:
            self._undecided(entry)

    def _dispute(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> None:
        """A project whose rows disagree on where it counts: it is the fair's that all of them mean, and in dispute in
        each that only some do."""
        owns = [self._scope_of(reading, scopes, season) for reading in entry.readings]
        meant = {scope.name: scope for scope in owns if scope is not None}
        for scope in meant.values():
            if len(meant) == 1 and None not in owns:
                self._count(entry, scope)
            else:
                mine = [one for one, own in zip(entry.readings, owns, strict=True) if own is scope]
                self._count_some(entry, mine, scope)
        if season is not None:
            self._count(entry, season)

    def _count_some(self, entry: Entry, readings: Sequence[Entry], scope: Scope) -> None:
        """A project that only some of its rows put into a scope: in dispute there if it counts by any of these."""
        if any(scope.window.bucket(one) is Bucket.SIGNED for one in readings):
            scope.total.add(entry, Bucket.DISPUTED, self._as_of)
        for unit in () if entry.claimed_apart else entry.claimants:
            if any(self.window(scope, unit).bucket(one) is Bucket.SIGNED for one in readings):
                scope.unit(unit).add(entry, Bucket.DISPUTED, self._as_of)

    def _scope_of(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> Scope | None:
        """The fair that the project belongs to: its cell's, or without one the earliest that counts on its day."""
        project = entry.project
        if squash(project.fair):
            fair = self.fair_of(entry)
            if fair is None:
                self._unknown_fair(entry, scopes)
        else:
            fair = self.fair_of(entry)
            if fair is None:
                self._doubt(entry)
                if season is None:
                    self._leave_out(entry, scopes)
        return scopes[fair.name] if fair else None

    def fair_of(self, entry: Entry) -> FairDates | None:
        """The fair that its cell names, or that counts on its day."""
        return self._meant(entry.project.fair, entry.project.signed_on)

    def _meant(self, said: str, day: date | None) -> FairDates | None:
        if squash(said):
            return self._fairs.find(said, day)
        return self._fairs.on(day) if day else None

    def _unknown_fair(self, entry: Entry, scopes: Mapping[str, Scope]) -> None:
        """A project whose cell names no fair: it counts for none, and may be one of that which is nearly named."""
        project = entry.project
        near = self._fairs.near(project.fair)
        if not near:
            self.notes.append(note("project_fair_unknown", project.place, project.fair))
            return
        names = "、".join(fair.name for fair in near)
        self.notes.append(fault("project_fair_near", project.place, project.fair, near=names))
        for scope in (scopes[fair.name] for fair in near):
            lies = scope.window.bucket(entry) in (Bucket.SIGNED, Bucket.NO_DATE)
            for unit in entry.units if lies and may_be_contract(entry) else ():
                scope.unit(unit).unsure.append(entry)

    def lies(self, entry: Entry, scope: Scope) -> Bucket:
        """Where a project's signing lies in a scope, by the scope's own days: nowhere where it is another fair's."""
        return Bucket.NONE if self._is_elsewhere(entry, scope) else bucket_of(entry, scope.window)

    def _is_elsewhere(self, entry: Entry, scope: Scope) -> bool:
        """Whether a project, or one reading of a group, is another fair's: until that is decided it counts for none."""
        if scope.fair is None:
            return False
        said = entry.project.fair
        owns = (self._meant(leaf.project.fair or said, leaf.project.signed_on) for leaf in leaves(entry))
        return any(own is None or own.name != scope.name for own in owns)

    def _undecided(self, line: Entry) -> None:
        """A group in one unit's line is one of the rows that may be contracts where it counts by one reading alone."""
        papers = (None, Paper.CONTRACT)
        for scope in self.scopes:
            if self.lies(line, scope) is Bucket.SIGNED and line.project.paper in papers:
                continue
            by_one = [leaf for leaf in leaves(line) if self.lies(leaf, scope) is Bucket.SIGNED]
            may_be = [leaf for leaf in by_one if (leaf.project.paper or line.project.paper) in papers]
            if may_be:
                scope.unit(line.unit).unsure.append(max(may_be, key=lambda leaf: leaf.value or Decimal(0)))

    def _doubt(self, entry: Entry) -> None:
        """A contract that names neither fair nor day may count for each fair that units owe for."""
        if may_be_signed(entry, self._as_of, self._standings.unclear):
            for scope in self._owing:
                for unit in entry.units:
                    scope.unit(unit).unsure.append(entry)

    def _leave_out(self, entry: Entry, scopes: Mapping[str, Scope]) -> None:
        """List a project of no fair, where no season's line does: by the fair that it comes too early for, without a
        day by the next fair to open, and signed after all of them in a note."""
        signed_on, place = entry.project.signed_on, entry.place
        bucket = Window(date.min, None, self._as_of).bucket(entry)
        fair = self._fairs.before(signed_on) if signed_on else self._fairs.coming()
        if bucket is Bucket.NO_DATE and fair:
            scopes[fair.name].total.no_date.append(place)
        elif bucket not in _NOWHERE and fair:
            scopes[fair.name].total.before_from.append(place)
        elif bucket not in _NOWHERE and signed_on:
            self.notes.append(note("no_fair_counts", place, entry.project.name, day=signed_on.isoformat()))

    def _count(self, entry: Entry, scope: Scope) -> None:
        if entry.claims and self._is_elsewhere(entry, scope):
            return
        scope.members.append(entry)
        whole = bucket_of(entry, scope.window)
        scope.total.add(entry, whole, self._as_of)
        if not entry.claimed_apart:
            self._line(entry, scope, entry.units[1:], whole)

    def _claims(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> None:
        """Each unit's own line keeps its claim; a partner that claims it itself is none of another's."""
        told = set(entry.holders)
        for claim in entry.claims:
            own = self.fair_of(claim)
            others = [unit for unit in claim.units if unit not in told]
            told.update(others)
            for scope in (scopes[own.name] if own else None, season):
                if scope is not None and not (claim.claims and self._is_elsewhere(claim, scope)):
                    self._line(claim, scope, others, bucket_of(claim, scope.window))
            if claim.claims:
                self._undecided(claim)

    def _line(self, entry: Entry, scope: Scope, partners: Sequence[str], whole: Bucket) -> None:
        """Count a project in the lines of its units, where its signing lies by their own days."""
        own = shares(entry, self._settings.joint.share)
        for unit in entry.claimants:
            window = self.window(scope, unit)
            bucket = whole if window is scope.window else bucket_of(entry, window)
            scope.unit(unit).add(own[unit], bucket, self._as_of)
            if bucket is Bucket.BEFORE:
                scope.early.append(entry.place)
            if bucket is Bucket.NONE and is_unclear(entry, self._standings.unclear):
                scope.unit(unit).unsure.append(entry)
        for other in (unit for unit in partners if unit not in entry.rivals):
            bucket, tally = bucket_of(entry, self.window(scope, other)), scope.unit(other)
            if own[other] is not entry:
                tally.share(own[other], bucket, self._as_of)
            if whole in (Bucket.SIGNED, Bucket.NO_DATE) and entry.project.paper is None:
                tally.unsure.append(entry)
            if entry.project.paper is Paper.CONTRACT and bucket is Bucket.SIGNED:
                tally.joint.append(entry)

    def window(self, scope: Scope, unit: str) -> Window:
        """The days whose signings count for a unit in a scope."""
        key = (scope.name, unit)
        if key not in self._windows:
            target = self._targets.in_force.get(key, NO_TARGET)
            ends = [day for day in (scope.closes, target.by.to_) if day is not None]
            own = Window(target.by.from_ or scope.from_, min(ends, default=None), self._as_of)
            self._windows[key] = scope.window if own == scope.window else own
        return self._windows[key]
