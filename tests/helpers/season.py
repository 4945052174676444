"""Short ways to write records and to build a board of them, for tests of the season's rules."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from data.ledgers.kinds_and_columns import BY_NAME, Amount, Fair, FollowUp, Project, Target, Unit
from data.ledgers.season import Season
from data.model import Board, FairProgress, Paper, SourceHealth, SourceState, Stage, UnitProgress
from data.rules.board import build
from data.rules.board_inputs import FilesSay, HistorySays, MarksOf, MarksSay
from data.settings import RuleSettings, Settings

AS_OF = date(2017, 5, 2)
"""The sketch's day: the fair opens in 45 days."""

ALL_PROJECT_FIELDS = tuple(f.name for f in BY_NAME["projects"].fields)

_rows = iter(range(2, 10_000_000))


def day(text: str | None) -> date | None:
    """A date as ISO text, or none."""
    return date.fromisoformat(text) if text else None


def money(value: Any) -> Amount | None:
    """万元, or an amount as it is."""
    if value is None or isinstance(value, Amount):
        return value
    return Amount(Decimal(str(value)))


def _dates(values: dict[str, Any]) -> dict[str, Any]:
    names = "from_ to_ closes signed_on stage_since started_on produced_on reported_on status_on issued_on assigned"
    names += " arranged due replied settled closed extended_to planned actual"
    return {k: day(v) if k in names.split() and isinstance(v, str) else v for k, v in values.items()}


def fair(name: str = "青山洽谈会", opens: str = "2017-06-16", target: Any = None, **more: Any) -> Fair:
    """A fair, with its target in 万元."""
    place = {"file": "展会.csv", "row": next(_rows)} | more
    return Fair(name=name, opens=date.fromisoformat(opens), target=money(target), **_dates(place))


def unit(name: str, kind: str = "", parent: str = "", **more: Any) -> Unit:
    """A unit that owes."""
    return Unit(name=name, kind=kind, parent=parent, **({"file": "单位.csv", "row": next(_rows)} | more))


def target(unit: str, amount: Any = None, fair: str = "青山洽谈会", **more: Any) -> Target:
    """What a unit owes for a fair, in 万元."""
    place = {"file": "任务.csv", "row": next(_rows)} | more
    return Target(unit=unit, amount=money(amount), fair=fair, **_dates(place))


def project(unit: str, contracted: Any = None, signed_on: str | None = None, **more: Any) -> Project:
    """A contract of 万元 with a name of its own, unless told otherwise."""
    row = next(_rows)
    plain: dict[str, Any] = {
        "name": f"项目{row}号",
        "file": f"{unit}.csv",
        "row": row,
        "paper": Paper.CONTRACT,
        "fields": ALL_PROJECT_FIELDS,
    } | more
    plain["total_investment"] = money(plain.get("total_investment"))
    plain["paid_in"] = money(plain.get("paid_in"))
    return Project(unit=unit, contracted=money(contracted), signed_on=day(signed_on), **_dates(plain))


def talks(unit: str, **more: Any) -> Project:
    """A project without a paper, in talks."""
    return project(unit, **({"paper": None, "stage": Stage.TALKS} | more))


def followup(what: str = "周报", owed_by: str = "澜源县", **more: Any) -> FollowUp:
    """A matter that somebody owes."""
    place = {"file": "督办.csv", "row": next(_rows), "fields": ("what", "owed_by", "closed")} | more
    return FollowUp(what=what, owed_by=owed_by, **_dates(place))


def own_ledgers(*units: str) -> tuple[SourceHealth, ...]:
    """A project ledger of each unit's own that was read and holds no row: it is known that there is nothing."""
    return tuple(SourceHealth(f"{name}/台账.csv", SourceState.OK, bare=("projects",)) for name in units)


def settings(**tables: Any) -> Settings:
    """Settings of these tables."""
    return msgspec.convert(tables, Settings)


def board(
    *records: Any,
    as_of: date = AS_OF,
    rules: Settings | None = None,
    now: datetime | None = None,
    marks: MarksOf | None = None,
    **said: Any,
) -> Board:
    """The board of these records, of any kinds in any order. `said`: what marks, history and files say, by name."""
    kinds: dict[type, str] = {kind: name for name, kind in msgspec_fields()}
    sorted_: dict[str, list[Any]] = {}
    for record in records:
        sorted_.setdefault(kinds[type(record)], []).append(record)
    season = Season(**{name: tuple(rows) for name, rows in sorted_.items()})
    look = now or datetime(as_of.year, as_of.month, as_of.day, 1, 14, tzinfo=UTC)
    given = {"marks": _taken(MarksSay, said), "history": _taken(HistorySays, said), "files": _taken(FilesSay, said)}
    assert not said, said
    if marks is not None:
        given["marks"] = replace(given["marks"], of=marks)
    return build(season, RuleSettings.of(rules or Settings()), as_of=as_of, now=look, **given)


def _taken(kind: type, said: dict[str, Any]) -> Any:
    """What is said of this kind, taken out of it."""
    return kind(**{one.name: said.pop(one.name) for one in fields(kind) if one.name in said})


def msgspec_fields() -> list[tuple[str, type]]:
    """(name, type) of every kind of record."""
    from data.ledgers.season import RECORD_TYPES

    return list(RECORD_TYPES.items())


def line(shown: Board, fair: str | None = "青山洽谈会") -> FairProgress:
    """The progress of one fair, or of the season."""
    return next(p for p in shown.progress if p.fair == fair)


def row(shown: Board, unit: str, fair: str | None = "青山洽谈会") -> UnitProgress:
    """The progress of one unit."""
    return next(u for u in line(shown, fair).units if u.unit == unit)


def codes(shown: Board) -> list[str]:
    """The codes of all that a board finds wrong."""
    return [problem.code for problem in shown.problems]
