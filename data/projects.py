"""Every project of the ledgers as something that can be logged on, whether or not it stands in a list."""

from __future__ import annotations

from datetime import date

from data.ledgers.season import Season
from data.model import StalledProject, StallReason
from data.season.names import UnitBook
from data.season.projects import basis_of, gather
from data.settings import Settings


def projects(season: Season, settings: Settings, as_of: date) -> tuple[StalledProject, ...]:
    """Each project once, by the key that its marks have; without days, since nothing is said of its being stalled."""
    book = UnitBook(season.units, settings, season.targets, season.projects)
    found = gather(season.projects, book, basis_of(season.projects, settings.signed.basis), as_of)
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
