"""Projects that were signed again for another fair (重复签约): the first signing counts, the second counts 0.

Source: docs/figures.md. Rows of one project (the same units and name, investors and numbers that do not contradict
each other) that name two fairs of the folder, each with a day of signing of its own, tell of two signings and
contradict each other in nothing. A first signing that was struck off leaves the place to the next one.

Rows go in as ledgers have them; out come the same ones in their order, for `data.rules.projects.projects`: those of a
later signing say nothing of any signing any more (fair, day, paper and amounts are blank, so that the first one's
stand), and are left out where they stand in the first one's own sheet. What else they say goes on counting as news of
the project.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from data.ledgers.kinds_and_columns import Project
from data.model import Problem
from data.rules.projects.projects import is_gone
from data.rules.rule_notes import note
from data.rules.units.names import UnitBook, real_id
from data.rules.which_fair.fairs import FairBook
from data.support.spelling import squash

Signing = tuple[str, date]
"""The fair's name, and the day."""


def first_signings(
    projects: Sequence[Project], book: UnitBook, fairs: FairBook
) -> tuple[Sequence[Project], tuple[Problem, ...]]:
    """The rows without later signings of the same project, and a note for each of these."""
    if len({squash(row.fair) for row in projects if row.fair}) < 2:
        return projects, ()
    groups: dict[tuple[frozenset[str], str], list[Project]] = {}
    for row in projects:
        if row.fair and row.signed_on is not None and fairs.find(row.fair) is not None:
            groups.setdefault((frozenset(book.split(row.unit)), squash(row.name)), []).append(row)
    changed: dict[int, Project | None] = {}
    told: list[Problem] = []
    for rows in groups.values():
        if len(rows) > 1:
            for row, counted in _later(rows, fairs):
                changed[id(row)] = _blank(row) if (row.file, row.sheet) != (counted.file, counted.sheet) else None
                if not is_gone(row, fairs.as_of):
                    told.append(_told(row, counted, fairs))
    if not changed:
        return projects, ()
    kept = [changed.get(id(row), row) for row in projects]
    return tuple(row for row in kept if row is not None), tuple(told)


def _later(rows: Sequence[Project], fairs: FairBook) -> Iterator[tuple[Project, Project]]:
    """Each row that tells of another signing than the one that counts, with a row of that one."""
    for same in _one_project(rows):
        by_signing: dict[Signing, list[Project]] = {}
        for row in same:
            fair = fairs.find(row.fair)
            if fair is not None and row.signed_on is not None:
                by_signing.setdefault((fair.name, row.signed_on), []).append(row)
        names = {name for name, _day in by_signing}
        if len(names) < 2 or len(names) < len(by_signing) or len({day for _name, day in by_signing}) < len(by_signing):
            continue  # one fair, or two days of one fair, or one day of two: that is a contradiction
        order = sorted(by_signing, key=lambda signing: signing[1])
        live = [one for one in order if not all(is_gone(row, fairs.as_of) for row in by_signing[one])]
        first = (live or order)[0]
        for signing in order:
            if signing != first:
                yield from ((row, by_signing[first][0]) for row in by_signing[signing])


def _one_project(rows: Sequence[Project]) -> Iterator[list[Project]]:
    """Rows of one name and the same units, unless their numbers, investors or papers say that they are several."""
    for said in (lambda row: real_id(row.id), lambda row: squash(row.investor), lambda row: row.paper):
        if len({one for row in rows if (one := said(row))}) > 1:
            return
    yield list(rows)


def _blank(row: Project) -> Project:
    return msgspec.structs.replace(
        row, fair="", signed_on=None, paper=None, contracted=None, total_investment=None, status=None, status_on=None
    )


def _told(row: Project, counted: Project, fairs: FairBook) -> Problem:
    fair = fairs.find(counted.fair)
    day = counted.signed_on.isoformat() if counted.signed_on else ""
    return note("signed_again", row.place, row.name, fair=fair.name if fair else counted.fair, day=day)
