"""One message to a unit with all that is open with it: what it owes, what stalls, its ledgers' faults, the ledger that
did not come. Polite, in Chinese, to be pasted into a chat as it stands; no telephone number but the office's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from data.model import Board, Fault, Item, ItemState, OwedItem, OwedPhase, StalledProject, Standing
from data.model.outcomes import CHASED
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.telephones import without_phones
from data.support.text import line as one_line
from data.wording import _, ngettext, speaking
from data.wording.item_lines import hidden
from data.wording.letters import (
    LedgerLack,
    awaited,
    awaited_line,
    closing,
    fault_lines,
    greeting,
    ledger_lack,
    missing_lines,
    open_faults,
)

_TOGETHER = late_pattern(r"[、，,;；/／\n]+")
"""What stands between units that owe one thing together, as boards and ledgers write it."""

NOT_ASKED = frozenset({"visit", "duty"})
"""Kinds of what is owed by leaders and by the office itself: no unit is asked for these."""


@dataclass(frozen=True, slots=True)
class UnitNote:
    """The message to a unit, and what it asks for. `ledger`: it asks for one that did not come; `rows`: it asks what is
    missing in so many rows that are not counted."""

    unit: str
    text: str
    owed: tuple[OwedItem, ...] = ()
    stalled: tuple[StalledProject, ...] = ()
    faults: tuple[Fault, ...] = ()
    ledger: bool = False
    rows: int = 0

    @property
    def asks(self) -> bool:
        """Whether anything is asked for; otherwise there is nothing to send."""
        return bool(self.owed or self.stalled or self.faults or self.ledger or self.rows)

    @property
    def overdue(self) -> int:
        """How much of it is overdue."""
        return sum(item.overdue for item in self.owed)


@dataclass(frozen=False, slots=True)
class _Open:
    """What is open with one unit, as the board has it."""

    owed: list[OwedItem] = field(default_factory=list)
    stalled: list[StalledProject] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def unit_note(board: Board, unit: str) -> UnitNote:
    """The message to one unit, by its name on the board."""
    return _note(board, unit, _open(board).get(unit, _Open()))


def unit_notes(board: Board) -> tuple[UnitNote, ...]:
    """A message to each unit with which something is open: units in the board's order, then who else owes."""
    open_ = _open(board)
    known = [row.unit for line in board.progress for row in line.units] + [one.unit for one in board.people]
    units = dict.fromkeys((*known, *open_))
    return tuple(note for unit in units if unit and (note := _note(board, unit, open_.get(unit, _Open()))).asks)


def _open(board: Board) -> defaultdict[str, _Open]:
    found: defaultdict[str, _Open] = defaultdict(_Open)
    for item in board.owed:
        if item.kind not in NOT_ASKED and item.phase is OwedPhase.OPEN and _is_asked(item):
            for unit in _units(item.debtor):
                found[unit].owed.append(item)
    for project in board.stalled:
        if _is_asked(project):
            for unit in _units(project.unit):
                found[unit].stalled.append(project)
    for fault in board.faults:
        for unit in _units(fault.unit):
            found[unit].faults.append(fault)
    return found


def _units(names: str) -> Iterable[str]:
    return dict.fromkeys(name for part in _TOGETHER.split(names) if (name := one_line(part)))


def _is_asked(item: Item) -> bool:
    """What was asked for and has not come is asked for again; not what an officer has put off or heard to be done."""
    asked = item.marks.state is ItemState.WAITING and item.marks.outcome == CHASED
    return asked or not hidden(item)


def _note(board: Board, unit: str, open_: _Open) -> UnitNote:
    faults = open_faults(open_.faults)
    with speaking("zh"):
        lack = ledger_lack(board, unit) if _owes_a_ledger(board, unit) else LedgerLack(False, False, False, 0)
        ledger = [*missing_lines(board, lack)]
        parts = [*_owed_part(board, open_.owed), *_stalled_part(open_.stalled)]
        parts += [*fault_lines(board, faults)] if faults else []
        parts += [awaited_line(board, asked)] if (asked := awaited(open_.faults)) else []
        if not (parts or ledger):
            parts = [_("as of {day} nothing is open with you. Thank you.").format(day=board.as_of.isoformat())]
        told = (without_phones(one_line(words)) for words in (*parts, *ledger))
        lines = (greeting(unit), *told, closing(board))
    rows = 0 if lack.silent or lack.unread else lack.rows
    about = (tuple(open_.owed), tuple(open_.stalled), tuple(faults))
    return UnitNote(unit, "\n".join(lines), *about, ledger=lack.silent, rows=rows)


def _owes_a_ledger(board: Board, unit: str) -> bool:
    """Whether it is measured, by a target or by projects that ledgers have: no project ledger is asked of a department
    that has neither. Where nobody has a target, every unit is asked."""
    rows = [row for line in board.progress for row in line.units]
    own = [row for row in rows if row.unit == unit]
    measured = any(row.target is not None or row.standing is not Standing.SILENT for row in own)
    return measured or (bool(own) and all(row.target is None for row in rows))


def _owed_part(board: Board, owed: Sequence[OwedItem]) -> Iterator[str]:
    if not owed:
        return
    late = sum(item.overdue for item in owed)
    words = _("as of {day} {n} matters are open with you, {late} of them overdue; please see to them and tell us:")
    open_words = _("as of {day} {n} matters are open with you; please see to them and tell us:")
    yield (words if late else open_words).format(day=board.as_of.isoformat(), n=len(owed), late=late)
    for number, item in enumerate(owed, 1):
        about = _(" ({name})").format(name=item.project) if item.project and item.project not in item.what else ""
        done = _("; noted as done, please enter it into the ledger") if item.marks.state is ItemState.UNCHANGED else ""
        yield _("{n}. {what}{about}: {due}{done}").format(
            n=number, what=item.what, about=about, due=_due(item), done=done
        )


def _due(item: OwedItem) -> str:
    """By when, and how late it is; the day that nobody set is asked for."""
    if item.uncalled:
        return _("please call, and tell us the answer")
    if item.due is None or item.days_over is None:
        return _("no day is set; please tell us by when")
    day = item.due.isoformat()
    if item.days_over > 0:
        return ngettext("was due on {day}, {n} day ago", "was due on {day}, {n} days ago", item.days_over).format(
            day=day, n=item.days_over
        )
    return _("due today") if item.days_over == 0 else _("due on {day}").format(day=day)


def _stalled_part(stalled: Sequence[StalledProject]) -> Iterator[str]:
    if not stalled:
        return
    yield _("The ledgers show no progress of {n} projects; please enter how they stand:").format(n=len(stalled))
    for number, item in enumerate(stalled, 1):
        yield _("{n}. {what}: {since}").format(n=number, what=item.project, since=_since(item))


def _since(item: StalledProject) -> str:
    if item.milestone:
        return _("the planned milestone is late: {name}").format(name=item.milestone)
    if item.days_stalled is None or item.last_evidence is None:
        return _("the ledger has no day of any progress")
    return ngettext("no progress since {day}, {n} day", "no progress since {day}, {n} days", item.days_stalled).format(
        day=item.last_evidence.isoformat(), n=item.days_stalled
    )
