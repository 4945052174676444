"""Records, settings and a date, and what marks, history and files say -> the Board that is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from data.ledgers.season import Season
from data.model import Board, SourceHealth, as_one
from data.rules.between_ledgers.faults_as_work import Worklist
from data.rules.between_ledgers.file_versions import Versions
from data.rules.board_inputs import (
    NO_FILES,
    NO_HISTORY,
    NO_MARKS,
    FilesSay,
    HistorySays,
    MarksSay,
    with_aliases,
)
from data.rules.board_work import Inputs, KeptWork, with_work
from data.rules.calendar.stale_claims import with_idle_claims
from data.rules.calendar.workdays import Workdays
from data.rules.fair.duty_roster import duty, local_now, unstaffed
from data.rules.faults import Faults, as_problems, told
from data.rules.ledger_figures import KeptFigures
from data.rules.season_on_date import Ground
from data.rules.units.unit_of_row import Owned
from data.settings import RuleSettings
from data.support.gc_pause import paused


class KeptParts:
    """Parts of the board made last that are made anew for the next one only where what they are made of has changed:
    what the ledgers came to, the season's work, the items of problems, the lists of items with their marks."""

    def __init__(self) -> None:
        self.figures, self.work, self.worklist = KeptFigures(), KeptWork(), Worklist()
        self.sources = KeptSources()


class KeptSources:
    """The files as they were told last, given again while they and their rows' units are the very same."""

    def __init__(self) -> None:
        self._by: tuple[tuple[SourceHealth, ...], Owned] | None = None
        self._made: tuple[tuple[SourceHealth, ...], tuple[SourceHealth, ...]] = (), ()

    def of(
        self, sources: tuple[SourceHealth, ...], whose: Owned
    ) -> tuple[tuple[SourceHealth, ...], tuple[SourceHealth, ...]]:
        """The files without and with where their rows' units are from."""
        if self._by is None or self._by[0] is not sources or self._by[1] is not whose:
            told = _told_as_one(sources)
            self._by, self._made = (sources, whose), (told, _with_owners(told, whose))
        return self._made


@paused()
def build(
    season: Season,
    settings: RuleSettings,
    *,
    as_of: date,
    now: datetime,
    marks: MarksSay = NO_MARKS,
    history: HistorySays = NO_HISTORY,
    files: FilesSay = NO_FILES,
    versions: Versions | None = None,
    kept: KeptParts | None = None,
) -> Board:
    """The board of one date, out of plain values alone: the same ones give the same board, whoever built it.

    In go the records of a `season`, what the rules go by (`RuleSettings.of(...)`), the day `as_of` that they are
    computed for and the moment `now` of the look; then what officers' `marks` say, what the `history` of earlier looks
    says, and what became of the `files`, each of which may be left out. `versions` remembers which files are older
    ones and `kept` the parts of the board before this one: that saves time and changes nothing.
    """
    kept = kept or KeptParts()
    counted = (versions or Versions()).counted(season, files.sources, settings, as_of)
    season, files = counted.season, counted.files(files)
    marks = replace(marks, of=with_idle_claims(marks.of, Workdays(settings.calendar), as_of))
    faults = Faults(season, marks, kept.worklist)
    awaited = faults.awaited(files.sources)
    told_of = kept.figures.of(season, faults.counted, settings, as_of, faults.rulings, awaited, history)
    base, made, problems = told_of.base, told_of.made, told_of.problems
    marks = with_aliases(marks, told_of.aliases)
    as_told, sources = kept.sources.of(files.sources, base.whose)
    unwell = (*(p for source in as_told for p in told(source)), *problems)
    work = faults.work(files.held, unwell, base.contradictions, told_of.pairs, base.book)
    shown = Board(
        as_of=as_of,
        now=now,
        place=settings.office.place,
        basis=base.basis,
        basis_auto=settings.signed.basis == "auto",
        pace_days=settings.pace.days,
        pace_curve=_nodes(settings.pace.curve),
        fairs=base.fairs.countdowns(base.workdays),
        progress=told_of.progress,
        stalled=(),
        owed=(),
        sources=sources,
        duty=duty(base.season.roster, as_of, local_now(now, as_of, settings.zone), settings.roster),
        data_at=files.changed_at,
        folder=files.folder,
        marks=files.marks,
        problems=(*problems, *as_problems(base.contradictions, told_of.pairs)),
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
        projects=told_of.projects,
        unstaffed=unstaffed(base.season.roster, as_of),
        headline=told_of.first.desk,
        wall_headline=told_of.first.wall,
        people=told_of.people,
    )
    return with_work(shown, Inputs(told_of, marks), kept.work)


def _told_as_one(sources: tuple[SourceHealth, ...]) -> tuple[SourceHealth, ...]:
    """The files as they are told: of many problems alike in a sheet one."""
    return tuple(replace(one, problems=as_one(one.problems)) if one.problems else one for one in sources)


def _with_owners(sources: tuple[SourceHealth, ...], whose: Owned) -> tuple[SourceHealth, ...]:
    """The files with where their rows' units are from, and what was assumed of that."""
    return tuple(
        replace(one, unit_from=found, problems=(*one.problems, *whose.notes.get(one.file, ())))
        if (found := whose.unit_from.get(one.file))
        else one
        for one in sources
    )


def _nodes(curve: str | tuple[tuple[date, float], ...]) -> tuple[tuple[date, Decimal], ...]:
    """The office's own nodes of pace, as they are shown."""
    return () if isinstance(curve, str) else tuple((day, Decimal(str(share))) for day, share in curve)


def _years(base: Ground) -> tuple[int, ...]:
    """Years in which the board counts working days by weekends and statutory days alone."""
    as_of, fairs = base.fairs.as_of, base.fairs.fairs
    first = min((as_of, *(fair.from_ for fair in fairs))) if base.settings.pace.days == "work" else as_of
    return base.workdays.unknown_years(first, max((as_of, *(fair.eve for fair in fairs))))
