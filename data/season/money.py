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

from data.model import Problem
from data.records import Amount, Funds
from data.season.fairs import yuan
from data.season.faults import note
from data.season.names import squash
from data.season.projects import Entry, Months


def with_funds(entries: Sequence[Entry], funds: Iterable[Funds], as_of: date) -> tuple[list[Entry], list[Problem]]:
    """The entries, those that the funds ledger knows with their months; and notes of months that are nobody's."""
    by_project: dict[str, list[Funds]] = {}
    for row in sorted(funds, key=lambda row: (row.file, row.sheet, row.row)):
        if row.month <= as_of:
            by_project.setdefault(squash(row.project), []).append(row)
    if not by_project:
        return list(entries), []
    found = _owners(entries, by_project)
    problems: list[Problem] = []
    mine: dict[int, list[Funds]] = {}
    for name, months in by_project.items():
        owners = found.get(name, [])
        if len(owners) == 1:
            mine.setdefault(owners[0], []).extend(months)
        else:
            code = "funds_project_ambiguous" if owners else "funds_project_unknown"
            problems.append(note(code, months[0].place, months[0].project))
    told = [_with(entry, _sums(mine[at])) if at in mine else entry for at, entry in enumerate(entries)]
    return told, problems


def _with(entry: Entry, months: Months) -> Entry:
    """The entry with its months; what they add up to is paid in where its own row does not say."""
    paid_in = months.paid_in if entry.paid_in is None else entry.paid_in
    return msgspec.structs.replace(entry, months=months, paid_in=paid_in)


def _owners(entries: Sequence[Entry], wanted: Iterable[str]) -> dict[str, list[int]]:
    """The counting entries of each wanted name or number, by their place."""
    owners: dict[str, list[int]] = {name: [] for name in wanted}
    for at, entry in enumerate(entries):
        if entry.counts:
            names = {squash(word) for row in entry.rows for word in (row.name, row.id)}
            for name in names & owners.keys():
                owners[name].append(at)
    return owners


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
