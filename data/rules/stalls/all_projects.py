"""Every project as a line of the projects screen: what ledgers say of it, which fair it counts for, when it moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data.ledgers.season import Season
from data.model import Later, ProjectLine, StalledProject, StallReason
from data.rules.projects.projects import Entry, basis_of
from data.rules.projects.projects_once import gather
from data.rules.stalls.movement_evidence import Evidence
from data.rules.units.names import UnitBook
from data.rules.which_fair.fairs import FairBook
from data.settings import RuleSettings


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
        at_most=entry.at_most,
        disputed=entry.disputed,
    )


# ------------------------------------------------------------
# every project of the ledgers as something that can be logged on, whether or not it stands in a list


def projects(season: Season, settings: RuleSettings, as_of: date) -> tuple[StalledProject, ...]:
    """Each project once, by the key that its marks have; without days, since nothing is said of its being stalled."""
    book = UnitBook(season.units, settings, season.targets, season.projects)
    fairs = FairBook(season.fairs, as_of, settings.season.from_)
    found = gather(season.projects, book, fairs, basis_of(season.projects, settings.signed.basis), days=season.days)
    return tuple(
        StalledProject(
            key=entry.key,
            episode="",
            project=entry.project.name,
            unit="、".join(entry.units),
            stage=entry.stage,
            days_stalled=None,
            limit=None,
            last_evidence=None,
            evidence_kind="",
            reason=StallReason.NO_EVIDENCE,
            milestone="",
            blocker="",
            sponsor=entry.project.sponsor,
            site_officer=entry.project.site_officer,
            contact="",
            phone="",
            place=entry.place,
            markable=entry.markable,
        )
        for entry in found.entries
    )
