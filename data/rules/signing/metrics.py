"""What each metric of a target comes to, the gap, and whether targets add up. Source: docs/rules.md.

A metric stands in a scope when any of its units has a target of it: then every unit shows what it did, and those
without a target show no completion. Amounts and projects are the board's own figures; paid-in funds are those of the
contracts that count; trips and starts count from the target's first day through 统计截止 or the board's date, a start
whether or not its project was signed for the same target. A unit that its whole measures has those of the units below
it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from data.ledgers.kinds_and_columns import Trip
from data.model import Cascade, Gap, Goals, Place, Stage, TargetMetric, Trace, UnitGoals
from data.rules.calendar.followup_ladder import reached
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import Tally
from data.rules.season_on_date import Ground
from data.rules.signing.projects_per_unit import Scope
from data.rules.signing.signed_breakdown import breakdowns
from data.rules.targets import pace_and_light as pacing
from data.rules.targets.targets import METRICS, NOTHING_OWED, MetricInForce, Targets, topmost
from data.rules.units.names import UnitBook
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached: the figure, the rows that make it, and those that would if they said when."""

    done: Decimal
    rows: tuple[Place, ...] = ()
    left_out: tuple[Place, ...] = ()


class Metrics:
    """The metrics of one scope on one date."""

    def __init__(
        self, scope: Scope, targets: Targets, book: UnitBook, trips: Mapping[str, Sequence[Trip]], as_of: date
    ) -> None:
        self._scope, self._book, self._trips, self._as_of = scope, book, trips, as_of
        self._owed: dict[str, Mapping[str, MetricInForce]] = {
            name: targets.metrics.get((scope.name, name), {}) for name in scope.names
        }
        wanted = {metric for owed in self._owed.values() for metric in owed}
        if scope.fair is not None and scope.fair.target is not None:
            wanted.add("amount")
        scopes = targets.handed_down("amount")
        self._of_season = scope.name not in scopes and None in scopes
        """Whether the units' targets of amounts are the season's: then nothing of the fair's was handed down."""
        self.names = tuple(name for name in METRICS if name in wanted)
        self._started: dict[str, list[Entry]] = {}
        if "starts" in self.names:
            for entry in scope.members:
                if entry.project.started_on is not None or entry.reached(Stage.BUILDING):
                    self._started.setdefault(entry.unit, []).append(entry)

    def unit(self, name: str) -> UnitGoals:
        """The unit's metrics and its gap, which is in projects where only their number is owed."""
        metrics = tuple(self._metric(metric, name) for metric in self.names)
        by_name = {metric.metric: metric for metric in metrics}
        amount, projects = by_name.get("amount"), by_name.get("projects")
        counted = amount is None or (amount.target is None and not amount.figures)
        in_projects = counted and projects is not None and projects.target is not None
        target = (projects if in_projects else amount) or None
        tally = self._scope.measured(name)
        metric = "projects" if in_projects else "amount"
        return UnitGoals(name, metrics, gap(tally, target.target if target else None, metric, self._as_of))

    def whole(self) -> tuple[TargetMetric, ...]:
        """The metrics of the scope itself. Only a fair has a target of its own, and only an amount."""
        found = []
        for metric in self.names:
            own = self._scope.fair.target if self._scope.fair and metric == "amount" else None
            reached = self._whole(metric)
            said = (self._scope.fair.place,) if self._scope.fair and own is not None else ()
            found.append(
                TargetMetric(
                    metric=metric,
                    target=own,
                    done=reached.done,
                    completion=pacing.as_decimal(pacing.completion(reached.done, own)),
                    trace=Trace("target", (("metric", metric),), (*said, *reached.rows)),
                    units_target=self._handed_down(metric),
                    left_out=reached.left_out,
                    target_rows=said,
                )
            )
        return tuple(found)

    def cascades(self) -> tuple[Cascade, ...]:
        """Where the parts of a target do not add up to it: the fair's own, and each unit's that has units below it."""
        fair = self._scope.fair
        children: dict[str, list[str]] = {}
        for name in self._owed:
            children.setdefault(self._book.parent(name), []).append(name)
        found = []
        for metric in self.names:
            targets = self._targets(metric)
            if fair is not None and fair.target is not None and metric == "amount" and not self._of_season:
                units = topmost(targets, self._book.parent)
                without = [name for name in children.get("", ()) if targets[name] is None]
                found.append(self._cascade("", metric, fair.target, fair.place, units, without))
            for name, below in children.items():
                target = targets.get(name)
                owing = [part for part in below if targets[part] is not None]
                if target is not None and owing:
                    rest = [part for part in below if targets[part] is None]
                    found.append(self._cascade(name, metric, target, None, owing, rest))
        return tuple(cascade for cascade in found if cascade.difference)

    def _cascade(
        self,
        whole: str,
        metric: str,
        target: Decimal,
        place: Place | None,
        units: Sequence[str],
        without: Sequence[str],
    ) -> Cascade:
        parts = sum((self._owed[unit][metric].value or Decimal(0) for unit in units), Decimal(0))
        own = (place,) if place else self._owed[whole][metric].places
        rows = (*own, *(row for unit in units for row in self._owed[unit][metric].places))
        return Cascade(
            whole=whole,
            metric=metric,
            target=target,
            parts=parts,
            difference=target - parts,
            units=tuple(units),
            without=tuple(without),
            trace=Trace("cascade", (("metric", metric),), rows),
        )

    def _targets(self, metric: str) -> dict[str, Decimal | None]:
        return {name: owed.get(metric, NOTHING_OWED).value for name, owed in self._owed.items()}

    def _handed_down(self, metric: str) -> Decimal | None:
        targets = self._targets(metric)
        units = topmost(targets, self._book.parent)
        return sum((targets[unit] or Decimal(0) for unit in units), Decimal(0)) if units else None

    def _metric(self, metric: str, name: str) -> TargetMetric:
        owed = self._owed[name].get(metric, NOTHING_OWED)
        reached = self._reached(metric, name, owed)
        issued = owed.issued_on.isoformat() if owed.issued_on else ""
        values = (("metric", metric), ("documents", "、".join(owed.documents)), ("issued_on", issued))
        return TargetMetric(
            metric=metric,
            target=owed.value,
            done=reached.done,
            completion=pacing.as_decimal(pacing.completion(reached.done, owed.value)),
            trace=Trace("target", tuple(pair for pair in values if pair[1]), (*owed.places, *reached.rows)),
            figures=owed.figures,
            left_out=reached.left_out,
            target_rows=tuple(owed.places),
        )

    def _reached(self, metric: str, name: str, owed: MetricInForce) -> Reached:
        from_, last = owed.from_ or self._scope.from_, min(owed.to_ or self._as_of, self._as_of)
        units = self._scope.family.members(name)
        if metric == "trips":
            return _trips((trip for unit in units for trip in self._trips.get(unit, ())), from_, last)
        if metric == "starts":
            return _starts((entry for unit in units for entry in self._started.get(unit, ())), from_, last)
        return _of_contracts(metric, self._scope.measured(name))

    def _whole(self, metric: str) -> Reached:
        from_, last = self._scope.from_, self._as_of
        if metric == "trips":
            return _trips((trip for name in self._scope.names for trip in self._trips.get(name, ())), from_, last)
        if metric == "starts":
            return _starts((entry for entries in self._started.values() for entry in entries), from_, last)
        return _of_contracts(metric, self._scope.total)


