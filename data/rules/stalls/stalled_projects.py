"""Projects that have not moved for longer than their stage allows (停滞项目).

Source: docs/figures.md. Strictly more days than the limit is a stall; an overdue milestone stalls at once; a next
milestone with a day still to come is 按节点推进 and does not stall; returned, replaced and ended projects do not, nor
those in production or at capacity. No date at all is 无进展记录, but for what is only to be signed (拟签).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.model import Stage, StalledProject, StallReason
from data.rules.calendar.winter_pause import Winter
from data.rules.projects.projects import Entry, is_planned
from data.rules.stalls.movement_evidence import Evidence
from data.rules.units.names import UnitBook, episode
from data.settings import Stall
from data.support.kept_each import Each, every

_RULES = {reason: f"stalled {reason.value}" for reason in StallReason}
"""What the episode of each sort of stall is called."""

_NEVER = frozenset({Stage.PRODUCTION, Stage.CAPACITY})


def stalled(
    entries: Sequence[Entry],
    evidence: Evidence,
    book: UnitBook,
    rules: Stall,
    as_of: date,
    each: Each = every,
) -> tuple[StalledProject, ...]:
    """The stalled projects without their marks: those without any date first, then the longest over their limit."""
    judge = _Judge(evidence, book, rules, as_of)
    told = ((book.contact(entry.unit), evidence.told(entry)) for entry in entries)
    judged = each(entries, judge.item, (rules, as_of, evidence.kinds), told)
    found = [item for item in judged if item is not None]
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found)


_Order = tuple[int, int, str, str]


class _Judge:
    def __init__(self, evidence: Evidence, book: UnitBook, rules: Stall, as_of: date) -> None:
        self._evidence, self._book, self._as_of = evidence, book, as_of
        self._winter = Winter(rules.winter)
        self._limits = {stage: rules.limit(stage) for stage in Stage}

    def item(self, entry: Entry) -> tuple[_Order, StalledProject] | None:
        """The stalled project with its place in the list, or None for one that does not stall."""
        if entry.gone or entry.stage in _NEVER:
            return None
        limit = self._limits[entry.stage] if entry.stage else None
        last, kind = self._evidence.latest(entry)
        days = None if last is None else self._days(entry, last)
        pending = self._evidence.pending(entry)
        due = pending[0].planned if pending else None
        over = 0 if days is None or limit is None else days - limit
        if due is not None and due < self._as_of:
            late = max((self._as_of - due).days, over)
            item = self._stalled(entry, StallReason.MILESTONE, limit, days, (last, kind), (due, pending[0].node))
            return self._order(1, late, item), item
        if due is not None:
            return None
        if days is None and is_planned(entry.project, self._as_of):
            return None  # the day of its signing is ahead: what is still to come has no record to lack
        if days is None:
            item = self._stalled(entry, StallReason.NO_EVIDENCE, limit, None, (None, ""), (None, ""))
            return self._order(0, 0, item), item
        if limit is None or over <= 0:
            return None
        item = self._stalled(entry, StallReason.IDLE, limit, days, (last, kind), (None, ""))
        return self._order(1, over, item), item

    def _days(self, entry: Entry, last: date) -> int:
        """Days since the latest evidence; for building projects winter does not count."""
        if entry.stage is Stage.BUILDING:
            return self._winter.running(last, self._as_of)
        return (self._as_of - last).days

    @staticmethod
    def _order(group: int, over: int, item: StalledProject) -> _Order:
        return (group, -over, item.unit, item.project)

    def _stalled(
        self,
        entry: Entry,
        reason: StallReason,
        limit: int | None,
        days: int | None,
        evidence: tuple[date | None, str],
        milestone: tuple[date | None, str],
    ) -> StalledProject:
        project = entry.project
        contact, phone = self._book.contact(entry.unit)
        return StalledProject(
            key=entry.key,
            episode=episode(_RULES[reason], milestone[0], entry.stage, project.stage_since),
            project=project.name,
            unit="、".join(entry.units),
            stage=entry.stage,
            days_stalled=days,
            limit=limit,
            last_evidence=evidence[0],
            evidence_kind=evidence[1],
            reason=reason,
            milestone=milestone[1],
            blocker=project.blocker,
            sponsor=project.sponsor,
            site_officer=project.site_officer,
            contact=contact,
            phone=phone,
            place=entry.place,
            markable=entry.markable,
        )
