"""What changed in projects between two looks: new, better, worse, gone. A pure comparison of then and now.

Only what counts is compared: stage, amount by the board's basis, the day of signing, status, and whether the project
stands among the stalled. An amount whose currency changed cannot be compared and stands as worse, to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from data.ledgers.kinds_and_columns import Amount, Project
from data.model import Basis, Change, OwedItem, OwedPhase, Stage, Status
from data.model.meeting_decisions import FOLLOWUP
from data.rules.which_fair.fairs import amount_text

NEW, BETTER, WORSE, GONE = "new", "better", "worse", "gone"
GROUPS = (GONE, WORSE, NEW, BETTER)
"""In the order in which they are told: what needs somebody comes first."""

_ORDER = tuple(Stage)
_OUT = frozenset({Status.RETURNED, Status.REPLACED, Status.ENDED})


def changes(
    before: Mapping[str, Project],
    after: Mapping[str, Project],
    basis: Basis,
    as_of: date,
    *,
    stalled_before: Collection[str] = (),
    stalled_now: Collection[str] = (),
) -> tuple[Change, ...]:
    """Every change, by group, then by unit and project. Rows are told by their items' keys."""
    found: list[Change] = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            found.append(_change(NEW, "listed", key, new))
        elif new is None and old is not None:
            found.append(_change(GONE, "unlisted", key, old))
        elif old is not None and new is not None:
            found += _compared(key, old, new, basis, as_of)
            was, now = key in stalled_before, key in stalled_now
            if was != now:
                found.append(_change(WORSE if now else BETTER, "stalled", key, new, _yes(was), _yes(now)))
    return tuple(sorted(found, key=lambda c: (GROUPS.index(c.group), c.unit, c.project, c.what)))


def _compared(key: str, old: Project, new: Project, basis: Basis, as_of: date) -> Iterator[Change]:
    if old.stage != new.stage and new.stage is not None:
        on = old.stage is None or _ORDER.index(new.stage) > _ORDER.index(old.stage)
        yield _change(BETTER if on else WORSE, "stage", key, new, old.stage or "", new.stage)
    had, has = _amount(old, basis), _amount(new, basis)
    if had != has:
        yield _change(BETTER if _more(had, has) else WORSE, "amount", key, new, _text(had), _text(has))
    signed, signs = _signed(old, as_of), _signed(new, as_of)
    if bool(signed) != bool(signs):
        yield _change(BETTER if signs else WORSE, "signed", key, new, signed, signs)
    left, leaves = old.status in _OUT, new.status in _OUT
    if left != leaves or (leaves and old.status != new.status):
        yield _change(GONE if leaves else BETTER, "status", key, new, old.status or "", new.status or "")


def _change(group: str, what: str, key: str, row: Project, before: str = "", after: str = "") -> Change:
    return Change(group, what, key, row.name, row.unit, before, after, row.place)


def _amount(row: Project, basis: Basis) -> Amount | None:
    return row.contracted if basis is Basis.CONTRACTED else row.total_investment


def _more(had: Amount | None, has: Amount | None) -> bool:
    if had is None or has is None:
        return had is None
    return had.currency == has.currency and has.value > had.value


def _text(amount: Amount | None) -> str:
    return amount_text(amount) if amount else ""


def _signed(row: Project, as_of: date) -> str:
    """The day of signing, if it has come."""
    return row.signed_on.isoformat() if row.signed_on is not None and row.signed_on <= as_of else ""


def _yes(is_so: bool) -> str:
    return "stalled" if is_so else ""


# ------------------------------------------------------------
# what is owed, compared between two looks: new, better, worse, gone; and what a shift leaves open. Pure

PERIODIC = frozenset({"visit", "duty"})
"""What is owed anew in each period: that a past one is no longer owed says nothing."""


def owed_changes(
    before: Mapping[str, OwedItem],
    after: Mapping[str, OwedItem],
    rows_before: Collection[str],
    rows_now: Collection[str],
) -> tuple[Change, ...]:
    """Every change of what is owed, by group, then by whoever owes it.

    `rows_before` and `rows_now` are the keys of all follow-ups in the ledgers, owed or not. Of the other kinds no
    earlier row is known: of them is told what fell due, and what was closed since.
    """
    found: list[Change] = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            found += _appeared(new, key in rows_before)
        elif new is None and old is not None:
            found += _left(old, key in rows_now)
        elif old is not None and new is not None:
            found += _compared_owed(old, new)
    return tuple(sorted(found, key=lambda c: (GROUPS.index(c.group), c.unit, c.project, c.what)))


def _appeared(item: OwedItem, was_there: bool) -> Iterator[Change]:
    if item.kind == FOLLOWUP:
        yield _owed_change(WORSE, "reopened", item) if was_there else _owed_change(NEW, "listed", item, "", _due(item))
    elif item.overdue:
        yield _owed_change(NEW, "overdue", item, "", str(item.days_over))


def _left(item: OwedItem, still_there: bool) -> Iterator[Change]:
    if item.kind == FOLLOWUP and not still_there:
        yield _owed_change(GONE, "unlisted", item, _due(item))
    elif item.kind not in PERIODIC:
        yield _owed_change(BETTER, "closed", item, _due(item))


def _compared_owed(old: OwedItem, new: OwedItem) -> Iterator[Change]:
    if old.phase is not new.phase:
        group = WORSE if new.phase is OwedPhase.OPEN else BETTER
        yield _owed_change(group, "phase", new, old.phase.value, new.phase.value)
    elif not old.overdue and new.overdue:
        yield _owed_change(WORSE, "overdue", new, _due(old), str(new.days_over))
    elif old.due != new.due:
        later = old.due is not None and (new.due is None or new.due > old.due)
        yield _owed_change(WORSE if later else BETTER, "due", new, _due(old), _due(new))


def _owed_change(group: str, what: str, item: OwedItem, before: str = "", after: str = "") -> Change:
    return Change(group, what, item.key, item.what, item.debtor, before, after, item.place)


def _due(item: OwedItem) -> str:
    return item.due.isoformat() if item.due else ""
