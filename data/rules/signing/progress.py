"""How far the fairs, the season and their units are with what they owe.

Each fair is a scope of its own; the season is one more when a unit has a target without a fair, or when there are
no fairs at all. In a scope each project counts once, at its first-named unit. Source: docs/figures.md.

- A unit's window may be narrower than its fair's (its target's `from` and 统计截止); the fair's own figures count
  by the fair's days alone.
- The season counts signings from its first day to the board's date; the eve of the last fair's opening ends its pace.
- `completion` and rank are by the unit's own signings; `whole_signed` stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from data.model import FairProgress, Light, Pair, Paper, Place, Problem, UnitProgress
from data.rules.base import pace as pacing
from data.rules.base.fairs import FairBook, FairDates
from data.rules.base.names import UnitBook
from data.rules.base.pair_groups import bucket_of
from data.rules.base.projects import Entry
from data.rules.base.ranking import kind_place, ranks, table_place
from data.rules.base.rule_notes import note
from data.rules.base.tally import LANDED, Bucket, Tally, Window, distinct
from data.rules.base.targets import MetricInForce, TargetInForce, Targets, handed_down
from data.rules.base.workdays import Workdays
from data.rules.signing.doubts import Counted, Doubts
from data.rules.signing.shares import shares
from data.settings import RuleSettings
from data.support.spelling import squash

_NO_TARGET = TargetInForce()
_NO_LIGHT = frozenset({"joint_only", "target_doubt"})
"""Flags of units that no light may stand beside."""
_NOWHERE = (Bucket.NONE, Bucket.STRUCK)
"""Where a project lies that is told nowhere among those left out."""


@dataclass
class Scope:
    """One fair, or the season (`fair` None): its days and everything that was counted for it.

    `names` are its units in the order in which they were told of; `members` all projects that belong to it.
    """

    fair: FairDates | None
    window: Window
    pace_end: date | None
    total: Tally = field(default_factory=Tally)
    units: dict[str, Tally] = field(default_factory=dict)
    early: list[Place] = field(default_factory=list)
    members: list[Entry] = field(default_factory=list)
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The fair's name, None for the season."""
        return self.fair.name if self.fair else None

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


