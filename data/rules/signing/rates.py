"""The conversion of signed projects (签约, 落地, 开工, 资金到位, 入统), the four rates, and the office's own formulas.

Source: docs/rules.md. Every rate carries its numerator and its denominator, and is printed as the settings round it:
渭南's 291 of 292 is 99.66 % rounded half up and 99.65 % truncated.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from operator import attrgetter

from data.ledgers.kinds_and_columns import Amount
from data.model import ConversionLine, OwnFigure, Place, Rate, Stage, Step, Trace
from data.rules.projects.projects import Entry
from data.rules.projects.signed_tally import LANDED, Tally
from data.rules.targets.pace_and_light import as_decimal, ratio
from data.rules.which_fair.fairs import yuan
from data.settings import COUNTS, Formula, Rates
from data.support.fast_dataclass import dataclass

STEPS = (
    ("signed", "net", "signed_amount"),
    ("landed", "landed", "landed_amount"),
    ("started", "started", "started_amount"),
    ("paid_in", "paid_projects", "paid_in"),
    ("booked", "booked_projects", "booked"),
)
"""The steps of the conversion, with the counts that say how many projects came so far and their sum."""

_NO = Decimal(0)
Parts = tuple[tuple[str, Decimal], ...]
_WIDE = Context(prec=60)
_STARTED = LANDED - {Stage.LANDED}


def percent(numerator: Decimal, denominator: Decimal, decimals: int, rounding: str) -> Decimal | None:
    """A rate in percent as it is printed; None without a denominator. `rounding` is "half_up" or "truncate"."""
    return _printed(_ratio(numerator, denominator), decimals, rounding)


def _ratio(numerator: Decimal, denominator: Decimal) -> Fraction | None:
    return ratio(numerator, denominator) if denominator > 0 else None


def _printed(exact: Fraction | None, decimals: int, rounding: str) -> Decimal | None:
    if exact is None:
        return None
    whole, rest = divmod(exact.numerator * 100 * 10**decimals, exact.denominator)
    up = rounding == "half_up" and 2 * rest >= exact.denominator
    return Decimal(whole + up).scaleb(-decimals, _WIDE)


def conversion_line(unit: str, tally: Tally, settings: Rates) -> ConversionLine:
    """The conversion, the rates and the own figures of one unit's tally; `unit` "" for a whole scope."""
    counts, base = _counts(tally, settings), _paid_base(tally, settings)
    rows = tuple([entry.place for entry in (*tally.held, *tally.struck_off)])
    struck = sum((entry.value or _NO for entry in tally.struck_off), _NO)
    signed, of = counts["signed_amount"], _Made(counts, settings, rows)
    return ConversionLine(
        unit=unit,
        steps=tuple(Step(name, int(counts[count]), counts[amount]) for name, count, amount in STEPS),
        cumulative=Step("cumulative", int(counts["contracts"]), signed + struck),
        struck_off=Step("struck_off", int(counts["struck_off"]), struck),
        net=Step("net", int(counts["net"]), signed),
        rates=(*of.shares(), of.paid_in(*base)),
        own=tuple(of.own(name, text) for name, text in settings.formulas.items()),
        trace=Trace("conversion", (), rows),
    )


def _counts(tally: Tally, settings: Rates) -> dict[str, Decimal]:
    """Every count that a formula may name (`settings.COUNTS`), of the contracts that count."""
    held = tally.held
    values = [entry.value or _NO for entry in held]
    stages = [entry.stage for entry in held]
    landed = [value for value, stage in zip(values, stages, strict=True) if stage in LANDED]
    started = [value for value, stage in zip(values, stages, strict=True) if stage in _STARTED]
    building = stages.count(Stage.BUILDING)
    paid = [amount for entry in held if (amount := entry.paid_in)]
    booked = [amount for entry in held if (amount := entry.months.booked)]
    early = sum(stages.count(stage) for stage in set(settings.preliminaries) - _STARTED)
    counts: dict[str, Decimal | int] = {
        "contracts": len(held) + len(tally.struck_off),
        "net": len(held),
        "struck_off": len(tally.struck_off),
        "preliminaries": early,
        "landed": len(landed),
        "building": building,
        "in_production": len(started) - building,
        "started": len(started),
        "paid_projects": len(paid),
        "booked_projects": len(booked),
        "frameworks": tally.frameworks.count,
        "intents": tally.intents.count,
        "planned": tally.planned.count,
        "signed_amount": tally.signed,
        "landed_amount": sum(landed, _NO),
        "started_amount": sum(started, _NO),
        "total_investment": sum(_yuans(held, "total_investment"), _NO),
        "contracted": sum(_yuans(held, "contracted"), _NO),
        "paid_in": sum(paid, _NO),
        "booked": sum(booked, _NO),
    }
    return {name: Decimal(value) for name, value in counts.items()}


