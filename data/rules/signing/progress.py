"""How far the fairs, the season and their units are with what they owe.

Each fair is a scope of its own; the season is one more when a unit has a target without a fair, or when there are
no fairs at all. In a scope each project counts once, at its first-named unit. Source: docs/figures.md.

- A unit's window may be narrower than its fair's (its target's `from` and 统计截止); the fair's own figures count
  by the fair's days alone.
- The season counts signings from its first day to the board's date; the eve of the last fair's opening ends its pace.
- `completion`, light, rank and flags are by the unit's own signings, or by its whole
  (`data.rules.signing.units_with_parts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data.model import UNJUDGED, FairProgress, Light, Pair, Paper, Place, Problem, UnitProgress, UnitWhole
from data.rules.calendar.workdays import Workdays
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import Bucket, Tally, distinct
from data.rules.rule_notes import note
from data.rules.signing.doubtful_amounts import CountedAmounts, Doubts
from data.rules.signing.projects_per_unit import NO_TARGET, Counting, Scope
from data.rules.signing.units_to_judge import Unsettled
from data.rules.signing.units_with_parts import Family, family, in_table, wholes
from data.rules.signing.zero_signing import flags_of, judged
from data.rules.targets import pace_and_light as pacing
from data.rules.targets.targets import TargetInForce, Targets, handed_down
from data.rules.units.names import UnitBook
from data.rules.units.ranking import kind_place, ranks, table_place
from data.rules.units.units_heard import Standings
from data.rules.which_fair.fairs import FairBook
from data.settings import RuleSettings

_NO_LIGHT = frozenset({"joint_only", "target_doubt"}) | UNJUDGED
"""Flags of units that no light may stand beside."""


class Progress:
    """Works out all scopes for one date; `build()` gives the read model, `notes()` what was left out of it.

    The `scopes` hold what was counted, in the order of the lines, for the rules that go on from it; `build()` adds how
    their units stand to each other.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        book: UnitBook,
        fairs: FairBook,
        targets: Targets,
        settings: RuleSettings,
        standings: Standings,
        pairs: Sequence[Pair] = (),
    ) -> None:
        self._entries = [entry for entry in entries if entry.counts]
        self._doubts = Doubts(self._entries, pairs)
        self._book, self._fairs, self._targets, self._settings = book, fairs, targets, settings
        self._standings = standings
        self._counting = Counting(self._entries, fairs, targets, settings, standings)
        self._as_of = fairs.as_of
        self._workdays = Workdays(settings.calendar) if settings.pace.days == "work" else None
        self._unclaimed = any(not entry.unit and not entry.gone for entry in self._entries)
        self._curve = pacing.curve_of(settings.pace.curve, fairs.ends)
        self._notes = self._counting.notes
        self.scopes = self._counting.scopes

    def build(self) -> tuple[FairProgress, ...]:
        """The fairs' progress in the order of their opening, then the season's."""
        return tuple(self._fair(scope) for scope in self.scopes)

    def notes(self) -> tuple[Problem, ...]:
        """Rows that enter no figure, and why; each once."""
        return tuple(dict.fromkeys(self._notes))

    # ------------------------------------------------------------ the read model

    def _fair(self, scope: Scope) -> FairProgress:
        total, target = scope.total, scope.fair.target if scope.fair else None
        claims, wholes = self._counted(scope)
        units = self._units(scope, claims, wholes)
        done = pacing.completion(total.signed, target)
        due, light = self._paced(done, scope, TargetInForce())
        lists: dict[str, Any] = {
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
            **_sums(total),
            completion=pacing.as_decimal(done),
            with_planned=pacing.as_decimal(pacing.completion(total.signed + total.planned.amount, target)),
            pace=pacing.as_decimal(due),
            light=light,
            paid_in=total.paid_in,
            after_close=total.after_close.amount,
            after_close_count=total.after_close.count,
            units=units,
            at_most=total.at_most,
            disputed=len(total.disputed),
            handed_down=self._handed_down(scope.name),
            from_=scope.from_,
            flags=("not_begun",) if scope.from_ > self._as_of else (),
            zero_signed=sum("zero_signing" in unit.flags for unit in units),
            to_confirm=self._doubts.to_confirm(claims, wholes),
            possible=self._doubts.possible(wholes),
            units_sum=sum((unit.measured.signed for unit in units if not unit.part_of), Decimal(0)),
            **lists,
        )

    def _counted(self, scope: Scope) -> tuple[CountedAmounts, CountedAmounts]:
        """What pairs and their projects come to in a scope."""

        def worth(entry: Entry) -> Decimal | None:
            counts = entry.project.paper is Paper.CONTRACT and self._counting.lies(entry, scope) is Bucket.SIGNED
            return (entry.value or Decimal(0)) if counts else None

        return self._doubts.counted(worth)

    def _note_lists(self, lists: Mapping[str, tuple[Place, ...]]) -> None:
        titles = (
            {row.place: entry.project.name for entry in self._entries for row in entry.rows}
            if any(lists.values())
            else {}
        )
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
        return pacing.pace(from_, self._as_of, end, self._workdays, self._curve)

    def _units(self, scope: Scope, claims: CountedAmounts, wholes: CountedAmounts) -> tuple[UnitProgress, ...]:
        names = scope.names = self._names(scope)
        kin = self._kin(scope)
        targets = {name: self._targets.in_force.get((scope.name, name), NO_TARGET) for name in names}
        measured = {name: scope.measured(name) for name in names}
        done = {name: _done(measured[name], targets[name]) for name in names}
        groups = {name: (self._book.kind(name), self._book.parent(name), targets[name].metric) for name in names}
        heard = Unsettled(targets, scope.units, measured, self._standings)
        ranked = ranks(
            (name, groups[name], done[name]) for name in names if heard.known(name) and name not in kin.part_of
        )
        order = {name: place for place, name in enumerate(names)}
        rows = [self._unit(scope, name, targets[name], done[name], ranked.get(name), heard) for name in names]
        rows = self._doubts.on_lines(heard.with_settled_ranks(rows, done), claims, wholes)
        rows.sort(key=lambda row: (*kind_place(row.kind), row.parent, *table_place(row, len(names)), order[row.unit]))
        by_name = {row.unit: row for row in rows}
        return tuple(by_name[name] for name in in_table(list(by_name), kin.part_of))

    def _kin(self, scope: Scope) -> Family:
        """Settle how the scope's units stand to each other, and count the wholes."""
        owing = {
            unit
            for (fair, unit), owed in self._targets.metrics.items()
            if fair == scope.name and any(metric.owes for metric in owed.values())
        }
        by_whole = self._settings.targets.parents == "whole"
        scope.family = family(scope.names, self._book.parent, owing, whole=by_whole)
        share = self._settings.joint.share
        scope.wholes = wholes(
            scope.members, scope.family, lambda unit: self._counting.window(scope, unit), share, self._as_of
        )
        return scope.family

    def _names(self, scope: Scope) -> tuple[str, ...]:
        """The units that stand in a scope: with any target, its own or the season's, all that are known and those that
        its targets name; else those with projects in it. What is nobody's (未注明单位) counts in the whole alone."""
        scopes, named = self._targets.scopes(), self._targets.named
        known = self._book.listed() if scope.name in scopes or None in scopes else ()
        own = named.get(scope.name, ()) if scope.name in scopes else (*named.get(scope.name, ()), *named.get(None, ()))
        return tuple(dict.fromkeys([*known, *own, *filter(None, scope.units)]))

    def _unit(
        self,
        scope: Scope,
        name: str,
        target: TargetInForce,
        done: Fraction | None,
        rank: tuple[int, int] | None,
        heard: Unsettled,
    ) -> UnitProgress:
        tally = scope.measured(name)
        due, light = self._paced(done, scope, target)
        from_ = target.by.from_ or scope.from_
        contact, phone = self._book.contact(name)
        known, standing = heard.known(name), heard.standing[name]
        settled = heard.settled(name, done, due, self._settings.lights)
        flags = judged(flags_of(tally, target), standing, settled, heard.hides(name) or self._unclaimed)
        if (scope.name, name) in self._targets.doubts:
            flags = ("target_doubt",)
        if from_ > self._as_of:
            flags = ("not_begun", *(flag for flag in flags if flag != "zero_signing"))
        return UnitProgress(
            fair=scope.name,
            unit=name,
            kind=self._book.kind(name),
            parent=self._book.parent(name),
            target=target.by.value,
            metric=target.metric,
            completion=pacing.as_decimal(done) if known else None,
            with_planned=pacing.as_decimal(_done(tally, target, planned=True)) if known else None,
            pace=pacing.as_decimal(due),
            light=light if known and _NO_LIGHT.isdisjoint(flags) else Light.NONE,
            rank=rank[0] if rank else None,
            ranked_of=rank[1] if rank else None,
            whole=UnitWhole(**_figures(scope.wholes[name])) if name in scope.wholes else None,
            by_whole=name in scope.family.by_whole,
            part_of=scope.family.part_of.get(name, ""),
            from_=from_,
            target_contradiction=target.by.contradiction,
            target_figures=target.by.figures,
            target_docs=target.by.documents,
            target_issued=target.by.issued_on,
            at_most=tally.at_most,
            disputed=len(tally.disputed),
            flags=flags,
            contact=contact,
            phone=phone,
            head=self._book.head(name),
            superior=self._book.is_superior(name),
            **_figures(scope.units.get(name, Tally())),
            standing=standing,
            uncounted=heard.uncounted(name),
        )


