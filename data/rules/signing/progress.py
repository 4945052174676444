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

from data.model import FairProgress, Light, Paper, Place, Problem, UnitProgress
from data.rules.base import pace as pacing
from data.rules.base.fairs import FairBook, FairDates
from data.rules.base.names import UnitBook
from data.rules.base.projects import Entry
from data.rules.base.ranking import kind_place, ranks, table_place
from data.rules.base.rule_notes import note
from data.rules.base.tally import LANDED, Bucket, Tally, Window, distinct
from data.rules.base.targets import MetricInForce, TargetInForce, Targets, handed_down
from data.rules.base.workdays import Workdays
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


class Progress:
    """Works out all scopes for one date; `build()` gives the read model, `notes()` what was left out of it.

    After `build()` the `scopes` hold what was counted, in the order of the lines, for the rules that go on from it.
    """

    def __init__(
        self, entries: Sequence[Entry], book: UnitBook, fairs: FairBook, targets: Targets, settings: RuleSettings
    ) -> None:
        self._entries = [entry for entry in entries if entry.counts]
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
            fair = self._fairs.find(project.fair, project.signed_on)
            if fair is None:
                self._notes.append(note("project_fair_unknown", project.place, project.fair))
        else:
            fair = self._fairs.on(project.signed_on) if project.signed_on else None
            if fair is None and season is None:
                self._leave_out(entry, scopes)
        return scopes[fair.name] if fair else None

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
        whole = scope.window.bucket(entry)
        scope.total.add(entry, whole, self._as_of)
        first, *others = entry.units
        window = self._window(scope, first)
        bucket = whole if window is scope.window else window.bucket(entry)
        scope.unit(first).add(entry, bucket, self._as_of)
        if bucket is Bucket.BEFORE:
            scope.early.append(entry.place)
        for other in others:
            if entry.project.paper is Paper.CONTRACT and self._window(scope, other).bucket(entry) is Bucket.SIGNED:
                scope.unit(other).joint.append(entry)

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
        done = pacing.completion(total.signed, target)
        due, light = self._paced(done, scope, TargetInForce())
        lists = {
            "no_basis": distinct(total.no_basis),
            "no_date": distinct(total.no_date),
            "before_from": distinct([*total.before_from, *scope.early]),
            "no_paper": distinct(total.no_paper),
        }
        self._note_lists(lists)
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
            light=light,
            paid_in=total.paid_in,
            after_close=total.after_close.amount,
            after_close_count=total.after_close.count,
            units=units,
            handed_down=self._handed_down(scope.name),
            from_=scope.from_,
            flags=("not_begun",) if scope.from_ > self._as_of else (),
            zero_signed=sum("zero_signing" in unit.flags for unit in units),
            other_currency=total.currencies(),
            **lists,
        )

    def _note_lists(self, lists: Mapping[str, tuple[Place, ...]]) -> None:
        titles = {entry.place: entry.project.name for entry in self._entries} if any(lists.values()) else {}
        for code, places in lists.items():
            self._notes.extend(note(code, place, titles.get(place, "")) for place in places)

    def _handed_down(self, scope: str | None) -> str:
        """Whose the units' targets of amounts are: "units" (the scope's own), "season" or ""."""
        scopes = self._targets.handed_down("amount")
        return "units" if scope in scopes else "season" if None in scopes else ""

    def _paced(self, done: Fraction | None, scope: Scope, target: TargetInForce) -> tuple[Fraction | None, Light]:
        """Pace and light of one target. Neither while its first day is ahead; no light where the contradictory days of
        the fair would give different ones."""
        from_, to = target.by.from_, target.by.to_ if scope.fair is None else None
        if (from_ or scope.from_) > self._as_of:
            return None, Light.NONE
        paces = [self._pace(from_ or first, to or end) for first, end in scope.readings]
        lights = {pacing.light(done, due, self._settings.lights) for due in paces}
        due = self._pace(from_ or scope.from_, to or scope.pace_end)
        return due, lights.pop() if len(lights) == 1 else Light.NONE

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
        rows.sort(key=lambda row: (*kind_place(row.kind), row.parent, *table_place(row, len(names)), order[row.unit]))
        return tuple(rows)

    def _names(self, scope: Scope) -> tuple[str, ...]:
        """The units that stand in a scope: with any target, its own or the season's, all that are known and those that
        its targets name; else those with projects in it."""
        scopes, named = self._targets.scopes(), self._targets.named
        known = self._book.listed() if scope.name in scopes or None in scopes else ()
        own = named.get(scope.name, ()) if scope.name in scopes else (*named.get(scope.name, ()), *named.get(None, ()))
        return tuple(dict.fromkeys([*known, *own, *scope.units]))

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
        due, light = self._paced(done, scope, target)
        from_ = target.by.from_ or scope.from_
        contact, phone = self._book.contact(name)
        flags = ("target_doubt",) if (scope.name, name) in self._targets.doubts else _flags(tally, target.by)
        if from_ > self._as_of:
            flags = ("not_begun", *(flag for flag in flags if flag != "zero_signing"))
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
            light=light if _NO_LIGHT.isdisjoint(flags) else Light.NONE,
            rank=rank[0] if rank else None,
            ranked_of=rank[1] if rank else None,
            joint=len(tally.joint),
            joint_in=tuple(dict.fromkeys(entry.unit for entry in tally.joint)),
            whole_signed=whole,
            from_=from_,
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
