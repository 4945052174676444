"""Milestones slipped (节点滞后): how many days each late node of a project is behind its plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.ledgers.kinds_and_columns import Milestone
from data.model import Slip, SlippedProject, Trace
from data.rules.calendar.followup_ladder import reached
from data.rules.projects.projects import Entry
from data.rules.stalls.movement_evidence import Evidence


def slipped(entries: Iterable[Entry], evidence: Evidence, as_of: date) -> tuple[SlippedProject, ...]:
    """The projects with late nodes, the worst first. A node reached late stays late; gone projects are left out."""
    found = []
    for entry in entries:
        nodes = () if entry.gone else evidence.milestones(entry)
        slips = tuple(sorted(_slips(nodes, as_of), key=lambda s: (-s.days, s.node))) if nodes else ()
        if slips:
            trace = Trace("slipped", (), tuple(slip.place for slip in slips))
            units = "、".join(entry.units)
            found.append(SlippedProject(entry.key, entry.project.name, units, slips[0].days, slips, trace))
    return tuple(sorted(found, key=lambda project: (-project.days, project.unit, project.project)))


def _slips(nodes: Iterable[Milestone], as_of: date) -> Iterator[Slip]:
    for node in nodes:
        if node.planned is None:
            continue
        done = node.actual if node.actual is not None and reached(node.actual, as_of) else None
        days = ((done or as_of) - node.planned).days
        if days > 0:
            yield Slip(node.node, node.planned, days, done is not None, node.place)