class Progress:
    """Works out all scopes for one date; `build()` gives the read model, `notes()` what was left out of it.

    After `build()` the `scopes` hold what was counted, in the order of the lines, for the rules that go on from it.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        book: UnitBook,
        fairs: FairBook,
        targets: Targets,
        settings: RuleSettings,
        pairs: Sequence[Pair] = (),
    ) -> None:
        self._entries = [entry for entry in entries if entry.counts]
        self._doubts = Doubts(self._entries, pairs)
        self._book, self._fairs, self._targets, self._settings = book, fairs, targets, settings
        self._as_of = fairs.as_of
        self._workdays = Workdays(settings.calendar) if settings.pace.days == "work" else None
        self._notes: list[Problem] = []
        self._windows: dict[tuple[str | None, str], Window] = {}
        self.scopes: tuple[Scope, ...] = ()

    def build(self) -> tuple[FairProgress, ...]:
        """The fairs' progress in the order of their opening, then the season's."""
        scopes = {
            fair.name: Scope(fair, Window(fair.from_, fair.closes, self._as_of), fair.eve) for fair in self._fairs.fairs
        }
        season = None
        if None in self._targets.scopes() or not scopes:
            season = Scope(None, Window(self._fairs.season_from, None, self._as_of), self._fairs.season_to)
        for entry in self._entries:
            own = self._scope_of(entry, scopes, season)
            for scope in (own, season):
                if scope is not None:
                    self._count(entry, scope)
            if len(entry.holders) > 1:
                self._claims(entry, scopes, season)
        self.scopes = (*scopes.values(), *([season] if season else []))
        return tuple(self._fair(scope) for scope in self.scopes)

    def notes(self) -> tuple[Problem, ...]:
        """Rows that enter no figure, and why; each once."""
        return tuple(dict.fromkeys(self._notes))

    # ------------------------------------------------------------ counting

    def _scope_of(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> Scope | None:
        """The fair that the project belongs to: its cell's, or without one the earliest that counts on its day."""
        project = entry.project
        if squash(project.fair):
            fair = self._own_fair(entry)
            if fair is None:
                self._notes.append(note("project_fair_unknown", project.place, project.fair))
        else:
            fair = self._own_fair(entry)
            if fair is None and season is None:
                self._leave_out(entry, scopes)
        return scopes[fair.name] if fair else None

    def _own_fair(self, entry: Entry) -> FairDates | None:
        project = entry.project
        if squash(project.fair):
            return self._fairs.find(project.fair)
        return self._fairs.on(project.signed_on) if project.signed_on else None

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
            self._notes.append(note("no_fair_counts", place, entry.project.name, day=signed_on.isoformat()))

    def _count(self, entry: Entry, scope: Scope) -> None:
        scope.members.append(entry)
        whole = bucket_of(entry, scope.window)
        scope.total.add(entry, whole, self._as_of)
        if len(entry.holders) == 1:
            self._line(entry, scope, entry.units[1:], whole)

    def _claims(self, entry: Entry, scopes: Mapping[str, Scope], season: Scope | None) -> None:
        """Each unit's own line keeps its claim; a partner that claims it itself is none of another's."""
        told = set(entry.holders)
        for claim in entry.claims:
            own = self._own_fair(claim)
            others = [unit for unit in claim.units if unit not in told]
            told.update(others)
            for scope in (scopes[own.name] if own else None, season):
                if scope is not None:
                    self._line(claim, scope, others, bucket_of(claim, scope.window))

    def _line(self, entry: Entry, scope: Scope, others: Sequence[str], whole: Bucket) -> None:
        """Count a project in the lines of its units, where its signing lies by their own days."""
        first, parts = entry.unit, shares(entry, others, self._settings.joint.share)
        window = self._window(scope, first)
        bucket = whole if window is scope.window else bucket_of(entry, window)
        scope.unit(first).add(parts[0], bucket, self._as_of)
        if bucket is Bucket.BEFORE:
            scope.early.append(entry.place)
        for other, share in zip(others, parts[1:], strict=True):
            bucket, tally = bucket_of(entry, self._window(scope, other)), scope.unit(other)
            if share is not entry:
                tally.share(share, bucket, self._as_of)
            if entry.project.paper is Paper.CONTRACT and bucket is Bucket.SIGNED:
                tally.joint.append(entry)

    def _window(self, scope: Scope, unit: str) -> Window:
        key = (scope.name, unit)
        if key not in self._windows:
            target = self._targets.in_force.get(key, _NO_TARGET)
            ends = [day for day in (scope.closes, target.by.to_) if day is not None]
            own = Window(target.by.from_ or scope.from_, min(ends, default=None), self._as_of)
            self._windows[key] = scope.window if own == scope.window else own
        return self._windows[key]

    # ------------------------------------------------------------ the read model

    def _fair(self, scope: Scope) -> FairProgress:
        total, target = scope.total, scope.fair.target if scope.fair else None
        units = self._units(scope)
        done, due = pacing.completion(total.signed, target), self._pace(scope.from_, scope.pace_end)
        lists = {
            "no_basis": distinct(total.no_basis),
            "no_date": distinct(total.no_date),
            "before_from": distinct([*total.before_from, *scope.early]),
            "no_paper": distinct(total.no_paper),
        }
        self._note_lists(lists)
        claims, wholes = self._counted(scope)
        return FairProgress(
            fair=scope.name,
            opens=scope.fair.opens if scope.fair else None,
            closes=scope.closes,
            target=target,
            units_target=handed_down({u.unit: u.target for u in units if u.metric == "amount"}, self._book.parent),
            units_target_doubt=sum(
                (amount for (fair, _), amount in self._targets.doubts.items() if fair == scope.name), Decimal(0)
            ),
            signed=total.signed,
            contracts=total.contracts.count,
            frameworks=total.frameworks.count,
            framework_amount=total.frameworks.amount,
            intents=total.intents.count,
            intent_amount=total.intents.amount,
            planned=total.planned.amount,
            planned_count=total.planned.count,
            completion=pacing.as_decimal(done),
            pace=pacing.as_decimal(due),
            light=pacing.light(done, due, self._settings.lights),
            paid_in=total.paid_in,
            after_close=total.after_close.amount,
            after_close_count=total.after_close.count,
            units=units,
            zero_signed=sum("zero_signing" in unit.flags for unit in units),
            other_currency=total.currencies(),
            to_confirm=self._doubts.to_confirm(claims, wholes),
            possible=self._doubts.possible(wholes),
            units_sum=sum((unit.signed for unit in units), Decimal(0)),
            **lists,
        )

    def _counted(self, scope: Scope) -> tuple[Counted, Counted]:
        """What pairs and their projects come to in a scope."""

        def worth(entry: Entry) -> Decimal | None:
            own = self._own_fair(entry)
            mine = scope.fair is None or (own is not None and own.name == scope.fair.name)
            counts = mine and bucket_of(entry, scope.window) is Bucket.SIGNED
            return (entry.value or Decimal(0)) if counts and entry.project.paper is Paper.CONTRACT else None

        return self._doubts.counted(worth)

    def _note_lists(self, lists: Mapping[str, tuple[Place, ...]]) -> None:
        titles = {entry.place: entry.project.name for entry in self._entries} if any(lists.values()) else {}
        for code, places in lists.items():
            self._notes.extend(note(code, place, titles.get(place, "")) for place in places)

    def _pace(self, from_: date, end: date | None) -> Fraction | None:
        return pacing.pace(from_, self._as_of, end, self._workdays)

    def _units(self, scope: Scope) -> tuple[UnitProgress, ...]:
        names = scope.names = self._names(scope)
        targets = {name: self._targets.in_force.get((scope.name, name), _NO_TARGET) for name in names}
        done = {name: _done(scope.units.get(name, Tally()), targets[name]) for name in names}
        groups = {name: (self._book.kind(name), self._book.parent(name), targets[name].metric) for name in names}
        ranked = ranks((name, groups[name], done[name]) for name in names)
        wholes = _wholes(names, self._book.parent, lambda name: scope.units.get(name, Tally()).signed)
        order = {name: place for place, name in enumerate(names)}
        rows = [
            self._unit(scope, name, targets[name], done[name], ranked.get(name), wholes.get(name)) for name in names
        ]
        rows = self._doubts.on_lines(rows, *self._counted(scope))
        rows.sort(key=lambda row: (*kind_place(row.kind), row.parent, *table_place(row, len(names)), order[row.unit]))
        return tuple(rows)

    def _names(self, scope: Scope) -> tuple[str, ...]:
        """The units that stand in a scope: with any target all that are known, else those with projects in it."""
        known = self._book.listed() if scope.name in self._targets.scopes() else ()
        return tuple(dict.fromkeys([*known, *self._targets.named.get(scope.name, ()), *scope.units]))

    def _unit(
        self,
        scope: Scope,
        name: str,
        target: TargetInForce,
        done: Fraction | None,
        rank: tuple[int, int] | None,
        whole: Decimal | None,
    ) -> UnitProgress:
        tally = scope.units.get(name, Tally())
        end = target.by.to_ or scope.pace_end if scope.fair is None else scope.pace_end
        due = self._pace(target.by.from_ or scope.from_, end)
        contact, phone = self._book.contact(name)
        flags = ("target_doubt",) if (scope.name, name) in self._targets.doubts else _flags(tally, target.by)
        return UnitProgress(
            fair=scope.name,
            unit=name,
            kind=self._book.kind(name),
            parent=self._book.parent(name),
            target=target.by.value,
            metric=target.metric,
            signed=tally.signed,
            contracts=tally.contracts.count,
            frameworks=tally.frameworks.count,
            framework_amount=tally.frameworks.amount,
            intents=tally.intents.count,
            intent_amount=tally.intents.amount,
            planned=tally.planned.amount,
            planned_count=tally.planned.count,
            completion=pacing.as_decimal(done),
            pace=pacing.as_decimal(due),
            light=Light.NONE if not _NO_LIGHT.isdisjoint(flags) else pacing.light(done, due, self._settings.lights),
            rank=rank[0] if rank else None,
            ranked_of=rank[1] if rank else None,
            joint=len(tally.joint),
            joint_in=tuple(dict.fromkeys(entry.unit for entry in tally.joint)),
            whole_signed=whole,
            target_contradiction=target.by.contradiction,
            target_figures=target.by.figures,
            target_docs=target.by.documents,
            target_issued=target.by.issued_on,
            no_paper=len(tally.no_paper),
            flags=flags,
            other_currency=tally.currencies(),
            problems=len(distinct([*tally.no_basis, *tally.no_date, *tally.no_paper])),
            contact=contact,
            phone=phone,
            head=self._book.head(name),
            superior=self._book.is_superior(name),
        )


