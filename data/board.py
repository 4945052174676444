"""Records, settings, marks and a date -> the Board that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from data.board_work import Inputs, with_work
from data.faults import Faults, Ledgers, as_problems, told
from data.model import Board, FolderHealth, ItemMarks, MarksHealth, OwedItem, Problem, SourceHealth, StalledProject
from data.records import Season
from data.season.duty import duty
from data.season.evidence import Evidence
from data.season.fairs import FairBook
from data.season.names import UnitBook
from data.season.owed import owed
from data.season.progress import Progress
from data.season.projects import basis_of, gather, unknown_units
from data.season.stalls import stalled
from data.season.targets import targets_in_force
from data.season.visits import Logged
from data.season.workdays import Workdays
from data.settings import Settings

Marks = Callable[[str, str], ItemMarks]
"""(key, episode) -> what officers did to the item."""

_UNTOUCHED = ItemMarks()
_Item = TypeVar("_Item", StalledProject, OwedItem)


def build(
    season: Season,
    settings: Settings,
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
) -> Board:
    """The board of one date.

    `new_words` says for an item's key on which day its present words (最新进展) were new,
    `stage_moves` on which day its stage was seen to move on; `ledgers` what is held back and ruled out,
    `logged_visits` the days on which officers logged a visit, by a project's key. The rest is handed through.
    """
    faults = Faults(season, ledgers or Ledgers(), marks)
    season = faults.counted
    workdays = Workdays(settings.calendar)
    book = UnitBook(season.units, settings, season.targets)
    fairs = FairBook(season.fairs, as_of, settings.season.from_)
    targets = targets_in_force(season.targets, book, fairs, faults.rulings)
    basis = basis_of(season.projects, settings.signed.basis)
    gathered = gather(season.projects, book, basis, as_of, faults.rulings)
    entries = gathered.entries
    progress = Progress(entries, book, fairs, targets, settings)
    followups, doubled_followups = owed(season.followups, book, settings.followups, workdays, as_of)
    evidence = Evidence(
        season.milestones, season.funds, new_words, book, settings.stall.evidence, as_of, stage_moves=stage_moves
    )
    idle = stalled(entries, evidence, book, settings.stall, as_of)
    lines = progress.build()
    problems: tuple[Problem, ...] = (
        *fairs.problems,
        *targets.problems,
        *gathered.problems,
        *unknown_units(entries, book),
        *doubled_followups,
        *progress.notes(),
    )
    contradictions = (*targets.contradictions, *gathered.contradictions)
    work = faults.work((*(p for source in sources for p in told(source)), *problems), contradictions, book)
    shown = Board(
        as_of=as_of,
        now=now,
        place=settings.office.place,
        basis=basis,
        basis_auto=settings.signed.basis == "auto",
        pace_days=settings.pace.days,
        fairs=fairs.countdowns(workdays),
        progress=lines,
        stalled=tuple(_marked(item, marks) for item in idle),
        owed=tuple(_marked(item, marks) for item in followups),
        sources=tuple(sources),
        duty=duty(season.roster, as_of),
        data_at=data_at,
        folder=folder or FolderHealth(),
        marks=marks_health or MarksHealth(),
        problems=(*problems, *as_problems(contradictions)),
        faults=work.items,
        decisions=work.decisions,
        years_without_calendar=_years(fairs, settings, workdays, as_of),
        office_phone=settings.office.phone,
        rotate_seconds=settings.wall.rotate_seconds,
    )
    return with_work(shown, Inputs(season, settings, entries, evidence, book, fairs, workdays, marks, logged_visits))


def _marked(item: _Item, marks: Marks) -> _Item:
    done = marks(item.key, item.episode) if item.markable else _UNTOUCHED
    return item if done == _UNTOUCHED else replace(item, marks=done)


def _years(fairs: FairBook, settings: Settings, workdays: Workdays, as_of: date) -> tuple[int, ...]:
    """Years in which the board counts working days by weekends and statutory days alone."""
    first = min((as_of, *(fair.from_ for fair in fairs.fairs))) if settings.pace.days == "work" else as_of
    return workdays.unknown_years(first, max((as_of, *(fair.eve for fair in fairs.fairs))))
