"""The season's fairs: their days, which one a project belongs to, and the season's own first and last day.

Source: docs/figures.md (which fair, days left, `from`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.ledgers.kinds import Amount, Fair
from data.model import FairCountdown, Place, Problem
from data.rules.base.rule_notes import fault, where
from data.rules.base.workdays import Workdays
from data.support.spelling import squash

_DAY = timedelta(days=1)
SEASON_WORDS = frozenset({"", "全季", "全年", "年度", "全年度", "本年度", "season"})
"""What a target's fair cell says, normalised, when it means the whole season."""

CNY = "CNY"


def yuan(amount: Amount | None) -> Decimal | None:
    """An amount in 万元; None where there is none, or it is in another currency."""
    return amount.value if amount is not None and amount.currency == CNY else None


@dataclass(frozen=True, slots=True)
class FairDates:
    """One fair with all its days; `target` in 万元."""

    name: str
    opens: date
    closes: date
    venue: str
    from_: date
    target: Decimal | None
    place: Place

    @property
    def eve(self) -> date:
        """The day before it opens: pace and working days end there."""
        return self.opens - _DAY


class FairBook:
    """The fairs of the folder on one date.

    `season_from` is `[season] from`, by default 1 January of the year of the next fair to open or of the last one
    (without fairs: of the board's year). `season_to` is the eve of the last fair's opening, None without fairs.
    A fair that opens before a season that was set by default counts from 1 January of its own year.
    """

    def __init__(self, rows: Iterable[Fair], as_of: date, season_from: date | None) -> None:
        self.problems: list[Problem] = []
        self.as_of = as_of
        merged = [self._merge(same) for same in _by_name(rows)]
        merged.sort(key=lambda row: (row.opens, row.closes or row.opens, row.name))
        self.season_from = season_from or _new_year(merged, as_of)
        self.fairs = tuple(self._dated(row, given=season_from is not None) for row in merged)
        self.season_to = max((fair.eve for fair in self.fairs), default=None)
        self._by_name = {squash(fair.name): fair for fair in self.fairs}

    @property
    def ends(self) -> tuple[date, ...]:
        """The days on which the paces of fairs and season end: the eve of each opening."""
        return tuple(fair.eve for fair in self.fairs)

    def find(self, name: str) -> FairDates | None:
        """The fair of this name, however it is spelt."""
        return self._by_name.get(squash(name))

    def on(self, signed_on: date) -> FairDates | None:
        """The earliest fair that counts on this day: `from` ≤ day ≤ `closes`."""
        for fair in self.fairs:
            if fair.from_ <= signed_on <= fair.closes:
                return fair
        return None

    def before(self, signed_on: date) -> FairDates | None:
        """The earliest fair that counts only from a later day on."""
        return next((fair for fair in self.fairs if fair.from_ > signed_on), None)

    def coming(self) -> FairDates | None:
        """The next fair to open, or the last one; None without fairs."""
        later = (fair for fair in self.fairs if fair.opens >= self.as_of)
        return next(later, self.fairs[-1] if self.fairs else None)

    def countdowns(self, workdays: Workdays) -> tuple[FairCountdown, ...]:
        """Days until each fair, the earliest first. `days_left` is negative once it is open."""
        return tuple(self._countdown(fair, workdays) for fair in self.fairs)

    def _countdown(self, fair: FairDates, workdays: Workdays) -> FairCountdown:
        running = fair.opens <= self.as_of <= fair.closes
        return FairCountdown(
            name=fair.name,
            opens=fair.opens,
            closes=fair.closes,
            venue=fair.venue,
            days_left=(fair.opens - self.as_of).days,
            workdays_left=workdays.count(self.as_of, fair.eve),
            day=(self.as_of - fair.opens).days + 1 if running else None,
            days=(fair.closes - fair.opens).days + 1,
            closed=self.as_of > fair.closes,
        )

    def _merge(self, rows: list[Fair]) -> Fair:
        """One fair of all rows that name it: what one lacks the next gives; what they say differently is a problem."""
        first = rows[0]
        said = {column: _values(rows, column) for column in ("opens", "closes", "from_", "target", "venue")}
        for other in rows[1:]:
            if any(_differ(first, other, column) for column in ("opens", "closes", "from_", "target")):
                self.problems.append(fault("fair_contradiction", first.place, first.name, other=where(other.place)))
        targets = said["target"]
        return Fair(
            name=first.name.strip(),
            opens=first.opens,
            closes=next(iter(said["closes"]), None),
            from_=next(iter(said["from_"]), None),
            venue=next(iter(said["venue"]), ""),
            target=targets[0] if targets and all(t == targets[0] for t in targets) else None,
            file=first.file,
            sheet=first.sheet,
            row=first.row,
        )

    def _dated(self, row: Fair, *, given: bool) -> FairDates:
        closes = row.closes or row.opens
        if closes < row.opens:
            self.problems.append(
                fault("closes_before_opens", row.place, closes.isoformat(), opens=row.opens.isoformat())
            )
            closes = row.opens
        default = self.season_from if given or self.season_from <= row.opens else date(row.opens.year, 1, 1)
        return FairDates(
            name=row.name,
            opens=row.opens,
            closes=closes,
            venue=row.venue,
            from_=row.from_ or default,
            target=self._target(row),
            place=row.place,
        )

    def _target(self, row: Fair) -> Decimal | None:
        if row.target is None:
            return None
        if row.target.currency != CNY:
            self.problems.append(fault("target_currency", row.place, amount_text(row.target)))
            return None
        return row.target.value


def amount_text(amount: Amount) -> str:
    """An amount as a problem quotes it: the figure in ten thousands, and its currency."""
    return f"{amount.value.normalize():f} {amount.currency}"


def _by_name(rows: Iterable[Fair]) -> list[list[Fair]]:
    named: dict[str, list[Fair]] = {}
    for row in sorted(rows, key=lambda row: (row.file, row.sheet, row.row)):
        named.setdefault(squash(row.name), []).append(row)
    return list(named.values())


def _values(rows: list[Fair], column: str) -> list[Any]:
    return [value for row in rows if (value := getattr(row, column))]


def _differ(first: Fair, other: Fair, column: str) -> bool:
    ours, theirs = getattr(first, column), getattr(other, column)
    return ours is not None and theirs is not None and ours != theirs


def _new_year(fairs: list[Fair], as_of: date) -> date:
    """1 January of the year of the next fair to open, or of the last one."""
    coming = next((fair for fair in fairs if fair.opens >= as_of), fairs[-1] if fairs else None)
    return date(coming.opens.year if coming else as_of.year, 1, 1)
