"""Every project as a line of the projects screen: what ledgers say of it, which fair it counts for, when it moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.model import Later, ProjectLine
from data.season.evidence import Evidence
from data.season.projects import Entry


def portfolio(entries: Sequence[Entry], evidence: Evidence, fair_of: Mapping[str, str]) -> Sequence[ProjectLine]:
    """All projects in the order of files and rows; `fair_of` gives the fair of a project's key.

    They are made when they are first asked for: a board comes with every mark, and its lines are read on a few screens.
    """
    return Later(lambda: tuple(_line(entry, evidence, fair_of.get(entry.key)) for entry in entries))


def _line(entry: Entry, evidence: Evidence, fair: str | None) -> ProjectLine:
    project = entry.project
    moved_on, moved_by = evidence.latest(entry)
    return ProjectLine(
        key=entry.key,
        project=project.name,
        unit="、".join(entry.units),
        investor=project.investor,
        industry=project.industry,
        stage=entry.stage,
        paper=project.paper,
        status=project.status,
        gone=entry.gone,
        counts=entry.counts,
        amount=entry.value,
        paid_in=entry.paid_in,
        signed_on=project.signed_on,
        fair=fair,
        sponsor=project.sponsor,
        site_officer=project.site_officer,
        blocker=project.blocker,
        moved_on=moved_on,
        moved_by=moved_by,
        places=tuple(dict.fromkeys((entry.place, *(row.place for row in entry.rows)))),
    )
