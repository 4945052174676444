"""The season's work on the board: what is owed beside follow-ups, the cadence, what lies around stalls, the fair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from data.ledgers.season import Season
from data.model import (
    UNTOUCHED,
    Board,
    DutyLine,
    FairWork,
    ItemState,
    OwedItem,
    RosterView,
    StalledProject,
    StallWork,
)
from data.model.meeting_decisions import MeetingDecision
from data.rules.board_inputs import Logged, MarksSay
from data.rules.calendar.followup_ladder import Ladders
from data.rules.calendar.workdays import Workdays
from data.rules.fair.duty_roster import local_now, roster_view
from data.rules.fair.guest_funnel import GuestWords, funnel
from data.rules.fair.preparation import burn_down
from data.rules.fair.signing_slate import current_fair, slate
from data.rules.ledger_figures import LedgerFigures
from data.rules.marked_list import MarkedList
from data.rules.owed.decided_matters import (
    TakenOver,
    decided_owed,
    is_closed_here,
    marked_by_meeting,
    told_decisions,
)
from data.rules.owed.office_cadence import CadenceBook, duty_key, is_season
from data.rules.owed.other_ledgers_dues import blockers_owed, guests_owed, payouts_owed, prep_owed
from data.rules.owed.owed_items import Owing, is_near, numbered, ordered
from data.rules.owed.reports import extension_reports, reports_owed
from data.rules.owed.visits import Visits, visits_owed
from data.rules.projects.projects import Entry
from data.rules.season_on_date import Ground
from data.rules.stalls.blockers import by_department, desk_blockers, open_blockers
from data.rules.stalls.late_milestones import slipped
from data.rules.stalls.movement_evidence import Evidence
from data.rules.stalls.sponsor_pages import sponsor_pages
from data.rules.stalls.started_not_built import started_not_built, uncared
from data.rules.units.names import UnitBook, followup_key
from data.rules.which_fair.fairs import FairBook
from data.settings import RuleSettings
from data.support.fast_dataclass import dataclass
from data.support.kept_each import Each, KeptEach


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the rules of the season's work read: what ledgers came to, what officers noted, and what meetings decided
    that ledgers have taken over since."""

    ledgers: LedgerFigures
    marks: MarksSay
    taken: TakenOver

    @property
    def base(self) -> Ground:
        """What every rule starts from."""
        return self.ledgers.base

    @property
    def evidence(self) -> Evidence:
        """When projects last moved."""
        return self.ledgers.evidence

    @property
    def season(self) -> Season:
        """The records that count."""
        return self.base.season

    @property
    def settings(self) -> RuleSettings:
        """The office's settings."""
        return self.base.settings

    @property
    def entries(self) -> Sequence[Entry]:
        """Every project once."""
        return self.base.entries

    @property
    def book(self) -> UnitBook:
        """The units."""
        return self.base.book

    @property
    def fairs(self) -> FairBook:
        """The fairs on the board's date."""
        return self.base.fairs

    @property
    def workdays(self) -> Workdays:
        """The office's working days."""
        return self.base.workdays


@dataclass(frozen=True, slots=True)
class UnmarkedWork:
    """The work that ledgers, logged visits and the office's duties come to, in the lists' order. Nothing owed has its
    marks or its project's log; each names the project that it is about."""

    owed: tuple[OwedItem, ...]
    owed_later: tuple[OwedItem, ...]
    stall_work: StallWork
    fair_work: FairWork


class KeptWork:
    """The work made last, given again while it would be made of the same; and its lists with their marks."""

    def __init__(self) -> None:
        self.stalled = MarkedList[StalledProject]()
        self.owed, self.later = MarkedList[OwedItem](), MarkedList[OwedItem]()
        self._ledgers: LedgerFigures | None = None
        self._given: tuple[Logged, tuple[DutyLine, ...], tuple[MeetingDecision, ...]] | None = None
        self._made: UnmarkedWork | None = None
        self._visits = KeptEach()

    def of(self, given: Inputs, cadence: CadenceBook, lines: tuple[DutyLine, ...]) -> UnmarkedWork:
        """As `_unmarked` makes it; figures of ledgers that were kept are the very same."""
        said = (given.marks.visits, lines, given.marks.decided)
        if self._made is None or self._ledgers is not given.ledgers or self._given != said:
            self._made = _unmarked(given, cadence, lines, self._visits)
            self._ledgers, self._given = given.ledgers, said
        return self._made


def with_work(board: Board, given: Inputs, kept: KeptWork) -> Board:
    """The board with all of it, and what officers did to each item."""
    cadence = CadenceBook(given.settings, given.fairs, given.workdays, board.as_of)
    lines = cadence.lines(lambda key, period: given.marks.of(key, period).state is ItemState.HANDLED)
    work, marks = kept.of(given, cadence, lines), given.marks
    decided = {one.key: one for one in marks.decided}
    rest = (marks.trail, given.taken.aliases, (given.settings, board.as_of, marks.decided))
    stalled = kept.stalled.of(given.ledgers.stalled, *rest, partial(_stalled_marked, marks=marks))
    owed = kept.owed.of(work.owed, *rest, partial(_owed_marked, marks=marks, decided=decided))
    later = kept.later.of(work.owed_later, *rest, partial(_owed_marked, marks=marks, decided=decided))
    closed = tuple(filter(is_closed_here, owed)) if decided else ()
    if closed:  # no ledger waits for it: it leaves the duty screen
        owed, later = tuple(item for item in owed if not is_closed_here(item)), ordered((*later, *closed))
    return replace(
        board,
        stalled=stalled,
        owed=owed,
        owed_later=later,
        decided=told_decisions(marks.decided, given.taken, (*owed, *later)) if decided else (),
        cadence=lines,
        stall_work=replace(work.stall_work, desk_blockers=desk_blockers(given.entries, marks.logs)),
        fair_work=replace(work.fair_work, roster=_roster(board, given)),
    )


