"""A page of data for each sponsoring leader (包抓领导): their projects, the stalled of them, blockers, visits."""

from __future__ import annotations

from collections.abc import Iterable

from data.model import BlockerLine, SponsorPage, StalledProject
from data.rules.owed.owed_items import Owing
from data.rules.owed.visits import Visits
from data.rules.projects.projects import Entry
from data.support.spelling import squash


def sponsor_pages(
    entries: Iterable[Entry],
    stalled: Iterable[StalledProject],
    blockers: Iterable[BlockerLine],
    visits: Visits,
    owing: Owing,
) -> tuple[SponsorPage, ...]:
    """The leaders that project ledgers name, each as the cell has it; who has most stalled projects comes first."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.project.sponsor and not entry.gone:
            groups.setdefault(squash(entry.project.sponsor), []).append(entry)
    still = {item.key for item in stalled}
    held: dict[str, list[BlockerLine]] = {}
    for line in blockers:
        entry_of = owing.project(line.project)
        if entry_of is not None:
            held.setdefault(entry_of.key, []).append(line)
    pages = [_page(own, still, held, visits) for own in groups.values()]
    return tuple(sorted(pages, key=lambda page: (-len(page.stalled), -len(page.projects), page.sponsor)))


def _page(entries: list[Entry], still: set[str], held: dict[str, list[BlockerLine]], visits: Visits) -> SponsorPage:
    days = [day for entry in entries for day in visits.days(entry)] if visits.any else []
    days.sort(key=lambda day: day.on, reverse=True)
    keys = tuple(entry.key for entry in entries)
    return SponsorPage(
        sponsor=entries[0].project.sponsor,
        projects=keys,
        stalled=tuple(key for key in keys if key in still),
        blockers=tuple(line for key in keys for line in held.get(key, ())) if held else (),
        visits=len(days),
        last_visit=days[0].on if days else None,
        visit_days=tuple(days),
    )
