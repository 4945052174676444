"""What is owed, compared between two looks: new, better, worse, gone; and what a shift leaves open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from data.model import HIDDEN_STATES, Board, Change, OwedItem, OwedPhase, StalledProject
from data.season.changes import BETTER, GONE, GROUPS, NEW, WORSE

FOLLOWUP = "followup"
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
            found += _compared(old, new)
    return tuple(sorted(found, key=lambda c: (GROUPS.index(c.group), c.unit, c.project, c.what)))


def _appeared(item: OwedItem, was_there: bool) -> Iterator[Change]:
    if item.kind == FOLLOWUP:
        yield _change(WORSE, "reopened", item) if was_there else _change(NEW, "listed", item, "", _due(item))
    elif item.overdue:
        yield _change(NEW, "overdue", item, "", str(item.days_over))


def _left(item: OwedItem, still_there: bool) -> Iterator[Change]:
    if item.kind == FOLLOWUP and not still_there:
        yield _change(GONE, "unlisted", item, _due(item))
    elif item.kind not in PERIODIC:
        yield _change(BETTER, "closed", item, _due(item))


def _compared(old: OwedItem, new: OwedItem) -> Iterator[Change]:
    if old.phase is not new.phase:
        group = WORSE if new.phase is OwedPhase.OPEN else BETTER
        yield _change(group, "phase", new, old.phase.value, new.phase.value)
    elif not old.overdue and new.overdue:
        yield _change(WORSE, "overdue", new, _due(old), str(new.days_over))
    elif old.due != new.due:
        later = old.due is not None and (new.due is None or new.due > old.due)
        yield _change(WORSE if later else BETTER, "due", new, _due(old), _due(new))


def _change(group: str, what: str, item: OwedItem, before: str = "", after: str = "") -> Change:
    return Change(group, what, item.key, item.what, item.debtor, before, after, item.place)


def _due(item: OwedItem) -> str:
    return item.due.isoformat() if item.due else ""


def left_open(board: Board) -> tuple[OwedItem | StalledProject, ...]:
    """What a shift leaves: what is owed and late or due today, then what stalls, each not dealt with, as the board
    has it; claimed or not."""
    owed = [item for item in board.owed if item.overdue or item.days_over == 0]
    open_: tuple[OwedItem | StalledProject, ...] = (*owed, *board.stalled)
    return tuple(item for item in open_ if item.marks.state not in HIDDEN_STATES)