def _unmarked(given: Inputs, cadence: CadenceBook, lines: tuple[DutyLine, ...], each: Each) -> UnmarkedWork:
    owing = Owing(given.book, given.base.named, cadence.as_of)
    visits = Visits(given.season.visits, given.marks.visits, owing)
    found = numbered((*_owed(given, owing, visits, each), *cadence.items(lines, owing)))
    # A duty that was marked done waits for no ledger: it leaves the duty screen.
    done = {(duty_key(line.duty), line.period) for line in lines if line.state == "done"}
    near: list[OwedItem] = []
    later: list[OwedItem] = []
    for item in (_of_project(item, owing) for item in found):
        here = is_near(item, given.settings.owed) and not (item.markable and (item.key, item.episode) in done)
        (near if here else later).append(item)
    followups = (_of_project(item, owing) for item in given.ledgers.followups.items)
    decided = (_of_project(item, owing) for item in decided_owed(given.marks.decided, given.taken, owing))
    desk = ordered((*followups, *decided, *near))
    return UnmarkedWork(desk, ordered(later), _stalls(given, owing, visits), _fair(given))


def _owed(given: Inputs, owing: Owing, visits: Visits, each: Each) -> Iterator[OwedItem]:
    season, rules = given.season, given.settings
    fair = current_fair(given.fairs, owing.as_of)
    words = GuestWords(rules.guest_states)
    yield from reports_owed(season.reports, given.entries, rules.owed.report_days, owing)
    ladders = Ladders(rules.followups, given.workdays)
    again = frozenset(key for others in given.ledgers.followups.matters.aliases.values() for key in others)
    followups = [row for row in season.followups if followup_key(row) not in again] if again else season.followups
    yield from extension_reports(followups, rules.followups.extended_report_months, ladders, owing)
    yield from blockers_owed(season.blockers, owing)
    yield from guests_owed(season.guests, rules.owed.guest_days, words, fair.opens if fair else None, owing)
    yield from prep_owed(season.prep, owing)
    yield from payouts_owed(season.payouts, owing)
    if is_season(given.fairs, rules.cadence.fair_weeks, owing.as_of):
        yield from visits_owed(given.entries, visits, rules.owed.visits_a_week, given.workdays, owing, each)


def _of_project(item: OwedItem, owing: Owing) -> OwedItem:
    """With the project that it names, where the ledgers tell it apart."""
    key = item.project_key or owing.key_of(item.project)  # follow-ups are made without their project
    return item if key == item.project_key else replace(item, project_key=key)


def _stalled_marked(item: StalledProject, marks: MarksSay) -> StalledProject:
    """With what officers did to it."""
    done = marks.of(item.key, item.episode) if item.markable else UNTOUCHED
    return item if done is UNTOUCHED else replace(item, marks=done)


def _owed_marked(item: OwedItem, marks: MarksSay, decided: Mapping[str, MeetingDecision]) -> OwedItem:
    """With what officers did to it, and what they logged about its project."""
    done = marks.of(item.key, item.episode) if item.markable else UNTOUCHED
    log = marks.logs.get(item.project_key, ())
    marked = item if done is UNTOUCHED and not log else replace(item, marks=done, project_log=log)
    return marked_by_meeting(marked, decided)


def _stalls(given: Inputs, owing: Owing, visits: Visits) -> StallWork:
    """All but the blockers that officers logged."""
    blockers = open_blockers(given.season.blockers, owing)
    return StallWork(
        slipped=slipped(given.entries, given.evidence, owing.as_of),
        started_not_built=started_not_built(given.entries, given.evidence, given.settings.stall, owing.as_of),
        uncared=uncared(given.entries, visits),
        blockers=by_department(blockers),
        sponsors=sponsor_pages(given.entries, given.ledgers.stalled, blockers, visits, owing),
    )


def _fair(given: Inputs) -> FairWork:
    """All but the roster, which goes by the hour."""
    season, rules, as_of = given.season, given.settings, given.fairs.as_of
    return FairWork(
        streams=burn_down(season.prep, as_of),
        funnel=funnel(season.guests, GuestWords(rules.guest_states), rules.guests.top_tiers, as_of),
        slate=slate(given.entries, given.fairs, given.base.basis.value, as_of),
    )


def _roster(board: Board, given: Inputs) -> RosterView:
    fair, rules = current_fair(given.fairs, board.as_of), given.settings
    now = local_now(board.now, board.as_of, rules.zone)
    return roster_view(given.season.roster, fair.closes if fair else None, board.as_of, now, rules.roster)