def _figures(tally: Tally) -> dict[str, Any]:
    """The figures of a unit that are its tally's alone, by their names in UnitProgress and UnitWhole."""
    return {
        **_sums(tally),
        "joint": len(tally.joint),
        "joint_in": tuple(dict.fromkeys(entry.unit for entry in tally.joint)),
        "no_paper": len(tally.no_paper),
        "problems": len(distinct([*tally.no_basis, *tally.no_date, *tally.no_paper])),
    }


def _sums(tally: Tally) -> dict[str, Any]:
    """What a unit, a fair and the season say alike of what was counted."""
    return {
        "signed": tally.signed,
        "contracts": tally.contracts.count,
        "frameworks": tally.frameworks.count,
        "framework_amount": tally.frameworks.amount,
        "intents": tally.intents.count,
        "intent_amount": tally.intents.amount,
        "planned": tally.planned.amount,
        "planned_count": tally.planned.count,
        "other_currency": tally.currencies(),
    }


def _done(tally: Tally, target: TargetInForce, *, planned: bool = False) -> Fraction | None:
    """What is done of the target: the amount, or the number of contracts where only a number is owed; with what is
    `planned`, where that is asked for."""
    amounts = target.metric == "amount"
    done = tally.signed if amounts else Decimal(tally.contracts.count)
    if planned:
        done += tally.planned.amount if amounts else tally.planned.count
    return pacing.completion(done, target.by.value)
