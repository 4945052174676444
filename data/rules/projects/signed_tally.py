"""Adding projects up for one target: what counts as signed, what stands beside it, and what is left out and why.

Source: docs/figures.md (signed). Amounts in CNY are summed; other currencies are kept apart and never added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum

from data.model import Paper, Place, Stage
from data.rules.projects.projects import Entry
from data.rules.which_fair.fairs import CNY
from data.support.fast_dataclass import dataclass

LANDED = frozenset({Stage.LANDED, Stage.BUILDING, Stage.PRODUCTION, Stage.CAPACITY})
"""Stages at landed (落地) or beyond."""


class Bucket(Enum):
    """Where a project's signing lies, seen from one target on one date.

    DISPUTED: by one of its rows it counts here, by another it does not; it counts nowhere until somebody decides.
    """

    SIGNED = "signed"
    PLANNED = "planned"
    BEFORE = "before_from"
    AFTER = "after"
    NO_DATE = "no_date"
    STRUCK = "struck_off"
    DISPUTED = "disputed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose signings count: from `from_` through `last` (None: no end), as seen on `as_of`."""

    from_: date
    last: date | None
    as_of: date

    def bucket(self, entry: Entry) -> Bucket:
        """Where the project's signing lies. A planned signing after `last` is AFTER: it will never count."""
        if entry.readings:
            return among([self.bucket(reading) for reading in entry.readings])
        signed_on = entry.project.signed_on
        if entry.gone:
            return Bucket.STRUCK if self._covers(signed_on) else Bucket.NONE
        if signed_on is None:
            return Bucket.NO_DATE if _should_have_a_date(entry) else Bucket.NONE
        if signed_on < self.from_:
            return Bucket.BEFORE
        if self.last is not None and signed_on > self.last:
            return Bucket.AFTER
        return Bucket.SIGNED if signed_on <= self.as_of else Bucket.PLANNED

    def _covers(self, day: date | None) -> bool:
        """Whether what was signed on this day counts, or counted before it was struck off."""
        return day is not None and self.from_ <= day <= min(self.as_of, self.last or self.as_of)


_LESS = (Bucket.PLANNED, Bucket.AFTER, Bucket.BEFORE, Bucket.NO_DATE, Bucket.STRUCK, Bucket.NONE)
"""Where what does not count lies, the last counting for the least."""


def among(buckets: Iterable[Bucket]) -> Bucket:
    """Where a project lies whose rows put it into these: it counts only where all of them count it."""
    said = set(buckets)
    if len(said) == 1:
        return said.pop()
    if not said.isdisjoint((Bucket.SIGNED, Bucket.DISPUTED)):
        return Bucket.DISPUTED
    return max(said, key=_LESS.index)


def _should_have_a_date(entry: Entry) -> bool:
    """A contract, or anything whose stage says that it was signed."""
    return entry.project.paper is Paper.CONTRACT or entry.reached(Stage.SIGNED)


@dataclass(frozen=False, slots=False)
class Class:
    """One class of paper: how many, and their sum in 万元."""

    count: int = 0
    amount: Decimal = Decimal(0)


