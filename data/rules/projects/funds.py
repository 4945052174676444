"""The funds ledger's months, added up for each project: what was paid in, and what the statistics office booked.

A project's own 累计到位资金 is its own word and stands; the months count where its row has none. Months after the
board's date and amounts in other currencies count nowhere. A month is its project's by name or number; where that
could be several projects it is told, and given to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from data.ledgers.kinds_and_columns import Amount, Funds
from data.model import Problem
from data.rules.projects.project_lookup import NamedProjects
from data.rules.projects.projects import Entry, Months
from data.rules.rule_notes import fault, note
from data.rules.which_fair.fairs import yuan
from data.support.spelling import squash


def with_funds(
    entries: Sequence[Entry], funds: Iterable[Funds], named: NamedProjects, as_of: date
) -> tuple[list[Entry], list[Problem]]:
    """The entries, those that the funds ledger knows with their months; and problems of months that are nobody's."""
    by_project: dict[str, list[Funds]] = {}
    for row in sorted(funds, key=lambda row: row.place):
        if row.month <= as_of:
            by_project.setdefault(squash(row.project), []).append(row)
    problems: list[Problem] = []
    mine: dict[str, list[Funds]] = {}
    for months in by_project.values():
        said = months[0].project
        found = named.find(said)
        if len(found) == 1:
            mine.setdefault(found[0].key, []).extend(months)
        elif found:
            problems.append(fault("funds_project_ambiguous", months[0].place, said))
        else:
            problems.append(note("funds_project_unknown", months[0].place, said))
    if not mine:
        return list(entries), problems
    told = [_with(entry, _sums(mine[entry.key])) if entry.key in mine else entry for entry in entries]
    return told, problems


def _with(entry: Entry, months: Months) -> Entry:
    """The entry with its months; what they add up to is paid in where its own row does not say."""
    paid_in = months.paid_in if entry.paid_in is None else entry.paid_in
    claims = tuple(_with(claim, months) for claim in entry.claims)
    return msgspec.structs.replace(entry, months=months, paid_in=paid_in, claims=claims)


def _sums(months: Iterable[Funds]) -> Months:
    rows = list(months)
    return Months(
        paid_in=_sum(row.paid_in for row in rows),
        booked=_sum(row.booked for row in rows),
        places=tuple(row.place for row in rows),
    )


def _sum(amounts: Iterable[Amount | None]) -> Decimal | None:
    said = [value for amount in amounts if (value := yuan(amount)) is not None]
    return sum(said, Decimal(0)) if said else None
