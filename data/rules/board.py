"""Records, settings, marks and a date -> the Board that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from data.ledgers.season import Season
from data.model import (
    UNTOUCHED,
    Board,
    FolderHealth,
    ItemMarks,
    MarkLine,
    MarksHealth,
    OwedItem,
    SourceHealth,
    StalledProject,
    UnitPeople,
)
from data.rules.base.claims import with_idle_claims
from data.rules.base.names import UnitBook
from data.rules.base.start import Ground, ground
from data.rules.base.workdays import Workdays
from data.rules.board_work import Inputs, with_work
from data.rules.fair.duty import duty, unstaffed
from data.rules.faults import Faults, Ledgers, as_problems, told
from data.rules.owed.followups import owed
from data.rules.owed.visits import Logged
from data.rules.signing.progress import Progress
from data.rules.signing.season_figures import figures
from data.rules.stalls.evidence import Evidence
from data.rules.stalls.portfolio import portfolio
from data.rules.stalls.stalls import stalled
from data.settings import RuleSettings
from data.support.gc_pause import paused

Marks = Callable[[str, str], ItemMarks]
"""(key, episode) -> what officers did to the item."""

_Item = TypeVar("_Item", StalledProject, OwedItem)


@paused()
def build(
    season: Season,
    settings: RuleSettings,
    *,
    as_of: date,
    now: datetime,
    marks: Marks,
    new_words: Mapping[str, date | None],
    stage_moves: Mapping[str, date] = MappingProxyType({}),
    sources: Sequence[SourceHealth] = (),
    folder: FolderHealth | None = None,
    marks_health: MarksHealth | None = None,
    data_at: datetime | None = None,
    ledgers: Ledgers | None = None,
    logged_visits: Logged = MappingProxyType({}),
    project_logs: Mapping[str, tuple[MarkLine, ...]] = MappingProxyType({}),
) -> Board:
    """The board of one date.

    `new_words` says for an item's key on which day its present words (最新进展) were new,
    `stage_moves` on which day its stage was seen to move on; `ledgers` what is held back and ruled out,
    `logged_visits` the visits that officers logged, by the key of the item, `project_logs` all that they logged about a
    project, by its key, the newest first. The rest is handed through.
    """
    marks = with_idle_claims(marks, Workdays(settings.calendar), as_of)
    faults = Faults(season, ledgers or Ledgers(), marks)
    base = ground(faults.counted, settings, as_of, faults.rulings)
    progress = Progress(base.entries, base.book, base.fairs, base.targets, settings)
    lines = progress.build()
    made = figures(base, progress.scopes, lines)
    evidence = _evidence(base, new_words, stage_moves)
    idle = stalled(base.entries, evidence, base.book, settings.stall, as_of)
    followups, doubled = owed(base.season.followups, base.book, settings.followups, base.workdays, as_of)
    problems = (*base.problems, *doubled, *made.problems, *progress.notes())
    work = faults.work((*(p for source in sources for p in told(source)), *problems), base.contradictions, base.book)
    shown = Board(
        as_of=as_of,
        now=now,
        place=settings.office.place,
        basis=base.basis,
        basis_auto=settings.signed.basis == "auto",
        pace_days=settings.pace.days,
        fairs=base.fairs.countdowns(base.workdays),
        progress=lines,
        stalled=tuple(_marked(item, marks) for item in idle),
        owed=tuple(_marked(item, marks) for item in followups),
        sources=tuple(sources),
        duty=duty(base.season.roster, as_of),
        data_at=data_at,
        folder=folder or FolderHealth(),
        marks=marks_health or MarksHealth(),
        problems=(*problems, *as_problems(base.contradictions)),
        faults=work.items,
        decisions=work.decisions,
        years_without_calendar=_years(base),
        office_phone=settings.office.phone,
        rotate_seconds=settings.wall.rotate_seconds,
        goals=made.goals,
        conversions=made.conversions,
        pipeline=made.pipeline,
        scores=made.scores,
        bad_runs=made.bad_runs,
        trips=made.trips,
        repeats=made.repeats,
        projects=portfolio(base.entries, evidence, made.fair_of),
        unstaffed=unstaffed(base.season.roster, as_of),
        people=tuple(_people(base.book, unit) for unit in base.book.listed()),
    )
    return with_work(shown, Inputs(base, evidence, marks, logged_visits, project_logs))


def _people(book: UnitBook, unit: str) -> UnitPeople:
    return UnitPeople(unit, *book.contact(unit), book.head(unit), book.kind(unit))


def _evidence(base: Ground, new_words: Mapping[str, date | None], stage_moves: Mapping[str, date]) -> Evidence:
    """What tells when a project last moved: what the folder holds, and what this station saw."""
    season, kinds, as_of = base.season, base.settings.stall.evidence, base.fairs.as_of
    return Evidence(
        season.milestones, season.funds, new_words, base.book, base.named, kinds, as_of, stage_moves=stage_moves
    )


def _marked(item: _Item, marks: Marks) -> _Item:
    done = marks(item.key, item.episode) if item.markable else UNTOUCHED
    return item if done is UNTOUCHED else replace(item, marks=done)


def _years(base: Ground) -> tuple[int, ...]:
    """Years in which the board counts working days by weekends and statutory days alone."""
    as_of, fairs = base.fairs.as_of, base.fairs.fairs
    first = min((as_of, *(fair.from_ for fair in fairs))) if base.settings.pace.days == "work" else as_of
    return base.workdays.unknown_years(first, max((as_of, *(fair.eve for fair in fairs))))
