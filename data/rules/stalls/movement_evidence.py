"""The latest sign that a project moved, and its dated nodes. Source: docs/figures.md (stalled).

Evidence is never later than the board's date. A report counts only when its words are new.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from data.ledgers.kinds_and_columns import Funds, Milestone, Project
from data.rules.projects.project_lookup import NamedProjects, node_units
from data.rules.projects.projects import Entry
from data.rules.units.names import UnitBook, moving_key, project_key

MaybeDay = date | None
_COLUMNS: Mapping[str, Callable[[Project], MaybeDay]] = {
    "signing": attrgetter("signed_on"),
    "start": attrgetter("started_on"),
    "production": attrgetter("produced_on"),
}
"""Kinds of evidence that are a day in the project's own row."""


KeysOfRow = tuple[str, str]
"""The key of a row's item, and its moving key."""

_UNTOLD = object()


def row_keys(row: Project) -> KeysOfRow:
    """By what is told of a row."""
    key = project_key(row)
    return key, moving_key(key, row.id, row.name)


class Evidence:
    """All that the folder says about movement, sorted by project once.

    `kinds` are those of `[stall] evidence`; `new_words` gives for a row's moving key, or its item's where no memory
    tells rows apart, the day on which its present words were new (None: no date says so), `stage_moves` the day on
    which its stage was seen to move on: it counts where the ledger itself gives no day for the stage.
    """

    def __init__(
        self,
        milestones: Iterable[Milestone],
        funds: Iterable[Funds],
        new_words: Mapping[str, date | None],
        book: UnitBook,
        named: NamedProjects,
        kinds: Iterable[str],
        as_of: date,
        *,
        stage_moves: Mapping[str, date] = MappingProxyType({}),
        keys: Callable[[Project], KeysOfRow] = row_keys,
    ) -> None:
        self._keys = keys
        self._new_words, self._stage_moves, self._named, self._as_of = new_words, stage_moves, named, as_of
        self._milestones: dict[str, list[Milestone]] = {}
        for milestone in milestones:
            entry = named.one(milestone.project, node_units(milestone, book))
            if entry is not None:
                self._milestones.setdefault(entry.key, []).append(milestone)
        self._funds: dict[str, date] = {}
        for month in funds:
            self._take_funds(month)
        silent = {"milestone": not self._milestones, "funds": not self._funds}
        self.kinds = self._kinds = tuple(kind for kind in kinds if not silent.get(kind, False))
        self._of_row: Mapping[str, Callable[[Project], MaybeDay]] = {
            **_COLUMNS,
            "report": self._report,
            "stage": self._stage,
        }
        self._ways = tuple((kind, self._of_row.get(kind)) for kind in self._kinds)

    def latest(self, entry: Entry) -> tuple[date | None, str]:
        """The day of the latest evidence and its kind; (None, "") where no date says that it ever moved."""
        latest: date | None = None
        of = ""
        as_of, rows = self._as_of, entry.rows
        for kind, of_row in self._ways:
            for day in map(of_row, rows) if of_row else self._days(entry, kind):
                if day is not None and day <= as_of and (latest is None or day > latest):
                    latest, of = day, kind
        return latest, of

    def told(self, entry: Entry) -> tuple[object, ...]:
        """All that tells of a project's movement beside its own rows: equal where the latest evidence is."""
        rows = [(self._told_of(row, self._new_words, _UNTOLD), self._moved(row)) for row in entry.rows]
        nodes = self.milestones(entry) if self._milestones else []
        return (*rows, *nodes, *(self._days(entry, "funds") if self._funds else ()))

    def latest_of(self, entry: Entry, kinds: Iterable[str]) -> date | None:
        """The day of the latest evidence of these kinds alone, whatever the settings count for a stall."""
        days = (day for kind in kinds for day in self._days(entry, kind))
        return max((day for day in days if day is not None and day <= self._as_of), default=None)

    def milestones(self, entry: Entry) -> list[Milestone]:
        """The nodes that are this project's: by its number or name, and by the unit where the node names one."""
        return self._milestones.get(self._named.counted(entry).key, []) if self._milestones else []

    def pending(self, entry: Entry) -> list[Milestone]:
        """Dated nodes that are not reached by the board's date, the earliest first."""
        if not self._milestones:
            return []
        open_nodes = [
            node
            for node in self.milestones(entry)
            if node.planned is not None and (node.actual is None or node.actual > self._as_of)
        ]
        return sorted(open_nodes, key=lambda node: node.planned or date.max)

    def _days(self, entry: Entry, kind: str) -> Iterable[MaybeDay]:
        """The days of one kind of evidence, None where a row says none."""
        if kind == "milestone":
            return [node.actual for node in self.milestones(entry)]
        if kind == "funds":
            return [self._funds.get(self._named.counted(entry).key)]
        return map(self._of_row[kind], entry.rows)

    def _stage(self, row: Project) -> MaybeDay:
        """The day of the row's stage: the ledger's, else the one on which this station saw it move on."""
        return row.stage_since or self._moved(row)

    def _report(self, row: Project) -> MaybeDay:
        """The day on which the row's words were new; a ledger without 最新进展 counts by its 更新日期."""
        if not row.latest_progress:
            return None if "latest_progress" in row.fields else row.reported_on
        told: Any = self._told_of(row, self._new_words, _UNTOLD)
        return row.reported_on if told is _UNTOLD else told

    def _take_funds(self, month: Funds) -> None:
        """A month with money is evidence on its last day, or on the board's date while it runs."""
        amounts = (month.paid_in, month.fixed_investment, month.booked)
        if month.month > self._as_of or not any(amount is not None and amount.value > 0 for amount in amounts):
            return
        last = month.month.replace(day=calendar.monthrange(month.month.year, month.month.month)[1])
        entry, day = self._named.one(month.project), min(last, self._as_of)
        if entry is not None:
            self._funds[entry.key] = max(day, self._funds.get(entry.key, day))

    def _moved(self, row: Project) -> MaybeDay:
        """The day on which a row's stage was seen to move on."""
        day: MaybeDay = self._told_of(row, self._stage_moves, None)
        return day

    def _told_of(self, row: Project, told: Mapping[str, Any], else_: Any) -> Any:
        """What is told of a row, by its moving key or its item's."""
        if not told:
            return else_
        key, moving = self._keys(row)
        return told[moving] if moving in told else told.get(key, else_)
