"""The ladder of signed projects (签约, 落地, 开工, 资金到位, 入统), the four rates, and the office's own formulas.

Source: docs/rules.md. Every rate carries its numerator and its denominator, and is printed as the settings round it:
渭南's 291 of 292 is 99.66 % rounded half up and 99.65 % truncated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from data.model import Ladder, OwnFigure, Place, Rate, Stage, Step, Trace
from data.season.fairs import CNY
from data.season.pace import as_decimal
from data.season.projects import Entry
from data.season.tally import LANDED, Tally
from data.settings import COUNTS, Formula, Rates

STEPS = ("signed", "landed", "started", "paid_in", "booked")
ROUNDING = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}
_NO = Decimal(0)
Parts = tuple[tuple[str, Decimal], ...]
_WIDE = Context(prec=60)


@dataclass
class _Sum:
    count: int = 0
    amount: Decimal = _NO

    def step(self, name: str) -> Step:
        return Step(name, self.count, self.amount)


def percent(numerator: Decimal, denominator: Decimal, decimals: int, rounding: str) -> Decimal | None:
    """A rate in percent as it is printed; None without a denominator. `rounding` is "half_up" or "truncate"."""
    if denominator <= 0:
        return None
    scaled = Fraction(numerator) * 100 * 10**decimals / Fraction(denominator)
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    up = rounding == "half_up" and 2 * rest >= scaled.denominator
    return Decimal(whole + up).scaleb(-decimals, _WIDE)


def ladder(unit: str, tally: Tally, settings: Rates, as_of: date) -> Ladder:
    """The ladder, the rates and the own figures of one unit's tally; `unit` "" for a whole scope."""
    counted = _Counted(settings, as_of)
    for entry in tally.held:
        counted.take(entry)
    struck = Step("struck_off", len(tally.struck_off), sum((entry.value or _NO for entry in tally.struck_off), _NO))
    signed = counted.steps["signed"]
    steps = tuple(counted.steps[name].step(name) for name in STEPS)
    cumulative = Step("cumulative", signed.count + struck.count, signed.amount + struck.amount)
    contracts = cumulative.count if settings.denominator == "cumulative" else signed.count
    rows = (*counted.rows, *(entry.place for entry in tally.struck_off))
    rates = counted.rates(Decimal(contracts), rows)
    counts = counted.named(tally, struck.count)
    own = tuple(_own(name, text, counts, rows) for name, text in settings.formulas.items())
    net = Step("net", signed.count, signed.amount)
    return Ladder(unit, steps, cumulative, struck, net, rates, own, Trace("ladder", (), rows))


