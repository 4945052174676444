"""Bad quarters in a row, from the assessments ledger: shown with each circular's number, for people to decide on.

Source: docs/rules.md ("连续两次考核排名靠后"; what 靠后 means is a setting). A quarter is bad when the unit is the last
of its kind and parent in it and below pace (`last_and_below`), or its score is too low. Quarters follow each other
without one missing.

Below pace: a score in percent is the completion, else the ledgers say it, on the quarter's last day; the pace is that
day's. Who stands at 100 % or more, or of whom completion or pace is unknown, is not.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from data.ledgers.kinds_and_columns import Assessment
from data.model import BadQuarter, BadRun, Problem, Trace
from data.rules.rule_notes import fault
from data.rules.signing.last_and_below import is_below, is_last
from data.rules.signing.progress_on_day import Measured
from data.rules.units.names import UnitBook
from data.settings import Assessing
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.spelling import normalise

_YEAR = late_pattern(r"(\d{4})")
_QUARTER = late_pattern(r"(?:第?\s*([1-4一二三四])\s*季度?|q\s*([1-4]))")
_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4}
_SCORE = late_pattern(r"\d+(?:\.\d+)?")


_WHOLE = 100


def quarter(text: str) -> int | None:
    """The quarter that a period names ("2017年第一季度", "2017Q1"), counted on through the years; None for none."""
    plain = normalise(text)
    years, found = _YEAR.findall(plain), _QUARTER.findall(plain)
    if len(years) != 1 or len(found) != 1 or not int(years[0]):
        return None
    said = found[0][0] or found[0][1]
    return int(years[0]) * 4 + (_NUMBER.get(said) or int(said)) - 1


def last_day(number: int) -> date:
    """The last day of a quarter that is counted so."""
    year, month = number // 4, number % 4 * 3 + 3
    return date(year, month, calendar.monthrange(year, month)[1])


def bad_runs(
    rows: Iterable[Assessment], book: UnitBook, rule: Assessing, then: Callable[[str, date], Measured]
) -> tuple[tuple[BadRun, ...], tuple[Problem, ...]]:
    """Each unit's runs of bad quarters that are long enough, and a problem for each period that names no quarter.

    Two rows of one unit and quarter are a problem too; the first counts. `then` says how far a unit was on a day.
    """
    sorted_ = _Sorted(book)
    for row in sorted(rows, key=lambda row: row.place):
        sorted_.take(row)
    runs = [run for unit, quarters in sorted_.units.items() for run in _runs(unit, quarters, sorted_, rule, then)]
    return tuple(runs), tuple(sorted_.problems)


class _Sorted:
    """Assessments by unit and quarter, and the ranks of each group in each quarter."""

    def __init__(self, book: UnitBook) -> None:
        self._book = book
        self.units: dict[str, dict[int, Assessment]] = {}
        self.problems: list[Problem] = []
        self._ranks: dict[tuple[int, str, str], list[int]] = {}

    def take(self, row: Assessment) -> None:
        number = quarter(row.period)
        if number is None:
            self.problems.append(fault("assessment_period", row.place, row.period))
            return
        unit = self._book.resolve(row.unit)
        mine = self.units.setdefault(unit, {})
        if number in mine:
            if (row.score, row.rank) != (mine[number].score, mine[number].rank):
                self.problems.append(fault("assessment_twice", row.place, row.period))
            return
        mine[number] = row
        if row.rank is not None:
            self.ranks(number, unit).append(row.rank)

    def ranks(self, number: int, unit: str) -> list[int]:
        """The ranks of all units of this one's kind and parent in a quarter."""
        return self._ranks.setdefault((number, self._book.kind(unit), self._book.parent(unit)), [])


@dataclass(frozen=True, slots=True)
class _Bad:
    number: int
    quarter: BadQuarter


def _runs(
    unit: str,
    quarters: Mapping[int, Assessment],
    sorted_: _Sorted,
    rule: Assessing,
    then: Callable[[str, date], Measured],
) -> Iterable[BadRun]:
    def behind(number: int, row: Assessment) -> bool:
        return _behind(row, lambda: then(unit, last_day(number)))

    bad = [
        _Bad(number, found)
        for number, row in sorted(quarters.items())
        if (found := _bad(row, sorted_.ranks(number, unit), rule, partial(behind, number))).why
    ]
    latest = max(quarters)
    for run in _in_a_row(bad):
        if len(run) >= rule.in_a_row:
            rows = tuple(one.quarter for one in run)
            places = tuple(one.place for one in rows)
            yield BadRun(unit, rows, run[-1].number == latest, Trace("assessment", _used(rule), places))


def _in_a_row(bad: Sequence[_Bad]) -> list[list[_Bad]]:
    runs: list[list[_Bad]] = []
    for one in bad:
        if runs and runs[-1][-1].number + 1 == one.number:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _score(row: Assessment) -> tuple[Decimal | None, bool]:
    """The score that a row says, and whether it is in percent."""
    plain = unicodedata.normalize("NFKC", row.score)
    found = _SCORE.search(plain)
    return (Decimal(found[0]), "%" in plain) if found else (None, False)


def _behind(row: Assessment, measured: Callable[[], Measured]) -> bool:
    """Whether the unit is known to have been below pace in the quarter."""
    score, in_percent = _score(row)
    if score is not None and score >= _WHOLE:
        return False
    done, due = measured()
    return is_below(Fraction(score) / _WHOLE if in_percent and score is not None else done, due)


def _bad(row: Assessment, ranks: Sequence[int], rule: Assessing, behind: Callable[[Assessment], bool]) -> BadQuarter:
    """The quarter with why it is bad."""
    score, _percent = _score(row)
    why = []
    if rule.bad in ("either", "last") and is_last(row.rank, ranks) and behind(row):
        why.append("last")
    if rule.bad in ("either", "score") and score is not None and score < Decimal(str(rule.bad_score)):
        why.append("score")
    return BadQuarter(
        period=row.period,
        score=score,
        rank=row.rank,
        ranked_of=len(ranks),
        why=tuple(why),
        circular=row.circular,
        action=row.action,
        place=row.place,
    )


def _used(rule: Assessing) -> tuple[tuple[str, str], ...]:
    return (
        ("assessment.bad", rule.bad),
        ("assessment.bad_score", f"{rule.bad_score:g}"),
        ("assessment.in_a_row", str(rule.in_a_row)),
    )
