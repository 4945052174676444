"""Blockers (问题, 堵点) by the department that must clear them, aged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.ledgers.kinds_and_columns import Blocker
from data.model import BLOCKED, BlockerLine, BlockerLoad, DeskBlocker, MarkLine
from data.rules.calendar.followup_ladder import reached
from data.rules.owed.owed_items import Owing
from data.rules.projects.projects import Entry
from data.wording.blocker_words import since_unblocked


def open_blockers(rows: Iterable[Blocker], owing: Owing) -> tuple[BlockerLine, ...]:
    """The blockers that are not closed by the board's date, the oldest first, then those without a date."""
    lines = [_line(row, owing) for row in rows if not reached(row.closed, owing.as_of)]
    return tuple(sorted(lines, key=lambda line: (-(line.age if line.age is not None else -1), line.project, line.what)))


def by_department(lines: Iterable[BlockerLine]) -> tuple[BlockerLoad, ...]:
    """The departments with their open blockers: most overdue first, then most open."""
    groups: dict[str, list[BlockerLine]] = {}
    for line in lines:
        groups.setdefault(line.dept, []).append(line)
    loads = [
        BlockerLoad(
            dept=dept,
            open=len(own),
            overdue=sum(line.days_over is not None and line.days_over > 0 for line in own),
            undated=sum(line.days_over is None for line in own),
            oldest=max((line.age for line in own if line.age is not None), default=None),
            blockers=tuple(own),
        )
        for dept, own in groups.items()
    ]
    return tuple(sorted(loads, key=lambda load: (-load.overdue, -load.open, load.dept)))


def desk_blockers(entries: Iterable[Entry], logs: Mapping[str, Sequence[MarkLine]]) -> tuple[DeskBlocker, ...]:
    """The blockers that officers logged since the last word that none is left, the latest first.

    They stand apart from the ledgers' ones and are counted nowhere: a mark changes no figure.
    """
    found = [
        DeskBlocker(
            entry.key,
            entry.project.name,
            "、".join(entry.units),
            line.outcome.removeprefix(BLOCKED),
            line.text,
            line.by,
            line.at,
        )
        for entry in (entries if logs else ())
        if entry.key in logs and not entry.gone
        for line in since_unblocked(logs[entry.key])
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.key), reverse=True))


def _line(row: Blocker, owing: Owing) -> BlockerLine:
    raised = row.opened if row.opened is not None and row.opened <= owing.as_of else None
    return BlockerLine(
        what=row.what,
        project=row.project,
        unit=owing.unit_of(row.project),
        dept=owing.book.resolve(row.lead_dept) if row.lead_dept else "",
        age=(owing.as_of - raised).days if raised else None,
        days_over=(owing.as_of - row.due).days if row.due else None,
        place=row.place,
    )