@dataclass
class _Counted:
    """What one pass over the contracts that count comes to."""

    settings: Rates
    as_of: date
    steps: dict[str, _Sum] = field(default_factory=lambda: {name: _Sum() for name in STEPS})
    preliminaries: int = 0
    building: int = 0
    in_production: int = 0
    base: Decimal = _NO
    paid: Decimal = _NO
    totals: dict[str, Decimal] = field(default_factory=lambda: {"total_investment": _NO, "contracted": _NO})
    rows: list[Place] = field(default_factory=list)
    left_out: list[Place] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Count one contract on each step that it reached."""
        value, stage, place = entry.value or _NO, entry.furthest(self.as_of), entry.place
        self.rows.append(place)
        self._step("signed", value)
        if stage in LANDED:
            self._step("landed", value)
        if stage in _STARTED:
            self._step("started", value)
            produces = stage is not Stage.BUILDING
            self.in_production += produces
            self.building += not produces
        elif stage in self.settings.preliminaries:
            self.preliminaries += 1
        self._money(entry, place)

    def _step(self, name: str, amount: Decimal) -> None:
        step = self.steps[name]
        step.count += 1
        step.amount += amount

    def _money(self, entry: Entry, place: Place) -> None:
        project, paid_in, booked = entry.project, entry.paid_in, entry.months.booked
        if paid_in:
            self._step("paid_in", paid_in)
        if booked:
            self._step("booked", booked)
        for name in self.totals:
            amount = getattr(project, name)
            known = amount is not None and amount.currency == CNY
            if known:
                self.totals[name] += amount.value
            if name == self.settings.paid_in_basis:
                if known and amount.value > 0:
                    self.base += amount.value
                    self.paid += paid_in or _NO
                else:
                    self.left_out.append(place)

    def rates(self, contracts: Decimal, rows: tuple[Place, ...]) -> tuple[Rate, ...]:
        """履约率, 开工率, 落地率 and 资金到位率."""
        started, landed = Decimal(self.steps["started"].count), Decimal(self.steps["landed"].count)
        parts: Parts = (("in_production", Decimal(self.in_production)), ("building", Decimal(self.building)))
        fulfilled = (*parts, ("in_preliminaries", Decimal(self.preliminaries)))
        signed = Decimal(self.steps["signed"].count)
        made = (
            (
                "fulfilment",
                started + self.preliminaries,
                contracts,
                fulfilled,
                ("denominator", self.settings.denominator),
            ),
            ("start", started, contracts, parts, ("denominator", self.settings.denominator)),
            ("landing", landed, signed, (), ("denominator", "net")),
            ("paid_in", self.paid, self.base, (), ("basis", self.settings.paid_in_basis)),
        )
        return tuple(self._rate(name, above, below, of, used, rows) for name, above, below, of, used in made)

    def _rate(
        self,
        name: str,
        numerator: Decimal,
        denominator: Decimal,
        parts: Parts,
        used: tuple[str, str],
        rows: tuple[Place, ...],
    ) -> Rate:
        decimals, rounding = self.settings.decimals, self.settings.rounding
        ratio = Fraction(numerator) / Fraction(denominator) if denominator > 0 else None
        values = (used, ("rates.rounding", rounding), ("rates.decimals", str(decimals)))
        return Rate(
            name=name,
            numerator=numerator,
            denominator=denominator,
            ratio=as_decimal(ratio),
            printed=percent(numerator, denominator, decimals, rounding),
            trace=Trace(f"rate-{name}", values, rows),
            parts=parts,
            left_out=tuple(self.left_out) if name == "paid_in" else (),
        )

    def named(self, tally: Tally, struck: int) -> Mapping[str, Decimal]:
        """The counts that a formula may name, in the order of the settings' table."""
        steps = self.steps
        counts: dict[str, Decimal | int] = {
            "contracts": steps["signed"].count + struck,
            "net": steps["signed"].count,
            "struck_off": struck,
            "preliminaries": self.preliminaries,
            "landed": steps["landed"].count,
            "building": self.building,
            "in_production": self.in_production,
            "started": steps["started"].count,
            "paid_projects": steps["paid_in"].count,
            "booked_projects": steps["booked"].count,
            "frameworks": tally.frameworks.count,
            "intents": tally.intents.count,
            "planned": tally.planned.count,
            "signed_amount": steps["signed"].amount,
            "landed_amount": steps["landed"].amount,
            "started_amount": steps["started"].amount,
            **self.totals,
            "paid_in": steps["paid_in"].amount,
            "booked": steps["booked"].amount,
        }
        return {name: Decimal(counts[name]) for name in COUNTS}


_STARTED = LANDED - {Stage.LANDED}


def _own(name: str, text: str, counts: Mapping[str, Decimal], rows: tuple[Place, ...]) -> OwnFigure:
    formula = Formula(text, COUNTS)
    value = formula.value({count: Fraction(counts[count]) for count in formula.names})
    used = tuple((count, counts[count]) for count in formula.names)
    values = (("rates.formulas", text), *((count, f"{amount:f}") for count, amount in used))
    return OwnFigure(name, text, as_decimal(value), used, Trace("formula", values, rows))
