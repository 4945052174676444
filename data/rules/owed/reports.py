"""Reports that units owe (报送): rows of the reports ledger, project ledgers gone stale, matters that were extended.

A row without a 报送日期 is owed. A unit whose newest 更新日期 is older than `[owed] report_days` owes its ledger,
unless a row of the reports ledger already asks for a report by then. An extended matter owes one every
`[followups] extended_report_months` from its first due date, until the day to which it was extended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from data.ledgers.kinds_and_columns import FollowUp, Project, Report
from data.model import OwedItem, Trace
from data.rules.calendar.followup_ladder import Ladders, months_later, reached
from data.rules.owed.owed_items import Owing
from data.rules.projects.projects import Entry
from data.rules.units.names import followup_key, item_key
from data.wording.season_words import extension_title, ledger_title, report_title


def reports_owed(rows: Iterable[Report], entries: Iterable[Entry], days: int, owing: Owing) -> Iterator[OwedItem]:
    """What the reports ledger and the project ledgers' own dates say is owed."""
    listed = sorted(rows, key=lambda row: row.place)
    owed_now: set[str] = set()
    for row in listed:
        if reached(row.received, owing.as_of):
            continue
        unit = owing.book.split(row.unit)[0]
        if row.due is not None and row.due <= owing.as_of:
            owed_now.add(unit)
        yield owing.item(
            "report",
            item_key("report", "", row.unit, row.period),
            report_title(row.period),
            row.due,
            place=row.place,
            trace=Trace("report-row", (("period", row.period),), (row.place,)),
            unit=row.unit,
            owed_by=row.unit,
            stage=row.period,
            next_period=_next(row, listed),
        )
    if days:
        yield from (item for item in _stale(entries, days, owing) if item.unit not in owed_now)


def _next(row: Report, rows: Sequence[Report]) -> date | None:
    """The day on which the same unit's next report is due."""
    if row.due is None:
        return None
    return min((r.due for r in rows if r.unit == row.unit and r.due is not None and r.due > row.due), default=None)


def _stale(entries: Iterable[Entry], days: int, owing: Owing) -> Iterator[OwedItem]:
    newest: dict[str, tuple[date, Project]] = {}
    as_of = owing.as_of
    for entry in filter(lambda entry: entry.unit, entries):
        for row in entry.rows:
            day = row.reported_on
            if day is not None and day <= as_of:
                said = newest.get(entry.unit)
                if said is None or day > said[0]:
                    newest[entry.unit] = (day, row)
    for unit, (day, row) in newest.items():
        place = row.place
        due = day + timedelta(days=days)
        if due < owing.as_of:
            values = (("days", str(days)), ("newest", day.isoformat()))
            yield owing.item(
                "report",
                item_key("report", "", unit, "ledger"),
                ledger_title(day),
                due,
                place=place,
                trace=Trace("report-ledger", values, (place,)),
                unit=unit,
                owed_by=unit,
                next_period=due + timedelta(days=days * ((owing.as_of - due).days // days + 1)),
            )


def extension_reports(followups: Iterable[FollowUp], months: int, ladders: Ladders, owing: Owing) -> Iterator[OwedItem]:
    """The next report that each open extended matter owes; those of one key owe one."""
    seen: set[str] = set()
    for row in followups if months else ():
        key = f"report/{followup_key(row)}"
        if row.extended_to is None or key in seen or reached(row.settled, owing.as_of):
            continue
        if reached(row.closed, owing.as_of):
            continue
        due = _report_day(row, months, ladders)
        if due is not None:
            seen.add(key)
            yield owing.item(
                "report",
                key,
                extension_title(row.what),
                due,
                place=row.place,
                trace=Trace("extension-report", (("months", str(months)),), (row.place,)),
                unit=row.unit,
                owed_by=row.owed_by,
                project=row.project,
                next_period=months_later(due, months),
            )


def _report_day(row: FollowUp, months: int, ladders: Ladders) -> date | None:
    """The first of its months, counted from the first due date, after its latest reply; None when none is left."""
    steps = ladders.steps(row)
    base = row.due or (steps[-1].due if steps else row.assigned)
    last = row.extended_to
    if base is None or last is None:
        return None
    since = max(base, row.replied or base)
    n = months
    while (day := months_later(base, n)) <= since:
        n += months
    return day if day <= last else None
