"""Which target is in force for a unit: each metric by the latest paper that says it by the board's date.

Source: docs/figures.md: two at once are a contradiction, shown, never summed. A row without a date counts as issued
before all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from data.ledgers.kinds_and_columns import Amount, Target
from data.model import Contradiction, Place, Problem, Ruling
from data.rules.between_ledgers.contradictions import NONE, Disputes, Rulings, Side, falling, said_text
from data.rules.rule_notes import fault
from data.rules.units.names import UnitBook, item_key, lineage
from data.rules.which_fair.fairs import CNY, FairBook, amount_text, yuan
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash

Owner = tuple[str | None, str]
"""The fair's name (None: the season) and the unit's."""


METRICS = ("amount", "projects", "paid_in", "trips", "starts")
"""What a target can owe. Each has a paper of its own in force: one that revises a metric leaves the others."""

SIGNING = METRICS[:2]
"""The metrics of signing. A unit is measured by the first of these that it owes."""


@dataclass(frozen=True, slots=True)
class MetricInForce:
    """What a unit owes by one of METRICS: 万元 for "amount" and "paid_in", else a number.

    `value` is None where papers issued at once contradict each other; `figures` are then all that they say.
    `documents` name the papers that issued it (文号, 依据), `issued_on` their day, `places` their rows.
    """

    value: Decimal | None
    figures: tuple[Decimal, ...] = ()
    from_: date | None = None
    to_: date | None = None
    documents: tuple[str, ...] = ()
    issued_on: date | None = None
    places: tuple[Place, ...] = ()

    @property
    def contradiction(self) -> bool:
        """Whether nothing is measured by it until somebody decides."""
        return self.value is None and bool(self.figures)

    @property
    def owes(self) -> bool:
        """Whether there is anything to be reached: a figure above 0, or several that contradict each other."""
        return self.contradiction or bool(self.value)


NOTHING_OWED = MetricInForce(None)


@dataclass(frozen=True, slots=True)
class TargetInForce:
    """What one unit owes by signing: `by` is what it is measured by, the number of projects only where no paper says
    an amount (`metric`)."""

    metric: str = "amount"
    by: MetricInForce = NOTHING_OWED


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets in force by fair and unit (`metrics`: each of METRICS; `in_force`: what signing is measured by), the
    units that have any row at all, and what was wrong."""

    in_force: Mapping[Owner, TargetInForce]
    named: Mapping[str | None, tuple[str, ...]]
    problems: tuple[Problem, ...]
    contradictions: tuple[Contradiction, ...]
    metrics: Mapping[Owner, Mapping[str, MetricInForce]]
    doubts: Mapping[Owner, Decimal]
    """The amounts of targets for a unit that is nearly known, by fair and that unit: nobody's, until it is mended."""

    def scopes(self) -> frozenset[str | None]:
        """Fairs (None: the season) for which at least one unit has a target in force, of whatever metric."""
        return frozenset(fair for fair, _ in self.metrics)

    def handed_down(self, metric: str) -> frozenset[str | None]:
        """Fairs (None: the season) for which at least one unit has a target of this metric in force."""
        return frozenset(fair for (fair, _), owed in self.metrics.items() if metric in owed)


def targets_in_force(rows: Iterable[Target], book: UnitBook, fairs: FairBook, rulings: Rulings = NONE) -> Targets:
    """Sort target rows by fair and unit and find which is in force on the date of `fairs`, and by which ruling."""
    work = _Sorting(book, fairs, rulings)
    for row in sorted(rows, key=_paper_order):
        work.take(row)
    return work.done()