def _done(tally: Tally, target: TargetInForce) -> Fraction | None:
    """What is done of the target: the amount, or the number of contracts where only a number is owed."""
    done = tally.signed if target.metric == "amount" else Decimal(tally.contracts.count)
    return pacing.completion(done, target.by.value)


def _flags(tally: Tally, owed: MetricInForce) -> tuple[str, ...]:
    """A unit that owes nothing has not failed to sign; one with a part in another's contract has one."""
    landed = tally.landed or any(entry.stage in LANDED for entry in tally.joint)
    none_landed = () if landed else ("none_landed",)
    if tally.contracts.count:
        return none_landed
    if tally.joint:
        return ("joint_only", *none_landed)
    return ("zero_signing",) if owed.owes else ()


def _wholes(
    names: Iterable[str], parent: Callable[[str], str], signed: Callable[[str], Decimal]
) -> Mapping[str, Decimal]:
    """Own and below, for the units that have units below them; a project counts once, at its first-named unit."""
    names = list(names)
    below: dict[str, Decimal] = {}
    for name in names:
        seen = {name}
        above = parent(name)
        while above and above not in seen:
            seen.add(above)
            below[above] = below.get(above, Decimal(0)) + signed(name)
            above = parent(above)
    return {name: below[name] + signed(name) for name in names if name in below}
