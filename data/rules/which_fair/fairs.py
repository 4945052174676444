"""The season's fairs: their days, which one a project belongs to, and the season's own first and last day.

Source: docs/figures.md (which fair, days left, `from`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from data.ledgers.kinds_and_columns import Amount, Fair
from data.model import FairCountdown, Place
from data.rules.calendar.workdays import Workdays
from data.rules.rule_notes import fault
from data.rules.units.similar_unit_names import is_slip, within
from data.rules.which_fair.fair_editions import Edition, editions
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.spelling import squash

_DAY = timedelta(days=1)
_SPRING = 3
"""The month from whose first day on a fair belongs to the season of its own year."""
SEASON_WORDS = frozenset({"", "全季", "全年", "年度", "全年度", "本年度", "season"})
"""What a target's fair cell says, normalised, when it means the whole season."""

_YEARLY = late_pattern(r"(\d{4})年?(.*)")
"""A season word with its year before it: 2026年度, 2026年全年."""

_OF_A_YEAR = late_pattern(r"(?:((?:19|20)\d\d)年?)?(.+?)(?:((?:19|20)\d\d)年?)?")
"""A fair's name, squashed, with its year before or behind it: 2026年春洽会, 春洽会（2026）."""

_LEAST = 3
"""Characters of a name that may stand in another one."""

CNY = "CNY"


def yuan(amount: Amount | None) -> Decimal | None:
    """An amount in 万元; None where there is none, or it is in another currency."""
    return amount.value if amount is not None and amount.currency == CNY else None


@dataclass(frozen=True, slots=True)
class FairDates:
    """One fair (one edition of it) with all its days; `target` in 万元.

    `readings` are the first days and eves of opening that can be meant: one pair, but where its rows contradict each
    other; the last of them asks for the least by today.
    """

    name: str
    opens: date
    closes: date
    venue: str
    from_: date
    target: Decimal | None
    place: Place
    readings: tuple[tuple[date, date], ...] = ()

    @property
    def eve(self) -> date:
        """The day before it opens: pace and working days end there."""
        return self.opens - _DAY


class FairBook:
    """The fairs of the folder on one date.

    `season_from` is `[season] from`, by default the first day of the season (`first_day`) of the fair that runs, is
    next to open or was the last (without fairs: 1 January of the board's year). `season_to` is the eve of the last
    fair's opening, None without fairs. A fair's own first day is, where no row says it, `[season] from` unless that
    is after its opening, else that of its own season.
    """

    def __init__(self, rows: Iterable[Fair], as_of: date, season_from: date | None) -> None:
        self.as_of = as_of
        found, self.problems = editions(rows)
        self.fairs = tuple(self._dated(one, season_from) for one in found)
        coming = self.coming()
        self.season_from = season_from or (first_day(coming.opens) if coming else date(as_of.year, 1, 1))
        self.season_to = max((fair.eve for fair in self.fairs), default=None)
        self._by_name: dict[str, list[FairDates]] = {}
        for fair, one in zip(self.fairs, found, strict=True):
            self._by_name.setdefault(one.called[0], []).append(fair)
        for fair, one in zip(self.fairs, found, strict=True):
            for spelling in one.called[1:]:
                self._by_name.setdefault(spelling, [fair])
        self._undated: dict[str, list[FairDates]] = {}
        for fair in self.fairs:
            self._undated.setdefault(_undated(fair.name)[0], []).append(fair)

    @property
    def ends(self) -> tuple[date, ...]:
        """The days on which the paces of fairs and season end: the eve of each opening."""
        return tuple(fair.eve for fair in self.fairs)

    def find(self, name: str, *days: date | None) -> FairDates | None:
        """The fair of this name, however it is spelt, with its year or without; None where no fair has it.

        Of several editions the one that counts on the first of `days` that any does; else the next to open, from the
        first of `days` that is said (else the board's date) on; after all of them the last.
        """
        found = self._by_name.get(squash(name)) or self._of_year(name)
        if len(found) <= 1:
            return found[0] if found else None
        said = [day for day in days if day is not None]
        held = (fair for day in said for fair in found if fair.from_ <= day <= fair.closes)
        since = said[0] if said else self.as_of
        return next(held, None) or next((fair for fair in found if fair.closes >= since), found[-1])

    def _of_year(self, name: str) -> list[FairDates]:
        """The fairs of a name that says a year which theirs do not, or lacks the one that they say."""
        plain, year = _undated(name)
        return [fair for fair in self._undated.get(plain, ()) if year in (0, _year(fair))]

    def near(self, name: str) -> tuple[FairDates, ...]:
        """The fairs that may be meant by a name which none has: the one stands in the other (第十届春洽会), or it is a
        slip; none of another year."""
        plain, year = _undated(name)
        return tuple(
            fair
            for fair in self.fairs
            if year in (0, _year(fair), fair.from_.year) and _is_near(plain, _undated(fair.name)[0])
        )

    def called(self, name: str, day: date | None) -> str:
        """What a fair's cell means, squashed: one name for each fair, however it is spelt; "" for a blank one."""
        fair = self.find(name, day) if squash(name) else None
        return squash(fair.name if fair else name)

    def means_season(self, said: str) -> bool:
        """Whether a target's fair cell means the whole season; one that names its year, only this season's."""
        plain = squash(said)
        dated = _YEARLY.fullmatch(plain)
        if dated is None:
            return plain in SEASON_WORDS
        coming = self.coming()
        years = {self.season_from.year, *((coming.opens.year,) if coming else ())}
        return int(dated[1]) in years and dated[2] in SEASON_WORDS | {"度"}

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
        """The fair that runs or is the next to open, or the last one; None without fairs."""
        later = (fair for fair in self.fairs if fair.closes >= self.as_of)
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

    def _dated(self, one: Edition, season_from: date | None) -> FairDates:
        row = one.row
        closes = row.closes or row.opens
        if closes < row.opens:
            self.problems.append(
                fault("closes_before_opens", row.place, closes.isoformat(), opens=row.opens.isoformat())
            )
            closes = row.opens
        default = season_from if season_from and season_from <= row.opens else first_day(row.opens)
        firsts = one.firsts or (default,)
        return FairDates(
            name=row.name,
            opens=row.opens,
            closes=closes,
            venue=row.venue,
            from_=row.from_ or default,
            target=self._target(row),
            place=row.place,
            readings=tuple(dict.fromkeys(((firsts[0], one.opens[0] - _DAY), (firsts[-1], one.opens[-1] - _DAY)))),
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


def first_day(opens: date) -> date:
    """The first day of the season of a fair: 1 January of the year of its opening, of the year before where it opens
    before 1 March."""
    return date(opens.year - (opens.month < _SPRING), 1, 1)


@lru_cache(maxsize=1 << 10)
def _undated(name: str) -> tuple[str, int]:
    """A fair's name, squashed, without its year; and the year, 0 where it says none."""
    found = _OF_A_YEAR.fullmatch(squash(name))
    return (found[2], int(found[1] or found[3] or 0)) if found else ("", 0)


def _year(fair: FairDates) -> int:
    return _undated(fair.name)[1] or fair.opens.year


def _is_near(said: str, known: str) -> bool:
    short, long = sorted((said, known), key=len)
    return (len(short) >= _LEAST and within(short, long)) or (said != known and is_slip(said, known, by_ear=True))