def gap(tally: Tally, target: Decimal | None, metric: str, as_of: date) -> Gap:
    """缺口 = 拟签 + 无着落: what is missing, what is planned (reviewed by now or not), what nobody has in sight."""
    reviewed = [entry for entry in tally.to_sign if reached(entry.project.reviewed_on, as_of)]
    amounts = metric == "amount"
    done = tally.signed if amounts else Decimal(tally.contracts.count)
    planned = tally.planned.amount if amounts else Decimal(tally.planned.count)
    passed = sum((entry.value or Decimal(0) for entry in reviewed), Decimal(0)) if amounts else Decimal(len(reviewed))
    missing = None if target is None else max(target - done, Decimal(0))
    return Gap(
        metric=metric,
        target=target,
        done=done,
        gap=missing,
        planned=planned,
        reviewed=passed,
        unreviewed=planned - passed,
        uncovered=None if missing is None else max(missing - planned, Decimal(0)),
        planned_count=tally.planned.count,
        reviewed_count=len(reviewed),
        trace=Trace("gap", (), tuple(entry.place for entry in tally.to_sign)),
    )


def _of_contracts(metric: str, tally: Tally) -> Reached:
    if metric == "paid_in":
        held = [entry for entry in tally.held if entry.paid_in is not None]
        left_out = tuple(entry.place for entry in tally.held if entry.paid_in is None)
        return Reached(tally.paid_in or Decimal(0), _places(held), left_out)
    done = tally.signed if metric == "amount" else Decimal(tally.contracts.count)
    return Reached(done, _places([*tally.held, *tally.added] if metric == "amount" else tally.held))


def _places(entries: Iterable[Entry]) -> tuple[Place, ...]:
    return tuple(entry.place for entry in entries)


def _trips(trips: Iterable[Trip], from_: date, last: date) -> Reached:
    made = [trip for trip in trips if from_ <= trip.departs <= last]
    return Reached(Decimal(len(made)), tuple(trip.place for trip in made))


def _starts(entries: Iterable[Entry], from_: date, last: date) -> Reached:
    """Projects that started on one of these days; left out are those that build without saying since when."""
    live = [entry for entry in entries if not entry.gone and not entry.adds_to]
    started = [entry for entry in live if entry.project.started_on and from_ <= entry.project.started_on <= last]
    undated = [entry for entry in live if entry.project.started_on is None]
    return Reached(Decimal(len(started)), _places(started), _places(undated))


def trips_by_unit(trips: Iterable[Trip], resolve: Callable[[str], str]) -> dict[str, list[Trip]]:
    """The rows of the trips ledger by unit, in the order of files and rows."""
    found: dict[str, list[Trip]] = {}
    for trip in sorted(trips, key=lambda row: row.place):
        found.setdefault(resolve(trip.unit), []).append(trip)
    return found


# ------------------------------------------------------------
# the goals of every scope: metrics, gaps, cascades and breakdowns, from what progress counted


def goals(ground: Ground, scope: Scope, units: Sequence[str], trips: Mapping[str, Sequence[Trip]]) -> Goals:
    """What one scope owes and has; `units` in the board's order, `trips` by unit."""
    as_of = ground.fairs.as_of
    work = Metrics(scope, ground.targets, ground.book, trips, as_of)
    return Goals(
        fair=scope.name,
        metrics=work.whole(),
        gap=gap(scope.total, scope.fair.target if scope.fair else None, "amount", as_of),
        cascades=work.cascades(),
        breakdowns=breakdowns(
            [*scope.total.held, *scope.total.added], ground.book, ground.settings.tiers, ground.basis
        ),
        units=tuple(work.unit(name) for name in units),
        units_signed=sum((tally.signed for tally in scope.units.values()), Decimal(0)),
    )