@dataclass(frozen=False, slots=False)
class _Sorting:
    book: UnitBook
    fairs: FairBook
    rulings: Rulings
    named: dict[str | None, dict[str, int]] = field(default_factory=dict)
    """The units, by fair, and the first row that each stands in: they keep the order of their paper."""
    problems: list[Problem] = field(default_factory=list)
    rows: dict[Owner, dict[str, list[Target]]] = field(default_factory=dict)
    pairs: dict[tuple[Place, Place], str] = field(default_factory=dict)
    disputes: Disputes = field(init=False)

    def __post_init__(self) -> None:
        self.disputes = Disputes("targets", self.rulings, lambda _row, key: key.partition("/")[2])

    def take(self, row: Target) -> None:
        fair = self.fairs.find(row.fair, row.from_, row.to_, row.issued_on)
        if fair is None and not self.fairs.means_season(row.fair):
            self.problems.append(fault("unknown_fair", row.place, row.fair))
            return
        owner = (fair.name if fair else None, self.book.resolve(row.unit))
        near = self.book.doubt(row.unit)
        if near:
            self.problems.append(fault("unknown_unit_near", row.place, row.unit, near=near))
        for money in (row.amount, row.paid_in):
            if money is not None and money.currency != CNY:
                self.problems.append(fault("target_currency", row.place, amount_text(money)))
        if not near:
            units = self.named.setdefault(owner[0], {})
            units[owner[1]] = min(row.row, units.get(owner[1], row.row))
        if _issued(row) > self.fairs.as_of:
            return
        for metric in METRICS:
            if _metric(row, metric) is not None:
                self.rows.setdefault(owner, {}).setdefault(metric, []).append(row)

    def done(self) -> Targets:
        named = {fair: tuple(sorted(units, key=lambda unit: (units[unit], unit))) for fair, units in self.named.items()}
        metrics = {
            owner: {metric: self._metric(owner, metric, rows) for metric, rows in owed.items()}
            for owner, owed in self.rows.items()
        }
        doubts = {owner: metrics.pop(owner) for owner in list(metrics) if self.book.doubt(owner[1])}
        in_force = {
            owner: TargetInForce(signing[0], owed[signing[0]])
            for owner, owed in metrics.items()
            if (signing := [metric for metric in SIGNING if metric in owed])
        }
        return Targets(
            in_force, named, tuple(self.problems), tuple(self.disputes.found), metrics, self._by_near(doubts)
        )

    def _by_near(self, doubts: Mapping[Owner, Mapping[str, MetricInForce]]) -> Mapping[Owner, Decimal]:
        """What is in doubt for each unit that may be meant; 0 where no amount is said."""
        found: dict[Owner, Decimal] = {}
        for (fair, name), owed in doubts.items():
            owner = (fair, self.book.doubt(name))
            found[owner] = found.get(owner, Decimal(0)) + (owed.get("amount", NOTHING_OWED).value or Decimal(0))
        return found

    def _metric(self, owner: Owner, metric: str, rows: list[Target]) -> MetricInForce:
        """By the latest paper that says this metric; papers of one day must say the same of it, and of its days."""
        at_once = self._at_once(owner, rows)
        figures = _said(_metric(row, metric) for row in at_once)
        first_days, last_days = _said(row.from_ for row in at_once), _said(row.to_ for row in at_once)
        agreed = all(len(values) <= 1 for values in (figures, first_days, last_days))
        return MetricInForce(
            value=figures[0] if agreed else None,
            figures=() if agreed else tuple(sorted(figures)),
            from_=next(iter(first_days), None) if agreed else None,
            to_=next(iter(last_days), None) if agreed else None,
            documents=_documents(at_once),
            issued_on=at_once[0].issued_on,
            places=tuple(row.place for row in at_once),
        )

    def _at_once(self, owner: Owner, rows: list[Target]) -> list[Target]:
        """The rows that were issued last, without those that an officer decided against."""
        latest = max(_issued(row) for row in rows)
        return self._ruled(owner, [row for row in rows if _issued(row) == latest])

    def _ruled(self, owner: Owner, rows: list[Target]) -> list[Target]:
        """The rows that hold, once those are gone that an officer decided against."""
        first, *others = sorted(rows, key=_content)
        beaten: list[Target] = []
        for other in others:
            decided = self._decided(owner, first, other)
            beaten += [other] if decided == Ruling.FIRST else [first] if decided == Ruling.SECOND else []
        return [row for row in rows if row not in beaten] or rows

    def _decided(self, owner: Owner, first: Target, other: Target) -> str:
        """The ruling on two rows that say different things, which are listed once; "" without one."""
        pair = (first.place, other.place)
        fields = [name for name in _OWES if _differ(getattr(first, name), getattr(other, name))]
        if fields and pair not in self.pairs:
            key = item_key("target", "", owner[1], owner[0] or "")
            sides = (Side(first, _texts(first)), Side(other, _texts(other)))
            self.pairs[pair] = self.disputes.between(key, owner[1], owner[1], sides, fields)
        return self.pairs.get(pair, "")


_OWES = (*METRICS, "from_", "to_")
"""What of a target decides completion."""


def handed_down(targets: Mapping[str, Decimal | None], parent: Callable[[str], str]) -> Decimal:
    """The sum of the units' targets. A unit below one that has a target of its own is part of that one's."""
    return sum((targets[unit] or Decimal(0) for unit in topmost(targets, parent)), Decimal(0))


def topmost(targets: Mapping[str, Decimal | None], parent: Callable[[str], str]) -> tuple[str, ...]:
    """The units with a target that stand below no other unit with one; in a ring of parents all of them."""
    owing = {unit for unit, target in targets.items() if target is not None}
    above = {unit: lineage(unit, parent) for unit in owing}
    return tuple(unit for unit in targets if unit in owing and (unit in above[unit] or owing.isdisjoint(above[unit])))


def _content(row: Target) -> tuple[str, ...]:
    """What a row says of what is owed, by which papers of one day are put in order: larger targets first."""
    return falling(getattr(row, name) for name in _OWES)


def _texts(row: Target) -> dict[str, str]:
    return {name: said_text(getattr(row, name)) for name in _OWES}


def _differ(ours: Any, theirs: Any) -> bool:
    return ours is not None and theirs is not None and ours != theirs


def _documents(rows: Iterable[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source_doc for row in rows if row.source_doc))


def _metric(row: Target, metric: str) -> Decimal | None:
    said = getattr(row, metric)
    if isinstance(said, Amount):
        return yuan(said)
    return None if said is None else Decimal(said)


def _paper_order(row: Target) -> tuple[Any, ...]:
    """What a row says, then where it stands: rows that say the same are in the order of their places."""
    said = tuple(() if (figure := _metric(row, metric)) is None else (figure,) for metric in METRICS)
    days = (_issued(row), row.from_ or date.min, row.to_ or date.min)
    return squash(row.unit), squash(row.fair), *days, *said, row.source_doc, row.file, row.sheet, row.row


def _issued(row: Target) -> date:
    return row.issued_on or date.min


def _said(values: Iterable[Any]) -> list[Any]:
    """The different values that rows give, without the blanks."""
    return list(dict.fromkeys(value for value in values if value is not None))