@dataclass(frozen=False, slots=False)
class Tally:
    """The sums of one unit or of a whole fair. `contracts.amount` is what is signed.

    `held` are the contracts that count, `added` what only adds to one (增资, 补充协议): its amount is signed, its
    number is not. `struck_off` are those that counted until they were returned, replaced or ended, `to_sign` the
    planned ones; `joint` are contracts of this unit too, which another one counts.
    `disputed` are projects that count by one of their rows and by another do not; `in_dispute` is what they, and the
    higher amounts of those that count, would add at most, in 万元.
    `unsure` may be contracts, or are some of which no amount is known: what they add is not counted.
    """

    contracts: Class = field(default_factory=Class)
    frameworks: Class = field(default_factory=Class)
    intents: Class = field(default_factory=Class)
    planned: Class = field(default_factory=Class)
    after_close: Class = field(default_factory=Class)
    joint: list[Entry] = field(default_factory=list)
    landed: int = 0
    paid_in: Decimal | None = None
    held: list[Entry] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)
    disputed: list[Entry] = field(default_factory=list)
    in_dispute: Decimal = Decimal(0)
    struck_off: list[Entry] = field(default_factory=list)
    to_sign: list[Entry] = field(default_factory=list)
    other_currency: dict[str, Decimal] = field(default_factory=dict)
    no_basis: list[Place] = field(default_factory=list)
    no_date: list[Place] = field(default_factory=list)
    before_from: list[Place] = field(default_factory=list)
    no_paper: list[Place] = field(default_factory=list)
    unsure: list[Entry] = field(default_factory=list)

    @property
    def signed(self) -> Decimal:
        """The sum of the contracts, in 万元."""
        return self.contracts.amount

    @property
    def at_most(self) -> Decimal | None:
        """What is signed at most (最高可计), in 万元; None where no row is in dispute."""
        return self.contracts.amount + self.in_dispute if self.in_dispute else None

    def add(self, entry: Entry, bucket: Bucket, as_of: date) -> None:
        """Take one project in, where its signing puts it."""
        paper = entry.project.paper
        if entry.at_most is not None and bucket in (Bucket.SIGNED, Bucket.DISPUTED):
            counted = bucket is Bucket.SIGNED and paper is Paper.CONTRACT
            self.in_dispute += entry.at_most - ((entry.value or Decimal(0)) if counted else Decimal(0))
        if self._is_unsure(entry, bucket):
            self.unsure.append(entry)
        if bucket is Bucket.DISPUTED:
            self.disputed.append(entry)
        elif bucket is Bucket.SIGNED:
            if paper is None:
                self.no_paper.append(entry.place)
            else:
                self._signed(entry, paper)
        elif bucket in (Bucket.NO_DATE, Bucket.BEFORE):
            (self.no_date if bucket is Bucket.NO_DATE else self.before_from).append(entry.place)
        elif paper is Paper.CONTRACT and bucket is Bucket.STRUCK and not entry.adds_to:
            self.struck_off.append(entry)
        elif paper is Paper.CONTRACT and bucket is Bucket.PLANNED:
            self._beside(self.planned, entry)
            self.to_sign.append(entry)
        elif paper is Paper.CONTRACT and bucket is Bucket.AFTER and entry.signed_by(as_of):
            self._beside(self.after_close, entry)

    @staticmethod
    def _is_unsure(entry: Entry, bucket: Bucket) -> bool:
        """Whether it may be a contract and is not counted, or is one of which no amount is known."""
        paper = entry.project.paper
        if bucket is Bucket.SIGNED:
            disputed = "paper" in entry.disputed and any(row.paper is Paper.CONTRACT for row in entry.rows)
            return paper is None or (entry.amount is None if paper is Paper.CONTRACT else disputed)
        return bucket is Bucket.DISPUTED or (bucket is Bucket.NO_DATE and may_be_contract(entry))

    def share(self, entry: Entry, bucket: Bucket, as_of: date) -> None:
        """Take in a partner's share of a project that another unit counts: its amount, and no project."""
        part = Tally()
        part.add(entry, bucket, as_of)
        for name in ("contracts", "frameworks", "intents", "planned", "after_close"):
            getattr(self, name).amount += getattr(part, name).amount
        for currency, amount in part.other_currency.items():
            self.other_currency[currency] = self.other_currency.get(currency, Decimal(0)) + amount

    def currencies(self) -> tuple[tuple[str, Decimal], ...]:
        """What contracts bring in other currencies, each apart."""
        return tuple(sorted(self.other_currency.items()))

    def _signed(self, entry: Entry, paper: Paper) -> None:
        if paper is not Paper.CONTRACT:
            self._beside(self.frameworks if paper is Paper.FRAMEWORK else self.intents, entry)
            return
        self._beside(self.contracts, entry)
        if entry.adds_to:
            self.added.append(entry)
        else:
            self.held.append(entry)
            self.landed += entry.stage in LANDED
        if entry.amount is not None and entry.amount.currency != CNY:
            currency = entry.amount.currency
            self.other_currency[currency] = self.other_currency.get(currency, Decimal(0)) + entry.amount.value
        if (paid_in := entry.paid_in) is not None:
            self.paid_in = (self.paid_in or Decimal(0)) + paid_in

    def _beside(self, cls: Class, entry: Entry) -> None:
        """Count it in one class of paper; its amount too if it is in CNY, and a range by its lower value."""
        cls.count += not entry.adds_to
        if entry.value is not None:
            cls.amount += entry.value
        elif entry.amount is None and not entry.disputed:
            self.no_basis.append(entry.place)


def may_be_contract(entry: Entry) -> bool:
    """Whether it is one, or nothing says what was signed."""
    return entry.project.paper in (None, Paper.CONTRACT)


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, in their order."""
    return tuple(dict.fromkeys(places))
