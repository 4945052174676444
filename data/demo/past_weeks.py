"""What the demo's office did in the weeks before its day: which units confirmed their figures, what was issued, what
was handed out. Told as what is to be done on which day; the program does it itself, on the ledgers of that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from data.demo.cast import CAST, LOCKED, STALE
from data.demo.days import shift
from data.demo.earlier import Slips, slips_of
from data.demo.whole_season import Demo
from data.export.papers.paper_periods import HALF_MONTH, MONTH, QUARTER, PaperPeriod, latest_period
from data.model.issued_papers import CONFIRMED, OBJECTED
from data.support.fast_dataclass import dataclass

ISSUER = "李敏"
"""Who issues papers: the first of the roster."""
REST = 3
"""So many days after a period its confirmation begins."""
REMARK = f"{LOCKED.name}台账设有密码，数据待其重报后补列"
"""With what papers are issued while a county's ledger cannot be read."""
SAVED_EVERY = 4
"""For so many days after the one on which they were read ledgers are as they were."""
OBJECTION = "有1个合同的金额与本单位台账不一致，正在核实"


@dataclass(frozen=True, slots=True)
class Answered:
    """A unit's answer to its figures of a period."""

    period: PaperPeriod
    unit: str
    answer: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that was issued; `about` is the kind of item that a paper of one is about, "" for none."""

    kind: str
    number: int
    period: PaperPeriod | None = None
    remark: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An outcome of `m` for an item of a kind: the `nth` of the overdue ones. `days`: until when, from its day."""

    item: str
    outcome: str
    nth: int = 0
    who: str = ""
    days: int = 0
    text: str = ""


Deed = Answered | Issued | HandedOut


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day on which the office did something, in its order, and who of it: an issue is `ISSUER`'s. `ledgers` is the
    day whose ledgers lay before it: units save theirs every few days only."""

    on: date
    ledgers: date
    by: str
    deeds: tuple[Deed, ...]


_HANDED_OUT: tuple[HandedOut, ...] = (
    HandedOut("followup", "passed-on", 0, who="市政府督查室", text="请于下周一前反馈"),
    HandedOut("followup", "extended", 1, who="分管领导", days=9),
    HandedOut("blocker", "assigned", 0, days=6),
    HandedOut("blocker", "to-meeting", 1, text="建议由分管领导召集协调"),
    HandedOut("stalled", "to-dispatch", 0),
    HandedOut("stalled", "to-dispose", 1, text="投资方连续三个月未投入"),
)
"""What the last weekly meeting handed out, and what it left for this one."""


def past_days(demo: Demo) -> tuple[PastDay, ...]:
    """The days, the oldest first. The half month that ended last is being confirmed; the two before it are issued, as
    are the last but one month and the quarter that ended last."""
    today = demo.days.today
    found = [*_halves(today), *_longer(today), _meeting(today)]
    officers = tuple(dict.fromkeys(row.officer for row in demo.season.roster))
    days: dict[date, list[Deed]] = {}
    for on, deeds in sorted(found, key=lambda one: one[0]):
        days.setdefault(on, []).extend(deeds)
    told: list[PastDay] = []
    for on, deeds in days.items():
        ledgers = told[-1].ledgers if told and (on - told[-1].ledgers).days <= SAVED_EVERY else on
        told.append(PastDay(on, ledgers, officers[on.toordinal() % len(officers)], tuple(deeds)))
    return tuple(told)


def slips(demo: Demo) -> Slips:
    """The contracts that were told wrongly until the last half month was issued."""
    issued = _last_halves(demo.days.today)[1]
    return slips_of(demo, issued.last, _issue_day(issued))


def _last_halves(today: date) -> tuple[PaperPeriod, PaperPeriod, PaperPeriod]:
    """The half month in confirmation, and the two before it, the latest first."""
    now = latest_period(HALF_MONTH, today - timedelta(days=REST))
    before = latest_period(HALF_MONTH, now.first)
    return now, before, latest_period(HALF_MONTH, before.first)


def _issue_day(period: PaperPeriod) -> date:
    return shift(period.last, REST + 1)


def _halves(today: date) -> Iterator[tuple[date, list[Deed]]]:
    now, *issued = _last_halves(today)
    for period, silent in zip(issued, (3, 1), strict=True):
        number = 2 * (period.last.month - 1) + (1 if period.code.endswith("-1") else 2)
        yield shift(period.last, REST), _answers(period, silent)
        yield _issue_day(period), [Issued("circular", number, period, REMARK)]
    yield shift(now.last, REST), [*_answers(now, 6), Issued("slip", 3, about="followup")]


def _answers(period: PaperPeriod, silent: int) -> list[Deed]:
    """Each unit's answer but that of whose ledger is stale or locked, and of so many more; the last of them objects."""
    units = [unit.name for unit in CAST if unit.name != STALE]
    units = units[: len(units) - silent + 1]
    said: Mapping[str, tuple[str, str]] = {units[-1]: (OBJECTED, OBJECTION)}
    return [Answered(period, unit, *said.get(unit, (CONFIRMED, ""))) for unit in units]


def _longer(today: date) -> Iterator[tuple[date, list[Deed]]]:
    """The month before the last, and the quarter that ended last; each a week after its end."""
    month = latest_period(MONTH, latest_period(MONTH, today - timedelta(days=REST)).first)
    yield shift(month.last, 2 * REST), [*_answers(month, 3), Issued("monthly", month.last.month, month, REMARK)]
    quarter = latest_period(QUARTER, today - timedelta(days=3 * REST))
    yield (
        shift(quarter.last, 2 * REST),
        [*_answers(quarter, 2), Issued("quarterly", quarter.last.month // 3, quarter, REMARK)],
    )


def _meeting(today: date) -> tuple[date, list[Deed]]:
    return shift(today, -2), list(_HANDED_OUT)
