"""What single ledgers say is owed by a day: blockers to clear, guests to ask again, tasks, payouts.

A row without a due date is no item: it stands in its own figures, as undated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from data.ledgers.kinds_and_columns import UNASKED, Blocker, Guest, Payout, Prep
from data.model import UNCALLED, OwedItem, Trace
from data.rules.calendar.followup_ladder import reached
from data.rules.fair.guest_funnel import UNDECIDED, GuestWords
from data.rules.owed.owed_items import Owing
from data.rules.units.names import item_key
from data.support.spelling import squash
from data.wording.season_words import guest_title, payout_title, uncalled_title

_CONTACT = frozenset({"state", "last_contact"})
_UNASKED = frozenset(map(squash, UNASKED))


def blockers_owed(rows: Iterable[Blocker], owing: Owing) -> Iterator[OwedItem]:
    """The open blockers (问题) with a day, owed by the department that must clear them."""
    for row in rows:
        if row.due is not None and not reached(row.closed, owing.as_of):
            yield owing.item(
                "blocker",
                item_key("blocker", "", row.project, row.what),
                f"{row.project} {row.what}",
                row.due,
                place=row.place,
                trace=Trace("blocker-due", (), (row.place,)),
                unit=owing.unit_of(row.project),
                owed_by=row.lead_dept,
                project=row.project,
                grade=row.kind,
            )


def guests_owed(
    rows: Iterable[Guest], days: int, words: GuestWords, opens: date | None, owing: Owing
) -> Iterator[OwedItem]:
    """Undecided guests whom nobody has spoken to for so many days, or never; `opens` is the coming fair's day."""
    for row in rows:
        state = words.state(row, owing.as_of)
        if state not in UNDECIDED:
            continue
        spoken = row.last_contact if reached(row.last_contact, owing.as_of) else None
        due = spoken + timedelta(days=days) if spoken else None
        if spoken and due and due < owing.as_of:
            values = (("days", str(days)), ("last_contact", spoken.isoformat()))
            title, trace = guest_title(row.name, row.company), Trace("guest-silent", values, (row.place,))
        elif not spoken and _is_unasked(row):
            title, trace = uncalled_title(row.name, row.company), Trace(UNCALLED, (), (row.place,))
        else:
            continue
        yield owing.item(
            "guest",
            item_key("guest", "", row.company, row.name),
            title,
            due,
            place=row.place,
            trace=trace,
            unit=row.invited_by,
            owed_by=row.invited_by,
            grade=row.tier,
            stage=state.value,
            opens=opens,
        )


def _is_unasked(row: Guest) -> bool:
    """Whether the ledger says by its blanks that nobody has called yet: one that keeps neither column says nothing."""
    kept = not row.fields or not _CONTACT.isdisjoint(row.fields)
    return kept and squash(row.state) in _UNASKED


def prep_owed(rows: Iterable[Prep], owing: Owing) -> Iterator[OwedItem]:
    """The tasks of the fair's preparation that have a day and are not done."""
    for row in rows:
        if row.due is not None and not reached(row.done, owing.as_of):
            yield owing.item(
                "prep",
                item_key("prep", "", row.stream, row.task),
                row.task,
                row.due,
                place=row.place,
                trace=Trace("prep-due", (), (row.place,)),
                unit=row.unit,
                owed_by=row.unit,
                grade=row.stream,
            )


def payouts_owed(rows: Iterable[Payout], owing: Owing) -> Iterator[OwedItem]:
    """Policy payouts and intermediaries' rewards (政策兑付, 中介人奖励) that have a day and are not paid.

    Owed by the office that pays (兑付单位), not by whoever is paid, nor by the project's unit, which stands beside.
    Where a ledger does not say who pays, it is owed by none by name.
    """
    for row in rows:
        if row.due is not None and not reached(row.paid_on, owing.as_of):
            yield owing.item(
                "payout",
                item_key("payout", "", row.payee, f"{row.kind} {row.project}"),
                payout_title(row.payee, row.kind),
                row.due,
                place=row.place,
                trace=Trace("payout-due", (), (row.place,)),
                unit=owing.unit_of(row.project),
                owed_by=row.payer,
                project=row.project,
            )