def _amounts(held: Sequence[Entry], name: str) -> list[Amount | None]:
    return list(map(attrgetter(f"project.{name}"), held))


def _yuans(held: Sequence[Entry], name: str) -> list[Decimal]:
    return [value for amount in _amounts(held, name) if (value := yuan(amount)) is not None]


def _paid_base(tally: Tally, settings: Rates) -> tuple[Decimal, Decimal, tuple[Place, ...]]:
    """Paid-in funds and what they are measured by, of the contracts that have it; and those that have not."""
    paid, base, left_out = [], [], []
    for entry, amount in zip(tally.held, _amounts(tally.held, settings.paid_in_basis), strict=True):
        if value := yuan(amount):
            paid.append(entry.paid_in or _NO)
            base.append(value)
        else:
            left_out.append(entry.place)
    return sum(paid, _NO), sum(base, _NO), tuple(left_out)


@dataclass(frozen=True, slots=True)
class _Made:
    """Rates and own figures of one set of counts; `rows` are behind them all."""

    counts: dict[str, Decimal]
    settings: Rates
    rows: tuple[Place, ...]

    def shares(self) -> tuple[Rate, ...]:
        """履约率, 开工率 and 落地率."""
        counts, by = self.counts, self.settings.denominator
        contracts = counts["contracts" if by == "cumulative" else "net"]
        parts: Parts = (("in_production", counts["in_production"]), ("building", counts["building"]))
        early = counts["preliminaries"]
        return (
            self._rate(
                "fulfilment", counts["started"] + early, contracts, ("rates.denominator", by),
                (*parts, ("in_preliminaries", early)),
            ),
            self._rate("start", counts["started"], contracts, ("rates.denominator", by), parts),
            self._rate("landing", counts["landed"], counts["net"], ("denominator", "net"), (
                ("landed", counts["landed"] - counts["started"]), ("started", counts["started"]),
            )),
        )  # fmt: skip

    def paid_in(self, paid: Decimal, base: Decimal, left_out: tuple[Place, ...]) -> Rate:
        """资金到位率."""
        used = ("rates.paid_in_basis", self.settings.paid_in_basis)
        return self._rate("paid_in", paid, base, used, (("paid_in", paid),), left_out)

    def own(self, name: str, text: str) -> OwnFigure:
        """What one of the office's formulas comes to."""
        formula = Formula(text, COUNTS)
        value = formula.value({count: Fraction(self.counts[count]) for count in formula.names})
        used = tuple((count, self.counts[count]) for count in formula.names)
        values = ((f"rates.formulas.{name}", text), *((count, f"{amount:f}") for count, amount in used))
        return OwnFigure(name, text, as_decimal(value), used, Trace("formula", values, self.rows))

    def _rate(
        self,
        name: str,
        numerator: Decimal,
        denominator: Decimal,
        used: tuple[str, str],
        parts: Parts,
        left_out: tuple[Place, ...] = (),
    ) -> Rate:
        decimals, rounding = self.settings.decimals, self.settings.rounding
        exact = _ratio(numerator, denominator)
        values = (used, ("rates.rounding", rounding), ("rates.decimals", str(decimals)))
        return Rate(
            name=name,
            numerator=numerator,
            denominator=denominator,
            ratio=as_decimal(exact),
            printed=_printed(exact, decimals, rounding),
            trace=Trace(f"rate-{name}", values, self.rows),
            parts=parts,
            left_out=left_out,
        )
